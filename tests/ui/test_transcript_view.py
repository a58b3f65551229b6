"""The transcript view as a person meets it: marks, clicks, keys, sizes, modes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from editor.review import Review, Verdict
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span, Transcript
from editor.ui.line_geometry import segments
from editor.ui.transcript_view import TranscriptView
from tests.ui.view_samples import LINES, checked_review


def opened(qtbot, review: Review) -> TranscriptView:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(820, 500)
    view.set_review(review)
    review.listen(view.apply)
    view.show()
    qtbot.waitExposed(view)
    return view


def middle_of(view: TranscriptView, index: int, span: Span) -> QPoint:
    seen = next(s for s in view.seen(0, 500) if s.index == index)
    rect = next(segments(seen.block.layout(), span.start, span.end, 12, 4))
    return rect.translated(seen.origin).center().toPoint()


def colours(view: TranscriptView, index: int, span: Span) -> set[str]:
    point = middle_of(view, index, span)
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return {image.pixelColor(int((point.x() + x) * ratio), int((point.y() + y) * ratio)).name()
            for x in range(-12, 12) for y in range(-14, 14)}


def name(colour: QColor) -> str:
    return colour.name()


def test_a_click_on_a_mark_makes_it_current(qtbot):
    view = opened(qtbot, checked_review())
    mark = view.review.marks_in(1)[1]
    with qtbot.waitSignal(view.mark_activated) as heard:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 0, mark.span))
    assert heard.args == [mark.id]
    with qtbot.assertNotEmitted(view.mark_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 1, Span(2, 6)))


def test_marks_are_painted_by_source_and_decision(qtbot):
    view = opened(qtbot, checked_review())
    theme = view.theme
    grock, so = view.review.marks_in(1)[0], view.review.marks_in(4)[0]
    assert {name(theme.dictionary_background), name(theme.dictionary)} <= colours(view, 0, grock.span)
    assert {name(theme.speech_background), name(theme.speech)} <= colours(view, 3, so.span)
    view.review.accept({grock.id: None})
    assert name(theme.accepted_background) in colours(view, 0, Span(20, 24))
    view.review.undo()
    view.review.decide([grock.id], Verdict.REJECTED)
    assert not {name(theme.dictionary_background), name(theme.accepted_background)} & colours(view, 0, grock.span)


def test_the_current_mark_makes_room_for_the_new_text_and_gives_it_back(qtbot):
    view = opened(qtbot, checked_review())
    layout = view.document().firstBlock().layout()
    mark = view.review.marks_in(1)[0]

    def width() -> float:
        return next(segments(layout, mark.span.start, mark.span.end, 12, 4)).width()

    before = width()
    raw = view.document().toRawText()
    view.show_mark(mark.id)
    view.viewport().grab()
    assert width() > before + 30
    assert view.document().toRawText() == raw
    assert name(view.theme.current_background) in colours(view, 0, mark.span)
    view.show_mark(None)
    view.viewport().grab()
    assert width() == before


def test_typing_in_another_paragraph_leaves_the_frame_where_it_is(qtbot):
    view = opened(qtbot, checked_review())
    mark = view.review.marks_in(4)[-1]
    view.show_mark(mark.id)
    cursor = view.textCursor()
    cursor.setPosition(view.bridge.qt_position(3, 0))
    view.setTextCursor(cursor)
    qtbot.keyClicks(view, "Oh ")
    assert view.current_mark().span.start == mark.span.start + 3
    assert view.shading.in_place.start == view.place_at(0)[1] + mark.span.start + 3 + 1  # one pair before it
    cursor.setPosition(view.bridge.qt_position(3, view.current_mark().span.start + 2))
    view.setTextCursor(cursor)
    qtbot.keyClicks(view, "z")
    assert view.shading.in_place is None


def with_actions(qtbot, view: TranscriptView, actions: dict[str, Callable[[], object]]) -> None:
    for shortcut, slot in actions.items():
        action = QAction(shortcut, view)
        action.setShortcut(shortcut)
        action.triggered.connect(slot)
        view.addAction(action)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)


def test_undo_and_redo_keys_reach_the_window(qtbot):
    review, heard = checked_review(), []
    view = opened(qtbot, review)
    with_actions(qtbot, view, {"Ctrl+Z": review.undo, "Ctrl+Shift+Z": review.redo,
                               "Ctrl+Backspace": lambda: heard.append("reject")})
    qtbot.keyClicks(view, "ab")
    assert review.transcript[0].text == "ab" + LINES[0]
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.transcript[0].text == LINES[0]
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert review.transcript[0].text == "ab" + LINES[0]
    qtbot.keyClick(view, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["reject"]
    assert review.transcript[0].text == "ab" + LINES[0]


def test_plain_keys_belong_to_the_window_in_review_mode_and_to_the_text_in_edit_mode(qtbot):
    view, heard = opened(qtbot, checked_review()), []
    with_actions(qtbot, view, {key: lambda _=False, key=key: heard.append(key) for key in ("E", "Down", "Return", "1")})
    view.review_mode = True
    for key in (Qt.Key.Key_E, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_1):
        qtbot.keyClick(view, key)
    assert heard == ["E", "Down", "Return", "1"]
    assert view.review.transcript[0].text == LINES[0]
    view.review_mode = False
    qtbot.keyClick(view, Qt.Key.Key_E)
    assert view.review.transcript[0].text.lower() == "e" + LINES[0].lower()


def test_walking_into_a_mark_makes_it_current(qtbot):
    view = opened(qtbot, checked_review())
    mark = view.review.marks_in(1)[0]
    cursor = view.textCursor()
    cursor.setPosition(mark.span.start - 1)
    view.setTextCursor(cursor)
    with qtbot.waitSignal(view.mark_activated) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard.args == [mark.id]


def test_a_click_between_two_lines_lands_in_the_nearer_line(qtbot):
    text = "word " * 60
    view = opened(qtbot, Review(Transcript.of_lines([text])))
    seen = next(view.seen(0, 400))
    upper, lower = seen.block.layout().lineAt(0), seen.block.layout().lineAt(1)
    gap = (upper.y() + upper.height() + lower.y()) / 2 + seen.origin.y()
    for y, line in ((gap - 1.5, upper), (gap + 1.5, lower)):
        point = view.snapped(QPointF(60, y))
        position = view.cursorForPosition(point.toPoint()).position()
        assert line.textStart() < position < line.textStart() + line.textLength()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, round(y)))
        at = view.textCursor().position()
        assert line.textStart() < at < line.textStart() + line.textLength()


def test_selection_is_told_in_code_points(qtbot):
    view = opened(qtbot, checked_review())
    start = LINES[3].index("𝒳")
    cursor = view.textCursor()
    cursor.setPosition(view.bridge.qt_position(3, start))
    cursor.setPosition(view.bridge.qt_position(3, start + 6), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selected_text() == "𝒳 says"
    assert view.selected_span() == (3, Span(start, start + 6))
    view.selectAll()
    assert view.selected_text() == ""


def test_text_size_by_wheel_and_by_call(qtbot):
    view = opened(qtbot, checked_review())
    usual, height = view.font().pixelSize(), view.blockBoundingRect(view.document().firstBlock()).height()
    wheel = QWheelEvent(QPointF(50, 50), view.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, 120),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase,
                        False)
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.font().pixelSize() == usual + 1
    view.zoom(6)
    assert view.blockBoundingRect(view.document().firstBlock()).height() > height
    view.zoom(0)
    assert view.font().pixelSize() == usual


def test_speakers_and_times_have_a_column_only_where_there_are_any(qtbot):
    view = opened(qtbot, checked_review())
    narrow = view.viewport().x()
    view.set_review(Review(Transcript([Paragraph(1, "Hello there", speaker="Host", begin=231000)])))
    assert view.viewport().x() >= 130 > narrow
    image = view._gutter.grab().toImage()
    assert len({image.pixelColor(x, y).name() for x in range(130) for y in range(20, 70)}) > 5


def test_files_are_left_to_the_window_and_text_is_dropped_in(qtbot):
    view = opened(qtbot, checked_review())
    files, text = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/a.txt")])
    files.setText("file:///tmp/a.txt")
    text.setText("hello\r\nthere ")
    where, left, none = middle_of(view, 1, Span(0, 1)), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying = Qt.DropAction.CopyAction
    for data, taken in ((files, False), (text, True)):
        event = QDragEnterEvent(where, copying, data, left, none)
        QApplication.sendEvent(view.viewport(), event)
        assert event.isAccepted() is taken
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(where.x() - 8, where.y()), copying, text, left, none))
    assert [p.text for p in view.review.transcript][1:3] == ["hello", "there " + LINES[1]]


def test_visible_paragraphs_and_going_somewhere(qtbot):
    view = opened(qtbot, Review(Transcript.of_lines([f"This is line {n}." for n in range(1000)])))
    assert view.visible_paragraphs()[0] == 1
    with qtbot.waitSignal(view.visible_changed):
        view.go_to(700, Span(8, 12), select=True)
    assert 701 in view.visible_paragraphs()
    assert view.selected_text() == "line"
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.visible_paragraphs()[-1] == 1000


def test_another_language_is_muted(qtbot):
    view = opened(qtbot, checked_review())
    view.viewport().grab()
    formats = view.document().findBlockByNumber(4).layout().formats()
    assert formats[0].format.foreground().color() == view.theme.muted
    assert not view.document().findBlockByNumber(1).layout().formats()


def test_other_languages_are_muted_before_anybody_marked_them(qtbot):
    lines = [
        "And so we said that it was not the right thing to do for you and for me.",
        "接下来是中文 Grok 的一段。",
        "12:30",
        "Das ist nicht das, was wir für euch und für mich machen wollten, aber es geht so.",
        "But I know that they are naïve, and that is what it is, you know.",
    ]
    rest = [line for n in range(400) for line in ("", lines[0])]  # every other line is blank
    view = opened(qtbot, Review(Transcript.of_lines(lines + rest)))
    view.viewport().grab()
    muted = [bool(view.document().findBlockByNumber(n).layout().formats()) for n in range(5)]
    assert muted == [False, True, False, True, False]


def one_mark(text: str, original: str, replacements: tuple[str, ...]) -> Review:
    start = text.index(original)
    review = Review(Transcript.of_lines([text]))
    review.receive(1, 0, [Suggestion(1, 0, Span(start, start + len(original)), original, replacements,
                                     Kind.GRAMMAR, "test", 0.9)])
    return review


@pytest.mark.parametrize(("original", "replacements", "new", "struck"), [
    ("Grock", ("Grok",), "Grok", True),
    ("Grock 🚀", ("Grok 🚀",), "Grok 🚀", True),  # the room is made behind a surrogate pair
    ("Grock ", ("",), "", True),  # a removal
    ("", ("Well",), "Well", False),  # an insertion, here before the first word
    ("Grock", (), "", False),  # only a place to look at
])
def test_every_kind_of_suggestion_can_stand_in_place(qtbot, original, replacements, new, struck):
    view = opened(qtbot, one_mark("Is Grock 🚀 here?", original, replacements))
    view.show_mark(next(view.review.marks()).id)
    view.viewport().grab()
    here = view.shading.in_place
    assert (here.new, here.struck) == (new, struck)
    assert view.document().toRawText() == "Is Grock 🚀 here?"
    seen = next(view.seen(0, 100))
    line = seen.block.layout().lineAt(0)
    if here.holder >= 0:
        assert line.cursorToX(here.holder + 1)[0] - line.cursorToX(max(0, here.holder - 1))[0] > here.room


def test_a_very_long_replacement_never_leaves_the_column(qtbot):
    view = opened(qtbot, one_mark("Say Grock now.", "Grock", ("word " * 60,)))
    view.show_mark(next(view.review.marks()).id)
    assert view.shading.in_place.new.endswith("…")
    assert view.shading.in_place.room < view.viewport().width()


def test_the_view_names_itself(qtbot):
    view = opened(qtbot, checked_review())
    assert view.accessibleName() == "Transcript"


def test_the_text_fits_its_column_however_the_view_came_to_be_shown(qtbot):
    pages, page = QStackedWidget(), QWidget()
    qtbot.addWidget(pages)
    view = TranscriptView()
    row = QHBoxLayout(page)
    row.addWidget(view)
    pages.addWidget(QWidget())
    pages.addWidget(page)
    pages.resize(1400, 500)
    pages.show()
    view.set_review(Review(Transcript.of_lines(["word " * 100] * 20)))
    pages.setCurrentWidget(page)
    for width in (1400, 900, 600, 1300):
        pages.resize(width, 500)
        QApplication.processEvents()
        view.viewport().grab()
        line = view.document().firstBlock().layout().lineAt(0)
        assert line.width() == view.viewport().width() - 2 * view.document().documentMargin()
        assert view.viewport().width() <= 765


def test_a_size_from_memory_is_what_it_would_be_anew(qtbot):
    view = opened(qtbot, checked_review())
    view.review_mode = False
    view.resize(420, 700)
    view.show()
    chance = random.Random(3)
    for step in range(250):
        cursor = view.textCursor()
        cursor.setPosition(chance.randrange(view.document().characterCount()))
        if chance.random() < 0.25:
            cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor, chance.randrange(1, 60))
        view.setTextCursor(cursor)
        qtbot.keyClicks(view, chance.choice(["a", "words and more ", "\b", "\r", "long" * 12]))
        if step % 20 == 0:
            view.show_mark(chance.choice([m.id for m in view.review.marks()] or [None]))
            view.resize(chance.randrange(300, 700), 700)
        view.viewport().grab()
        layout, block = view.document().documentLayout(), view.document().firstBlock()
        while block.isValid():
            remembered = QRectF(layout.blockBoundingRect(block))
            layout._known.clear()
            assert layout.blockBoundingRect(block) == remembered
            block = block.next()
