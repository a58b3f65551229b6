"""What a span and a term must sound like to be worth a first score, told from what is quickly known of both.

The first score weighs sound, letters, rarity and capitals by hand. All but the sound can be bounded without a
comparison, so most pairs that the keys suggest need never be compared, and the others not to the end.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from editor.suggest.dictionary.keys import LONGEST_SPAN
from editor.suggest.dictionary.lettercounts import COUNTED, more
from editor.suggest.dictionary.reading import STOP, Bools, Floats, Ints, Passage
from editor.suggest.dictionary.termindex import TermIndex

LEAST_STRENGTH = 0.003  # first score below which a pair is dropped
_SOUND, _SPELLING, _RAREST, _PHONES, _MOST_PHONES, _SIZE = 14.0, 8.0, 0.6, 0.3, 10, 0.5  # weights of the first score
_ROUNDING = 1e-3  # far less than what makes a difference, far more than sums in another order differ by


def first_odds(columns: Mapping[str, Floats | Ints | Bools]) -> Floats:
    """Return rough log-odds from a few features, by hand: what is worth a first look, and which span fits best."""
    def column(name: str) -> Floats:
        return np.asarray(columns[name], np.float64)

    odds: Floats = (
        _SOUND * (column("sound") - 0.82) + _SPELLING * (column("spelling") - 0.72)
        - _RAREST * (column("rarest") - 2.5) + _PHONES * (np.minimum(column("term_phones"), _MOST_PHONES) - 6)
        + column("capitals") + 3 * column("same_letters") - 4 * column("inflected")
        + 4 * (column("residual") - column("sound")) - _SIZE * np.maximum(0, column("dictionary_size") - 2) - 1)
    return np.clip(odds, -12, 12)


def named(passage: Passage) -> Bools:
    """Return which words have a capital that does not come from beginning a sentence."""
    result: Bools = passage.take("capital").astype(bool) & (passage.gap < STOP) & passage.cased
    return result


def least_sound(passage: Passage, index: TermIndex, reading: Ints, first: Ints, last: Ints, terms: int) -> Floats:
    """Return the likeness of sound below which a pair's first score is below `LEAST_STRENGTH` whatever else it has.

    0 where that is not known: where words are shared, the sound of the others counts apart; where an ending of the
    heard words may be set aside. `terms`: how many terms are looked for in all.
    """
    term = index.owner[reading]
    odds = _of_spans(passage)[last - first - 1, first]
    odds += _PHONES * (np.minimum(index.most_phones, _MOST_PHONES) - 6)[term]
    odds += _SPELLING * (_most_alike(passage, index, term, first, last) - 0.72) - 1
    odds -= _SIZE * max(0.0, float(np.log10(terms + 10)) - 2) + _SOUND * 0.82
    least = (np.log(LEAST_STRENGTH / (1 - LEAST_STRENGTH)) - _ROUNDING - odds) / _SOUND
    hashes = passage.take("hash")
    shared = (hashes[first] == index.word_hash[term, 0]) | (
        hashes[last - 1] == index.word_hash[term, np.minimum(index.words[term], LONGEST_SPAN) - 1])
    unknown = shared | passage.suffixed[last - 1]
    result: Floats = np.where(unknown, 0.0, least)
    return result


def _of_spans(passage: Passage) -> Floats:
    """Return what rarity and capitals of each span add to its log-odds: words − 1 × first word."""
    result = np.zeros((LONGEST_SPAN, passage.count))
    rarest, capitals = passage.zipf.copy(), named(passage).astype(np.float64)
    each = capitals.copy()
    for more_words in range(LONGEST_SPAN):
        many = passage.count - more_words
        if more_words:
            rarest = np.minimum(rarest[:-1], passage.zipf[more_words:])
            capitals = capitals[:-1] + each[more_words:]
        if many <= 0:
            break
        result[more_words, :many] = capitals / (more_words + 1) - _RAREST * (rarest - 2.5)
    return result


def _most_alike(passage: Passage, index: TermIndex, term: Ints, first: Ints, last: Ints) -> Floats:
    """Return how alike the letters of span and term are at most, 0..1, from how often each group of letters occurs."""
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(passage.take("letter_groups"), dtype=np.uint64)])
    lengths = np.concatenate([[0], np.cumsum(passage.take("letters").astype(np.int64))])
    heard, wanted = lengths[last] - lengths[first], index.letters[term]
    missing = more(sums[last] - sums[first], index.letter_groups[term])
    both = heard + wanted
    alike = 1 - (2 * missing + wanted - heard) / np.maximum(1, both)
    result: Floats = np.where(np.maximum(heard, wanted) < COUNTED, alike, 1.0)
    return result
