"""From a grammar checker's findings to suggestions: the right paragraphs, in pieces a checker can bear, each text once.

The error it is after: agreement, articles, words run together or torn apart ("a apple", "we was"). The false alarms it
avoids: text in another language, names that the dictionary knows, rules of written style that speech breaks all day.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from editor.suggest.grammar.port import GrammarChecker, Issue
from editor.suggest.grammar.profile import Profile
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

LONGEST_PIECE = 2_000  # code points handed to a checker at once
_REMEMBERED = 5_000  # pieces whose findings are kept
_ENDLESS = re.compile(r"\S{61,}")  # a run this long without a space is no word, and checkers crawl through it
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Glossary(Protocol):
    """What the dictionary tells: the words that are right."""

    def knows(self, word: str) -> bool:
        """Return whether `word` (any case, possessive or plural too) belongs to a term."""


class GrammarDetector:
    """A checker behind the detector's seam. `rank` says which of two checkers is believed."""

    kind = Kind.GRAMMAR

    def __init__(self, checker: GrammarChecker, profile: Profile, glossary: Glossary | None = None,
                 ignored: frozenset[str] = frozenset()) -> None:
        self.name = f"grammar.{checker.name}"
        self._checker = checker
        self._profile = profile
        self._glossary = glossary
        self._ignored = frozenset(word.casefold() for word in ignored)
        self._known: OrderedDict[str, tuple[Issue, ...]] = OrderedDict()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Nothing to prepare: every paragraph stands for itself."""

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Nothing to prepare: what was found is kept by text, not by paragraph."""

    def close(self) -> None:
        """Stop the checker."""
        self._checker.close()

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the findings of an English paragraph; none for one in another language."""
        if not is_english(paragraph):
            return []
        found = []
        for start, piece in pieces(paragraph.text):
            for issue in self._issues(piece):
                suggestion = self._suggestion(paragraph, start, issue)
                if suggestion is not None:
                    found.append(suggestion)
        return found

    def _issues(self, piece: str) -> Sequence[Issue]:
        if piece in self._known:
            self._known.move_to_end(piece)
            return self._known[piece]
        answer = self._checker.check(piece)
        if not isinstance(answer, Sequence) or isinstance(answer, str):
            return ()  # a failure: nothing is remembered, the next check asks again
        self._known[piece] = tuple(answer)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return answer

    def _suggestion(self, paragraph: Paragraph, start: int, issue: Issue) -> Suggestion | None:
        span = Span(start + issue.start, start + issue.end)
        original = span.of(paragraph.text)
        if issue.rule in self._profile.off or self._is_known(original):
            return None
        if issue.spelling and _is_code(original):
            return None
        confidence = self._profile.sure(issue.rule)
        replacements = tuple(r for r in issue.replacements if r != original)[:5]
        if not replacements and not issue.spelling:
            return None
        group = f"unknown\t{original.casefold()}" if issue.spelling else ""
        return Suggestion(
            paragraph.id, paragraph.revision, span, original, replacements, Kind.GRAMMAR, issue.rule, confidence,
            title=self._profile.name(issue.rule), reasons=(_plain(issue.message),), group=group,
        )

    def _is_known(self, original: str) -> bool:
        words = _WORD.findall(original)
        if any(word.casefold() in self._ignored for word in words):
            return True
        return self._glossary is not None and any(self._glossary.knows(word) for word in words)


def is_english(paragraph: Paragraph) -> bool:
    """True for a paragraph marked English, or unmarked and mostly written in Latin letters."""
    if paragraph.language:
        return paragraph.language.split("-")[0] == "en"
    letters = sum(c.isalpha() for c in paragraph.text)
    latin = sum(c.isalpha() and c < "\u0250" for c in paragraph.text)
    return letters > 0 and latin * 2 > letters


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, piece): at most LONGEST_PIECE code points, cut at sentence ends, else at spaces.

    Runs without a space longer than a word can be are left out.
    """
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > LONGEST_PIECE:
            window = text[start : start + LONGEST_PIECE]
            ends = [m.end() for m in _SENTENCE_END.finditer(window)]
            end = start + (ends[-1] if ends else (window.rfind(" ") + 1 or LONGEST_PIECE))
        yield from _without_endless(text, start, end)
        start = end


def _without_endless(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for word in _ENDLESS.finditer(text[start:end]):
        if text[at : start + word.start()].strip():
            yield at, text[at : start + word.start()]
        at = start + word.end()
    if text[at:end].strip():
        yield at, text[at:end]


def _is_code(word: str) -> bool:
    """True for what no speller can judge: single letters, initials, letters mixed with digits, acronyms."""
    bare = word.rstrip(".")
    return len(bare) < 2 or any(c.isdigit() for c in bare) or bare.isupper()


def _plain(message: str) -> str:
    return " ".join(message.replace("`", "“", 1).replace("`", "”", 1).split())
