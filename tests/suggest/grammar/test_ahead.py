"""Working ahead finds the same as working in step, each text once, on one thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from editor.suggest.grammar.ahead import AheadDetector
from editor.suggest.grammar.detector import GrammarDetector
from editor.suggest.grammar.embedded import EmbeddedChecker
from editor.suggest.grammar.port import Failure, Issue
from editor.suggest.grammar.profile import load
from editor.transcript import Paragraph, Transcript

LINES = ["She have a apple in the barn.", "They was there, there too.", "", "今天", "Nothing is wrong with this one."]


class Counting(EmbeddedChecker):
    """The embedded checker, with a record of its work."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.threads: set[str] = set()

    def check(self, text: str, language: str = "en") -> Sequence[Issue] | Failure:
        self.asked.append(text)
        self.threads.add(threading.current_thread().name)
        return super().check(text, language)


def test_the_same_findings_each_text_once_on_threads_of_its_own() -> None:
    checker, profile = Counting(), load("embedded", {})
    ahead = AheadDetector(checker, profile)
    paragraphs = list(Transcript.of_lines(LINES))
    found = []
    for n, paragraph in enumerate(paragraphs):
        ahead.prefetch(paragraphs[n : n + 3])
        found.append(ahead.suggest(paragraph))
    assert len(checker.asked) == len(set(checker.asked)) == 3
    assert checker.threads <= {"embedded-0", "embedded-1"}
    plain = GrammarDetector(EmbeddedChecker(), profile)
    assert found == [plain.suggest(p) for p in paragraphs]
    assert found[0]
    ahead.suggest(Paragraph(9, LINES[0], revision=4))
    assert len(checker.asked) == 3, "known text is not checked again"
    ahead.close()
