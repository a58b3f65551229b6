"""What a crash left behind: bring it back, delete it, or decide later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.storage.recovery import Session
from editor.ui.translate import plural, tr

_SESSION = Qt.ItemDataRole.UserRole


class RecoveryDialog(QDialog):
    """A list of sessions, the latest first. The result is BRING_BACK, DELETE or 0 for later."""

    BRING_BACK, DELETE = 1, 2

    def __init__(self, sessions: Sequence[Session], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Bring back unsaved work"))
        self.resize(600, 300)
        lead = QLabel(tr("Misheard was ended before this work was saved. It is kept until you bring it back or "
                         "delete it."))
        lead.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Unsaved work"))
        for session in sessions:
            item = QListWidgetItem(words_for(session))
            item.setData(_SESSION, session)
            item.setToolTip(str(session.path or session.file))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.bring_button, delete, later = (QPushButton(t) for t in (tr("Bring back"), tr("Delete"), tr("Later")))
        self.bring_button.setDefault(True)
        self.bring_button.clicked.connect(self._bring)
        delete.clicked.connect(self._delete)
        later.clicked.connect(self.reject)
        for button in (delete, later):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(delete)
        foot.addStretch(1)
        foot.addWidget(later)
        foot.addWidget(self.bring_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(lead)
        box.addWidget(self.list, 1)
        box.addLayout(foot)

    def session(self) -> Session | None:
        """Return the chosen session."""
        item = self.list.currentItem()
        found = item.data(_SESSION) if item is not None else None
        return found if isinstance(found, Session) else None

    def _bring(self) -> None:
        self.done(self.BRING_BACK)

    def _delete(self) -> None:
        self.done(self.DELETE)


def words_for(session: Session) -> str:
    """Return a session as one line: file, time, how much was done."""
    name = session.path.name if session.path is not None else tr("never saved")
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(session.at)), QLocale.FormatType.ShortFormat)
    steps = plural("{n} unsaved step", "{n} unsaved steps", session.steps)
    decisions = plural("{n} decision", "{n} decisions", session.decisions)
    state = {"changed": tr("the file was changed since"), "gone": tr("the file is gone")}.get(session.file_state)
    return " · ".join(filter(None, [name, when, f"{steps}, {decisions}", state]))
