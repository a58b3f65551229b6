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
_NO_KEY = np.uint64(0xFFFFFFFFFFFFFFFF)  # the hash of no key: keys are below 2**34, and 0 has the hash 0
_MOST_BITS, _SPARSE_BITS = 22, 5  # a table of buckets has 2**5 places a key: small ones stay in the cache
_OWNER_BITS = 28  # a key and its pronunciation share one number: keys stay below 2**34
_FEW = 500  # words up to which the number of array operations counts, not their size
_SMALL = (1 << 32) - 1  # numbers up to this are sorted as half as wide ones
LONGEST_SPAN = 6  # words
_MOST_SLACK = 8  # phones by which the other end of a span may miss


def distinct(values: Ints) -> Ints:
    """Return the values sorted and without repetition; several times faster than `numpy.unique`, which hashes."""
    small = len(values) > _FEW and values.min() >= 0 and values.max() <= _SMALL
    ordered = np.sort(values.astype(np.uint32)) if small else np.sort(values)
    new = np.ones(len(ordered), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new].astype(np.int64)


class Buckets:
    """Which keys may be among some: most of those that are not are told without a search."""

    def __init__(self, keys: Ints) -> None:
        bits = min(_MOST_BITS, len(keys).bit_length() + _SPARSE_BITS)
        self._shift = np.uint64(64 - bits)
        self._there = np.zeros(1 << bits, bool)
        self._there[self._place(keys)] = True

    def likely(self, keys: Ints) -> Ints:
        """Return the positions of the keys that may be there."""
        return np.flatnonzero(self._there.take(self._place(keys)))

    def _place(self, keys: Ints) -> Ints:
        place: Ints = (keys.view(np.uint64) * _MIX >> self._shift).view(np.int64)
        return place


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


class Numbered:
    """Where distinct keys stand in a list: each is looked for behind the top bits of its hash, a place or two."""

    def __init__(self, keys: Ints) -> None:
        mixed = keys.view(np.uint64) * _MIX
        order = np.argsort(mixed)
        self._mixed = np.append(mixed[order], _NO_KEY)  # what is looked for beyond the last key stops there
        self._number = np.append(order, len(keys))
        bits = min(_MOST_BITS, len(keys).bit_length() + 1)
        self._shift = np.uint64(64 - bits)
        borders = np.arange(1 << bits, dtype=np.uint64) << self._shift
        self._begin: Ints = np.searchsorted(mixed[order], borders)

    def of(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return which of the keys (their positions) are in the list, and where they are there."""
        mixed = keys.view(np.uint64) * _MIX
        if len(keys) < _FEW:  # the number of array operations counts, not their size
            at = self._mixed.searchsorted(mixed)
            positions = np.flatnonzero(self._mixed.take(at) == mixed)
            return positions, self._number[at[positions]]
        at = self._begin.take((mixed >> self._shift).view(np.int64))
        asked, wanted, found = np.arange(len(keys)), mixed, []
        while len(asked):
            there = self._mixed.take(at)
            same = np.flatnonzero(there == wanted)
            found.append((asked[same], at[same]))
            more = np.flatnonzero(there < wanted)
            asked, wanted, at = asked[more], wanted[more], at[more] + 1
        return (np.concatenate([each for each, _ in found]),
                self._number[np.concatenate([places for _, places in found])])


class AnchoredKeys:
    """The keys of one end of every pronunciation: `side` +1 for beginnings, -1 for ends."""

    def __init__(self, phones: Sequence[str], side: int, length: int, forgiving_from: int) -> None:
        self._side, self._forgiving_from = side, forgiving_from
        sizes = np.array([len(said) for said in phones], np.int64)
        classes = CLASS_OF[codes_of("".join(phones))] + 1
        at = np.cumsum(sizes) - (sizes if side > 0 else 1)  # of the first phone, or of the last
        shown = np.minimum(sizes, length)
        self._lengths = sorted({int(n) for n in shown if n > 2})
        keys, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for count in self._lengths:
            chosen = np.flatnonzero(shown == count)
            windows = classes[at[chosen, None] + side * np.arange(count)]
            keys.append(_code(windows) + _TAG * count)
            owners.append(chosen)
            if count >= forgiving_from:
                for code in _one_left_out(windows):
                    keys.append(code + _TAG * (_SHORTER + count))
                    owners.append(chosen)
        pairs = distinct(np.concatenate(keys) << _OWNER_BITS | np.concatenate(owners))
        each = pairs >> _OWNER_BITS
        firsts = np.flatnonzero(np.concatenate([[True], each[1:] != each[:-1]])) if len(pairs) else each
        keys_there = each[firsts]
        self._first = np.append(firsts, len(pairs))
        self._owners = pairs & ((1 << _OWNER_BITS) - 1)
        # keys are sums of the classes, each times a step, and a tag
        longest = self._lengths[-1] + 1 if self._lengths else 0
        units = np.concatenate([np.eye(longest, dtype=np.int64), np.zeros((1, longest), np.int64)])
        strict, loose = (np.array(list(asked(units)), np.int64).reshape(-1, longest + 1).T
                         for asked in (self._strict, self._loose))
        self._steps, self._tags = strict[:-1] - strict[-1], strict[-1]
        self._loose_steps, self._loose_tags = loose[:-1] - loose[-1], loose[-1]
        self._buckets = Buckets(keys_there)
        self._numbered = Numbered(keys_there)

    def hits(self, passage: Passage, words: Ints, forgiving: Bools) -> tuple[Ints, Ints]:
        """Return (pronunciation, word) pairs: the pronunciation may begin (or end) at that word."""
        if not len(self._owners) or not len(words):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        at = passage.offset[words] if self._side > 0 else passage.offset[words + 1] - 1
        longest = self._lengths[-1] + 1
        windows = passage.classes[at[:, None] + self._side * np.arange(longest) + PADDING]
        loose_windows, loose_words = windows[forgiving], words[forgiving]
        if len(words) < _FEW:  # one search for all costs less than one for each
            asked = [(windows @ self._steps + self._tags, words),
                     (loose_windows @ self._loose_steps + self._loose_tags, loose_words)]
            every = (np.concatenate([keys.ravel() for keys, _ in asked]),
                     np.concatenate([np.repeat(owners, keys.shape[1]) for keys, owners in asked]))
            found = [self._behind(*every)]
        else:
            found = [self._behind(keys, words) for keys in self._strict(windows)]
            found += [self._behind(keys, loose_words) for keys in self._loose(loose_windows)]
        return self._expand(np.concatenate([places for places, _ in found]),
                            np.concatenate([owners for _, owners in found]), passage.count)

    def _strict(self, windows: Ints) -> Iterator[Ints]:
        """Yield the keys of windows as they are."""
        for count in self._lengths:
            yield _code(windows[:, :count]) + _TAG * count

    def _loose(self, windows: Ints) -> Iterator[Ints]:
        """Yield the keys of windows with one phone forgiven."""
        for count in self._lengths:
            if count >= self._forgiving_from:
                for code in _one_left_out(windows[:, : count + 1]):
                    yield code + _TAG * count
                yield _code(windows[:, : count - 1]) + _TAG * (_SHORTER + count)
                for code in _one_left_out(windows[:, :count]):
                    yield code + _TAG * (_SHORTER + count)

    def _behind(self, keys: Ints, words: Ints) -> tuple[Ints, Ints]:
        """Return the places of the keys that are there, and their words."""
        there = self._buckets.likely(keys)
        asked, at = self._numbered.of(keys[there])
        return at, words[there[asked]]

    def _expand(self, at: Ints, words: Ints, count: int) -> tuple[Ints, Ints]:
        """Return one pair for each pronunciation behind each place of a key, without repetition."""
        many = self._first[at + 1] - self._first[at]
        total = int(many.sum())
        behind = np.repeat(self._first[at] - (np.cumsum(many) - many), many) + np.arange(total)
        bits = count.bit_length()
        joined = distinct(self._owners[behind] << bits | np.repeat(words, many))
        return joined >> bits, joined & ((1 << bits) - 1)


def spans_of_hits(passage: Passage, lengths: Ints, owners: Ints, words: Ints,
                  side: int, slack: float) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield (pronunciation, first word, word after the last) for the ends that the lengths predict, ± one word.

    `slack`: the share of a pronunciation's length by which the other end may miss.
    """
    wanted = lengths[owners]
    tolerance = np.clip((wanted * slack).astype(np.int64), 1, _MOST_SLACK)
    target = passage.offset[words] + wanted if side > 0 else passage.offset[words + 1] - wanted
    nearest = passage.word_at[np.clip(target, 0, len(passage.word_at) - 1)]
    for shift in (-1, 0, 1):
        other = np.clip(nearest + shift, 0, passage.count)
        size = other - words if side > 0 else words + 1 - other
        near = np.abs(passage.offset[other] - target) <= tolerance
        fits = np.flatnonzero(near & (size > 0) & (size <= LONGEST_SPAN))
        if side > 0:
            yield owners[fits], words[fits], other[fits]
        else:
            yield owners[fits], other[fits], words[fits] + 1
