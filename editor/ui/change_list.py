"""The two lists of a window of changes: kinds with their counts on the left, the places on the right.

Arrows move, Space ticks, Enter goes to the place; choosing a kind shows its places only.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from editor.review import Review
from editor.ui.change_delegate import ChangeDelegate, HeadingDelegate
from editor.ui.change_rows import ChangeRows, HeadingRows, Row, Ticks
from editor.ui.translate import tr

_SIDE = 29  # times a usual character: the width of the kinds


class ChangeList(QWidget):
    """Both lists with their models; `ticks` is None where nothing is to be ticked."""

    wanted = Signal(int)  # id of the mark whose place is to be shown
    ticked = Signal()

    def __init__(self, review: Review, ticks: Ticks | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ChangeRows(review, ticks, self)
        self.headings = HeadingRows(self.rows, self)
        self.kinds, self.places = _View(), _View()
        for view, model, delegate, name in (
            (self.kinds, self.headings, HeadingDelegate(self), tr("Kinds of change")),
            (self.places, self.rows, ChangeDelegate(self), tr("Places")),
        ):
            view.setModel(model)
            view.setItemDelegate(delegate)
            view.setAccessibleName(name)
            view.setUniformItemSizes(True)
            view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.kinds.setFixedWidth(_SIDE * self.fontMetrics().averageCharWidth())
        self.kinds.selectionModel().currentChanged.connect(self._chose)
        self.kinds.entered_row.connect(self._to_places)
        self.places.entered_row.connect(self._want)
        self.places.doubleClicked.connect(self._double_clicked)
        self.rows.ticked.connect(self.ticked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.kinds)
        box.addWidget(self.places, 1)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these changes; the chosen kind, place and scroll stay where they still are."""
        title = self.headings.title_at(self.kinds.currentIndex().row())
        at = self.places.currentIndex().row()
        key, scrolled = self.rows.key_at(at), self.places.verticalScrollBar().value()
        self.rows.show(rows)
        self.headings.refresh()
        self.kinds.setCurrentIndex(self.headings.index(self.headings.row_of(title), 0))
        row = self.rows.row_at(key)
        if self.rows.key_at(row) != key:  # it is gone: the one that took its place
            row = max(0, min(at, self.rows.rowCount() - 1))
        self.places.setCurrentIndex(self.rows.index(row, 0))
        self.places.verticalScrollBar().setValue(scrolled)

    def current(self) -> int | None:
        """Return the id of the mark whose row is the current one."""
        mark = self.rows.mark_at(self.places.currentIndex().row())
        return mark.id if mark is not None else None

    def _chose(self, index: QModelIndex) -> None:
        self.rows.show_only(self.headings.title_at(index.row()))
        self.places.setCurrentIndex(self.rows.index(0, 0))

    def _to_places(self, _row: int) -> None:
        self.places.setFocus()

    def _double_clicked(self, index: QModelIndex) -> None:
        self._want(index.row())

    def _want(self, row: int) -> None:
        mark = self.rows.mark_at(row)
        if mark is not None:
            self.wanted.emit(mark.id)


class _View(QListView):
    """A list whose Space ticks and whose Enter is told of; letters go to the window."""

    entered_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(index.row())
        elif plain and index.isValid() and event.key() == Qt.Key.Key_Space:
            if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                self.model().setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked,
                                     Qt.ItemDataRole.CheckStateRole)
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # a letter is a key of the window, not a search in the list
        else:
            super().keyPressEvent(event)
