"""The document and the review say the same after every kind of edit, in the review's characters."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from editor.review import Mark, Review, Verdict
from editor.transcript import Edit, Span, Transcript
from editor.ui.document_bridge import rewritten
from editor.ui.shown_text import pasteable, shown
from editor.ui.transcript_view import TranscriptView
from tests.ui.view_samples import LINES, check, checked_review


def opened(qtbot, review: Review) -> TranscriptView:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.set_review(review)
    review.listen(view.apply)
    view.show()
    return view


def agree(view: TranscriptView) -> None:
    review = view.review
    texts = [shown(p.text) for p in review.transcript]
    assert view.document().toRawText().split("\u2029") == texts
    assert view.bridge.shadow == texts
    assert view.bridge.mended == 0
    for paragraph in review.transcript:
        for mark in review.marks_in(paragraph.id):
            if not mark.decided:
                assert mark.span.of(paragraph.text) == mark.suggestion.original


def caret(view: TranscriptView, index: int, position: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(view.bridge.qt_position(index, position))
    view.setTextCursor(cursor)


def test_every_character_is_shown_one_for_one(qtbot):
    strange = "a\0b\rc\u2029d\ufdd0e\ufdd1f\ufeffg\ufffch\ud800i\u2028j\nk\u00a0l🚀m"
    view = opened(qtbot, Review(Transcript.of_lines([strange, "\ufeffb"])))
    assert len(shown(strange)) == len(strange)
    agree(view)
    caret(view, 0, strange.index("i"))
    view.textCursor().insertText("typed")
    assert view.review.transcript[0].text == strange.replace("i", "typedi")
    assert view.review.transcript[1].text == "\ufeffb"
    agree(view)
    view.review.undo()
    assert view.review.transcript[0].text == strange
    agree(view)


def test_a_strange_character_goes_only_when_it_is_edited_itself():
    assert rewritten(["x\0y"], ["x␀y"], ["x␀yz"]) == ["x\0yz"]
    assert rewritten(["x\0y"], ["x␀y"], ["xy"]) == ["xy"]
    assert rewritten(["a\u2029b", "c"], ["a¶b", "c"], ["a¶b", "new", "c"]) == ["a\u2029b", "new", "c"]
    assert rewritten(["one\ntwo"], ["one\u2028two"], ["one\u2028t\u2028wo"]) == ["one\nt\nwo"]


def test_typing_reaches_the_review_and_its_history_takes_it_back(qtbot):
    view = opened(qtbot, checked_review())
    caret(view, 3, 45)  # behind the rocket
    qtbot.keyClicks(view, "xyz")
    assert view.review.transcript[3].text.endswith("🚀 Groxyzck 𝒳 says no.")
    assert [m.verdict for m in view.review.marks_in(4)][-1] is Verdict.EDITED
    agree(view)
    assert view.review.undo() is not None
    assert view.review.transcript[3].text == LINES[3]
    agree(view)


def test_enter_splits_and_backspace_joins_with_marks_in_place(qtbot):
    from PySide6.QtCore import Qt

    view = opened(qtbot, checked_review())
    caret(view, 0, 25)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [p.text for p in view.review.transcript][:2] == [LINES[0][:25], LINES[0][25:]]
    agree(view)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.review.transcript[0].text == LINES[0]
    assert sum(not m.decided for m in view.review.marks_in(1)) == 3
    agree(view)


def test_a_line_break_inside_a_paragraph_survives_the_clipboard(qtbot):
    view = opened(qtbot, checked_review())
    cursor = view.textCursor()
    cursor.setPosition(view.bridge.qt_position(5, 0))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.copy()
    assert QApplication.clipboard().text() == LINES[5]
    caret(view, 1, len(LINES[1]))
    view.paste()
    assert view.review.transcript[1].text == LINES[1] + LINES[5]
    assert len(view.review.transcript) == len(LINES)
    agree(view)


def test_an_input_method_changes_nothing_until_it_commits(qtbot):
    view = opened(qtbot, checked_review())
    caret(view, 4, 3)
    before = view.review.transcript[4]
    QApplication.sendEvent(view, QInputMethodEvent("ni", []))
    assert view.composing
    assert view.review.transcript[4] is before
    commit = QInputMethodEvent("", [])
    commit.setCommitString("你")
    QApplication.sendEvent(view, commit)
    assert not view.composing
    assert view.review.transcript[4].text == LINES[4][:3] + "你" + LINES[4][3:]
    agree(view)


def test_an_empty_transcript_can_be_typed_into(qtbot):
    view = opened(qtbot, Review(Transcript()))
    qtbot.keyClicks(view, "hi")
    assert [p.text for p in view.review.transcript] == ["hi"]


def test_equal_neighbours_do_not_confuse_the_mirror(qtbot):
    from PySide6.QtCore import Qt

    view = opened(qtbot, Review(Transcript.of_lines(["a", "a", "a"])))
    caret(view, 1, 1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClicks(view, "a")
    assert [p.text for p in view.review.transcript] == ["a"] * 4
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [p.text for p in view.review.transcript] == [""]
    while view.review.undo():
        agree(view)
    assert [p.text for p in view.review.transcript] == ["a"] * 3


def test_a_document_that_went_astray_is_filled_again(qtbot):
    view = opened(qtbot, checked_review())
    view.show_mark(next(view.review.marks()).id)
    view.bridge._applying = True
    view.textCursor().insertText("nobody knows of this")
    view.bridge._applying = False
    view.review.accept({m.id: None for m in view.review.marks()})
    assert view.bridge.mended == 1
    view.bridge.mended = 0
    agree(view)
    view.show_mark(None)
    view.set_review(checked_review())
    agree(view)


PIECES = ("x", " ", "Grock", "🚀", "𝒳y", "中文", "a\nb", "\u2028", "\u00a0", "\0", "\n\n", "e\u0301")


class Person:
    """Does random things through the widget and through the review."""

    def __init__(self, view: TranscriptView, seed: int) -> None:
        self.view, self.review, self.chance = view, view.review, random.Random(seed)
        self.acts = [self.insert, self.insert, self.insert, self.paste, self.erase, self.erase, self.compose,
                     self.move_text, self.accept, self.accept, self.reject, self.replace, self.join,
                     self.review.undo, self.review.undo, self.review.redo]

    def act(self, steps: int) -> None:
        for _ in range(steps):
            self.chance.choice(self.acts)()
            agree(self.view)

    def anywhere(self) -> int:
        index = self.chance.randrange(len(self.review.transcript))
        return self.view.bridge.qt_position(index, self.chance.randint(0, len(self.review.transcript[index].text)))

    def place(self, select: bool) -> None:
        cursor = self.view.textCursor()
        start = self.anywhere()
        cursor.setPosition(start)
        if select and self.chance.random() < 0.5:
            far = self.chance.random() < 0.2
            cursor.setPosition(self.anywhere() if far else start, QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)

    def insert(self) -> None:
        self.place(True)
        self.view.textCursor().insertText(pasteable(self.chance.choice(PIECES)))

    def paste(self) -> None:
        self.place(True)
        QApplication.clipboard().setText("".join(self.chance.choices(PIECES, k=3)))
        self.view.paste()

    def erase(self) -> None:
        self.place(True)
        cursor = self.view.textCursor()
        self.chance.choice([cursor.deletePreviousChar, cursor.deleteChar])()

    def compose(self) -> None:
        self.place(False)
        QApplication.sendEvent(self.view, QInputMethodEvent("ab", []))
        event = QInputMethodEvent("", [])
        event.setCommitString(self.chance.choice(["", "你好", "𝒳"]))
        QApplication.sendEvent(self.view, event)

    def move_text(self) -> None:
        """As a drop within the text does: two places change in one edit block, and Qt tells of one great range."""
        cursor = QTextCursor(self.view.document())
        cursor.beginEditBlock()
        cursor.setPosition(self.anywhere())
        cursor.deleteChar()
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.insertText(pasteable(self.chance.choice(PIECES)))
        cursor.endEditBlock()

    def accept(self) -> None:
        mark = self.some_mark()
        if mark is not None:
            self.view.show_mark(mark.id)
            self.review.accept({m.id: None for m in self.chance.choice([[mark], self.review.alike(mark)])})

    def reject(self) -> None:
        mark = self.some_mark()
        if mark is not None:
            self.review.decide([mark.id], Verdict.REJECTED)

    def some_mark(self) -> Mark | None:
        check(self.review)
        some = [m for m in self.review.marks() if not m.decided]
        return self.chance.choice(some) if some else None

    def replace(self) -> None:
        self.review.replace({p.id: [Edit(Span(0, min(1, len(p.text))), self.chance.choice(["Q", "", "𝒳"]))]
                             for p in self.review.transcript if self.chance.random() < 0.3}, "replace")

    def join(self) -> None:
        self.review.join(self.chance.randrange(len(self.review.transcript)))


@pytest.mark.parametrize("seed", [1, 2])
def test_short_fuzz(qtbot, seed):
    Person(opened(qtbot, checked_review()), seed).act(250)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_long_fuzz(qtbot, seed):
    Person(opened(qtbot, checked_review()), 1000 + seed).act(2500)
