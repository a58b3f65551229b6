"""Start the application: the only place that makes a QApplication, and the only door from the command line to Qt."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.assets import resource
from editor.ui import theme
from editor.ui.collector import Collector
from editor.ui.crash import CrashNet
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences

_HEARTBEAT = 250  # milliseconds: lets Python see Ctrl+C while Qt runs


def run(files: list[Path]) -> int:
    """Open a window for each of `files`, this one with the first in it; return this one's exit status."""
    application = make_application()
    preferences = Preferences()
    theme.start(application, preferences.theme())
    window = MainWindow(preferences)
    net = CrashNet(window, window.files.save_copy)
    if files:
        window.files.open_first(files[0])
        window.files.open_more(files[1:])
    window.show()
    signal.signal(signal.SIGINT, lambda *_: window.close())
    beating = QTimer(interval=_HEARTBEAT)
    beating.timeout.connect(_beat)
    beating.start()
    collector = Collector()
    collector.start()
    window.desk.opened.connect(collector.opened)
    window.desk.closed.connect(collector.closed)
    status = application.exec()
    collector.stop()
    net.release()
    return status


def make_application() -> QApplication:
    """Return the application, named so that settings, task bars and the desktop file know it."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(theme.arguments(sys.argv[0]))
    application.setProperty(theme.STYLED, True)
    application.setApplicationName("Misheard")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("org.misheard.Misheard")  # as packaging/linux/ names it
    application.setWindowIcon(QIcon(str(resource("icons/misheard.svg"))))
    return application


def _beat() -> None:
    """Do nothing, in Python."""
