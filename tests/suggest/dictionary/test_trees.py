"""Looking leaves up by masks gives what walking down the trees gives."""

from __future__ import annotations

import numpy as np
import pytest

from editor.suggest.dictionary.model import Forest, shipped_model
from editor.suggest.dictionary.trees import LeafMasks


def random_forest(depth: int, seed: int, columns: int = 7, trees: int = 9) -> Forest:
    """Return trees with thresholds among a few values, some nodes asking nothing."""
    chance = np.random.default_rng(seed)
    inner = 2**depth - 1
    threshold = chance.choice([-1.0, -0.5, 0.0, 0.25, 1.0, 3.0], (trees, inner))
    if depth > 4:  # as grown by leaves: most nodes of the lower levels do not exist
        threshold[:, 15:] = np.inf
    threshold[chance.random((trees, inner)) < 0.2] = np.inf
    feature = chance.integers(0, columns, (trees, inner))
    return Forest(tuple(f"c{at}" for at in range(columns)), -0.75, feature, threshold,
                  chance.normal(size=(trees, inner + 1)), np.zeros(columns))


@pytest.mark.parametrize(("depth", "seed"), [(1, 1), (3, 2), (4, 3), (6, 4), (6, 5)])
def test_many_rows_get_the_leaves_that_a_walk_finds(depth: int, seed: int) -> None:
    forest = random_forest(depth, seed)
    rows = np.random.default_rng(seed + 50).choice([-2.0, -1.0, -0.5, 0.0, 0.1, 0.25, 1.0, 2.9, 3.0, 4.0], (700, 7))
    assert np.array_equal(forest.log_odds(rows), forest.walked(rows))


def test_the_shipped_trees_are_looked_up_as_they_are_walked() -> None:
    for forest in (shipped_model().first, shipped_model().second):
        thresholds = forest.threshold[np.isfinite(forest.threshold)]
        rows = np.random.default_rng(3).choice(thresholds, (300, len(forest.names)))
        masks = LeafMasks(forest.feature, forest.threshold, forest.leaf)
        assert np.array_equal(masks.leaves(rows).sum(axis=1) + forest.base, forest.walked(rows))
        assert np.array_equal(forest.log_odds(rows), forest.walked(rows))


def test_trees_with_too_many_leaves_are_walked() -> None:
    forest = random_forest(6, 8)
    threshold = np.where(np.isinf(forest.threshold), 0.1, forest.threshold)
    full = Forest(forest.names, forest.base, forest.feature, threshold, forest.leaf, forest.typical)
    rows = np.random.default_rng(9).normal(size=(100, 7))
    with pytest.raises(ValueError, match="64 leaves, at most 16"):
        LeafMasks(full.feature, full.threshold, full.leaf)
    assert np.array_equal(full.log_odds(rows), full.walked(rows))
