"""A recogniser's own JSON: segments with times, speakers and the probability of each word.

Read are the shapes that Whisper and the programs around it write: an object whose "segments", "transcription" or
"chunks" is a list of objects with a "text", or such a list by itself. Times are seconds ("start", "end", or
"timestamp": [begin, end]) or milliseconds ("offsets"); words stand in "words" ("word" or "text" with "probability",
"confidence" or "score") or in "tokens" ("text" with "p").

A piece of the source is the literal object of one segment. Saving writes it as it was read unless its text, times or
speaker changed; then that object alone is written anew, with its list of words brought in line with the text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from editor.formats.clock import stamp, timed
from editor.formats.format import Parsed
from editor.formats.joined import taken_in
from editor.formats.lines import cut
from editor.formats.literal import plain, rebuild, shown
from editor.formats.words import brought_in_line, probabilities
from editor.transcript import Paragraph, SourcePiece, Transcript

Segment = dict[str, Any]  # one object of the file, as the json module reads it

_LISTS = ("segments", "transcription", "chunks")
_SPACE = re.compile(r"[ \t\r\n]*")
_BREAK = re.compile(r"\r\n?")
_DECODER = json.JSONDecoder()


def parse(content: str) -> Parsed | None:
    """Read segments; None where the content is no JSON or holds no list of segments."""
    try:
        json.loads(content)  # the whole of it, so that what is cut off behind the list is told from JSON
        spans = _segments(content)
    except (ValueError, IndexError, RecursionError):  # not JSON, cut off, or nested beyond all reason
        return None
    if not spans:
        return None
    paragraphs: list[Paragraph] = []
    pieces: list[SourcePiece] = []
    at = 0
    for start, end, segment in spans:
        said = _Said.of(segment)
        begin, stop = _times(segment)
        known, offset = probabilities(segment, said.text), 0
        for n, part in enumerate(cut(said.text)):
            paragraphs.append(Paragraph(
                id=len(pieces) + 1, text=part, speaker=_speaker(segment), begin=None if n else begin,
                end=None if n else stop, soft=n > 0, origin=len(pieces),
                word_probabilities=tuple((a - offset, b - offset, p) for a, b, p in known
                                         if offset <= a and b <= offset + len(part))))
            pieces.append(SourcePiece("" if n else content[start:end], part, "" if n else content[at:start]))
            offset += len(part)
        at = end
    last = pieces[-1]
    pieces[-1] = SourcePiece(last.raw, last.text, last.before, content[at:])
    return Parsed(tuple(paragraphs), tuple(pieces), "\r\n" if "\r\n" in content else "\n")


def restore(transcript: Transcript) -> str:
    """Write a transcript back into the JSON that it was read from; segments that nobody touched are literal.

    What a person split off stays in the segment that it came from; a segment whose paragraphs are all gone goes.
    """
    pieces, newline = transcript.source.pieces, transcript.source.newline
    ascii_only = all(piece.raw.isascii() for piece in pieces)
    parts = [pieces[0].before]
    joined = taken_in(transcript, _end_of)
    for owner, paragraphs in _by_segment(transcript):
        if len(parts) > 1:
            parts.append(pieces[owner].before if owner else "," + newline)
        more = joined.get(owner, ()) if len(paragraphs) == 1 else ()
        parts.append(_written((pieces[owner], *more), paragraphs, newline, ascii_only))
    parts.append(pieces[-1].after)
    written = "".join(parts)
    before = "".join(p.before + p.raw + p.after for p in pieces)
    return written if written == before else _with_whole_text(written, before, ascii_only)


def convert(transcript: Transcript) -> str:
    """Write any transcript as a list of segments, in seconds, as Whisper's own JSON has them."""
    segments: list[Segment] = []
    for paragraph, span in zip(transcript, timed(transcript.paragraphs), strict=True):
        if paragraph.soft and segments:
            segments[-1]["text"] += paragraph.text
            continue
        segment: Segment = {"id": len(segments)}
        if span is not None:
            segment |= {"start": span[0] / 1000, "end": span[1] / 1000}
        if paragraph.speaker:
            segment["speaker"] = paragraph.speaker
        segments.append(segment | {"text": paragraph.text})
    whole = {"text": " ".join(s["text"] for s in segments), "segments": segments}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


# --- reading -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """The text of a segment as a person sees it, and what stands around it in the file."""

    lead: str
    raw: str
    trail: str

    @classmethod
    def of(cls, segment: Segment) -> _Said:
        whole = _BREAK.sub("\n", segment["text"])
        raw = whole.strip()
        at = whole.find(raw)
        return cls(whole[:at], raw, whole[at + len(raw) :])

    @property
    def text(self) -> str:
        return shown(self.raw)

    def edited(self, text: str) -> str:
        return self.lead + rebuild(plain(self.raw), text) + self.trail


def _segments(content: str) -> list[tuple[int, int, Segment]]:
    """Return start, end and value of each segment object; empty where the content has no list of such objects."""
    at = _skip(content, 0)
    if content[at] == "[":
        return _objects(content, at) or []
    if content[at] == "{":
        for key, start, _ in _members(content, at):
            if key in _LISTS and content[start] == "[" and (found := _objects(content, start)):
                return found
    return []


def _members(content: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield key, start and end of each value of the object that begins at `at`."""
    at = _skip(content, at + 1)
    while content[at] != "}":
        key, at = _DECODER.raw_decode(content, at)
        start = _skip(content, _skip(content, at) + 1)
        _, end = _DECODER.raw_decode(content, start)
        yield str(key), start, end
        at = _skip(content, end)
        at = _skip(content, at + 1) if content[at] == "," else at


def _objects(content: str, at: int) -> list[tuple[int, int, Segment]] | None:
    """Return the objects of the list that begins at `at`; None where one of its values is no segment."""
    found = []
    at = _skip(content, at + 1)
    while content[at] != "]":
        value, end = _DECODER.raw_decode(content, at)
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            return None
        found.append((at, end, value))
        at = _skip(content, end)
        at = _skip(content, at + 1) if content[at] == "," else at
    return found


def _skip(content: str, at: int) -> int:
    match = _SPACE.match(content, at)
    return match.end() if match else at


def _speaker(segment: Segment) -> str:
    speaker = segment.get("speaker")
    return shown(speaker.strip()) if isinstance(speaker, str) else ""


def _times(segment: Segment) -> tuple[int | None, int | None]:
    """Return begin and end in milliseconds, None for what the segment does not say."""
    offsets, pair = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, dict):
        return _thousandths(offsets.get("from"), 1), _thousandths(offsets.get("to"), 1)
    if isinstance(pair, list) and len(pair) == 2:
        return _thousandths(pair[0]), _thousandths(pair[1])
    begin, end = _thousandths(segment.get("start")), _thousandths(segment.get("end"))
    if begin is not None and end is None:
        lasts = _thousandths(segment.get("duration"))
        end = None if lasts is None else begin + lasts
    return begin, end


def _thousandths(value: object, unit: int = 1000) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return round(value * unit)


# --- writing -----------------------------------------------------------------------------------------------------


def _by_segment(transcript: Transcript) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield the piece of each segment that is left, and its paragraphs; what a person made belongs to the one above."""
    pieces = transcript.source.pieces
    owner, group = -1, list[Paragraph]()
    for paragraph in transcript:
        origin = paragraph.origin
        if origin is not None:
            while origin and not pieces[origin].before:
                origin -= 1
            if owner not in (-1, origin):
                yield owner, group
                group = []
            owner = origin
        group.append(paragraph)
    if owner >= 0:
        yield owner, group


def _written(pieces: Sequence[SourcePiece], paragraphs: Sequence[Paragraph], newline: str, ascii_only: bool) -> str:
    """Return the literal of one segment: as read where its text, times and speaker are what they were."""
    raw = pieces[0].raw
    segment: Segment = json.loads(raw)
    said = _Said.of(segment)
    before = said.text
    text = _joined(paragraphs)
    begin, end = paragraphs[0].begin, paragraphs[0].end
    same_times = begin is None or (begin, end) == _times(segment)
    speaker = paragraphs[0].speaker
    if text == said.text and same_times and speaker == _speaker(segment):
        return raw
    if text != said.text:
        for other in (json.loads(piece.raw) for piece in pieces[1:]):
            more = _Said.of(other).text
            before += more if before + more in text else " " + more
            if isinstance(segment.get("words"), list) and isinstance(other.get("words"), list):
                segment["words"] += other["words"]
        brought_in_line(segment, before, text)
        segment["text"] = said.edited(text)
    if not same_times and begin is not None:
        _set_times(segment, begin, end)
    if speaker != _speaker(segment):
        segment["speaker"] = speaker
    return _literal(segment, raw, newline, ascii_only)


def _end_of(piece: SourcePiece) -> int | None:
    return _times(json.loads(piece.raw))[1] if piece.raw else None


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    text = paragraphs[0].text
    for paragraph in paragraphs[1:]:
        text += paragraph.text if paragraph.soft or not text or not paragraph.text else " " + paragraph.text
    return text


def _set_times(segment: Segment, begin: int, end: int | None) -> None:
    end = begin if end is None else end
    if isinstance(segment.get("offsets"), dict):
        segment["offsets"] |= {"from": begin, "to": end}
        if isinstance(segment.get("timestamps"), dict):
            segment["timestamps"] |= {"from": stamp(begin, ","), "to": stamp(end, ",")}
    elif "timestamp" in segment:
        segment["timestamp"] = [begin / 1000, end / 1000]
    elif "duration" in segment and "end" not in segment:
        segment |= {"start": begin / 1000, "duration": (end - begin) / 1000}
    else:
        segment |= {"start": begin / 1000, "end": end / 1000}


def _literal(value: Segment, like: str, newline: str, ascii_only: bool) -> str:
    """Write an object laid out as the literal `like` was: on one line, or indented by as much."""
    lines = like.splitlines()
    if len(lines) < 2:
        tight = re.search(r'":\S', like) is not None
        return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":") if tight else (", ", ": "))
    outer = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
    inner = lines[1][: len(lines[1]) - len(lines[1].lstrip())]
    step = inner.removeprefix(outer)
    return json.dumps(value, ensure_ascii=ascii_only, indent=step).replace("\n", newline + outer)


def _with_whole_text(written: str, before: str, ascii_only: bool) -> str:
    """Bring the "text" of the whole file in line, where it was the segments' texts one after the other."""
    start = _skip(before, 0)
    if before[start] != "{":
        return written
    known = {key: (a, b) for key, a, b in _members(written, start)}
    whole = json.loads(before).get("text")
    if "text" not in known or not isinstance(whole, str):
        return written
    for glue in ("", " "):
        if whole.strip() == glue.join(s["text"] for *_, s in _segments(before)).strip():
            text = glue.join(s["text"] for *_, s in _segments(written)).strip()
            lead, trail = whole[: len(whole) - len(whole.lstrip())], whole[len(whole.rstrip()) :]
            a, b = known["text"]
            return written[:a] + json.dumps(lead + text + trail, ensure_ascii=ascii_only) + written[b:]
    return written
