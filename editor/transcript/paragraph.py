"""One line of a text file, one cue of a subtitle, one segment of a recogniser's JSON; and where it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An immutable version of one paragraph.

    `id` is the same through every edit; `revision` names this text (a transcript never gives one revision to two
    texts, and undo brings the old revision back with the old text). Times are milliseconds. `soft` says that it
    continues the line before it without a line break: a very long line is cut so for the screen. A line break
    inside a cue is "\\n" in `text`. `origin` indexes Source.pieces, None where a person made the paragraph.
    """

    id: int
    text: str
    revision: int = 0
    language: str = ""
    speaker: str = ""
    begin: int | None = None
    end: int | None = None
    soft: bool = False
    origin: int | None = None
    word_probabilities: tuple[tuple[int, int, float], ...] = ()  # (start, end, probability) of words still as read


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """The literal characters of one paragraph in the file.

    `before + raw + after` of all pieces in order is the whole decoded file. `text` is what the paragraph's text was
    when it was read: a writer uses `raw` as it stands wherever the paragraph's text still equals `text`.
    """

    raw: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a transcript came from, with all that is needed to write it back byte for byte."""

    path: Path | None = None
    format: str = "text"
    encoding: str = "utf-8"
    bom: bytes = b""
    newline: str = "\n"
    pieces: tuple[SourcePiece, ...] = ()
    data: bytes = field(default=b"", repr=False)
    notes: tuple[str, ...] = ()  # what the reader wants the person to know ("read as Windows-1252")
