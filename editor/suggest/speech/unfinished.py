"""Unfinished phrases: words that each may end a sentence, but not together, so the stop behind them is false.

After: "it tells you quite a good. Deal", "a completely. New thing", "or at least. It is", "and say. You know, why".
Kept: "it is for the good.", "What is there to say. You know", "a family."
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.speech.stop_words import AUXILIARIES, CLAUSES, PRONOUNS, STARTERS, STRICT
from editor.suggest.speech.tokens import Token, frequency_of

# behind "a" these describe what follows; none of them is a thing
_DESCRIBING = frozenset(
    "good great big new nice huge bad small long better different certain very really much more larger smaller "
    "longer shorter higher lower real whole".split()
)
_ADVERBS = frozenset("actually really basically probably literally".split())
_BEING = frozenset("is are was were it's that's what's there's we're they're you're he's she's i'm".split())
_LONG_ADVERB = 7  # letters; shorter ones are nouns as often ("a reply", "a bully")
_KNOWN = 3.0  # zipf of the word that an adverb is made of: "complete", but not "fami"
_SURELY, _LIKELY, _PERHAPS = 0.93, 0.7, 0.6


def unfinished(text: str, words: Sequence[Token], n: int, *, aside: bool) -> float:
    """Return how sure it is that word `n` with those before it wants more; 0 where it may end a sentence.

    `aside`: "you know" or the like follows.
    """
    if not n:
        return 0.0
    left, right = words[n].key, words[n + 1].key
    near, gap = words[n - 1].key, text[words[n - 1].end : words[n].start]
    earlier = words[n - 2].key if n > 1 else ""
    if gap == ", " and left == "well" and right in PRONOUNS:
        return _PERHAPS
    if gap == " " and left == "know" and near == "you" and _hangs(text, words, n):
        return _LIKELY
    if gap != " ":
        return 0.0
    if (near in ("a", "an") and (left in _DESCRIBING or _adverb(left))) or (near == "much" and earlier == "a"):
        return _SURELY
    if left in _ADVERBS and near in _BEING:
        return _LIKELY
    if left == "least" and near == "at" and earlier == "or":
        return _LIKELY
    if left == "this" and near == "there's" and aside:
        return _LIKELY
    asked = any(word.key in CLAUSES for word in words[max(n - 6, 0) : n])
    if left in ("say", "says") and near in ("and", "to", "can", "could") and aside and not asked:
        return _LIKELY
    broken = left in ("is", "are") and near not in PRONOUNS | STARTERS | AUXILIARIES and right in PRONOUNS
    return _PERHAPS if broken and not asked and _long(text, words, n) else 0.0


def _adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) >= _LONG_ADVERB and frequency_of(word[:-2]) >= _KNOWN


def _hangs(text: str, words: Sequence[Token], n: int) -> bool:
    """True for ", you know." behind a word that cannot end a sentence: "it's not a, you know."."""
    return n > 1 and words[n - 2].key in STRICT and text[words[n - 2].end : words[n - 1].start] == ", "


def _long(text: str, words: Sequence[Token], n: int) -> bool:
    """True where a sentence has at least three words in front of word `n`; "My brother is." is an answer."""
    return n > 2 and not any(mark in text[words[n - 3].start : words[n].start] for mark in ".?!…")
