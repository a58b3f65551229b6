"""A mark is a suggestion at its present place, with what the person decided about it."""

from __future__ import annotations

import enum
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from editor.suggest.suggestion import Suggestion
from editor.transcript import Edit, Span


class Verdict(enum.StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"  # the person rewrote the text under it
    IGNORED = "ignored"  # in this transcript, or always

    @property
    def decided(self) -> bool:
        """True for everything but OPEN."""
        return self is not Verdict.OPEN

    @property
    def reopens(self) -> bool:
        """True for what the person can take back for this suggestion alone."""
        return self in (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.IGNORED)


@dataclass(frozen=True, slots=True)
class Mark:
    """One suggestion where it stands now: `span` in code points of the paragraph's present text.

    The text of an open, rejected or ignored mark is always its suggestion's `original`. An accepted mark spans the
    text that was put in (`chosen`); its span may be empty where text was removed. An edited mark spans what is left
    of either, and nothing is ever done to that text in its name.
    """

    id: int
    suggestion: Suggestion
    span: Span
    verdict: Verdict = Verdict.OPEN
    chosen: str = ""

    @property
    def decided(self) -> bool:
        """True once the person (or a command of theirs) settled it."""
        return self.verdict.decided

    @property
    def text(self) -> str | None:
        """What stands on the span; None for an edited mark, which does not know."""
        if self.verdict is Verdict.EDITED:
            return None
        return self.chosen if self.verdict is Verdict.ACCEPTED else self.suggestion.original

    def at(self, span: Span) -> Mark:
        """Return this mark on another span."""
        return self if span == self.span else Mark(self.id, self.suggestion, span, self.verdict, self.chosen)

    def shifted(self, by: int) -> Mark:
        """Return this mark `by` code points further on."""
        return self.at(Span(self.span.start + by, self.span.end + by)) if by else self

    def settled(self, verdict: Verdict, chosen: str = "") -> Mark:
        """Return this mark with another verdict."""
        return Mark(self.id, self.suggestion, self.span, verdict, chosen)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in text order; removed texts that have one place keep the order that they are given in."""
    return tuple(sorted(marks, key=lambda m: (m.span.start, m.span.end)))


def moved(marks: Iterable[Mark], edit: Edit) -> tuple[Mark, ...]:
    """Return the marks as they stand after `edit` of their paragraph.

    Marks before the edit stay, marks behind it shift. An edit that reaches into a mark settles it as EDITED by
    hand; a mark whose whole text is deleted goes. Typing at a mark's very edge does not touch it.
    """
    return tuple(m for mark in marks if (m := _after(mark, edit)) is not None)


def moved_by_all(marks: Iterable[Mark], edits: Sequence[Edit]) -> tuple[Mark, ...]:
    """Return the marks as they stand after `edits`, which are in text order, do not overlap, and count in the text
    before any of them. The same as `moved` for each edit from the last to the first; O((marks + edits) log edits).
    """
    starts = [e.span.start for e in edits]
    ends = [e.span.end for e in edits]
    shifts = [0, *accumulate(len(e.text) - len(e.span) for e in edits)]
    result = []
    for mark in marks:
        before = bisect_right(ends, mark.span.start)  # edits wholly before the mark
        behind = max(before, bisect_left(starts, mark.span.end))
        present: Mark | None = mark
        for edit in reversed(edits[before:behind]):
            present = present and _after(present, edit)
        if present is not None:
            result.append(present.shifted(shifts[before]))
    return tuple(result)


def _after(mark: Mark, edit: Edit) -> Mark | None:
    start, end, shift = edit.span.start, edit.span.end, len(edit.text) - len(edit.span)
    a, b = mark.span.start, mark.span.end
    if b <= start and not a == b == start == end:
        return mark
    if a >= end:
        return mark.shifted(shift)
    if a >= start and b <= end:  # wholly inside what gave way
        return None
    a = a if a < start else start + len(edit.text)
    b = b + shift if b > end else start
    return Mark(mark.id, mark.suggestion, Span(a, b), Verdict.EDITED)
