"""Which suggestions the list shows, in which order: an item model over a review, quick with 50,000 rows.

The filter is ours (no proxy model) and is kept per paragraph: a change of one paragraph costs that paragraph, and
putting the rows in text order is one pass over the paragraphs.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.review import Mark, Review
from editor.suggest.suggestion import MAYBE, Kind
from editor.ui import wording

_NOWHERE = QModelIndex()
_NEARLY = 1e-9  # a cut at 60 % lets 0.6 pass, whatever its last bit says
_Index = QModelIndex | QPersistentModelIndex
_NUMBER = {kind: n for n, kind in enumerate(Kind)}
_FEW = 8
_MANY = 30  # rows; more are told as one stretch, for each telling costs the view a look at its screen


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


class _Columns:
    """Rows in one order, each property of all rows in one column: a filter then runs without a step of Python a row."""

    __slots__ = ("_confidences", "_lowest", "_rows", "_sorts")

    def __init__(self, rows: list[_Row]) -> None:
        self._rows = rows
        self._confidences = [row.confidence for row in rows]
        self._lowest = min(self._confidences, default=0.0)
        self._sorts = bytes([2 * _NUMBER[row.kind] + row.decided for row in rows])  # kind and decided in one number

    def passing(self, wanted: Filter) -> tuple[Counter[Kind], list[_Row]]:
        """Return the rows that pass, and how many of each kind pass all but the filter by kind."""
        rows: Iterable[_Row] = self._rows
        sorts = self._sorts
        cut = wanted.least - _NEARLY
        if cut > self._lowest:
            sure = list(map(cut.__le__, self._confidences))
            rows, sorts = compress(rows, sure), bytes(compress(sorts, sure))
        counts = Counter({kind: sorts.count(2 * n) + (sorts.count(2 * n + 1) if wanted.decided else 0)
                          for kind, n in _NUMBER.items()})
        chosen = [int(kind in wanted.kinds and (wanted.decided or not decided))
                  for kind in _NUMBER for decided in (False, True)]
        if not all(chosen):
            rows = compress(rows, sorts.translate(bytes(chosen).ljust(256, b"\0")))
        return counts, list(rows)


class SuggestionRows(QAbstractTableModel):
    """One column; each row is a mark of the review, found by `mark_at`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.filter = Filter()
        self.counts: Counter[Kind] = Counter()  # rows of each kind that pass all but the filter by kind
        self._of: dict[int, tuple[_Row, ...]] = {}  # by paragraph
        self._columns: dict[Order, _Columns] = {}  # all of them in this order, until one changes
        self._ids: list[int] = []
        self._row_of: dict[int, int] | None = None
        self._asked = 0  # times that `row_of` was called since the rows changed

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
        if mark_id is None:
            return None
        if self._row_of is None:
            self._asked += 1
            if self._asked <= _FEW:  # looking through the list is quicker than writing a table of it
                try:
                    return self._ids.index(mark_id)
                except ValueError:
                    return None
            self._row_of = {mark_id: row for row, mark_id in enumerate(self._ids)}
        return self._row_of.get(mark_id)

    def ids(self) -> list[int]:
        """Return the ids shown, in order; do not change the list."""
        return self._ids

    def shows(self, mark: Mark) -> bool:
        """True where the filter lets a mark pass, whether or not its row is there already."""
        wanted, suggestion = self.filter, mark.suggestion
        return (suggestion.confidence >= wanted.least - _NEARLY and suggestion.kind in wanted.kinds
                and (wanted.decided or not mark.decided))

    @property
    def hides(self) -> bool:
        """True where the filter holds anything back that the analysis reports."""
        return self.filter.least > MAYBE or len(self.filter.kinds) < len(Kind)

    # --- changes ---------------------------------------------------------------------------------------------

    def set_review(self, review: Review | None) -> None:
        """Show another review."""
        self.review = review
        self._of = {}
        self._columns.clear()
        if review is not None and review.counts.total():
            self._take(p.id for p in review.transcript)
        self._show()

    def set_filter(self, to: Filter) -> None:
        """Show other rows of the same review."""
        self.filter = to
        self._show()

    def refresh(self, paragraph_ids: Iterable[int]) -> bool:
        """Take the present marks of some paragraphs. True where the rows themselves changed (a model reset)."""
        if self.review is None:
            return False
        touched = set(paragraph_ids)
        before = {pid: self._passing(pid) for pid in touched}
        self._take(touched)
        after = {pid: self._passing(pid) for pid in touched}
        if before != after or self.filter.order is Order.ALIKE:
            self._show()
            return True
        rows = sorted(row for ids in after.values() for i in ids if (row := self.row_of(i)) is not None)
        rows_told = [(rows[0], rows[-1])] if len(rows) > _MANY else [(row, row) for row in rows]
        for first, last in rows_told:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        return False

    # --- inside ----------------------------------------------------------------------------------------------

    def _take(self, paragraph_ids: Iterable[int]) -> None:
        assert self.review is not None
        self._columns.clear()
        for pid in paragraph_ids:
            marks = self.review.marks_in(pid)
            if marks and self.review.transcript.index_of(pid) is not None:
                self._of[pid] = tuple([
                    _Row(m.id, m.suggestion.kind, m.suggestion.confidence, m.decided, m.suggestion.alike) for m in marks
                ])
            else:
                self._of.pop(pid, None)

    def _passing(self, paragraph_id: int) -> list[int]:
        return [row.id for row in self._of.get(paragraph_id, ()) if self._passes(row)]

    def _passes(self, row: _Row) -> bool:
        wanted = self.filter
        return (row.kind in wanted.kinds and row.confidence >= wanted.least - _NEARLY
                and (wanted.decided or not row.decided))

    def _show(self) -> None:
        """Put the rows in order and reset the views."""
        ids = self._ordered()
        self.beginResetModel()
        self._ids, self._row_of, self._asked = ids, None, 0
        self.endResetModel()

    def _ordered(self) -> list[int]:
        """Return the ids that pass, in order, and count all that the filter by kind alone holds back too."""
        if self.review is None:
            self.counts.clear()
            return []
        order = self.filter.order
        sorted_as = Order.CONFIDENCE if order is Order.CONFIDENCE else Order.TEXT
        self.counts, rows = self._all(sorted_as).passing(self.filter)
        if order is Order.ALIKE:
            sizes = Counter([row.alike for row in rows])
            rows.sort(key=lambda row: (-sizes[row.alike], row.alike))
        return [row[0] for row in rows]

    def _all(self, order: Order) -> _Columns:
        """Return all rows in text order, or the surest first; sorting them is remembered until one changes."""
        if order not in self._columns:
            of = self._of
            assert self.review is not None
            rows = [row for p in (self.review.transcript if of else ()) if p.id in of for row in of[p.id]]
            if order is Order.CONFIDENCE:
                rows.sort(key=lambda row: (row.decided, -row.confidence))
            self._columns[order] = _Columns(rows)
        return self._columns[order]
