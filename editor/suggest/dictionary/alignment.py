"""How likely it is that a recogniser wrote these sounds for those: a learned weight for every pair of phones.

Phones of span and term are aligned by their features (phones.py); the weights then say, for each aligned pair, for
each phone left out and each put in, how much more often it happens in real errors than between a term and words that
are merely near it (resources/scripts/train_matcher.py counts both). Many pairs are aligned at once, one diagonal of
the table after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from editor.suggest.dictionary.phones import ARPABET, INDEX_OF, SYMBOL, codes_of, expand
from editor.suggest.dictionary.reading import Floats, Ints

PHONES = len(ARPABET)
SILENCE = PHONES  # row and column of a phone left out or put in
LONGEST = 18  # phones that are aligned; what follows is not looked at
_AT_ONCE = 512  # pairs whose tables are filled together: what they need stays in the processor's cache
_FEW = 10  # pairs up to which one after the other is faster, as after an edit
_FAR = 1e6
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
    """Return phone numbers, one column a pronunciation, SILENCE below its last; and the lengths."""
    shown = [said[:LONGEST] for said in phones]
    lengths = np.array([len(said) for said in shown], np.int64)
    table = np.full((len(phones), int(lengths.max())), SILENCE, np.int64)
    table[np.arange(table.shape[1]) < lengths[:, None]] = INDEX_OF[codes_of("".join(shown))]
    return np.ascontiguousarray(table.T), lengths


def weigh(heard: Sequence[str], wanted: Sequence[str], weights: Matrix) -> Floats:
    """Return the summed weight of each pair's alignment; `weights[wanted phone, heard phone]`, silence last."""
    if len(heard) <= _FEW:
        return _one_by_one(heard, wanted, weights)
    result = np.zeros(len(heard))
    sizes = np.array([len(a) + len(b) for a, b in zip(heard, wanted, strict=True)], np.int64)
    order = np.argsort(sizes, kind="stable")  # pairs of one size are aligned together: little is padding
    for at in range(0, len(order), _AT_ONCE):
        block = order[at : at + _AT_ONCE]
        numbers = block.tolist()
        result[block] = _weigh([heard[n] for n in numbers], [wanted[n] for n in numbers], weights)
    return result


def _one_by_one(heard: Sequence[str], wanted: Sequence[str], weights: Matrix) -> Floats:
    """Return what `_weigh` does, to the last bit."""
    costs, worth = _COSTS.tolist(), weights.tolist()
    result = []
    for there, here in zip(heard, wanted, strict=True):
        right = INDEX_OF[codes_of(there[:LONGEST])].tolist()
        add_cost, add_worth = [costs[SILENCE][b] for b in right], [worth[SILENCE][b] for b in right]
        # the last row of the table: (cost, weight) of each beginning of what is heard
        above = list(zip(accumulate(add_cost, initial=0.0), accumulate(add_worth, initial=0.0), strict=True))
        for a in INDEX_OF[codes_of(here[:LONGEST])].tolist():
            cost_of, worth_of = costs[a], worth[a]
            drop_cost, drop_worth = cost_of[SILENCE], worth_of[SILENCE]
            cost, total = above[0][0] + drop_cost, above[0][1] + drop_worth
            row = [(cost, total)]
            for at, b in enumerate(right):
                dropped, added, matched = above[at + 1][0] + drop_cost, cost + add_cost[at], above[at][0] + cost_of[b]
                if matched <= dropped and matched <= added:
                    cost, total = matched, above[at][1] + worth_of[b]
                elif dropped <= added:
                    cost, total = dropped, above[at + 1][1] + drop_worth
                else:
                    cost, total = added, total + add_worth[at]
                row.append((cost, total))
            above = row
        result.append(above[-1][1])
    return np.array(result, np.float64)


def _weigh(heard: Sequence[str], wanted: Sequence[str], weights: Matrix) -> Floats:
    """Fill the tables of all pairs, a diagonal at a time; only the last two diagonals are kept, one row a phone."""
    left, left_length = _padded(wanted)
    right, right_length = _padded(heard)
    tall, wide, count = len(left), len(right), len(heard)
    flat_costs, flat_weights = _COSTS.ravel(), weights.ravel()
    drop_cost, drop_weight = _COSTS[left, SILENCE], weights[left, SILENCE]
    # what is heard is turned round, so that a diagonal takes a stretch of it
    turned = right[::-1]
    add_cost, add_weight = _COSTS[SILENCE, turned], weights[SILENCE, turned]
    left = left * (PHONES + 1)
    cost = [np.full((tall + 2, count), _FAR) for _ in range(3)]  # row 0 lies before the table
    total = [np.zeros((tall + 2, count)) for _ in range(3)]
    cost[0][1] = 0
    result = np.zeros(count)
    final = left_length + right_length
    for diagonal in range(1, tall + wide + 1):
        here, back, back2 = diagonal % 3, (diagonal - 1) % 3, (diagonal - 2) % 3
        first, last = max(0, diagonal - wide), min(diagonal, tall)  # rows of this diagonal, `last` included
        best, value = cost[here], total[here]
        if first == 0:  # nothing of the term yet: all is additional
            best[1] = cost[back][1] + add_cost[wide - diagonal]
            value[1] = total[back][1] + add_weight[wide - diagonal]
        if last == diagonal:  # nothing heard yet: all is missing
            best[last + 1] = cost[back][last] + drop_cost[last - 1]
            value[last + 1] = total[back][last] + drop_weight[last - 1]
        low, high = max(1, first), min(last, diagonal - 1)
        if low <= high:
            a, b = slice(low - 1, high), slice(wide - diagonal + low, wide - diagonal + high + 1)
            rows, above = slice(low + 1, high + 2), slice(low, high + 1)
            dropped, added = cost[back][above] + drop_cost[a], cost[back][rows] + add_cost[b]
            either = np.minimum(dropped, added)
            so_far = np.where(dropped <= added, total[back][above] + drop_weight[a],
                              total[back][rows] + add_weight[b])
            both = left[a] + turned[b]
            matched = cost[back2][above] + flat_costs.take(both)
            better = matched <= either
            best[rows] = np.where(better, matched, either)
            value[rows] = np.where(better, total[back2][above] + flat_weights.take(both), so_far)
        ending = np.flatnonzero(final == diagonal)
        if len(ending):
            result[ending] = value[left_length[ending] + 1, ending]
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
