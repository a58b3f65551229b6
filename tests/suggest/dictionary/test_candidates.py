"""The shortcuts of the search say what the plain way says."""

from __future__ import annotations

import numpy as np

from editor.suggest.dictionary.keys import distinct


def test_distinct_values() -> None:
    values = np.random.default_rng(4).integers(0, 50, 300)
    assert distinct(values).tolist() == sorted(set(values.tolist()))
    assert distinct(values[:0]).tolist() == []
