"""Fillers: sounds and phrases that buy time and say nothing.

After: "it was, um, late", "And, you know, the boat", "I mean, we could". Kept: the same words where they mean something
("do you know the way", "I mean it", "people like you"), and everything inside a quotation. Only what commas or stops
set off is taken out, and only from the level at which a reader no longer wants it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from editor.suggest.detector import Local
from editor.suggest.speech.stop import joint_of, stop_confidence
from editor.suggest.speech.stop_words import OPENERS, STRICT, TIGHT
from editor.suggest.speech.tokens import in_english, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_SOUNDS = r"u[hm]+|er+m?|uhm+|h+m+m+|mm+h?m*"
_PHRASES = {
    "light": rf"{_SOUNDS}",
    "clean": rf"{_SOUNDS}|you know|i mean|like|you see",
    "read-through": rf"{_SOUNDS}|you know|i mean|like|you see|sort of|kind of|well|so|actually|basically|right|okay",
}
_CONFIDENCE = {"sound": 0.92, "phrase": 0.8}
_SPOKEN = frozenset({"okay", "well", "right", "so", "like"})
_TELLS = re.compile(r"\b(?:said|says?|saying|like|goes|went|thought|told \w+)$", re.IGNORECASE)
# the sentence that ends here has the order of a question
_ASKS = re.compile(r"(?:^|[.?!] )(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|will|would|have|has|what|"
                   r"how|why|who|when|where)\b[^.?!]*$", re.IGNORECASE)
_LAST = re.compile(r"[\w'’-]+$")
# what begins a clause, or an afterthought, wants a comma before it where the filler had one
_CLAUSE = re.compile(
    r", (?:but|so|yes|no|yeah|i|we|you|they|he|she|it|there(?:'s| is| are| was| were)|that's|it's|we're|"
    r"they're|you're|i'm|he's|she's|which|who|"
    r"though|although|whereas|particularly|especially|one of)\b", re.IGNORECASE)
_SET_OFF = frozenset({"so", "well", "right", "okay"})
_JOINING = STRICT | TIGHT | OPENERS | frozenset("that yeah now well like says said say what how when where who".split())
_MORE = 0.01  # above the stop by itself: both go at once
_QUOTES = re.compile(r"[\"“”]")


class FillerDetector(Local):
    """Finds the fillers of one level ("light", "clean" or "read-through")."""

    name = "speech.filler"
    kind = Kind.SPEECH

    def __init__(self, level: str = "light") -> None:
        words = _PHRASES[level]
        flags = re.IGNORECASE
        # inside a sentence, with a comma on both sides: the commas go too
        self._inside = re.compile(rf", (?<=[^\W_], )({words})(?=, [^\W_])", flags)
        # at the start of a sentence, before a comma: the next word takes the capital
        self._start = re.compile(rf"[.?!] ({words}), ([^\W_]+)", flags)
        self._first = re.compile(rf"({words}), ([^\W_]+)", flags)
        # before the end of a sentence
        self._end = re.compile(rf", (?<=[^\W_], )({words})(?=[.?!])(?!(?<=well|like|okay))", flags)
        # a sound needs no comma to be one
        self._opens = re.compile(rf"[.?!] ({_SOUNDS}) ([^\W_])", flags)
        self._opens_first = re.compile(rf"({_SOUNDS}) ([^\W_])", flags)
        self._bare = re.compile(rf" (?<=\w )({_SOUNDS})(?= [^\W_])", flags)

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each filler that is set off."""
        if not in_english(paragraph):
            return []
        text, found, taken = paragraph.text, [], 0
        quotes = [m.start() for m in _QUOTES.finditer(text)]
        for start, end, filler, replacement in sorted(self._places(text)):
            if start < taken or sum(q < start for q in quotes) % 2:
                continue
            if filler.lower() in _SPOKEN and _TELLS.search(text, max(start - 10, 0), start):
                continue  # "he said, okay, let's go": the first word of what somebody said
            if filler.lower() == "right" and text[end : end + 1] == "?":
                if _ASKS.search(text[:start]):
                    continue
                end, replacement = end + 1, "."  # what was no question is none without "right?"
            taken = end
            sound = re.fullmatch(_SOUNDS, filler, re.IGNORECASE)
            confidence = _CONFIDENCE["sound" if sound else "phrase"]
            if text[start] == ".":
                confidence = max(confidence, _stop_before(text, start)) + _MORE
            said = filler.casefold()
            found.append(Suggestion(
                paragraph.id, paragraph.revision, Span(start, end), text[start:end], (replacement,), Kind.SPEECH,
                "speech.filler", confidence, title="Filler", reasons=(f"“{said}” is set off and says nothing",),
                group=f"filler\t{said}",
            ))
        return found

    def _places(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, filler, replacement)."""
        for m in self._inside.finditer(text):
            # the words around it stay outside the span: they may be another finding's
            yield m.start(), m.end() + 2, m.group(1), ", " if _parts_clauses(text, m) else " "
        for opening, first in ((self._start, self._first), (self._opens, self._opens_first)):
            for m in filter(None, (first.match(text), *opening.finditer(text))):
                if opening is self._start and text[m.start()] == "." and (joint := _joint(text, m)):
                    yield m.start(), m.start(2), m.group(1), joint
                else:
                    yield m.start(1), m.end(), m.group(1), m.group(2)[:1].upper() + m.group(2)[1:]
        for m in self._end.finditer(text):
            yield m.start(), m.end(), m.group(1), ""
        for m in self._bare.finditer(text):
            yield m.start(), m.end(), m.group(1), ""


def _stop_before(text: str, stop: int) -> float:
    """Return how sure it is that the full stop at `stop` is a false one."""
    words = words_of(text).tokens
    n = bisect(words, stop, key=lambda word: word.end - 1) - 1
    return stop_confidence(text, words, n) if 0 <= n < len(words) - 1 and words[n].end == stop else 0.0


def _joint(text: str, filler: re.Match[str]) -> str:
    """Return what stands for a false stop and the filler behind it: "of. You know, oil" is "of oil"; "" for none."""
    stop, start = filler.start(), filler.start(2)
    if filler.group(1).lower() in _SET_OFF or not _stop_before(text, stop):
        return ""
    words = words_of(text).tokens
    n = bisect(words, stop, key=lambda word: word.end - 1) - 1
    return joint_of(text, words[n], words[bisect(words, start, key=lambda word: word.start) - 1])


def _parts_clauses(text: str, filler: re.Match[str]) -> bool:
    """True where a comma must stay in place of a filler: "he called, um, but we left", unlike "it's, um, late"."""
    before = _LAST.search(text, max(filler.start() - 20, 0), filler.start())
    if before is not None and before.group().casefold().replace("’", "'") in _JOINING:
        return False
    return filler.group(1).lower() in _SET_OFF or _CLAUSE.match(text, filler.end()) is not None
