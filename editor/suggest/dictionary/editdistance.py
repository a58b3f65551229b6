"""Edit distances between many stretches of one text and many fixed strings, all pairs a letter at a time.

The columns of an edit distance's table are kept as bits of one machine word for each pair (the algorithm of Myers, in
the form of Hyyrö, 2003), so that a step along the text is a dozen array operations for thousands of pairs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
_AT_ONCE = 16384  # pairs whose words stay in the processor's cache
_FIRST_CHECK, _BETWEEN_CHECKS = 14, 7  # letters of a text after which pairs beyond their limit are left
_LETTERS = len(FEATURE_LETTERS)
CODE_OF: Codes = np.full(128, -1)  # by feature letter
CODE_OF[[ord(letter) for letter in FEATURE_LETTERS]] = np.arange(_LETTERS)


def codes_of(letters: str) -> Codes:
    """Return the numbers of feature letters (phones.py)."""
    return CODE_OF[np.frombuffer(letters.encode("ascii"), np.uint8)]


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

    def distances(self, codes: Codes, start: Ints, length: Ints, pattern: Ints, limit: Ints | None = None) -> Ints:
        """Return the edit distance of `codes[start : start + length]` to each pattern, pairs in parallel.

        Where a distance exceeds its `limit`, some number above the limit and not above the distance is returned.
        """
        result = np.empty(len(pattern), np.int64)
        most = np.full(len(pattern), np.iinfo(np.int32).max) if limit is None else limit
        short = self._short[pattern]
        for table, chosen in zip(self._places, (np.flatnonzero(short), np.flatnonzero(~short)), strict=True):
            order = chosen[np.argsort(length[chosen].astype(np.int16), kind="stable")]
            for at in range(0, len(order), _AT_ONCE):
                block = order[at : at + _AT_ONCE]
                which = pattern[block]
                _run(table, codes, _Pairs(block, start[block], self._row[which] * _LETTERS, length[block],
                                          self.length[which], most[block]), result)
        return result


@dataclass(slots=True)
class _Pairs:
    """Pairs in order of their texts' lengths: parallel arrays, and how far each has come."""

    number: Ints
    at: Ints  # next letter of the text
    row: Ints  # first place of the pattern in the table
    length: Ints  # of the text
    size: Ints  # of the pattern
    limit: Ints
    up: Words | None = None  # rows of the last column that are one more than the row above
    down: Words | None = None  # one less

    def taken(self, chosen: Ints) -> _Pairs:
        """Return some of the pairs."""
        return _Pairs(self.number[chosen], self.at[chosen], self.row[chosen], self.length[chosen], self.size[chosen],
                      self.limit[chosen], None if self.up is None else self.up[chosen],
                      None if self.down is None else self.down[chosen])


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


def _run(table: Words, codes: Codes, pairs: _Pairs, result: Ints) -> None:
    """Put the distances of a block of pairs into `result`; who is beyond its limit goes no further."""
    begun = 0
    longest = int(pairs.length[-1]) if len(pairs.length) else 0
    for until in (*range(_FIRST_CHECK, longest, _BETWEEN_CHECKS), longest):
        _advance(table, codes, pairs, begun, until)
        distance = _least(pairs, until)
        open_ = (pairs.length > until) & (distance <= pairs.limit)
        result[pairs.number] = distance  # of those that go on again later
        if not open_.any():
            return
        pairs, begun = pairs.taken(np.flatnonzero(open_)), until


def _least(pairs: _Pairs, until: int) -> Ints:
    """Return the distances of texts that are at their end; of others what they are at least.

    Down a diagonal of the table distances never fall: where the last column crosses the one that leads to the end,
    it shows how far text and pattern are apart at least.
    """
    assert pairs.up is not None
    assert pairs.down is not None
    bits, kind = pairs.up.dtype.itemsize * 8, pairs.up.dtype.type
    shown = np.minimum(pairs.length, until)
    rows = shown + pairs.size - pairs.length
    mask = ~kind(0) >> (bits - np.maximum(rows, 1)).astype(kind)
    more, fewer = np.bitwise_count(pairs.up & mask), np.bitwise_count(pairs.down & mask)
    least: Ints = np.where(rows > 0, shown + more - fewer, pairs.length - pairs.size)
    return least


def _advance(table: Words, codes: Codes, pairs: _Pairs, begun: int, until: int) -> None:
    """Go on from letter `begun` of each text to letter `until`, or to its end."""
    kind = table.dtype.type
    count = len(pairs.number)
    if pairs.up is None or pairs.down is None:
        pairs.up, pairs.down = np.full(count, ~kind(0)), np.zeros(count, kind)
    one = kind(1)
    done = np.searchsorted(pairs.length, np.arange(begun, until), side="right").tolist()
    buffers = np.empty((4, count), kind)
    for first in done:
        go = slice(first, None)  # texts before are at their end
        vp, vn, at, (match, equal, plus, minus) = pairs.up[go], pairs.down[go], pairs.at[go], buffers[:, go]
        place = codes.take(at)
        place += pairs.row[go]
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
