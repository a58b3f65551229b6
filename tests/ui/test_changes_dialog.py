"""Changes so far: every accepted change at its place, and the key that puts its original back."""

import pytest
from PySide6.QtCore import Qt

from editor.review import Verdict
from editor.suggest.suggestion import Kind
from editor.ui.changes_dialog import ChangesDialog
from editor.ui.levels_dialog import LevelsDialog
from tests.ui.window import Bench

TEXT = "We we left, um, at noon.\n\nThe 😀 boat, um, was very old, and the the captain left.\n"
CLEAN = ["We left at noon.", "", "The 😀 boat was very old, and the captain left."]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path, None)
    made.window.preferences.set_kinds(frozenset([Kind.SPEECH]))
    made.window.preferences_changed()
    made.path.write_bytes(TEXT.encode())
    assert made.window.files.open_path(made.path)
    made.check()
    made.window.actions_.trigger("review.clean_speech")
    made.window.findChild(LevelsDialog).accept()
    made.check()
    assert made.texts == CLEAN
    return made


def opened(bench) -> ChangesDialog:
    bench.window.actions_.trigger("review.changes")
    dialog = bench.window.findChild(ChangesDialog)
    dialog.activateWindow()
    bench.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def settled(bench, dialog) -> None:
    bench.check()
    bench.qtbot.waitUntil(lambda: not dialog._gathering.isActive())


def parts(dialog) -> list[tuple[str, str]]:
    rows = dialog.changes.rows
    return [(old.rstrip(), new.strip()) for _, old, new, _ in map(rows.parts, range(rows.rowCount()))]


def press(bench, dialog, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    bench.qtbot.keyClick(dialog.focusWidget(), key, modifiers)
    settled(bench, dialog)


def test_every_cut_is_seen_between_the_words_that_were_around_it(bench):
    dialog = opened(bench)
    assert dialog.state.text() == "4 changes"
    assert parts(dialog) == [("We we", "We"), (", um,", ""), (", um,", ""), ("the the", "the")]
    before, _, _, after = dialog.changes.rows.parts(2)
    assert before.endswith("The 😀 boat")
    assert after.startswith("was very old")
    assert dialog.changes.headings.counts() == {"Doubled word": 2, "Filler": 2}


def test_one_key_puts_the_original_back_as_an_open_suggestion_and_undo_takes_that_back(bench):
    dialog = opened(bench)
    press(bench, dialog, Qt.Key.Key_Down)
    mark = dialog.changes.rows.mark_at(1)
    press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts[0] == "We left, um, at noon."
    assert bench.review.mark(mark.id).verdict is Verdict.OPEN
    assert parts(dialog) == [("We we", "We"), (", um,", ""), ("the the", "the")]
    assert "open suggestion" in dialog.told.text()
    press(bench, dialog, Qt.Key.Key_Z, CTRL)
    assert bench.texts == CLEAN
    assert bench.review.mark(mark.id).verdict is Verdict.ACCEPTED
    assert len(parts(dialog)) == 4


def test_the_next_change_is_the_current_one_after_a_key(bench):
    dialog = opened(bench)
    for _ in range(4):
        press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts == TEXT.splitlines()
    assert dialog.state.text() == "No suggestion has been accepted yet"
    assert not dialog.reopen_button.isEnabled()
    press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts == TEXT.splitlines()


def test_all_of_a_kind_are_put_back_as_one_step(bench):
    dialog = opened(bench)
    dialog.changes.kinds.setCurrentIndex(dialog.changes.headings.index(dialog.changes.headings.row_of("Filler"), 0))
    press(bench, dialog, Qt.Key.Key_R, SHIFT)
    assert bench.texts[0] == "We left, um, at noon."
    assert bench.texts[2] == "The 😀 boat, um, was very old, and the captain left."
    assert dialog.changes.headings.counts() == {"Doubled word": 2}
    bench.review.undo()
    assert bench.texts == CLEAN


@pytest.mark.parametrize(("typed", "expected"), [
    ("Then, 𝒳: The 😀 boat was very old, and the captain left.",
     "Then, 𝒳: The 😀 boat, um, was very old, and the captain left."),
    ("The 😀 boat was very old, and the captain left us here.",
     "The 😀 boat, um, was very old, and the captain left us here."),
    ("The 😀 boats was very old, and the captain left.", "The 😀 boats, um, was very old, and the captain left."),
])
def test_after_further_typing_the_original_comes_back_where_it_stood(bench, typed, expected):
    bench.review.typed(2, 1, [typed])
    bench.check()
    dialog = opened(bench)
    dialog.changes.places.setCurrentIndex(dialog.changes.rows.index(2, 0))
    press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts[2] == expected


def test_after_a_split_the_original_comes_back_in_the_part_that_it_stood_in(bench):
    bench.review.typed(2, 1, ["The 😀 boat was very old,", "and the captain left."])
    bench.check()
    dialog = opened(bench)
    dialog.changes.places.setCurrentIndex(dialog.changes.rows.index(3, 0))
    press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts[2:] == ["The 😀 boat was very old,", "and the the captain left."]


def test_where_the_text_itself_was_rewritten_it_is_refused_in_one_sentence(bench):
    bench.review.typed(0, 1, ["Wee left at noon."])
    bench.review.typed(0, 1, ["We all left at noon."])
    bench.review.typed(2, 1, ["The 😀 boat was very old, and thx captain left."])
    bench.check()
    dialog = opened(bench)
    gone = [n for n in range(dialog.changes.rows.rowCount())
            if dialog.changes.rows.mark_at(n).verdict is Verdict.EDITED]
    assert gone
    texts = bench.texts
    dialog.changes.places.setCurrentIndex(dialog.changes.rows.index(gone[-1], 0))
    press(bench, dialog, Qt.Key.Key_R)
    assert bench.texts == texts
    assert dialog.told.text() == "The text here has changed since; Undo takes steps back one by one"


def test_enter_shows_the_place_in_the_text_and_r_reopens_it_there_too(bench):
    dialog = opened(bench)
    mark = dialog.changes.rows.mark_at(0)
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Return)
    assert bench.window.desk.current.id == mark.id
    bench.window.suggestions.setFocus()
    bench.key(Qt.Key.Key_R)
    assert bench.texts[0] == "We we left at noon."
    assert bench.window.desk.current.verdict is Verdict.OPEN
