"""Which paragraphs follow each other in one breath: the cues of one speaker, cut where the screen was full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.transcript import Paragraph

_PAUSE = 2000  # milliseconds between two cues that may share a name


class Order:
    """The paragraphs of a transcript, in order, by id. New ones without a time go to the end."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._at: dict[int, int] = {}
        self.by_id: dict[int, Paragraph] = {}
        self.letters = 0  # of all paragraphs

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take a whole transcript."""
        self.by_id = {p.id: p for p in paragraphs}
        self.letters = sum(len(p.text) for p in self.by_id.values())
        self._number([p.id for p in paragraphs])

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions, and forget those that are gone."""
        self.letters += sum(len(p.text) for p in {p.id: p for p in paragraphs}.values())
        self.letters -= sum(len(self.by_id[number].text) for number in {*gone, *(p.id for p in paragraphs)}
                            if number in self.by_id)
        missing = {number for number in gone if self.by_id.pop(number, None) is not None}
        new = [p for p in paragraphs if p.id not in self.by_id]
        self.by_id.update((p.id, p) for p in paragraphs)
        if missing or new:
            ids = [number for number in self._ids if number not in missing and number in self.by_id]
            self._number(ids + [p.id for p in new])

    def _number(self, ids: list[int]) -> None:
        self._ids = ids
        self._at = {number: at for at, number in enumerate(ids)}

    def following(self, paragraph_id: int, chosen: Iterable[int]) -> list[int]:
        """Return the chosen ids in order, from this paragraph's on, then those before it."""
        at = self._at
        start = at[paragraph_id]
        return sorted(chosen, key=lambda number: (at[number] < start, at[number]))

    def neighbour(self, paragraph_id: int, step: int) -> Paragraph | None:
        """Return the next (`step` 1) or last (-1) paragraph where it is in one run with this one."""
        at = self._at.get(paragraph_id)
        if at is None or not 0 <= at + step < len(self._ids):
            return None
        here, there = self.by_id[paragraph_id], self.by_id[self._ids[at + step]]
        first, second = (here, there) if step > 0 else (there, here)
        return there if continues(first, second) else None


def continues(first: Paragraph, second: Paragraph) -> bool:
    """True where the second cue goes on where the first stopped: timed, one speaker, no long pause."""
    if first.begin is None or second.begin is None or first.speaker != second.speaker:
        return False
    ended = first.end if first.end is not None else first.begin
    return second.begin >= first.begin and second.begin - ended <= _PAUSE


def numbered(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the run number of each of these paragraphs in order."""
    runs, number = [], 0
    for at, paragraph in enumerate(paragraphs):
        if at and not continues(paragraphs[at - 1], paragraph):
            number += 1
        runs.append(number)
    return runs
