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
        self._parts: dict[int, tuple[list[str], list[str]]] = {}  # of each paragraph what the next two count
        self._names: Counter[str] = Counter()  # forms with a capital inside
        self._cases: Counter[str] = Counter()  # words inside sentences, as written
        self._by_squash: dict[str, str] = {}
        self._beginnings: frozenset[str] = frozenset()  # what the first word of a name written apart may be
        self._rarer: dict[str, str] = {}  # words whose other form, with or without a capital, is commoner: to that

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Count the whole transcript."""
        self._parts, self._names, self._cases, self._rarer = {}, Counter(), Counter(), {}
        self.change(paragraphs, ())

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Count changed paragraphs again."""
        touched: set[str] = set()
        for paragraph_id in [*gone, *(p.id for p in paragraphs)]:
            if paragraph_id in self._parts:
                names, cases = self._parts.pop(paragraph_id)
                self._names.subtract(names)
                self._cases.subtract(cases)
                touched.update(cases)
        for paragraph in paragraphs:
            if in_english(paragraph):
                part = _counted(paragraph.text)
                self._parts[paragraph.id] = part
                self._names.update(part[0])
                self._cases.update(part[1])
                touched.update(part[1])
        self._compare(touched)
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
        for n in compress(count(), map(self._rarer.__contains__, cut.texts)) if self._rarer else ():
            word = cut.tokens[n]
            if n and cut.gaps[n - 1] == " ":
                other = self._rarer[word.text]
                reason = f"written “{other}” {self._cases[other]} times in this transcript"
                found.append(_made(paragraph, word, word, other, _CASE, reason))
        return found

    def _compare(self, touched: Iterable[str]) -> None:
        """Find anew which of two forms is the rarer one, for the words in `touched` only."""
        cases = self._cases
        for form in touched:
            other = form[0].swapcase() + form[1:]
            mine, theirs = cases[form], cases.get(other, 0)
            rare, common = (form, other) if mine < theirs else (other, form)
            if not theirs and rare not in self._rarer and common not in self._rarer:
                continue  # nearly all words have one form
            self._rarer.pop(common, None)
            self._rarer.pop(rare, None)
            slips = form[1:] == form[1:].lower() and _OFTEN <= min(mine, theirs) < max(mine, theirs)
            if slips and form.casefold() not in _BOTH and frequency_of(word_key(form)) < _COMMON:
                self._rarer[rare] = common


def _counted(text: str) -> tuple[list[str], list[str]]:
    """Return the words with a capital inside, and the words inside sentences; as often as they stand there."""
    if text.isascii():
        inside = _CAPITAL_INSIDE.findall(text) if _ANY_INSIDE.search(text) else []
        return [w for w in inside if _is_name(w)], _ASCII_MIDDLE.findall(text)
    return [w for w in words_of(text).texts if _is_name(w)], _MIDDLE.findall(text)


def _is_name(word: str) -> bool:
    return word[1:] != word[1:].lower() and not word.isupper() and word.isalnum() and len(word) > 2


_ANY_INSIDE = re.compile(r"[A-Z](?<=[A-Za-z0-9]{2})")
_CAPITAL_INSIDE = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z0-9]['\-])[A-Za-z0-9]+[A-Z][A-Za-z0-9]*+(?!['\-][A-Za-z0-9])")
_MIDDLE = re.compile(r" (?<=[^\W_] )([^\W\d_]{4,})(?![\w'’-])")
_ASCII_MIDDLE = re.compile(r" (?<=[A-Za-z0-9] )([A-Za-z]{4,}+)(?![\w'-])")  # the same in a plain text, sooner found


def _made(paragraph: Paragraph, first: Token, last: Token, right: str, confidence: float, reason: str) -> Suggestion:
    span = Span(first.start, last.end)
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (right,), Kind.SPEECH, "speech.consistency",
        confidence, title="Written in two ways", reasons=(reason,), group=f"consistency\t{right}",
    )
