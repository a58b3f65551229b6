"""Settings › Grammar rules: each rule and group of rules explained, with a tick and what becomes of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.suggest.grammar.profile import EMBEDDED_CHECKER, Treatment, bare
from editor.suggest.grammar.rules import Rule, all_rules
from editor.suggest.suggestion import Suggestion
from editor.ui.translate import number, plural, tr

_KEY = Qt.ItemDataRole.UserRole
_TITLE, _BECOMES, _FOUND = range(3)


class RulesPage(QWidget):
    """`chosen` is what differs from the shipped profile: rule or category key to treatment. `changed` tells of it."""

    changed = Signal()

    def __init__(self, chosen: Mapping[str, str], found: Iterable[Suggestion] = (),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rules = {rule.key: rule for rule in all_rules(found, chosen)}
        self._chosen = {self._key(key): value for key, value in chosen.items()}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._height = QSize(0, self.fontMetrics().height() + 10)
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(tr("Search {n} rules by name or explanation…", n=len(self.rules)))
        self.search.setAccessibleName(tr("Search rules"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Grammar rules"))
        self.tree.setHeaderLabels([tr("Rule"), tr("What becomes of it"), tr("Found here")])
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(18)
        self.none = QLabel(tr("No rule has this in its name or explanation."))
        self.none.setProperty("look", "muted")
        self.title, self.explanation = QLabel(), QLabel()
        self.title.setProperty("look", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.explanation.setWordWrap(True)
        self.explanation.setTextFormat(Qt.TextFormat.PlainText)
        self.becomes = QComboBox()
        for treatment in Treatment:
            self.becomes.addItem(treatment_name(treatment), treatment.value)
        self.becomes.setAccessibleName(tr("What becomes of its findings"))
        self.reset = QPushButton(tr("As shipped"))
        self.reset.setAutoDefault(False)
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._search)
        self.tree.itemChanged.connect(self._ticked)
        self.tree.currentItemChanged.connect(self._show_current)
        self.becomes.activated.connect(self._chose)
        self.reset.clicked.connect(lambda: self.put_back(self.current.key) if self.current else None)
        self._select_first()

    def _lay_out(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_BECOMES, 190), (_FOUND, 100)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        form = QFrame()
        form.setObjectName("form")
        grid = QGridLayout(form)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(10)
        grid.addWidget(self.title, 0, 0, 1, 3)
        grid.addWidget(self.explanation, 1, 0, 1, 3)
        grid.addWidget(QLabel(tr("Its findings")), 2, 0)
        grid.addWidget(self.becomes, 2, 1)
        grid.addWidget(self.reset, 2, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(1, 2 * self.fontMetrics().lineSpacing() + 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (self.search, self.tree, self.none, form):
            box.addWidget(widget, 1 if widget is self.tree else 0)
        self.none.hide()

    def _fill(self) -> None:
        groups = {name: QTreeWidgetItem(self.tree, [title]) for name, title in (
            ("found", tr("Found something in this transcript")),
            ("embedded", tr("Built-in checker (English)")),
            ("categories", tr("LanguageTool: groups of rules")),
            ("rules", tr("LanguageTool: single rules")))}
        for rule in sorted(self.rules.values(), key=lambda rule: (-rule.found, rule.title.casefold())):
            place = ("found" if rule.found else "embedded" if rule.checker == EMBEDDED_CHECKER else
                     "categories" if rule.is_category else "rules")
            item = QTreeWidgetItem(groups[place], [rule.title, "", number(rule.found) if rule.found else ""])
            item.setData(_TITLE, _KEY, rule.key)
            item.setSizeHint(_TITLE, self._height)
            item.setTextAlignment(_FOUND, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(_TITLE, rule.explanation)
            self._items[rule.key] = item
            self._show(rule)
        for group in groups.values():
            group.setSizeHint(_TITLE, self._height)
            group.setFirstColumnSpanned(True)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            font = group.font(_TITLE)
            font.setBold(True)
            group.setFont(_TITLE, font)
            group.setHidden(group.childCount() == 0)
            group.setExpanded(True)

    # --- what is chosen --------------------------------------------------------------------------------------

    def chosen(self) -> dict[str, str]:
        """Return what differs from the shipped profile."""
        return dict(self._chosen)

    def treatment(self, key: str) -> Treatment:
        """Return what becomes of a rule's findings as things are chosen now."""
        own = self._chosen.get(key, "")
        return Treatment(own) if own in set(Treatment) else self.rules[key].shipped

    def treat(self, key: str, treatment: Treatment) -> None:
        """Choose what becomes of a rule's findings."""
        if treatment is self.rules[key].shipped:
            self._chosen.pop(key, None)
        else:
            self._chosen[key] = treatment.value
        self._show(self.rules[key])
        self._show_current()
        self.changed.emit()

    def put_back(self, key: str) -> None:
        """Treat a rule as shipped."""
        self.treat(key, self.rules[key].shipped)

    def switched_off(self) -> list[Rule]:
        """Return the rules that the person has switched off, by title."""
        off = [rule for key, rule in self.rules.items()
               if self._chosen.get(key) == Treatment.OFF and rule.shipped is not Treatment.OFF]
        return sorted(off, key=lambda rule: rule.title.casefold())

    @property
    def current(self) -> Rule | None:
        """The rule whose explanation is shown."""
        item = self.tree.currentItem()
        return self.rules.get(str(item.data(_TITLE, _KEY))) if item is not None else None

    def _key(self, key: str) -> str:
        return key if key in self.rules else bare(key)

    # --- what is shown ---------------------------------------------------------------------------------------

    def _show(self, rule: Rule) -> None:
        treatment, item = self.treatment(rule.key), self._items[rule.key]
        with QSignalBlocker(self.tree):
            item.setCheckState(_TITLE, Qt.CheckState.Unchecked if treatment is Treatment.OFF else Qt.CheckState.Checked)
            item.setText(_BECOMES, treatment_name(treatment, short=True))
            font = item.font(_TITLE)
            font.setBold(rule.key in self._chosen)
            item.setFont(_TITLE, font)
            item.setFont(_BECOMES, font)

    def _show_current(self) -> None:
        rule = self.current
        self.becomes.setEnabled(rule is not None)
        self.reset.setEnabled(rule is not None and rule.key in self._chosen)
        if rule is None:
            self.title.setText(tr("Choose a rule to read what it looks for."))
            self.explanation.clear()
            return
        found = plural("{n} place in this transcript", "{n} places in this transcript", rule.found)
        checker = tr("built-in checker") if rule.checker == EMBEDDED_CHECKER else tr("LanguageTool")
        name = f"{checker} · " + (tr("a group of rules") if rule.is_category else rule.key)
        self.title.setText(rule.title)
        self.explanation.setText(f"{rule.explanation}\n{name}" + (f" · {found}" if rule.found else ""))
        self.becomes.setCurrentIndex(self.becomes.findData(self.treatment(rule.key).value))

    def _search(self, words: str) -> None:
        wanted = words.casefold().split()
        any_shown = False
        for key, item in self._items.items():
            rule = self.rules[key]
            text = f"{rule.title} {rule.key} {rule.explanation}".casefold()
            shown = all(word in text for word in wanted)
            item.setHidden(not shown)
            any_shown |= shown
        for n in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(n)
            if group is not None:
                group.setHidden(all(item.isHidden() for item in _children(group)))
        self.none.setVisible(not any_shown)
        self._select_first()

    def _select_first(self) -> None:
        current = self.tree.currentItem()
        if current is None or current.isHidden() or current.parent() is None:
            first = next((item for item in self._in_order() if not item.isHidden()), None)
            if first is not None:
                self.tree.setCurrentItem(first)
        self._show_current()

    def _in_order(self) -> Iterable[QTreeWidgetItem]:
        for n in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(n)
            if group is not None:
                yield from _children(group)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        key = str(item.data(_TITLE, _KEY))
        if column != _TITLE or key not in self.rules:
            return
        shipped = self.rules[key].shipped
        on = shipped if shipped is not Treatment.OFF else Treatment.ON
        self.treat(key, on if item.checkState(_TITLE) is Qt.CheckState.Checked else Treatment.OFF)

    def _chose(self) -> None:
        rule = self.current
        if rule is not None:
            self.treat(rule.key, Treatment(str(self.becomes.currentData())))


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for n in range(group.childCount()) if (item := group.child(n)) is not None]


def treatment_name(treatment: Treatment, short: bool = False) -> str:
    """Return what a treatment does, in words."""
    if short:
        return {Treatment.ON: tr("shown"), Treatment.OFF: tr("off"), Treatment.JOIN: tr("joins the sentences"),
                Treatment.REPEAT: tr("takes the repeat out")}[treatment]
    return {Treatment.ON: tr("are shown as the checker words them"), Treatment.OFF: tr("are not shown"),
            Treatment.JOIN: tr("take a false full stop out and join the sentences"),
            Treatment.REPEAT: tr("take one of two equal words out")}[treatment]
