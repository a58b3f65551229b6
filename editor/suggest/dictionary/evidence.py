"""What the rest of the document says: the term written right elsewhere, the same words or the same term elsewhere.

Kept per paragraph, so that an edited paragraph takes its old evidence back. Strengths are the first scores of
score.py, never final probabilities: evidence cannot feed on itself.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

NAMES = ("right_elsewhere", "letters_elsewhere", "pair_elsewhere", "term_elsewhere", "best_elsewhere")
_NEAR = 3  # words: spans this near are the same place
_STRONG = 0.05  # first scores below this are no evidence
_PLACES = 60  # places of one term that are looked at

Matrix = npt.NDArray[np.float64]


@dataclass(slots=True)
class Places:
    """One paragraph's candidates as evidence: parallel lists."""

    paragraph: int
    term: list[int]
    heard: list[str]
    first: list[int]  # word within the paragraph
    strength: list[float]
    right: list[bool]  # written as the term is
    letters: list[bool]  # the term's letters, written otherwise


@dataclass(slots=True)
class Evidence:
    """The evidence of all paragraphs analysed so far, by term."""

    _by_paragraph: dict[int, Places] = field(default_factory=dict)
    _right: Counter[int] = field(default_factory=Counter)
    _letters: Counter[int] = field(default_factory=Counter)
    _pairs: Counter[tuple[int, str]] = field(default_factory=Counter)
    _strengths: dict[int, dict[tuple[int, int], float]] = field(default_factory=lambda: defaultdict(dict))

    def clear(self) -> None:
        """Forget everything."""
        for store in (self._by_paragraph, self._right, self._letters, self._pairs, self._strengths):
            store.clear()

    def put(self, places: Places) -> None:
        """Take a paragraph's candidates in place of what was known of it."""
        self.drop(places.paragraph)
        self._by_paragraph[places.paragraph] = places
        self._count(places, 1)
        for term, first, strength, right in zip(places.term, places.first, places.strength, places.right, strict=True):
            if strength > _STRONG and not right:
                known = self._strengths[term]
                key = (places.paragraph, first)
                known[key] = max(known.get(key, 0.0), strength)

    def drop(self, paragraph: int) -> None:
        """Forget a paragraph."""
        places = self._by_paragraph.pop(paragraph, None)
        if places is None:
            return
        self._count(places, -1)
        for term, first in zip(places.term, places.first, strict=True):
            if term in self._strengths:
                self._strengths[term].pop((paragraph, first), None)

    def _count(self, places: Places, by: int) -> None:
        seen = set()
        for term, heard, first, right, letters in zip(places.term, places.heard, places.first, places.right,
                                                      places.letters, strict=True):
            if right:
                self._right[term] += by
                continue
            if letters:
                self._letters[term] += by
            if (term, heard, first) not in seen:
                seen.add((term, heard, first))
                self._pairs[term, heard] += by

    def table(self, *parts: Places) -> Matrix:
        """Return the evidence features of the candidates of some paragraphs, what they say themselves left out."""
        terms = [term for places in parts for term in places.term]
        rows = np.zeros((len(terms), len(NAMES)))
        if not terms:
            return rows
        right = np.array([right for places in parts for right in places.right], bool)
        letters = np.array([letters for places in parts for letters in places.letters], bool)
        heard = [text for places in parts for text in places.heard]
        rows[:, 0] = [self._right[term] for term in terms] - right.astype(np.float64)
        rows[:, 1] = [self._letters[term] for term in terms] - (letters & ~right).astype(np.float64)
        rows[:, 2] = [self._pairs[pair] - 1 for pair in zip(terms, heard, strict=True)]
        rows[right, 2] = 0
        self._elsewhere(terms, parts, rows)
        rows[:, :4] = np.log1p(np.maximum(rows[:, :4], 0))
        return rows

    def _elsewhere(self, terms: Sequence[int], parts: Sequence[Places], rows: Matrix) -> None:
        """Put in the summed and the best strength of each candidate's term at other places."""
        numbers: dict[int, int] = {}  # terms that are elsewhere at all
        places: list[tuple[int, int]] = []
        strengths: list[float] = []
        ends = [0]
        for term in dict.fromkeys(terms):
            known = self._strengths.get(term)
            if known and len(known) > 1:
                numbers[term] = len(numbers)
                places += itertools.islice(known, _PLACES)
                strengths += itertools.islice(known.values(), _PLACES)
                ends.append(len(places))
        if not numbers:
            return
        owner = np.array([numbers.get(term, -1) for term in terms], np.int64)
        chosen = np.flatnonzero(owner >= 0)
        border = np.array(ends, np.int64)
        begin, many = border[owner[chosen]], np.diff(border)[owner[chosen]]
        row = np.repeat(chosen, many)
        entry = np.arange(len(row)) + np.repeat(begin - (np.cumsum(many) - many), many)
        where = np.array(places, np.int64)
        here = np.repeat([part.paragraph for part in parts], [len(part.term) for part in parts])
        first = np.array([word for part in parts for word in part.first], np.int64)
        other = (where[entry, 0] != here[row]) | (np.abs(where[entry, 1] - first[row]) > _NEAR)
        strength = np.where(other, np.array(strengths)[entry], 0.0)
        rows[:, 3] = np.bincount(row, strength, minlength=len(terms))
        rows[chosen, 4] = np.maximum.reduceat(strength, np.cumsum(many) - many)

    def counts(self, term: int, heard: str) -> tuple[int, int]:
        """Return how often the document has the term right, and how often these words for it."""
        return self._right[term], self._pairs[term, heard]
