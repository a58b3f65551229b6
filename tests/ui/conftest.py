"""What tests of the window share: nothing of Qt outlives the interpreter, which would crash at its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard at the end.

    Without a display Qt keeps what was copied in a static object; where our view made it, its destruction calls
    into Python after Python has ended.
    """
    yield
    QGuiApplication.clipboard().clear()
