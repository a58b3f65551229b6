"""A mark is a suggestion at its present place, with what the person decided about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Mark:
    """One suggestion where it stands now: `span` in code points of the paragraph's present text.

    An open mark's text is always its suggestion's `original`. An accepted mark spans the text that was put in
    (`chosen`); its span may be empty where text was removed.
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


def moved(marks: Iterable[Mark], edit: Edit) -> tuple[Mark, ...]:
    """Return the marks as they stand after `edit` of their paragraph.

    Marks before the edit stay, marks behind it shift. An edit that reaches into a mark settles it as EDITED by
    hand; a mark whose whole text is deleted goes. Typing at a mark's very edge does not touch it.
    """
    start, end, shift = edit.span.start, edit.span.end, len(edit.text) - len(edit.span)
    result = []
    for mark in marks:
        a, b = mark.span.start, mark.span.end
        if b <= start and not (a == b == start == end):
            result.append(mark)
        elif a >= end:
            result.append(replace(mark, span=Span(a + shift, b + shift)))
        else:
            if a >= start and b <= end:  # wholly inside what gave way
                continue
            verdict = Verdict.EDITED if mark.verdict in (Verdict.OPEN, Verdict.ACCEPTED) else mark.verdict
            a = a if a < start else start + len(edit.text)
            b = b + shift if b > end else start
            if a <= b:
                result.append(replace(mark, span=Span(a, b), verdict=verdict, chosen=""))
    return tuple(result)
