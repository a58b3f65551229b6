"""What stands behind the gate: owns the worker process, replaces one that died or hangs, and tells it everything again.

The new worker gets the present transcript, without the paragraph that the old one was at. Three threads: the keeper
writes to the process and owns the state to reload, a reader passes answers on, a guard kills a worker that has been
at one paragraph for too long (a writer blocked by a hung worker could not).
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.jobs.messages import (
    Answer,
    Cancel,
    Change,
    Configure,
    Found,
    Load,
    LookAt,
    Order,
    Said,
    SetAside,
    Troubled,
    paragraph_rows,
)
from editor.jobs.mirror import Mirror
from editor.jobs.process import WorkerProcess
from editor.transcript import Paragraph

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions

_SLICE = 500  # paragraphs packed at a time: well under a millisecond
_PAUSES = (0.0, 0.5, 2.0, 8.0)  # seconds before the first, second, … restart without a result in between
_MOST = 50  # paragraphs set aside before giving up: something else is wrong
_LOOKS = 20  # of the guard, within its patience


@dataclass(frozen=True, slots=True)
class Open:
    """A whole transcript."""

    serial: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """New versions of some paragraphs, the ids of those that are gone, and what new ones follow."""

    paragraphs: tuple[Paragraph, ...]
    gone: tuple[int, ...]
    follows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Ended:
    worker: WorkerProcess
    answered: bool


_Command = Open | Edit | Configure | LookAt | Cancel | _Ended | None


class Keeper:
    """The state that a new worker has to be told, and the threads around the present one.

    Orders go into `commands` from any thread; `hear` takes the answers, on the threads of the keeper.
    """

    def __init__(self, engine: str, patience: float, hear: Callable[[Answer], None]) -> None:
        self.commands: queue.SimpleQueue[_Command] = queue.SimpleQueue()
        self.worker: WorkerProcess | None = None
        self.last_words = ""
        self._engine = engine
        self._patience = patience
        self._hear = hear
        self._closing = threading.Event()
        self._mirror = Mirror()
        self._serial = 0
        self._options: EngineOptions | None = None
        self._visible: tuple[int, ...] = ()
        self._aside: set[tuple[int, int, int]] = set()
        self._failures = 0  # workers ended since the last result
        self._given_up = False
        self._restart_at: float | None = None
        self._threads = [
            threading.Thread(target=self._run, name="gate-keeper", daemon=True),
            threading.Thread(target=self._guard, name="gate-guard", daemon=True),
        ]

    def start(self) -> None:
        """Start the threads; they start the process."""
        for thread in self._threads:
            thread.start()

    def close(self, wait: float) -> None:
        """End process and threads; after `wait` seconds the process is killed."""
        self._closing.set()
        self.commands.put(None)
        self._threads[0].join(wait)
        worker = self.worker
        if worker is not None and self._threads[0].is_alive():
            worker.kill()
        for thread in self._threads:
            thread.join()

    # --- the keeper's thread ---------------------------------------------------------------------------------

    def _run(self) -> None:
        """Body of the thread."""
        self._start()
        while not self._closing.is_set():
            timeout = None if self._restart_at is None else max(0.0, self._restart_at - time.monotonic())
            try:
                command = self.commands.get(timeout=timeout)
            except queue.Empty:
                self._start()
                continue
            if command is None:
                break
            self._take(command)
        self._stop()

    def _take(self, command: _Command) -> None:
        match command:
            case Open():
                self._serial = command.serial
                self._aside.clear()
                self._mirror.clear()
                self._mirror.extend(command.paragraphs)
                self._try_again()
                self._send_transcript()
            case Edit():
                self._mirror.change(command.paragraphs, command.gone, dict(command.follows))
                self._send(Change(paragraph_rows(command.paragraphs), command.gone, command.follows))
            case Configure():
                self._options = command.options
                self._try_again()
                self._send(command)
            case LookAt():
                self._visible = command.paragraphs
                self._send(command)
            case Cancel():
                self._send(command)
            case _Ended():
                self._ended(command)

    def _send(self, order: Order) -> None:
        if self.worker is not None:
            self.worker.send(order)  # where it is gone, the new one is told everything

    def _send_transcript(self) -> None:
        paragraphs = self._mirror.paragraphs()
        for start in range(0, len(paragraphs) or 1, _SLICE):
            rows = paragraph_rows(paragraphs[start : start + _SLICE])
            self._send(Load(self._serial, rows, first=start == 0, last=start + _SLICE >= len(paragraphs)))

    def _start(self) -> None:
        self._restart_at = None
        try:
            worker = WorkerProcess(self._engine)
        except OSError as error:  # no room for its temporary files, no processes left
            self._given_up = True
            self._hear(Said("worker", f"The checker cannot be started ({error.strerror or error}); "
                                      "make room and open the transcript again."))
            return
        self.worker = worker
        threading.Thread(target=self._read, args=(worker,), name="gate-reader", daemon=True).start()
        if self._options is not None:
            self._send(Configure(self._options))
        if self._aside:
            self._send(SetAside(frozenset(self._aside)))
        if self._visible:
            self._send(LookAt(self._visible))
        if self._serial:
            self._send_transcript()

    def _try_again(self) -> None:
        """A new transcript or new options deserve a new attempt after giving up."""
        self._failures = 0
        if self._given_up:
            self._given_up = False
            self._restart_at = time.monotonic()

    def _ended(self, end: _Ended) -> None:
        """Find out why, set the culprit aside, and plan the restart."""
        _, work = end.worker.crumb.read()
        self.worker = None
        _, self.last_words = end.worker.bury()
        self._failures = 1 if end.answered else self._failures + 1
        if work is not None:
            self._failures -= 1  # the next one will not meet this paragraph
            self._aside.add(work)
            why = (f"Checking this paragraph took longer than {self._patience:g} seconds" if end.worker.hung
                   else "The checker stopped at this paragraph")
            self._hear(Troubled(work[0], f"{why}; it is left out until it changes."))
        if self._failures > len(_PAUSES) or len(self._aside) > _MOST:
            self._given_up = True
            self._hear(Said("worker", "The checker keeps stopping and was switched off; "
                                      "open the transcript again or change a setting to start it once more."))
            self._hear(Found(self._serial, (), 0, 0))
            return
        self._hear(Said("worker", "The checker stopped and is being started again."))
        self._restart_at = time.monotonic() + _PAUSES[max(0, self._failures - 1)]

    def _stop(self) -> None:
        worker = self.worker
        if worker is None:
            return
        worker.hang_up()
        while True:
            command = self.commands.get()
            if isinstance(command, _Ended) and command.worker is worker:
                break
        self.worker = None
        worker.bury()

    # --- the other threads -----------------------------------------------------------------------------------

    def _read(self, worker: WorkerProcess) -> None:
        """Pass on what a worker says until it ends."""
        answered = False
        try:
            while (answer := worker.receive()) is not None:
                answered = answered or (isinstance(answer, Found) and bool(answer.rows))
                self._hear(answer)
        finally:
            self.commands.put(_Ended(worker, answered))

    def _guard(self) -> None:
        """Kill a worker that stays at one paragraph. Counts looks, not hours: a computer that slept is no hang."""
        seen: object = None
        count = 0
        while not self._closing.wait(self._patience / _LOOKS):
            worker = self.worker
            turn, work = 0, None
            if worker is not None:
                with contextlib.suppress(ValueError):  # buried this moment
                    turn, work = worker.crumb.read()
            count = count + 1 if work and (worker, turn) == seen else 0
            seen = (worker, turn)
            if worker is not None and count >= _LOOKS:
                worker.hung = True
                worker.kill()
                count = 0
