"""Which suggestions the list shows, in which order: an item model over a review, quick with 50,000 rows.

The filter is ours (no proxy model) and is kept per paragraph: a change of one paragraph costs that paragraph, and
putting the rows in text order is one pass over the paragraphs.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.review import Mark, Review
from editor.suggest.suggestion import MAYBE, Kind
from editor.ui import wording

_NOWHERE = QModelIndex()
_NEARLY = 1e-9  # a cut at 60 % lets 0.6 pass, whatever its last bit says
_Index = QModelIndex | QPersistentModelIndex
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


class SuggestionRows(QAbstractTableModel):
    """One column; each row is a mark of the review, found by `mark_at`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.filter = Filter()
        self.counts: Counter[Kind] = Counter()  # rows of each kind that pass all but the filter by kind
        self._of: dict[int, tuple[_Row, ...]] = {}  # by paragraph
        self._flat: list[_Row] | None = None  # all of them in text order; None until it is needed again
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
        self._of, self._flat = {}, None
        if review is not None:
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
        self._flat = None
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
        self._ids, self._row_of = ids, None
        self.endResetModel()

    def _ordered(self) -> list[int]:
        """Return the ids that pass, in order, and count all that the filter by kind alone holds back too."""
        if self.review is None:
            self.counts.clear()
            return []
        if self._flat is None:
            of = self._of
            self._flat = [row for p in self.review.transcript if p.id in of for row in of[p.id]]
        # plain comprehensions over tuples: 50,000 rows are filtered between two frames
        kinds, least = self.filter.kinds, self.filter.least - _NEARLY
        rows = [row for row in self._flat if row[2] >= least]
        if not self.filter.decided:
            rows = [row for row in rows if not row[3]]
        self.counts = Counter([row[1] for row in rows])
        if len(kinds) < len(Kind):
            rows = [row for row in rows if row[1] in kinds]
        if self.filter.order is Order.CONFIDENCE:
            rows.sort(key=lambda row: (row.decided, -row.confidence))
        elif self.filter.order is Order.ALIKE:
            sizes = Counter([row.alike for row in rows])
            rows.sort(key=lambda row: (-sizes[row.alike], row.alike))
        return [row[0] for row in rows]
