"""Every command by its name: type a few letters, Enter runs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui import theme
from editor.ui.actions import ACTIONS, ActionSet, label
from editor.ui.translate import tr

_ID, _KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class CommandPalette(QDialog):
    """Lists what can run now."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find a command"))
        self.resize(560, 420)
        self._actions = actions
        actions.refresh()
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type what you want to do"))
        self.field.setAccessibleName(tr("Command"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setItemDelegate(_CommandDelegate(self.list))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self.accept)
        self.list.itemActivated.connect(self.accept)
        self._fill()

    def chosen(self) -> str:
        """Return the id of the chosen action; empty where none is."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _fill(self) -> None:
        wanted = self.field.text().casefold().split()
        self.list.clear()
        for action in ACTIONS:
            name = label(action)
            if not action.palette or not self._actions[action.id].isEnabled():
                continue
            if all(word in name.casefold() for word in wanted):
                item = QListWidgetItem(name)
                item.setData(_ID, action.id)
                item.setData(_KEYS, self._actions[action.id].shortcut().toString())
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)


class _CommandDelegate(QStyledItemDelegate):
    """The name at the left, the key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        keys = index.data(_KEYS)
        if keys:
            painter.save()
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(theme.current().text if chosen else theme.current().muted)
            box = QRect(option.rect).adjusted(0, 0, -10, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), keys)
            painter.restore()
