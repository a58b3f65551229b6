"""The real LanguageTool in the real window: its findings take the embedded checker's place without a flicker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from editor.storage.dictionaries import Library
from editor.suggest.grammar import find_languagetool
from editor.suggest.grammar.languagetool import Local
from editor.suggest.merge import EMBEDDED
from editor.suggest.suggestion import Kind
from editor.ui.grammar_picture import Act, Tone
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences
from editor.ui.suggestion_rows import Filter

SOURCE, LACKING = find_languagetool()
pytestmark = [
    pytest.mark.languagetool,
    pytest.mark.skipif(not isinstance(SOURCE, Local), reason=f"{LACKING}; make languagetool builds it"),
    pytest.mark.timeout(600),
]
PATIENCE = 60_000  # milliseconds on a busy computer
# the first is found by both checkers on the very same words, the second by LanguageTool alone
LINES = [
    "The valve was teh first thing that we looked at in the morning.",
    "He have two idea about it, and they is both good ones.",
    "There was an horse in the yard, and nobody knew where it came from.",
    *[f"In part {n} we tested it with teh water, and an horse was drinking from it." for n in range(4, 40)],
]


class Watched:
    """A window over the real worker, which notes what the list shows at each of its changes."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot = qtbot
        for shelf in Library().shelves():
            if shelf.builtin:
                Library().switch(shelf.name, False)
        preferences = Preferences()
        preferences.set_kinds(frozenset([Kind.GRAMMAR]))
        self.window = MainWindow(preferences)
        qtbot.addWidget(self.window, before_close_func=_forget)
        self.said: list[tuple[str, str]] = []
        self.sizes: list[int] = []
        self.window.desk.checker.status.connect(lambda *words: self.said.append(words))
        self.window.rows.modelReset.connect(lambda: self.sizes.append(self.window.rows.rowCount()))
        path = folder / "valve.txt"
        path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
        self.window.show()
        qtbot.waitUntil(lambda: self.window.started, timeout=PATIENCE)
        assert self.window.files.open_path(path)

    def wait(self, what) -> None:
        self.qtbot.waitUntil(what, timeout=PATIENCE)

    @property
    def state(self) -> str:
        return self.window.tools._live.partition(" ")[0]

    def marks(self) -> list:
        review = self.window.desk.review
        return list(review.marks()) if review is not None else []

    def rules(self) -> set[str]:
        return {mark.suggestion.rule for mark in self.marks()}

    def servers(self) -> list[psutil.Process]:
        worker = self.window.desk.checker._gate.worker_pid
        try:
            return [p for p in psutil.Process(worker).children(recursive=True)
                    if "org.languagetool.server.HTTPServer" in p.cmdline() and "java" in p.name()]
        except psutil.Error:
            return []


def _forget(window: MainWindow) -> None:
    if window.desk.review is not None:
        window.desk.review.history.mark_clean()


@pytest.fixture
def watched(qtbot, tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(qtbot, tmp_path)
    yield watched
    watched.window.close()


def test_findings_give_way_without_a_flicker(watched: Watched) -> None:
    window = watched.window
    teh_and_an = 2 * (len(LINES) - 3) + 2
    window._filter(Filter())  # unsure ones too: an unknown word is one
    watched.wait(lambda: window.rows.rowCount() >= teh_and_an)
    assert watched.state != "ready"  # LanguageTool is still reading its rules
    assert all(mark.suggestion.rule.startswith(EMBEDDED) for mark in watched.marks())
    shown = window.rows.rowCount()
    teh = next(m for m in watched.marks() if m.suggestion.original == "teh")
    window.desk.go_to(teh.id)
    del watched.sizes[:]

    watched.wait(lambda: watched.state == "ready")
    watched.wait(lambda: not any(m.suggestion.rule.startswith(EMBEDDED) for m in watched.marks()
                                 if m.suggestion.original == "teh"))
    watched.wait(lambda: any("have" in m.suggestion.original for m in watched.marks()))
    watched.wait(lambda: not window._gathering.isActive())
    assert watched.sizes
    assert min(watched.sizes) >= shown, "the list was never shorter than what the embedded checker had found"
    assert window.desk.current is not None
    assert (window.desk.current.id, window.desk.current.suggestion.original) == (teh.id, "teh")
    assert window.desk.current.suggestion.rule.startswith("MORFOLOGIK")
    assert window.rows.row_of(teh.id) is not None
    starts = [words for source, words in watched.said if source == "grammar state"]
    assert starts[-3:] == ["starting", "warming", "ready en"]


def test_the_settings_show_it_ready_gone_and_ready_again(watched: Watched) -> None:
    window = watched.window
    dialog = window.tools.settings_dialog()
    watched.qtbot.addWidget(dialog)
    page = dialog.grammar_page
    dialog.open_page(page)
    dialog.show()
    tones: list[Tone] = []

    def tone() -> Tone:
        assert page.card.shown is not None
        tones.append(page.card.shown.tone)
        return page.card.shown.tone

    watched.wait(lambda: tone() is Tone.GOOD and watched.state == "ready")
    assert Tone.BUSY in tones
    assert page.card.shown.title == "LanguageTool 6.8 is ready"
    assert ("Languages", "English") in page.card.shown.facts
    watched.wait(lambda: any("have" in m.suggestion.original for m in watched.marks()))
    found = len(watched.marks())
    del watched.sizes[:], tones[:]

    (server,) = watched.servers()
    os.kill(server.pid, signal.SIGKILL)
    watched.wait(lambda: tone() is not Tone.GOOD)
    watched.wait(lambda: tone() is Tone.GOOD)
    assert len(watched.marks()) == found  # what is known stays, whatever becomes of the server

    (server,) = watched.servers()
    page.card.buttons[Act.RESTART].click()
    watched.wait(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)
    watched.wait(lambda: tone() is Tone.GOOD and watched.state == "ready" and len(watched.servers()) == 1)
    watched.wait(lambda: len(watched.marks()) >= found)
    assert min(watched.sizes, default=1) > 0
    dialog.reject()
