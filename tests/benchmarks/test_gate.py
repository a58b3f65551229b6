"""What the worker's answers cost the window: its thread must hardly notice them. Prints times.

Run: pytest tests/benchmarks/test_gate.py -m benchmark -s
"""

from __future__ import annotations

import gc
import time
from statistics import median

import pytest

from editor.jobs import Gate
from editor.suggest.assemble import EngineOptions
from editor.transcript import Transcript
from tests.jobs.listener import Keeping

pytestmark = pytest.mark.benchmark


def gaps(until: float, done: Keeping | None = None) -> list[float]:
    """Milliseconds between turns of a busy loop on this thread: what a key would have to wait."""
    seen, last = [], time.perf_counter()
    while last < until and (done is None or not done.rests):
        now = time.perf_counter()
        seen.append((now - last) * 1000)
        last = now
    return seen


def test_the_window_hardly_notices_fifty_thousand_results() -> None:
    gc.disable()  # as the window's Collector does, which bites only when the thread is free
    quiet = gaps(time.perf_counter() + 2)
    transcript = Transcript.of_lines(["a bad line of some ten words, and bad once more"] * 25_000)
    heard = Keeping()
    gate = Gate(heard, "tests.jobs.engines:plain")
    start = time.thread_time()
    gate.configure(EngineOptions(language="good"))
    gate.load(transcript.paragraphs)
    asked = (time.thread_time() - start) * 1000
    busy = gaps(time.perf_counter() + 120, heard)
    gate.close()
    gc.enable()
    assert len(heard.found) == 25_000
    over = sorted(g for g in busy if g > 5)
    print(f"\nload call {asked:.1f} ms; longest wait of the window's thread: quiet {max(quiet):.1f} ms, while 50,000 "
          f"suggestions arrive {max(busy):.1f} ms; waits above 5 ms: {len(over)}, median {median(over or [0]):.1f} ms")
    assert asked < 50


def test_time_to_the_first_answer_does_not_depend_on_the_length() -> None:
    times = {}
    for count in (100, 20_000):
        transcript = Transcript.of_lines(["a bad line"] * count)
        heard = Keeping()
        gate = Gate(heard, "tests.jobs.engines:plain")
        start = time.perf_counter()
        gate.configure(EngineOptions(language="good"))
        gate.look_at(range(50, 80))
        gate.load(transcript.paragraphs)
        heard.wait(lambda: 79 in heard.found)  # noqa: B023 - asked at once
        times[count] = time.perf_counter() - start
        gate.close()
    print(f"\nvisible paragraphs answered after {times[100]:.2f} s of 100 paragraphs, {times[20_000]:.2f} s of 20,000")
