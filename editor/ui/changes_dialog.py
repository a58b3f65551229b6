"""Every change that was accepted, at its place; one key puts the original back as an open suggestion.

What cleaning up cuts is gone from the text, but never from sight: here it stands struck out between the words that
were around it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.review import Review, Verdict
from editor.ui.change_list import ChangeList
from editor.ui.change_rows import row_of
from editor.ui.desk import Desk
from editor.ui.key_button import KeyButton
from editor.ui.translate import plural, tr

_GATHER = 60  # milliseconds in which changes of the review are gathered


class ChangesDialog(QDialog):
    """Lists what was changed in the review on the desk, and changes with it."""

    place_wanted = Signal(int)  # id of a mark; the dialog has closed

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert desk.review is not None
        self.setWindowTitle(tr("Changes so far"))
        self.resize(960, 620)
        self._review: Review = desk.review
        self.changes = ChangeList(desk.review, None)
        self.state, self.told = QLabel(), QLabel()
        self.reopen_button = KeyButton(tr("Put the original back"), "R", primary=True)
        self.kind_button = KeyButton("", "⇧ R")
        self.close_button = QPushButton(tr("Close"))
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER)
        self._gathering.timeout.connect(self._fill)
        self._lay_out()
        self.changes.wanted.connect(self._show_place)
        self.changes.kinds.selectionModel().currentChanged.connect(self._tell)
        self.changes.places.selectionModel().currentChanged.connect(self._tell)
        self.reopen_button.clicked.connect(self.reopen)
        self.kind_button.clicked.connect(self.reopen_kind)
        self.close_button.clicked.connect(self.reject)
        desk.changed.connect(self._gather)
        desk.received.connect(self._gather)
        desk.closed.connect(self.reject)
        for keys, slot in ((QKeySequence.StandardKey.Undo, self._undo), (QKeySequence.StandardKey.Redo, self._redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._fill()

    def _lay_out(self) -> None:
        self.state.setAccessibleName(tr("Changes so far"))
        self.told.setProperty("look", "muted")
        self.told.setAccessibleName(tr("What happened"))
        self.close_button.setAutoDefault(False)
        keys = QLabel(tr("Enter goes to the place · {undo} undoes",
                         undo=QKeySequence(QKeySequence.StandardKey.Undo).toString(
                             QKeySequence.SequenceFormat.NativeText)))
        keys.setProperty("look", "muted")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.state)
        head.addWidget(self.told, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(keys, 1)
        for button in (self.close_button, self.kind_button, self.reopen_button):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.changes, 1)
        box.addLayout(foot)

    # --- what a person does ----------------------------------------------------------------------------------

    def reopen(self) -> None:
        """Put the original of the current change back, as an open suggestion."""
        current = self.changes.current()
        if current is None:
            return
        if self._review.revert([current]) is None:
            self.told.setText(tr("The text here has changed since; Undo takes steps back one by one"))
        else:
            self.told.setText(tr("The original is back, as an open suggestion"))
        self.changes.places.setFocus()

    def reopen_kind(self) -> None:
        """Put the originals of all changes that the list shows back, as one step."""
        ids = self.changes.rows.shown_ids()
        open_before = self._review.counts[Verdict.OPEN]
        if self._review.revert(ids) is not None:
            done = self._review.counts[Verdict.OPEN] - open_before
            self.told.setText(plural("{n} original is back, as an open suggestion",
                                     "{n} originals are back, as open suggestions", done))
        self.changes.places.setFocus()

    def _show_place(self, mark_id: int) -> None:
        self.reject()
        self.place_wanted.emit(mark_id)

    def _undo(self) -> None:
        if self._review.history.undo_label:
            self.told.setText(tr("Undone: {step}", step=self._review.history.undo_label))
            self._review.undo()

    def _redo(self) -> None:
        if self._review.history.redo_label:
            self.told.setText(tr("Done again: {step}", step=self._review.history.redo_label))
            self._review.redo()

    # --- what is shown ---------------------------------------------------------------------------------------

    def _gather(self, _what: object) -> None:
        if not self._gathering.isActive():
            self._gathering.start()

    def _fill(self) -> None:
        review = self._review
        self.changes.show_rows([row_of(p.id, m) for p in review.transcript for m in review.marks_in(p.id)
                                if m.verdict in (Verdict.ACCEPTED, Verdict.EDITED)])
        self._tell()

    def _tell(self, *_: object) -> None:
        total, shown = len(self.changes.rows.all), self.changes.rows.rowCount()
        self.state.setText(plural("{n} change", "{n} changes", total) if total else
                           tr("No suggestion has been accepted yet"))
        mark = self._review.mark(self.changes.current() or 0)
        self.reopen_button.setEnabled(mark is not None)
        self.kind_button.setText(plural("Put {n} back", "Put all {n} back", shown))
        self.kind_button.setEnabled(shown > 1)

    # --- keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R puts one original back, Shift+R all that are shown; Enter does what the focused button says."""
        if event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.reopen()
        elif event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.reopen_kind()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.changes.places.setFocus()
