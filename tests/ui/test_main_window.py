"""The main window: files, errors, questions, what it remembers, and what it must not import before it is shown."""

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton

from editor.ui import file_commands, theme
from editor.ui.crash import CrashNet
from editor.ui.preferences import Preferences
from editor.ui.questions import Answer
from editor.ui.suggestion_rows import Order
from tests.ui.window import TEXT, Bench


@pytest.fixture
def bench(qtbot, tmp_path):
    return Bench(qtbot, tmp_path)


@pytest.fixture
def told(monkeypatch):
    """Collect the sentences of message boxes instead of waiting for a click."""
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    return said


def test_an_empty_window_offers_to_open_and_shows_recent_files(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, text=None)
    assert bench.window.pages.currentWidget() is bench.window.start_page
    assert not bench.window.actions_["file.save"].isEnabled()
    bench.path.write_bytes(b"one\n")
    assert bench.window.files.open_path(bench.path)
    assert bench.window.preferences.recent() == [bench.path]
    bench.window.files.close()
    assert bench.window.pages.currentWidget() is bench.window.start_page
    assert Preferences().recent() == [bench.path]


def test_the_sample_opens_without_a_path_of_its_own(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, text=None)
    bench.window.files.open_sample()
    assert bench.window.desk.path is None
    assert bench.window.preferences.recent() == []
    assert bench.window.notice.isVisible()


@pytest.mark.parametrize("content", [None, b"", b"\x7fELF\x00\x01\x02\x00\x00" * 50])
def test_a_file_that_cannot_be_opened_is_one_sentence_that_names_it(qtbot, tmp_path, told, content):
    bench = Bench(qtbot, tmp_path, text=None)
    path = tmp_path / "odd.txt"
    if content is not None:
        path.write_bytes(content)
    assert not bench.window.files.open_path(path)
    assert len(told) == 1
    assert "odd.txt" in told[0]
    assert bench.window.desk.review is None


def test_a_folder_dropped_on_the_window_is_refused_and_a_file_is_opened(bench, tmp_path, told):
    def drop(path):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier)
        bench.window.dragEnterEvent(enter)
        assert enter.isAccepted()
        bench.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                          Qt.KeyboardModifier.NoModifier))

    drop(tmp_path)
    assert "folder" in told[0]
    other = tmp_path / "other.txt"
    other.write_bytes(b"another text\n")
    drop(other)
    assert bench.texts == ["another text"]


@pytest.mark.parametrize(("answer", "closes", "written"), [
    (Answer.STAY, False, False), (Answer.DISCARD, True, False), (Answer.SAVE, True, True)])
def test_unsaved_changes_are_asked_about(bench, monkeypatch, answer, closes, written):
    bench.review.accept({next(bench.review.marks()).id: None})
    assert bench.window.isWindowModified()
    monkeypatch.setattr(file_commands, "ask_unsaved", lambda *_: answer)
    assert bench.window.close() is closes
    assert (bench.path.read_bytes() != TEXT.encode()) is written


def test_saving_where_nothing_can_be_written_tells_and_loses_nothing(bench, told, tmp_path):
    bench.review.accept({next(bench.review.marks()).id: None})
    bench.window.desk.path = tmp_path / "gone" / "mill.txt"
    assert not bench.window.files.save()
    assert "mill.txt" in told[0]
    assert bench.window.desk.dirty


def test_a_change_by_another_program_is_noticed_and_our_own_save_is_not(bench, qtbot):
    bench.review.accept({next(bench.review.marks()).id: None})
    assert bench.window.files.save()
    qtbot.wait(400)
    assert not bench.window.notice.isVisible()
    bench.path.write_bytes(b"somebody else\n")
    qtbot.waitUntil(bench.window.notice.isVisible, timeout=5000)
    assert "mill.txt" in bench.window.notice.text.text()
    bench.window.files._read_again()
    assert bench.texts == ["somebody else"]


def test_another_encoding_can_be_chosen(bench, qtbot, monkeypatch):
    bench.path.write_bytes("Gudenå".encode("cp1252"))
    from editor.ui.encoding_dialog import EncodingDialog

    monkeypatch.setattr(EncodingDialog, "exec", lambda self: True)
    monkeypatch.setattr(EncodingDialog, "encoding", lambda self: "cp1252")
    bench.window.files.encoding()
    assert bench.texts == ["Gudenå"]
    assert "1252" in bench.window.status.encoding.text()


def test_filter_order_and_counts_follow_the_bar(bench):
    bar = bench.window.filter_bar
    assert bar._chips[None].text() == "All 4"
    assert bench.window.rows.filter == bar.filter(), "the list begins as the bar says"
    bar.set_order(Order.ALIKE)
    assert [bench.window.rows.mark_at(n).suggestion.original for n in range(4)] == ["Grock"] * 3 + ["Fall stir"]
    bar.decided_action.trigger()
    bench.window.actions_.trigger("review.next")
    bench.window.actions_.trigger("review.reject")
    assert bench.window.rows.rowCount() == 3
    assert "1 rejected" in bench.window.status.tally.text()


def test_geometry_keys_and_theme_are_remembered(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path)
    bench.window.resize(900, 640)  # the offscreen screen is 800 pixels wide; the height tells
    bench.window.preferences.set_shortcuts({"review.next": ("F9",)})
    bench.window.preferences.set_theme("dark")
    bench.window.close()
    again = Bench(qtbot, tmp_path)
    assert again.window.size().height() == 640
    assert again.window.actions_["review.next"].shortcut().toString() == "F9"
    assert again.window.preferences.theme() == "dark"


def test_a_settings_file_that_was_damaged_never_stops_the_window(home):
    paths = home / "state" / "window.json", home / "config" / "settings.json"
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    for content in ("{", "[]", '{"recent": 3, "theme": [], "text_size": "x", "shortcuts": [], "level": "x"}'):
        for path in paths:
            path.write_text(content, encoding="utf-8")
        kept = Preferences()
        assert ("settings.damaged.json" in kept.trouble) is (content in ("{", "[]"))
        assert kept.theme() == theme.SYSTEM
        assert kept.recent() == []
        assert kept.text_size() == 16
        assert kept.shortcuts() == {}
        assert len(kept.kinds()) == 3
        assert kept.choice("level") == "light"


@pytest.mark.parametrize("number", range(4))
def test_every_choice_of_the_settings_is_one_that_the_engine_takes(qtbot, number):
    from editor.suggest.assemble import build
    from editor.ui.settings_dialog import SettingsDialog

    kept = Preferences()
    dialog = SettingsDialog(kept)
    qtbot.addWidget(dialog)
    assert dialog.level.count() == dialog.grammar.count() == 4
    dialog.level.setCurrentIndex(number)
    dialog.grammar.setCurrentIndex(dialog.grammar.findData("none"))
    dialog.keep()
    assert Preferences().choice("level") == dialog.level.currentData()
    build(Preferences().options((), {}))


def test_an_unexpected_error_saves_a_copy_first_and_can_be_copied(bench, qtbot, told, home, capsys):
    hooks = sys.excepthook, threading.excepthook
    net = CrashNet(bench.window, bench.window.files.save_copy)
    try:
        bench.review.accept({next(bench.review.marks()).id: None})
        error = RuntimeError("a wheel came off")
        sys.excepthook(RuntimeError, error, None)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    finally:
        net.release()
    assert (sys.excepthook, threading.excepthook) == hooks
    assert "a wheel came off" in capsys.readouterr().err
    copies = sorted((home / "state" / "rescued").iterdir())
    assert copies
    assert b"trained Grok in" in copies[0].read_bytes()


def test_closing_leaves_no_thread_no_child_and_no_timer(qtbot, tmp_path):
    before = set(threading.enumerate())  # those of other tests may end meanwhile
    bench = Bench(qtbot, tmp_path)
    bench.review.history.mark_clean()
    assert bench.window.close()
    assert not set(threading.enumerate()) - before
    assert bench.window.desk.checker._gate is None


def test_a_new_window_fits_on_the_screen(bench):
    room = bench.window.screen().availableSize()
    least = bench.window.minimumSize()
    assert bench.window.width() <= max(room.width(), least.width())
    assert bench.window.height() <= max(room.height(), least.height())
    assert bench.window.size() != QSize(1440, 900), "the test's screen is smaller than that"


_STARTUP = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from editor.ui import theme
from editor.ui.app import make_application
from editor.ui.main_window import MainWindow
from editor.ui.preferences import Preferences
application = make_application()
preferences = Preferences()
theme.start(application, preferences.theme())
window = MainWindow(preferences)
window.files.open_path(Path(sys.argv[1]))
window.show()
heavy = {"numpy", "rapidfuzz", "harper", "language_tool_python", "PySide6.QtMultimedia", "asyncio", "sqlite3",
         "importlib.metadata", "charset_normalizer", "editor.suggest.dictionary.detector", "editor.suggest.speech",
         "editor.suggest.grammar.embedded", "multiprocessing"}
print(sorted(heavy & set(sys.modules)), flush=True)
os._exit(0)
"""


def test_nothing_heavy_is_imported_before_the_window_is_shown(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_bytes(TEXT.encode())
    done = subprocess.run([sys.executable, "-c", _STARTUP, str(path)], capture_output=True, text=True, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.stdout.strip() == "[]"


def test_in_a_narrow_window_no_button_is_cut(bench):
    window = bench.window
    shown = {}
    for width in (window.minimumWidth(), 1000, 1500):
        window.resize(width, 600)
        QApplication.processEvents()
        buttons = [b for b in window.toolbar.findChildren(QToolButton) if b.isVisible()]
        bench.qtbot.waitUntil(lambda shown=buttons: all(b.width() >= b.sizeHint().width() for b in shown))
        shown[width] = window.toolbar.dictionary.text()
    assert "term" in shown[1500]
    assert "term" not in shown[window.minimumWidth()]
    assert window.minimumWidth() <= 860
