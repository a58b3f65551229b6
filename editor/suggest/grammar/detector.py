"""From a grammar checker's findings to suggestions: the right paragraphs, in pieces a checker can bear, each text once.

The error it is after: agreement, articles, words run together or torn apart ("a apple", "we was"). The false alarms it
avoids: text in another language, names that the dictionary knows, rules of written style that speech breaks all day.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from editor.suggest.grammar.languages import Languages, primary
from editor.suggest.grammar.pieces import pieces
from editor.suggest.grammar.port import GrammarChecker, Issue
from editor.suggest.grammar.profile import EMBEDDED_CHECKER, Profile, Treatment, load
from editor.suggest.grammar.repairs import joined, once, together
from editor.suggest.grammar.status import Report
from editor.suggest.merge import UNKNOWN_WORD
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span
from editor.transcript.language import name_of

_REMEMBERED = 5_000  # pieces whose findings are kept
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = 40  # code points without words that are left out without a word
_CODE = 0.20  # confidence for "GPD", "H100s": a speller is right about them by accident


class Glossary(Protocol):
    """What the dictionary tells: the words that are right."""

    def knows(self, word: str) -> bool:
        """Return whether `word` (any case, possessive or plural too) belongs to a term."""


class GrammarDetector:
    """A checker behind the detector's seam. `language` is the transcript's tag, or "auto" (see Languages).

    `tell` is told once of each language that the checker does not know; leave it out where another checker follows.
    """

    kind = Kind.GRAMMAR

    def __init__(self, checker: GrammarChecker, profile: Profile, glossary: Glossary | None = None,
                 ignored: frozenset[str] = frozenset(), language: str = "auto", tell: Report | None = None) -> None:
        self.name = f"grammar.{checker.name}"
        self._checker = checker
        self._profile = profile
        self._glossary = glossary
        self.set_ignored(ignored)
        self._languages = Languages(language)
        self._tell = tell
        self._missed: set[str] = set()
        self._known: OrderedDict[tuple[str, str], tuple[Issue, ...]] = OrderedDict()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take the whole transcript, by which short paragraphs are given a language."""
        self._languages.load(paragraphs)
        self._missed.clear()

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions; what was found is kept by text, not by paragraph."""
        self._languages.change(paragraphs, gone)

    def close(self) -> None:
        """Stop the checker."""
        self._checker.close()

    def set_ignored(self, words: Iterable[str]) -> None:
        """Report nothing that touches these words from now on; what is known of a text stays known."""
        self._ignored = frozenset(word.casefold() for word in words)

    def set_rules(self, rules: Mapping[str, str]) -> bool:
        """Treat rules so from now on; what is known of a text stays known. False where that needs another checker.

        The embedded checker does not look at all for what is off.
        """
        profile = load(self._checker.name, rules)
        if self._checker.name == EMBEDDED_CHECKER and self._profile.off - profile.off:
            return False
        self._profile = profile
        return True

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the findings of a paragraph in a language that the checker knows; none for any other."""
        language = self.language_of(paragraph)
        if not language or not self._checker.covers(language):
            self._miss(language)
            return []
        cut = list(pieces(paragraph.text))
        if len(paragraph.text.strip()) - sum(len(piece) for _, piece in cut) > _SMALL:
            self._say_left_out("a run without words", paragraph.text)
        return [
            suggestion
            for start, piece in cut
            for issue in self._issues(piece, language)
            if (suggestion := self._suggestion(paragraph, start, piece, issue)) is not None
        ]

    def language_of(self, paragraph: Paragraph) -> str:
        """Return the tag to check a paragraph in; "" where none can be told."""
        return self._languages.of(paragraph)

    def _miss(self, language: str) -> None:
        if self._tell and language and primary(language) not in self._missed:
            self._missed.add(primary(language))
            self._tell("languages", f"There is no grammar checker for {name_of(language)}: its paragraphs are left out")

    def _say_left_out(self, what: str, text: str) -> None:
        """Tell, once for a transcript, that a passage is not checked."""
        if self._tell and what not in self._missed:
            self._missed.add(what)
            self._tell("grammar passages", f"The grammar check leaves out {what}: “{text.strip()[:40]}…”")

    def unknown_pieces(self, paragraph: Paragraph) -> list[tuple[str, str]]:
        """Return the (piece, language) of a paragraph whose findings are not known yet."""
        language = self.language_of(paragraph)
        if not language or not self._checker.covers(language):
            return []
        return [(piece, language) for _, piece in pieces(paragraph.text) if self._recall(piece, language) is None]

    def _issues(self, piece: str, language: str) -> Sequence[Issue]:
        known = self._recall(piece, language)
        if known is not None:
            return known
        answer = self._checker.check(piece, language)
        if not isinstance(answer, Sequence) or isinstance(answer, str):
            return ()  # a failure: nothing is remembered, the next check asks again
        return self._remember(piece, language, answer)

    def _recall(self, piece: str, language: str) -> Sequence[Issue] | None:
        known = self._known.get((piece, language))
        if known is not None:
            self._known.move_to_end((piece, language))
        return known

    def _remember(self, piece: str, language: str, issues: Sequence[Issue]) -> Sequence[Issue]:
        self._known[piece, language] = tuple(issues)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return issues

    def _suggestion(self, paragraph: Paragraph, start: int, piece: str, issue: Issue) -> Suggestion | None:
        repaired = self._repaired(issue, piece)
        if repaired is None:
            return None
        issue = repaired
        span = Span(start + issue.start, start + issue.end)
        original = span.of(paragraph.text)
        if self._is_known(original, whole=issue.spelling):
            return None
        code = issue.spelling and _is_code(original)
        if code and len(original.rstrip(".")) < 2:
            return None
        replacements = tuple(r for r in issue.replacements if r != original)[:5]
        if not replacements and not issue.spelling:
            return None
        confidence = _CODE if code else issue.sure or self._profile.sure(issue.rule, issue.category)
        group = UNKNOWN_WORD + original.casefold() if issue.spelling else ""
        return Suggestion(
            paragraph.id, paragraph.revision, span, original, replacements, Kind.GRAMMAR, issue.rule, confidence,
            title="Unknown code" if code else self._profile.name(issue.rule, issue.title),
            reasons=(_plain(issue.message),), group=group,
        )

    def _repaired(self, issue: Issue, piece: str) -> Issue | None:
        match self._profile.treatment(issue.rule, issue.category):
            case Treatment.OFF:
                return None
            case Treatment.JOIN:
                return joined(issue, piece)
            case Treatment.REPEAT:
                return once(issue, piece) or together(issue, piece)
            case Treatment.ON:
                return together(issue, piece)

    def _is_known(self, original: str, whole: bool) -> bool:
        """True where a term or an ignored word is touched; a spelling finding must be of that word itself."""
        words = _WORD.findall(original)
        if any(word.casefold() in self._ignored for word in words):
            return True
        if self._glossary is None:
            return False
        return (whole and self._glossary.knows(original)) or any(self._glossary.knows(word) for word in words)


def _is_code(word: str) -> bool:
    """True for what no speller can judge: single letters, initials, letters mixed with digits, acronyms."""
    without = word.rstrip(".")
    return len(without) < 2 or any(c.isdigit() for c in without) or without.isupper()


def _plain(message: str) -> str:
    message = re.sub(r"</?suggestion>", "”", message.replace("<suggestion>", "“"))
    return " ".join(message.replace("`", "“", 1).replace("`", "”", 1).split())
