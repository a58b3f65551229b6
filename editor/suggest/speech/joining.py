"""Breaks inside a sentence: the recogniser took a pause for the end of a paragraph.

After: "We were going" / "to the market." as two paragraphs. Kept: texts whose lines are all cut at a width, and cues
where most are cut wherever the screen is full; cues that would be too long as one, or that a pause parts; headings and
lists, whose next line begins with a capital. Nothing is joined by itself: a suggestion points at the place, and joining
it is one key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from editor.suggest.speech.stop_words import STRICT
from editor.suggest.speech.tokens import in_english, tokens
from editor.suggest.suggestion import JOIN, Kind, Suggestion
from editor.transcript import Paragraph, Span

_WRAPPED = 0.3  # share of paragraphs that break off from which the text is cut at a width, or has no full stops
_OPEN_ENDED = 0.75
_GOES_ON = 0.7
_IN_A_CUE = 0.45  # people cut cues on purpose too
_CUE_LETTERS, _CUE_TIME = 84, 7_000  # two lines of 42 letters, milliseconds: the most that subtitlers allow in one
_PAUSE = 1_000  # milliseconds between two cues that one sentence may run through


class JoiningDetector:
    """Points at paragraphs that break off inside a sentence which the next one goes on with."""

    name = "speech.join"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._order: list[int] = []
        self._place: dict[int, int] = {}
        self._texts: dict[int, Paragraph] = {}  # those that say something
        self._breaks: dict[int, tuple[float, str]] = {}
        self._altered: set[int] = set()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take the whole transcript."""
        self._order = [p.id for p in paragraphs]
        self._place = {paragraph_id: n for n, paragraph_id in enumerate(self._order)}
        self._texts = {p.id: p for p in paragraphs if p.text.strip()}
        cues = [p.text for p in self._texts.values() if p.begin is not None]
        self._cues = sum(text.rstrip()[-1].isalnum() for text in cues) < _WRAPPED * len(cues)
        self._breaks = {left.id: found for left, right in pairwise(self._texts.values())
                        if (found := self._judged(left, right)) is not None}

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions; one that came since `load` has no neighbours that are known, and is left alone."""
        self._altered.clear()
        touched = list(gone)
        for paragraph_id in touched:
            self._texts.pop(paragraph_id, None)
        for paragraph in paragraphs:
            touched.append(paragraph.id)
            if paragraph.text.strip():
                self._texts[paragraph.id] = paragraph
            else:
                self._texts.pop(paragraph.id, None)
        for place in [self._place[i] for i in touched if i in self._place]:
            self._look(self._near(place, -1))
            self._look(self._texts.get(self._order[place]))

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion on the last word of a paragraph that breaks off."""
        found = self._breaks.get(paragraph.id)
        if found is None or len(self._breaks) >= _WRAPPED * len(self._texts):
            return []
        word = tokens(paragraph.text)[-1]
        span = Span(word.start, word.end)
        return [Suggestion(paragraph.id, paragraph.revision, span, word.text, (), Kind.SPEECH, JOIN, found[0],
                           title="Break inside a sentence", reasons=(found[1],), group=f"join\t{paragraph.id}")]

    def related(self) -> Collection[int]:
        """See Related: what stands before a changed paragraph."""
        return self._altered

    def _look(self, left: Paragraph | None) -> None:
        """Judge the border behind `left` anew."""
        if left is None:
            return
        right = self._near(self._place[left.id], 1)
        found = self._judged(left, right) if right is not None else None
        if found != self._breaks.get(left.id):
            self._altered.add(left.id)
        if found is None:
            self._breaks.pop(left.id, None)
        else:
            self._breaks[left.id] = found

    def _judged(self, left: Paragraph, right: Paragraph) -> tuple[float, str] | None:
        return _breaks_off(left, right) if self._cues or left.begin is None else None

    def _near(self, place: int, step: int) -> Paragraph | None:
        """Return the next paragraph on one side that says something."""
        place += step
        while 0 <= place < len(self._order):
            if self._order[place] in self._texts:
                return self._texts[self._order[place]]
            place += step
        return None


def _breaks_off(left: Paragraph, right: Paragraph) -> tuple[float, str] | None:
    """Return how sure it is that `left` breaks off inside a sentence, and why."""
    if right.soft or left.speaker != right.speaker or not _fit(left, right):
        return None
    end, begin = left.text.rstrip(), right.text.lstrip()
    if not (end[-1].isalnum() or end[-1] == ",") or not begin[0].isalpha():
        return None
    if left.begin is not None and not begin[0].islower():
        return None
    words = tokens(end)
    if not words or not in_english(left) or not in_english(right):
        return None
    if begin[0].islower():
        if left.begin is not None:
            return _IN_A_CUE, "no full stop here, and the next cue goes on in lower case; both fit into one"
        return _GOES_ON, "no full stop here, and the next paragraph goes on in lower case"
    if words[-1].key in STRICT and end[-1] != "," and len(words) > 1:
        return _OPEN_ENDED, f"“{words[-1].text}” cannot end a sentence"
    return None


def _fit(left: Paragraph, right: Paragraph) -> bool:
    """True for two cues that can be one: without a pause between them, and neither too long nor too slow together."""
    if left.begin is None or left.end is None or right.begin is None or right.end is None:
        return left.begin is None
    short = len(left.text) + len(right.text) < _CUE_LETTERS and right.end - left.begin <= _CUE_TIME
    return short and right.begin - left.end <= _PAUSE
