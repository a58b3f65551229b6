"""A listener that keeps what it is told, and can wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from editor.jobs import Result


class Keeping:
    """Thread-safe by one condition; `found` holds the latest result of each paragraph."""

    def __init__(self) -> None:
        self._heard = threading.Condition()
        self.found: dict[int, Result] = {}
        self.order: list[tuple[int, int]] = []  # (paragraph, number of suggestions) as they came
        self.batches: list[int] = []
        self.steps: list[tuple[int, int]] = []
        self.statuses: list[tuple[str, str]] = []
        self.troubles: list[tuple[int, str]] = []
        self.rests = 0

    def results(self, results: list[Result]) -> None:
        with self._heard:
            self.batches.append(len(results))
            for result in results:
                self.found[result.paragraph] = result
                self.order.append((result.paragraph, len(result.suggestions)))
            self._heard.notify_all()

    def progress(self, done: int, total: int) -> None:
        with self._heard:
            self.steps.append((done, total))
            self.rests += done == total
            self._heard.notify_all()

    def status(self, source: str, text: str) -> None:
        with self._heard:
            self.statuses.append((source, text))
            self._heard.notify_all()

    def trouble(self, paragraph: int, message: str) -> None:
        with self._heard:
            self.troubles.append((paragraph, message))
            self._heard.notify_all()

    def wait(self, until: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something holds; the limit is only there so that a failing test ends."""
        deadline = time.monotonic() + seconds
        with self._heard:
            while not until():
                left = deadline - time.monotonic()
                assert left > 0, (self.statuses, self.troubles, self.steps[-3:], len(self.found))
                self._heard.wait(left)

    def words(self, paragraph: int) -> list[str]:
        """The replacements last heard for a paragraph."""
        result = self.found.get(paragraph)
        return [s.replacement for s in result.suggestions] if result else []
