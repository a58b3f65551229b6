"""Misheard names: "Grock" for Grok, "space X" for SpaceX, found through the user's dictionaries.

After words that a recogniser did not know and wrote as other words. The false alarm that it avoids: ordinary words
that happen to be near a term ("trust" is not Rust), other terms, and terms that are already written right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from editor.suggest.dictionary.forms import KnownTerm, foreign_terms, is_written_right, known_terms
from editor.suggest.dictionary.tables import zipf_of
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.dictionary.words import (
    STOP_WORDS,
    Token,
    carried,
    holds_any,
    is_latin,
    mostly_latin,
    squash,
    suffix_of,
    tokens,
    without_suffix,
)
from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span

LONGEST_SPAN = 6  # words
SPELLING_WORDS = 4  # words of a span compared by spelling
LISTED_CONFIDENCE = 0.97
SPACING_CONFIDENCE = 0.95


class DictionaryDetector:
    """Finds misheard terms. See the `Detector` protocol; also says what is already right and which words are known."""

    name = "dictionary"
    kind = Kind.DICTIONARY

    def __init__(self, dictionaries: Sequence[Dictionary] = ()) -> None:
        self._known: list[KnownTerm] = []
        self.set_dictionaries(dictionaries)

    def set_dictionaries(self, dictionaries: Sequence[Dictionary]) -> None:
        """Use these dictionaries from now on."""
        self._known = known_terms(dictionaries)
        self._forms: dict[str, list[int]] = {}
        self._words: set[str] = set()
        for number, entry in enumerate(self._known):
            for form in entry.forms:
                self._forms.setdefault(form, []).append(number)
            self._words.update(squash(token.text) for token in tokens(entry.term.text))
        self._longest = max(map(len, self._forms), default=0) + 2
        self._foreign = foreign_terms(self._known)
        self._sound = [n for n, entry in enumerate(self._known) if entry.by_sound]
        self._squashed = [squash(self._known[n].term.text) for n in self._sound]

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take the whole transcript."""

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int] = ()) -> None:
        """Take new versions of some paragraphs."""

    def knows(self, word: str) -> bool:
        """True for a word that is, or is part of, a term."""
        return squash(word) in self._words or squash(without_suffix(word)) in self._words

    def protected(self, paragraph: Paragraph) -> list[Span]:
        """Return the spans that are already written as a term says."""
        spans = [span for span, number in self._exact(paragraph)
                 if is_written_right(span.of(paragraph.text), self._known[number].term.text)]
        for form, _, right in self._foreign:
            if right:
                spans += _places(paragraph.text, form)
        return spans

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the misheard terms of this paragraph."""
        found = self._listed_foreign(paragraph)
        if not mostly_latin(paragraph.text):
            return found
        protected = self.protected(paragraph)
        for span, number in self._exact(paragraph):
            entry = self._known[number]
            surface = span.of(paragraph.text)
            if is_written_right(surface, entry.term.text) or _never(tokens(surface), entry):
                continue
            if any(span.overlaps(right) for right in protected):
                continue
            found += self._exact_suggestion(paragraph, span, entry)
        return sorted(found + self._by_spelling(paragraph, protected), key=lambda s: s.span)

    def _exact(self, paragraph: Paragraph) -> list[tuple[Span, int]]:
        """Return every span whose letters are a form of a term, with that term's number."""
        words = tokens(paragraph.text)
        hits: list[tuple[Span, int]] = []
        for first in range(len(words)):
            letters = ""
            for last in range(first, min(first + LONGEST_SPAN, len(words))):
                letters += squash(words[last].text)
                if len(letters) > self._longest:
                    break
                span = Span(words[first].start, words[last].end)
                hits += [(span, number) for number in self._forms.get(letters, ())]
                ending = squash(suffix_of(words[last].text))
                if ending and letters.endswith(ending):
                    hits += [(span, number) for number in self._forms.get(letters[: -len(ending)], ())]
        return hits

    def _exact_suggestion(self, paragraph: Paragraph, span: Span, entry: KnownTerm) -> list[Suggestion]:
        surface = span.of(paragraph.text)
        letters, text = squash(surface), entry.term.text
        listed = letters in entry.forms and letters != squash(text)
        words = len(tokens(surface))
        if listed:
            confidence, reason = LISTED_CONFIDENCE, f"listed as heard for {text}"
        elif words == 1 and zipf_of([surface])[0] > 3:
            confidence, reason = MAYBE, "the same letters, but also an ordinary word"
        else:
            confidence, reason = SPACING_CONFIDENCE, f"the letters of {text}, written otherwise"
        right = carried(text, "" if letters in entry.forms else suffix_of(surface))
        return [self._make(paragraph, span, right, entry, confidence, "dictionary.exact", reason)]

    def _listed_foreign(self, paragraph: Paragraph) -> list[Suggestion]:
        """Aliases of other scripts are matched exactly as they are listed."""
        found = []
        for form, number, right in self._foreign:
            entry = self._known[number]
            if not right:
                found += [self._make(paragraph, span, entry.term.text, entry, LISTED_CONFIDENCE, "dictionary.exact",
                                     f"listed as heard for {entry.term.text}")
                          for span in _places(paragraph.text, form)]
        return found

    def _by_spelling(self, paragraph: Paragraph, protected: Sequence[Span]) -> list[Suggestion]:
        """Compare runs of words with terms by their letters."""
        words = tokens(paragraph.text)
        zipf = zipf_of([word.text for word in words])
        spans = [(first, last) for first in range(len(words))
                 for last in range(first, min(first + SPELLING_WORDS, len(words)))
                 if not _is_ordinary(words[first : last + 1], zipf[first : last + 1])]
        keys = ["".join(squash(word.text) for word in words[first : last + 1]) for first, last in spans]
        if not keys or not self._squashed:
            return []
        scores = process.cdist(keys, self._squashed, scorer=fuzz.ratio, score_cutoff=70, dtype=np.uint8)
        found = []
        for at in np.flatnonzero(scores.max(axis=1) > 0).tolist():
            first, last = spans[at]
            best = int(scores[at].argmax())
            entry, score = self._known[self._sound[best]], float(scores[at, best]) / 100
            span = Span(words[first].start, words[last].end)
            if score == 1 or _never(words[first : last + 1], entry) or any(span.overlaps(right) for right in protected):
                continue
            rarest = float(zipf[first : last + 1].min())
            logit = 22 * (score - 0.84) - 0.9 * max(0.0, rarest - 2) - 0.5 * max(0, 6 - len(self._squashed[best]))
            confidence = 0.94 / (1 + math.exp(-logit))
            if confidence >= 0.05:
                reason = f"spelled like {entry.term.text}"
                found.append(self._make(paragraph, span, entry.term.text, entry, confidence, "dictionary.spelling",
                                        reason))
        return found

    @staticmethod
    def _make(paragraph: Paragraph, span: Span, right: str, entry: KnownTerm, confidence: float, rule: str,
              reason: str) -> Suggestion:
        return Suggestion(paragraph=paragraph.id, revision=paragraph.revision, span=span,
                          original=span.of(paragraph.text), replacements=(right,), kind=Kind.DICTIONARY, rule=rule,
                          confidence=confidence, term=entry.term.text, title="Misheard term", reasons=(reason,))


def _is_ordinary(words: Sequence[Token], zipf: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    """True for words that nobody mishears: stop words alone, a short or common single word, other scripts."""
    if all(word.text.lower() in STOP_WORDS for word in words):
        return True
    if not all(is_latin(word.text) for word in words):
        return True
    return len(words) == 1 and (len(words[0].text) < 3 or float(zipf[0]) > 4.5)


def _never(words: Sequence[Token], entry: KnownTerm) -> bool:
    """True where these words hold one that the term must never replace."""
    return holds_any([squash(word.text) for word in words], entry.never)


def _places(text: str, form: str) -> list[Span]:
    """Return where `form` stands in `text`."""
    spans, at = [], text.find(form)
    while at >= 0:
        spans.append(Span(at, at + len(form)))
        at = text.find(form, at + len(form))
    return spans
