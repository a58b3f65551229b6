"""The embedded checker one step ahead: it checks on a thread what the worker comes to next.

It leaves Python free while it checks: two pieces at a time and the dictionary's stage share what cores there are.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from editor.suggest.grammar.asking import Asking
from editor.suggest.grammar.detector import GrammarDetector
from editor.suggest.grammar.port import Failure
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph

_LONG = 3600.0  # seconds; whoever guards the worker is less patient
LIMIT = 4.0  # seconds for one paragraph: unknown words cost ten milliseconds each, and the worker is killed after ten


class AheadDetector(GrammarDetector):
    """See Detector and Patient. Two threads, started with the first text."""

    limit = LIMIT
    _asking: Asking | None = None

    def ready(self) -> bool:
        """Always: it waits for its checker itself."""
        return True

    def prefetch(self, paragraphs: Sequence[Paragraph]) -> None:
        """Have these checked in the background."""
        self._thread().expect([key for p in paragraphs for key in self.unknown_pieces(p)])

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the findings; all checks run on the threads. What is not checked in time is left out, and told."""
        until = time.monotonic() + self.limit
        for key in dict.fromkeys(self.unknown_pieces(paragraph)):
            if time.monotonic() > until:
                self._remember(*key, ())
                self._say_left_out("the rest of a paragraph that takes too long", key[0])
                continue
            for known, answer in (self._thread().answers([key], _LONG) or {}).items():
                self._remember(*known, () if isinstance(answer, Failure) else answer)
        return super().suggest(paragraph)

    def close(self) -> None:
        """Stop the thread."""
        if self._asking:
            self._asking.close()
        super().close()

    def _thread(self) -> Asking:
        if self._asking is None:
            self._asking = Asking(self._checker.check, name=self._checker.name)
        return self._asking
