"""Aligned phones: few pairs are weighed another way than many, to the same numbers."""

from __future__ import annotations

import random

import numpy as np

from editor.suggest.dictionary import alignment
from editor.suggest.dictionary.model import shipped_model
from editor.suggest.dictionary.phones import SYMBOL


def test_pairs_weigh_the_same_alone_and_among_many() -> None:
    chance = random.Random(5)
    phones = list(SYMBOL.values())
    wanted = ["".join(chance.choices(phones, k=chance.randint(1, 24))) for _ in range(200)]
    heard = ["".join(chance.choice(phones) if chance.random() < 0.4 else phone for phone in said)[chance.randint(0, 2):]
             for said in wanted]
    weights = shipped_model().phones
    together = alignment.weigh(heard, wanted, weights)
    alone = [alignment.weigh([here], [there], weights)[0] for here, there in zip(heard, wanted, strict=True)]
    assert np.array_equal(together, alone)
