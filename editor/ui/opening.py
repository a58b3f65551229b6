"""Opening a large file: read beside the window, then laid into the view in slices, so that the window never stops.

Reading runs on a thread whose turns are kept short: the objects that it makes would cost the window more to take over
from another process than it costs to make them here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.errors import UserError
from editor.review import Review
from editor.ui.shown_text import shown
from editor.ui.translate import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from editor.storage.ledger import Ledger
    from editor.ui.main_window import MainWindow

LARGE = 256 * 1024  # bytes from which a file is read beside the window; smaller ones are open before the next paint
_PATIENCE = 400  # milliseconds before a notice says what is going on
_SLICE = 0.005  # seconds of filling the view before the window gets its turn
TURN = 0.0005  # seconds that a thread beside the window may hold the interpreter for

Read = Callable[[], "tuple[Review, Ledger | None]"]
_Work = tuple[Review, "Ledger | None", list[str]]


class Opening(QObject):
    """One file at a time on its way into the window; another one, or `cancel`, takes its place."""

    _read = Signal(object)  # Future

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._name = ""
        self._future: Future[_Work] | None = None
        self._filling: Iterator[int] | None = None
        self._total = 0
        self._ready: Callable[[Review, Ledger | None], None] | None = None
        self._may_leave: Callable[[], bool] = bool
        self._loaded: tuple[Review, Ledger | None] | None = None
        self._usual_turn = sys.getswitchinterval()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._tell)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._fill)
        self._told = False
        self._read.connect(self._was_read, Qt.ConnectionType.QueuedConnection)

    @property
    def active(self) -> bool:
        """True while a file is on its way."""
        return self._ready is not None

    def start(self, path: Path, read: Read, may_leave: Callable[[], bool],
              ready: Callable[[Review, Ledger | None], None]) -> None:
        """Have `read` called on a thread of its own, then `ready` on the window's, with the view filled.

        `may_leave` is asked on the window's thread before the transcript that is open now gives way: the person may
        have gone on working on it. A UserError of `read` is told; what was open then stays.
        """
        self.cancel()
        self._name, self._ready, self._may_leave = path.name, ready, may_leave
        sys.setswitchinterval(TURN)
        self._patience.start()
        from concurrent.futures import ThreadPoolExecutor  # only large files need it

        pool = ThreadPoolExecutor(1, "opening")
        self._future = pool.submit(_worked, read)
        self._future.add_done_callback(self._read.emit)
        pool.shutdown(wait=False)

    def cancel(self) -> None:
        """Leave off; what the thread still reads is dropped."""
        if not self.active:
            return
        self._finish()
        self._window.view.clear_review()

    def _finish(self) -> None:
        sys.setswitchinterval(self._usual_turn)
        self._patience.stop()
        self._turn.stop()
        if self._told:
            self._window.notice.hide()
        self._told = False
        self._future = self._filling = self._ready = self._loaded = None

    def _was_read(self, future: Future[_Work]) -> None:
        if future is not self._future:
            return  # another file was asked for since
        try:
            review, ledger, texts = future.result()
        except UserError as error:
            self._finish()
            self._window.files.tell(error)
            return
        except BaseException:
            self._finish()
            raise
        sys.setswitchinterval(self._usual_turn)
        if not self._may_leave():
            self._finish()
            return
        if future is not self._future:
            return  # the question took its time
        self._loaded, self._total = (review, ledger), len(texts)
        self._window.files.make_room()
        if self._told:
            self._tell()  # the notice went with the transcript that was open
        self._filling = self._window.view.filling(review, texts)
        self._turn.start()

    def _fill(self) -> None:
        assert self._filling is not None
        end = time.perf_counter() + _SLICE
        done = 0
        for done in self._filling:
            if time.perf_counter() >= end:
                if self._told:
                    self._window.notice.text.setText(self._sentence(100 * done // max(1, self._total)))
                self._turn.start()
                return
        assert self._loaded is not None
        assert self._ready is not None
        loaded, ready = self._loaded, self._ready
        self._finish()
        ready(*loaded)

    def _tell(self) -> None:
        self._told = True
        self._window.notice.ask(self._sentence(0), (tr("Cancel"), self.cancel), closable=False)

    def _sentence(self, percent: int) -> str:
        return tr("Opening {name}… {p} %", name=self._name, p=percent) if percent else tr(
            "Opening {name}…", name=self._name)


def large(path: Path) -> bool:
    """True where reading `path` would hold up the window; False too where it cannot be looked at."""
    try:
        return path.is_file() and path.stat().st_size >= LARGE
    except (OSError, ValueError):
        return False


def _worked(read: Read) -> _Work:
    review, ledger = read()
    return review, ledger, [shown(p.text) for p in review.transcript]
