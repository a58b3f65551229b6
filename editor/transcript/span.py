"""Ranges in one paragraph, and the edit that turns one text into another."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of one paragraph's text: code points, `end` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return what stands on this span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point, or one is empty and lies inside the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """`span` of a text gives way to `text`."""

    span: Span
    text: str

    def apply(self, to: str) -> str:
        """Return `to` with this edit made."""
        return to[: self.span.start] + self.text + to[self.span.end :]


@functools.lru_cache(maxsize=4)  # what one key did is asked for by view, review, history and marks in turn
def minimal_edit(before: str, after: str) -> Edit:
    """Return the smallest single edit from `before` to `after` (common prefix and suffix trimmed).

    Equal texts give an empty edit at their end. Cost: linear, at C speed for the equal parts.
    """
    limit = min(len(before), len(after))
    start = _common(before, after, limit)
    limit -= start
    tail = _common_tail(before, after, limit)
    return Edit(Span(start, len(before) - tail), after[start : len(after) - tail])


def _common(a: str, b: str, limit: int) -> int:
    """Length of the common prefix, at most `limit`, by halving slices: comparing slices is C."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(a: str, b: str, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
