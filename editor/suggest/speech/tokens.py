"""Words of a paragraph with their places, and what stands between them: the common ground of the speech detectors."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from editor.transcript import Paragraph, Span
from editor.transcript.language import language_of, mostly_latin

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


class Token(NamedTuple):
    """One word: its place in code points, its text, the same in lower case with a straight apostrophe."""

    start: int
    end: int
    text: str
    key: str


@functools.lru_cache(maxsize=16)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` in order; hyphens and apostrophes inside a word belong to it.

    The detectors ask for one paragraph after another, each for the same: the last few answers are kept.
    """
    lower = text.replace("’", "'") if "’" in text else text
    return tuple(
        Token(m.start(), m.end(), m.group(), lower[m.start() : m.end()].casefold()) for m in _WORD.finditer(text)
    )


def between(text: str, left: Token, right: Token) -> str:
    """Return what stands between two neighbouring words, without its spaces."""
    return "".join(text[left.end : right.start].split())


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


@functools.lru_cache(maxsize=2048)
def _reads_english(text: str) -> bool:
    """Cached: every detector asks, and paragraphs seldom change."""
    return (text.isascii() or mostly_latin(text)) and language_of(text) in ("", "en")
