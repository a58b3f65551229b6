"""Settings › Never suggested: the words and the rules that the person has put aside, apart from each other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.rules_page import RulesPage
from editor.ui.translate import tr

_KEY = Qt.ItemDataRole.UserRole


class IgnoredPage(QWidget):
    """Words have a list of their own; the rules are those that `rules` says are switched off."""

    def __init__(self, words: Iterable[str], rules: RulesPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules_page = rules
        self.words, self.rules = _list(tr("Words never suggested")), _list(tr("Rules switched off"))
        self.words.addItems(sorted(set(words), key=str.casefold))
        self.new_word = QLineEdit()
        self.new_word.setPlaceholderText(tr("A word or words that are right…"))
        self.new_word.setAccessibleName(tr("A word never to be suggested"))
        self.add_button, self.remove_button = QPushButton(tr("Add")), QPushButton(tr("Suggest again"))
        self.on_button = QPushButton(tr("Switch on again"))
        for button in (self.add_button, self.remove_button, self.on_button):
            button.setAutoDefault(False)
        self._lay_out()
        self.new_word.textChanged.connect(self._refresh)
        self.new_word.returnPressed.connect(self.add_word)
        self.add_button.clicked.connect(self.add_word)
        self.remove_button.clicked.connect(self.remove_words)
        self.on_button.clicked.connect(self.switch_on)
        for some in (self.words, self.rules):
            some.itemSelectionChanged.connect(self._refresh)
        rules.changed.connect(self._fill_rules)
        self._fill_rules()

    def _lay_out(self) -> None:
        words, rules = QGroupBox(tr("Words")), QGroupBox(tr("Rules"))
        left, right = QVBoxLayout(words), QVBoxLayout(rules)
        left.addWidget(_note(tr("Reported in no transcript, by no dictionary and no checker.")))
        left.addWidget(self.words, 1)
        line = QHBoxLayout()
        line.addWidget(self.new_word, 1)
        line.addWidget(self.add_button)
        left.addLayout(line)
        left.addWidget(self.remove_button)
        right.addWidget(_note(tr("Switched off by you, here or under Grammar rules. What is off from the beginning is "
                                 "not in this list.")))
        right.addWidget(self.rules, 1)
        right.addWidget(self.on_button)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(words, 1)
        box.addWidget(rules, 1)

    def ignored(self) -> frozenset[str]:
        """Return the words that are never to be reported."""
        return frozenset(self.words.item(n).text() for n in range(self.words.count()))

    def add_word(self) -> None:
        """Take what is typed into the list."""
        word = self.new_word.text().strip()
        if word and word.casefold() not in {w.casefold() for w in self.ignored()}:
            self.words.addItem(word)
            self.words.sortItems()
        self.new_word.clear()

    def remove_words(self) -> None:
        """Have the selected words suggested again."""
        for item in self.words.selectedItems():
            self.words.takeItem(self.words.row(item))
        self._refresh()

    def switch_on(self) -> None:
        """Switch the selected rules on again."""
        for key in [str(item.data(_KEY)) for item in self.rules.selectedItems()]:
            self._rules_page.put_back(key)

    def _fill_rules(self) -> None:
        self.rules.clear()
        for rule in self._rules_page.switched_off():
            item = QListWidgetItem(rule.title, self.rules)
            item.setData(_KEY, rule.key)
            item.setToolTip(rule.explanation)
        self._refresh()

    def _refresh(self) -> None:
        self.add_button.setEnabled(bool(self.new_word.text().strip()))
        self.remove_button.setEnabled(bool(self.words.selectedItems()))
        self.on_button.setEnabled(bool(self.rules.selectedItems()))


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    return made


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    return label
