"""How long the window stands still at most while large files are opened, saved and exported: its longest turns.

Run: pytest tests/benchmarks/test_large_files.py -m benchmark -s
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.ui.collector import Collector
from editor.ui.export_commands import ExportCommands
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

pytestmark = pytest.mark.benchmark
WORDS = "the ferry left late because a storm came over the harbour and nobody had thought of the lamps".split()
AFTERWARDS = 1.0  # seconds that are watched at least once something was asked for
AFTER = 4.0  # seconds that are watched once the file is open: the journal and the first suggestions come in them


def stamp(n: int) -> str:
    return f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},000"


def cues(path: Path, count: int = 100_000) -> Path:
    choose = random.Random(5)
    path.write_text("".join(
        f"{n + 1}\n{stamp(2 * n)} --> {stamp(2 * n + 2)}\n{' '.join(choose.choices(WORDS, k=7))}\n"
        f"{' '.join(choose.choices(WORDS, k=6))}\n\n" for n in range(count)), "utf-8")
    return path


def words(path: Path, count: int = 100_000) -> Path:
    choose = random.Random(5)
    path.write_text("".join(
        " ".join(choose.choices(WORDS, k=50)).capitalize() + ".\n" for _ in range(count // 50)), "utf-8")
    return path


@pytest.mark.parametrize(("make", "name"), [(cues, "cues.srt"), (words, "words.txt")])
def test_longest_turn_of_the_event_loop(qtbot, tmp_path, make, name, monkeypatch) -> None:
    path = make(tmp_path / name)
    preferences = Preferences()
    preferences.set_choice("grammar", "embedded")
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.started)
    qtbot.wait(200)
    collector = Collector()
    collector.start()
    start, turns, opened = time.perf_counter(), [], None
    window.files.open_path(path)
    turns.append((time.perf_counter() - start, 0.0))
    while opened is None or time.perf_counter() - opened < AFTER:
        begin = time.perf_counter()
        assert begin - start < 120
        QApplication.processEvents()
        turns.append((time.perf_counter() - begin, begin - start))
        if opened is None and window.desk.review is not None and window.desk.path == path:
            opened = time.perf_counter()
            print(f"\n{name}: open after {opened - start:.2f} s", end="")
        time.sleep(0.001)
    print(f"; {longest(turns)}")
    window.modes.edit_mode()
    export, out = ExportCommands(window), tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    subtitles = [("SubRip", export.srt), ("WebVTT", export.vtt)] if name.endswith("srt") else []
    for what, act in [("save", window.files.save), ("project", lambda: window.files._write(tmp_path / "out.misheard")),
                      ("text", export.text), ("Markdown", export.markdown), ("report", export.html), *subtitles]:
        window.view.insertPlainText("a")
        turns = []
        begun = time.perf_counter()
        act()
        turns.append((time.perf_counter() - begun, 0.0))
        while window.files.beside.active or time.perf_counter() - begun < AFTERWARDS:
            begin = time.perf_counter()
            QApplication.processEvents()
            turns.append((time.perf_counter() - begin, begin - begun))
            time.sleep(0.001)
        print(f"{name}: {what}: {longest(turns)}")
    collector.stop()
    window.desk.review.history.mark_clean()
    window.close()


def longest(turns: list[tuple[float, float]]) -> str:
    some = ", ".join(f"{took * 1000:.0f} ms at {at:.2f} s" for took, at in sorted(turns, reverse=True)[:5])
    return f"longest turns {some}; load {os.getloadavg()[0]:.1f}"
