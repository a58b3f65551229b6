"""LanguageTool as a detector: asks two pieces at a time in the background, answers from what has come back."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence

from editor.suggest.detector import NotYet
from editor.suggest.grammar.detector import Glossary, GrammarDetector
from editor.suggest.grammar.languagetool import LanguageToolChecker
from editor.suggest.grammar.port import Failure, Issue
from editor.suggest.grammar.profile import Profile
from editor.suggest.grammar.status import Report, State
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph

IN_FLIGHT = 2
_PATIENCE = 0.4  # seconds that `suggest` waits before it lets the worker do something else
_GIVE_UP = 3  # failures of one piece, after which it is left out and the person told

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


class LanguageToolDetector(GrammarDetector):
    """See Detector and Patient. The server is started with the first text that it may check."""

    def __init__(self, checker: LanguageToolChecker, profile: Profile, glossary: Glossary | None = None,
                 ignored: frozenset[str] = frozenset(), language: str = "auto", report: Report | None = None) -> None:
        super().__init__(checker, profile, glossary, ignored, language)
        self._tool = checker
        self._report = report
        self._asking: Asking | None = None
        self._failures: Counter[Key] = Counter()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Start the server where there is anything for it."""
        if any(self.unknown_pieces(p) for p in paragraphs):
            self._tool.start()

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Start the server where there was nothing for it before."""
        self.load(paragraphs)

    def ready(self) -> bool:
        """True where it answers now, or never will."""
        return self._tool.status.state.settled

    def prefetch(self, paragraphs: Sequence[Paragraph]) -> None:
        """Have the pieces of these checked in the background."""
        if self._tool.status.state is State.READY:
            self._threads().expect([key for p in paragraphs for key in self.unknown_pieces(p)])

    def close(self) -> None:
        """Stop the threads and the server."""
        if self._asking:
            self._asking.close()
        super().close()

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the findings. Raises NotYet while the server is busy with them, or starting again."""
        keys = self.unknown_pieces(paragraph)
        if keys:
            state = self._tool.status.state
            if state in (State.FAILED, State.STOPPED):
                return []
            if state is not State.READY:
                self._tool.start()
                raise NotYet
            self._fetch(keys)
        return super().suggest(paragraph)

    def _fetch(self, keys: Sequence[Key]) -> None:
        answers = self._threads().answers(keys, _PATIENCE)
        if answers is None:
            raise NotYet
        again = False
        for key, answer in answers.items():
            if not isinstance(answer, Failure):
                self._remember(*key, answer)
                self._failures.pop(key, None)
                continue
            if answer is Failure.UNAVAILABLE and self._tool.status.state is State.FAILED:
                continue
            self._failures[key] += answer is not Failure.UNAVAILABLE
            if answer is Failure.TOO_LONG or self._failures[key] >= _GIVE_UP:
                self._remember(*key, ())
                if self._report:
                    self._report("grammar", f"LanguageTool left out a passage ({answer}): “{key[0][:40]}…”")
            else:
                again = True
        if again:
            raise NotYet

    def _issues(self, piece: str, language: str) -> Sequence[Issue]:
        return self._recall(piece, language) or ()

    def _threads(self) -> Asking:
        if self._asking is None:
            self._asking = Asking(self._tool.check)
        return self._asking
