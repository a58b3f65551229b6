"""Clean up to a level: choose how far, see every change by kind and place, tick off what is to stay, apply as one step.

The chosen level is the one that the checker looks for from then on; it answers from its own process, so that the
window stays free. What the dialog shows is the plan that `misheard clean --level` applies.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.suggest.assemble import EngineOptions
from editor.suggest.speech.levels import plan
from editor.suggest.suggestion import Kind
from editor.ui.change_list import ChangeList
from editor.ui.change_rows import Ticks, row_of
from editor.ui.desk import Desk
from editor.ui.key_button import KeyButton
from editor.ui.keys import key_words
from editor.ui.level_cards import LevelCards, level_name
from editor.ui.translate import plural, tr

_GATHER = 120  # milliseconds in which findings are gathered before the lists are filled again
_SELDOM = 1_000  # the same while the text is looked through


class LevelsDialog(QDialog):
    """Shows the plan of a level on what lies on the desk. The caller applies `chosen` once it is accepted."""

    place_wanted = Signal(int)  # id of a mark; the dialog has closed, and keeps its level and its ticks

    def __init__(self, desk: Desk, options: EngineOptions, ticks: Ticks, parent: QWidget | None = None) -> None:
        """`options` are those of the check that runs; something lies on the desk."""
        super().__init__(parent)
        self.setWindowTitle(tr("Clean up to a level"))
        self.resize(1040, 720)
        assert desk.review is not None
        self._desk, self._review, self._options = desk, desk.review, options
        self.level = LevelCards(options.level)
        self.changes = ChangeList(desk.review, ticks)
        self.state, self._working = QLabel(), QProgressBar()
        self.apply_button = KeyButton("", key_words("Ctrl+Return"), primary=True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER)
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        self.state.setAccessibleName(tr("What would change"))
        self._working.setFixedWidth(130)
        self._working.setTextVisible(False)
        self._working.setAccessibleName(tr("Looking through the text"))
        self.cancel_button.setAutoDefault(False)
        keys = QLabel(tr("Space ticks · Enter goes to the place · one Undo takes all of it back"))
        keys.setProperty("look", "muted")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.state)
        head.addWidget(self._working)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(keys, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.apply_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 18, 18, 16)
        box.setSpacing(12)
        box.addWidget(self.level)
        box.addLayout(head)
        box.addWidget(self.changes, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.level.chosen.connect(self._look_for)
        self.changes.wanted.connect(self._show_place)
        self.changes.ticked.connect(self._tell)
        self.apply_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._gathering.timeout.connect(self._fill)
        self._desk.received.connect(self._received)
        self._desk.checker.levelled.connect(self._fill)
        self._desk.checker.progress.connect(self._progress)
        self._desk.closed.connect(self.reject)

    @property
    def ready(self) -> bool:
        """True once everything was looked through at the chosen level."""
        return self._desk.checker.level == self.level.level

    def chosen(self) -> list[int]:
        """Return the ids of the marks to accept."""
        return self.changes.rows.chosen()

    # --- what happens ----------------------------------------------------------------------------------------

    def _look_for(self, level: str) -> None:
        """Have the text looked through at another level; the plan follows as the findings come."""
        self._desk.set_options(replace(self._options, level=level))
        self._working.setRange(0, 0)
        self._gathering.start(_SELDOM)
        self._tell()

    def _received(self, _paragraphs: object) -> None:
        if not self._gathering.isActive():
            self._gathering.start(_GATHER if self.ready else _SELDOM)

    def _progress(self, done: int, total: int) -> None:
        self._working.setRange(0, max(total, 1))
        self._working.setValue(done)

    def _fill(self) -> None:
        self._gathering.stop()
        review = self._review
        marks = {m.id: (p.id, m) for p in review.transcript for m in review.marks_in(p.id) if not m.decided}
        ids = plan(((i, mark.suggestion) for i, (_, mark) in marks.items()), self.level.level).ids
        self.changes.show_rows([row_of(*marks[i]) for i in ids])
        self._tell()

    def _tell(self) -> None:
        count, total = len(self.chosen()), len(self.changes.rows.all)
        if not self.ready:
            said = tr("Looking through the text…")
        elif Kind.SPEECH not in self._options.kinds:
            said = tr("Speech errors are switched off in the settings")
        elif not total:
            said = tr("Nothing to change at this level")
        elif count < total:
            said = plural("{n} of {total} change is ticked", "{n} of {total} changes are ticked", count, total=total)
        else:
            said = plural("{n} change", "{n} changes", total)
        self.state.setText(said)
        self._working.setVisible(not self.ready)
        self.apply_button.setText(plural("Apply {n} change", "Apply {n} changes", count))
        self.apply_button.setEnabled(self.ready and count > 0)

    def _show_place(self, mark_id: int) -> None:
        super().reject()
        self.place_wanted.emit(mark_id)

    # --- closing ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close without a change; the level is what it was."""
        if self._desk.review is not None:
            self._desk.set_options(self._options)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter applies, wherever the focus is; Enter alone does what the focused button says, or nothing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.apply_button.isEnabled():
                self.accept()
        elif enter:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.level.focus_chosen()


def step_name(level: str, count: int) -> str:
    """Return the name of the undo step: "Clean up to light: 214 changes"."""
    return plural("Clean up to {level}: {n} change", "Clean up to {level}: {n} changes", count,
                  level=level_name(level).lower())
