"""The last net: an error nobody expected saves a recovery copy first, then is told with details that can be copied."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.errors import UserError
from editor.ui.translate import tr


class CrashNet(QObject):
    """Replaces the two hooks of the interpreter while it lives; `release` puts them back."""

    fell = Signal(object)

    def __init__(self, window: QWidget, rescue: Callable[[], str]) -> None:
        super().__init__(window)
        self._window, self._rescue = window, rescue
        self._showing = False
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        self.fell.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def release(self) -> None:
        """Put the interpreter's own hooks back."""
        sys.excepthook, threading.excepthook = self._hooks

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        self.fell.emit((error, details))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _tell(self, fallen: tuple[BaseException, str]) -> None:
        error, details = fallen
        if self._showing:
            return
        self._showing = True
        try:
            if isinstance(error, UserError):
                QMessageBox.warning(self._window, "Misheard", str(error))
                return
            saved = self._rescue()
            box = QMessageBox(QMessageBox.Icon.Critical, "Misheard", tr("Something went wrong inside Misheard."),
                              QMessageBox.StandardButton.Ok, self._window)
            box.setInformativeText(saved + " " + tr("You can go on; if the window behaves oddly, save and start again. "
                                                    "The details help the developers."))
            box.setDetailedText(details)
            box.exec()
        finally:
            self._showing = False
