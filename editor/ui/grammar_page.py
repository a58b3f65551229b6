"""Settings › Grammar: which checker, how it stands, how to get LanguageTool, where it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.suggest.grammar.folder import find_folder, read_folder
from editor.suggest.grammar.installing import kept
from editor.suggest.grammar.java import Java, find_java
from editor.suggest.grammar.remote import Remote
from editor.ui import theme
from editor.ui.grammar_picture import Act, Situation, java_words, picture, where_text_goes
from editor.ui.languagetool_download import Download, Stage
from editor.ui.preferences import Preferences
from editor.ui.setting_fields import add_row, choice_box
from editor.ui.state_card import StateCard
from editor.ui.translate import tr


class _JavaFound(QObject):
    """Brings an answer from a thread; it lives as long as the thread, so that a closed dialog is no harm."""

    found = Signal(object)


class GrammarPage(QWidget):
    """`restart` is called where the person wants the checker started again. `download` outlives the page."""

    def __init__(self, preferences: Preferences, download: Download, restart: Callable[[], None],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._download = download
        self._restart = restart
        self._java: Java | None = None
        self._java_known = False
        self._live = self._words = ""
        self.checker = choice_box("grammar", preferences.choice("grammar"))
        self.card = StateCard()
        self.folder = QLineEdit(preferences.choice("languagetool"))
        self.folder.setPlaceholderText(tr("empty: looked for in the usual places"))
        self.browse = QPushButton(tr("Choose…"))
        self.browse.setAutoDefault(False)
        self.folder_note, self.java_note, self.server_note = _note(), _note(), _note()
        self.java_note.setText(tr("looking…"))
        self.server = QLineEdit(preferences.choice("server"))
        self.server.setPlaceholderText(tr("empty: none; e.g. http://localhost:8081"))
        self._lay_out()
        self.checker.currentIndexChanged.connect(self.refresh)
        self.folder.textChanged.connect(self.refresh)
        self.server.textChanged.connect(self.refresh)
        self.browse.clicked.connect(self.choose_folder)
        self.card.wanted.connect(self._act)
        download.changed.connect(self.refresh)
        download.installed.connect(self._installed)
        self._look_for_java()
        self.refresh()

    def _lay_out(self) -> None:
        here, there = QGroupBox(tr("On this computer")), QGroupBox(tr("A server that is running already"))
        own, other = QFormLayout(here), QFormLayout(there)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        add_row(own, "languagetool", row, self.folder)
        own.addRow("", self.folder_note)
        own.addRow(tr("Java"), self.java_note)
        add_row(other, "server", self.server)
        other.addRow("", self.server_note)
        choice = QFormLayout()
        add_row(choice, "grammar", self.checker)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(choice)
        box.addWidget(self.card)
        box.addWidget(here)
        box.addWidget(there)
        box.addStretch(1)

    # --- what is shown ---------------------------------------------------------------------------------------

    def hear(self, live: str, words: str) -> None:
        """Take what the checker says of itself: its state, with its languages, and a sentence."""
        self._live, self._words = live, words
        self.refresh()

    def situation(self) -> Situation:
        """Return all that the picture is made from."""
        kept_here = self._preferences
        mode, server, chosen = self.mode, self.server.text().strip(), self.folder.text().strip()
        in_force = tuple(kept_here.choice(name) for name in ("grammar", "server", "languagetool"))
        return Situation(
            mode, server, chosen, None if server else find_folder(chosen), self._java, self._java_known,
            self._live, self._words, (mode, server, chosen) == in_force, kept(), self._download.progress)

    @property
    def mode(self) -> str:
        """The checker that is chosen."""
        return str(self.checker.currentData())

    def refresh(self) -> None:
        """Show how things are now."""
        now = self.situation()
        self.card.show_picture(picture(now))
        if now.chosen_folder:
            found = read_folder(Path(now.chosen_folder).expanduser())
            _tell(self.folder_note, tr("LanguageTool {version} is here.", version=found.version) if found else
                  tr("There is no LanguageTool here: no languagetool-server.jar, no folder of “make languagetool”."),
                  bad=found is None)
        else:
            _tell(self.folder_note, tr("Found: {path}", path=now.folder.path) if now.folder else
                  tr("None found. The download above puts it in its place; “make languagetool” builds a small one."))
        self.server_note.setVisible(bool(now.server))
        if now.server:
            _tell(self.server_note, where_text_goes(now.server), bad=Remote(now.server).leaves_computer)
        if self._java_known:
            _tell(self.java_note, java_words(self._java), bad=not (self._java and self._java.fit))

    def _look_for_java(self) -> None:
        """Ask the Javas of this computer for their versions: a tenth of a second each, so not on this thread."""
        answer = _JavaFound()
        answer.found.connect(self._take_java, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=lambda: answer.found.emit(find_java()), name="java", daemon=True).start()

    def _take_java(self, java: Java | None) -> None:
        self._java, self._java_known = java, True
        self.refresh()

    # --- what is done ----------------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a folder on this disk."""
        start = self.folder.text().strip() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of LanguageTool"), start)
        if chosen:
            self.folder.setText(chosen)

    def _act(self, act: Act) -> None:
        download = self._download
        {Act.GET: download.ask, Act.GO: download.go, Act.NOT_NOW: download.stop, Act.CANCEL: download.stop,
         Act.DELETE: download.forget, Act.FOLDER: self.choose_folder, Act.RESTART: self._restart,
         Act.DISMISS: download.dismiss}[act]()

    def _installed(self) -> None:
        """It is in its place: a folder that holds nothing must not keep it from being found."""
        if self.folder.text().strip() and find_folder(self.folder.text().strip()) is None:
            self.folder.clear()
        self.refresh()

    @property
    def downloading(self) -> bool:
        """True while a download runs."""
        return self._download.progress.stage is Stage.RUNNING


def _note() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _tell(label: QLabel, text: str, bad: bool = False) -> None:
    label.setText(text)
    colour = theme.current().removed if bad else theme.current().muted
    label.setStyleSheet(f"color: {colour.name()};" + (" font-weight: 600;" if bad else ""))
