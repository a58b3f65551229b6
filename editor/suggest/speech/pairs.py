"""Two languages: a translation stands under its original, and what both can say alike must agree.

After: "Grock" in the original where the translation writes "Grok"; "a hundred thousand" where it writes "一百万"; a
name that was put right on one side only. Kept: everything else in either language; small numbers, which translations
write freely; names that only one side has; on either side what a dictionary says is right.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from editor.suggest.speech.numbers import Number, numbers
from editor.suggest.speech.pair_names import Sided, confirmed, corrections, echoes, misspelt
from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span
from editor.transcript.language import languages_of

_DENSE = frozenset({"zh", "ja", "ko"})  # one character says what about three letters do
_SMALLEST = 20  # numbers below are often written out, or left out, on one side


class Terms(Protocol):
    """What the dictionary knows of one paragraph."""

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the misheard terms, the faintest too."""

    def protected(self, paragraph: Paragraph) -> list[Span]:
        """Return where a term is already written right."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and its translation, by id."""

    original: int
    translation: int


def pairs_of(paragraphs: Sequence[Paragraph]) -> list[Pair]:
    """Return the paragraphs that stand with a translation right below them.

    A pair is two neighbours in different languages, of like length and with a number, a name or their length in
    common; the first language of the transcript is the original.
    """
    languages = languages_of(paragraphs)
    first = next((language for language in languages if language), "")
    filled = [n for n, p in enumerate(paragraphs) if p.text.strip()]
    found = []
    for upper, lower in itertools.pairwise(filled):
        if lower - upper <= 2 and languages[upper] == first and languages[lower] not in ("", first):
            ratio = _length(paragraphs[lower].text, languages[lower]) / _length(paragraphs[upper].text, first)
            if 1 / 3 <= ratio <= 3:
                found.append(Pair(paragraphs[upper].id, paragraphs[lower].id))
    return found


def _length(text: str, language: str) -> int:
    return max(len(text) * (3 if language in _DENSE else 1), 1)


class PairDetector:
    """Compares numbers and Latin names across each pair, and carries a correction from one side to the other."""

    name = "speech.pair"
    kind = Kind.SPEECH

    def __init__(self, terms: Terms | None = None) -> None:
        self._terms = terms
        self._paragraphs: dict[int, Paragraph] = {}
        self._read: dict[int, str] = {}  # what the paired paragraphs said at first
        self._partner: dict[int, tuple[int, bool]] = {}  # id to (the other's id, whether this is the translation)
        self._altered: set[int] = set()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Find the pairs."""
        self._partner = {}
        for pair in pairs_of(paragraphs):
            self._partner[pair.original] = (pair.translation, False)
            self._partner[pair.translation] = (pair.original, True)
        self._paragraphs = {p.id: p for p in paragraphs if p.id in self._partner}
        self._read = {p.id: p.text for p in self._paragraphs.values()}

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions of paired paragraphs; a pair ends where one side is gone."""
        gone = list(gone)
        self._altered = {self._partner[i][0] for i in (*gone, *(p.id for p in paragraphs)) if i in self._partner}
        for paragraph_id in gone:
            self._paragraphs.pop(paragraph_id, None)
        self._paragraphs.update({p.id: p for p in paragraphs if p.id in self._partner})

    def related(self) -> Collection[int]:
        """See Related: the other sides of what changed."""
        return self._altered

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the disagreements of a paired paragraph: numbers in the translation, names on either side."""
        other = self._other(paragraph)
        if other is None:
            return []
        _, translation = self._partner[paragraph.id]
        here, there = self._side(paragraph), self._side(other)
        found = list(misspelt(here, there, translation=translation))
        made = corrections(self._read[other.id], other.text)
        found += echoes(here, made, "the original" if translation else "the translation", other.text)
        if translation:
            found += _numbers(paragraph, other)
            found += self._alike(here, other)
        return sorted(found, key=lambda suggestion: suggestion.span)

    def confirm(self, paragraph: Paragraph, findings: Sequence[Suggestion]) -> list[Suggestion]:
        """Return the findings, misheard terms surer where the translation has the term in its Latin words."""
        other = self._other(paragraph)
        if other is None or self._partner[paragraph.id][1]:
            return list(findings)
        return confirmed(paragraph.text, other.text, findings)

    def _other(self, paragraph: Paragraph) -> Paragraph | None:
        partner, _ = self._partner.get(paragraph.id, (-1, False))
        return self._paragraphs.get(partner)

    def _side(self, paragraph: Paragraph) -> Sided:
        return Sided(paragraph, self._terms.protected(paragraph) if self._terms else [])

    def _alike(self, here: Sided, original: Paragraph) -> Iterator[Suggestion]:
        """Offer for the same wrong words in the translation what is offered in the original, as one of those alike."""
        for finding in self._terms.suggest(original) if self._terms else ():
            if finding.confidence < MAYBE or not finding.replacements:
                continue
            made = {finding.original: finding.replacement}
            for echo in echoes(here, made, "the original"):
                reason = f"the original has “{finding.original}” here, probably “{finding.replacement}”"
                yield replace(echo, confidence=min(max(finding.confidence, 0.5), 0.85), reasons=(reason,),
                              group=finding.alike, title="Misheard in the original too")


def _numbers(paragraph: Paragraph, original: Paragraph) -> Iterator[Suggestion]:
    """Flag numbers that the original does not have, where it has others in their stead."""
    here, there = numbers(paragraph.text), numbers(original.text)
    strange = [n for n in here if n.value >= _SMALLEST and not _said(n, there)]
    missing = [n for n in there if n.value >= _SMALLEST and not _said(n, here)]
    for number in strange:
        if missing:
            nearest = min(missing, key=lambda m: abs(m.value / number.value - 1) + abs(number.value / m.value - 1))
            reason = f"here {_in_figures(number, paragraph)}, in the original {_in_figures(nearest, original)}"
            yield Suggestion(paragraph.id, paragraph.revision, number.span, number.span.of(paragraph.text), (),
                             Kind.SPEECH, "speech.pair", 0.6, title="Numbers disagree", reasons=(reason,))


def _said(number: Number, others: Sequence[Number]) -> bool:
    return any(number.value == other.value for other in others)


def _in_figures(number: Number, paragraph: Paragraph) -> str:
    """Return a number as it stands, and in figures where it stands in words or in another script."""
    said = number.span.of(paragraph.text)
    value = f"{number.value:,.0f}" if number.value == int(number.value) else f"{number.value:,}"
    return f"“{said}”" if said.replace(",", "") == value.replace(",", "") else f"“{said}” ({value})"
