"""What cleaning up 100,000 words to a level costs the window: open, change level, tick, apply, undo. Prints CPU times.

Run: pytest tests/benchmarks/test_levels_dialog.py -m benchmark -s
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer

from editor.suggest.suggestion import Kind
from editor.ui.levels_dialog import LevelsDialog
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

pytestmark = pytest.mark.benchmark
LINE = ("We we left the. Harbour at noon, um, with crate number {n}, and nobody of the crew had slept for long. "
        "It was, you know, a long way to the island, and the old boat had to stop at every light on the coast.")


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of this thread."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


@pytest.fixture
def window(qtbot, tmp_path):
    preferences = Preferences()
    preferences.set_kinds(frozenset([Kind.SPEECH]))
    made = MainWindow(preferences)
    qtbot.addWidget(made, before_close_func=lambda w: w.desk.review and w.desk.review.history.mark_clean())
    made.show()
    qtbot.waitUntil(lambda: made.started)
    path = tmp_path / "harbour.txt"
    path.write_text("\n".join(LINE.format(n=n) for n in range(2440)), encoding="utf-8")
    made.files.open_path(path)
    qtbot.waitUntil(lambda: made.desk.checker.level == "light", timeout=120_000)
    qtbot.wait(500)
    return made


def test_a_level_in_a_hundred_thousand_words(window, qtbot):
    opened = cpu(lambda: window.actions_.trigger("review.clean_speech"))
    dialog = window.findChild(LevelsDialog)
    qtbot.wait(300)
    light = len(dialog.chosen())
    turns, last = [], [time.thread_time()]

    def turn() -> None:
        now = time.thread_time()
        turns.append((now - last[0]) * 1000)
        last[0] = now

    timer = QTimer(interval=0)
    timer.timeout.connect(turn)
    timer.start()
    begin = time.perf_counter()
    dialog.level.choose("clean")
    qtbot.waitUntil(lambda: dialog.ready, timeout=120_000)
    waited = time.perf_counter() - begin
    timer.stop()
    clean = len(dialog.chosen())
    ticked = cpu(lambda: qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Space))
    paged = cpu(lambda: (qtbot.keyClick(dialog.changes.places, Qt.Key.Key_PageDown), dialog.changes.places.grab()))
    applied = cpu(dialog.accept)
    undone = cpu(window.desk.review.undo)
    print(f"\n100,000 words: opened with {light:,} changes in {opened:.0f} ms; {clean:,} of another level after "
          f"{waited:.1f} s, longest turn meanwhile {max(turns):.0f} ms; a tick {ticked:.0f} ms, a page {paged:.0f} ms; "
          f"applied in {applied:.0f} ms, undone in {undone:.0f} ms (CPU)")
    assert clean > light > 5_000
    assert max(turns) < 250
