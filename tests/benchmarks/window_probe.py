"""A window in a process of its own that prints when it was painted, when all suggestions stood there, and every stall.

    python -m tests.benchmarks.window_probe bare|misheard FILE

Times are seconds since the process was asked to begin (the environment variable PROBE_BEGAN, from time.time()).
`cpu` is the processor time of the process until it was painted, in seconds.
`stalls` are the longest gaps between two turns of the event loop while keys are typed, in milliseconds.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

BEGAN = float(os.environ["PROBE_BEGAN"])
PATIENCE = 60.0  # seconds


class FirstPaint(QObject):
    """Notes when a widget is painted with text in it for the first time."""

    def __init__(self, watched: QPlainTextEdit, then) -> None:
        super().__init__(watched)
        self._watched, self._then = watched, then
        watched.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._watched.document().characterCount() > 1:
            self._watched.viewport().removeEventFilter(self)
            QTimer.singleShot(0, lambda: self._then(time.time() - BEGAN))
        return False


def bare(path: Path) -> None:
    """The least a program in Qt can do: one window, one editor, the text."""
    application = QApplication([])
    window = QMainWindow()
    edit = QPlainTextEdit(path.read_text(encoding="utf-8"))
    window.setCentralWidget(edit)
    window.resize(1440, 900)

    def painted(at: float) -> None:
        print(json.dumps({"painted": at, "cpu": time.process_time()}))
        application.quit()

    FirstPaint(edit, painted)
    window.show()
    application.exec()


def misheard(path: Path) -> None:
    """The real window, as `misheard FILE` opens it; keys are typed while the analysis runs."""
    gc.disable()  # as the command does before it imports the window
    from editor.ui import theme
    from editor.ui.app import make_application
    from editor.ui.collector import Collector
    from editor.ui.main_window import MainWindow
    from editor.ui.preferences import Preferences
    from editor.ui.transcript_edit import TranscriptEdit

    application = make_application()
    preferences = Preferences()
    theme.start(application, preferences.theme())
    window = MainWindow(preferences)
    edit = window.findChild(TranscriptEdit)
    told: dict[str, object] = {"painted": 0.0, "complete": 0.0, "suggestions": 0, "stalls": [], "cpu": 0.0}
    seen = {"total": 0, "done": 0, "last": time.perf_counter()}
    gaps: list[float] = []

    def turn() -> None:
        now = time.perf_counter()
        gaps.append((now - seen["last"]) * 1000)
        seen["last"] = now

    def type_one() -> None:
        edit.setReadOnly(False)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(edit, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))

    def painted(at: float) -> None:
        told["painted"], told["cpu"] = at, time.process_time()
        seen["last"] = time.perf_counter()
        every_turn.start(1)
        typing.start(120)
        QTimer.singleShot(int(PATIENCE * 1000), finish)

    def progress(done: int, total: int) -> None:
        if total and done >= total and not told["complete"]:
            told["complete"] = time.time() - BEGAN
            QTimer.singleShot(200, finish)

    def finish() -> None:
        typing.stop()
        every_turn.stop()
        review = window.desk.review
        told["suggestions"] = sum(1 for _ in review.marks()) if review else 0
        told["stalls"] = [round(gap, 1) for gap in sorted(gaps, reverse=True)[:5]]
        print(json.dumps(told))
        sys.stdout.flush()
        os._exit(0)  # the window would ask whether the typed letters are to be saved

    every_turn, typing = QTimer(), QTimer()
    every_turn.timeout.connect(turn)
    typing.timeout.connect(type_one)
    window.desk.checker.progress.connect(progress)
    FirstPaint(edit, painted)
    window.files.open_first(path)
    window.show()
    collector = Collector()
    collector.start()
    application.exec()


if __name__ == "__main__":
    {"bare": bare, "misheard": misheard}[sys.argv[1]](Path(sys.argv[2]))
