"""What a format is to the rest of the program: how its text becomes paragraphs and paragraphs become its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.transcript import Paragraph, SourcePiece, Transcript


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader found in a decoded file."""

    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[SourcePiece, ...]
    newline: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of transcript file.

    `parse` reads decoded text and never fails: None says that the text is not of this format at all. `restore`
    writes a transcript that was read in this format, literally where nothing was touched. `convert` writes any
    transcript in this format and raises UserError where it lacks what the format needs. None: cannot.
    """

    id: str
    title: str
    extensions: tuple[str, ...]  # lower case, with the dot
    parse: Callable[[str], Parsed | None] | None = None
    restore: Callable[[Transcript], str] | None = None
    convert: Callable[[Transcript], str] | None = None

    @property
    def can_read(self) -> bool:
        """True where files of this format can be opened."""
        return self.parse is not None

    @property
    def can_write(self) -> bool:
        """True where any transcript can be exported in this format, times permitting."""
        return self.convert is not None
