"""The gate without a process: the same loop and the same messages, driven by hand. For tests and headless runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from editor.jobs.gate import Listener
from editor.jobs.loop import Build, Loop
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
    Troubled,
    frame,
    paragraph_rows,
    read_frame,
    results_of,
)
from editor.transcript import Paragraph

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions

_Message = TypeVar("_Message", Order, Answer)


class InlineGate:
    """Same calls as Gate; nothing happens until `run`. Every message is packed and unpacked as over the pipe."""

    def __init__(self, listener: Listener, build: Build) -> None:
        self._listener = listener
        self._loop = Loop(build, self._hear)
        self._serial = 0

    def configure(self, options: EngineOptions) -> None:
        """See Gate.configure."""
        self._order(Configure(options))

    def load(self, paragraphs: Iterable[Paragraph]) -> None:
        """See Gate.load."""
        self._serial += 1
        self._order(Load(self._serial, paragraph_rows(paragraphs), first=True, last=True))

    def change(self, paragraphs: Iterable[Paragraph], gone: Iterable[int] = (),
               follows: Mapping[int, int] | None = None) -> None:
        """See Gate.change."""
        self._order(Change(paragraph_rows(paragraphs), tuple(gone), tuple((follows or {}).items())))

    def look_at(self, paragraph_ids: Iterable[int]) -> None:
        """See Gate.look_at."""
        self._order(LookAt(tuple(paragraph_ids)))

    def cancel(self) -> None:
        """See Gate.cancel."""
        self._order(Cancel())

    def close(self, wait: float = 1.5) -> None:
        """See Gate.close."""
        self._loop.close()

    def run(self, steps: int | None = None) -> int:
        """Work until there is nothing to do, or `steps` times; return how many steps did something."""
        count = 0
        while (steps is None or count < steps) and self._loop.step():
            count += 1
        return count

    def _order(self, order: Order) -> None:
        self._loop.obey(_over_the_pipe(order))

    def _hear(self, answer: Answer) -> None:
        answer = _over_the_pipe(answer)
        match answer:
            case Found():
                if answer.rows:
                    self._listener.results(results_of(answer.rows))
                self._listener.progress(answer.done, answer.total)
            case Said():
                self._listener.status(answer.source, answer.text)
            case Troubled():
                self._listener.trouble(answer.paragraph, answer.text)


def _over_the_pipe(message: _Message) -> _Message:
    data = memoryview(frame(message))
    place = 0

    def read(count: int) -> bytes:
        nonlocal place
        place += count
        return bytes(data[place - count : place])

    result: _Message = read_frame(read)
    return result
