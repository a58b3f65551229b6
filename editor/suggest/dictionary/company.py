"""What is said around a place, compared with what is said around the same term elsewhere.

A sentence said twice names the same thing twice: where the words around a doubtful place stand around a term that is
written right elsewhere, or heard clearly, it is probably that term. Little words say nothing; rare ones say most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.keys import Buckets
from editor.suggest.dictionary.reading import Floats, Ints, Passage
from editor.suggest.dictionary.tables import Hashes, pair_hash

WIDTH = 6  # words on each side
_NEAREST = 2  # of these, words that count as its company
_APART, _ANOTHER = 3, 8  # words between two places that are not the same one, not the same sentence
_PLACES = 60  # places with one word around a term that are looked at
NEARLY = 8.0  # summed weights from which two places are nearly the same
_STEPS = 15  # in which a weight of 1 is kept
_WEIGHT_BITS, _FLAG_BITS = 7, 8
_NEAR, _WEIGHT = np.uint64(1 << _WEIGHT_BITS), np.uint64((1 << _WEIGHT_BITS) - 1)
_BITS, _FLAGS = np.uint64(_FLAG_BITS), np.uint64((1 << _FLAG_BITS) - 1)

Matrix = npt.NDArray[np.float64]


def company_of(passage: Passage, first: Ints, last: Ints) -> Hashes:
    """Return the words around spans: rows × words, 0 for little words and beyond the run.

    A word is its hash, of which the last byte tells whether it is one of the nearest and how much it says (in steps).
    """
    sides = np.arange(WIDTH)
    beside = np.concatenate([first[:, None] - 1 - sides, last[:, None] + sides], axis=1)
    inside = (beside >= 0) & (beside < passage.count)
    beside = np.clip(beside, 0, max(0, passage.count - 1))
    telling = inside & (passage.run[beside] == passage.run[first][:, None])
    telling &= ~passage.take("stop").astype(bool)[beside]
    near = np.tile(sides < _NEAREST, 2)
    words = coded(passage.take("hash").astype(np.uint64)[beside], np.clip(8 - passage.zipf, 0.5, 8)[beside], near)
    hashes: Hashes = np.where(telling, words, np.uint64(0))
    return hashes


def coded(hashes: Hashes, weight: Floats, near: npt.NDArray[np.bool_]) -> Hashes:
    """Return words as `company_of` does; `weight`: 0..8, how much each says; `near`: one of the nearest."""
    words: Hashes = (hashes & ~_FLAGS) | (weight * _STEPS).astype(np.uint64) | np.where(near, _NEAR, np.uint64(0))
    return words


@dataclass(slots=True)
class Around:
    """Places where terms are written right or probably meant: parallel arrays, in the order of the text."""

    term: Ints
    slot: Ints  # which paragraph
    first: Ints  # number of the first word, comparable within the paragraph
    company: Hashes  # rows × words
    belief: Floats  # 0..1

    def compared(self, term: Ints, slot: Ints, first: Ints, company: Hashes) -> Matrix:
        """Return six numbers for each place that is asked for, 0 where nothing is alike elsewhere.

        Of the nearest words: the beliefs in the term beside the same words elsewhere, all together, and of the best
        word. Of the likest other place: the weights of the words in common times the belief there, that belief, the
        share of the weights. And the beliefs at all places that are nearly the same.
        """
        result = np.zeros((len(term), 6))
        words = np.sort(company, axis=1)
        bare = words >> _BITS
        fresh = bare != 0
        fresh[:, :-1] &= bare[:, :-1] != bare[:, 1:]  # of a word that comes twice the nearest
        row, column = np.nonzero(fresh)
        wanted = pair_hash(term[row].astype(np.uint64), bare[row, column])
        place, word, value, nearest = self._words(wanted)
        if not len(word):
            return result
        flags = words[row, column] & _FLAGS
        weight = (flags & _WEIGHT).astype(np.float64) / _STEPS
        left = np.searchsorted(word, wanted, side="left")
        many = np.minimum(np.searchsorted(word, wanted, side="right") - left, _PLACES)
        owner = np.repeat(np.arange(len(row)), many)
        at = np.arange(len(owner)) + np.repeat(left - (np.cumsum(many) - many), many)
        mine, other = row[owner], place[at]
        same = slot[mine] == self.slot[other]
        away = np.abs(self.first[other] - first[mine])
        beside = np.flatnonzero((flags[owner] >= _NEAR) & nearest[at] & ~(same & (away <= _APART)))
        each = np.bincount(owner[beside], weights=value[at[beside]], minlength=len(row))
        result[:, 0] = np.bincount(row, weights=each, minlength=len(term))
        np.maximum.at(result[:, 1], row, each)
        twins = np.flatnonzero(~(same & (away <= _ANOTHER)))
        if len(twins):
            total = np.bincount(row, weights=weight, minlength=len(term)).astype(np.float64)
            self._liken(result, total, mine[twins], other[twins], value[at[twins]], weight[owner[twins]])
        return result

    def _words(self, wanted: Hashes) -> tuple[Ints, Hashes, Floats, npt.NDArray[np.bool_]]:
        """Return, sorted by word, of each term and word around it: place, hash of both, belief, whether nearest.

        Only what may be `wanted` is returned. Several spans of a term may begin at one place: the first stands for
        it, the strongest counts.
        """
        words = self.company.ravel()
        word = pair_hash(self.term.astype(np.uint64)[:, None], self.company >> _BITS).ravel()
        at = Buckets(wanted.view(np.int64)).likely(word.view(np.int64))
        at = at[words[at] != 0]
        at = at[np.argsort(word[at], kind="stable")]
        row, word, words = at // max(1, self.company.shape[1]), word[at], words[at]
        begin = pair_hash(pair_hash(self.term[row].astype(np.uint64), self.slot[row].astype(np.uint64)),
                          self.first[row].astype(np.uint64))
        _, firsts, number = np.unique(begin, return_index=True, return_inverse=True)
        place = row[firsts[number]]
        new = np.ones(len(row), bool)
        new[1:] = (word[1:] != word[:-1]) | (place[1:] != place[:-1])
        starts = np.flatnonzero(new)
        if not len(starts):
            return place, word, np.zeros(0), new
        return (place[starts], word[starts], np.maximum.reduceat(self.belief[row], starts),
                np.maximum.reduceat(words & _NEAR, starts) > 0)

    def _liken(self, result: Matrix, total: Floats, mine: Ints, other: Ints, belief: Floats, weight: Floats) -> None:
        """Put in what the likest other place says; one row for each word in common with another place."""
        key = mine * (len(self.term) + 1) + other
        order = np.argsort(key, kind="stable")
        key = key[order]
        starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        shared = np.add.reduceat(weight[order], starts)
        believed = np.maximum.reduceat(belief[order], starts)
        mine = mine[order[starts]]
        likeness = shared * believed
        np.maximum.at(result[:, 2], mine, likeness)
        best = np.flatnonzero(likeness == result[mine, 2])
        result[mine[best], 3] = believed[best]
        result[mine[best], 4] = shared[best] / total[mine[best]]
        result[:, 5] = np.bincount(mine, weights=np.where(shared > NEARLY, believed, 0.0), minlength=len(result))
