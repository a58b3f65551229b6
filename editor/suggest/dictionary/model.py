"""From features to a calibrated probability: boosted trees as arrays, evaluated for many rows at once.

The trees are trained by resources/scripts/train_matcher.py; only numbers ship. All trees are padded to one depth, so
a few rows walk every tree in `depth` steps of array indexing; for many rows see trees.py. The sum of the leaves is a
log-odds; a monotone curve, measured on suggestions that the model had not seen, turns it into the share of
suggestions that are right.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor.assets import resource
from editor.suggest.dictionary.trees import LeafMasks

Matrix = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_ROWS_AT_ONCE = 256
_WALKED = 48  # rows up to which walking down the trees is faster than looking their leaves up
WEIGHTS_VARIABLE = "MISHEARD_MATCHER"  # another weights file, for measuring: see resources/scripts/train_matcher.py


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees of one depth, `feature` and `threshold` per inner node in heap order, `leaf` values."""

    names: tuple[str, ...]  # of the columns
    base: float
    feature: Ints  # trees × inner nodes
    threshold: Floats  # trees × inner nodes; a value at or below it goes left
    leaf: Floats  # trees × leaves
    typical: Floats  # a middling value of each column, to see what a column contributes

    def log_odds(self, rows: Matrix) -> Floats:
        """Return the summed leaves of each row."""
        if not len(self.leaf):
            return np.full(len(rows), self.base)
        masks = _leaf_masks(self) if len(rows) > _WALKED else None
        if masks is None:
            return self.walked(rows)
        total: Floats = masks.leaves(rows).sum(axis=1) + self.base
        return total

    def walked(self, rows: Matrix) -> Floats:
        """Return the same by walking down each tree."""
        parts = [self._walk(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _walk(self, rows: Matrix) -> Floats:
        trees, inner = self.feature.shape
        depth = (inner + 1).bit_length() - 1
        flat_feature, flat_threshold = self.feature.ravel(), self.threshold.ravel()
        values = np.ascontiguousarray(rows).ravel()
        start = np.arange(trees) * inner
        line = np.arange(len(rows))[:, None] * rows.shape[1]
        node = np.zeros((len(rows), trees), np.int64)
        for _ in range(depth):
            at = node + start
            above = values.take(flat_feature.take(at) + line) > flat_threshold.take(at)
            node = 2 * node + 1 + above
        leaves = self.leaf.ravel().take(node - inner + np.arange(trees) * (inner + 1))
        total: Floats = leaves.sum(axis=1) + self.base
        return total


@functools.lru_cache(maxsize=4)
def _leaf_masks(forest: Forest) -> LeafMasks | None:
    try:
        return LeafMasks(forest.feature, forest.threshold, forest.leaf)
    except ValueError:  # a tree with more leaves than a mask has bits
        return None


@dataclass(frozen=True, slots=True)
class Model:
    """What is trained: the trees of both looks (scoring.py), the calibration of the second, the weights of phones."""

    first: Forest
    second: Forest
    calibration: tuple[Floats, Floats]  # log-odds -> probability, both rising
    phones: Matrix  # weights of aligned phones, see alignment.py

    def probability(self, log_odds: Floats) -> Floats:
        """Return the calibrated probability of the second look's log-odds."""
        return np.interp(log_odds, *self.calibration)


_LOOKS = ("first", "second")


def read_model(path: Path) -> Model:
    """Read a weights file."""
    with np.load(path) as table:
        first, second = (Forest(
            names=tuple(str(table[f"{look}_names"]).split(" ")), base=float(table[f"{look}_base"]),
            feature=table[f"{look}_feature"].astype(np.int64),
            threshold=table[f"{look}_threshold"].astype(np.float64),
            leaf=table[f"{look}_leaf"].astype(np.float64),
            typical=table[f"{look}_typical"].astype(np.float64)) for look in _LOOKS)
        return Model(first, second,
                     (table["calibration"][0].astype(np.float64), table["calibration"][1].astype(np.float64)),
                     table["phones"].astype(np.float64))


def write_model(path: Path, model: Model) -> None:
    """Write a weights file: numbers only, float32."""
    columns: dict[str, object] = {"calibration": np.stack(model.calibration).astype(np.float32),
                                  "phones": model.phones.astype(np.float32)}
    for look, forest in zip(_LOOKS, (model.first, model.second), strict=True):
        columns |= {f"{look}_names": " ".join(forest.names), f"{look}_base": forest.base,
                    f"{look}_feature": forest.feature.astype(np.uint8),
                    f"{look}_threshold": forest.threshold.astype(np.float32),
                    f"{look}_leaf": forest.leaf.astype(np.float32),
                    f"{look}_typical": forest.typical.astype(np.float32)}
    np.savez_compressed(path, **columns)  # type: ignore[arg-type] # the stub takes a flag for any name


@functools.cache
def shipped_model() -> Model:
    """Return the shipped weights, or those that the environment names."""
    other = os.environ.get(WEIGHTS_VARIABLE)
    return read_model(Path(other) if other else resource("tables/matcher.npz"))
