"""Counts of eight groups of letters in one number."""

from __future__ import annotations

import numpy as np

from editor.suggest.dictionary.lettercounts import letter_groups, more


def test_eight_counts_are_compared_as_one_number() -> None:
    chance = np.random.default_rng(3)
    these, those = (chance.integers(0, 16, (500, 8), np.uint8) for _ in range(2))
    plain = np.maximum(these.astype(int) - those, 0).sum(axis=1)
    assert more(these.view(np.uint64).ravel(), those.view(np.uint64).ravel()).tolist() == plain.tolist()


def test_letters_that_another_text_lacks_are_counted_without_looking_at_them() -> None:
    here, there = letter_groups(["grafana", "kube", "ß", ""]), letter_groups(["grafna", "cube", "ß", "e"])
    assert more(here, there).tolist() == [1, 1, 0, 0]
    assert more(there, here).tolist() == [0, 1, 0, 1]
