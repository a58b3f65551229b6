"""The settings: what is checked, the grammar checker and its rules, what is never suggested, how the window looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.suggest.grammar.remote import Remote
from editor.suggest.suggestion import Kind, Suggestion
from editor.ui import theme, wording
from editor.ui.font_choice import FontChoice
from editor.ui.grammar_page import GrammarPage
from editor.ui.grammar_picture import where_text_goes
from editor.ui.ignored_page import IgnoredPage
from editor.ui.languagetool_download import Download
from editor.ui.preferences import Preferences
from editor.ui.rules_page import RulesPage
from editor.ui.setting_fields import add_row, choice_box
from editor.ui.translate import tr

_FRAME = QSize(40, 80)


class SettingsDialog(QDialog):
    """Shows the settings; `keep` writes them down.

    `download` and `restart` belong to the window and outlive the dialog; `found` are the suggestions at hand, whose
    rules are listed too.
    """

    def __init__(self, preferences: Preferences, parent: QWidget | None = None, *, download: Download | None = None,
                 restart: Callable[[], None] = lambda: None, found: Iterable[Suggestion] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._preferences = preferences
        self.kinds = {kind: QCheckBox(wording.kind_name(kind)) for kind in Kind}
        for kind, box in self.kinds.items():
            box.setChecked(kind in preferences.kinds())
        self.level = choice_box("level", preferences.choice("level"))
        self.language = choice_box("language", preferences.choice("language"))
        self.theme = choice_box("theme", preferences.theme())
        self.font_family = FontChoice(preferences.text_font())
        self.grammar_page = GrammarPage(preferences, download or Download(self), restart)
        self.grammar, self.folder, self.server = (
            self.grammar_page.checker, self.grammar_page.folder, self.grammar_page.server)
        self.rules_page = RulesPage(preferences.rules(), found)
        self.ignored_page = IgnoredPage(preferences.ignored(), self.rules_page)
        self.names, self.pages = QListWidget(), QStackedWidget()
        self._lay_out()
        self.resize(QSize(880, 640).boundedTo(self.screen().availableSize() - _FRAME))

    def _lay_out(self) -> None:
        self.names.setAccessibleName(tr("Pages of the settings"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        side = QWidget()
        side.setObjectName("shelf-side")
        side.setFixedWidth(190)
        left = QVBoxLayout(side)
        left.setContentsMargins(10, 14, 10, 12)
        heading = QLabel(tr("Settings"))
        heading.setProperty("look", "title")
        heading.setContentsMargins(8, 0, 0, 4)
        left.addWidget(heading)
        left.addWidget(self.names, 1)
        for name, page, scrolls in (
            (tr("Checking"), self._checking(), True), (tr("Grammar"), self.grammar_page, True),
            (tr("Grammar rules"), self.rules_page, False), (tr("Never suggested"), self.ignored_page, False),
            (tr("Appearance"), self._appearance(), True),
        ):
            item = QListWidgetItem(name, self.names)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
            self.pages.addWidget(_framed(name, page, scrolls))
        self.names.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.names.setCurrentRow(0)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.server.textChanged.connect(self._show_note)
        self._show_note()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(18, 0, 18, 14)
        bottom.addWidget(self.note, 1)
        bottom.addWidget(buttons)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.pages, 1)
        right.addLayout(bottom)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addLayout(right, 1)

    def _checking(self) -> QWidget:
        group = QGroupBox(tr("What is checked"))
        form = QFormLayout(group)
        ticks = QWidget()
        column = QVBoxLayout(ticks)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        for tick in self.kinds.values():
            column.addWidget(tick)
        add_row(form, "sources_off", ticks)
        add_row(form, "level", self.level)
        add_row(form, "language", self.language)
        return _column(group)

    def _appearance(self) -> QWidget:
        group = QGroupBox(tr("How it looks"))
        form = QFormLayout(group)
        add_row(form, "theme", self.theme)
        add_row(form, "text_font", self.font_family)
        return _column(group)

    def _show_note(self) -> None:
        """Say on every page whether text leaves this computer."""
        server = self.server.text().strip()
        leaves = bool(server) and Remote(server).leaves_computer
        self.note.setText(where_text_goes(server) if leaves else
                          tr("Nothing leaves this computer unless you name a server elsewhere under Grammar."))
        self.note.setProperty("look", "error" if leaves else "muted")
        theme.restyle(self.note)

    def open_page(self, page: QWidget) -> None:
        """Show one of the pages first."""
        for n in range(self.pages.count()):
            framed = self.pages.widget(n)
            if framed is not None and framed.isAncestorOf(page):
                self.names.setCurrentRow(n)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field that takes it for itself is not OK."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.focusWidget() in (self.rules_page.search, self.ignored_page.new_word):
            return
        super().keyPressEvent(event)

    def keep(self) -> None:
        """Write the settings down and put the theme on."""
        kept = self._preferences
        kept.set_kinds(frozenset(kind for kind, box in self.kinds.items() if box.isChecked()))
        for name, box in (("grammar", self.grammar), ("level", self.level), ("language", self.language)):
            kept.set_choice(name, str(box.currentData()))
        kept.set_choice("server", self.server.text().strip())
        kept.set_choice("languagetool", self.folder.text().strip())
        kept.set_rules(self.rules_page.chosen())
        kept.set_ignored(self.ignored_page.ignored())
        kept.set_text_font(self.font_family.family())
        kept.set_theme(str(self.theme.currentData()))
        theme.watcher().choose(kept.theme())


def _framed(name: str, page: QWidget, scrolls: bool) -> QWidget:
    """Put a heading over a page, and let it scroll where the window is low."""
    heading = QLabel(name)
    heading.setProperty("look", "heading")
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(18, 14, 18, 0)
    box.setSpacing(8)
    box.addWidget(heading)
    if scrolls:
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        box.addWidget(area, 1)
    else:
        box.addWidget(page, 1)
    return made


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return made
