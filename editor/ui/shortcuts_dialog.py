"""The page of shortcuts: see them, change them, be told of conflicts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import ACTIONS, ActionSet, conflicts, find, label
from editor.ui.keys import key_words
from editor.ui.translate import tr

_ID = Qt.ItemDataRole.UserRole
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class ShortcutsDialog(QDialog):
    """A tree of all actions; the selected one's key is recorded in the field below."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(680, 600)
        self._own = actions.own_keys()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search commands and keys"))
        self.search.setAccessibleName(tr("Search commands and keys"))
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([tr("Command"), tr("Key"), tr("In Review mode")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setAccessibleName(tr("New key for the selected command"))
        self.assign, self.usual = QPushButton(tr("Set key")), QPushButton(tr("Usual key"))
        self.all_usual = QPushButton(tr("All as usual"))
        for button in (self.assign, self.usual, self.all_usual):
            button.setAutoDefault(False)
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.trouble.setProperty("look", "error")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._search)
        self.tree.currentItemChanged.connect(self._selected)
        self.assign.clicked.connect(self._assign)
        self.usual.clicked.connect(self._as_usual)
        self.all_usual.clicked.connect(self._all_as_usual)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.tree.setCurrentItem(self._items[ACTIONS[0].id])

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts that differ from the usual ones."""
        return dict(self._own)

    def set_key(self, action_id: str, key: str) -> None:
        """Give an action this key (portable notation; empty for none); conflicts are told and hold back OK."""
        keys = (key,) if key else ()
        if keys == find(action_id).keys:
            self._own.pop(action_id, None)
        else:
            self._own[action_id] = keys
        self._refresh()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(QLabel(tr("Press a key:")))
        line.addWidget(self.keys, 1)
        for button in (self.assign, self.usual, self.all_usual):
            line.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(self.search)
        box.addWidget(self.tree, 1)
        box.addLayout(line)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)

    def _fill(self) -> None:
        for action in ACTIONS:
            plain = key_words(action.plain)
            item = QTreeWidgetItem([label(action), "", plain])
            item.setData(0, _ID, action.id)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 10))
            self.tree.addTopLevelItem(item)
            self._items[action.id] = item
        self._refresh()

    def _refresh(self) -> None:
        clashes = conflicts(self._own)
        for action_id, item in self._items.items():
            keys = self._own.get(action_id, find(action_id).keys)
            item.setText(1, ", ".join(QKeySequence(k, _PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)
                                      for k in keys))
            font = item.font(1)
            font.setBold(action_id in self._own)
            item.setFont(1, font)
        self.trouble.setText("\n".join(
            tr("{key} is set twice: {names}", key=key, names=", ".join(label(find(i)) for i in ids))
            for key, ids in clashes.items()))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not clashes)

    def _search(self) -> None:
        words = self.search.text().casefold().split()
        for item in self._items.values():
            text = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(not all(w in text for w in words))

    def _current(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _selected(self) -> None:
        if self._current():
            keys = self._own.get(self._current(), find(self._current()).keys)
            self.keys.setKeySequence(QKeySequence(keys[0], _PORTABLE) if keys else QKeySequence())

    def _assign(self) -> None:
        if self._current():
            self.set_key(self._current(), self.keys.keySequence().toString(_PORTABLE))

    def _as_usual(self) -> None:
        self._own.pop(self._current(), None)
        self._refresh()
        self._selected()

    def _all_as_usual(self) -> None:
        self._own.clear()
        self._refresh()
        self._selected()
