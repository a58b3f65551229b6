"""What the user decided before: a pair that was accepted is likelier next time, one rejected three times is silent.

A learned pair asks first: history alone never lifts a suggestion to `sure`, which may be accepted in bulk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from editor.suggest.dictionary.words import squash
from editor.suggest.suggestion import MAYBE, SURE

SILENT_AFTER = 3  # rejections of a pair that was never accepted
_LEARNED = SURE - 0.01
_PAIR_WEIGHT, _TERM_WEIGHT = 1.1, 0.25


@dataclass(slots=True)
class Counts:
    """Accepted and rejected, of a pair or of a term."""

    accepted: int = 0
    rejected: int = 0

    @property
    def leaning(self) -> float:
        """Log-odds of acceptance, a beta distribution's mean with one decision each way assumed."""
        return math.log((self.accepted + 1) / (self.rejected + 1))


@dataclass(slots=True)
class History:
    """Decisions by (heard, term) and by term; heard words are squashed."""

    _pairs: dict[tuple[str, str], Counts] = field(default_factory=dict)
    _terms: dict[str, Counts] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[tuple[str, str, bool]]) -> History:
        """Return the history of (heard, term, accepted) decisions."""
        history = cls()
        for heard, term, accepted in decisions:
            history.note(heard, term, accepted)
        return history

    @classmethod
    def counted(cls, counts: Mapping[tuple[str, str], tuple[int, int]]) -> History:
        """Return the history of (heard, term) to (accepted, rejected), as it is kept between transcripts."""
        return cls.of((heard, term, verdict) for (heard, term), both in counts.items()
                      for verdict, times in ((True, both[0]), (False, both[1])) for _ in range(times))

    def note(self, heard: str, term: str, accepted: bool) -> None:
        """Take one decision."""
        for counts in (self._pairs.setdefault((squash(heard), term), Counts()),
                       self._terms.setdefault(term, Counts())):
            counts.accepted += accepted
            counts.rejected += not accepted

    def weighed(self, confidence: float, heard: str, term: str) -> float:
        """Return the confidence in the light of what was decided; `heard` is squashed."""
        pair, whole = self._pairs.get((heard, term)), self._terms.get(term)
        if pair is None and whole is None:
            return confidence
        if self.silenced(heard, term):
            return min(confidence, MAYBE / 2)
        shift = _PAIR_WEIGHT * pair.leaning if pair else 0.0
        shift += _TERM_WEIGHT * whole.leaning if whole else 0.0
        odds = math.log(max(confidence, 1e-6) / max(1e-6, 1 - confidence)) + shift
        learned = 1 / (1 + math.exp(-odds))
        return min(learned, max(confidence, _LEARNED)) if shift > 0 else learned

    def silenced(self, heard: str, term: str) -> bool:
        """True for a pair that was rejected often and never accepted."""
        pair = self._pairs.get((heard, term))
        return pair is not None and pair.rejected >= SILENT_AFTER and not pair.accepted

    def accepted(self, heard: str, term: str) -> int:
        """Return how often this pair was accepted."""
        pair = self._pairs.get((heard, term))
        return pair.accepted if pair else 0
