"""The window's door to the worker: orders go in without waiting, answers come out on a thread of the gate."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from editor.jobs.keeper import Edit, Keeper, Open
from editor.jobs.messages import Answer, Cancel, Configure, Found, LookAt, Result, Said, Troubled, results_of
from editor.transcript import Paragraph

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions

ENGINE = "editor.suggest.assemble:build"


class Listener(Protocol):
    """Who is told. Called on the gate's threads, one call at a time, never after `close` has returned."""

    def results(self, results: list[Result]) -> None:
        """Take a batch of at most some hundred suggestions."""

    def progress(self, done: int, total: int) -> None:
        """Take how much of the work at hand is done; equal numbers say that the worker rests."""

    def status(self, source: str, text: str) -> None:
        """Take a sentence for the status bar; `source` is "worker", "grammar", …"""

    def trouble(self, paragraph: int, message: str) -> None:
        """Take why this paragraph is not checked further until it changes."""


class Gate:
    """One worker process, started at once; no call blocks but `close`, for a moment.

    `engine` names the function that builds the engine ("module:function"). `patience` is how many seconds one
    paragraph may take at one stage before the worker is replaced and the paragraph left out.
    """

    def __init__(self, listener: Listener, engine: str = ENGINE, patience: float = 10.0) -> None:
        self._listener = listener
        self._speaking = threading.Lock()
        self._serial = 0
        self._closed = False
        self._keeper = Keeper(engine, patience, self._hear)
        self._keeper.start()

    def configure(self, options: EngineOptions) -> None:
        """Take what to look for; everything is checked again, and what was found stands until it is replaced."""
        self._keeper.commands.put(Configure(options))

    def load(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take a whole transcript; answers about the one before it are dropped from now on."""
        with self._speaking:
            self._serial += 1
        self._keeper.commands.put(Open(self._serial, tuple(paragraphs)))

    def change(self, paragraphs: Iterable[Paragraph], gone: Iterable[int] = (),
               follows: Mapping[int, int] | None = None) -> None:
        """Take new versions, in text order, and the ids now gone.

        `follows`: for a paragraph of a new id, the id of the one before it (0: it is the first).
        """
        self._keeper.commands.put(Edit(tuple(paragraphs), tuple(gone), tuple((follows or {}).items())))

    def look_at(self, paragraph_ids: Iterable[int]) -> None:
        """Have these paragraphs, which the person sees, checked first."""
        self._keeper.commands.put(LookAt(tuple(paragraph_ids)))

    def cancel(self) -> None:
        """Stop checking what is not checked yet; edits and new options start anew."""
        self._keeper.commands.put(Cancel())

    def close(self, wait: float = 1.5) -> None:
        """End the worker; after `wait` seconds, the hard way. May be called twice; nobody is told anything after it."""
        with self._speaking:
            self._closed = True
        self._keeper.close(wait)

    @property
    def worker_pid(self) -> int | None:
        """Process id of the present worker, None between two."""
        worker = self._keeper.worker
        return worker.pid if worker else None

    @property
    def last_words(self) -> str:
        """What the last worker that ended wrote to its standard error, for a report of the error."""
        return self._keeper.last_words

    def _hear(self, answer: Answer) -> None:
        """Pass an answer on; called on the gate's threads."""
        with self._speaking:
            if self._closed:
                return
            match answer:
                case Found():
                    self._found(answer)
                case Said():
                    self._listener.status(answer.source, answer.text)
                case Troubled():
                    self._listener.trouble(answer.paragraph, answer.text)

    def _found(self, answer: Found) -> None:
        if answer.serial == self._serial:
            if answer.rows:
                self._listener.results(results_of(answer.rows))
            self._listener.progress(answer.done, answer.total)
