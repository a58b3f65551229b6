"""From opening a transcript to all its suggestions, with the real worker, while a person types. Prints times.

The sample, six times over, stands for an hour's interview; MISHEARD_FILE names another file.

Run: pytest tests/benchmarks/test_opening.py -m benchmark -s
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from editor.assets import resource
from editor.ui.collector import Collector
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

pytestmark = pytest.mark.benchmark
RUNS = 5
_KEYS = 0.08  # seconds between keys: a quick typist


def test_suggestions_come_while_a_person_types(qtbot, tmp_path) -> None:
    path = transcript(tmp_path)
    first, last, stalls = [], [], []
    for _ in range(RUNS):
        preferences = Preferences()
        preferences.set_choice("grammar", "embedded")
        window = MainWindow(preferences)
        qtbot.addWidget(window, before_close_func=lambda w: w.desk.review and w.desk.review.history.mark_clean())
        window.show()
        qtbot.waitUntil(lambda w=window: w.started)
        collector = Collector()
        collector.start()
        begun, done, longest = opened(window, path)
        collector.stop()
        first.append(begun)
        last.append(done)
        stalls.append(longest)
        count = window.desk.review.counts.total()
        print(f"\nfirst suggestions after {begun:.2f} s, all {count} after {done:.2f} s, "
              f"longest stall while typing {longest * 1000:.0f} ms; load {os.getloadavg()[0]:.1f}", end="")
        window.desk.review.history.mark_clean()
        window.close()
    print(f"\nmedians of {RUNS}: first {statistics.median(first):.2f} s, all {statistics.median(last):.2f} s, "
          f"stall {statistics.median(stalls) * 1000:.0f} ms")


def transcript(folder: Path) -> Path:
    if "MISHEARD_FILE" in os.environ:
        return Path(os.environ["MISHEARD_FILE"])
    path = folder / "hour.txt"
    path.write_text(resource("samples/interview-sample.txt").read_text("utf-8") * 6, "utf-8")
    return path


def opened(window: MainWindow, path: Path) -> tuple[float, float, float]:
    """Open a file and type into it until the worker rests; return seconds to first and all suggestions, and the
    longest turn of the event loop (a key among them).
    """
    rested: list[float] = []
    heard: list[float] = []
    window.desk.checker.progress.connect(lambda done, total: done == total and rested.append(time.perf_counter()))
    window.desk.checker.received.connect(lambda _: heard.append(time.perf_counter()))
    start = time.perf_counter()
    assert window.files.open_path(path)
    QApplication.processEvents()
    window.modes.edit_mode()
    window.view.moveCursor(QTextCursor.MoveOperation.End)
    longest, key_at, calm = 0.0, time.perf_counter(), None
    while calm is None or time.perf_counter() - calm < 0.3:
        begin = time.perf_counter()
        assert begin - start < 120, "the worker does not come to rest"
        if calm is None and begin - key_at > _KEYS:
            key_at = begin
            press(window)
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - begin)
        marks = window.desk.review.counts.total() if window.desk.review else 0
        if calm is None and rested and marks and begin - start > 1:
            calm = time.perf_counter()
        time.sleep(0.001)
    return heard[0] - start, rested[-1] - start, longest


def press(window: MainWindow) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(window.view, Qt.Key.Key_X)
