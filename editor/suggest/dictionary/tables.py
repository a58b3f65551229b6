"""The shipped word tables: how frequent a word is, which pairs of words are attested, how words are pronounced.

Words are kept as 64-bit hashes in sorted arrays, so a table loads in milliseconds and a batch of words is looked up
with one `searchsorted`. Tables are built by resources/scripts/build_tables.py; sources and licences stand beside them
in resources/tables/. Loaded in the worker process or the command line only, on first use.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor.assets import resource

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

BASE = 1099511628211
MASK = (1 << 64) - 1
_MIX = np.uint64(0x9E3779B97F4A7C15)
ZIPF_STEP = 0.05  # the frequency table keeps zipf values as whole multiples of this
_MANY = 100  # texts from which all are hashed together, a letter at a time
PAIR_STEP = 0.1  # the bigram table keeps log10 counts as whole multiples of this


@functools.lru_cache(maxsize=1 << 15)
def text_hash(text: str) -> int:
    """Return the polynomial hash of `text` modulo 2**64: hash(a + b) = hash(a) * BASE**len(b) + hash(b)."""
    value = 0
    for character in text:
        value = (value * BASE + ord(character)) & MASK
    return value


def text_hashes(texts: Sequence[str]) -> Hashes:
    """Return the hashes of many texts; see `text_hash`."""
    if len(texts) < _MANY:
        return np.array([text_hash(text) for text in texts], np.uint64)
    lengths = np.array([len(text) for text in texts], np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    order = np.argsort(-lengths, kind="stable")  # the longest first: what still has letters comes first
    begins = (np.cumsum(lengths) - lengths)[order]
    longer = np.searchsorted(-lengths[order], -np.arange(int(lengths.max())), side="left").tolist()
    values = np.zeros(len(texts), np.uint64)
    for at, count in enumerate(longer):
        values[:count] = values[:count] * np.uint64(BASE) + codes[begins[:count] + at]
    result = np.empty_like(values)
    result[order] = values
    return result


def base_power(length: int) -> int:
    """Return BASE**length modulo 2**64."""
    return pow(BASE, length, 1 << 64)


def pair_hash(first: Hashes, second: Hashes) -> Hashes:
    """Return the hashes of word pairs from the hashes of their words."""
    mixed: Hashes = (first * _MIX) ^ second
    return mixed


class HashTable:
    """Sorted hashes with one value each; `missing` for what is not there."""

    def __init__(self, hashes: Hashes, values: npt.NDArray[np.uint8], step: float, missing: float) -> None:
        self._hashes = hashes
        self._values = np.append(values.astype(np.float64) * step, missing)
        # one bit per bucket of the hash's top bits answers most misses without a binary search
        self._shift = np.uint64(64 - 22)
        self._there = np.zeros(1 << 22, bool)
        self._there[(hashes * _MIX >> self._shift).astype(np.int64)] = True

    def __len__(self) -> int:
        return len(self._hashes)

    def of(self, hashes: Hashes) -> Floats:
        """Return the value of each hash."""
        found = np.full(len(hashes), len(self._hashes))
        likely = np.flatnonzero(self._there[(hashes * _MIX >> self._shift).astype(np.int64)])
        if len(likely) and len(self._hashes):
            wanted = hashes[likely]
            at = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
            hit = self._hashes[at] == wanted
            found[likely[hit]] = at[hit]
        result: Floats = self._values[found]
        return result


def word_key(word: str) -> str:
    """Return the form under which a word is in the tables."""
    return word.lower().replace("’", "'")


def hashes_of(words: Sequence[str]) -> Hashes:
    """Return the hashes of words, each in its table form."""
    return text_hashes([word_key(word) for word in words])


@functools.cache
def frequency() -> HashTable:
    """Return zipf values (log10 of occurrences per billion words) of 321,000 English words; 0 where unknown."""
    with np.load(resource("tables/frequency-en.npz")) as table:
        return HashTable(table["hashes"], table["zipf"], ZIPF_STEP, 0.0)


@functools.cache
def word_pairs() -> HashTable:
    """Return log10 counts of 242,000 attested word pairs; 0 where not attested."""
    with np.load(resource("tables/word-pairs-en.npz")) as table:
        return HashTable(table["hashes"], table["log_count"], PAIR_STEP, 0.0)


def zipf_of(words: Sequence[str]) -> Floats:
    """Return the zipf value of each word; a number counts as common, a possessive as its word."""
    table = frequency()
    values = table.of(hashes_of(words))
    for at in np.flatnonzero(values == 0).tolist():
        word = word_key(words[at])
        if word.replace(",", "").isdigit():
            values[at] = 5.0
        elif word.endswith("'s"):
            values[at] = table.of(hashes_of([word[:-2]]))[0]
    return values
