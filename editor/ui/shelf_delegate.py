"""Paints a dictionary in the list: its tick, its title, the number of its terms."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from editor.ui import theme
from editor.ui.translate import number

COUNT = Qt.ItemDataRole.UserRole + 1


class ShelfDelegate(QStyledItemDelegate):
    """The standard item, with the count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, QFontMetrics(option.font).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        count = number(index.data(COUNT) or 0)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        wide = QFontMetrics(small).horizontalAdvance(count) + 12
        shown = QStyleOptionViewItem(option)
        super().paint(painter, shown, index)
        painter.save()
        painter.setFont(small)
        painter.setPen(theme.current().muted)
        box = QRect(option.rect.right() - wide - 4, option.rect.y(), wide, option.rect.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        painter.restore()
