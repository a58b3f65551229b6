"""PySide6 6.12.0 lost a reference to None with every void call and aborted Python 3.11: never ship such a one."""

from __future__ import annotations

import sys

from PySide6.QtGui import QTextCursor, QTextDocument


def test_void_calls_keep_the_count_of_none():
    document = QTextDocument("text")
    cursor = QTextCursor(document)
    before = sys.getrefcount(None)
    for _ in range(1000):
        cursor.setPosition(1)
    assert abs(sys.getrefcount(None) - before) < 100
