"""The transcript as the worker's side knows it: present versions in text order, kept by changes alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from editor.transcript import Paragraph

_NOTHING: Mapping[int, int] = MappingProxyType({})


class Mirror:
    """Paragraphs by id, and their ids in text order. One thread."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self._paragraphs: dict[int, Paragraph] = {}

    def __len__(self) -> int:
        return len(self.order)

    def get(self, paragraph_id: int) -> Paragraph | None:
        """Return the present version, None where it is gone."""
        return self._paragraphs.get(paragraph_id)

    def paragraphs(self) -> list[Paragraph]:
        """Return all paragraphs in text order."""
        return [self._paragraphs[i] for i in self.order]

    def clear(self) -> None:
        """Forget everything."""
        self.order = []
        self._paragraphs = {}

    def extend(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add paragraphs at the end."""
        for paragraph in paragraphs:
            self.order.append(paragraph.id)
            self._paragraphs[paragraph.id] = paragraph

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int],
               follows: Mapping[int, int] = _NOTHING) -> bool:
        """Take new versions, in text order; return whether the order changed.

        `follows` says behind which paragraph one of a new id stands (0: before all). Where it does not: behind the
        one before it in `paragraphs` (a split names both halves), else before the next known one, else at the end.
        """
        gone = {i for i in gone if i in self._paragraphs} - {p.id for p in paragraphs}
        fresh = [n for n, p in enumerate(paragraphs) if p.id not in self._paragraphs]
        for n in fresh:
            place = self._place(paragraphs, n, follows.get(paragraphs[n].id))
            self.order.insert(place, paragraphs[n].id)
            self._paragraphs[paragraphs[n].id] = paragraphs[n]
        self._paragraphs.update((p.id, p) for p in paragraphs)
        if gone:
            self.order = [i for i in self.order if i not in gone]
            for i in gone:
                del self._paragraphs[i]
        return bool(fresh or gone)

    def _place(self, paragraphs: Sequence[Paragraph], n: int, after: int | None) -> int:
        if after == 0:
            return 0
        if after in self._paragraphs:
            return self.order.index(after) + 1
        if n:
            return self.order.index(paragraphs[n - 1].id) + 1
        following = next((p.id for p in paragraphs[1:] if p.id in self._paragraphs), None)
        return len(self.order) if following is None else self.order.index(following)
