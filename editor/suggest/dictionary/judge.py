"""From scored candidates to the suggestions that are offered: vetoes, rules for exact forms, who wins where they meet.

The model is trained on words that sound like a term. Forms that the user listed and forms that differ only in case
are not its business: rules give their confidence here. So do the guards: words that may never be replaced, terms
that are already right, lists of single words, and a ceiling below `sure` for spans of ordinary words only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary import features
from editor.suggest.dictionary.candidates import LETTERS, LISTED, NONE
from editor.suggest.dictionary.forms import KnownTerm
from editor.suggest.dictionary.history import History
from editor.suggest.dictionary.keys import LONGEST_SPAN
from editor.suggest.dictionary.matcher import Findings, surface
from editor.suggest.dictionary.reading import COMMA, Bools, Floats, Ints
from editor.suggest.dictionary.words import holds_any
from editor.suggest.suggestion import LIKELY, SURE

LISTED_CONFIDENCE = 0.97
LISTED_ORDINARY = 0.6  # a listed form that is also a very common word
_VERY_COMMON, _COMMON, _ORDINARY = 5.0, 3.0, 3.6  # zipf
_ORDINARY_FROM, _ORDINARY_CEILING = 0.75, SURE - 0.005  # ordinary words are never sure: squeezed in between
_ORDINARY_LEAST = 0.84
_SPELLED = 0.7  # at least, where single letters stand for a term
_SPELLED_ONLY = 0.91  # at least, where they stand for one term only: "space X", "S.R. 71", "H 100s"
_ORDINARY_DOUBT, _ORDINARY_LIKELY = 0.45, 0.65  # a single ordinary word is not likely below this: half are wrong
_NEARLY_SURE, _SURE_BY_SOUND = 0.86, 0.955  # what is accepted in bulk must be surer than its tier says
_NEARLY_SURE_LEAST = 0.892  # what is not so sure is still right nine times in ten
_DOUBTED = 0.12
_LESS = 0.001
_THING, _THING_DOUBT, _NAME_AFTER_ALL = 2.4, 0.4, 0.987  # zipf of a term that may be an ordinary word; see _things
_JOINED = 0.6  # at least, where the term's letters stand in words that are never seen together: "cyber trucks"
_CASE_ONE_WORD, _CASE_WORDS, _CASE_MIXED = 0.8, 0.75, 0.93

_REST_ALIKE = 0.6  # of sound: the words beside a right term that would be replaced with it

_FIT_SHARE = 0.5  # of the best confidence that a better fitting span of the term must have

_AT = {name: at for at, name in enumerate(features.NAMES)}
Chosen = npt.NDArray[np.int64]


def confidences(found: Findings, modelled: Floats, known: list[KnownTerm]) -> Floats:
    """Return the confidence of each candidate; `modelled` is what the model says of all."""
    result = modelled.copy()
    rarest = found.rows[:, _AT["rarest"]]
    by_sound = found.exact == NONE
    ordinary = (rarest >= _ORDINARY) & by_sound
    result[ordinary] = _squeezed(result[ordinary], _ORDINARY_FROM, 1.0, _ORDINARY_CEILING, _ORDINARY_LEAST)
    word = ordinary & (found.last - found.first == 1)
    result[word] = _squeezed(result[word], _ORDINARY_DOUBT, _ORDINARY_LIKELY, LIKELY - 0.001)
    result[by_sound] = _squeezed(result[by_sound], _NEARLY_SURE, _SURE_BY_SOUND, SURE - 0.001, _NEARLY_SURE_LEAST)
    things = _things(found, by_sound & (modelled > _THING_DOUBT))
    result[things] = _squeezed(result[things], _THING_DOUBT, _NAME_AFTER_ALL, LIKELY - 0.001)
    letters = (found.exact == LETTERS) & ~found.right
    starts, counts = np.unique(found.first[letters], return_counts=True)
    alone = letters & np.isin(found.first, starts[counts == 1])
    spelled = _holds_letter(found) & letters & (found.rows[:, _AT["comma"]] == 0)
    joined = alone & (found.rows[:, _AT["unattested"]] > 0) & (found.rows[:, _AT["stop_words"]] == 0)
    for chosen, least in ((joined, _JOINED), (spelled, _SPELLED),
                          (spelled & alone & (found.rows[:, _AT["full_stop"]] == 0), _SPELLED_ONLY)):
        result[chosen] = np.maximum(result[chosen], least)
    one = found.last - found.first == 1
    zipf = found.passage.zipf[found.first]
    listed = found.exact == LISTED
    result[listed] = np.where(one[listed] & (zipf[listed] >= _VERY_COMMON), LISTED_ORDINARY, LISTED_CONFIDENCE)
    for at in np.flatnonzero(found.exact == LETTERS).tolist():
        text = surface(found.passage, int(found.first[at]), int(found.last[at]))
        term = known[int(found.term[at])].term.text
        if only_case(text, term):
            result[at] = _case_confidence(text, bool(one[at]), float(zipf[at]), bool(
                found.passage.cased[int(found.first[at])]))
    _yield_to_letters(found, result)
    return result


def _yield_to_letters(found: Findings, confidence: Floats) -> None:
    """What is another term to the letter is that one: "tsos" is TSOs where both are terms, not the plural of TSO."""
    own = np.flatnonzero((found.exact == LETTERS) & (found.rows[:, _AT["ending"]] == 0))
    if not len(own):
        return
    place = found.first * 8 + (found.last - found.first)
    order = own[np.argsort(place[own], kind="stable")]
    places, starts = np.unique(place[order], return_index=True)
    best = np.maximum.reduceat(confidence[order], starts)
    at = np.minimum(np.searchsorted(places, place), len(places) - 1)
    other = (places[at] == place) & (found.exact != LISTED)
    other[own] = False
    ending = other & (found.exact == LETTERS)
    confidence[ending] = 0.0
    sound = other & ~ending & (best[at] >= _DOUBTED * 2)
    confidence[sound] = np.minimum(confidence[sound], best[at][sound] - _LESS)


def _squeezed(values: Floats, least: float, most: float, ceiling: float, floor: float | None = None) -> Floats:
    """Return the values with those from `least` to `most` pressed between `floor` and `ceiling`; their order stays.

    `floor` is not below `least`, and is `least` where none is given.
    """
    bottom = least if floor is None else floor
    pressed = bottom + (values - least) * (ceiling - bottom) / (most - least)
    result: Floats = np.where((values > least) & (values < most), pressed, values)
    return result


def _things(found: Findings, asked: Bools) -> Bools:
    """Return which of the candidates asked for may rather be a thing: "the vengarde" is the vanguard, not Vanguard.

    What is true of one span of a term is true of those that overlap it.
    """
    passage = found.passage
    names = asked & (found.rows[:, _AT["term_words"]] == 1) & (found.rows[:, _AT["term_capital"]] > 0) & (
        found.rows[:, _AT["term_rarest"]] >= _THING) & (found.rows[:, _AT["capitals"]] == 0)
    article, gaps = passage.take("article").astype(bool), passage.gap
    things = np.zeros(len(found), bool)
    for at in np.flatnonzero(names).tolist():
        first = found.first.item(at)
        if article[first] or (first > 0 and gaps[first] < COMMA and article[first - 1]):
            things |= names & (found.term == found.term[at]) & (found.first < found.last[at]) & (first < found.last)
    return things


def _holds_letter(found: Findings) -> Bools:
    """True for spans of several words with a single letter (not "a" or "I") among them."""
    sums = np.concatenate([[0], np.cumsum(found.passage.take("letter").astype(bool))])
    result: Bools = (sums[found.last] > sums[found.first]) & (found.last - found.first > 1)
    return result


def only_case(text: str, term: str) -> bool:
    """Return whether the text is the term but for case, a plural or possessive ending aside."""
    folded, wanted = text.casefold(), term.casefold()
    return folded == wanted or (folded.startswith(wanted) and folded[len(wanted) :] in ("'s", "’s", "s"))


def _case_confidence(text: str, one_word: bool, zipf: float, cased: bool) -> float:
    """A lower-case common word may just be that word; a name without its capitals is not."""
    if one_word and zipf >= _COMMON and (text.islower() or not cased):
        return _DOUBTED
    if one_word and zipf >= _COMMON and text.istitle():
        return _DOUBTED * 2  # "Cars" at the head of a sentence is not CARS
    if text.islower():
        return _CASE_ONE_WORD if one_word else _CASE_WORDS
    return _CASE_MIXED


def blocked(found: Findings) -> Bools:
    """Return which candidates stand on a term that is right already, or are right themselves.

    A span may reach over a right term only where it keeps its words and the others sound like the rest of the term:
    "Larry Kulp" may become "Larry Culp" although "Larry" is a term too; "a game like Polytopia" stays.
    """
    protected = np.zeros(found.passage.count + 1, bool)
    for at in np.flatnonzero(found.right).tolist():
        protected[found.first[at] : found.last[at]] = True
    sums = np.concatenate([[0], np.cumsum(protected)])
    inside = sums[found.last] - sums[found.first]
    kept = found.rows[:, _AT["shared_words"]]
    longer = (kept >= inside) & (inside < found.last - found.first) & (found.exact == NONE) & (
        found.rows[:, _AT["residual"]] >= _REST_ALIKE)
    result: Bools = found.right | ((inside > 0) & ~longer) | _in_a_list(found)
    numbers = (found.rows[:, _AT["heard_digits"]] == 1) & (found.exact == NONE) & _no_letters(found)
    blocking: Bools = result | numbers | _amounts(found) | _around_own_letters(found)
    return blocking


def _amounts(found: Findings) -> Bools:
    """True for an amount with little words at most, which is what it says it is: "10k on"."""
    amount, stop = found.passage.take("amount").astype(np.int64), found.passage.take("stop").astype(np.int64)
    amounts, plain = (np.concatenate([[0], np.cumsum(each)]) for each in (amount, amount + stop))
    result: Bools = (amounts[found.last] > amounts[found.first]) & (found.exact == NONE) & (
        plain[found.last] - plain[found.first] == found.last - found.first)
    return result


def _no_letters(found: Findings) -> Bools:
    """True for spans of figures only: a number that was said is a number."""
    sums = np.concatenate([[0], np.cumsum(found.passage.take("figures").astype(bool))])
    result: Bools = sums[found.last] - sums[found.first] == found.last - found.first
    return result


def _around_own_letters(found: Findings) -> Bools:
    """A span that reaches over the very letters of its term, and more, is too wide: "a transformer" for Transformer."""
    wide = np.zeros(len(found), bool)
    own = np.flatnonzero(found.exact == LETTERS)
    if not len(own):
        return wide
    own = own[np.argsort(found.term[own], kind="stable")]
    terms = found.term[own]
    sounded = np.flatnonzero(found.exact == NONE)
    left = np.searchsorted(terms, found.term[sounded], side="left")
    many = np.searchsorted(terms, found.term[sounded], side="right") - left
    at = np.repeat(sounded, many)
    near = own[np.arange(len(at)) + np.repeat(left - (np.cumsum(many) - many), many)]
    wide[at[(found.first[at] < found.last[near]) & (found.first[near] < found.last[at])]] = True
    return wide


def _in_a_list(found: Findings) -> Bools:
    """A span over a comma with another comma beside it is a list of single things: "AI, Space, X, Mars"."""
    gap = found.passage.gap
    over = (found.rows[:, _AT["comma"]] > 0) | (found.rows[:, _AT["full_stop"]] > 0)
    after = np.minimum(found.last, found.passage.count - 1)
    beside = (gap[found.first] == COMMA) | ((gap[after] == COMMA) & (found.last < found.passage.count))
    inner = found.rows[:, _AT["comma"]] > 0
    listed: Bools = over & inner & beside & (found.exact != LISTED)
    return listed


def decided(found: Findings, confidence: Floats, known: list[KnownTerm], history: History, least: float) -> Floats:
    """Return the confidences after "never replace" words and the user's decisions."""
    result = np.where(blocked(found), 0.0, confidence)
    words, squashed = found.passage.words.tolist(), found.passage.vocabulary.squashed
    refused: list[int] = []
    for at in np.flatnonzero(result >= least).tolist():
        entry = known[int(found.term[at])]
        if entry.never and holds_any([squashed[words[w]] for w in range(int(found.first[at]), int(found.last[at]))],
                                     entry.never):
            result[at] = 0.0
        else:
            result[at] = history.weighed(float(result[at]), found.heard[at], entry.term.text)
            if history.silenced(found.heard[at], entry.term.text):
                refused.append(at)
    for at in refused:  # nor the same term on these words and one more
        about = (found.term == found.term[at]) & (found.first < found.last[at]) & (found.first[at] < found.last)
        result[about] = np.minimum(result[about], result[at])
    return result


def choose(found: Findings, confidence: Floats, least: float) -> tuple[dict[int, float], dict[int, list[int]]]:
    """Return the candidates that win with their confidence, and for each the losers on just the same words.

    The likeliest first; a tie goes to the longer span. A term is likeliest where its words and one more are taken
    as often as not: among one term's overlapping spans the one that fits best wins, with the best one's confidence.
    """
    worth = np.flatnonzero(confidence >= least)
    alone = _apart(found.first[worth], found.last[worth])
    winners: dict[int, float] = dict(zip(worth[alone].tolist(), confidence[worth[alone]].tolist(), strict=True))
    losers: dict[int, list[int]] = {}
    worth = worth[~alone]
    length = (found.last - found.first)[worth]
    order = worth[np.lexsort((-length, -np.round(confidence[worth], 4)))].tolist()
    firsts, lasts, terms = (values[order].tolist() for values in (found.first, found.last, found.term))
    by_place: dict[tuple[int, int], list[int]] = {}  # ranks in `order` by term and first word
    for rank, place in enumerate(zip(terms, firsts, strict=True)):
        by_place.setdefault(place, []).append(rank)
    owner: dict[int, int] = {}
    for rank, at in enumerate(order):
        first, last = firsts[rank], lasts[rank]
        holders = {owner[word] for word in range(first, last) if word in owner}
        if not holders:
            about = sorted(other for word in range(first - LONGEST_SPAN + 1, last)
                           for other in by_place.get((terms[rank], word), ()) if lasts[other] > first)
            best = _best_fitting(found, confidence, at, [order[other] for other in about], owner)
            winners[best] = float(confidence[at])
            owner.update((word, best) for word in range(int(found.first[best]), int(found.last[best])))
            if best != at:  # what else claims these words stays away too
                owner.update((word, best) for word in range(first, last))
        elif len(holders) == 1:
            holder = holders.pop()
            if (int(found.first[holder]), int(found.last[holder])) == (first, last) and holder != at:
                losers.setdefault(holder, []).append(at)
    return winners, losers


def _apart(first: Ints, last: Ints) -> Bools:
    """Return which spans overlap no other; spans are in order of their first words."""
    apart = np.ones(len(first), bool)
    until = np.maximum.accumulate(last) if len(last) else last
    meets = first[1:] < until[:-1]
    apart[1:] &= ~meets
    apart[:-1] &= ~meets
    return apart


def _best_fitting(found: Findings, confidence: Floats, at: int, about: list[int], owner: dict[int, int]) -> int:
    """Return the span that fits best by sound and letters; `about`: this term's overlapping spans, likeliest first."""
    best = at
    for other in about:
        fits = confidence[other] >= _FIT_SHARE * confidence[at] and found.strength[other] > found.strength[best]
        if fits and not any(word in owner for word in range(int(found.first[other]), int(found.last[other]))):
            best = other
    return best
