"""How the text that a person reads maps to the characters in the file: tags, entities, characters no one can show.

A piece of a file is read into `text` and a list of atoms: literals of the file that stand for nothing (a tag: an
empty range) or for one character (an entity, a damaged byte). After the person's edits `rebuild` puts the atoms
back: by a word-level alignment of the text as read with the text as it stands, a tag stays with the word that it
opened before or closed behind, an entity stays while its character does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.formats.alignment import Block

REPLACEMENT, NUL_SIGN = "\ufffd", "\u2400"
# Lone surrogates and U+FDD0/U+FDD1 (text widgets use those two inside) cannot be shown or stored; a NUL ends texts.
_SURROGATE = re.compile("[\ud800-\udfff]")
UNSHOWABLE = re.compile("[\x00\ud800-\udfff\ufdd0\ufdd1\u2029]")
_SIGNS = {"\0": NUL_SIGN, "\u2029": "\u2028"}  # U+2029 parts paragraphs: inside a cue it is shown as a line break


@dataclass(frozen=True, slots=True)
class Atom:
    """`raw` in the file stands for the range `start`..`end` of the text (code points); empty where it is a tag.

    `closing` ties a tag to the character before it, otherwise it belongs to the one behind.
    """

    start: int
    end: int
    raw: str
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """What one piece of a file says, and the atoms in it, in order."""

    text: str
    atoms: tuple[Atom, ...] = ()


def shown(raw: str) -> str:
    """Return `raw` with the characters that cannot be shown replaced one for one; the same object where none is."""
    if UNSHOWABLE.search(raw) is None:
        return raw
    return UNSHOWABLE.sub(lambda m: _SIGNS.get(m[0], REPLACEMENT), raw)


def without_surrogates(raw: str) -> str:
    """Return `raw` with damaged characters replaced, as another encoding than the file's needs it."""
    return _SURROGATE.sub(REPLACEMENT, raw)


def plain(raw: str) -> Literal:
    """Read a piece without markup: only characters that cannot be shown become atoms."""
    atoms = tuple(Atom(m.start(), m.end(), m[0]) for m in UNSHOWABLE.finditer(raw))
    return Literal(shown(raw), atoms)


def rebuild(literal: Literal, text: str, escape: Callable[[str], str] = str) -> str:
    """Return the file's characters for `text`, edited from `literal.text`, with the atoms in their places.

    `escape` turns text that needs it into the format's spelling; it sees runs without atoms.
    """
    if not literal.atoms:
        return escape(text)
    from editor.formats.alignment import align  # needed only where a piece with markup was edited

    placed = _place(literal.atoms, align(literal.text, text))
    parts, at = [], 0
    for start, end, raw in placed:
        parts += [escape(text[at:start]), raw]
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


def _place(atoms: Iterable[Atom], blocks: list[Block]) -> list[tuple[int, int, str]]:
    """Return (start, end, raw) in the new text, in order and without overlap; atoms whose text went are left out."""
    placed, least = [], 0
    for atom in atoms:
        if atom.start < atom.end:
            block = next(b for b in blocks if b.a_start <= atom.start < b.a_end)
            if not block.equal or atom.end > block.a_end:
                continue
            start = block.b_start + atom.start - block.a_start
            end = start + atom.end - atom.start
        else:
            start = end = _after(blocks, atom.start) if atom.closing else _before(blocks, atom.start)
        if start >= least:
            placed.append((start, end, atom.raw))
            least = end
        elif atom.start == atom.end:
            placed.append((least, least, atom.raw))
    return placed


def _before(blocks: list[Block], position: int) -> int:
    """Return where the character that stood behind `position` is now, or what replaced it begins."""
    for block in blocks:
        if block.a_start <= position < block.a_end:
            return block.b_start + (position - block.a_start if block.equal else 0)
    return blocks[-1].b_end if blocks else 0


def _after(blocks: list[Block], position: int) -> int:
    """Return where the character that stood before `position` ends now, or what replaced it ends."""
    for block in reversed(blocks):
        if block.a_start < position <= block.a_end:
            return block.b_start + position - block.a_start if block.equal else block.b_end
    return 0
