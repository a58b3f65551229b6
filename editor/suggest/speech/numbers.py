"""Numbers as values: what "20,000", "20.000", "twenty thousand", "two million" and "五百万" say, so that texts agree.

Used to compare a translation with its original. Not a converter: a number that is not surely read is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from editor.transcript import Span

# "H 100s" and "G55" are names, "3.5.1" a version
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![A-Za-z0-9]|[.,][0-9])"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "hundred": 100,
           "万": 10**4, "億": 10**8, "亿": 10**8, "千": 10**3, "百": 100, "兆": 10**12, "十": 10}
_FAR = re.compile(r"[ \u00a0]?(thousand|million|billion|trillion|万|億|亿|千|百)(?![a-z])")
_HALF = re.compile(r"\bhalf $", re.IGNORECASE)
_SMALL = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = re.compile(r"[A-Za-z]+")
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_HAN = re.compile(r"[零〇一二两兩三四五六七八九十百千万億亿兆]{2,}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number said in a text: where, and its value."""

    span: Span
    value: float
    digits: bool


def numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in order: digits with their scale, English words, Han numerals."""
    found = [*_in_digits(text), *_in_words(text), *_in_han(text)]
    found.sort(key=lambda number: number.span)
    return [b for a, b in pairwise([Number(Span(0, 0), 0, digits=False), *found]) if b.span.start >= a.span.end]


def _in_digits(text: str) -> list[Number]:
    found = []
    for match in _DIGITS.finditer(text):
        value, end = float(match.group().replace(",", "")), match.end()
        while (scale := _FAR.match(text, end)) is not None:
            value, end = value * _SCALES[scale.group(1)], scale.end()
        found.append(Number(Span(match.start(), end), value, digits=True))
    return found


def _in_words(text: str) -> list[Number]:
    """Read runs of number words with a scale in them ("a hundred thousand"); "half a million" is half of it."""
    found: list[Number] = []
    run: list[re.Match[str]] = []
    for match in [*_WORDS.finditer(text), None]:
        word = match.group().lower() if match else ""
        near = bool(run) and match is not None and text[run[-1].end() : match.start()].strip(" -") == ""
        if run and (not near or not _counts(word)):
            found += _read(run)
            run = []
        if match and (_counts(word) or (word == "a" and not run)):
            run.append(match)
    return found


def _counts(word: str) -> bool:
    return word in _SMALL or word in _TENS or word in _SCALES


def _read(run: list[re.Match[str]]) -> list[Number]:
    total, group, scaled = 0, 0, False
    for match in run:
        word = match.group().lower()
        if word in _SCALES:
            scaled = True
            group = max(group, 1) * _SCALES[word]
            if word != "hundred":
                total, group = total + group, 0
        else:
            group += 1 if word == "a" and len(run) > 1 else _SMALL.get(word, _TENS.get(word, 0))
    half = 0.5 if _HALF.search(run[0].string, 0, run[0].start()) else 1.0
    return [Number(Span(run[0].start(), run[-1].end()), (total + group) * half, digits=False)] if scaled else []


def _in_han(text: str) -> list[Number]:
    found = []
    for match in _HAN.finditer(text):
        value = _han_value(match.group())
        if value is not None:
            found.append(Number(Span(match.start(), match.end()), value, digits=False))
    return found


def _han_value(numeral: str) -> float | None:
    """Return the value of a numeral with a scale of ten or more, None where it is only a row of digits."""
    if not any(c in _SCALES for c in numeral):
        return None
    total, section, digit = 0, 0, 0
    for character in numeral:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif (scale := _SCALES[character]) >= 10**4:
            total, section, digit = (total + max(section + digit, 1)) * scale if total else max(
                section + digit, 1) * scale, 0, 0
        else:
            section, digit = section + max(digit, 1) * scale, 0
    return float(total + section + digit)
