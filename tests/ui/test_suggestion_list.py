"""The list: its model's contract, filters, order, the open card, and its cost with 50,000 rows."""

import time

import pytest
from PySide6.QtCore import Qt

from editor.review import Review, Verdict
from editor.suggest.suggestion import Kind
from editor.transcript import Transcript
from editor.ui.suggestion_list import SuggestionList
from editor.ui.suggestion_rows import Filter, Order, SuggestionRows
from tests.ui.suggestions import LINES, finding, small_review


def originals(rows):
    return [rows.mark_at(n).suggestion.original for n in range(rows.rowCount())]


@pytest.fixture
def rows():
    made = SuggestionRows()
    made.set_review(small_review())
    return made


def test_the_model_keeps_qts_contract(rows, qtmodeltester):
    qtmodeltester.check(rows)


def test_the_filter_by_kind_and_confidence_and_the_counts(rows):
    assert originals(rows) == ["So so", "Grock", "Grock", "was", "there. Because"]
    assert rows.counts == {Kind.SPEECH: 2, Kind.DICTIONARY: 2, Kind.GRAMMAR: 1}
    rows.set_filter(Filter(kinds=frozenset([Kind.SPEECH])))
    assert originals(rows) == ["So so", "there. Because"]
    assert rows.counts[Kind.DICTIONARY] == 2, "a chip says how many it would show"
    rows.set_filter(Filter(least=0.9))
    assert originals(rows) == ["So so", "Grock", "Grock"]
    assert rows.counts[Kind.GRAMMAR] == 0


def test_the_orders(rows):
    rows.set_filter(Filter(order=Order.CONFIDENCE))
    assert originals(rows)[0] == "So so"
    assert originals(rows)[-1] == "was"
    rows.set_filter(Filter(order=Order.ALIKE))
    assert originals(rows)[:2] == ["Grock", "Grock"]


def test_a_decision_changes_its_row_and_no_other(rows, qtbot):
    mark = rows.mark_at(0)
    rows.review.decide([mark.id], Verdict.REJECTED)
    resets = []
    rows.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(rows.dataChanged) as told:
        assert rows.refresh([1]) is False
    assert told.args[0].row() == 0
    assert not resets
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).endswith("rejected")


def test_hidden_decisions_leave_the_list(rows):
    rows.set_filter(Filter(decided=False))
    rows.review.accept({rows.mark_at(0).id: None})
    assert rows.refresh([1]) is True
    assert originals(rows) == ["Grock", "Grock", "was", "there. Because"]
    rows.review.undo()
    rows.refresh([1])
    assert originals(rows)[0] == "So so"


def test_a_paragraph_that_goes_takes_its_rows_along(rows):
    review = rows.review
    change = review.typed(1, 1, [])
    assert change is not None
    rows.refresh([2])
    assert originals(rows) == ["So so", "was", "there. Because"]
    assert rows.counts[Kind.DICTIONARY] == 0


def test_the_current_card_opens_in_its_row_and_follows_the_scroll(rows, qtbot):
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.resize(430, 260)
    view.show()
    view.show_mark(rows.mark_at(1).id)
    assert view.card.isVisible()
    assert view.rowHeight(1) > 2 * view.rowHeight(0)
    assert view.card.geometry().top() == view.rowViewportPosition(1)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.card.geometry().top() == view.rowViewportPosition(1)
    view.show_mark(rows.mark_at(3).id)
    assert view.rowHeight(1) == view.rowHeight(0)
    view.show_mark(None)
    assert not view.card.isVisible()


def test_a_click_on_a_row_chooses_its_mark(rows, qtbot):
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.resize(430, 400)
    view.show()
    with qtbot.waitSignal(view.mark_chosen) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(rows.index(3, 0)).center())
    assert told.args == [rows.mark_at(3).id]


def test_new_rows_above_do_not_push_away_what_the_person_looks_at(qtbot):
    lines = ["one Grock here"] * 60
    review = Review(Transcript.of_lines(lines))
    for n in range(31, 61):
        review.receive(n, 0, [finding(n, lines[0], "Grock", "Grok")])
    rows = SuggestionRows()
    rows.set_review(review)
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.resize(430, 400)
    view.show()
    current = review.marks_in(45)[0].id
    view.show_mark(current)
    before = view.rowViewportPosition(rows.row_of(current))
    for n in range(1, 31):
        review.receive(n, 0, [finding(n, lines[0], "Grock", "Grok")])
    rows.refresh(range(1, 31))
    assert view.current_mark == current
    assert abs(view.rowViewportPosition(rows.row_of(current)) - before) <= 1


def test_after_a_reset_only_the_open_row_is_tall(rows, qtbot):
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.resize(430, 700)
    view.show()
    current = rows.mark_at(2).id
    view.show_mark(current)
    review = rows.review
    review.receive(1, 0, [finding(1, LINES[0], "So so", "So"), finding(1, LINES[0], "doubled", "double")])
    rows.refresh([1])
    tall = [row for row in range(rows.rowCount()) if view.rowHeight(row) > view.verticalHeader().defaultSectionSize()]
    assert tall == [rows.row_of(current)] == [3]


def test_what_only_points_at_something_is_not_shown_as_a_replacement(qtbot):
    review = Review(Transcript.of_lines(LINES))
    review.receive(2, 0, [finding(2, LINES[1], "barn", kind=Kind.SPEECH)])
    rows = SuggestionRows()
    rows.set_review(review)
    view = SuggestionList(rows)
    qtbot.addWidget(view)
    view.show()
    view.show_mark(rows.mark_at(0).id)
    assert view.card.accept_button.text() == "Keep as it is"
    assert not view.card.reject_button.isVisible()
    assert view.card.accessibleDescription().startswith("look at barn")


def test_one_decision_among_50_000_rows_costs_a_fraction_of_building_them():
    lines = ["one Grock here and Grock there"] * 25_000
    review = Review(Transcript.of_lines(lines))
    for n in range(1, 25_001):
        review.receive(n, 0, [finding(n, lines[0], "Grock", "Grok"), finding(n, lines[0], "Grock", "Grok", nth=1)])
    rows = SuggestionRows()
    start = time.process_time()
    rows.set_review(review)
    building = time.process_time() - start
    assert rows.rowCount() == 50_000
    rows.row_of(1)
    review.decide([rows.mark_at(40_000).id], Verdict.REJECTED)
    start = time.process_time()
    rows.refresh([20_001])
    assert time.process_time() - start < building / 10
