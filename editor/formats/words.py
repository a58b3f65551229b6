"""The words of a recogniser's segment: where they stand in its text, how sure they were, and what an edit leaves.

Words are objects with "word" or "text" and a probability under one of several names; whisper.cpp calls its parts of
words "tokens". After an edit a word whose text still stands keeps its object; the words between two such share the
time of those they replaced and have no probability, since no recogniser heard them.
"""

from __future__ import annotations

import re
from typing import Any

from editor.formats.alignment import align
from editor.formats.literal import shown

_PROBABILITIES = ("probability", "confidence", "score", "p")
_WORD = re.compile(r"\S+")

Word = dict[str, Any]


def probabilities(segment: Word, text: str) -> tuple[tuple[int, int, float], ...]:
    """Return (start, end, probability) of each word with one that is found in `text`, in code points."""
    return tuple((start, end, p) for start, end, word in _placed(segment, text)
                 if (p := _probability(word)) is not None)


def brought_in_line(segment: Word, before: str, after: str) -> None:
    """Change the lists of words of `segment`, whose text was `before` and is `after`.

    Tokens are taken out: they are numbers of the recogniser's own vocabulary for words that are no longer there.
    """
    segment.pop("tokens", None)
    words = segment.get("words")
    if not isinstance(words, list) or not words:
        return
    kept = {}
    shifted = [(b.a_start, b.a_end, b.b_start - b.a_start) for b in align(before, after) if b.equal]
    for start, end, word in _placed(segment, before):
        for a, b, by in shifted:
            if a <= start and end <= b:
                kept[start + by] = (end + by, word)
    segment["words"] = _filled(after, kept, words)


def _filled(text: str, kept: dict[int, tuple[int, Word]], words: list[Any]) -> list[Any]:
    """Return the words of `text`: kept objects, and new ones in the time between them."""
    key = "word" if any(isinstance(w, dict) and "word" in w for w in words) else "text"
    space = " " if any(isinstance(w, dict) and str(w.get(key, "")).startswith(" ") for w in words) else ""
    order = {id(word): n for n, word in enumerate(words)}
    result: list[Any] = []
    new: list[str] = []
    last = -1  # number of the last kept word in the old list

    def put_new(until: int) -> None:
        """Write the new words with the time of the old ones between `last` and `until`."""
        gone = [w for w in words[last + 1 : until] if isinstance(w, dict)]
        begin, end = _time(gone, "start", 0), _time(gone, "end", -1)
        total, passed = sum(map(len, new)), 0
        for word in new:
            made: Word = {key: space + word}
            if begin is not None and end is not None:
                made["start"] = round(begin + (end - begin) * passed / total, 3)
                passed += len(word)
                made["end"] = round(begin + (end - begin) * passed / total, 3)
            result.append(made)
        new.clear()

    for match in _WORD.finditer(text):
        at = kept.get(match.start())
        if at is not None and at[0] == match.end():
            number = order[id(at[1])]
            put_new(number)
            result.append(at[1])
            last = number
        else:
            new.append(match[0])
    put_new(len(words))
    return result


def _time(words: list[Word], name: str, which: int) -> float | None:
    times = [w[name] for w in words if isinstance(w.get(name), (int, float))]
    return float(times[which]) if times else None


def _placed(segment: Word, text: str) -> list[tuple[int, int, Word]]:
    """Return each word's place in `text`; words that do not follow one another in it are left out."""
    listed = segment.get("words")
    words = listed if isinstance(listed, list) else segment.get("tokens")
    found: list[tuple[int, int, Word]] = []
    at = 0
    for word in words if isinstance(words, list) else ():
        if not isinstance(word, dict):
            continue
        said = word.get("word", word.get("text"))
        spelt = shown(said).strip() if isinstance(said, str) else ""
        start = text.find(spelt, at, at + len(spelt) + 40) if spelt else -1
        if start >= 0:
            at = start + len(spelt)
            found.append((start, at, word))
    return found


def _probability(word: Word) -> float | None:
    for name in _PROBABILITIES:
        p = word.get(name)
        if isinstance(p, (int, float)) and not isinstance(p, bool) and 0 <= p <= 1:
            return float(p)
    return None
