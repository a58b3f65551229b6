"""Nothing that the person did is lost: a journal of each step while the window lives, and the offer after a crash."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.errors import UserError
from editor.review import Review
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.storage.decisions import Decisions
    from editor.storage.ledger import Ledger
    from editor.storage.recovery import Journal, Session
    from editor.ui.main_window import MainWindow

_IDLE = 1500  # milliseconds after opening
_LOOK = 50  # milliseconds between looks whether the journal is written
_SLICE = 0.005  # seconds of getting ready to write before the window gets its turn
_REST = 20_000  # milliseconds without a change, after which the journal tidies up (it may wait for the disk)


class Rescue:
    """The journal of one window. Opens no database before the first paint."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._journal: Journal | None = None
        self._packing: Iterator[None] = iter(())
        self._counted: Decisions | None = None
        self._idling = QTimer(window, singleShot=True, interval=_IDLE)
        self._idling.timeout.connect(self._begin)
        self._resting = QTimer(window, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._rest)

    @property
    def decisions(self) -> Decisions:
        """What was decided over all transcripts."""
        if self._counted is None:
            from editor.storage.decisions import Decisions

            self._counted = Decisions()
        return self._counted

    @property
    def ledger(self) -> Ledger | None:
        """When the decisions of the open review were made."""
        return self._journal.ledger if self._journal is not None else None

    def follow(self, review: Review, path: Path | None, ledger: Ledger | None = None, *,
               unsaved: bool = False) -> None:
        """Keep this review safe from now on, in place of the one before, which was saved or given up."""
        from editor.storage.recovery import Journal

        self.done()
        self._journal = Journal(review, path, trouble=self._trouble, ledger=ledger, unsaved=unsaved)
        self._packing = self._journal.packing()
        self._idling.start(_IDLE)
        self.decisions.listen(review)
        review.listen(lambda change: self._resting.start())

    def _begin(self) -> None:
        """Write the whole transcript down once, so that the first decision does not wait for it."""
        if self._journal is None:
            return
        end = time.perf_counter() + _SLICE
        for _ in self._packing:
            if time.perf_counter() >= end:
                self._idling.start(0)
                return
        self._journal.begin_beside()
        if not self._journal.settled():
            self._idling.start(_LOOK)

    def _rest(self) -> None:
        if self._journal is not None:
            self._journal.rest()

    @property
    def steps(self) -> int:
        """How many changes the journal holds that are not saved."""
        return self._journal.steps if self._journal is not None else 0

    def saved(self, path: Path, since: int = 0) -> None:
        """The review was saved; `since` then so many changes were made."""
        if self._journal is not None:
            self._journal.saved(path, since)

    def done(self) -> None:
        """The person saved, or chose not to: there is nothing to bring back."""
        self._idling.stop()
        self._resting.stop()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def close(self) -> None:
        """The window closes."""
        self.done()
        if self._counted is not None:
            self._counted.close()

    # --- after a crash ---------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Ask about work that a crash left behind, where there is any."""
        from editor.storage.recovery import pending

        sessions = pending()
        if not sessions:
            return
        latest = sessions[0]
        name = latest.path.name if latest.path is not None else tr("a transcript that was never saved")
        text = tr("Misheard did not end as it should. Work on {name} can be brought back.", name=name)
        if len(sessions) > 1:
            text += " " + tr("({n} more besides.)", n=len(sessions) - 1)
        self._window.notice.ask(text, (tr("Show…"), self.choose))

    def choose(self) -> None:
        """Show what can be brought back, and do what the person says."""
        from editor.storage.recovery import discard, pending
        from editor.ui.recovery_dialog import RecoveryDialog

        sessions = pending()
        if not sessions:
            return
        dialog = RecoveryDialog(sessions, self._window)
        wanted = dialog.exec()
        session = dialog.session()
        if session is not None and wanted == RecoveryDialog.BRING_BACK and self._window.files.may_close():
            self._bring_back(session)
        elif session is not None and wanted == RecoveryDialog.DELETE:
            discard(session)
            self.offer()

    def _bring_back(self, session: Session) -> None:
        from editor.storage.recovery import discard, restore

        try:
            review, ledger = restore(session)
        except UserError as error:
            self._window.files.tell(error)
            return
        self._window.files.adopt(review, session.path, ledger)
        discard(session)
        if session.file_state == "changed":
            self._window.notice.ask(tr("{name} was changed by another program since. Save as… keeps both.",
                                       name=session.path.name if session.path else ""))
        else:
            self._window.say(tr("Brought back; nothing is saved yet"))

    def _trouble(self, sentence: str) -> None:
        if sentence:
            self._window.notice.ask(sentence)
        else:
            self._window.say(tr("Your work is kept safe again"))
