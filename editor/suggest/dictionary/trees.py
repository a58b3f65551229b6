"""Boosted trees for many rows at once: which leaves each column's value rules out, as bits, joined by one `and` each.

A node whose test fails rules out every leaf to its left. For each tree the leaves that no node rules out are kept in
one machine word; the first of them is the leaf that walking down the tree would find. A column's value falls between
two of its thresholds, and what is ruled out there is tabled for all trees together, so a column costs one look-up a
row instead of a step down each tree (the QuickScorer algorithm of Lucchese and others, 2015). Columns with few
thresholds share a table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_LEAVES = 16  # of a tree: one bit each in the masks
_ROWS_AT_ONCE = 256  # what these need stays in the processor's cache
_MOST_PLACES = 512  # places of a table that several columns share
_FEW = 4  # thresholds up to which comparing with each is faster than a binary search

Matrix = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class _Table:
    """Some columns whose values are looked up together."""

    columns: tuple[int, ...]
    thresholds: tuple[Floats, ...]  # of each column, rising
    kept: Masks  # places × trees: the leaves that are not ruled out


def _first_bits() -> npt.NDArray[np.uint8]:
    """Return the number of the lowest bit of each 16-bit word."""
    bits = np.zeros(1 << MOST_LEAVES, np.uint8)
    for bit in range(MOST_LEAVES - 1, -1, -1):
        bits[1 << bit :: 2 << bit] = bit
    return bits


_FIRST_BIT = _first_bits()


class LeafMasks:
    """The trees of a forest, ready for `leaves`."""

    def __init__(self, feature: Ints, threshold: Floats, leaf: Floats) -> None:
        """`feature`, `threshold`: trees × inner nodes in heap order, infinite where nothing is asked.

        `leaf`: trees × leaves. Raises ValueError where a tree has more than `MOST_LEAVES` leaves that can be reached.
        """
        trees, inner = feature.shape
        below = np.ones((trees, 2 * inner + 1), np.int64)  # leaves that can be reached below each node
        for node in range(inner - 1, -1, -1):
            asks = threshold[:, node] != np.inf
            below[:, node] = below[:, 2 * node + 1] + asks * below[:, 2 * node + 2]
        if trees and below[:, 0].max() > MOST_LEAVES:
            raise ValueError(f"a tree has {below[:, 0].max()} leaves, at most {MOST_LEAVES} are possible")
        before = np.zeros_like(below)  # leaves to the left of each node
        there = np.zeros(below.shape, bool)
        there[:, 0] = True
        for node in range(inner):
            before[:, 2 * node + 1], there[:, 2 * node + 1] = before[:, node], there[:, node]
            before[:, 2 * node + 2] = before[:, node] + below[:, 2 * node + 1]
            there[:, 2 * node + 2] = there[:, node] & (threshold[:, node] != np.inf)
        self._values = np.zeros((trees, MOST_LEAVES))
        owner, at = np.nonzero(there[:, inner:])
        self._values[owner, before[owner, inner + at]] = leaf[owner, at]
        tree, asking = np.nonzero(there[:, :inner] & (threshold != np.inf))
        ruled_out = ((1 << below[tree, 2 * asking + 1]) - 1) << before[tree, asking]
        column = feature[tree, asking]
        tables = []
        for number in np.unique(column).tolist():
            mine = column == number
            tables.append(_table(number, threshold[tree, asking][mine], tree[mine], ruled_out[mine], trees))
        self._flat = self._values.ravel()
        self._first = np.arange(trees) * MOST_LEAVES
        self._tables = _shared(tables)

    def leaves(self, rows: Matrix) -> Matrix:
        """Return the value of the leaf that each row reaches in each tree: rows × trees."""
        columns = np.ascontiguousarray(rows.T)
        places = [_places(table, columns) for table in self._tables]
        reached = np.empty((len(rows), len(self._values)))
        for at in range(0, len(rows), _ROWS_AT_ONCE):
            block = slice(at, at + _ROWS_AT_ONCE)
            kept = np.full(reached[block].shape, (1 << MOST_LEAVES) - 1, np.uint16)
            for table, place in zip(self._tables, places, strict=True):
                kept &= table.kept.take(place[block], axis=0)
            self._flat.take(_FIRST_BIT.take(kept) + self._first, out=reached[block], mode="clip")
        return reached


def _table(column: int, asked: Floats, tree: Ints, ruled_out: Ints, trees: int) -> _Table:
    """Return what the tests of one column keep at each place among their thresholds."""
    thresholds, place = np.unique(asked, return_inverse=True)
    kept = np.full((len(thresholds) + 1, trees), (1 << MOST_LEAVES) - 1, np.uint16)
    np.bitwise_and.at(kept, (place + 1, tree), (~ruled_out & 0xFFFF).astype(np.uint16))
    return _Table((column,), (thresholds,), np.bitwise_and.accumulate(kept, axis=0))


def _shared(tables: list[_Table]) -> list[_Table]:
    """Join small tables as long as the joint one is small too."""
    result: list[_Table] = []
    for table in sorted(tables, key=lambda table: len(table.kept)):
        last = result[-1] if result else None
        if last is not None and len(last.kept) * len(table.kept) <= _MOST_PLACES:
            kept = last.kept[:, None] & table.kept[None]
            result[-1] = _Table(last.columns + table.columns, last.thresholds + table.thresholds,
                                kept.reshape(-1, kept.shape[2]))
        else:
            result.append(table)
    return result


def _places(table: _Table, columns: Matrix) -> Ints:
    """Return each row's place in the table: how many thresholds lie below its value, over all columns of it."""
    place = np.zeros(columns.shape[1], np.int64)
    for column, thresholds in zip(table.columns, table.thresholds, strict=True):
        values = columns[column]
        place *= len(thresholds) + 1
        if len(thresholds) <= _FEW:
            for threshold in thresholds:
                place += values > threshold
        else:
            place += np.searchsorted(thresholds, values, side="left")
    return place
