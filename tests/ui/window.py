"""A real main window over a gate without a process, for tests and journeys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.jobs.inline import InlineGate
from editor.storage.dictionaries import Library
from editor.suggest.assemble import build
from editor.suggest.suggestion import Kind
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

TEXT = (
    "They trained Grock in the old barn by the river.\r\n"
    "Nobody said that Grock would ever leave the barn.\r\n"
    "\r\n"
    "The miller and Fall stir spoke of Grock all night.\r\n"
)


class Bench:
    """A window, its gate, and the file that it shows."""

    def __init__(self, qtbot, folder: Path, text: str | None = TEXT) -> None:
        self.qtbot = qtbot
        library = Library()
        library.correct("Grock", "Grok").redo()
        library.correct("Fall stir", "Falster").redo()
        for shelf in library.shelves():  # what the packs and the other detectors find is tested elsewhere
            if shelf.builtin:
                library.switch(shelf.name, False)
        self.gates: list[InlineGate] = []
        preferences = Preferences()
        preferences.set_kinds(frozenset([Kind.DICTIONARY]))
        self.window = MainWindow(preferences, self._open_gate)
        qtbot.addWidget(self.window, before_close_func=_forget)
        self.path = folder / "mill.txt"
        self.window.show()
        qtbot.waitUntil(lambda: self.window.started)
        qtbot.wait(20)
        if text is not None:
            self.path.write_bytes(text.encode())
            assert self.window.files.open_path(self.path)
            self.check()

    def _open_gate(self, listener):
        self.gates.append(InlineGate(listener, build))
        return self.gates[-1]

    def check(self) -> None:
        """Let the analysis run to its end."""
        self.window.desk.checker.flush()
        for gate in self.gates:
            gate.run()
        QApplication.processEvents()
        self.qtbot.waitUntil(self._taken)

    def _taken(self) -> bool:
        checker = self.window.desk.checker
        return not (checker._waiting or checker._taking.isActive() or self.window._gathering.isActive())

    @property
    def review(self):
        return self.window.desk.review

    @property
    def texts(self) -> list[str]:
        return [p.text for p in self.review.transcript]

    def key(self, key, modifiers=None) -> None:
        """Press a key where the focus is."""
        # after a dialog the window becomes active only when the event loop has turned; shortcuts need that
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        widget = self.window.focusWidget()
        if modifiers is None:
            self.qtbot.keyClick(widget, key)
        else:
            self.qtbot.keyClick(widget, key, modifiers)


def _forget(window: MainWindow) -> None:
    """Close without the question about unsaved changes."""
    if window.desk.review is not None:
        window.desk.review.history.mark_clean()
