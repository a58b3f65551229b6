"""LanguageTool as a detector: asks two pieces at a time in the background, answers from what has come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from editor.suggest.detector import NotYet
from editor.suggest.grammar.asking import Asking, Key
from editor.suggest.grammar.detector import Glossary, GrammarDetector
from editor.suggest.grammar.languagetool import LanguageToolChecker
from editor.suggest.grammar.port import Failure, Issue
from editor.suggest.grammar.profile import Profile
from editor.suggest.grammar.status import Report, State
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph

_PATIENCE = 0.4  # seconds that `suggest` waits before it lets the worker do something else
_GIVE_UP = 3  # failures of one piece, after which it is left out and the person told


class LanguageToolDetector(GrammarDetector):
    """See Detector and Patient. The server is started with the first text that it may check."""

    def __init__(self, checker: LanguageToolChecker, profile: Profile, glossary: Glossary | None = None,
                 ignored: frozenset[str] = frozenset(), language: str = "auto", report: Report | None = None) -> None:
        super().__init__(checker, profile, glossary, ignored, language, report)
        self._tool = checker
        self._report = report
        self._asking: Asking | None = None
        self._failures: Counter[Key] = Counter()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Start the server where there is anything for it."""
        super().load(paragraphs)
        self._start_for(paragraphs)

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Start the server where there was nothing for it before."""
        super().change(paragraphs, gone)
        self._start_for(paragraphs)

    def _start_for(self, paragraphs: Sequence[Paragraph]) -> None:
        if any(self.unknown_pieces(p) for p in paragraphs):
            self._tool.start()

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
                    self._report("grammar passages", f"LanguageTool left out a passage ({answer}): “{key[0][:40]}…”")
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
