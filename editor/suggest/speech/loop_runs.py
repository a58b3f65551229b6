"""Runs of copies in a row of words: where a loop begins, how long one copy is, where the last one ends.

Words are given as keys (lower case). A copy of four words or more said three times is a loop, one of two or three
only where nothing parts the copies. Sound checks and counting ("testing one two three") are said again on purpose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

SHORTEST, LONGEST, COPIES = 4, 40, 3  # words of one copy, and how many copies make a loop
SHORT = 2  # words of the shortest copy that counts where the speaker makes no pause at all
_SOUND_CHECK = frozenset(
    "hello hi hey test testing check checking sound mic mike microphone one two three four five six seven eight nine "
    "ten can could do you hear me us is this it on off now okay ok yes yeah no good thumbs up la da na bye".split()
)
_TRYING = frozenset("hello hi hey test testing check checking sound mic mike microphone hear thumbs la na".split())
_HINGES = frozenset(
    "is are was were do does did can could will would should if that the a to of in for it what".split()
)


def run_at(keys: Sequence[str], at: int, copies: int = COPIES) -> tuple[int, int]:
    """Return (words of one copy, end) of the loop of long copies that begins at `at`; (0, 0) where none does."""
    limit = min(at + LONGEST, at + (len(keys) - at) // copies) + 1
    again = at + SHORTEST - 1
    while True:
        try:
            again = keys.index(keys[at], again + 1, limit)
        except ValueError:
            return 0, 0
        period = again - at
        end = again + 1
        while end < len(keys) and keys[end] == keys[end - period]:
            end += 1
        phrase = frozenset(keys[at:again])
        if end - at >= period * copies and len(phrase) > 2 and not phrase <= _SOUND_CHECK:
            return period, end


def short_run_at(keys: Sequence[str], at: int) -> tuple[int, int]:
    """Return the same for copies of two or three words ("is it is it is it"); chants and "on and on" are none.

    The caller sees to it that nothing parts the copies, and that the sentence goes on behind them.
    """
    for period in range(SHORT, SHORTEST):
        phrase = keys[at : at + period]
        if at + period * COPIES > len(keys) or list(keys[at + period : at + 2 * period]) != list(phrase):
            continue
        end = at + 2 * period
        while end < len(keys) and keys[end] == keys[end - period]:
            end += 1
        end -= (end - at) % period
        if end - at >= period * COPIES and "and" not in phrase and len(set(phrase)) > 1 and _HINGES & set(phrase):
            return period, end
    return 0, 0


def on_purpose(phrase: Sequence[str]) -> bool:
    """True where these words are said over and over to try a microphone, to greet or to count."""
    return all(word in _SOUND_CHECK for word in phrase)


def tries_microphone(phrase: Sequence[str]) -> bool:
    """True where one of these words leaves no doubt of it: "can you" may be stumbling, "can you hear me" is not."""
    return on_purpose(phrase) and not _TRYING.isdisjoint(phrase)


def said_twice(keys: Sequence[str]) -> list[int]:
    """Return where four words begin that stand there twice: no loop of long copies begins elsewhere. Cheap."""
    grams = list(zip(keys, keys[1:], keys[2:], keys[3:], strict=False))
    if len(set(grams)) == len(grams):
        return []
    times = Counter(grams)
    return [n for n, gram in enumerate(grams) if times[gram] > 1]
