"""A large file opens beside the window: it goes on being used, can leave off, and keeps what it had on failure."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from editor.review import Review
from editor.transcript import Transcript
from editor.ui import opening
from editor.ui.transcript_view import TranscriptView
from tests.ui.window import TEXT, Bench

CUES = 6000
LINES = TEXT.splitlines()


def subtitles(folder):
    def stamp(n):
        return f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},000"

    path = folder / "long.srt"
    path.write_text("".join(
        f"{n + 1}\n{stamp(2 * n)} --> {stamp(2 * n + 1)}\nthe {n}th boat left\nthe old harbour\n\n"
        for n in range(CUES)), "utf-8")
    assert opening.large(path)
    return path


def test_the_window_lives_while_a_large_file_opens(qtbot, tmp_path) -> None:
    bench = Bench(qtbot, tmp_path)
    turns = itertools.count()
    ticking = QTimer(interval=0)
    ticking.timeout.connect(lambda: next(turns))
    path = subtitles(tmp_path)
    assert not bench.window.files.open_path(path)
    assert bench.texts == LINES  # still there
    ticking.start()
    qtbot.waitUntil(lambda: bench.window.desk.path == path, timeout=60_000)
    ticking.stop()
    assert next(turns) > 5  # read and laid in, in one turn each, it would be two or three
    view = bench.window.view
    assert len(bench.review.transcript) == CUES == view.document().blockCount()
    shown = [block.text() for block in blocks(view.document())]
    assert shown == view.bridge.shadow == [t.replace("\n", "\u2028") for t in bench.texts]
    assert view.bridge.mended == 0
    assert not bench.window.notice.isVisible()
    view.moveCursor(view.textCursor().MoveOperation.End)
    view.review_mode = False
    view.insertPlainText("!")
    assert bench.texts[-1].endswith("harbour!")


def test_a_large_file_can_be_left_off(qtbot, tmp_path) -> None:
    bench = Bench(qtbot, tmp_path)
    bench.window.files.open_path(subtitles(tmp_path))
    bench.window.files.opening._tell()  # as after 400 ms
    buttons = bench.window.notice.findChildren(QPushButton)
    (cancel,) = [b for b in buttons if b.isVisible()]
    cancel.click()
    assert not bench.window.files.opening.active
    qtbot.wait(300)
    assert bench.texts == LINES
    assert bench.window.desk.path == bench.path
    assert [b.text() for b in blocks(bench.window.view.document())] == LINES
    assert not bench.window.notice.isVisible()


def test_another_file_takes_its_place(qtbot, tmp_path) -> None:
    bench = Bench(qtbot, tmp_path)
    bench.window.files.open_path(subtitles(tmp_path))
    assert bench.window.files.open_path(bench.path)
    qtbot.wait(300)
    assert bench.window.desk.path == bench.path
    assert bench.texts == LINES


def test_a_large_file_that_is_no_text_leaves_all_as_it_was(qtbot, tmp_path, monkeypatch) -> None:
    bench = Bench(qtbot, tmp_path)
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    path = tmp_path / "film.txt"
    path.write_bytes(b"\x7fELF" + bytes(range(256)) * 2000)
    assert not bench.window.files.open_path(path)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "film.txt" in told[0]
    assert bench.texts == LINES
    assert not bench.window.files.opening.active


def test_filling_can_stop_in_the_middle(qtbot) -> None:
    view = TranscriptView()
    qtbot.addWidget(view)
    review = Review(Transcript.of_lines([f"line {n}" for n in range(1000)]))
    filling = view.filling(review, [p.text for p in review.transcript])
    assert next(filling) < 1000
    view.clear_review()
    assert view.document().blockCount() == 1
    view.set_review(review)
    assert view.document().blockCount() == 1000


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
