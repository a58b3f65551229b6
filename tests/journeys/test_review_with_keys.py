"""Whole tasks of a person through the real window, with keys only."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.review import Verdict
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span
from editor.ui.alike_dialog import AlikeDialog
from editor.ui.correction_dialog import CorrectionDialog
from tests.ui.window import TEXT, Bench


@pytest.fixture
def bench(qtbot, tmp_path):
    return Bench(qtbot, tmp_path)


def when_shown(kind, act):
    """Call `act` with the dialog of this kind as soon as it is up."""
    def look():
        found = next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)
        if found is None:
            QTimer.singleShot(10, look)
        else:
            act(found)
    QTimer.singleShot(0, look)


def test_open_review_with_plain_keys_export_and_open_again(bench, qtbot, tmp_path, monkeypatch):
    assert [m.suggestion.replacement for m in bench.review.marks()] == ["Grok", "Grok", "Falster", "Grok"]
    bench.key(Qt.Key.Key_Down)
    assert bench.window.suggestions.card.isVisible()
    bench.key(Qt.Key.Key_Return)
    assert bench.texts[0] == "They trained Grok in the old barn by the river."
    bench.key(Qt.Key.Key_Delete)
    assert bench.texts[1].startswith("Nobody said that Grock")
    bench.key(Qt.Key.Key_1)
    assert "Falster spoke" in bench.texts[3]
    bench.key(Qt.Key.Key_U)
    assert "Fall stir spoke" in bench.texts[3]
    assert bench.window.desk.current.suggestion.original == "Fall stir", "one sees what came back"
    assert [m.verdict for m in bench.review.marks()] == [
        Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN, Verdict.OPEN]
    out = tmp_path / "out.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(out), ""))
    bench.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert out.read_bytes() == TEXT.replace("Grock", "Grok", 1).encode()
    bench.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert bench.path.read_bytes() == out.read_bytes()
    assert not bench.window.desk.dirty
    assert bench.window.files.open_path(bench.path)
    assert bench.texts[0] == "They trained Grok in the old barn by the river."


def test_enter_first_shows_a_suggestion_and_only_then_accepts_it(bench):
    bench.key(Qt.Key.Key_Return)
    assert bench.window.desk.current.suggestion.original == "Grock"
    assert bench.texts[0].startswith("They trained Grock")
    bench.key(Qt.Key.Key_Return)
    assert bench.texts[0].startswith("They trained Grok ")


def test_enter_keeps_what_has_no_replacement_and_goes_on(bench):
    first = bench.review.transcript[0]
    barn = first.text.index("barn")
    points = Suggestion(first.id, first.revision, Span(barn, barn + 4), "barn", (), Kind.DICTIONARY, "numbers", 0.6)
    bench.review.receive(first.id, first.revision, [points, *(m.suggestion for m in bench.review.marks_in(first.id))])
    bench.window.rows.refresh([first.id])
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Down)
    assert bench.window.desk.current.suggestion.original == "barn"
    bench.key(Qt.Key.Key_Return)
    assert bench.texts[0] == "They trained Grock in the old barn by the river."
    assert bench.review.counts[Verdict.REJECTED] == 1
    assert bench.window.desk.current.suggestion.original == "Grock"


def test_at_the_end_the_window_says_what_is_left(bench):
    bench.key(Qt.Key.Key_Down)
    for _ in range(4):
        bench.key(Qt.Key.Key_Return)
    assert bench.review.counts[Verdict.OPEN] == 0
    assert bench.window.status.message.text() == "Everything is decided: export the clean text"


def test_the_keys_with_modifiers_work_in_edit_mode_while_the_text_has_the_focus(bench):
    bench.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not bench.window.view.review_mode
    bench.window.view.setFocus()
    bench.key(Qt.Key.Key_F8)
    bench.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.texts[0] == "They trained Grok in the old barn by the river."
    bench.key(Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert bench.texts[1] == "Nobody said that Grock would ever leave the barn."
    assert bench.review.counts[Verdict.REJECTED] == 1
    bench.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    bench.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert bench.review.counts[Verdict.ACCEPTED] == 2
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.review.counts[Verdict.OPEN] == 4
    assert bench.texts[0] == TEXT.splitlines()[0]


def test_accept_all_alike_asks_first_and_never_touches_what_is_unticked(bench, qtbot):
    bench.key(Qt.Key.Key_Down)

    def untick_the_second(dialog):
        assert dialog.accept_button.text() == "Accept 3 places"
        dialog.list.setCurrentRow(1)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_shown(AlikeDialog, untick_the_second)
    bench.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [t.count("Grock") for t in bench.texts] == [0, 1, 0, 0]
    assert bench.review.history.undo_label == "accept Grok ×2"
    bench.key(Qt.Key.Key_U)
    assert [t.count("Grock") for t in bench.texts] == [1, 1, 0, 1]


def test_a_selected_name_is_taught_in_one_step_and_found_again_at_once(bench, qtbot):
    view = bench.window.view
    bench.window.modes.edit_mode()
    bench.window.desk.go_to(None)
    index = bench.texts[0].index("barn")
    view.go_to(0, Span(index, index + 4), select=True)

    def type_right(dialog):
        assert dialog.heard() == "barn"
        qtbot.keyClicks(dialog._right, "Barnum")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_shown(CorrectionDialog, type_right)
    bench.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "old Barnum by" in bench.texts[0]
    assert "leave the Barnum" in bench.texts[1]
    assert "barn" in {h for t in bench.window.teaching.library.corrections().terms for h in t.heard_as}
    assert any(t.text == "Barnum" for d in bench.window.desk.options.dictionaries for t in d.terms)
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "old barn by" in bench.texts[0]
    assert "Barnum" not in {t.text for t in bench.window.teaching.library.corrections().terms}
    assert not any(t.text == "Barnum" for d in bench.window.desk.options.dictionaries for t in d.terms)


def test_typing_over_a_suggestion_settles_it_and_the_rest_stays(bench, qtbot):
    bench.window.modes.edit_mode()
    bench.key(Qt.Key.Key_F8)
    assert bench.window.desk.current is not None
    qtbot.keyClicks(bench.window.view, "Old ")
    assert bench.texts[0].startswith("They trained Old Grock")
    bench.check()
    assert [m.suggestion.replacement for m in bench.review.marks()] == ["Grok", "Grok", "Falster", "Grok"]
    bench.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.texts[0].startswith("They trained Old Grok in")


def test_ones_own_replacement_is_typed_into_the_card(bench, qtbot):
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    field = bench.window.focusWidget()
    assert field is bench.window.suggestions.card._own
    field.selectAll()
    qtbot.keyClicks(field, "Grokken")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bench.texts[0].startswith("They trained Grokken in")
    assert bench.window.focusWidget() is bench.window.suggestions


def test_ignoring_in_this_transcript_and_for_good(bench):
    bench.key(Qt.Key.Key_Down)
    bench.window.actions_.trigger("review.ignore_transcript")
    assert bench.review.counts[Verdict.IGNORED] == 3
    bench.key(Qt.Key.Key_U)
    assert bench.review.counts[Verdict.OPEN] == 4
    bench.window.desk.go_to(next(bench.review.marks()).id)
    bench.window.actions_.trigger("review.ignore_always")
    assert bench.window.preferences.ignored() == {"Grock"}
    bench.window.actions_.trigger("edit.undo")
    assert bench.window.preferences.ignored() == frozenset()


def test_a_name_written_by_hand_is_learned_only_after_a_yes(bench, qtbot):
    view = bench.window.view
    bench.window.modes.edit_mode()
    index = bench.texts[3].index("Fall stir")
    view.go_to(3, Span(index, index + 9), select=True)
    qtbot.keyClicks(view, "Falstir")
    bench.window.lessons.ask()
    notice = bench.window.notice
    assert notice.isVisible()
    assert "“Falstir” for “Fall stir”" in notice.text.text()
    assert "Falstir" not in {t.text for t in bench.window.teaching.library.corrections().terms}
    qtbot.mouseClick(notice._buttons[0], Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    assert "Falstir" in {t.text for t in bench.window.teaching.library.corrections().terms}
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Falstir" not in {t.text for t in bench.window.teaching.library.corrections().terms}
    assert "Falstir" in bench.texts[3], "the hand edit is a step of its own"


def test_find_and_replace_opens_from_the_keyboard_and_is_one_step(bench, qtbot):
    bench.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = bench.window.find_bar
    assert bar.isVisible()
    assert bench.window.focusWidget() is bar.pattern
    qtbot.keyClicks(bar.pattern, "barn")
    qtbot.keyClicks(bar.template, "mill")
    qtbot.waitUntil(bar.replace_button.isEnabled)
    bar.replace()
    assert [t.count("barn") for t in bench.texts] == [0, 1, 0, 0]
    bench.window.view.setFocus()  # in a field Ctrl+Z takes back what was typed there
    bench.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [t.count("barn") for t in bench.texts] == [1, 1, 0, 0]
