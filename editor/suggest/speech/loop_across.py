"""Loops that run through several paragraphs or cues: the words of the transcript as one stream, and what to take out.

The first copy stays where it is, with its time; every later copy is taken out of the cue in which it stands, a cue
of nothing else becomes empty and keeps its own time. All parts of one loop are alike, so one decision settles them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.suggest.speech.loop_runs import COPIES, LONGEST, SHORTEST, on_purpose, run_at, said_twice
from editor.suggest.speech.tokens import Token, in_english, keys_of, tokens
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_AROUND = LONGEST * (COPIES + 1)  # words on each side of a change that are looked at again
_CUES = 4  # copies of a cue of two or three words that make a loop; "Okay." may be said as often as one likes
_TELLING = 2  # words of the shortest such cue


@dataclass(frozen=True, slots=True)
class _Part:
    """What one paragraph has of a loop's later copies: its words `first` to `last`, end exclusive."""

    first: int
    last: int
    copies: int
    period: int
    phrase: str
    sure: float


class Stream:
    """The words of all English paragraphs in order, and the loops found in them."""

    def __init__(self) -> None:
        self._order: list[int] = []
        self._place: dict[int, int] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        self._parts: dict[int, list[_Part]] = {}

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read the whole transcript."""
        self._order = [p.id for p in paragraphs]
        self._place = {paragraph_id: n for n, paragraph_id in enumerate(self._order)}
        self._keys = {p.id: _keys(p) for p in paragraphs}
        self._parts = {}
        self._search(0, len(self._order))

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions; paragraphs that were not there when the transcript was loaded stand alone."""
        for paragraph_id in gone:
            self._changed(paragraph_id, ())
        for paragraph in paragraphs:
            self._changed(paragraph.id, _keys(paragraph))

    def parts(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return what to take out of a paragraph because it was said in the paragraphs before."""
        found = self._parts.get(paragraph.id)
        if not found:
            return []
        words = tokens(paragraph.text)
        return [_removed(paragraph, words, part) for part in found if part.last <= len(words)]

    def _changed(self, paragraph_id: int, keys: tuple[str, ...]) -> None:
        place = self._place.get(paragraph_id)
        if place is None or self._keys[paragraph_id] == keys:
            return
        self._keys[paragraph_id] = keys
        low, high = self._border(place, -1), self._border(place, 1) + 1
        for n in range(low, high):
            self._parts.pop(self._order[n], None)
        self._search(low, high)

    def _border(self, place: int, step: int) -> int:
        """Return the last paragraph in one direction that a loop through this one may reach."""
        words = 0
        while 0 <= place + step < len(self._order):
            place += step
            words += len(self._keys[self._order[place]])
            if words > _AROUND and self._order[place] not in self._parts:
                break
        return place

    def _search(self, low: int, high: int) -> None:
        """Find the loops that touch more than one paragraph from `low` up to `high`."""
        some = [i for i in self._order[low:high] if self._keys[i]]
        if len(some) < 2:
            return
        keys: list[str] = []
        home: list[tuple[int, int]] = []  # of each paragraph: id, where it begins in `keys`
        for paragraph_id in some:
            home.append((paragraph_id, len(keys)))
            keys += self._keys[paragraph_id]
        for at, period, end in [*_long(keys, home), *_cues(keys, home)]:
            self._note(keys, home, at, period, end)

    def _note(self, keys: Sequence[str], home: Sequence[tuple[int, int]], at: int, period: int, end: int) -> None:
        copies = (end - at) // period
        begin, stop = at + period, at + copies * period
        sure = 0.95 if period >= SHORTEST else 0.6
        phrase = " ".join(keys[at:begin])
        for (paragraph_id, first), (_, after) in zip(home, [*home[1:], (0, len(keys))], strict=True):
            if first < stop and begin < after:
                part = _Part(max(begin - first, 0), min(stop, after) - first, copies, period, phrase, sure)
                there = self._parts.setdefault(paragraph_id, [])
                if not any(p.first < part.last and part.first < p.last for p in there):
                    there.append(part)


def _keys(paragraph: Paragraph) -> tuple[str, ...]:
    if not in_english(paragraph) or "♪" in paragraph.text:
        return ()
    return tuple(keys_of(paragraph.text))


def _long(keys: list[str], home: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, words of a copy, end) of the loops of long copies that cross from one paragraph into another."""
    before, behind = 0, 0
    begins = {start for _, start in home}
    for _, border in home[1:]:
        if border >= behind and _repeats_at(keys, border):
            low = max(before, behind)
            for at in (low + n for n in said_twice(keys[low : border + LONGEST + SHORTEST])):
                period, end = run_at(keys, at) if at < border else (0, 0)
                if end > border:
                    # a copy that begins with its cue stays whole
                    last = end - period * COPIES
                    yield next((n for n in range(at, last + 1) if n in begins), at), period, end
                    behind = end
                    break
        before = border


def _repeats_at(keys: list[str], border: int) -> bool:
    """True where the four words on either side of a border stand there again: a loop that crosses it shows so."""
    near = keys[max(border - LONGEST - SHORTEST, 0) : border + LONGEST + SHORTEST]
    return any(_twice(near, keys[at : at + SHORTEST]) for at in (border - SHORTEST, border) if at >= 0)


def _twice(near: list[str], phrase: list[str]) -> bool:
    found, at = 0, -1
    for _ in range(near.count(phrase[0]) if phrase else 0):
        at = near.index(phrase[0], at + 1)
        found += near[at : at + SHORTEST] == phrase
    return found > 1


def _cues(keys: Sequence[str], home: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of at least _CUES paragraphs of the same two or three words each."""
    at = 0
    spans = [(start, end) for (_, start), (_, end) in zip(home, [*home[1:], (0, len(keys))], strict=True)]
    while at < len(spans):
        start, end = spans[at]
        phrase, last = keys[start:end], at
        while last + 1 < len(spans) and _TELLING <= len(phrase) < SHORTEST and keys[slice(*spans[last + 1])] == phrase:
            last += 1
        if last - at + 1 >= _CUES and not on_purpose(phrase):
            yield start, end - start, spans[last][1]
        at = last + 1


def _removed(paragraph: Paragraph, words: Sequence[Token], part: _Part) -> Suggestion:
    text = paragraph.text
    start = 0 if part.first == 0 else _behind(text, words, part.first - 1)
    end = len(text) if part.last == len(words) else words[part.last].start
    if part.first and part.last < len(words):
        end = _behind(text, words, part.last - 1)
    span = Span(start, end)
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(text), ("",), Kind.SPEECH, "speech.loop", part.sure,
        title="Loop", reasons=(f"the same {part.period} words {part.copies} times over, through several paragraphs",),
        group=f"loop\t{part.phrase}",
    )


def _behind(text: str, words: Sequence[Token], n: int) -> int:
    """Return the place behind a word and the marks that close it."""
    gap = text[words[n].end : words[n + 1].start] if n + 1 < len(words) else text[words[n].end :]
    return words[n].end + len(gap) - len(gap.lstrip('.,;:?!…"”’)'))
