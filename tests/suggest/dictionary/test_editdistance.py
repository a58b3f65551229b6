"""Distances of all pairs at once are those that rapidfuzz gives one after the other."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from editor.suggest.dictionary.editdistance import LONGEST, Patterns, codes_of
from editor.suggest.dictionary.phones import FEATURE_LETTERS

FEW_LETTERS = st.text(st.sampled_from(FEATURE_LETTERS[:4] + FEATURE_LETTERS[-1]), max_size=LONGEST)


@settings(max_examples=50)
@given(st.lists(FEW_LETTERS, min_size=1, max_size=6), st.text(st.sampled_from(FEATURE_LETTERS), max_size=90), st.data())
def test_distances_are_edit_distances(texts: list[str], stream: str, data: st.DataObject) -> None:
    patterns = Patterns(texts)
    place = st.integers(0, len(stream))
    asked = data.draw(st.lists(st.tuples(st.integers(0, len(texts) - 1), place, place), max_size=20))
    pattern = np.array([which for which, _, _ in asked], np.int64)
    start = np.array([min(a, b) for _, a, b in asked], np.int64)
    end = np.array([max(a, b) for _, a, b in asked], np.int64)
    found = patterns.distances(codes_of(stream), start, end - start, pattern)
    assert found.tolist() == [Levenshtein.distance(stream[min(a, b) : max(a, b)], texts[which])
                              for which, a, b in asked]


def test_more_pairs_than_fit_in_a_block() -> None:
    chance = np.random.default_rng(5)
    texts = ["".join(chance.choice(list(FEATURE_LETTERS), size)) for size in chance.integers(0, LONGEST + 1, 40)]
    stream = "".join(chance.choice(list(FEATURE_LETTERS), 500))
    pattern, start = chance.integers(0, 40, 9000), chance.integers(0, 400, 9000)
    length = chance.integers(0, 100, 9000)
    found = Patterns(texts).distances(codes_of(stream), start, length, pattern)
    pairs = zip(start.tolist(), length.tolist(), pattern.tolist(), strict=True)
    assert found.tolist() == [Levenshtein.distance(stream[a : a + many], texts[which]) for a, many, which in pairs]


def test_beyond_its_limit_a_pair_goes_no_further_and_says_so() -> None:
    chance = np.random.default_rng(8)
    texts = ["".join(chance.choice(list(FEATURE_LETTERS[:6]), size)) for size in chance.integers(0, LONGEST + 1, 40)]
    stream = "".join(chance.choice(list(FEATURE_LETTERS[:6]), 500))
    pattern, start = chance.integers(0, 40, 9000), chance.integers(0, 400, 9000)
    length, limit = chance.integers(0, 100, 9000), chance.integers(0, 40, 9000)
    found = Patterns(texts).distances(codes_of(stream), start, length, pattern, limit)
    pairs = zip(start.tolist(), length.tolist(), pattern.tolist(), strict=True)
    true = np.array([Levenshtein.distance(stream[a : a + many], texts[which]) for a, many, which in pairs])
    within = true <= limit
    assert within.any()
    assert np.array_equal(found[within], true[within])
    assert (found[~within] > limit[~within]).all()
    assert (found <= true).all()
    assert (found < true).any()
