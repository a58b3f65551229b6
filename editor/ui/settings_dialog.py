"""The settings: what is checked, and how the window looks."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.storage.settings import declared
from editor.suggest.grammar.folder import find_folder
from editor.suggest.grammar.remote import Remote
from editor.suggest.suggestion import Kind
from editor.ui import theme, wording
from editor.ui.font_choice import FontChoice
from editor.ui.preferences import Preferences
from editor.ui.translate import tr


class SettingsDialog(QDialog):
    """Shows the settings; `keep` writes them down."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(640)
        self._preferences = preferences
        self.kinds = {kind: QCheckBox(wording.kind_name(kind)) for kind in Kind}
        for kind, box in self.kinds.items():
            box.setChecked(kind in preferences.kinds())
        self.grammar = _choice("grammar", preferences.choice("grammar"))
        self.server = QLineEdit(preferences.choice("server"))
        self.server.setPlaceholderText(tr("empty: this computer; else the address of a LanguageTool server"))
        self.folder = QLineEdit(preferences.choice("languagetool"))
        self.folder.setPlaceholderText(tr("empty: looked for; “make languagetool” builds one"))
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.server.textChanged.connect(self._show_state)
        self.folder.textChanged.connect(self._show_state)
        self.level = _choice("level", preferences.choice("level"))
        self.language = _choice("language", preferences.choice("language"))
        self.theme = _choice("theme", preferences.theme())
        self.font_family = FontChoice(preferences.text_font())
        self.ignored = QPlainTextEdit("\n".join(sorted(preferences.ignored(), key=str.casefold)))
        self.ignored.setProperty("look", "field")
        self.ignored.setMaximumHeight(96)
        self.ignored.setAccessibleName(tr("Never suggested again, one a line"))
        self._lay_out()
        self._show_state()

    def _show_state(self) -> None:
        """Say where LanguageTool would run; warn where text would leave this computer."""
        server = self.server.text().strip()
        warns = bool(server) and Remote(server).leaves_computer
        folder = None if server else find_folder(self.folder.text().strip())
        if warns:
            address = Remote(server).address
            said = tr("Warning: the text of every transcript you open will be sent to {host}.", host=address)
        elif server:
            said = tr("A server on this computer is used; nothing leaves it.")
        elif folder is not None:
            said = tr("LanguageTool {version} is here ({languages}).", version=folder.version,
                      languages=", ".join(folder.languages) or tr("all its languages"))
        else:
            said = tr("LanguageTool is not here: the built-in checker does its work.")
        self.state.setText(said)
        colours = theme.current()
        colour = colours.removed if warns else colours.muted
        self.state.setStyleSheet(f"color: {colour.name()};" + (" font-weight: 600;" if warns else ""))

    def _lay_out(self) -> None:
        check, look = QGroupBox(tr("What is checked")), QGroupBox(tr("How it looks"))
        form = QFormLayout(check)
        ticks = QWidget()
        column = QVBoxLayout(ticks)
        column.setContentsMargins(0, 0, 0, 0)
        for tick in self.kinds.values():
            column.addWidget(tick)
        _row(form, "sources_off", ticks)
        _row(form, "grammar", self.grammar)
        _row(form, "languagetool", self.folder)
        _row(form, "server", self.server)
        form.addRow("", self.state)
        _row(form, "level", self.level)
        _row(form, "language", self.language)
        _row(form, "ignored", self.ignored)
        looks = QFormLayout(look)
        _row(looks, "theme", self.theme)
        _row(looks, "text_font", self.font_family)
        note = QLabel(tr("Nothing leaves this computer unless you name a server here."))
        note.setProperty("look", "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 14)
        box.setSpacing(10)
        for widget in (check, look, note, buttons):
            box.addWidget(widget)

    def keep(self) -> None:
        """Write the settings down and put the theme on."""
        kept = self._preferences
        kept.set_kinds(frozenset(kind for kind, box in self.kinds.items() if box.isChecked()))
        for name, box in (("grammar", self.grammar), ("level", self.level), ("language", self.language)):
            kept.set_choice(name, str(box.currentData()))
        kept.set_choice("server", self.server.text().strip())
        kept.set_choice("languagetool", self.folder.text().strip())
        kept.set_ignored(frozenset(w.strip() for w in self.ignored.toPlainText().splitlines() if w.strip()))
        kept.set_text_font(self.font_family.family())
        kept.set_theme(str(self.theme.currentData()))
        theme.watcher().choose(kept.theme())


def _row(form: QFormLayout, key: str, field: QWidget) -> None:
    """Add a field under the title of its setting; what the setting is for is told on hovering, and read aloud."""
    setting = declared(key)
    field.setToolTip(tr(setting.help))
    field.setAccessibleDescription(tr(setting.help))
    form.addRow(tr(setting.title), field)


def _choice(key: str, present: str) -> QComboBox:
    """Return a box of what a setting may be, at its present value, which need not be one of those offered."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    for value, title in declared(key).choices.items():
        box.addItem(tr(title), value)
    index = box.findData(present)
    if index < 0:
        box.addItem(present, present)
        index = box.count() - 1
    box.setCurrentIndex(index)
    return box
