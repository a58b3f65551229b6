"""Bounds that spare comparisons must never lose a pair that its full score would keep."""

from __future__ import annotations

import numpy as np

from editor.suggest.dictionary import features
from editor.suggest.dictionary.candidates import Candidates
from editor.suggest.dictionary.forms import known_terms
from editor.suggest.dictionary.promise import LEAST_STRENGTH, least_sound
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.reading import Passage, Vocabulary
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.dictionary.termindex import TermIndex
from editor.transcript import Paragraph

TEXT = ("We asked Marta Kindle whether the cuban eddies would scale. The cube earnest cluster ran on post grass, "
        "and grafana's dash boards showed it, said Kim Bernetti. Nobody knew what post gray sequel was.")
TERMS = ("Kubernetes", "Postgres", "PostgreSQL", "Grafana", "Marta Kindall", "Kim Barnetti", "Qubernest Cluster")


def test_pairs_below_the_bound_would_be_dropped_by_their_first_score() -> None:
    pronouncer = Pronouncer()
    passage = Passage([Paragraph(id=0, text=TEXT)], Vocabulary(pronouncer), [0])
    index = TermIndex(known_terms([Dictionary("d", tuple(map(Term, TERMS)))]), pronouncer)
    spans = [(first, first + size) for first in range(passage.count) for size in range(1, 5)
             if first + size <= passage.count]
    pairs = [(reading, *span) for reading in range(len(index.phones)) for span in spans]
    reading, first, last = np.array(pairs, np.int64).T
    least = least_sound(passage, index, reading, first, last, len(TERMS))
    # as alike as the bound allows, less a little: the full first score must be too low
    bounded = np.flatnonzero((least > 0) & (least < 1))
    assert len(bounded) > 100
    none = np.zeros(len(bounded), np.int64)
    found = Candidates(index.owner[reading[bounded]], reading[bounded], first[bounded], last[bounded],
                       least[bounded] - 1e-9, none, none.astype(bool))
    odds = np.asarray(features.rough_columns(passage, index, found, len(TERMS))["strength"], np.float64)
    assert (1 / (1 + np.exp(-odds)) < LEAST_STRENGTH).all()
