"""Before many places change at once: each in its context with a tick; what is unticked is never touched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.review import Mark, Review
from editor.ui import theme, wording
from editor.ui.translate import plural, tr

_PARTS = Qt.ItemDataRole.UserRole + 1  # (before, old, new, after)
_MARK = Qt.ItemDataRole.UserRole + 2


class AlikeDialog(QDialog):
    """A list of places to tick; all are ticked at first."""

    def __init__(self, review: Review, marks: Sequence[Mark], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accept all alike"))
        self.resize(760, 460)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Places that would change"))
        self.list.setItemDelegate(_PlaceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        for mark in marks:
            self.list.addItem(_item(review, mark))
        self.list.setCurrentRow(0)
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        every, none = QPushButton(tr("Tick all")), QPushButton(tr("Untick all"))
        every.clicked.connect(self.tick_all)
        none.clicked.connect(self.untick_all)
        for button in (every, none):
            button.setAutoDefault(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accept_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(every)
        foot.addWidget(none)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(heading)
        box.addWidget(self.count)
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.list.itemChanged.connect(self._recount)
        self.list.setFocus()
        self._recount()

    def ticked(self) -> list[int]:
        """Return the ids of the ticked marks."""
        return [item.data(_MARK) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def tick_all(self) -> None:
        """Tick every place."""
        self._tick(Qt.CheckState.Checked)

    def untick_all(self) -> None:
        """Untick every place."""
        self._tick(Qt.CheckState.Unchecked)

    def _tick(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(state)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._recount()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _recount(self) -> None:
        count = len(self.ticked())
        total = self.list.count()
        self.count.setText(plural("{n} of {total} place will change; Space ticks and unticks",
                                  "{n} of {total} places will change; Space ticks and unticks", count, total=total))
        self.accept_button.setText(plural("Accept {n} place", "Accept {n} places", count))
        self.accept_button.setEnabled(count > 0)


def _item(review: Review, mark: Mark) -> QListWidgetItem:
    before, old, after = wording.context_of(review, mark, 70)
    new = wording.after_of(mark)
    item = QListWidgetItem(f"{before}{old} → {new}{after}")
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    item.setData(_PARTS, (before, old, new, after))
    item.setData(_MARK, mark.id)
    return item


class _PlaceDelegate(QStyledItemDelegate):
    """Paints a place with the change in its middle: what is struck out and what comes are always in sight."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, option.widget)
        box = QRect(max(box.x(), option.rect.x() + 34), option.rect.y(), option.rect.right() - 40, option.rect.height())
        before, old, new, after = index.data(_PARTS)
        colours = theme.current()
        struck, bold = QFont(option.font), QFont(option.font)
        struck.setStrikeOut(True)
        bold.setBold(True)
        plain = QFontMetrics(option.font)
        middle = QFontMetrics(struck).horizontalAdvance(old) + QFontMetrics(bold).horizontalAdvance(new) + 8
        room = max(box.width() - middle, 0)
        before = plain.elidedText(before, Qt.TextElideMode.ElideLeft, room // 2)
        parts = ((before, option.font, colours.text), (old, struck, colours.removed), (" ", option.font, colours.text),
                 (new, bold, colours.accepted), (after, option.font, colours.text))
        painter.save()
        x = box.x()
        for text, font, ink in parts:
            painter.setFont(font)
            painter.setPen(ink)
            metrics = QFontMetrics(font)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.right() - x, 0))
            painter.drawText(QRect(x, box.y(), box.right() - x, box.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
            x += metrics.horizontalAdvance(text)
        painter.restore()
