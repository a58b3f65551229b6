"""Work for the person that takes long with a large transcript (saving, exporting): done on a thread beside the window.

The work is given a copy of what it writes, so that typing goes on meanwhile; its outcome is told on the window's
thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from editor.errors import UserError
from editor.ui.opening import LARGE, TURN

if TYPE_CHECKING:
    from concurrent.futures import Future

    from editor.review import Review

_MANY = 3_000  # paragraphs


class Beside(QObject):
    """One piece of work at a time. `tell` shows a UserError to the person."""

    _done = Signal(object)  # Future

    def __init__(self, tell: Callable[[UserError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._usual_turn = sys.getswitchinterval()
        self._future: Future[object] | None = None
        self._then: Callable[[object], None] | None = None
        self._must = False
        self._done.connect(self._was_done, Qt.ConnectionType.QueuedConnection)

    @property
    def active(self) -> bool:
        """True while something is under way."""
        return self._future is not None

    def run(self, work: Callable[[], object], then: Callable[[object], None], *, beside: bool,
            must: bool = True) -> bool:
        """Call `work`, then `then` with what it returned; False where it failed at once, which the person was told.

        With `beside` the work goes to a thread, and this returns before it is done. What `must` be done is waited for
        by `finish`; the rest is dropped then.
        """
        self.finish()
        if not beside:
            try:
                outcome = work()
            except UserError as error:
                self._tell(error)
                return False
            then(outcome)
            return True
        from concurrent.futures import ThreadPoolExecutor  # only large transcripts need it

        sys.setswitchinterval(TURN)
        self._then, self._must = then, must
        pool = ThreadPoolExecutor(1, "beside")
        self._future = pool.submit(work)
        self._future.add_done_callback(self._done.emit)
        pool.shutdown(wait=False)
        return True

    def finish(self) -> None:
        """Wait for what must be done, and tell its outcome; drop what need not be."""
        if self._future is not None:
            if self._must:
                self._deliver()
            else:
                self._clear()

    def _was_done(self, future: Future[object]) -> None:
        if future is self._future:  # else `finish` was quicker
            self._deliver()

    def _deliver(self) -> None:
        future, then = self._future, self._then
        assert future is not None
        assert then is not None
        self._clear()
        try:
            outcome = future.result()
        except UserError as error:
            self._tell(error)
            return
        then(outcome)

    def _clear(self) -> None:
        self._future = self._then = None
        sys.setswitchinterval(self._usual_turn)


def lengthy(review: Review) -> bool:
    """True where writing a transcript would hold up the window."""
    return len(review.transcript) >= _MANY or len(review.transcript.source.data) >= LARGE
