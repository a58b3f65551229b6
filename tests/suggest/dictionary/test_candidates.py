"""The shortcuts of the search say what the plain way says."""

from __future__ import annotations

import numpy as np

from editor.suggest.dictionary import candidates
from editor.suggest.dictionary.keys import distinct


def test_eight_counts_are_compared_as_one_number() -> None:
    chance = np.random.default_rng(3)
    these, those = (chance.integers(0, 16, (500, 8), np.uint8) for _ in range(2))
    plain = np.maximum(these.astype(int) - those, 0).sum(axis=1)
    assert candidates._more(these.view(np.uint64).ravel(), those.view(np.uint64).ravel()).tolist() == plain.tolist()


def test_distinct_values() -> None:
    values = np.random.default_rng(4).integers(0, 50, 300)
    assert distinct(values).tolist() == sorted(set(values.tolist()))
    assert distinct(values[:0]).tolist() == []
