"""The embedded grammar checker: how long until it answers, for a whole transcript, and for an edited paragraph.

    MISHEARD_FILE=talk.txt python -m pytest -m benchmark -s tests/benchmarks/test_embedded.py
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest

from editor.assets import resource
from editor.suggest.grammar import detectors
from editor.suggest.grammar.ahead import AheadDetector
from editor.transcript import Paragraph

FILE = Path(os.environ.get("MISHEARD_FILE") or resource("samples/interview-sample.txt"))


@pytest.mark.benchmark
def test_speed_of_the_embedded_checker() -> None:
    began = time.perf_counter()
    ((detector,),) = detectors("embedded")
    assert isinstance(detector, AheadDetector)
    detector.suggest(Paragraph(0, "It is good."))
    start = time.perf_counter() - began
    lines = enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1)
    paragraphs = [Paragraph(n, line) for n, line in lines if line.strip()]
    detector.load(paragraphs)
    began = time.perf_counter()
    detector.prefetch(paragraphs)
    found = sum(len(detector.suggest(paragraph)) for paragraph in paragraphs)
    whole = time.perf_counter() - began
    edited = []
    for paragraph in [paragraph for paragraph in paragraphs if " the " in paragraph.text]:
        began = time.perf_counter()
        detector.suggest(Paragraph(paragraph.id, paragraph.text.replace(" the ", " this ", 1), revision=1))
        edited.append(1000 * (time.perf_counter() - began))
    detector.close()
    median, p95 = statistics.median(edited), statistics.quantiles(edited, n=20, method="inclusive")[-1]
    print(f"\nstart {start:.2f} s; {len(paragraphs)} paragraphs, {found} findings: {whole:.2f} s; "
          f"an edited paragraph {median:.1f} ms, p95 {p95:.1f} ms")
    assert found
