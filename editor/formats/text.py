"""Plain text: every line is a paragraph, a very long line several; and any transcript as plain lines."""

from __future__ import annotations

import re

from editor.formats.format import Parsed
from editor.formats.lines import cut, split, usual_end
from editor.formats.literal import plain, rebuild, shown
from editor.transcript import Paragraph, SourcePiece, Transcript

_BREAK = re.compile(r" *\n\s*")  # between the lines of a cue


def parse(text: str) -> Parsed:
    """Read plain text. A line above 4,000 characters becomes paragraphs that continue each other (`soft`)."""
    paragraphs: list[Paragraph] = []
    pieces: list[SourcePiece] = []
    ends: list[str] = []
    long = 0
    for line, end in split(text):
        parts = cut(line)
        long += len(parts) > 1
        ends.append(end)
        for n, part in enumerate(parts):
            words = shown(part)
            after = end if n == len(parts) - 1 else ""
            paragraphs.append(Paragraph(id=len(pieces) + 1, text=words, soft=n > 0, origin=len(pieces)))
            pieces.append(SourcePiece(raw=part, text=words, after=after))
    notes = []
    if long:
        notes.append(f"{long} very long line{'s are' if long > 1 else ' is'} shown in parts; saved in one piece.")
    if len(kinds := {end for end in ends if end}) > 1:
        notes.append(f"{len(kinds)} kinds of line ends are mixed; each line keeps its own.")
    return Parsed(tuple(paragraphs), tuple(pieces), usual_end(ends), tuple(notes))


def restore(transcript: Transcript) -> str:
    """Write a transcript that was read from plain text: untouched paragraphs are the literal characters read.

    Lines are parted by the line end that the first of the two had, new ones by the file's usual one; the last line
    has an end where the file's had.
    """
    source = transcript.source
    parts: list[str] = []
    previous: Paragraph | None = None
    for paragraph in transcript:
        if previous is not None and not _continues(paragraph, previous, source.pieces):
            parts.append(_end_of(previous, source.pieces) or source.newline)
        parts.append(literal_of(paragraph, source.pieces))
        previous = paragraph
    if previous is not None and (not source.pieces or source.pieces[-1].after):
        parts.append(_end_of(previous, source.pieces) or source.newline)
    return "".join(parts)


def literal_of(paragraph: Paragraph, pieces: tuple[SourcePiece, ...]) -> str:
    """Return the file's characters for one paragraph without markup."""
    if paragraph.origin is None:
        return paragraph.text
    piece = pieces[paragraph.origin]
    if paragraph.text == piece.text:
        return piece.raw
    return rebuild(plain(piece.raw), paragraph.text)


def convert(transcript: Transcript) -> str:
    """Write any transcript as plain lines; a speaker's name stands before the first of their lines."""
    return "".join(f"{name + ': ' if name else ''}{line}\n" for name, line in spoken_lines(transcript))


def spoken_lines(transcript: Transcript) -> list[tuple[str, str]]:
    """Return one line a paragraph (soft ones joined), with its speaker's name where the speaker changes."""
    lines: list[tuple[str, str]] = []
    speaker = ""
    for paragraph in transcript:
        text = _BREAK.sub(" ", paragraph.text)
        if paragraph.soft and lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + text)
            continue
        changed = paragraph.speaker != speaker and bool(text.strip())
        lines.append((paragraph.speaker if changed else "", text))
        speaker = paragraph.speaker if changed else speaker
    return lines


def _end_of(paragraph: Paragraph, pieces: tuple[SourcePiece, ...]) -> str:
    return pieces[paragraph.origin].after if paragraph.origin is not None else ""


def _continues(paragraph: Paragraph, previous: Paragraph, pieces: tuple[SourcePiece, ...]) -> bool:
    """True where `paragraph` goes on in the line of `previous`: it was so read, and that part still comes before it."""
    if not paragraph.soft or not paragraph.origin:
        return False
    before = paragraph.origin - 1
    return previous.origin in (before, None) or previous.text.endswith(pieces[before].text[-40:])
