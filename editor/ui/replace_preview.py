"""Before everything is replaced: each place in its context with a tick; what is unticked is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.transcript import Span
from editor.ui import theme
from editor.ui.translate import plural, tr

_CONTEXT = 60  # characters before and behind
_ROW = 30  # pixels
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Place:
    """One place that would change: the paragraph's id and text, the span, and what comes there."""

    paragraph: int
    span: Span
    text: str
    replacement: str

    def parts(self) -> tuple[str, str, str, str]:
        """Return what stands before, the old, the new, and what stands behind, each on one line."""
        start, end = self.span.start, self.span.end
        before = self.text[max(0, start - _CONTEXT) : start]
        after = self.text[end : end + _CONTEXT]
        return _line(before), _line(self.text[start:end]), _line(self.replacement), _line(after)


class PlacesModel(QAbstractTableModel):
    """One row a place, one column; rows can be ticked."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = list(places)
        self.on = [True] * len(self.places)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            before, old, new, after = self.places[index.row()].parts()
            return f"{before}{old} → {new}{after}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.on[index.row()] else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.on[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def tick(self, on: bool) -> None:
        """Tick or untick every place."""
        self.on = [on] * len(self.places)
        if self.places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.places) - 1, 0))


class ReplacePreview(QDialog):
    """Asks which of the places to replace; all are ticked at first."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Replace all"))
        self.resize(780, 480)
        self.model = PlacesModel(places, self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setItemDelegate(PlaceDelegate(self.table))
        self.table.setAccessibleName(tr("Places that would change"))
        self.count = QLabel()
        every, none = QPushButton(tr("Tick all")), QPushButton(tr("Untick all"))
        every.clicked.connect(self._tick_all)
        none.clicked.connect(self._untick_all)
        every.setAutoDefault(False)
        none.setAutoDefault(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(every)
        foot.addWidget(none)
        foot.addStretch(1)
        foot.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.model.dataChanged.connect(self._recount)
        self.table.selectRow(0)
        self.table.setFocus()
        self._recount()

    def ticked(self) -> list[Place]:
        """Return the places to replace, in the order of the text."""
        return [place for place, on in zip(self.model.places, self.model.on, strict=True) if on]

    def _tick_all(self) -> None:
        self.model.tick(True)

    def _untick_all(self) -> None:
        self.model.tick(False)

    def _recount(self) -> None:
        count, total = sum(self.model.on), len(self.model.on)
        self.count.setText(plural("{n} of {total} place will change; Space ticks and unticks",
                                  "{n} of {total} places will change; Space ticks and unticks", count, total=total))
        self.ok.setText(plural("Replace {n} place", "Replace {n} places", count))
        self.ok.setEnabled(count > 0)


class _Table(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and unticks; Enter is the dialog's."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model().setData(index, other, Qt.ItemDataRole.CheckStateRole)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlaceDelegate(QStyledItemDelegate):
    """Paints the change in the middle of its context: old struck out, new bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one place; the words around it give way where there is no room."""
        model = index.model()
        assert isinstance(model, PlacesModel)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        colours = theme.current()
        before, old, new, after = model.places[index.row()].parts()
        struck, bold = QFont(option.font), QFont(option.font)
        struck.setStrikeOut(True)
        bold.setWeight(QFont.Weight.Bold)
        left = float(option.rect.x() + 34)
        width = option.rect.right() - 8 - left
        plain = QFontMetricsF(option.font)
        middle = QFontMetricsF(struck).horizontalAdvance(old) + QFontMetricsF(bold).horizontalAdvance(new) + 6
        before = plain.elidedText(before, Qt.TextElideMode.ElideLeft, max(0.0, (width - middle) * 0.5))
        baseline = option.rect.y() + (option.rect.height() + plain.ascent() - plain.descent()) / 2
        painter.save()
        painter.setClipRect(option.rect)
        for text, font, ink, gap in ((before, option.font, colours.text, 0.0), (old, struck, colours.removed, 4.0),
                                     (new, bold, colours.accepted, 0.0), (after, option.font, colours.text, 0.0)):
            metrics = QFontMetricsF(font)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, option.rect.right() - 8 - left))
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(int(left), int(baseline), text)
            left += metrics.horizontalAdvance(text) + gap
        painter.restore()


def _line(text: str) -> str:
    return text.replace("\n", " ⏎ ").replace("\u2028", " ⏎ ")
