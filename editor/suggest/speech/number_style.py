"""Large numbers written in words here and in digits there: one decision for the whole transcript.

After: "twenty thousand" in a transcript that writes "35,000" elsewhere. The rarer style is offered the commoner one's
way, all places alike, never surely: both are right. Kept: years, "a hundred", "hundred" by itself and "half a
million", which are manners of speaking, numbers with a unit or in a name, and digits that words would make longer
("3,517").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.suggest.speech.numbers import numbers
from editor.suggest.speech.tokens import in_english
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_SCALES = ("hundred", "thousand", "million")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"(?<![\w.,$£€#:/-])(?:\d{1,3}(?:,\d{3})+|\d{3,7})"
                      r"(?![\w%°:/-]|[.,]\d| ?(?:percent|hundred|thousand))")
_YEARS = range(1500, 2101)
_MANNER = ("a ", "A ")
_CONFIDENCE = 0.35
_OFTEN = 2  # times that each style must stand in the transcript; once is a slip of nobody's
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True, slots=True)
class _Written:
    """A number as it stands: where, its value, and whether in digits."""

    span: Span
    value: int
    digits: bool


class NumberStyleDetector:
    """Keeps the numbers of the whole transcript; offers the style that most of them have."""

    name = "speech.number_style"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._in: dict[int, list[_Written]] = {}
        self._digits = self._words = 0

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Count the whole transcript."""
        self._in, self._digits, self._words = {}, 0, 0
        self.change(paragraphs, ())

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Count changed paragraphs again."""
        for paragraph_id in [*gone, *(p.id for p in paragraphs)]:
            self._count(self._in.pop(paragraph_id, []), -1)
        for paragraph in paragraphs:
            written = _written(paragraph)
            if written:
                self._in[paragraph.id] = written
                self._count(written, 1)

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the paragraph's numbers in the rarer style; none where the transcript has one style only."""
        if min(self._digits, self._words) < _OFTEN:
            return []
        to_digits = self._digits >= self._words
        return [made for number in self._in.get(paragraph.id, ()) if number.digits != to_digits
                if (made := self._made(paragraph, number, to_digits)) is not None]

    def _made(self, paragraph: Paragraph, number: _Written, to_digits: bool) -> Suggestion | None:
        right = f"{number.value:,}" if to_digits else spelled(number.value)
        if not right:
            return None
        most, style = (self._digits, "digits") if to_digits else (self._words, "words")
        original = number.span.of(paragraph.text)
        if not to_digits and original[:1].isupper():
            right = right[:1].upper() + right[1:]
        return Suggestion(
            paragraph.id, paragraph.revision, number.span, original, (right,), Kind.SPEECH, self.name, _CONFIDENCE,
            title="Number style", reasons=(f"{most} numbers of this transcript are in {style}",),
            group=f"number style\t{style}")

    def _count(self, written: Sequence[_Written], by: int) -> None:
        for number in written:
            if number.digits:
                self._digits += by
            else:
                self._words += by


def spelled(value: int) -> str:
    """Return a round number of up to a thousand million in words; empty for one that words would make long."""
    for scale, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        count, rest = divmod(value, scale)
        if count and not rest and count < (10 if scale == 100 else 100):  # "1,500" stays: "fifteen hundred" is slang
            return f"{_below_hundred(count)} {name}"
        if count and not rest and count < 1000 and count % 100 == 0:
            return f"{_below_hundred(count // 100)} hundred {name}"
    return ""


def _below_hundred(value: int) -> str:
    if value < len(_UNDER_TWENTY):
        return _UNDER_TWENTY[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_UNDER_TWENTY[ones]}" if ones else "")


def _written(paragraph: Paragraph) -> list[_Written]:
    text = paragraph.text
    if not in_english(paragraph):
        return []
    found = []
    for match in _FIGURES.finditer(text) if _DIGIT.search(text) else ():
        value = int(match.group().replace(",", ""))
        if "," in match.group() or value not in _YEARS:
            found.append(_Written(Span(match.start(), match.end()), value, digits=True))
    lower = text.lower()
    if any(scale in lower for scale in _SCALES):
        found += [
            _Written(number.span, int(number.value), digits=False) for number in numbers(text)
            if not number.digits and number.value == int(number.value) and number.value < 10**9
            and " " in number.span.of(text) and not number.span.of(text).startswith(_MANNER)
            and not text[: number.span.start].endswith(("half ", "point "))
        ]
    return sorted(found, key=lambda number: number.span)
