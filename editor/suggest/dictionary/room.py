"""Arrays that grow: what is added comes behind what is there, and room doubles as it fills."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_LEAST = 256  # rows that there is room for at first


def appended(room: npt.NDArray[np.generic] | None, count: int, values: npt.NDArray[np.generic],
             axis: int = -1) -> npt.NDArray[np.generic]:
    """Return an array whose first `count` rows along `axis` are those of `room`, with `values` behind them.

    There is room to spare, so that the few new rows of an edit do not copy all that are known. `room` may be written
    to: what was taken from it before keeps its first `count` rows.
    """
    end = count + values.shape[axis]
    before: tuple[slice, ...] = (slice(None),) * (axis % values.ndim)
    if room is None or end > room.shape[axis]:
        shape = list(values.shape)
        shape[axis] = max(end, 2 * count, _LEAST)
        longer = np.zeros(shape, values.dtype)
        if room is not None:
            longer[(*before, slice(count))] = room[(*before, slice(count))]
        room = longer
    room[(*before, slice(count, end))] = values
    return room
