"""Loops that a recogniser's own probabilities give away: it copied, it did not hear.

What is heard again is never equally sure to the last digit; what a stuck decoder copies is. Words without a
probability (typed by a person, or a format without any) prove nothing, and neither do values that are all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.speech.loop_runs import LONGEST, SHORTEST, on_purpose
from editor.suggest.speech.tokens import Token
from editor.transcript import Paragraph

_DIGITS = 4
_DISTINCT = 3  # different values that one copy must show, or rounding may have made them equal


def copied(paragraph: Paragraph, words: Sequence[Token], at: int, period: int, copies: int) -> bool:
    """True where the last copies of a loop have the same probabilities, word by word.

    The first copy of three or more may have been heard, so the others are compared.
    """
    known = _by_start(paragraph)
    if not known:
        return False
    rows = [_row(known, words, at + n * period, period) for n in range(copies)]
    rows = rows[1:] if copies > 2 else rows
    return len(set(rows)) == 1 and len(rows) > 1 and _tells(rows[0])


def copied_pair_at(paragraph: Paragraph, words: Sequence[Token], at: int) -> int:
    """Return how many words from `at` are followed by an exact copy of them and of their probabilities; 0 if none."""
    known = _by_start(paragraph)
    first = known.get(words[at].start)
    if first is None:
        return 0
    keys = [word.key for word in words[at : at + 2 * LONGEST]]
    for period in range(SHORTEST, len(keys) // 2 + 1):
        if keys[period] == keys[0] and keys[:period] == keys[period : 2 * period] and not on_purpose(keys[:period]):
            row = _row(known, words, at, period)
            if row == _row(known, words, at + period, period) and _tells(row):
                return period
    return 0


def _by_start(paragraph: Paragraph) -> dict[int, float]:
    return {start: p for start, _, p in paragraph.word_probabilities}


def _row(known: dict[int, float], words: Sequence[Token], at: int, period: int) -> tuple[float | None, ...]:
    some = (known.get(word.start) for word in words[at : at + period])
    return tuple(None if p is None else round(p, _DIGITS) for p in some)


def _tells(row: tuple[float | None, ...]) -> bool:
    return None not in row and len(set(row)) >= min(_DISTINCT, len(row))
