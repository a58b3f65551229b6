"""Where might a term begin or end in the text: anchored keys over coarse phone classes, one phone forgiven.

A misheard term nearly always starts or ends at a word's border. So the first K phone classes of every term, and the
last K, are hashed, whole and with any one left out; the text's windows at word borders are looked up the same way.
A hit predicts the other end from the term's length. Leaving one out on both sides forgives a changed, a missing or
an additional phone. Only places that look odd (a rare word, a capital, an unattested pair) are forgiven when the
dictionary is large: that halves the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from editor.suggest.dictionary.phones import CLASS_COUNT, CLASS_OF, codes_of
from editor.suggest.dictionary.reading import PADDING, Bools, Ints, Passage

_RADIX = CLASS_COUNT + 1
_TAG = _RADIX**7  # keys of different lengths never meet
_SHORTER = 8  # added to the length tag of a key with one phone left out
_MIX = np.uint64(0x9E3779B97F4A7C15)
_MOST_BITS, _SPARSE_BITS = 22, 5  # a table of buckets has 2**5 places a key: small ones stay in the cache
LONGEST_SPAN = 6  # words


def distinct(values: Ints) -> Ints:
    """Return the values sorted and without repetition; several times faster than `numpy.unique`, which hashes."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def _bucket(keys: Ints, bits: int) -> Ints:
    buckets: Ints = (keys.astype(np.uint64) * _MIX >> np.uint64(64 - bits)).astype(np.int64)
    return buckets


def _code(windows: Ints) -> Ints:
    """Return each row of classes as one number."""
    value = np.zeros(len(windows), np.int64)
    for column in range(windows.shape[1]):
        value = value * _RADIX + windows[:, column]
    return value


def _one_left_out(windows: Ints) -> Iterator[Ints]:
    """Yield the codes of the rows without their first, second, … class."""
    count = windows.shape[1]
    before = [np.zeros(len(windows), np.int64)]
    for column in range(count):
        before.append(before[-1] * _RADIX + windows[:, column])
    after = [np.zeros(len(windows), np.int64)] * (count + 1)
    for column in range(count - 1, -1, -1):
        after[column] = after[column + 1] + windows[:, column] * _RADIX ** (count - 1 - column)
    for column in range(count):
        yield before[column] * _RADIX ** (count - 1 - column) + after[column + 1]


class AnchoredKeys:
    """The keys of one end of every pronunciation: `side` +1 for beginnings, -1 for ends."""

    def __init__(self, phones: Sequence[str], side: int, length: int, forgiving_from: int) -> None:
        self._side, self._forgiving_from = side, forgiving_from
        classes = [CLASS_OF[codes_of(said)][::side] + 1 for said in phones]
        shown = np.minimum([len(row) for row in classes], length) if classes else np.zeros(0, np.int64)
        self._lengths = sorted({int(n) for n in shown if n > 2})
        keys, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for count in self._lengths:
            chosen = np.flatnonzero(shown == count)
            windows = np.array([classes[at][:count] for at in chosen])
            keys.append(_code(windows) + _TAG * count)
            owners.append(chosen)
            if count >= forgiving_from:
                for code in _one_left_out(windows):
                    keys.append(code + _TAG * (_SHORTER + count))
                    owners.append(chosen)
        pairs = np.unique(np.stack([np.concatenate(keys), np.concatenate(owners)], axis=1), axis=0)
        self._keys, firsts = np.unique(pairs[:, 0], return_index=True)
        self._first = np.append(firsts, len(pairs))
        self._owners = pairs[:, 1]
        self._bits = min(_MOST_BITS, len(self._keys).bit_length() + _SPARSE_BITS)
        self._there = np.zeros(1 << self._bits, bool)
        self._there[_bucket(self._keys, self._bits)] = True

    def hits(self, passage: Passage, words: Ints, forgiving: Bools) -> tuple[Ints, Ints]:
        """Return (pronunciation, word) pairs: the pronunciation may begin (or end) at that word."""
        if not len(self._keys) or not len(words):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        at = passage.offset[words] if self._side > 0 else passage.offset[words + 1] - 1
        longest = self._lengths[-1] + 1
        windows = passage.classes[at[:, None] + self._side * np.arange(longest) + PADDING]
        loose_windows, loose_words = windows[forgiving], words[forgiving]
        keys, owners = [], []
        for count in self._lengths:
            keys.append(_code(windows[:, :count]) + _TAG * count)
            owners.append(words)
            if count >= self._forgiving_from and len(loose_words):
                codes = [code + _TAG * count for code in _one_left_out(loose_windows[:, : count + 1])]
                codes.append(_code(loose_windows[:, : count - 1]) + _TAG * (_SHORTER + count))
                codes += [code + _TAG * (_SHORTER + count) for code in _one_left_out(loose_windows[:, :count])]
                keys += codes
                owners += [loose_words] * len(codes)
        return self._expand(np.concatenate(keys), np.concatenate(owners), passage.count)

    def _expand(self, keys: Ints, words: Ints, count: int) -> tuple[Ints, Ints]:
        """Look the keys up; one pair for each pronunciation behind each key, without repetition."""
        there = np.flatnonzero(self._there[_bucket(keys, self._bits)])
        keys, words = keys[there], words[there]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        same = self._keys[at] == keys
        at, words = at[same], words[same]
        many = self._first[at + 1] - self._first[at]
        total = int(many.sum())
        behind = np.repeat(self._first[at] - (np.cumsum(many) - many), many) + np.arange(total)
        joined = distinct(self._owners[behind] * (count + 1) + np.repeat(words, many))
        return joined // (count + 1), joined % (count + 1)


def spans_of_hits(passage: Passage, lengths: Ints, owners: Ints, words: Ints, side: int,
                  slack: float = 0.3) -> tuple[Ints, Ints, Ints]:
    """Return (pronunciation, first word, word after the last) for the ends that the lengths predict, ± one word."""
    wanted = lengths[owners]
    tolerance = np.maximum(1, (wanted * slack).astype(np.int64))
    parts: list[Ints] = []
    if side > 0:
        target = passage.offset[words] + wanted
        nearest = np.searchsorted(passage.offset, target)
        for shift in (-1, 0, 1):
            last = np.minimum(nearest + shift, passage.count)
            fits = (last > words) & (last - words <= LONGEST_SPAN)
            fits &= np.abs(passage.offset[last] - target) <= tolerance
            parts.append(np.stack([owners[fits], words[fits], last[fits]]))
    else:
        target = passage.offset[words + 1] - wanted
        nearest = np.searchsorted(passage.offset, target)
        for shift in (-1, 0, 1):
            first = np.clip(nearest + shift, 0, passage.count)
            fits = (first <= words) & (words + 1 - first <= LONGEST_SPAN)
            fits &= np.abs(passage.offset[np.minimum(first, passage.count)] - target) <= tolerance
            parts.append(np.stack([owners[fits], first[fits], words[fits] + 1]))
    joined = np.concatenate(parts, axis=1)
    return joined[0], joined[1], joined[2]
