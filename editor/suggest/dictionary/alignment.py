"""How likely it is that a recogniser wrote these sounds for those: a learned weight for every pair of phones.

Phones of span and term are aligned by their features (phones.py); the weights then say, for each aligned pair, for
each phone left out and each put in, how much more often it happens in real errors than between a term and words that
are merely near it (resources/scripts/train_matcher.py counts both). Many pairs are aligned at once, one diagonal of
the table after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from editor.suggest.dictionary.phones import ARPABET, INDEX_OF, SYMBOL, codes_of, expand
from editor.suggest.dictionary.reading import Floats, Ints

PHONES = len(ARPABET)
SILENCE = PHONES  # row and column of a phone left out or put in
LONGEST = 18  # phones that are aligned; what follows is not looked at
_GAP = 0.62  # cost of a phone left out or put in, where an entirely different phone costs 1

Matrix = npt.NDArray[np.float64]


def base_costs() -> Matrix:
    """Return the cost 0..1 of aligning each phone (and silence) with each other, from their features."""
    expanded = [expand(SYMBOL[phone]) for phone in ARPABET]
    costs = np.full((PHONES + 1, PHONES + 1), _GAP)
    for row, left in enumerate(expanded):
        for column, right in enumerate(expanded):
            costs[row, column] = Levenshtein.normalized_distance(left, right)
    costs[SILENCE, SILENCE] = 0
    return costs


_COSTS = base_costs()


def _padded(phones: Sequence[str]) -> tuple[Ints, Ints]:
    lengths = np.array([min(len(said), LONGEST) for said in phones], np.int64)
    table = np.full((len(phones), LONGEST), SILENCE, np.int64)
    for row, said in enumerate(phones):
        table[row, : lengths[row]] = INDEX_OF[codes_of(said[:LONGEST])]
    return table, lengths


def weigh(heard: Sequence[str], wanted: Sequence[str], weights: Matrix) -> Floats:
    """Return the summed weight of each pair's alignment; `weights[wanted phone, heard phone]`, silence last."""
    count = len(heard)
    if not count:
        return np.zeros(0)
    left, left_length = _padded(wanted)
    right, right_length = _padded(heard)
    rows = int(left_length.max()) + 1
    diagonals = int((left_length + right_length).max()) + 1
    far = 1e6
    cost = [np.full((count, rows), far) for _ in range(3)]
    total = [np.zeros((count, rows)) for _ in range(3)]
    cost[0][:, 0] = 0
    result = np.zeros(count)
    every = np.arange(count)
    done = left_length + right_length == 0
    row = np.arange(rows)
    for diagonal in range(1, diagonals):
        here, back, back2 = diagonal % 3, (diagonal - 1) % 3, (diagonal - 2) % 3
        column = diagonal - row
        a = left[:, np.clip(row - 1, 0, LONGEST - 1)]
        b = right[:, np.clip(column - 1, 0, LONGEST - 1)]
        valid_a, valid_b = row >= 1, (column >= 1) & (column <= LONGEST)
        previous = np.full((count, rows), far)
        previous[:, 1:] = cost[back][:, :-1]
        total_previous = np.zeros((count, rows))
        total_previous[:, 1:] = total[back][:, :-1]
        dropped = np.where(valid_a, previous + _COSTS[a, SILENCE], far)
        added = np.where(valid_b, cost[back] + _COSTS[SILENCE, b], far)
        best = np.minimum(dropped, added)
        value = np.where(dropped <= added, total_previous + weights[a, SILENCE], total[back] + weights[SILENCE, b])
        if diagonal >= 2:
            corner = np.full((count, rows), far)
            corner[:, 1:] = cost[back2][:, :-1]
            total_corner = np.zeros((count, rows))
            total_corner[:, 1:] = total[back2][:, :-1]
            matched = np.where(valid_a & valid_b, corner + _COSTS[a, b], far)
            better = matched <= best
            best = np.where(better, matched, best)
            value = np.where(better, total_corner + weights[a, b], value)
        cost[here], total[here] = best, value
        ending = ~done & (left_length + right_length == diagonal)
        result[ending] = value[every[ending], left_length[ending]]
        done |= ending
    return result


def pairs(heard: str, wanted: str) -> list[tuple[int, int]]:
    """Return the aligned (wanted, heard) phone numbers of one pair, SILENCE where one is missing."""
    a = INDEX_OF[codes_of(wanted[:LONGEST])].tolist()
    b = INDEX_OF[codes_of(heard[:LONGEST])].tolist()
    grid = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                grid[i][j] = min(
                    grid[i - 1][j] + _COSTS[a[i - 1], SILENCE] if i else 1e6,
                    grid[i][j - 1] + _COSTS[SILENCE, b[j - 1]] if j else 1e6,
                    grid[i - 1][j - 1] + _COSTS[a[i - 1], b[j - 1]] if i and j else 1e6)
    path, i, j = [], len(a), len(b)
    while i or j:
        if i and j and abs(grid[i][j] - grid[i - 1][j - 1] - _COSTS[a[i - 1], b[j - 1]]) < 1e-9:
            i, j = i - 1, j - 1
            path.append((a[i], b[j]))
        elif i and abs(grid[i][j] - grid[i - 1][j] - _COSTS[a[i - 1], SILENCE]) < 1e-9:
            i -= 1
            path.append((a[i], SILENCE))
        else:
            j -= 1
            path.append((SILENCE, b[j]))
    return path[::-1]


def learn(true: Sequence[tuple[str, str]], chance: Sequence[tuple[str, str]], smoothing: float = 4.0) -> Matrix:
    """Return weights from (heard, wanted) pairs of real errors and of chance neighbours: log of the two rates' ratio.

    Counts are smoothed with `smoothing` times the chance rate, so what was never seen weighs nothing.
    """
    counts = []
    for examples in (true, chance):
        table = np.zeros((PHONES + 1, PHONES + 1))
        for heard, wanted in examples:
            for a, b in pairs(heard, wanted):
                table[a, b] += 1
        counts.append(table)
    # how often each kind of slip happens, whatever the phones: the ground that single counts are pulled to
    real, other = counts
    ground = np.zeros_like(_COSTS)
    kinds = np.digitize(_COSTS, [0.01, 0.3, 0.5, 0.8])
    kinds[SILENCE, :], kinds[:, SILENCE] = 5, 6
    for kind in range(7):
        chosen = kinds == kind
        ground[chosen] = np.log((real[chosen].sum() + 1) / (real.sum() + 7)) - np.log(
            (other[chosen].sum() + 1) / (other.sum() + 7))
    expected = other / max(1, other.sum()) * real.sum() * np.exp(ground)
    weights: Matrix = ground + np.log((real + smoothing) / (expected + smoothing))
    weights[SILENCE, SILENCE] = 0
    return weights
