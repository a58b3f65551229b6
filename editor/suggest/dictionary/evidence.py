"""What the rest of the document says: the term written right elsewhere, meant elsewhere, in the same company.

Kept per paragraph, so that an edited paragraph takes its old evidence back. What is put down is the belief of the
first look (scoring.py), which knows nothing of the document: evidence cannot feed on itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

import numpy as np
import numpy.typing as npt

NAMES = ("right_elsewhere", "letters_elsewhere", "pair_elsewhere", "term_elsewhere", "best_elsewhere",
         "places_elsewhere", "mean_elsewhere", "company", "best_company", "document_words")
_NEAR = 3  # words: spans this near are the same place
_BELIEVED, _KEPT = 0.02, 0.05  # beliefs from which a place counts for its term, and for the words around it
_PLACES = 60  # places with one word beside a term that are looked at

Matrix = npt.NDArray[np.float64]
Place = tuple[int, int]  # paragraph, word within it


@dataclass(slots=True)
class Places:
    """One paragraph's candidates as evidence: parallel lists."""

    paragraph: int
    term: list[int]
    heard: list[str]
    first: list[int]  # number of the first word, comparable within the paragraph
    belief: list[float]  # 0..1, of the first look
    right: list[bool]  # written as the term is
    letters: list[bool]  # the term's letters, written otherwise
    company: list[tuple[int, ...]]  # hashes of the words around it, little words left out
    words: int  # how many words the paragraph has


@dataclass(slots=True)
class _Summary:
    """The places where a term may be meant: the sum of their beliefs, and the strongest first."""

    total: float
    strongest: list[tuple[float, Place]]


@dataclass(slots=True)
class Evidence:
    """The evidence of all paragraphs analysed so far, by term."""

    _by_paragraph: dict[int, Places] = field(default_factory=dict)
    _right: Counter[int] = field(default_factory=Counter)
    _letters: Counter[int] = field(default_factory=Counter)
    _pairs: Counter[tuple[int, str]] = field(default_factory=Counter)
    _beliefs: dict[int, dict[Place, float]] = field(default_factory=lambda: defaultdict(dict))
    _summaries: dict[int, _Summary] = field(default_factory=dict)
    _company: dict[int, dict[int, dict[Place, float]]] = field(default_factory=dict)  # by term and word
    _words: int = 0

    def clear(self) -> None:
        """Forget everything."""
        for store in (self._by_paragraph, self._right, self._letters, self._pairs, self._beliefs, self._summaries,
                      self._company):
            store.clear()
        self._words = 0

    def put(self, places: Places) -> None:
        """Take a paragraph's candidates in place of what was known of it."""
        self.drop(places.paragraph)
        self._by_paragraph[places.paragraph] = places
        self._words += places.words
        self._count(places, 1)
        for term, first, belief, right, company in zip(places.term, places.first, places.belief, places.right,
                                                       places.company, strict=True):
            place = (places.paragraph, first)
            if belief > _BELIEVED and not right:
                _raise(self._beliefs[term], place, belief)
                self._summaries.pop(term, None)
            if right or belief > _KEPT:
                words = self._company.setdefault(term, {})
                for word in company:
                    _raise(words.setdefault(word, {}), place, 1.0 if right else belief)

    def drop(self, paragraph: int) -> None:
        """Forget a paragraph."""
        places = self._by_paragraph.pop(paragraph, None)
        if places is None:
            return
        self._words -= places.words
        self._count(places, -1)
        for term, first, company in zip(places.term, places.first, places.company, strict=True):
            place = (paragraph, first)
            if self._beliefs[term].pop(place, None) is not None:
                self._summaries.pop(term, None)
            words = self._company.get(term, {})
            for word in company:
                known = words.get(word)
                if known is not None:
                    known.pop(place, None)
                    if not known:
                        del words[word]

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

    def table(self, places: Places) -> Matrix:
        """Return the evidence features of a paragraph's candidates, what they say themselves left out."""
        rows = np.zeros((len(places.term), len(NAMES)))
        if not len(rows):
            return rows
        said: list[tuple[float, ...]] = []
        meant: dict[Place, tuple[float, float, int]] = {}  # by term and first word
        for term, heard, first, right, letters, company in zip(
                places.term, places.heard, places.first, places.right, places.letters, places.company, strict=True):
            known = meant.get((term, first))
            if known is None:
                known = meant[term, first] = self._meant_elsewhere(term, places.paragraph, first)
            total, best, count = known
            said.append((self._right[term] - right, self._letters[term] - (letters and not right),
                         0 if right else self._pairs[term, heard] - 1, total, best, count, total / (count + 1),
                         *self._company_elsewhere(term, (places.paragraph, first), company)))
        rows[:, :9] = said
        rows[:, 9] = self._words  # little evidence says little where the text is short
        counted = (0, 1, 2, 3, 5, 7, 8, 9)
        rows[:, counted] = np.log1p(np.maximum(rows[:, counted], 0))
        return rows

    def _meant_elsewhere(self, term: int, paragraph: int, first: int) -> tuple[float, float, int]:
        """Return the sum of the beliefs that the term is meant at other places, the best, and how many they are."""
        beliefs = self._beliefs.get(term)
        if not beliefs:
            return 0.0, 0.0, 0
        summary = self._summaries.get(term)
        if summary is None:
            ordered = nlargest(2 * _NEAR + 2, zip(beliefs.values(), beliefs, strict=True))
            summary = self._summaries[term] = _Summary(sum(beliefs.values()), ordered)
        near = [beliefs[place] for word in range(first - _NEAR, first + _NEAR + 1)
                if (place := (paragraph, word)) in beliefs]
        best = next((belief for belief, (other, word) in summary.strongest
                     if other != paragraph or abs(word - first) > _NEAR), 0.0)
        return max(0.0, summary.total - sum(near)), best, len(beliefs) - len(near)

    def _company_elsewhere(self, term: int, here: Place, company: tuple[int, ...]) -> tuple[float, float]:
        """Return how much the words around this place are around the term elsewhere: all together, and the best."""
        words = self._company.get(term)
        if not words:
            return 0.0, 0.0
        sums = []
        for word in dict.fromkeys(company):
            known = words.get(word)
            if known and (len(known) > 1 or here not in known):
                sums.append(sum([belief for (paragraph, first), belief in islice(known.items(), _PLACES)
                                 if paragraph != here[0] or abs(first - here[1]) > _NEAR]))
        return sum(sums), max(sums, default=0.0)

    def counts(self, term: int, heard: str) -> tuple[int, int]:
        """Return how often the document has the term right, and how often these words for it."""
        return self._right[term], self._pairs[term, heard]


def _raise(known: dict[Place, float], place: Place, belief: float) -> None:
    known[place] = max(known.get(place, 0.0), belief)
