"""How often letters occur, in eight groups of a byte each: how far two texts differ at least is a few additions.

The counts of a span are the difference of two running sums, so that no letter of it is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.tables import Hashes

COUNTED = 90  # length of a text whose counts, and those of spans about as long, are trusted to stay below 128
_TOP_BITS, _ONES = np.uint64(0x8080808080808080), np.uint64(0x0101010101010101)
_COMMON_FIRST = "etaoinsrhldcumfpgwybvkxjqz0123456789"  # each group has some common letters and some rare ones

_ONE_OF: Hashes = np.uint64(1) << (np.arange(128, dtype=np.uint64) % np.uint64(8) * np.uint64(8))  # by code
for _at, _letter in enumerate(_COMMON_FIRST):
    _ONE_OF[ord(_letter)] = 1 << (8 * (_at % 8))


def letter_groups(texts: Sequence[str]) -> Hashes:
    """Return the counts of each text."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_ONE_OF[codes & 127], dtype=np.uint64)])
    ends = np.cumsum(np.array([0, *map(len, texts)], np.int64))
    counts: Hashes = sums[ends[1:]] - sums[ends[:-1]]
    return counts


def more(these: Hashes, those: Hashes) -> npt.NDArray[np.int64]:
    """Return by how much the eight counts in `these` exceed those in `those`; counts are below 128.

    All eight bytes at once: with its top bit set no byte borrows from the next, and the bit is left where a count
    is not exceeded by the other.
    """
    differ = (these | _TOP_BITS) - those
    kept = (differ & _TOP_BITS) >> np.uint64(7)
    return ((differ & (kept * np.uint64(127))) * _ONES >> np.uint64(56)).view(np.int64)
