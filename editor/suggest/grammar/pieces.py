"""Cut a paragraph into pieces that a checker can bear, at sentence ends, with monsters left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_PIECE = 2_000  # code points handed to a checker at once
# a run this long without a space is no word, a run of so many signs or digits no sentence: checkers crawl through them
_MONSTER = re.compile(r"\S{61,}|(?:[^\w\s]\s*){40,}|(?:\d[\s.,]*){200,}")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, piece): at most LONGEST_PIECE code points, cut at sentence ends, else at spaces.

    Runs that no checker should see are left out.
    """
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > LONGEST_PIECE:
            window = text[start : start + LONGEST_PIECE]
            ends = [m.end() for m in _SENTENCE_END.finditer(window)]
            end = start + (ends[-1] if ends else (window.rfind(" ") + 1 or LONGEST_PIECE))
        yield from _without_monsters(text, start, end)
        start = end


def _without_monsters(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for monster in _MONSTER.finditer(text[start:end]):
        if text[at : start + monster.start()].strip():
            yield at, text[at : start + monster.start()]
        at = start + monster.end()
    if text[at:end].strip():
        yield at, text[at:end]
