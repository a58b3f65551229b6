"""Changes of a review as rows: those that a level would make, with ticks, or those that were made.

Two item models share one list: `ChangeRows` shows the places, `HeadingRows` what kinds there are and how many of each.
A row is a few numbers; the words around a change are looked up when it is painted, so that thousands of rows cost
nothing but their list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.review import Mark, Review, Verdict
from editor.suggest.speech.levels import heading
from editor.ui import wording
from editor.ui.translate import number, plural, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AROUND = 90  # characters of context on each side
Key = tuple[int, int, int, str]
"""Paragraph id, start, end, original: the same place at every level, whatever the mark's id."""


class Row(NamedTuple):
    """One change: the mark's id, what it is counted under, and its place."""

    id: int
    heading: str
    key: Key


def row_of(home: int, mark: Mark) -> Row:
    """Return the row of a mark in the paragraph `home`."""
    return Row(mark.id, heading(mark.suggestion), (home, mark.span.start, mark.span.end, mark.suggestion.original))


@dataclass(slots=True)
class Ticks:
    """What a person ticked off, by kind and by place; everything else is ticked. Kept while the dialog is away."""

    headings: dict[str, bool] = field(default_factory=dict)
    places: dict[Key, bool] = field(default_factory=dict)

    def on(self, row: Row) -> bool:
        """Return whether a row is ticked."""
        return self.places.get(row.key, self.headings.get(row.heading, True))

    def set_place(self, row: Row, on: bool) -> None:
        """Tick or untick one place."""
        self.places[row.key] = on

    def set_heading(self, title: str, rows: Iterable[Row], on: bool) -> None:
        """Tick or untick a kind: all its places, and those that another level may bring."""
        self.headings[title] = on
        for row in rows:
            self.places.pop(row.key, None)


class ChangeRows(QAbstractListModel):
    """The places, in the order of the text; ticked with `ticks`, which may be None where nothing is to be ticked."""

    ticked = Signal()

    def __init__(self, review: Review, ticks: Ticks | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review = review
        self.ticks = ticks
        self.all: list[Row] = []
        self._shown: list[Row] = []
        self._only = ""

    # --- questions -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.ticks is None else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.mark_at(index.row())
        if mark is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and self.ticks is not None:
            return Qt.CheckState.Checked if self.ticks.on(self._shown[index.row()]) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{wording.before_of(mark)} → {wording.after_of(mark)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            before, itself, after = wording.context_of(self.review, mark)
            return tr("{kind}, {percent}: {change}, in {context}", kind=heading(mark.suggestion),
                      percent=wording.percent(mark.suggestion.confidence),
                      change=wording.sentence(self.review, mark), context=f"{before}{itself}{after}")
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.reasons_of(mark)
        return None

    def mark_at(self, row: int) -> Mark | None:
        """Return the mark of a row as it is now; None past the end or where it has just gone."""
        return self.review.mark(self._shown[row].id) if 0 <= row < len(self._shown) else None

    def parts(self, row: int) -> tuple[str, str, str, str]:
        """Return what stands before a change, the old text, the new, and what stands behind it."""
        mark = self.mark_at(row)
        if mark is None:
            return "", "", "", ""
        before, itself, after = wording.context_of(self.review, mark, _AROUND)
        new = wording.shown(mark.suggestion.replacement) if mark.verdict is Verdict.OPEN else itself
        return before, wording.shown(mark.suggestion.original), new, after

    def chosen(self) -> list[int]:
        """Return the ids of all ticked marks, shown or not, in the order of the text."""
        return [row.id for row in self.all if self.ticks is None or self.ticks.on(row)]

    def shown_ids(self) -> list[int]:
        """Return the ids of the marks that are shown."""
        return [row.id for row in self._shown]

    def row_at(self, key: Key | None) -> int:
        """Return where a place is shown; 0 where it is not."""
        return next((n for n, row in enumerate(self._shown) if row.key == key), 0)

    def key_at(self, row: int) -> Key | None:
        """Return the place of a row."""
        return self._shown[row].key if 0 <= row < len(self._shown) else None

    # --- changes ---------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Have these rows."""
        self.all = list(rows)
        self.show_only(self._only)

    def show_only(self, title: str) -> None:
        """Show the rows of one heading only; all for an empty one."""
        self.beginResetModel()
        self._only = title
        self._shown = [row for row in self.all if row.heading == title] if title else self.all
        self.endResetModel()

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or self.ticks is None:
            return False
        self.ticks.set_place(self._shown[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def tick(self, title: str, on: bool) -> None:
        """Tick or untick all rows of a heading; all rows for an empty one."""
        if self.ticks is None:
            return
        for each in {row.heading for row in self.all} if not title else {title}:
            self.ticks.set_heading(each, (row for row in self.all if row.heading == each), on)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticked.emit()


class HeadingRows(QAbstractListModel):
    """All changes, then each kind with its count, most first; a tick stands for all its places."""

    def __init__(self, changes: ChangeRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = changes
        self._counts: list[tuple[str, int]] = [("", 0)]  # the empty title stands for all
        self._on: Counter[str] = Counter()
        changes.ticked.connect(self._recount)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._counts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._changes.flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        title, count = self._counts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title or tr("All changes")
        if role == Qt.ItemDataRole.UserRole:
            return number(count)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plural("{kind}: {n} change", "{kind}: {n} changes", count, kind=title or tr("All changes"))
        if role == Qt.ItemDataRole.CheckStateRole and self._changes.ticks is not None:
            on = self._on[title]
            if on and on < count:
                return Qt.CheckState.PartiallyChecked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._changes.tick(self.title_at(index.row()), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def title_at(self, row: int) -> str:
        """Return the title of a row, empty for the one that stands for all."""
        return self._counts[row][0] if 0 <= row < len(self._counts) else ""

    def row_of(self, title: str) -> int:
        """Return where a title stands; the first row where it does not."""
        return next((n for n, (known, _) in enumerate(self._counts) if known == title), 0)

    def counts(self) -> dict[str, int]:
        """Return how many changes there are of each kind."""
        return dict(self._counts[1:])

    def refresh(self) -> None:
        """Count the changes anew."""
        counted = Counter(row.heading for row in self._changes.all)
        self.beginResetModel()
        self._counts = [("", counted.total()), *sorted(counted.items(), key=lambda c: (-c[1], c[0]))]
        self._count_ticks()
        self.endResetModel()

    def _recount(self) -> None:
        self._count_ticks()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._counts) - 1, 0))

    def _count_ticks(self) -> None:
        ticks = self._changes.ticks
        self._on = Counter(row.heading for row in self._changes.all if ticks is None or ticks.on(row))
        self._on[""] = self._on.total()
