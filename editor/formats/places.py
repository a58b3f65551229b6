"""Where a paragraph stands in the file, as a person counts: line (or cue) from 1, and how far into a cut line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.transcript import SourcePiece


@dataclass(frozen=True, slots=True)
class Place:
    """`line` counts from 1 (the cue in subtitles); `offset`: code points of that line before this paragraph."""

    line: int
    offset: int


def places(pieces: Sequence[SourcePiece]) -> list[Place]:
    """Return the place of each piece; parts of one very long line share its number."""
    found: list[Place] = []
    for n, piece in enumerate(pieces):
        if n and not pieces[n - 1].after and not piece.before:
            found.append(Place(found[-1].line, found[-1].offset + len(pieces[n - 1].text)))
        else:
            found.append(Place(found[-1].line + 1 if found else 1, 0))
    return found
