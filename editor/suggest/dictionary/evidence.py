"""What the rest of the document says: the term written right elsewhere, the same words or the same term elsewhere.

Kept per paragraph, so that an edited paragraph takes its old evidence back. Strengths are the first scores of
score.py, never final probabilities: evidence cannot feed on itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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

    def table(self, places: Places) -> Matrix:
        """Return the evidence features of a paragraph's candidates, what they say themselves left out."""
        rows = np.zeros((len(places.term), len(NAMES)))
        for at, (term, heard, first, right, letters) in enumerate(zip(
                places.term, places.heard, places.first, places.right, places.letters, strict=True)):
            row = rows[at]
            row[0] = self._right[term] - right
            row[1] = self._letters[term] - (letters and not right)
            row[2] = 0 if right else self._pairs[term, heard] - 1
            strengths = self._strengths.get(term)
            if strengths and len(strengths) > 1:
                total = best = 0.0
                for number, ((paragraph, word), strength) in enumerate(strengths.items()):
                    if number == _PLACES:
                        break
                    if paragraph != places.paragraph or abs(word - first) > _NEAR:
                        total += strength
                        best = max(best, strength)
                row[3], row[4] = total, best
        rows[:, :4] = np.log1p(np.maximum(rows[:, :4], 0))
        return rows

    def counts(self, term: int, heard: str) -> tuple[int, int]:
        """Return how often the document has the term right, and how often these words for it."""
        return self._right[term], self._pairs[term, heard]
