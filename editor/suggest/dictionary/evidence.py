"""What the rest of the document says: the term written right elsewhere, meant elsewhere, in the same company.

Kept by paragraph, so that an edited paragraph takes its old evidence back. What is put down is the belief of the
first look (scoring.py), which knows nothing of the document: evidence cannot feed on itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.company import Around
from editor.suggest.dictionary.keys import Buckets
from editor.suggest.dictionary.room import appended
from editor.suggest.dictionary.tables import pair_hash

NAMES = ("right_elsewhere", "letters_elsewhere", "pair_elsewhere", "term_elsewhere", "best_elsewhere",
         "places_elsewhere", "mean_elsewhere", "company", "best_company", "document_words",
         "twin", "twin_belief", "twin_share", "twins", "pair_best", "pair_mean")
_COUNTED = (0, 1, 2, 3, 5, 7, 8, 9)  # columns that are kept as logarithms
_RIGHT, _PAIR = NAMES.index("right_elsewhere"), NAMES.index("pair_elsewhere")
_NEAR = 3  # words: spans this near are the same place
_STRONGEST = 2 * _NEAR + 2  # places of a term among which one is never near
_BELIEVED, _KEPT = 0.02, 0.05  # beliefs from which a place counts for its term, and for the words around it
_NOWHERE = -0.1  # belief that is said where there is no place

Matrix = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]


@dataclass(slots=True)
class Places:
    """The candidates of some paragraphs as evidence: parallel arrays, the rows of a paragraph one after the other."""

    paragraph: Ints  # its id
    term: Ints
    heard: Hashes
    first: Ints  # number of the first word, comparable within the paragraph
    belief: Floats  # 0..1, of the first look
    right: Bools  # written as the term is
    letters: Bools  # the term's letters, written otherwise
    company: Hashes  # rows × words: the words around it, see company.py
    words: Mapping[int, int]  # how many words each paragraph has, those without candidates too

    def __len__(self) -> int:
        return len(self.term)

    def chosen(self, paragraphs: Collection[int]) -> tuple[Ints, Places]:
        """Return the numbers of the rows of these paragraphs, and the rows."""
        at = np.flatnonzero(np.isin(self.paragraph, list(paragraphs)))
        return at, Places(self.paragraph[at], self.term[at], self.heard[at], self.first[at], self.belief[at],
                          self.right[at], self.letters[at], self.company[at],
                          {paragraph: self.words[paragraph] for paragraph in paragraphs})


def joined(parts: Sequence[Places]) -> Places:
    """Return the rows of all parts, one after the other."""
    if len(parts) == 1:
        return parts[0]
    rows = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("paragraph", *_COLUMNS)}
    return Places(**rows, words={number: count for part in parts for number, count in part.words.items()})


_COLUMNS = ("term", "heard", "first", "belief", "right", "letters", "company")


class _Rows:
    """Candidates of all paragraphs, in the order in which they came; room doubles as they come."""

    def __init__(self) -> None:
        self.count = 0
        self.alive: Bools = np.zeros(0, bool)
        self.slot: Ints = np.zeros(0, np.int64)  # which paragraph, as it was put
        self._columns: dict[str, npt.NDArray[np.generic]] = {}

    def append(self, places: Places, slots: Ints) -> None:
        if not len(places):
            return
        for name in _COLUMNS:
            self._columns[name] = appended(self._columns.get(name), self.count, getattr(places, name), axis=0)
        self.alive = appended(self.alive, self.count, np.ones(len(places), bool)).astype(bool, copy=False)
        self.slot = appended(self.slot, self.count, slots).astype(np.int64, copy=False)
        self.count += len(places)

    def of(self, terms: Bools) -> tuple[Ints, Ints, Places]:
        """Return the numbers, the slots and the rows of these terms, marked in `terms`; without their company."""
        term = self._columns["term"][: self.count].astype(np.int64, copy=False)
        asked = np.append(terms, False).take(term, mode="clip")  # what is beyond those marked is not asked for
        asked &= self.alive[: self.count]
        at = np.flatnonzero(asked)
        rows = {name: self._columns[name].take(at, axis=0) for name in _COLUMNS[:-1]}
        return at, self.slot[at], Places(at, **rows, company=self._columns["company"][:0], words={})  # type: ignore[arg-type]

    def company(self, rows: Ints) -> Hashes:
        """Return the words around these rows."""
        return self._columns["company"].take(rows, axis=0).astype(np.uint64, copy=False)


class Evidence:
    """The evidence of all paragraphs analysed so far."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._rows = _Rows()
        self._slots: dict[int, tuple[int, int, int]] = {}  # of each paragraph: number, first row, row after the last
        self._words_of: dict[int, int] = {}
        self._words = 0
        self._next = 1

    def put(self, places: Places) -> None:
        """Take the candidates of some paragraphs in place of what was known of them."""
        for paragraph in places.words:
            self.drop(paragraph)
        borders = np.flatnonzero(places.paragraph[1:] != places.paragraph[:-1]) + 1
        borders = np.concatenate([[0], borders, [len(places)]]) if len(places) else np.zeros(1, np.int64)
        slots = self._next + np.repeat(np.arange(len(borders) - 1), np.diff(borders))
        rows = (borders + self._rows.count).tolist()
        for number, paragraph in enumerate(places.paragraph[borders[:-1]].tolist()):
            self._slots[paragraph] = (self._next + number, rows[number], rows[number + 1])
        self._next += len(borders) - 1
        self._rows.append(places, slots)
        self._words_of |= places.words
        self._words += sum(places.words.values())

    def drop(self, paragraph: int) -> None:
        """Forget a paragraph."""
        self._words -= self._words_of.pop(paragraph, 0)
        known = self._slots.pop(paragraph, None)
        if known is not None:
            self._rows.alive[known[1] : known[2]] = False

    def table(self, places: Places) -> Matrix:
        """Return the evidence features of candidates that were put, what they say themselves left out."""
        rows = np.zeros((len(places), len(NAMES)))
        if not len(rows):
            return rows
        asked = np.zeros(int(places.term.max()) + 1, bool)
        asked[places.term] = True
        numbers, slots, known = self._rows.of(asked)
        number = np.cumsum(asked) - 1  # terms that are not asked for take no room
        known.term = number[known.term]
        ids, where = np.unique(places.paragraph, return_inverse=True)
        slot = np.array([self._slots[paragraph][0] for paragraph in ids.tolist()], np.int64)[where]
        wanted = _Asked(number[places.term], slot, places)
        rows[:, [0, 1, 2, 14, 15]] = _counts(known, wanted)
        rows[:, 3:7] = _meant_elsewhere(known, slots, wanted)
        spoken = np.flatnonzero(known.right | (known.belief > _KEPT))
        around = Around(known.term[spoken], slots[spoken], known.first[spoken], self._rows.company(numbers[spoken]),
                        np.where(known.right[spoken], 1.0, known.belief[spoken]))
        rows[:, [7, 8, 10, 11, 12, 13]] = around.compared(wanted.term, slot, places.first, places.company)
        rows[:, 9] = self._words  # little evidence says little where the text is short
        rows[:, _COUNTED] = np.log1p(np.maximum(rows[:, _COUNTED], 0))
        return rows


@dataclass(slots=True)
class _Asked:
    """The candidates that evidence is asked for."""

    term: Ints
    slot: Ints
    places: Places


def counts(row: Floats) -> tuple[int, int]:
    """Return how often the document has the term right elsewhere, and elsewhere these words for it."""
    return round(np.expm1(row[_RIGHT])), round(np.expm1(row[_PAIR]))


def _counts(known: Places, asked: _Asked) -> Matrix:
    """Return how often the term is written right elsewhere, with its letters, heard as here; and of the last how
    strongly it is believed there, at best and on average (below 0 where there is none)."""
    terms = int(asked.term.max()) + 1
    places = asked.places
    right = np.bincount(known.term[known.right], minlength=terms)[asked.term] - places.right
    letters = np.bincount(known.term[known.letters & ~known.right], minlength=terms)[asked.term] - (
        places.letters & ~places.right)
    heard = np.flatnonzero(~known.right)
    pairs = pair_hash(known.term[heard].astype(np.uint64), known.heard[heard])
    pair = pair_hash(asked.term.astype(np.uint64), places.heard)
    some = Buckets(pair.view(np.int64)).likely(pairs.view(np.int64))
    some = some[np.argsort(pairs[some], kind="stable")]
    pairs, belief = pairs[some], known.belief[heard[some]]
    left = np.searchsorted(pairs, pair, side="left")
    many = np.where(places.right, 0, np.searchsorted(pairs, pair, side="right") - left - 1)
    best, mean = np.full((2, len(pair)), _NOWHERE)
    again = np.flatnonzero(many > 0)
    if len(again):
        left, own = left[again], places.belief[again]
        starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
        group = np.searchsorted(starts, left)
        mean[again] = np.maximum(0, np.add.reduceat(belief, starts)[group] - own) / many[again]
        top = np.maximum.reduceat(belief, starts)
        less = belief < np.repeat(top, np.diff(np.append(starts, len(belief))))
        second = np.maximum.reduceat(np.where(less, belief, 0.0), starts)
        shared = np.add.reduceat(np.where(less, 0, 1), starts) > 1
        best[again] = np.where((own < top[group]) | shared[group], top[group], second[group])
    return np.column_stack([right, letters, many, best, mean])


def _meant_elsewhere(known: Places, slots: Ints, asked: _Asked) -> Matrix:
    """Return the sum of the beliefs that the term is meant at other places, the best, their number and their mean."""
    believed = np.flatnonzero((known.belief > _BELIEVED) & ~known.right)
    width = int(max(known.first.max(), asked.places.first.max())) + 4 * _NEAR
    height = int(max(slots.max(), asked.slot.max())) + 1
    keys = (known.term[believed] * height + slots[believed]) * width + known.first[believed] + _NEAR
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else order
    if not len(starts):
        return np.zeros((len(asked.term), 4))
    belief = np.maximum.reduceat(known.belief[believed][order], starts)
    came, keys = order[starts], keys[starts]
    term = known.term[believed][came]
    terms = int(asked.term.max()) + 1
    in_time = np.full(len(believed), -1)
    in_time[came] = np.arange(len(came))
    by_time = in_time[in_time >= 0]
    total = np.bincount(term[by_time], weights=belief[by_time], minlength=terms)[asked.term]
    many = np.bincount(term, minlength=terms)
    key = (asked.term * height + asked.slot) * width + asked.places.first + _NEAR
    left, right = np.searchsorted(keys, key - _NEAR), np.searchsorted(keys, key + _NEAR, side="right")
    near = np.zeros(len(key))
    for step in range(int((right - left).max(initial=0))):
        at = left + step
        near += np.where(at < right, belief[np.minimum(at, len(belief) - 1)], 0.0)
    strongest = np.argsort(-belief, kind="stable")
    strongest = strongest[np.argsort(term[strongest].astype(np.uint16 if terms < 1 << 16 else np.int64), kind="stable")]
    first, many_asked = (np.cumsum(many) - many)[asked.term], many[asked.term]
    best, open_ = np.zeros(len(key)), np.ones(len(key), bool)
    for step in range(_STRONGEST):
        looking = open_ & (step < many_asked)
        if not looking.any():
            break
        at = strongest[np.minimum(first + step, len(strongest) - 1)]
        here = looking & ((at < left) | (at >= right))
        best[here] = belief[at[here]]
        open_ &= ~here
    there = many_asked > 0
    total = np.where(there, np.maximum(0.0, total - near), 0.0)
    elsewhere = np.where(there, many_asked - (right - left), 0)
    return np.column_stack([total, best, elsewhere, total / (elsewhere + 1)])
