"""Clean up to a level: what the dialog shows and takes, with keys, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from editor.cli import run
from editor.suggest.suggestion import Kind
from editor.ui import theme
from editor.ui.change_rows import ChangeRows, Ticks, row_of
from editor.ui.level_cards import example_of, sentence_of
from editor.ui.levels_dialog import LevelsDialog
from tests.ui.window import Bench

TEXT = (
    "We we left the. Harbour at noon, um, with two crates.\r\n"
    "\r\n"
    "It was, you know, a long way. Do you think it was right. Nobody  said so.\r\n"
    "The 😀 boat was very old, and Grock was the the captain.\r\n"
)
LIGHT = (
    "We left the harbour at noon with two crates.\r\n"
    "\r\n"
    "It was, you know, a long way. Do you think it was right? Nobody  said so.\r\n"
    "The 😀 boat was very old, and Grok was the captain.\r\n"
)
CTRL = Qt.KeyboardModifier.ControlModifier
TICK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path, None)
    made.window.preferences.set_kinds(frozenset([Kind.DICTIONARY, Kind.SPEECH]))
    made.window.preferences_changed()
    made.path.write_bytes(TEXT.encode())
    assert made.window.files.open_path(made.path)
    made.check()
    return made


def opened(bench) -> LevelsDialog:
    bench.window.actions_.trigger("review.clean_speech")
    dialog = bench.window.findChild(LevelsDialog)
    dialog.activateWindow()
    bench.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def looked_through(bench, dialog) -> None:
    bench.check()
    bench.qtbot.waitUntil(lambda: dialog.ready)
    bench.qtbot.waitUntil(lambda: not dialog._gathering.isActive())


def places(dialog) -> list[str]:
    rows = dialog.changes.rows
    return [rows.data(rows.index(n, 0)) for n in range(rows.rowCount())]


def test_the_dialog_opens_at_the_level_in_use_with_counts_by_kind(bench):
    dialog = opened(bench)
    assert dialog.level.level == "light"
    assert dialog.changes.headings.counts() == {
        "Doubled word": 2, "Dictionary": 1, "False full stop": 1, "Filler": 1, "Missing question mark": 1}
    assert dialog.state.text() == "6 changes"
    assert dialog.apply_button.text() == "Apply 6 changes"
    assert places(dialog)[0] == "We we → We"


def test_another_level_brings_its_own_places_and_cancel_takes_the_level_back(bench):
    dialog = opened(bench)
    bench.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert dialog.level.level == "clean"
    assert not dialog.ready
    assert not dialog.apply_button.isEnabled(), "half of a level is not to be applied"
    looked_through(bench, dialog)
    assert dialog.changes.headings.counts()["Filler"] == 2
    assert dialog.apply_button.isEnabled()
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    bench.check()
    assert bench.window.desk.options.level == "light"
    assert bench.texts == TEXT.replace("\r\n", "\n").splitlines()
    assert "you know" not in {m.suggestion.original.strip(", ") for m in bench.review.marks()}


def test_ctrl_enter_applies_as_one_named_step_that_undo_takes_back_with_the_decisions(bench):
    dialog = opened(bench)
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Return, CTRL)
    assert bench.texts == LIGHT.replace("\r\n", "\n").splitlines()
    assert bench.window.actions_["edit.undo"].text() == "Undo Clean up to light: 6 changes"
    before = bench.review.counts.copy()
    bench.key(Qt.Key.Key_Z, CTRL)
    assert bench.texts == TEXT.replace("\r\n", "\n").splitlines()
    assert not any(m.decided for m in bench.review.marks())
    bench.key(Qt.Key.Key_Y, CTRL)
    assert bench.texts == LIGHT.replace("\r\n", "\n").splitlines()
    assert bench.review.counts == before


def test_what_is_ticked_off_by_place_or_by_kind_is_never_applied(bench):
    dialog = opened(bench)
    kinds, list_ = dialog.changes.kinds, dialog.changes.places
    bench.qtbot.keyClick(list_, Qt.Key.Key_Space)  # the first place: "We we"
    headings = dialog.changes.headings
    doubled = headings.index(headings.row_of("Doubled word"), 0)
    assert doubled.data(TICK) == Qt.CheckState.PartiallyChecked
    kinds.setCurrentIndex(headings.index(headings.row_of("Filler"), 0))
    assert dialog.changes.rows.rowCount() == 1, "a kind shows its places"
    bench.qtbot.keyClick(kinds, Qt.Key.Key_Space)
    assert dialog.apply_button.text() == "Apply 4 changes"
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert bench.texts[0] == "We we left the harbour at noon, um, with two crates."
    assert bench.texts[3] == "The 😀 boat was very old, and Grok was the captain."


def test_a_kind_that_is_ticked_off_stays_off_at_another_level_and_a_tick_brings_one_place_back(bench):
    dialog = opened(bench)
    dialog.changes.rows.tick("Filler", on=False)
    dialog.level.choose("clean")
    looked_through(bench, dialog)
    fillers = [row for row in dialog.changes.rows.all if row.heading == "Filler"]
    assert len(fillers) == 2
    assert not {row.id for row in fillers} & set(dialog.chosen())
    place = next(n for n, row in enumerate(dialog.changes.rows.all) if row == fillers[1])
    dialog.changes.places.setCurrentIndex(dialog.changes.rows.index(place, 0))
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Space)
    assert fillers[1].id in dialog.chosen()
    assert fillers[0].id not in dialog.chosen()
    dialog.changes.kinds.setCurrentIndex(dialog.changes.headings.index(0, 0))
    bench.qtbot.keyClick(dialog.changes.kinds, Qt.Key.Key_Space)  # all changes: some were off, now all are on
    assert len(dialog.chosen()) == len(dialog.changes.rows.all)


def test_enter_goes_to_the_place_and_the_ticks_are_kept(bench):
    dialog = opened(bench)
    rows = dialog.changes.rows
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Space)
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Down)
    wanted = rows.mark_at(1)
    bench.qtbot.keyClick(dialog.changes.places, Qt.Key.Key_Return)
    assert bench.window.desk.current == wanted
    assert bench.texts == TEXT.replace("\r\n", "\n").splitlines()
    bench.qtbot.waitUntil(lambda: bench.window.findChild(LevelsDialog) is None)
    again = opened(bench)
    assert again.apply_button.text() == "Apply 5 changes"
    assert places(again)[0] == "We we → We"


@pytest.mark.parametrize("level", ["verbatim", "light", "clean", "read-through"])
def test_the_command_line_writes_the_same_text_as_the_dialog_with_everything_ticked(bench, tmp_path, level):
    dialog = opened(bench)
    if level != "light":
        dialog.level.choose(level)
        looked_through(bench, dialog)
    made = len(dialog.chosen())
    dialog.accept()
    out, again = tmp_path / "out.txt", tmp_path / "again.txt"
    again.write_bytes(TEXT.encode())
    assert run(["clean", str(again), "--source", "dictionary,speech", "--level", level, "-o", str(out)]) == 0
    assert out.read_bytes().decode() == "\r\n".join([*bench.texts, ""])
    assert f"{made} change" in bench.window.actions_["edit.undo"].text()


def test_a_level_of_which_speech_is_switched_off_says_so(bench):
    bench.window.preferences.set_kinds(frozenset([Kind.DICTIONARY]))
    bench.window.preferences_changed()
    bench.check()
    dialog = opened(bench)
    assert "switched off" in dialog.state.text()
    assert dialog.changes.headings.counts() == {"Dictionary": 1}


def test_a_screen_reader_hears_levels_kinds_and_places(bench):
    dialog = opened(bench)
    role = Qt.ItemDataRole.AccessibleTextRole
    for level, card in dialog.level.cards.items():
        assert card.accessibleName()
        assert card.accessibleDescription() == sentence_of(level)
        assert "[" in example_of(level)
    assert dialog.changes.headings.index(1, 0).data(role) == "Doubled word: 2 changes"
    said = dialog.changes.rows.index(0, 0).data(role)
    assert said.startswith("Doubled word, 95 %: replace We we with We")
    assert "Harbour at noon" in said
    for view in (dialog.changes.kinds, dialog.changes.places):
        assert view.accessibleName()


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_row_is_painted_in_every_theme_and_the_tick_can_be_clicked(bench, name):
    theme.watcher().choose(name)
    try:
        dialog = opened(bench)
        colours = theme.current()
        dialog.changes.places.setFocus()
        shot = dialog.changes.places.viewport().grab().toImage()
        inks = {shot.pixelColor(x, y).name() for x in range(shot.width()) for y in range(min(shot.height(), 120))}
        assert colours.removed.name() in inks
        assert colours.accepted.name() in inks
        at = dialog.changes.places.visualRect(dialog.changes.rows.index(0, 0))
        bench.qtbot.mouseClick(dialog.changes.places.viewport(), Qt.MouseButton.LeftButton,
                               pos=QPoint(at.x() + 18, at.center().y()))
        assert dialog.apply_button.text() == "Apply 5 changes"
    finally:
        theme.watcher().choose(theme.SYSTEM)


def test_words_around_a_change_are_looked_up_for_what_is_painted_only(bench, monkeypatch):
    """A hundred times as many places make the list no slower: a row is painted, or it costs a few numbers."""
    rows = ChangeRows(bench.review, Ticks())
    marks = [row_of(p.id, m) for p in bench.review.transcript for m in bench.review.marks_in(p.id)]
    rows.show(marks * 1000)
    asked = []
    monkeypatch.setattr(rows, "parts", lambda row: asked.append(row) or ("", "a", "b", ""))
    dialog = opened(bench)
    dialog.changes.places.setModel(rows)
    dialog.changes.places.setCurrentIndex(rows.index(0, 0))
    dialog.grab()
    QApplication.processEvents()
    assert rows.rowCount() == 1000 * len(marks)
    assert 0 < len(set(asked)) < 60


def test_the_dialog_says_nothing_of_an_empty_text(qtbot, tmp_path: Path):
    bench = Bench(qtbot, tmp_path, "\n")
    dialog = opened(bench)
    assert not dialog.apply_button.isEnabled()
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
