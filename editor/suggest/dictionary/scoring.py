"""Two looks at each candidate: first by itself, then beside its rivals and with what the document says.

The first look is a model over features of span and term alone. Its log-odds tell what is worth a second look, what
counts as evidence, and how strong the rivals are: other terms on the same words, other spans of the same term. The
second model sees all of this together with the features.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary import evidence, judge
from editor.suggest.dictionary.candidates import NONE
from editor.suggest.dictionary.matcher import LOCAL_NAMES, Findings
from editor.suggest.dictionary.model import Model
from editor.suggest.dictionary.reading import Bools, Floats, Ints
from editor.suggest.dictionary.reuse import replaced

RIVALRY = ("odds", "rival_best", "rival_same_words", "margin", "rivals", "rival_beliefs", "other_span",
           "rival_right", "rival_elsewhere", "rival_twin", "rival_sound", "rival_spelling", "rival_phones")
SECOND_NAMES = (*RIVALRY, *evidence.NAMES, *LOCAL_NAMES)
FAR = 12.0  # log-odds beyond which nothing differs
_WORTH = -5.5  # log-odds of the first look below which there is no second
_CLAIM = 0.1  # belief from which another term counts as a rival
_COMPARED = [LOCAL_NAMES.index(name) for name in ("sound", "spelling", "phone_weight_each")]
_RIGHT, _ELSEWHERE, _TWIN = (evidence.NAMES.index(name) for name in ("right_elsewhere", "term_elsewhere", "twin"))

Matrix = npt.NDArray[np.float64]


def first_look(found: Findings, model: Model) -> Findings:
    """Return the candidates that are worth a second look, with the odds and the belief of the first."""
    return looked(found, model.first.log_odds(found.rows), judge.blocked(found))


def looked_again(found: Findings, more: Findings, model: Model) -> Findings:
    """Return what was found after a first look and what was found further, after a first look at that."""
    more.odds, more.belief = model.first.log_odds(more.rows), np.zeros(len(more))
    both = replaced(found, more)
    return looked(both, both.odds, judge.blocked(both))


def looked(found: Findings, odds: Floats, blocked: Bools) -> Findings:
    """Return the candidates that are worth a second look; `odds`: what the first look says of each."""
    found.odds = np.clip(odds, -FAR, FAR)
    found.belief = np.where(blocked, 0.0, 1 / (1 + np.exp(-found.odds)))
    # what is blocked is no rival, but a term that is written right is
    found.odds = np.where(blocked & ~found.right, -FAR, found.odds)
    return found.chosen(worth_a_look(found))


def worth_a_look(found: Findings) -> Bools:
    """Return which candidates get a second look."""
    result: Bools = (found.odds > _WORTH) | (found.exact != NONE) | found.right
    return result


def second_rows(found: Findings, around: Matrix) -> Matrix:
    """Return the rows of the second look, columns as SECOND_NAMES; `around`: the evidence of each candidate."""
    return np.concatenate([_rivalry(found, around), around, found.rows], axis=1)


def _overlapping(found: Findings) -> tuple[Ints, Ints]:
    """Return all pairs of candidates that have words in common, both ways, the nearest in the order first."""
    # in order of first words, what begins before a span ends and comes after it in the order overlaps it
    until = np.searchsorted(found.first, found.last, side="left")
    many = until - np.arange(len(found)) - 1
    left = np.repeat(np.arange(len(found)), many)
    step = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many) + 1
    turn = np.concatenate([2 * step, 2 * step + 1])  # at each step those after a candidate, then those before it
    order = np.argsort(turn.astype(np.uint16) if len(found) < 1 << 15 else turn, kind="stable")
    right = left + step
    return np.concatenate([left, right])[order], np.concatenate([right, left])[order]


def _rivalry(found: Findings, around: Matrix) -> Matrix:
    """Return what else claims the words of each candidate; candidates are in order of their first words."""
    count, odds = len(found), found.odds
    belief = 1 / (1 + np.exp(-odds))
    best, same_words, other_span, right, elsewhere, twin = np.full((6, count), -FAR)
    right[:], elsewhere[:], twin[:] = 0, 0, 0
    strongest = np.full(count, -1)
    own, other = _overlapping(found)
    same = found.term[own] == found.term[other]
    np.maximum.at(other_span, own[same], odds[other[same]])
    own, other = own[~same], other[~same]
    others = odds[other]
    np.maximum.at(best, own, others)
    top = np.flatnonzero((others == best[own]) & (others > -FAR))[::-1]
    strongest[own[top]] = other[top]  # of several the nearest, which is written last
    equal = (found.first[own] == found.first[other]) & (found.last[own] == found.last[other])
    np.maximum.at(same_words, own[equal], others[equal])
    beliefs = np.bincount(own, weights=belief[other], minlength=count)
    rivals = np.bincount(own[belief[other] > _CLAIM], minlength=count)
    np.maximum.at(right, own, around[other, _RIGHT])
    np.maximum.at(elsewhere, own, around[other, _ELSEWHERE])
    np.maximum.at(twin, own, around[other, _TWIN])
    differ = np.zeros((count, len(_COMPARED)))
    claimed = strongest >= 0
    differ[claimed] = found.rows[claimed][:, _COMPARED] - found.rows[strongest[claimed]][:, _COMPARED]
    return np.column_stack([
        odds, best, same_words, odds - best, np.minimum(12, rivals), beliefs,
        np.clip(odds - other_span, -FAR, FAR), right, elsewhere, twin, differ])


__all__ = ["RIVALRY", "SECOND_NAMES", "first_look", "looked", "second_rows", "worth_a_look"]
