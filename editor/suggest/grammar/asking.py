"""Questions to a grammar checker from threads of their own: what is needed now first, what comes next after it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from editor.suggest.grammar.port import Failure, Issue

IN_FLIGHT = 2

Key = tuple[str, str]
"""(piece, language)"""
Answer = Sequence[Issue] | Failure


class Asking:
    """Two threads that put pieces to the checker: what is needed now first, what comes next after it."""

    def __init__(self, check: Callable[[str, str], Answer], threads: int = IN_FLIGHT,
                 name: str = "languagetool") -> None:
        self._check = check
        self._news = threading.Condition()
        self._now: deque[Key] = deque()
        self._next: deque[Key] = deque()
        self._under_way: set[Key] = set()
        self._answers: dict[Key, Answer] = {}
        self._closed = False
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def expect(self, keys: Iterable[Key]) -> None:
        """Ask these next; what was expected before and has not begun is forgotten."""
        with self._news:
            self._next = deque(k for k in keys if k not in self._answers and k not in self._under_way)
            self._news.notify_all()

    def answers(self, keys: Sequence[Key], patience: float) -> dict[Key, Answer] | None:
        """Ask these before all others and return all their answers; None where they take longer than `patience`."""
        until = time.monotonic() + patience
        with self._news:
            queued = {*self._now, *self._under_way, *self._answers}
            self._now.extend(k for k in dict.fromkeys(keys) if k not in queued)
            self._news.notify_all()
            while not all(k in self._answers for k in keys):
                left = until - time.monotonic()
                if left <= 0 or self._closed:
                    return None
                self._news.wait(left)
            return {k: self._answers.pop(k) for k in dict.fromkeys(keys)}

    def close(self) -> None:
        """End the threads once their present question is answered."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closed or self._now or self._next)
                if self._closed:
                    return
                key = self._now.popleft() if self._now else self._next.popleft()
                if key in self._under_way or key in self._answers:
                    continue
                self._under_way.add(key)
            answer = self._check(*key)
            with self._news:
                self._under_way.discard(key)
                self._answers[key] = answer
                if len(self._answers) > 500:  # expected once, never fetched
                    self._answers.pop(next(iter(self._answers)))
                self._news.notify_all()
