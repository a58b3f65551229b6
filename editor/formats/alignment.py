"""Which words of one text became which words of another: what the change report shows and what places tags again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor.transcript import minimal_edit

# A word, a run of spaces, or one other character; scripts without spaces go character by character.
_TOKEN = re.compile(r"[^\W\u0e00-\u0eff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+|\s+|.", re.DOTALL)
_EXACT = 4000  # tokens; beyond, the middle counts as one replaced block: difflib is quadratic


@dataclass(frozen=True, slots=True)
class Block:
    """`a_start`..`a_end` of the old text became `b_start`..`b_end` of the new one; code points, end exclusive."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: bool


def align(a: str, b: str) -> list[Block]:
    """Return blocks that cover both texts in order, equal and changed ones by turns, changes along whole words."""
    edit = minimal_edit(a, b)
    head, tail = edit.span.start, len(a) - edit.span.end
    while head and not (_is_border(a, head) and _is_border(b, head)):
        head -= 1
    while tail and not (_is_border(a, len(a) - tail) and _is_border(b, len(b) - tail)):
        tail -= 1
    middle = list(_blocks(a[head : len(a) - tail], b[head : len(b) - tail], head))
    blocks = [Block(0, head, 0, head, True), *middle, Block(len(a) - tail, len(a), len(b) - tail, len(b), True)]
    return _joined(x for x in blocks if x.a_end > x.a_start or x.b_end > x.b_start)


def tokens(text: str) -> list[str]:
    """Return the words, spaces and signs of a text; joined they are the text."""
    return _TOKEN.findall(text)


def _is_border(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    return not ((before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace()))


def _blocks(a: str, b: str, offset: int) -> Iterator[Block]:
    ours, theirs = tokens(a), tokens(b)
    if len(ours) > _EXACT or len(theirs) > _EXACT:
        yield Block(offset, offset + len(a), offset, offset + len(b), False)
        return
    at_a, at_b = _offsets(ours, offset), _offsets(theirs, offset)
    for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        yield Block(at_a[i], at_a[j], at_b[k], at_b[m], kind == "equal")


def _offsets(words: list[str], start: int) -> list[int]:
    offsets = [start]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Join neighbours of one kind."""
    result: list[Block] = []
    for block in blocks:
        if result and result[-1].equal == block.equal:
            last = result.pop()
            block = Block(last.a_start, block.a_end, last.b_start, block.b_end, block.equal)
        result.append(block)
    return result
