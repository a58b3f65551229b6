"""Words of a paragraph with their places, and what stands between them: the common ground of the speech detectors.

All detectors ask for the same paragraph, one after another, and most of them look at a few of its words only. So a
paragraph is cut once, by functions that run at the speed of C, and detectors find the words they are after through
columns (`keys`, `gaps`) instead of looking at each word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import eq, ne
from typing import NamedTuple

from editor.suggest.dictionary.tables import zipf_of
from editor.transcript import Paragraph, Span
from editor.transcript.language import language_of, mostly_latin

_WORD = re.compile(r"([^\W_]+(?:['’\-][^\W_]+)*)")
_ASCII_WORD = re.compile(r"([A-Za-z0-9]+(?:['\-][A-Za-z0-9]+)*)")  # the same words of a plain text, sooner found


class Token(NamedTuple):
    """One word: its place in code points, its text, the same in lower case with a straight apostrophe."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text in columns of one length; `gaps[n]` is what stands behind word n."""

    tokens: tuple[Token, ...]
    texts: list[str]
    keys: list[str]
    gaps: list[str]
    marks: list[int]  # numbers of the words behind which more than one space stands

    def where(self, wanted: Callable[[str], bool]) -> Iterator[int]:
        """Yield the numbers of the words whose key is wanted (a set's `__contains__`)."""
        return compress(count(), map(wanted, self.keys))

    def equal_at(self, distance: int) -> bytes:
        """Return a byte for each word: 1 where the word `distance` behind it is the same one."""
        return bytes(map(eq, self.keys, self.keys[distance:]))


_token = functools.partial(tuple.__new__, Token)


@functools.lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """Cut a text into words; hyphens and apostrophes inside a word belong to it.

    The last few answers are kept.
    """
    parts = (_ASCII_WORD if text.isascii() else _WORD).split(text)
    places = list(accumulate(map(len, parts)))
    texts, gaps = parts[1::2], parts[2::2]
    straight = [word.replace("’", "'") for word in texts] if "’" in text else texts
    keys = list(map(str.casefold, straight))
    tokens = tuple(map(_token, zip(places[0::2], places[1::2], texts, keys, strict=False)))
    marks = list(compress(count(), map(ne, gaps, [" "] * len(gaps))))
    return Words(tokens, texts, keys, gaps, marks)


def keys_of(text: str) -> list[str]:
    """Return the keys of the words of `text` in order, without their places: for a count of a whole transcript."""
    return _ASCII_WORD.findall(text.lower()) if text.isascii() else words_of(text).keys


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` in order."""
    return words_of(text).tokens


@functools.lru_cache(maxsize=1 << 14)
def frequency_of(key: str) -> float:
    """Return the zipf value of one word in its table form (lower case, straight apostrophe); kept, as words recur."""
    return float(zipf_of([key])[0])


def between(text: str, left: Token, right: Token) -> str:
    """Return what stands between two neighbouring words, without its spaces."""
    gap = text[left.end : right.start]
    return "" if gap == " " else "".join(gap.split())


def capital_like(word: str, model: str) -> str:
    """Return `word` with a capital first letter where `model` has one; never takes a capital away."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def on_its_line(text: str, span: Span, kept: str) -> tuple[Span, str]:
    """Return span and kept copy such that a line break among the copies stays, ahead of the kept one.

    Without it the two lines of a cue would become one long line. Where the first copy opens its line, that line is
    gone with it, and no break is needed.
    """
    if "\n" not in span.of(text) or "\n" in kept:
        return span, kept
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if not line.strip():
        return span, kept
    return Span(span.start - (len(line) - len(line.rstrip())), span.end), "\n" + kept


def in_english(paragraph: Paragraph) -> bool:
    """True where rules of English apply: marked so, or unmarked, in Latin letters and not in another language."""
    if paragraph.language:
        return paragraph.language.split("-")[0] == "en"
    return _reads_english(paragraph.text)


@functools.lru_cache(maxsize=1 << 14)
def _reads_english(text: str) -> bool:
    """Cached: every detector asks, and paragraphs seldom change."""
    return (text.isascii() or mostly_latin(text)) and language_of(text) in ("", "en")
