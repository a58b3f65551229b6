"""The window with a real worker that is killed: the work goes on, and nothing stays behind when the window closes."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from editor.storage.dictionaries import Library
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

TEXT = "They trained Grock in the barn.\nNobody said so.\nThe miller spoke of it.\n"


@pytest.fixture
def window(qtbot, tmp_path):
    library = Library()
    library.correct("Grock", "Grok").redo()
    library.correct("Fall stir", "Falster").redo()
    for shelf in library.shelves():  # the packs have terms of their own for these words
        if shelf.builtin:
            library.switch(shelf.name, False)
    preferences = Preferences()
    preferences.set_choice("grammar", "none")
    window = MainWindow(preferences)
    qtbot.addWidget(window, before_close_func=saved)
    window.show()
    qtbot.waitUntil(lambda: window.started)
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, "utf-8")
    assert window.files.open_path(path)
    return window


def saved(window: MainWindow) -> None:
    if window.desk.review is not None:
        window.desk.review.history.mark_clean()


def found(window: MainWindow) -> set[str]:
    return {m.suggestion.original for m in window.desk.review.marks()}


def worker(window: MainWindow) -> int | None:
    gate = window.desk.checker._gate
    return gate.worker_pid if gate is not None else None


def test_a_killed_worker_is_replaced_and_knows_the_text_as_it_is_now(window, qtbot):
    qtbot.waitUntil(lambda: found(window) == {"Grock"}, timeout=30_000)
    first = worker(window)
    said: list[tuple[str, str]] = []
    window.desk.checker.status.connect(lambda source, text: said.append((source, text)))
    os.kill(first, signal.SIGKILL)
    window.desk.review.typed(1, 1, ["Nobody said Fall stir."])
    qtbot.waitUntil(lambda: found(window) == {"Grock", "Fall stir"}, timeout=30_000)
    assert worker(window) not in (None, first)
    assert any("started again" in text for _, text in said)


def test_closing_the_window_ends_the_worker(window, qtbot):
    qtbot.waitUntil(lambda: found(window) == {"Grock"}, timeout=30_000)
    pid = worker(window)
    assert psutil.pid_exists(pid)
    saved(window)
    window.close()
    qtbot.waitUntil(lambda: not psutil.pid_exists(pid), timeout=30_000)
