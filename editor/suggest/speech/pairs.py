"""Two languages: a translation stands under its original, and what both can say alike must agree.

What is mended on one side is offered on the other: see amended.py.

After: "Grock" in the original where the translation writes "Grok"; "a hundred thousand" where it writes "一百万". Kept:
everything else in either language; small numbers, which translations write freely; names that only one side has.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from editor.suggest.dictionary.tables import word_key, zipf_of
from editor.suggest.speech.amended import note, places_of
from editor.suggest.speech.numbers import Number, numbers
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span
from editor.transcript.language import languages_of

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ \-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
_DENSE = frozenset({"zh", "ja", "ko"})  # one character says what about three letters do
_SMALLEST = 20  # numbers below are often written out, or left out, on one side
_WORDS_OF_A_NAME = 3


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
    """Compares numbers and Latin names across each pair."""

    name = "speech.pair"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._paragraphs: dict[int, Paragraph] = {}
        self._partner: dict[int, tuple[int, bool]] = {}  # id to (the other's id, whether this is the translation)
        self._amended: dict[int, dict[str, str]] = {}  # by paragraph: what became what in the other one
        self._altered: set[int] = set()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Find the pairs."""
        self._partner = {}
        for pair in pairs_of(paragraphs):
            self._partner[pair.original] = (pair.translation, False)
            self._partner[pair.translation] = (pair.original, True)
        self._paragraphs = {p.id: p for p in paragraphs if p.id in self._partner}
        self._amended = {}

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions of paired paragraphs; a pair ends where one side is gone."""
        self._altered.clear()
        for paragraph_id in gone:
            self._paragraphs.pop(paragraph_id, None)
        for paragraph in paragraphs:
            if paragraph.id in self._partner:
                other = self._partner[paragraph.id][0]
                before = self._paragraphs.get(paragraph.id)
                if before is not None:
                    note(self._amended.setdefault(other, {}), before.text, paragraph.text)
                self._paragraphs[paragraph.id] = paragraph
                self._altered.add(other)

    def related(self) -> Collection[int]:
        """See Related: the other sides of what changed."""
        return self._altered

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the disagreements of a paired paragraph: numbers in the translation, names on either side."""
        partner, translation = self._partner.get(paragraph.id, (-1, False))
        other = self._paragraphs.get(partner)
        if other is None:
            return []
        side = "original" if translation else "translation"
        found = [_flag(paragraph, place, (right,), 0.85, f"Same as in the {side}",
                       f"“{heard}” became “{right}” in the {side}")
                 for heard, right in self._amended.get(paragraph.id, {}).items()
                 for place in places_of(paragraph.text, heard)]
        mended = {suggestion.span for suggestion in found}
        found += [s for s in _names(paragraph, other, translation=translation) if s.span not in mended]
        if translation:
            found += _numbers(paragraph, other)
        return sorted(found, key=lambda suggestion: suggestion.span)


def _numbers(paragraph: Paragraph, original: Paragraph) -> Iterator[Suggestion]:
    """Flag numbers that the original does not have, where it has others in their stead."""
    here, there = numbers(paragraph.text), numbers(original.text)
    strange = [n for n in here if n.value >= _SMALLEST and not _said(n, there)]
    missing = [n for n in there if n.value >= _SMALLEST and not _said(n, here)]
    for number in strange:
        if missing:
            nearest = min(missing, key=lambda m: abs(m.value / number.value - 1) + abs(number.value / m.value - 1))
            said = nearest.span.of(original.text)
            yield _flag(paragraph, number.span, (), 0.6, "Numbers disagree", f"the original says “{said}”")


def _said(number: Number, others: Sequence[Number]) -> bool:
    return any(number.value == other.value for other in others)


def _names(paragraph: Paragraph, other: Paragraph, *, translation: bool) -> Iterator[Suggestion]:
    """Offer the other side's spelling of a name where only the spelling differs."""
    upper, lower = (other, paragraph) if translation else (paragraph, other)
    names = {m.group() for m in _NAME.finditer(lower.text)}
    words = [(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(upper.text)]
    present = {word for word, _ in words}
    for name in sorted(names):
        if len(name) < 4 or name in upper.text:
            continue
        for span in _spellings(upper.text, words, name):
            written = span.of(upper.text)
            if written in names:
                continue
            chosen = written if translation else name
            if not translation:
                alike = _squashed(written) == _squashed(name)
                sure = 0.75 if alike or _known(name) >= _known(written) else 0.4
                yield _flag(paragraph, span, (chosen,), sure, "Name as in the translation",
                            f"the translation writes “{name}”")
            elif _known(written) >= _known(name) and written in present:
                for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", paragraph.text):
                    yield _flag(paragraph, Span(match.start(), match.end()), (chosen,), 0.4,
                                "Name as in the original", f"the original writes “{written}”")
            break


def _spellings(text: str, words: Sequence[tuple[str, Span]], name: str) -> Iterator[Span]:
    """Yield the places where `text` writes `name` with other spaces, capitals or one or two other letters."""
    wanted = _squashed(name)
    digits = any(map(str.isdigit, wanted))
    for size in range(1, _WORDS_OF_A_NAME + 1):
        for n in range(len(words) - size + 1):
            span = Span(words[n][1].start, words[n + size - 1][1].end)
            squashed = _squashed(span.of(text))
            if abs(len(squashed) - len(wanted)) > 1 or len(span) > len(name) + _WORDS_OF_A_NAME:
                continue
            if squashed == wanted or (not digits and size == 1 and words[n][0][:1].isupper()
                                      and (squashed[:2] == wanted[:2] or squashed[1:] == wanted[1:])
                                      and OSA.distance(squashed, wanted) <= len(wanted) // 4):
                yield span


def _squashed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _known(name: str) -> float:
    """Return the Zipf frequency of the rarest word of a name; 0 for an unknown one."""
    return min(float(zipf_of([word_key(word)])[0]) for word in name.replace("-", " ").split())


def _flag(paragraph: Paragraph, span: Span, replacements: tuple[str, ...], confidence: float, title: str,
          reason: str) -> Suggestion:
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), replacements, Kind.SPEECH, "speech.pair",
        confidence, title=title, reasons=(reason,),
    )
