"""All marks of a review by paragraph, by id and by what is alike, with the counts; changed one paragraph at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from editor.review.mark import Mark, Verdict


class MarkIndex:
    """Where every mark is. A change of one paragraph costs that paragraph's marks."""

    def __init__(self) -> None:
        self.counts: Counter[Verdict] = Counter()
        self._in: dict[int, tuple[Mark, ...]] = {}
        self._mark: dict[int, Mark] = {}
        self._home: dict[int, int] = {}  # mark id -> paragraph id
        self._alike: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._open: Counter[str] = Counter()  # open marks per alike key

    def copy(self) -> MarkIndex:
        """Return an index that stays as this one is now, but for what is alike: that it does not know."""
        copied = MarkIndex()
        copied.counts = self.counts.copy()
        copied._in, copied._mark, copied._home = self._in.copy(), self._mark.copy(), self._home.copy()
        return copied

    def within(self, paragraph_id: int) -> tuple[Mark, ...]:
        """Return a paragraph's marks in text order."""
        return self._in.get(paragraph_id, ())

    def get(self, mark_id: int) -> Mark | None:
        """Return a mark, None where it is gone."""
        return self._mark.get(mark_id)

    def home(self, mark_id: int) -> int | None:
        """Return the id of the paragraph that a mark stands in."""
        return self._home.get(mark_id)

    def alike(self, key: str) -> list[Mark]:
        """Return all marks of an alike key, decided ones too, in no order that matters."""
        return [self._mark[i] for i in self._alike.get(key, ())]

    def open_alike(self, key: str) -> int:
        """Return how many marks of an alike key are open."""
        return self._open.get(key, 0)

    def put(self, paragraph_id: int, marks: Iterable[Mark]) -> None:
        """Let a paragraph have these marks, in text order, and no others."""
        marks = tuple(marks)
        old = self._in.pop(paragraph_id, ())
        if marks:
            self._in[paragraph_id] = marks
        if self._only_moved(paragraph_id, old, marks):
            self._mark.update((mark.id, mark) for mark in marks)
            return
        for mark in old:
            if self._home.get(mark.id) == paragraph_id:  # else it has moved to another paragraph of this change
                self._forget(mark.id)
        for mark in marks:
            self._forget(mark.id)
            self._add(mark, paragraph_id)

    def _only_moved(self, paragraph_id: int, old: tuple[Mark, ...], marks: tuple[Mark, ...]) -> bool:
        """True where nothing but places differ, as after most keys: the counts and groups stay as they are."""
        return len(old) == len(marks) and all(
            a.id == b.id and a.suggestion is b.suggestion and a.verdict is b.verdict
            and self._home.get(a.id) == paragraph_id for a, b in zip(old, marks, strict=True))

    def _add(self, mark: Mark, paragraph_id: int) -> None:
        key = mark.suggestion.alike
        self._mark[mark.id] = mark
        self._home[mark.id] = paragraph_id
        self._alike[key][mark.id] = None
        self.counts[mark.verdict] += 1
        if not mark.decided:
            self._open[key] += 1

    def _forget(self, mark_id: int) -> None:
        mark = self._mark.pop(mark_id, None)
        if mark is None:
            return
        key = mark.suggestion.alike
        del self._home[mark_id]
        group = self._alike[key]
        del group[mark_id]
        if not group:
            del self._alike[key]
        self.counts[mark.verdict] -= 1
        if not mark.decided:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
