"""`misheard doctor --get-languagetool`: download and install LanguageTool, told in words or, for the window, in JSON.

For the window it is a process of its own: a line of JSON for each piece of news on standard output, first the offer
with its size; it begins when a line comes in, and ends, tidily, when its input does, however the window ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from editor.errors import UserError
from editor.suggest.grammar.folder import read_folder
from editor.suggest.grammar.installing import Step, install, sweep
from editor.suggest.grammar.offer import UNPACKED, Offer, offered
from editor.suggest.grammar.transfer import StoppedError, Transfer, megabytes

_RATE = 0.1  # seconds between two pieces of news
_GRACE = 5.0  # seconds for what is at work to stop by itself, before the process ends without asking
_DOING = {Step.TRANSFER: "downloading", Step.CHECK: "checking", Step.UNPACK: "unpacking"}


def get_languagetool() -> int:
    """Get it, and tell a person on the terminal; return the exit code. Raises UserError."""
    stopped = threading.Event()
    offer = offered()
    if read_folder(offer.folder):
        print(f"LanguageTool {offer.version} is in {offer.folder} already")
        return 0
    size = Transfer(offer.url, f"LanguageTool {offer.version}", offer.most, stopped).size()
    rest = f"; {megabytes(offer.here)} of it are here already" if offer.here else ""
    print(f"LanguageTool {offer.version}: {megabytes(size)} to download from {offer.url}{rest}")
    print(f"about {megabytes(int(size * UNPACKED))} in {offer.folder}")
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with _Terminal() as terminal:
        try:
            folder = install(offer, _rarely(terminal.show), stopped)
        except (KeyboardInterrupt, StoppedError):
            terminal.close()
            print(f"misheard: stopped; {megabytes(offer.here)} are kept, and the same command goes on from there",
                  file=sys.stderr)
            return 1
    print(f"LanguageTool {offer.version} is installed in {folder}")
    return 0


def serve_window() -> int:
    """Get it for the window, see the module's first lines; return the exit code."""
    stopped = threading.Event()
    try:
        sweep()
        offer = offered()
        size = Transfer(offer.url, f"LanguageTool {offer.version}", offer.most, stopped, pauses=()).size()
        _say(news="offer", version=offer.version, size=size, unpacked=int(size * UNPACKED), here=offer.here,
             url=offer.url, folder=str(offer.folder))
        if not sys.stdin.readline():
            return 1
        threading.Thread(target=_listen, args=(stopped,), daemon=True).start()
        folder = install(offer, _rarely(lambda step, done, total: _say(news=str(step), done=done, total=total)),
                         stopped)
        _say(news="installed", folder=str(folder))
    except StoppedError:
        _say(news="stopped", here=offer.here)
        return 1
    except UserError as error:
        _say(news="failed", why=str(error))
        return 1
    return 0


def _listen(stopped: threading.Event) -> None:
    """Stop when the window says so by closing our input, or is gone."""
    sys.stdin.read()
    stopped.set()
    time.sleep(_GRACE)
    os._exit(1)  # a connection on which nothing comes; the part file holds what came


def _say(**news: object) -> None:
    try:
        print(json.dumps(news), flush=True)
    except OSError:
        return  # nobody reads any more; the end of our input says the same


def _rarely(tell: Callable[[Step, int, int], None]) -> Callable[[Step, int, int], None]:
    """Pass on what is told at most ten times a second, and the beginning of each step."""
    last: list[tuple[Step, float]] = []

    def told(step: Step, done: int, total: int) -> None:
        now = time.monotonic()
        if not last or last[-1][0] is not step or now - last[-1][1] >= _RATE or (total and done == total):
            last[:] = [(step, now)]
            tell(step, done, total)

    return told


class _Terminal:
    """One line that is written over, on a terminal; elsewhere a line for each step."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._step: Step | None = None

    def __enter__(self) -> _Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def show(self, step: Step, done: int, total: int) -> None:
        """Tell how far it is."""
        words = _DOING.get(step, "the connection broke; trying again")
        if self._live:
            share = f" {megabytes(done)} of {megabytes(total)}, {done / total:.0%}" if total else ""
            print(f"\r\033[K{words}{share}", end="", file=sys.stderr, flush=True)
        elif step is not self._step:
            print(words, file=sys.stderr, flush=True)
        self._step = step

    def close(self) -> None:
        """Give the line back."""
        if self._live and self._step:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        self._step = None


def remainder() -> tuple[Offer, int] | None:
    """Return what is offered and how many bytes of it are here; None where it cannot be offered."""
    try:
        offer = offered()
    except UserError:
        return None
    return offer, offer.here
