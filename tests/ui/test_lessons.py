"""A name rewritten by hand is offered to the dictionary, once, and taught only when the person says so."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.window import Bench

TEXT = "They met Aditia in the barn.\r\nAditia was late, and so was their dog.\r\n"


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, TEXT)
    bench.window.modes.edit_mode()
    return bench


def rewrite(bench: Bench, index: int, before: str, after: str) -> None:
    """Select words in a paragraph and type others over them, then rest."""
    select_and_type(bench, index, before, after)
    bench.window.lessons.ask()


def select_and_type(bench: Bench, index: int, before: str, after: str) -> None:
    view = bench.window.view
    at = bench.review.transcript[index].text.index(before)
    cursor = view.textCursor()
    cursor.setPosition(view.bridge.qt_position(index, at))
    cursor.setPosition(view.bridge.qt_position(index, at + len(before)), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    bench.qtbot.keyClicks(view, after)


def answers(bench: Bench) -> dict[str, QPushButton]:
    notice = bench.window.notice
    return {b.text(): b for b in notice.findChildren(QPushButton) if b.isVisible()}


def aliases(bench: Bench) -> dict[str, tuple[str, ...]]:
    return {t.text: t.heard_as for d in bench.window.teaching.library.active() for t in d.terms}


def test_a_rewritten_name_is_offered_and_taught_everywhere_and_undo_takes_both_back(bench):
    rewrite(bench, 0, "Aditia", "Aditya")
    assert bench.window.notice.isVisible()
    assert "“Aditya” for “Aditia”" in bench.window.notice.text.text()
    assert "Aditya" not in aliases(bench), "nothing is taught before the answer"
    answers(bench)["Add, and correct 1 more place"].click()
    assert aliases(bench)["Aditya"] == ("Aditia",)
    assert bench.texts[1].startswith("Aditya was late")
    assert not bench.window.notice.isVisible()
    bench.review.undo()
    assert "Aditya" not in aliases(bench)
    assert bench.texts[:2] == ["They met Aditya in the barn.", "Aditia was late, and so was their dog."]


def test_who_says_no_is_not_asked_again(bench):
    rewrite(bench, 0, "Aditia", "Aditya")
    answers(bench)["Not now"].click()
    rewrite(bench, 1, "Aditia", "Aditya")
    assert not bench.window.notice.isVisible()
    assert "Aditya" not in aliases(bench)


def test_ordinary_words_and_undone_edits_are_not_offered(bench):
    rewrite(bench, 1, "their", "there")
    assert not bench.window.notice.isVisible()
    select_and_type(bench, 0, "Aditia", "Aditya")
    while bench.review.undo():
        pass
    bench.window.lessons.ask()
    assert not bench.window.notice.isVisible()


def test_a_pair_that_is_known_is_not_offered(bench):
    bench.window.teaching.library.correct("Aditia", "Aditya").redo()
    rewrite(bench, 0, "Aditia", "Aditya")
    assert not bench.window.notice.isVisible()
