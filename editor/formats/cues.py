"""What SubRip and WebVTT share: cues between literal text, restored around what a person changed.

A piece of the source is one cue: `before` ends with its header (identifier and times), `raw` is its text with the
markup, `after` the line ends behind it. Everything else in a file (comments, styles, stray lines) stands in a
`before` ahead of the header and survives even when its cue is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.errors import UserError
from editor.formats.clock import TIMES, milliseconds, stamp, timed
from editor.formats.format import Parsed
from editor.formats.inline import Markup, renamed, unnamed
from editor.formats.joined import Joined, run_together, says, taken_in
from editor.formats.lines import cut, usual_end
from editor.formats.literal import Literal, rebuild
from editor.transcript import Paragraph, SourcePiece, Transcript

END = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK = re.compile(rf"{END}[ \t]*(?={END})|\A{END}|{END}\Z")
_LINE_END = re.compile(END)
_NAME = re.compile(r"\A(?:<[^<>]*>|\{[^{}]*\})*([A-Z][A-Z0-9 .'’-]{1,30}):[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Style:
    """How one of the two formats spells what they share."""

    mark: str  # before the milliseconds
    identifier: re.Pattern[str]  # what may stand on the line above the times
    numbered: bool  # new cues get a number
    markup: Markup
    escape: Callable[[str], str]
    voice: Callable[[str], str]  # what names a speaker in front of the text
    voice_each_time: bool  # in every cue, not only where the speaker changes


@dataclass(frozen=True, slots=True)
class Block:
    """One cue as a reader found it: positions in the decoded text."""

    times: int  # start of the line of times
    text: int  # start of the text
    end: int  # end of the text


def parsed(content: str, blocks: Sequence[Block], style: Style, notes: Iterable[str] = ()) -> Parsed:
    """Make paragraphs and pieces of the cues that a reader found in `content`."""
    raws = [content[b.text : b.end] for b in blocks]
    names = _names(raws)
    paragraphs: list[Paragraph] = []
    pieces: list[SourcePiece] = []
    times = []
    at = 0
    for n, (block, raw) in enumerate(zip(blocks, raws, strict=True)):
        line = TIMES.search(content, block.times, block.text)
        begin, end = (milliseconds(line["begin"]), milliseconds(line["end"])) if line else (None, None)
        times.append((begin, end))
        stop = _gap_end(content, block.end, blocks[n + 1].times if n + 1 < len(blocks) else len(content))
        prefix = _NAME.match(raw)
        parts = cut(raw)
        for m, part in enumerate(parts):
            text, speaker = style.markup.seen(part, m == 0 and prefix is not None and prefix[1] in names)
            paragraphs.append(Paragraph(
                id=len(pieces) + 1, text=text, speaker=speaker, begin=begin if m == 0 else None,
                end=end if m == 0 else None, soft=m > 0, origin=len(pieces)))
            pieces.append(SourcePiece(part, text, content[at : block.text] if m == 0 else "",
                                      content[block.end : stop] if m == len(parts) - 1 else ""))
        at = stop
    if pieces and at < len(content):
        last = pieces[-1]
        pieces[-1] = SourcePiece(last.raw, last.text, last.before, last.after + content[at:])
    ends = _LINE_END.findall(content[:200_000])
    return Parsed(tuple(paragraphs), tuple(pieces), usual_end(ends), (*notes, *_oddities(times)))


def restore(transcript: Transcript, style: Style) -> str:
    """Write a transcript back into the file that it was read from, literally where nothing was changed."""
    source, pieces = transcript.source, transcript.source.pieces
    times = timed(transcript.paragraphs)
    renumber = _renumber(transcript, style)
    joined = taken_in(transcript, _end_of)
    parts: list[str] = []
    cue, expected, head = 0, 0, -1  # cues written, next piece in order, the piece whose header was written last
    origin: int | None = -1
    last = (0, 0)
    for paragraph, span in zip(transcript, times, strict=True):
        previous, origin = origin, paragraph.origin
        if origin is None or origin < expected:
            cue += 1
            number = cue if renumber else len(pieces) + cue
            _part_from_last(parts, source.newline)
            span = last = span or _time_left(pieces, expected, last)
            parts.append(_new_header(number if style.numbered else None, span, style, source.newline))
            voice = style.voice(paragraph.speaker) if paragraph.speaker and style.voice_each_time else ""
            text = voice + _tidy(style.escape(paragraph.text))
            parts.append(text.replace("\n", source.newline) + 2 * source.newline)
            continue
        piece, owner, last = pieces[origin], _owner(pieces, origin), span or last
        parts += [_orphan(pieces[gone], style) for gone in range(expected, origin) if gone != owner]
        if owner != head:
            cue += 1
            if owner != expected or (parts and previous is None):
                _part_from_last(parts, source.newline)
            parts.append(_header(pieces[owner].before, span, style, cue if renumber else None))
            head = owner
        literal = _literal(paragraph, (piece, *joined.get(origin, ())), style, source.newline)
        if literal and not piece.raw and not parts[-1].endswith(("\n", "\r")):  # an empty cue at the file's end
            parts.append(source.newline)
        parts += [literal, piece.after]
        expected = origin + 1
    parts += [_orphan(piece, style) for piece in pieces[expected:]]
    written = "".join(parts)
    if pieces and transcript and transcript[-1].origin is None:
        written = written[: -len(source.newline)] if pieces[-1].after else written[: -2 * len(source.newline)]
    return written


def convert(transcript: Transcript, style: Style, title: str, sources: dict[str, Style]) -> str:
    """Write any timed transcript in `style`; italics, bold and underline survive between the two formats."""
    spans = timed(transcript.paragraphs)
    if not len(transcript) or all(span is None for span in spans):
        raise UserError(f"{named(transcript)} cannot be exported as {title}: its text has no times; "
                        "export it as text or Markdown.")
    cues: list[tuple[tuple[int, int], str, str]] = []
    reader = sources.get(transcript.source.format)
    joined = taken_in(transcript, _end_of) if reader else {}
    for paragraph, span in zip(transcript, spans, strict=True):
        raw = _simple(paragraph, transcript.source.pieces, joined, reader, style)
        if paragraph.soft and cues:
            cues[-1] = (cues[-1][0], cues[-1][1] + raw, cues[-1][2])
        else:
            last_end = cues[-1][0][1] if cues else 0
            cues.append((span or (last_end, last_end), raw, paragraph.speaker))
    written, said_by = [], ""
    for n, (span, raw, speaker) in enumerate(cues, 1):
        voice = style.voice(speaker) if speaker and (style.voice_each_time or speaker != said_by) else ""
        header = _new_header(n if style.numbered else None, span, style, "\n")
        written.append(f"{header}{voice}{_tidy(raw)}\n\n")
        said_by = speaker
    return "".join(written)[:-1]


def named(transcript: Transcript) -> str:
    """Name a transcript in a sentence."""
    return f"“{transcript.source.path}”" if transcript.source.path else "The transcript"


# --- reading -----------------------------------------------------------------------------------------------------


def _names(raws: Iterable[str]) -> frozenset[str]:
    """Return the capitals before a colon that open at least two cues: they are speakers, not words of the text."""
    once: set[str] = set()
    twice: set[str] = set()
    for raw in raws:
        if ":" in raw and (match := _NAME.match(raw)):
            (twice if match[1] in once else once).add(match[1])
    return frozenset(twice)


def _gap_end(content: str, start: int, limit: int) -> int:
    """Return where the line ends and blanks behind a cue's text end."""
    at = start
    while at < limit and content[at] in "\r\n \t":
        at += 1
    if at == limit or at == len(content):
        return at
    return max(content.rfind("\n", start, at), content.rfind("\r", start, at), start - 1) + 1


def _oddities(times: Sequence[tuple[int | None, int | None]]) -> list[str]:
    known = [(b, e) for b, e in times if b is not None and e is not None]
    unread = len(times) - len(known)
    pairs = list(pairwise(known))
    unordered = sum(later[0] < sooner[0] for sooner, later in pairs)
    overlapping = sum(sooner[0] <= later[0] < sooner[1] for sooner, later in pairs)
    backwards = sum(e < b for b, e in known)
    found = ((unread, "without times that can be read"), (unordered, "before the one above them (not reordered)"),
             (overlapping, "beginning before the one above them ends"), (backwards, "ending before they begin"))
    return [f"Cues {what}: {count}; they are kept as they are." for count, what in found if count]


# --- writing -----------------------------------------------------------------------------------------------------


def _owner(pieces: Sequence[SourcePiece], origin: int) -> int:
    """Return the piece that holds the header of this one: itself, or the first part of a very long cue."""
    while origin and not pieces[origin].before:
        origin -= 1
    return origin


def _header_at(before: str, style: Style) -> tuple[int, int, int]:
    """Return where the header in `before` starts, where its identifier ends, where its line of times starts."""
    times = _line_start(before, len(before.rstrip("\r\n")))
    end = times - (2 if before[:times].endswith("\r\n") else 1 if times else 0)
    if before[:end].endswith(("\r", "\n")) and style.numbered:  # a blank line between number and times
        end = len(before[:end].rstrip("\r\n"))
    start = _line_start(before, end)
    if times and style.identifier.fullmatch(before, start, end):
        return start, end, times
    return times, times, times


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _header(before: str, span: tuple[int, int] | None, style: Style, number: int | None) -> str:
    """Return `before` with the times and number changed where they differ; all else is literal."""
    start, id_end, times = _header_at(before, style)
    line = TIMES.search(before, times)
    if span is not None and line is not None:
        for group, time in (("end", span[1]), ("begin", span[0])):
            if milliseconds(line[group]) != time:
                old = line[group]
                mark = next((c for c in old if c in ".,"), style.mark)
                before = before[: line.start(group)] + stamp(time, mark, old) + before[line.end(group) :]
    if number is not None and id_end > start:
        before = before[:start] + str(number) + before[id_end:]
    return before


def _new_header(number: int | None, span: tuple[int, int], style: Style, newline: str) -> str:
    top = f"{number}{newline}" if number is not None else ""
    return f"{top}{stamp(span[0], style.mark)} --> {stamp(span[1], style.mark)}{newline}"


def _time_left(pieces: Sequence[SourcePiece], expected: int, last: tuple[int, int]) -> tuple[int, int]:
    """Return a time for a cue that has none and no neighbour to share with: that of the cue deleted here, if any."""
    line = TIMES.search(pieces[expected].before) if expected < len(pieces) else None
    return (milliseconds(line["begin"]), milliseconds(line["end"])) if line else (last[1], last[1])


def _orphan(piece: SourcePiece, style: Style) -> str:
    """Return what must stay of a piece whose cue was deleted: comments, styles, the file's own header."""
    kept = piece.before[: _header_at(piece.before, style)[0]] if piece.before else ""
    return (kept if kept.strip() else "") + (piece.after if piece.after.strip() else "")


def _literal(paragraph: Paragraph, pieces: Sequence[SourcePiece], style: Style, newline: str) -> str:
    """Return the file's characters for a cue: of its piece, and of those behind it that it was joined with."""
    piece = pieces[0]
    text, speaker = style.markup.seen(piece.raw, False)
    if text != piece.text:  # the reader took "NAME:" for markup
        text, speaker = style.markup.seen(piece.raw, True)
    if paragraph.text == piece.text and paragraph.speaker == speaker:
        return piece.raw
    literal = _read(pieces, style.markup, paragraph.text)
    if paragraph.speaker and paragraph.speaker != speaker:
        literal = renamed(literal, paragraph.speaker, style.voice(paragraph.speaker))
    raw = rebuild(literal, paragraph.text, lambda text: style.escape(text).replace("\n", newline))
    return raw if _BLANK.search(piece.raw) else _tidy(raw)


def _read(pieces: Sequence[SourcePiece], markup: Markup, text: str) -> Literal:
    """Return what one cue, or several that were joined into `text`, say and the markup in them."""
    still = [p for p in pieces[1:] if says(text, p.text)]
    first, *more = (markup.read(p.raw, markup.seen(p.raw, False)[0] != p.text) for p in (pieces[0], *still))
    return run_together([first, *map(unnamed, more)], text) if more else first


def _end_of(piece: SourcePiece) -> int | None:
    """Return the end that a cue's header tells, in milliseconds."""
    lines = list(TIMES.finditer(piece.before))
    return milliseconds(lines[-1]["end"]) if lines else None


def _tidy(raw: str) -> str:
    """Take blank lines out of a cue's new text: they would end it."""
    return _BLANK.sub("", raw) if _BLANK.search(raw) else raw


def _part_from_last(parts: list[str], newline: str) -> None:
    """See to it that a blank line stands between what is written and the cue that follows."""
    tail = "".join(parts[-3:])
    if not tail:
        return
    if not tail.endswith(("\n", "\r")):
        parts.append(2 * newline)
    elif not re.search(rf"{END}[ \t]*{END}\Z", tail):
        parts.append(newline)


def _renumber(transcript: Transcript, style: Style) -> bool:
    """True where cues came or went in a file whose cues were numbered from 1 without a gap."""
    pieces = transcript.source.pieces
    kept = [p.origin for p in transcript]
    if not style.numbered or kept == list(range(len(pieces))):
        return False
    cue = 0
    for piece in pieces:
        if piece.before:
            cue += 1
            start, end, _ = _header_at(piece.before, style)
            if piece.before[start:end].strip("\ufeff \t") != str(cue):
                return False
    return True


def _simple(paragraph: Paragraph, pieces: Sequence[SourcePiece], joined: Joined, reader: Style | None,
            style: Style) -> str:
    """Return a cue's text in another style, with the tags that both know."""
    if reader is None or paragraph.origin is None:
        return style.escape(paragraph.text)
    literal = _read((pieces[paragraph.origin], *joined.get(paragraph.origin, ())), reader.markup, paragraph.text)
    atoms = tuple(a for a in literal.atoms if re.fullmatch(r"</?[ibu]>", a.raw))
    return rebuild(Literal(literal.text, atoms), paragraph.text, style.escape)
