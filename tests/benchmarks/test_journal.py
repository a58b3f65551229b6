"""What keeping every step safe costs: CPU time and wall time of the journal, a step."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from editor.review import Review
from editor.storage.recovery import Journal
from editor.transcript import Transcript
from tests.storage.reviews import suggestion

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize(("paragraphs", "words"), [(700, 150), (34, 3000)])
def test_cost_of_a_step(tmp_path: Path, capsys: pytest.CaptureFixture[str], paragraphs: int, words: int) -> None:
    text = " ".join(["word"] * words)
    review = Review(Transcript.of_lines([f"Grock {text}"] * paragraphs))
    for paragraph in review.transcript:
        review.receive(paragraph.id, paragraph.revision, [suggestion(paragraph, "Grock", "Grok")])
    journal = Journal(review, folder=tmp_path)
    started = time.perf_counter()
    journal.begin()
    begun = time.perf_counter() - started
    costs = []
    write = journal._write_change

    def timed(change: object) -> None:
        start = time.perf_counter()
        write(change)  # type: ignore[arg-type]  # the benchmark wraps the real one
        connection = journal._connection
        assert connection is not None
        connection.commit()
        costs.append(time.perf_counter() - start)

    journal._write_change = timed  # type: ignore[method-assign]  # the benchmark wraps the real one
    for number in range(1000):
        index = number % paragraphs
        review.typed(index, 1, [review.transcript[index].text + "x"])
    typing, costs[:] = costs[:], []
    started = time.perf_counter()
    review.accept({m.id: None for m in review.marks()})
    bulk = time.perf_counter() - started
    journal.abandon()
    with capsys.disabled():
        typing.sort()
        print(f"\n{paragraphs} paragraphs of {words} words: begin {begun * 1e3:.1f} ms; a typed step median "
              f"{statistics.median(typing) * 1e3:.2f} ms, p95 {typing[949] * 1e3:.2f} ms, max {typing[-1] * 1e3:.2f} "
              f"ms; accept {paragraphs} alike {bulk * 1e3:.1f} ms, of it the journal {costs[0] * 1e3:.1f} ms")
