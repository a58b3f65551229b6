"""Lines of a text with their literal ends, and the cut of a line that is too long for one paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

# U+2028 breaks a line inside a paragraph and stays text; U+2029 ends a paragraph.
LINE_END = re.compile("\r\n|\r|\n|\u2029")
LONG = 4000  # code points; a longer line is cut: every check and every repaint costs what its paragraph is long
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|(?<![。！？])[。！？]++[”’」』）]*+")


def split(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line and its literal end; only the last may have none, and then it is not empty."""
    start = 0
    for match in LINE_END.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    if start < len(text):
        yield text[start:], ""


def usual_end(ends: Iterable[str]) -> str:
    """Return the line end used most, the first of equals; "\\n" where there is none."""
    counts = Counter(end for end in ends if end)
    return max(counts, key=lambda end: counts[end]) if counts else "\n"


def cut(line: str) -> list[str]:
    """Cut a long line behind a sentence, else behind a word, else where no character is torn; joined it is `line`.

    Parts are LONG code points at most, and more than a third of that, but for the last one.
    """
    if len(line) <= LONG:
        return [line]
    parts, start = [], 0
    while len(line) - start > LONG:
        end = start + _place(line[start : start + LONG + 1])
        parts.append(line[start:end])
        start = end
    parts.append(line[start:])
    return parts


def _place(window: str) -> int:
    """Return where to cut a window of LONG + 1 code points."""
    least = LONG // 3
    ends = [m.end() for m in _SENTENCE_END.finditer(window, least) if m.end() <= LONG]
    if ends:
        return ends[-1]
    spaces = [m.end() for m in re.finditer(r"\s+", window[:LONG]) if m.end() > least]
    if spaces:
        return spaces[-1]
    position = LONG
    while position > least and _belongs_to_last(window, position):
        position -= 1
    return position if position > least else LONG


def _belongs_to_last(text: str, position: int) -> bool:
    """True where the character at `position` is drawn with the one before it (accents, emoji sequences)."""
    here, before = text[position], text[position - 1]
    joiners = "\u200d\ufe0f"
    return bool(unicodedata.combining(here)) or here in joiners or before == "\u200d" \
        or "\U0001f3fb" <= here <= "\U0001f3ff"
