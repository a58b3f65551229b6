"""Who decided what, and when: the part of a decision that the review itself has no need of."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from editor.review import Change, Mark, Review

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """When a decision was made (seconds since 1970, UTC), and by whom ("person", or the command that did it)."""

    at: float
    who: str = PERSON


class Ledger:
    """The time of every decision by mark id. Listens to a review; have it listen before what writes it down."""

    def __init__(self, who: str = PERSON, clock: Callable[[], float] = time.time) -> None:
        self._who, self._clock = who, clock
        self._entries: dict[int, Entry] = {}

    def copy(self) -> Ledger:
        """Return a ledger that stays as this one is now."""
        copied = Ledger(self._who, self._clock)
        copied._entries = self._entries.copy()
        return copied

    def listen(self, review: Review) -> None:
        """Follow the decisions of a review."""
        review.listen(self.note)

    def note(self, change: Change) -> None:
        """Take the decisions that a change made or took back."""
        before = {m.id: m for run in change.runs for s in run.before for m in s.marks}
        now = self._clock()
        for run in change.runs:
            for state in run.after:
                for mark in state.marks:
                    if not _same(before.get(mark.id), mark):
                        if mark.decided:
                            self._entries[mark.id] = Entry(now, self._who)
                        else:
                            self._entries.pop(mark.id, None)

    def entry(self, mark_id: int) -> Entry:
        """Return when a mark was decided; a decision nobody noted counts as made now."""
        known = self._entries.get(mark_id)
        if known is None:
            known = self._entries[mark_id] = Entry(self._clock(), self._who)
        return known

    def put(self, mark_id: int, entry: Entry) -> None:
        """Take an entry that was read from a file."""
        self._entries[mark_id] = entry


def _same(before: Mark | None, after: Mark) -> bool:
    return before is not None and before.verdict is after.verdict and before.chosen == after.chosen
