"""The worker process: reads orders on a thread, works between them, and ends when the window is gone.

Its standard input and output are the pipes to the window. Both are moved to private descriptors first, so that
neither a stray print nor a server started by a detector can get between.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import importlib
import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from typing import BinaryIO

from editor.jobs.crumb import Crumb
from editor.jobs.loop import Build, Loop
from editor.jobs.messages import Answer, Order, frame, read_frame

_GRACE = 1.0  # seconds for the work under way once the window is gone
_POLL = 0.2  # seconds between looks at a stage that was not ready


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve one window until it closes the pipe or dies."""
    parser = argparse.ArgumentParser(prog="misheard-worker", description="Misheard's worker process; not for people.")
    parser.add_argument("--engine", required=True, help="module:function that builds the engine")
    parser.add_argument("--crumb", required=True, help="shared memory that names the work under way")
    chosen = parser.parse_args(arguments)
    faulthandler.enable()
    incoming, outgoing = _private_pipes()
    crumb = Crumb.open(chosen.crumb)
    worker = _Worker(chosen.engine, incoming, outgoing, crumb)
    return worker.run()


class _Worker:
    """The threads around one Loop."""

    def __init__(self, engine: str, incoming: BinaryIO, outgoing: BinaryIO, crumb: Crumb) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._writing = threading.Lock()
        self._parent = os.getppid()
        self._loop = Loop(_builder(engine), self._send, crumb.begin)

    def run(self) -> int:
        """Obey and work until the window is gone."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        if os.name == "posix":
            threading.Thread(target=self._watch_parent, name="parent", daemon=True).start()
        busy = False
        with contextlib.suppress(BrokenPipeError):  # the window is gone: nobody left to answer
            while True:
                try:
                    order = self._next(busy)
                except queue.Empty:
                    busy = self._loop.step()
                    continue
                if order is None:
                    break
                self._loop.obey(order)
                busy = True
        self._loop.close()
        return 0

    def _next(self, busy: bool) -> Order | None:
        if busy:
            return self._orders.get_nowait()
        return self._orders.get(timeout=_POLL) if self._loop.waiting else self._orders.get()

    def _listen(self) -> None:
        while (order := read_frame(self._incoming.read)) is not None:
            self._orders.put(order)
        self._leave()

    def _watch_parent(self) -> None:
        """Notice the window's death even where another process still holds its end of the pipe."""
        while os.getppid() == self._parent:
            time.sleep(1.0)
        self._leave()

    def _leave(self) -> None:
        self._orders.put(None)
        time.sleep(_GRACE)
        os._exit(0)  # still at one paragraph, or waiting for a server: nobody is left who wants it

    def _send(self, answer: Answer) -> None:
        data = frame(answer)
        with self._writing:
            self._outgoing.write(data)
            self._outgoing.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def _builder(name: str) -> Build:
    module, _, function = name.partition(":")
    place = importlib.import_module(module)
    if prepare := getattr(place, "prepare", None):
        prepare()  # the window is still reading what it will ask for
    build: Build = getattr(place, function)
    return build


if __name__ == "__main__":
    sys.exit(main())
