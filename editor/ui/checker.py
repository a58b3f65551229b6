"""Between the review and the worker process: sends what changed after a short pause, takes what was found.

The gate speaks on its own thread; one signal brings its words to the window's thread. Findings are taken in slices,
so that a burst of them never holds up a key.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.review import Change, Review

if TYPE_CHECKING:
    from editor.jobs import Listener, Result
    from editor.suggest.assemble import EngineOptions
    from editor.transcript import Paragraph

PAUSE = 350  # milliseconds without typing before a paragraph is checked again
_SLICE = 0.005  # seconds of taking findings before the window gets its turn


class Door(Protocol):
    """What the checker needs of a gate (the real one, or the inline one of tests)."""

    def configure(self, options: EngineOptions) -> None: ...
    def load(self, paragraphs: Iterable[Paragraph]) -> None: ...
    def change(self, paragraphs: Iterable[Paragraph], gone: Iterable[int] = (),
               follows: Mapping[int, int] | None = None) -> None: ...
    def look_at(self, paragraph_ids: Iterable[int]) -> None: ...
    def close(self, wait: float = 1.5) -> None: ...


class _Ear(QObject):
    """Hears the gate on its thread, and says it again on the window's."""

    heard = Signal(object)

    def results(self, results: list[Result]) -> None:
        self.heard.emit(("results", results))

    def progress(self, done: int, total: int) -> None:
        self.heard.emit(("progress", done, total))

    def status(self, source: str, text: str) -> None:
        self.heard.emit(("status", source, text))

    def trouble(self, paragraph: int, message: str) -> None:
        self.heard.emit(("trouble", paragraph, message))


def _real_gate(listener: Listener) -> Door:
    """Open the gate to the worker process; what that takes is imported after the first paint."""
    from editor.jobs import Gate

    return Gate(listener)


class Checker(QObject):
    """Keeps a review checked. Starts no process before the first `start`."""

    received = Signal(object)  # ids of paragraphs whose marks are new
    progress = Signal(int, int)
    status = Signal(str, str)
    trouble = Signal(int, str)
    levelled = Signal(str)  # everything is looked through for speech at this level, and the review has it

    def __init__(self, open_gate: Callable[[Listener], Door] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_gate = open_gate or _real_gate
        self._gate: Door | None = None
        self._review: Review | None = None
        self._ignored: frozenset[str] = frozenset()  # never to be suggested for, in small letters
        self._options: EngineOptions | None = None
        self.level = ""  # see `levelled`; empty while that is not so
        self._level_said = ""
        self._dirty: dict[int, None] = {}
        self._waiting: deque[Result] = deque()
        self._ear = _Ear(self)
        self._ear.heard.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._taking = QTimer(self, singleShot=True, interval=0)
        self._taking.timeout.connect(self._take)

    def open(self) -> None:
        """Start the worker, so that it gets ready while the window still finds out what it is to look for."""
        if self._gate is None:
            self._gate = self._open_gate(self._ear)

    def start(self, review: Review, options: EngineOptions) -> None:
        """Check this review from now on, from its beginning."""
        self.open()
        assert self._gate is not None
        self._review = review
        self._ignored = frozenset(map(str.casefold, options.ignored))
        self._options, self.level, self._level_said = options, "", ""
        self._dirty.clear()
        self._waiting.clear()
        self._gate.configure(options)
        self._gate.load(review.transcript.paragraphs)

    def configure(self, options: EngineOptions) -> None:
        """Look for something else from now on; everything is checked again."""
        if self._gate is not None:
            self.flush()
            self._ignored = frozenset(map(str.casefold, options.ignored))
            if self._options is None or options.level != self._options.level:
                self.level = self._level_said = ""
            self._options = options
            self._gate.configure(options)

    def changed(self, change: Change, at_once: bool = False) -> None:
        """Have the paragraphs that a change touched checked again after the pause."""
        for run in change.runs:
            texts = {s.paragraph.id: s.paragraph for s in run.before}
            for state in run.after:
                if texts.pop(state.paragraph.id, None) != state.paragraph:
                    self._dirty[state.paragraph.id] = None
            self._dirty.update(dict.fromkeys(texts))
        if self._dirty:
            if at_once:
                self.flush()
            else:
                self._pause.start()

    def flush(self) -> None:
        """Send what is dirty now."""
        self._pause.stop()
        if self._review is None or self._gate is None or not self._dirty:
            self._dirty.clear()
            return
        transcript = self._review.transcript
        here = {pid: index for pid in self._dirty if (index := transcript.index_of(pid)) is not None}
        gone = [pid for pid in self._dirty if pid not in here]
        self._dirty.clear()
        follows = {pid: transcript[index - 1].id if index else 0 for pid, index in here.items()}
        self._gate.change([transcript[index] for index in sorted(here.values())], gone, follows)

    def look_at(self, paragraph_ids: Iterable[int]) -> None:
        """Check what the person sees first."""
        if self._gate is not None:
            self._gate.look_at(paragraph_ids)

    def stop(self) -> None:
        """Forget the review; the worker stays for the next one."""
        self._review = None
        self._dirty.clear()
        self._waiting.clear()
        self._pause.stop()
        if self._gate is not None:
            self._gate.load([])

    def close(self) -> None:
        """End the worker process."""
        self._review = None
        self._pause.stop()
        self._taking.stop()
        if self._gate is not None:
            self._gate.close()
            self._gate = None

    # --- what the gate says ----------------------------------------------------------------------------------

    def _heard(self, message: tuple[object, ...]) -> None:
        match message:
            case ("results", list() as results):
                self._waiting.extend(results)
                self._taking.start()
            case ("progress", int() as done, int() as total):
                self.progress.emit(done, total)
            case ("status", "level", str() as level):
                self._level_said = level
                if not self._waiting:
                    self._tell_level()
            case ("status", str() as source, str() as text):
                self.status.emit(source, text)
            case ("trouble", int() as paragraph, str() as text):
                self.trouble.emit(paragraph, text)

    def _take(self) -> None:
        """Hand waiting results to the review until the slice of time is used up."""
        if self._review is None:
            self._waiting.clear()
            return
        end = time.perf_counter() + _SLICE
        touched = []
        while self._waiting and time.perf_counter() < end:
            result = self._waiting.popleft()
            found = [s for s in result.suggestions if s.original.casefold() not in self._ignored]
            if self._review.receive(result.paragraph, result.revision, found, result.pending):
                touched.append(result.paragraph)
        if self._waiting:
            self._taking.start()
        if touched:
            self.received.emit(touched)
        if not self._waiting:
            self._tell_level()

    def _tell_level(self) -> None:
        """Tell of a level once every finding of it was taken; not of one that is no longer asked for."""
        said, self._level_said = self._level_said, ""
        if said and self._options is not None and said == self._options.level:
            self.level = said
            self.levelled.emit(said)
