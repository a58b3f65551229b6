"""What a format is to the rest of the program: how its text becomes paragraphs and paragraphs become its text."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from editor.transcript import Paragraph, SourcePiece, Transcript


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader found in a decoded file."""

    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[SourcePiece, ...]
    newline: str
    notes: tuple[str, ...] = ()


class Module(Protocol):
    """What the module of a format holds.

    `parse` reads decoded text and never fails: None says that the text is not of this format at all. `restore`
    writes a transcript that was read in this format, literally where nothing was touched. `convert` writes any
    transcript in this format and raises UserError where it lacks what the format needs.
    """

    def parse(self, content: str, /) -> Parsed | None: ...

    def restore(self, transcript: Transcript, /) -> str: ...

    def convert(self, transcript: Transcript, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of transcript file; its module is imported when a file of that kind is first met."""

    id: str
    title: str
    extensions: tuple[str, ...]  # lower case, with the dot
    name: str  # of the module in this package

    @property
    def module(self) -> Module:
        """Return the functions that read and write it."""
        return cast("Module", import_module(f"editor.formats.{self.name}"))
