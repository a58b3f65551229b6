"""Which suggestions the list shows, in which order: an item model over a review, quick with 50,000 rows.

The filter is ours (no proxy model) and is kept per paragraph: a change of one paragraph costs that paragraph, and
putting the rows in text order is one pass over the paragraphs.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.review import Mark, Review
from editor.suggest.suggestion import MAYBE, Kind
from editor.ui import wording

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Order(enum.StrEnum):
    """How the list is ordered."""

    TEXT = "text"
    CONFIDENCE = "confidence"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows. `least` is a confidence 0..1."""

    kinds: frozenset[Kind] = frozenset(Kind)
    least: float = MAYBE
    decided: bool = True
    order: Order = Order.TEXT


class _Row(NamedTuple):
    id: int
    kind: Kind
    confidence: float
    decided: bool
    alike: str


@dataclass(slots=True)
class _Kept:
    """One paragraph's rows, all of them and those that pass."""

    rows: tuple[_Row, ...]
    passing: list[int] = field(default_factory=list)


class SuggestionRows(QAbstractTableModel):
    """One column; each row is a mark of the review, found by `mark_at`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.filter = Filter()
        self.counts: Counter[Kind] = Counter()  # rows of each kind that pass all but the filter by kind
        self._kept: dict[int, _Kept] = {}
        self._ids: list[int] = []
        self._row_of: dict[int, int] | None = None

    # --- questions -------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.mark_at(index.row()) if index.isValid() else None
        if mark is None or self.review is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{wording.before_of(mark)} → {wording.after_of(mark)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return wording.sentence(self.review, mark)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return wording.reasons_of(mark)
        return None

    def mark_at(self, row: int) -> Mark | None:
        """Return the mark of a row as it is now; None past the end or where it has just gone."""
        if self.review is None or not 0 <= row < len(self._ids):
            return None
        return self.review.mark(self._ids[row])

    def row_of(self, mark_id: int | None) -> int | None:
        """Return where a mark is shown, None where it is not."""
        if self._row_of is None:
            self._row_of = {mark_id: row for row, mark_id in enumerate(self._ids)}
        return None if mark_id is None else self._row_of.get(mark_id)

    def ids(self) -> list[int]:
        """Return the ids shown, in order; do not change the list."""
        return self._ids

    def shows(self, mark: Mark) -> bool:
        """True where the filter lets a mark pass, whether or not its row is there already."""
        s = mark.suggestion
        return self._passes(_Row(mark.id, s.kind, s.confidence, mark.decided, s.alike))

    # --- changes ---------------------------------------------------------------------------------------------

    def set_review(self, review: Review | None) -> None:
        """Show another review."""
        self.review = review
        self._kept = {}
        self.counts.clear()
        if review is not None:
            self._take(p.id for p in review.transcript)
        self._show()

    def set_filter(self, to: Filter) -> None:
        """Show other rows of the same review."""
        self.filter = to
        self._refilter()
        self._show()

    def refresh(self, paragraph_ids: Iterable[int]) -> bool:
        """Take the present marks of some paragraphs. True where the rows themselves changed (a model reset)."""
        if self.review is None:
            return False
        touched = set(paragraph_ids)
        before = {pid: kept.passing for pid in touched if (kept := self._kept.get(pid)) is not None}
        self._take(touched)
        after = {pid: self._kept[pid].passing for pid in touched if pid in self._kept}
        if any(before.get(pid, []) != after.get(pid, []) for pid in touched) or self.filter.order is Order.ALIKE:
            self._show()
            return True
        for row in sorted(row for ids in after.values() for i in ids if (row := self.row_of(i)) is not None):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        return False

    # --- inside ----------------------------------------------------------------------------------------------

    def _take(self, paragraph_ids: Iterable[int]) -> None:
        assert self.review is not None
        for pid in paragraph_ids:
            old = self._kept.pop(pid, None)
            if old is not None:
                self._count(old.rows, -1)
            rows = tuple(
                _Row(m.id, m.suggestion.kind, m.suggestion.confidence, m.decided, m.suggestion.alike)
                for m in self.review.marks_in(pid)
            )
            if rows and self.review.transcript.index_of(pid) is not None:
                self._kept[pid] = _Kept(rows, [r.id for r in rows if self._passes(r)])
                self._count(rows, 1)

    def _refilter(self) -> None:
        self.counts.clear()
        for kept in self._kept.values():
            kept.passing = [r.id for r in kept.rows if self._passes(r)]
            self._count(kept.rows, 1)

    def _passes(self, row: _Row) -> bool:
        return row.kind in self.filter.kinds and self._counts_in(row)

    def _counts_in(self, row: _Row) -> bool:
        return row.confidence >= self.filter.least - 1e-9 and (self.filter.decided or not row.decided)

    def _count(self, rows: Iterable[_Row], by: int) -> None:
        for row in rows:
            if self._counts_in(row):
                self.counts[row.kind] += by

    def _show(self) -> None:
        """Put the rows in order and reset the views."""
        ids = self._ordered()
        self.beginResetModel()
        self._ids, self._row_of = ids, None
        self.endResetModel()

    def _ordered(self) -> list[int]:
        if self.review is None:
            return []
        kept = [k for p in self.review.transcript if (k := self._kept.get(p.id)) is not None]
        if self.filter.order is Order.TEXT:
            return [i for k in kept for i in k.passing]
        rows = [r for k in kept for r in k.rows if self._passes(r)]
        if self.filter.order is Order.CONFIDENCE:
            rows.sort(key=lambda r: (r.decided, -r.confidence))
        else:
            sizes = Counter(r.alike for r in rows)
            rows.sort(key=lambda r: (-sizes[r.alike], r.alike))
        return [r.id for r in rows]
