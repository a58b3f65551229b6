"""A person says which language a paragraph is in: grammar follows at once, undo takes it back, the project keeps it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QInputDialog

from editor.suggest.assemble import EngineOptions
from editor.suggest.suggestion import Kind
from tests.ui.window import Bench

LINES = "She have a apple in the barn and it is good.\nThey was there for all of the day, you know.\n"


def bench_of(qtbot, folder):
    bench = Bench(qtbot, folder, LINES)
    bench.window.desk.set_options(EngineOptions(kinds=frozenset([Kind.GRAMMAR]), grammar="embedded"))
    bench.check()
    return bench


def found(bench):
    return [bool(bench.review.marks_in(p.id)) for p in bench.review.transcript]


def choose(name):
    """Answer the dialog that is about to open, as a person would."""
    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        box = dialog.findChild(QComboBox)
        box.setCurrentIndex(next(n for n in range(box.count()) if name in box.itemText(n)))
        dialog.accept()
    QTimer.singleShot(50, answer)


def test_the_findings_follow_the_language_and_undo_brings_them_back(qtbot, tmp_path):
    bench = bench_of(qtbot, tmp_path)
    assert found(bench) == [True, True]
    bench.window.view.move_caret(3)
    choose("German")
    assert bench.window.actions_.trigger("edit.language")
    bench.check()
    assert bench.review.transcript[0].language == "de"
    assert found(bench) == [False, True]
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    bench.check()
    assert bench.review.transcript[0].language == ""
    assert found(bench) == [True, True]


def test_all_paragraphs_of_a_selection_and_the_project_keep_it(qtbot, tmp_path, monkeypatch):
    bench = bench_of(qtbot, tmp_path)
    bench.window.view.selectAll()
    choose("German")
    assert bench.window.actions_.trigger("edit.language")
    bench.check()
    assert found(bench)[:2] == [False, False]
    project = tmp_path / "mill.misheard"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(project), ""))
    assert bench.window.actions_.trigger("file.save_project")
    assert bench.window.files.open_path(project)
    assert [p.language for p in bench.review.transcript][:2] == ["de", "de"]
