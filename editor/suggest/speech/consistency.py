"""One name written in several ways in one transcript, with no dictionary to say which is right.

After: "space X" five times and "SpaceX" once; "Internet" and "internet". The form with a capital inside is what
somebody meant to write; for mere case the commoner form is offered, all places as one decision. Kept: words that are
two things ("March" and "march"), ordinary pairs ("any one" and "anyone"), the first word of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, count

from editor.suggest.dictionary.tables import word_key
from editor.suggest.speech.tokens import Token, Words, frequency_of, in_english, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_LONGEST = 3  # words that may have been one
_BOTH = frozenset(
    "march may mark will bill turkey china polish frank rich art earth world state space model sun moon".split()
)
_CASE = 0.35
_SPELLING = 0.8
_COMMON = 5.3  # zipf from which on a word is no name
_OFTEN = 2  # each form at least so often, or case is a slip that no one can judge


class ConsistencyDetector:
    """Keeps count of the forms in the whole transcript; looks at one paragraph at a time."""

    name = "speech.consistency"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._parts: dict[int, tuple[Counter[str], Counter[str]]] = {}
        self._names: Counter[str] = Counter()  # forms with a capital inside
        self._cases: Counter[str] = Counter()  # words inside sentences, as written
        self._by_squash: dict[str, str] = {}
        self._beginnings: frozenset[str] = frozenset()  # what the first word of a name written apart may be
        self._rarer: dict[str, str] | None = None

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Count the whole transcript."""
        self._parts, self._names, self._cases = {}, Counter(), Counter()
        self.change(paragraphs, ())

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Count changed paragraphs again."""
        for paragraph_id in [*gone, *(p.id for p in paragraphs)]:
            names, cases = self._parts.pop(paragraph_id, (Counter(), Counter()))
            self._names.subtract(names)
            self._cases.subtract(cases)
        for paragraph in paragraphs:
            if in_english(paragraph):
                part = _counted(paragraph.text)
                self._parts[paragraph.id] = part
                self._names.update(part[0])
                self._cases.update(part[1])
        self._rarer = None
        self._by_squash = {}
        for name, times in self._names.items():
            key = name.casefold()
            if times > 0 and self._names[self._by_squash.get(key, "")] < times:
                self._by_squash[key] = name
        self._beginnings = frozenset(key[:n] for key in self._by_squash for n in range(1, len(key)))

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the places where a name or a word is written otherwise than elsewhere."""
        if not in_english(paragraph):
            return []
        cut = words_of(paragraph.text)
        return self._spellings(paragraph, cut) + self._case_slips(paragraph, cut)

    def _spellings(self, paragraph: Paragraph, cut: Words) -> list[Suggestion]:
        found, words = [], cut.tokens
        for n in cut.where(self._beginnings.__contains__):
            squash = ""
            for last in range(n, min(n + _LONGEST, len(words))):
                if last > n and paragraph.text[words[last - 1].end : words[last].start] not in (" ", "-"):
                    break
                squash += words[last].key
                name = self._by_squash.get(squash)
                if name and last > n:
                    reason = f"written “{name}” elsewhere in this transcript"
                    found.append(_made(paragraph, words[n], words[last], name, _SPELLING, reason))
        return found

    def _case_slips(self, paragraph: Paragraph, cut: Words) -> list[Suggestion]:
        found = []
        for n in compress(count(), map(self._rarer_forms().__contains__, cut.texts)):
            word = cut.tokens[n]
            if n and cut.gaps[n - 1] == " ":
                other = self._rarer_forms()[word.text]
                reason = f"written “{other}” {self._cases[other]} times in this transcript"
                found.append(_made(paragraph, word, word, other, _CASE, reason))
        return found

    def _rarer_forms(self) -> dict[str, str]:
        """Return the words whose other form, with or without a capital, is the commoner one: to that form."""
        if self._rarer is None:
            self._rarer = {}
            for form, mine in self._cases.items():
                if mine < _OFTEN or form[1:] != form[1:].lower() or form.casefold() in _BOTH:
                    continue
                other = form.swapcase()[:1] + form[1:]
                if self._cases.get(other, 0) > mine and frequency_of(word_key(form)) < _COMMON:
                    self._rarer[form] = other
        return self._rarer


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    names: Counter[str] = Counter()
    if not text.isascii() or _CAPITAL_INSIDE.search(text):
        names.update(w for w in words_of(text).texts
                     if w[1:] != w[1:].lower() and not w.isupper() and w.isalnum() and len(w) > 2)
    return names, Counter(_MIDDLE.findall(text))


_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[A-Za-z0-9]{2})")
_MIDDLE = re.compile(r" (?<=[^\W_] )([^\W\d_]{4,})(?![\w'’-])")


def _made(paragraph: Paragraph, first: Token, last: Token, right: str, confidence: float, reason: str) -> Suggestion:
    span = Span(first.start, last.end)
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (right,), Kind.SPEECH, "speech.consistency",
        confidence, title="Written in two ways", reasons=(reason,), group=f"consistency\t{right}",
    )
