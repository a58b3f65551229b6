"""Find and replace as a person uses them: counts, steps, patterns, preview, one step of undo."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from editor.review import Review
from editor.transcript import Span, Transcript
from editor.ui.find_bar import FindBar
from editor.ui.find_pattern import Finder, PatternError, Query, SlowPatternError
from editor.ui.replace_preview import ReplacePreview
from editor.ui.transcript_view import TranscriptView
from tests.ui.view_samples import LINES, checked_review


def opened(qtbot, review: Review) -> tuple[TranscriptView, FindBar]:
    view = TranscriptView()
    bar = FindBar(view)
    for widget in (view, bar):
        qtbot.addWidget(widget)
    view.resize(800, 500)
    view.set_review(review)
    review.listen(view.apply)
    view.show()
    bar.open()
    return view, bar


def look_for(qtbot, bar: FindBar, text: str) -> None:
    bar.pattern.clear()
    qtbot.keyClicks(bar.pattern, text)
    qtbot.waitUntil(lambda: (bar._search.done and not bar._jump) or bool(bar.count.property("error")))


def test_the_count_and_the_steps_go_round(qtbot):
    view, bar = opened(qtbot, checked_review())
    look_for(qtbot, bar, "grock")
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.pattern, Qt.Key.Key_Return)
    qtbot.keyClick(bar.pattern, Qt.Key.Key_Return)
    assert bar.count.text() == "3 of 3"
    assert view.current_match == (4, Span(42, 47))
    qtbot.keyClick(bar.pattern, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    bar.find_previous()
    assert bar.count.text() == "3 of 3"
    bar.leave()
    assert view.selected_text() == "Grock"
    assert view.matches is None


def test_case_whole_words_and_nothing_found(qtbot):
    _, bar = opened(qtbot, Review(Transcript.of_lines(["Grok grok grokked", "Straße 𝒳y"])))
    look_for(qtbot, bar, "grok")
    assert bar.count.text() == "1 of 3"
    bar.word.click()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")
    bar.case.click()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    look_for(qtbot, bar, "zebra")
    assert bar.count.text() == "Nothing found"
    assert not bar.next.isEnabled()


def test_typing_in_the_text_keeps_the_hits_right(qtbot):
    view, bar = opened(qtbot, checked_review())
    look_for(qtbot, bar, "Grock")
    cursor = view.textCursor()
    cursor.setPosition(0)
    view.setTextCursor(cursor)
    qtbot.keyClicks(view, "Grock ")
    qtbot.waitUntil(lambda: bar._search.done)
    assert bar._search.count == 4
    assert view.matches(view.review.transcript[0])[0] == Span(0, 5)


def test_replace_one_goes_to_the_next(qtbot):
    view, bar = opened(qtbot, checked_review())
    look_for(qtbot, bar, "Grock")
    bar.template.setText("Grok")
    bar.replace()
    qtbot.waitUntil(lambda: bar._search.done and not bar._jump)
    assert view.review.transcript[0].text == LINES[0].replace("Grock", "Grok", 1)
    assert bar.count.text() == "1 of 2"
    assert view.review.undo() is not None
    assert view.review.transcript[0].text == LINES[0]


def test_replace_all_asks_with_ticks_and_is_one_step(qtbot):
    view, bar = opened(qtbot, checked_review())
    bar.regular.click()
    look_for(qtbot, bar, r"(Gro)ck( \w+)?")
    bar.template.setText(r"\1k\2")
    seen = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReplacePreview)
        seen.extend(p.parts()[1:3] for p in dialog.model.places)
        dialog.table.selectRow(1)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        seen.append(dialog.ok.text())
        dialog.accept()

    QTimer.singleShot(0, answer)
    bar.all_button.click()
    assert seen == [("Grock on", "Grok on"), ("Grock was", "Grok was"), ("Grock 𝒳", "Grok 𝒳"), "Replace 2 places"]
    texts = [p.text for p in view.review.transcript]
    assert texts[0] == LINES[0].replace("Grock", "Grok", 1)
    assert texts[3] == LINES[3].replace("Grock", "Grok")
    view.review.undo()
    assert [p.text for p in view.review.transcript] == list(LINES)


def test_a_bad_pattern_or_template_gives_a_sentence(qtbot):
    view, bar = opened(qtbot, checked_review())
    bar.regular.click()
    look_for(qtbot, bar, "(Grock")
    assert bar.count.text().startswith("Not a valid pattern: missing )")
    look_for(qtbot, bar, "(Grock)")
    bar.template.setText(r"\2")
    bar.replace_all()
    assert bar.count.text().startswith("Not a valid replacement")
    assert [p.text for p in view.review.transcript] == list(LINES)


def test_a_catastrophic_pattern_is_stopped(qtbot):
    text = "a" * 300 + "c"
    _, bar = opened(qtbot, Review(Transcript.of_lines([text] * 50)))
    bar.regular.click()
    start = time.process_time()
    look_for(qtbot, bar, "(a|aa)+b")
    assert "takes too long" in bar.count.text()
    with pytest.raises(SlowPatternError):
        Finder(Query("(a|aa)+b", regular=True)).spans(text)
    assert time.process_time() - start < 20


def test_patterns_do_not_take_plain_text_for_a_pattern():
    assert Finder(Query("S.R. (71)")).spans("S.R. (71) SxRx (71)") == (Span(0, 9),)
    assert Finder(Query("x*", regular=True)).spans("axxb") == (Span(1, 3),)
    with pytest.raises(PatternError):
        Finder(Query("[", regular=True))
    assert [h.replacement for h in Finder(Query("a")).hits("a", r"\1")] == [r"\1"]
