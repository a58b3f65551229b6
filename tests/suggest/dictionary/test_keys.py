"""Looking up many numbers among many."""

from __future__ import annotations

import numpy as np
import pytest

from editor.suggest.dictionary.keys import Numbered


@pytest.mark.parametrize("asked", [40, 5000])  # few are searched for, many are looked up by their top bits
@pytest.mark.parametrize("there", [0, 1, 3000])
def test_each_key_is_found_where_it_stands(asked: int, there: int) -> None:
    chance = np.random.default_rng(there)
    keys = chance.permutation(6000)[:there].astype(np.int64)
    wanted = np.concatenate([chance.integers(0, 6000, asked), [0]])
    positions, places = Numbered(keys).of(wanted)
    place_of = {key: at for at, key in enumerate(keys.tolist())}
    assert dict(zip(positions.tolist(), places.tolist(), strict=True)) == {
        at: place_of[key] for at, key in enumerate(wanted.tolist()) if key in place_of}
    assert len(positions) == len(set(positions.tolist()))
