"""One name written in several ways in one transcript, with no dictionary to say which is right.

After: "space X" five times and "SpaceX" once; "Internet" and "internet". The form with a capital inside is what
somebody meant to write; for mere case the commoner form is offered, all places as one decision. Kept: words that are
two things ("March" and "march"), ordinary pairs ("any one" and "anyone"), the first word of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from editor.suggest.dictionary.tables import word_key, zipf_of
from editor.suggest.speech.tokens import Token, in_english, tokens
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_LONGEST = 3  # words that may have been one
_BOTH = frozenset(
    "march may mark will bill turkey china polish frank rich art earth world state space model sun moon".split()
)
_CASE = 0.35
_SPELLING = 0.8
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
        self._by_squash = {}
        for name, count in self._names.items():
            key = name.casefold()
            if count > 0 and self._names[self._by_squash.get(key, "")] < count:
                self._by_squash[key] = name

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the places where a name or a word is written otherwise than elsewhere."""
        if not in_english(paragraph):
            return []
        words = tokens(paragraph.text)
        return self._spellings(paragraph, words) + self._case_slips(paragraph, words)

    def _spellings(self, paragraph: Paragraph, words: Sequence[Token]) -> list[Suggestion]:
        found = []
        for n in range(len(words) if self._by_squash else 0):
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

    def _case_slips(self, paragraph: Paragraph, words: Sequence[Token]) -> list[Suggestion]:
        found = []
        for n, word in enumerate(words):
            if n == 0 or paragraph.text[words[n - 1].end : word.start] != " " or word.key in _BOTH:
                continue
            if len(word.text) < 4 or not word.text.isalpha() or word.text[1:] != word.text[1:].lower():
                continue
            other = word.text.swapcase()[:1] + word.text[1:]
            mine, theirs = self._cases[word.text], self._cases[other]
            if theirs > mine and min(mine, theirs) >= _OFTEN and float(zipf_of([word_key(word.key)])[0]) < 5.3:
                reason = f"written “{other}” {theirs} times in this transcript"
                found.append(_made(paragraph, word, word, other, _CASE, reason))
        return found


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    names = Counter(w.text for w in tokens(text) if w.text[1:] != w.text[1:].lower() and not w.text.isupper()
                    and w.text.isalnum() and len(w.text) > 2)
    return names, Counter(_MIDDLE.findall(text))


_MIDDLE = re.compile(r"(?<=[^\W_] )([^\W\d_]{4,})(?![\w'’-])")


def _made(paragraph: Paragraph, first: Token, last: Token, right: str, confidence: float, reason: str) -> Suggestion:
    span = Span(first.start, last.end)
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (right,), Kind.SPEECH, "speech.consistency",
        confidence, title="Written in two ways", reasons=(reason,), group=f"consistency\t{right}",
    )
