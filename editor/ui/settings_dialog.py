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

from editor.suggest.grammar.folder import find_folder
from editor.suggest.grammar.remote import Remote
from editor.suggest.suggestion import Kind
from editor.ui import theme, wording
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
        self.grammar = _choice(preferences.choice("grammar"), (
            ("auto", tr("LanguageTool where it is installed, else the built-in checker")),
            ("languagetool", tr("LanguageTool only")), ("embedded", tr("The built-in checker only (English)")),
            ("none", tr("No grammar checking"))))
        self.server = QLineEdit(preferences.choice("server"))
        self.server.setPlaceholderText(tr("empty: this computer; else the address of a LanguageTool server"))
        self.folder = QLineEdit(preferences.choice("languagetool"))
        self.folder.setPlaceholderText(tr("empty: looked for; “make languagetool” builds one"))
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.server.textChanged.connect(self._show_state)
        self.folder.textChanged.connect(self._show_state)
        self.level = _choice(preferences.choice("level"), (
            ("verbatim", tr("Verbatim: keep what was said, mend false full stops")),
            ("light", tr("Light: doubled words, loops, “um” and “uh” too")),
            ("clean", tr("Clean: “you know”, “I mean” and the like too")),
            ("read-through", tr("Read-through: all that a reader would skip"))))
        self.language = _choice(preferences.choice("language"), (
            ("auto", tr("Found for each paragraph")), ("en-US", tr("English (US)")), ("en-GB", tr("English (UK)")),
            ("de-DE", tr("German")), ("fr-FR", tr("French")), ("es-ES", tr("Spanish")), ("it-IT", tr("Italian")),
            ("pt-PT", tr("Portuguese")), ("nl-NL", tr("Dutch"))))
        self.theme = _choice(preferences.theme(), (
            (theme.SYSTEM, tr("As the system")), *((n, tr(theme.load(n).title)) for n in theme.NAMES)))
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
        for kind, tick in self.kinds.items():
            form.addRow(tr("Sources") if kind is Kind.DICTIONARY else "", tick)
        form.addRow(tr("Grammar checker"), self.grammar)
        form.addRow(tr("LanguageTool folder"), self.folder)
        form.addRow(tr("Server"), self.server)
        form.addRow("", self.state)
        form.addRow(tr("Speech errors"), self.level)
        form.addRow(tr("Language"), self.language)
        form.addRow(tr("Never suggested"), self.ignored)
        QFormLayout(look).addRow(tr("Theme"), self.theme)
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
        kept.set_theme(str(self.theme.currentData()))
        theme.watcher().choose(kept.theme())


def _choice(present: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    for value, title in options:
        box.addItem(title, value)
    index = box.findData(present)
    if index < 0:
        box.addItem(present, present)
        index = box.count() - 1
    box.setCurrentIndex(index)
    return box
