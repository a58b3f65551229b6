"""The list of suggestions: painted cards, the current one opened in its place with real buttons.

A QTableView of one column with fixed sections stays quick with 50,000 rows (a QListView does not). The open card is
one widget laid over its row; the row's section is made as tall as the card.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editor.review import Mark
from editor.ui import theme
from editor.ui.suggestion_card import SuggestionCard
from editor.ui.suggestion_delegate import GAP, SIDE, SuggestionDelegate, row_height
from editor.ui.suggestion_rows import SuggestionRows
from editor.ui.translate import tr


class SuggestionList(QTableView):
    """Shows `rows`; tells which mark the person went to."""

    mark_chosen = Signal(int)

    def __init__(self, rows: SuggestionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestions")
        self.setAccessibleName(tr("Suggestions"))
        self.rows = rows
        self._current: int | None = None
        self._open_row: int | None = None
        self._anchor: tuple[int | None, int] | None = None
        self._following = False
        self.setModel(rows)
        self.setItemDelegate(SuggestionDelegate(self))
        self.card = SuggestionCard(self.viewport())
        self.card.hide()
        self._set_up_view()
        rows.modelAboutToBeReset.connect(self._before_reset)
        rows.modelReset.connect(self._after_reset)
        theme.watcher().changed.connect(self._restyled)
        # one place for the card however many geometry changes an event brings
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._fit_card)

    def _set_up_view(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        down.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(10)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(row_height(self.font()))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(26)
        self.setTabKeyNavigation(False)

    # --- the current suggestion ------------------------------------------------------------------------------

    @property
    def current_mark(self) -> int | None:
        """The id of the mark whose card is open."""
        return self._current

    def show_mark(self, mark_id: int | None) -> None:
        """Open the card of a mark and bring it into sight; None closes it."""
        self._current = mark_id
        self._open()
        if self._open_row is not None:
            self._reveal(self._open_row)

    def refresh_card(self) -> None:
        """Show the current mark as it is now."""
        self._open()

    def _open(self) -> None:
        row = self.rows.row_of(self._current)
        mark = self._mark()
        header = self.verticalHeader()
        if self._open_row is not None and self._open_row != row and self._open_row < self.rows.rowCount():
            header.resizeSection(self._open_row, header.defaultSectionSize())
        self._open_row = row
        if row is None or mark is None or self.rows.review is None:
            self.card.hide()
            return
        self._following = True
        self.setCurrentIndex(self.rows.index(row, 0))
        self._following = False
        self.card.show_mark(self.rows.review, mark)
        self._fit_card()

    def _fit_card(self) -> None:
        """Give the open row the card's height and lay the card over it."""
        row = self._open_row
        if row is None or row >= self.rows.rowCount() or self._mark() is None:
            self.card.hide()
            return
        width = self.viewport().width() - 2 * SIDE
        height = self.card.height_for(width)
        if self.rowHeight(row) != height + GAP:
            self.verticalHeader().resizeSection(row, height + GAP)
        self.card.setGeometry(SIDE, self.rowViewportPosition(row), width, height)
        self.card.show()

    def _place_card(self) -> None:
        if self._open_row is not None and self.card.isVisibleTo(self.viewport()):
            self.card.move(SIDE, self.rowViewportPosition(self._open_row))

    def _reveal(self, row: int) -> None:
        top, tall, room = self.rowViewportPosition(row), self.rowHeight(row), self.viewport().height()
        bar = self.verticalScrollBar()
        step = self.verticalHeader().defaultSectionSize()
        if top < 0 or top + tall > room:
            near = -2 * room < top < 2 * room
            if not near:
                bar.setValue(bar.value() + top - room // 3)
            elif top < 0:
                bar.setValue(bar.value() + top - step)
            else:
                bar.setValue(bar.value() + top + tall - room + step)
        self._place_card()

    def _mark(self) -> Mark | None:
        review = self.rows.review
        return review.mark(self._current) if review is not None and self._current is not None else None

    # --- what Qt tells ---------------------------------------------------------------------------------------

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        mark = self.rows.mark_at(current.row()) if current.isValid() and not self._following else None
        if mark is not None and mark.id != self._current:
            self.mark_chosen.emit(mark.id)

    def _before_reset(self) -> None:
        """Remember what stands at the top, so that new rows above do not push it away."""
        top = self.rowAt(0)
        mark = self.rows.mark_at(top) if top >= 0 else None
        anchor = self._current if self._card_in_sight() else (mark.id if mark else None)
        row = self.rows.row_of(anchor)
        self._anchor = (anchor, self.rowViewportPosition(row)) if row is not None else None
        if self._open_row is not None:  # a reset keeps the sections' sizes: another suggestion's row would be as tall
            header = self.verticalHeader()
            header.resizeSection(self._open_row, header.defaultSectionSize())
        self._open_row = None

    def _after_reset(self) -> None:
        self._open()
        if self._anchor is not None:
            row = self.rows.row_of(self._anchor[0])
            if row is not None:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.rowViewportPosition(row) - self._anchor[1])
        self._place_card()

    def _card_in_sight(self) -> bool:
        return self._open_row is not None and self.card.isVisible() and self.card.geometry().intersects(
            self.viewport().rect())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placing.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_placing"):
            self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
            self._placing.start()

    def _restyled(self) -> None:
        self.refresh_card()
        self.viewport().update()
