"""Cues and segments that a person joined: which pieces of the file a paragraph took in, so that their markup stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.formats.literal import Atom, Literal
from editor.transcript import SourcePiece, Transcript

Joined = dict[int, tuple[SourcePiece, ...]]
"""By the origin of a paragraph, the pieces behind it that it was joined with."""


def taken_in(transcript: Transcript, end_of: Callable[[SourcePiece], int | None]) -> Joined:
    """Return for each paragraph's origin the pieces behind it that it was joined with.

    A paragraph that takes in the next ones lasts until their end (review/rewrite.py): it is told by that from one
    whose neighbours were deleted. `end_of` reads the end of a piece in milliseconds. O(n), and reads only what changed.
    """
    pieces = transcript.source.pieces
    found: Joined = {}
    behind = len(pieces)
    for paragraph in reversed(transcript.paragraphs):
        origin = paragraph.origin
        if origin is None:
            continue
        gone = pieces[origin + 1 : behind] if origin + 1 < behind else ()
        behind = origin
        if gone and paragraph.end is not None and end_of(pieces[origin]) != paragraph.end:
            last = next((n for n in reversed(range(len(gone))) if end_of(gone[n]) == paragraph.end), -1)
            if last >= 0 and all(piece.before for piece in gone[: last + 1]):
                found[origin] = tuple(gone[: last + 1])
    return found


def run_together(literals: Sequence[Literal], text: str) -> Literal:
    """Return the literals of joined pieces as one; `text` tells whether a space was put between two."""
    whole = literals[0]
    for literal in literals[1:]:
        between = "" if whole.text + literal.text in text else " "
        by = len(whole.text) + len(between)
        atoms = (Atom(a.start + by, a.end + by, a.raw, a.closing) for a in literal.atoms)
        whole = Literal(whole.text + between + literal.text, (*whole.atoms, *atoms))
    return whole


def says(text: str, part: str) -> bool:
    """True where most words of `part` stand in `text`: it was joined, and not written anew."""
    words, whole = part.split(), set(text.split())
    return 2 * sum(word in whole for word in words) >= len(words)
