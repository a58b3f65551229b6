"""A card that shows a Picture: how the grammar checker stands, with what a person can do about it."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.ui import theme
from editor.ui.grammar_picture import Act, Picture, Tone
from editor.ui.translate import tr

_SIGNS = {Tone.CALM: "○", Tone.BUSY: "…", Tone.GOOD: "✓", Tone.WARNING: "!", Tone.BAD: "✕"}
_MAIN = (Act.GET, Act.GO)
_STEPS = 1000


class StateCard(QFrame):
    """Only shows; `wanted` says which button was pressed (an Act)."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statecard")
        self.setAccessibleName(tr("State of the grammar checker"))
        self.title, self.detail = QLabel(), QLabel()
        self.title.setProperty("look", "title")
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.title, self.detail):
            label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self._facts, self._buttons = QGridLayout(), QHBoxLayout()
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(3)
        self._facts.setColumnStretch(1, 1)
        self._buttons.setSpacing(8)
        self.buttons: dict[Act, QPushButton] = {}
        self.shown: Picture | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(7)
        box.addWidget(self.title)
        box.addWidget(self.detail)
        box.addWidget(self.bar)
        box.addLayout(self._facts)
        box.addLayout(self._buttons)

    def show_picture(self, shown: Picture) -> None:
        """Show this; buttons stay where they are the same, so that one under the pointer does not vanish."""
        before, self.shown = self.shown, shown
        colours = theme.current()
        colour = {Tone.GOOD: colours.accepted, Tone.BAD: colours.removed, Tone.WARNING: colours.grammar,
                  Tone.BUSY: colours.accent, Tone.CALM: colours.muted}[shown.tone]
        self.title.setText(f'<span style="color:{colour.name()}">{_SIGNS[shown.tone]}</span>&nbsp; '
                           f"{html.escape(shown.title)}")
        self.detail.setText(shown.detail)
        self.detail.setVisible(bool(shown.detail))
        self._show_bar(shown.share)
        if before is None or before.tone is not shown.tone:
            self.setProperty("tone", shown.tone.value)
            theme.restyle(self)
        if before is None or before.facts != shown.facts:
            self._show_facts(shown)
        if before is None or before.acts != shown.acts:
            self._show_buttons(shown)

    def _show_bar(self, share: float | None) -> None:
        self.bar.setVisible(share is not None)
        if share is None or share < 0:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(share * _STEPS))

    def _show_facts(self, shown: Picture) -> None:
        _empty(self._facts)
        for row, (name, value) in enumerate(shown.facts):
            for column, text in enumerate((name, value)):
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(column == 1)
                if column == 0:
                    label.setProperty("look", "muted")
                    label.setAlignment(Qt.AlignmentFlag.AlignTop)
                else:
                    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._facts.addWidget(label, row, column)

    def _show_buttons(self, shown: Picture) -> None:
        focused = any(button.hasFocus() for button in self.buttons.values())
        _empty(self._buttons)
        self.buttons = {}
        for act, text in shown.acts:
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setProperty("primary", act in _MAIN)
            button.clicked.connect(lambda _=False, act=act: self.wanted.emit(act))
            self._buttons.addWidget(button)
            self.buttons[act] = button
        self._buttons.addStretch(1)
        if focused and self.buttons:
            next(iter(self.buttons.values())).setFocus()


def _empty(layout: QGridLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
