"""What a step costs in a list of 50,000 suggestions: filtering, scrolling, going on. Prints times.

Run: pytest tests/benchmarks/test_list_speed.py -m benchmark -s
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from editor.review import Review
from editor.suggest.suggestion import Kind
from editor.transcript import Transcript
from editor.ui.suggestion_list import SuggestionList
from editor.ui.suggestion_rows import Filter, SuggestionRows
from tests.ui.suggestions import finding

pytestmark = pytest.mark.benchmark

FRAME = 0.016  # seconds of processor time


def cost(step: Callable[[int], object], times: int = 20) -> float:
    """Return the median processor time of a step with its repaint, in seconds."""
    taken = []
    for n in range(times):
        start = time.process_time()
        step(n)
        QApplication.processEvents()
        taken.append(time.process_time() - start)
    return median(taken)


def test_fifty_thousand_rows_filter_and_scroll_within_a_frame(qtbot):
    line = "one Grock here and Grock there"
    review = Review(Transcript.of_lines([line] * 25_000))
    kinds = list(Kind)
    for n in range(1, 25_001):
        review.receive(n, 0, [finding(n, line, "Grock", "Grok", kind=kinds[n % 3], confidence=0.5 + n % 50 / 100),
                              finding(n, line, "Grock", "Grok", nth=1)])
    rows = SuggestionRows()
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.resize(430, 800)
    view.show()
    rows.set_review(review)
    filters = [Filter(kinds=frozenset([kinds[0]])), Filter(), Filter(least=0.7), Filter(decided=False)]
    bar = view.verticalScrollBar()
    marks = [m.id for m in review.marks()]
    scrolling = cost(lambda n: bar.setValue(bar.value() + 300))
    filtering = cost(lambda n: rows.set_filter(filters[n % 4]))
    going_on = cost(lambda n: view.show_mark(marks[n * 700]))
    print(f"\n50,000 rows: scroll {scrolling * 1000:.1f} ms, filter {filtering * 1000:.1f} ms, "
          f"go to another {going_on * 1000:.1f} ms")
    assert scrolling < FRAME * 3
    assert filtering < FRAME * 3
