"""Edit distances between many stretches of one text and many fixed strings, all pairs a letter at a time.

The columns of an edit distance's table are kept as bits of one machine word for each pair (the algorithm of Myers, in
the form of Hyyrö, 2003), so that a step along the text is a dozen array operations for thousands of pairs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.phones import FEATURE_LETTERS

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int64]
Words = npt.NDArray[Any]  # uint32 or uint64

LONGEST = 64  # letters of a pattern
_SHORT = 32  # letters of a pattern that needs half as wide a word
_AT_ONCE = 4096  # pairs whose words stay in the processor's cache
_LETTERS = len(FEATURE_LETTERS)
_CODE_OF: Codes = np.full(128, -1)
_CODE_OF[[ord(letter) for letter in FEATURE_LETTERS]] = np.arange(_LETTERS)


def codes_of(letters: str) -> Codes:
    """Return the numbers of feature letters (phones.py)."""
    return _CODE_OF[np.frombuffer(letters.encode("ascii"), np.uint8)]


class Patterns:
    """Fixed strings of feature letters, each at most `LONGEST` long; of longer ones nothing is known."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.length: Ints = np.array([len(text) for text in texts], np.int64)
        self._short: Bools = self.length <= _SHORT
        self._row: Ints = np.zeros(len(texts), np.int64)  # of the table that holds the pattern
        self._places: list[Words] = []
        for dtype, chosen in ((np.uint32, self._short), (np.uint64, ~self._short & (self.length <= LONGEST))):
            numbers = np.flatnonzero(chosen)
            self._row[numbers] = np.arange(len(numbers))
            self._places.append(_places([texts[at] for at in numbers.tolist()], self.length[numbers], dtype))

    def distances(self, codes: Codes, start: Ints, length: Ints, pattern: Ints) -> Ints:
        """Return the edit distance of `codes[start : start + length]` to each pattern, pairs in parallel."""
        result = np.empty(len(pattern), np.int64)
        short = self._short[pattern]
        for table, chosen in zip(self._places, (np.flatnonzero(short), np.flatnonzero(~short)), strict=True):
            order = chosen[np.argsort(length[chosen].astype(np.int16), kind="stable")]
            for at in range(0, len(order), _AT_ONCE):
                block = order[at : at + _AT_ONCE]
                which = pattern[block]
                result[block] = _column_ends(table, codes, start[block], length[block], self._row[which],
                                             self.length[which])
        return result


def _places(texts: Sequence[str], sizes: Ints, dtype: type[np.uint32] | type[np.uint64]) -> Words:
    """Return for each text, and each letter, the bits of the places where it stands."""
    table = np.zeros((len(texts), _LETTERS), dtype)
    codes = codes_of("".join(texts))
    row = np.repeat(np.arange(len(texts)), sizes)
    place = np.arange(len(codes)) - (np.cumsum(sizes) - sizes)[row]
    for at in range(int(sizes.max(initial=0))):
        here = np.flatnonzero(place == at)
        table[row[here], codes[here]] |= dtype(1 << at)
    return table.ravel()


def _column_ends(table: Words, codes: Codes, start: Ints, length: Ints, row: Ints, size: Ints) -> Ints:
    """Return the distances of a block of pairs whose texts' lengths rise."""
    kind = table.dtype.type
    rows = row * _LETTERS
    up = np.full(len(row), ~kind(0))  # rows of the last column that are one more than the row above
    down = np.zeros(len(row), kind)  # one less
    one = kind(1)
    total = int(length[-1]) if len(length) else 0
    done = np.searchsorted(length, np.arange(total + 1), side="right").tolist()
    at = start.copy()
    buffers = np.empty((4, len(row)), kind)
    for step in range(total):
        go = slice(done[step], None)  # texts before are at their end
        vp, vn, (match, equal, plus, minus) = up[go], down[go], buffers[:, go]
        place = codes.take(at[go])
        place += rows[go]
        table.take(place, out=match, mode="clip")
        np.bitwise_and(match, vp, out=equal)
        equal += vp
        equal ^= vp
        equal |= match
        equal |= vn
        np.bitwise_or(equal, vp, out=plus)
        np.invert(plus, out=plus)
        plus |= vn
        np.bitwise_and(equal, vp, out=minus)
        plus += plus
        plus |= one
        minus += minus
        np.bitwise_and(equal, plus, out=vn)
        equal |= plus
        np.invert(equal, out=equal)
        np.bitwise_or(equal, minus, out=vp)
        at += 1
    bits = table.dtype.itemsize * 8
    shown = ~kind(0) >> (bits - np.maximum(size, 1)).astype(kind)
    more, fewer = np.bitwise_count(up & shown).astype(np.int64), np.bitwise_count(down & shown)
    distance: Ints = np.where(size > 0, length + more - fewer, length)
    return distance
