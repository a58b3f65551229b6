"""How fast terms are matched: CPU seconds for a long text, milliseconds for an edit, and the ratio to the naive way.

    pytest -m benchmark -s tests/benchmarks/test_matching_speed.py

CPU time of one process, so a busy computer disturbs it little. The naive way is rapidfuzz's WRatio over every run of
one to four words; it is timed on a sample of the same text with the same terms and scaled up.
"""

from __future__ import annotations

import importlib.util
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.term import Dictionary, Term
from editor.transcript import Paragraph

_spec = importlib.util.spec_from_file_location("matching_texts", Path(__file__).with_name("matching_texts.py"))
assert _spec is not None
assert _spec.loader is not None
texts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(texts)

WORDS = 100_000


def detector_of(count: int) -> DictionaryDetector:
    return DictionaryDetector([Dictionary("speed", tuple(Term(term) for term in texts.terms(count)))])


def whole(detector: DictionaryDetector, paragraphs: list[Paragraph]) -> float:
    """Return the CPU seconds from a text that was never seen to all of its suggestions."""
    began = time.process_time()
    detector.load(paragraphs)
    for paragraph in paragraphs:
        detector.suggest(paragraph)
    return time.process_time() - began


def edits(detector: DictionaryDetector, paragraphs: list[Paragraph], count: int = 60) -> list[float]:
    """Return the CPU milliseconds of checking an edited paragraph again."""
    taken = []
    for number, paragraph in enumerate(paragraphs[:count]):
        words = paragraph.text.split(" ")
        words[20] = f"edited{number}"
        edited = replace(paragraph, text=" ".join(words), revision=paragraph.revision + 1)
        began = time.process_time()
        detector.change([edited])
        detector.suggest(edited)
        taken.append((time.process_time() - began) * 1000)
    return taken


def naive(paragraphs: list[Paragraph], terms: list[str], words: int) -> float:
    """Return the CPU seconds that WRatio over runs of words would take for the whole text."""
    sample = " ".join(paragraph.text for paragraph in paragraphs[:2]).split()[:150]
    runs = [" ".join(sample[at : at + length]) for at in range(len(sample)) for length in range(1, 5)]
    began = time.process_time()
    process.cdist(runs, terms, scorer=fuzz.WRatio, score_cutoff=80, workers=1)
    return (time.process_time() - began) * words / len(sample)


@pytest.mark.benchmark
def test_speed_of_matching() -> None:
    paragraphs = [Paragraph(id=at, text=line) for at, line in enumerate(texts.paragraphs(WORDS))]
    whole(detector_of(10), paragraphs[:20])  # tables are loaded once in a program's life
    print(f"\n{'terms':>7}{'build s':>9}{'100k words s':>14}{'edit p95 ms':>13}{'naive s':>9}{'ratio':>8}")
    ratios = {}
    for count in (100, 1000, 10_000, 50_000):
        began = time.process_time()
        detector = detector_of(count)
        built = time.process_time() - began
        seconds = whole(detector, paragraphs)
        slowest = float(np.percentile(edits(detector, paragraphs), 95))
        plain = naive(paragraphs, texts.terms(count), WORDS) if count <= 1000 else 0.0
        ratios[count] = plain / seconds
        shown = f"{plain:9.1f}{ratios[count]:7.0f}×" if plain else ""
        print(f"{count:>7}{built:>9.2f}{seconds:>14.2f}{slowest:>13.1f}{shown}", flush=True)
    assert ratios[1000] >= 50
