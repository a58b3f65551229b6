"""Arrays that grow keep what is in them."""

from __future__ import annotations

import numpy as np
import pytest

from editor.suggest.dictionary.room import appended


@pytest.mark.parametrize("axis", [0, -1])
def test_what_is_added_comes_behind_what_is_there(axis: int) -> None:
    parts = [np.arange(size * 3).reshape((size, 3) if axis == 0 else (3, size)) + size
             for size in (1, 200, 60, 700, 5, 90)]
    room, count, sizes = None, 0, set()
    for part in parts:
        room = appended(room, count, part, axis)
        count += part.shape[axis]
        sizes.add(room.shape[axis])
    assert room is not None
    whole = np.concatenate(parts, axis=axis)
    assert np.array_equal(room[:count] if axis == 0 else room[:, :count], whole)
    assert len(sizes) == 4  # six additions, but room was made four times
