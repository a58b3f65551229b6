"""A line under the toolbar that asks or tells something without stopping the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from editor.ui.translate import tr


class Notice(QFrame):
    """Shows one notice at a time; a later one takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(16, 7, 12, 7)
        self._box.setSpacing(8)
        self._box.addWidget(self.text, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    def ask(self, text: str, *answers: tuple[str, Callable[[], None]], closable: bool = True) -> None:
        """Show `text` with a button for each answer, and one that puts the notice away where it is `closable`."""
        for button in self._buttons:
            self._box.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        self.text.setText(text)
        for word, action in answers:
            self._add(word).clicked.connect(action)
        if closable:
            self._add(tr("Not now") if answers else tr("Close"))
        self.show()

    def _add(self, word: str) -> QPushButton:
        button = QPushButton(word)
        button.clicked.connect(self.hide)
        self._box.addWidget(button)
        self._buttons.append(button)
        return button
