"""The dictionary window: terms are added, changed and removed on disk, and the check is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.review import Review
from editor.storage.dictionaries import Library
from editor.suggest.dictionary.term import Match, Term
from editor.transcript import Transcript
from editor.ui.dictionary_window import DictionaryWindow, file_name
from editor.ui.found_terms_dialog import FoundTermsDialog, finder


@pytest.fixture
def window(qtbot):
    library = Library()
    library.correct("Grock", "Grok").redo()
    parent = QWidget()
    qtbot.addWidget(parent)
    made = DictionaryWindow(library, parent)
    made.show()
    yield made
    made.close()


def mine():
    return {t.text: t for t in Library().corrections().terms}


def test_my_corrections_are_shown_first_and_can_be_changed(window, qtbot):
    assert window.shelf.title == "My corrections"
    assert window.rows.term_at(0).heard_as == ("Grock",)
    window.form.heard.setText("Grock; grog ; grog")
    window.form.listed.setChecked(True)
    with qtbot.waitSignal(window.changed):
        qtbot.mouseClick(window.form.save_button, Qt.MouseButton.LeftButton)
    assert mine()["Grok"].heard_as == ("Grock", "grog")
    assert mine()["Grok"].match is Match.LISTED


def test_a_term_is_added_and_removed(window, qtbot):
    qtbot.mouseClick(window.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.form.text, "Falster")
    qtbot.keyClick(window.form.text, Qt.Key.Key_Return)
    assert set(mine()) == {"Grok", "Falster"}
    assert window.rows.term_at(window.table.currentIndex().row()).text == "Falster"
    qtbot.mouseClick(window.form.remove_button, Qt.MouseButton.LeftButton)
    assert set(mine()) == {"Grok"}


def test_a_dictionary_is_made_imported_and_switched_off(window, qtbot, tmp_path):
    window.make("Mills & Millers")
    assert window.shelf.title == "Mills & Millers"
    names = tmp_path / "rivers.txt"
    names.write_text("Suså\nGudenå: gud and\n", encoding="utf-8")
    with qtbot.waitSignal(window.changed):
        window.take_in(names)
    assert [t.text for t in Library().load(window.shelf.path).terms] == ["Suså", "Gudenå"]
    with qtbot.waitSignal(window.changed):
        window.shelves.currentItem().setCheckState(Qt.CheckState.Unchecked)
    assert window.shelf.name not in {d.name for d in Library().active()}


def test_the_search_and_the_models_contract(window, qtmodeltester):
    qtmodeltester.check(window.rows)
    window.search.setText("gro")
    assert window.rows.rowCount() == 1
    window.search.setText("grock zzz")
    assert window.rows.rowCount() == 0


def test_names_that_no_dictionary_knows_are_found_and_added_with_their_other_forms(window, qtbot):
    review = Review(Transcript.of_lines([
        "When we met Kozinsky there, Grok was new.", "Then Kozinsky left with Kosinski's brother."]))
    dialog = FoundTermsDialog(finder(review, window._library.active()), review.transcript.paragraphs, window)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.add.isEnabled)
    (row,) = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    assert [row.text(column) for column in range(3)] == ["Kozinsky", "3", "Kosinski (1)"]
    assert [dialog.places.item(n).text() for n in range(3)] == [
        "When we met «Kozinsky» there, Grok was new.", "Then «Kozinsky» left with Kosinski's brother.",
        "Then Kozinsky left with «Kosinski»'s brother."]
    assert dialog.terms() == []
    row.setCheckState(0, Qt.CheckState.Checked)
    row.setText(0, "Kosinsky")
    assert dialog.terms() == [Term("Kosinsky", ("Kozinsky", "Kosinski"))]
    dialog.reject()


def test_a_title_becomes_a_file_name():
    assert file_name("AI & Space!") == "ai-space"
    assert file_name("???") == "dictionary"
