"""A crash in the middle of a review, and a project that is opened again another day."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.review import Verdict
from editor.storage.recovery import pending
from editor.ui.recovery_dialog import RecoveryDialog
from tests.ui.window import TEXT, Bench


def press_when_shown(button):
    def look():
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog) and w.isVisible()]
        found = next(iter(shown), None)
        if found is None:
            QTimer.singleShot(10, look)
        else:
            getattr(found, button).click()
    QTimer.singleShot(0, look)


@pytest.fixture
def crashed(qtbot, tmp_path):
    """Leave behind a window that accepted one suggestion and typed a word, as a crash would."""
    bench = Bench(qtbot, tmp_path)
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    bench.window.modes.edit_mode()
    qtbot.keyClicks(bench.window.view, "ha")
    bench.window.files.rescue._journal.abandon()
    bench.window.files.rescue._journal = None
    bench.review.history.mark_clean()
    left = bench.texts
    assert bench.window.close()
    return left


def test_the_next_start_brings_back_text_and_decisions_after_a_crash(crashed, qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, text=None)
    notice = bench.window.notice
    assert notice.isVisible()
    assert "mill.txt" in notice.text.text()
    press_when_shown("bring_button")
    qtbot.mouseClick(notice._buttons[0], Qt.MouseButton.LeftButton)
    assert bench.texts == crashed
    assert bench.review.counts[Verdict.ACCEPTED] == 1
    assert bench.window.desk.dirty
    assert bench.path.read_bytes() == TEXT.encode(), "nothing is written before the person saves"
    assert bench.window.files.save()
    assert bench.path.read_bytes() == "\r\n".join(crashed).encode() + b"\r\n"
    bench.window.close()
    assert pending() == []


def test_work_that_was_brought_back_is_safe_against_the_next_crash(crashed, qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, text=None)
    press_when_shown("bring_button")
    bench.window.files.rescue.choose()
    bench.window.files.rescue._journal.abandon()
    assert len(pending()) == 1


def test_saving_and_discarding_leave_nothing_to_recover(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path)
    bench.review.accept({next(bench.review.marks()).id: None})
    assert bench.window.files.save()
    bench.review.accept({next(m for m in bench.review.marks() if not m.decided).id: None})
    bench.review.history.mark_clean()
    assert bench.window.close()
    assert pending() == []


def test_a_project_keeps_text_original_and_decisions(qtbot, tmp_path, monkeypatch):
    bench = Bench(qtbot, tmp_path)
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Delete)
    project = tmp_path / "mill.misheard"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "mill"), ""))
    bench.window.actions_.trigger("file.save_project")
    assert project.exists()
    assert not bench.window.desk.dirty
    assert bench.window.files.open_path(project)
    bench.check()
    assert bench.texts[0] == "They trained Grok in the old barn by the river."
    assert [m.verdict for m in bench.review.marks()] == [
        Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN, Verdict.OPEN]
    assert bench.review.transcript.source.data == TEXT.encode()
