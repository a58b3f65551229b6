"""A long transcript is written beside the window: as it was when that was asked for, nothing lost of what follows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from editor.storage import project
from editor.storage.recovery import pending
from editor.ui import beside, file_commands
from editor.ui.export_commands import ExportCommands
from editor.ui.questions import Answer
from tests.ui.window import Bench

LINES = 4_000


@pytest.fixture
def bench(qtbot, tmp_path):
    long = "".join(f"The {n}th boat left the old harbour.\n" for n in range(LINES))
    bench = Bench(qtbot, tmp_path, long)
    assert beside.lengthy(bench.review)
    bench.window.modes.edit_mode()
    return bench


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    return said


def first_line(path):
    return path.read_text("utf-8").splitlines()[0]


def test_what_is_typed_while_it_is_saved_is_not_in_the_file_and_not_called_saved(bench, qtbot):
    view, files = bench.window.view, bench.window.files
    view.insertPlainText("A ")
    assert files.save()
    assert files.beside.active  # it returned before the file was written
    view.insertPlainText("B ")
    qtbot.waitUntil(lambda: not files.beside.active, timeout=60_000)
    assert first_line(bench.path) == "A The 0th boat left the old harbour."
    assert bench.texts[0] == "A B The 0th boat left the old harbour."
    assert bench.window.desk.dirty
    assert files.rescue.steps == 1
    bench.review.undo()
    assert bench.texts[0] == "A The 0th boat left the old harbour."
    assert not bench.window.desk.dirty


def test_taking_back_while_it_is_saved_leaves_the_text_unsaved(bench, qtbot):
    view, files = bench.window.view, bench.window.files
    view.insertPlainText("A ")
    assert files.save()
    bench.review.undo()
    qtbot.waitUntil(lambda: not files.beside.active, timeout=60_000)
    assert bench.window.desk.dirty
    view.insertPlainText("C ")
    assert bench.window.desk.dirty


def test_two_saves_in_a_row_leave_the_later_text(bench):
    view, files = bench.window.view, bench.window.files
    view.insertPlainText("A ")
    assert files.save()
    view.insertPlainText("B ")
    assert files.save()
    files.beside.finish()
    assert first_line(bench.path).startswith("A B The")
    assert not bench.window.desk.dirty


def test_a_save_that_fails_is_told_and_nothing_counts_as_saved(bench, qtbot, told, tmp_path):
    bench.window.view.insertPlainText("A ")
    bench.window.desk.path = tmp_path / "gone" / "long.txt"
    bench.window.files.save()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "long.txt" in told[0]
    assert bench.window.desk.dirty
    assert bench.window.files.rescue.steps == 1


@pytest.mark.parametrize("asked", [False, True])
def test_closing_waits_for_the_save(bench, monkeypatch, asked):
    bench.window.view.insertPlainText("A ")
    monkeypatch.setattr(file_commands, "ask_unsaved", lambda *_: Answer.SAVE)
    if not asked:
        assert bench.window.files.save()
    assert bench.window.close()
    assert first_line(bench.path).startswith("A The")
    assert not pending()


def test_closing_stays_where_the_save_fails(bench, monkeypatch, told, tmp_path):
    bench.window.view.insertPlainText("A ")
    bench.window.desk.path = tmp_path / "gone" / "long.txt"
    monkeypatch.setattr(file_commands, "ask_unsaved", lambda *_: Answer.SAVE)
    assert not bench.window.close()
    assert len(told) == 1


def test_a_project_holds_the_decisions_of_the_moment(bench, qtbot, monkeypatch, tmp_path):
    review, path = bench.review, tmp_path / "long.misheard"
    bench.window.view.insertPlainText("Grock ")
    bench.check()
    mark = next(review.marks())
    review.accept({mark.id: None})
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert bench.window.files.save_project()
    review.undo()
    bench.window.files.beside.finish()
    saved, _ = project.load(path)
    assert saved.transcript[0].text.startswith("Grok The 0th")
    assert [m.decided for m in saved.marks()] == [True]


def test_an_export_is_made_beside_the_window_and_dropped_when_it_closes(bench, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "out.md"
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or (str(path), ""))
    export = ExportCommands(bench.window)
    export.markdown()
    assert not asked
    qtbot.waitUntil(path.exists, timeout=60_000)
    assert len(path.read_text("utf-8").split()) == 7 * LINES
    export.markdown()
    assert bench.window.close()
    qtbot.wait(50)
    assert len(asked) == 1
