"""Join with next paragraph: a sentence that a break cuts in two becomes one again."""

import pytest
from PySide6.QtCore import Qt

from editor.suggest.suggestion import JOIN, Kind, Suggestion
from editor.transcript import Span
from tests.ui.window import Bench

TEXT = "We were going\r\n\r\nto the market.\r\n我们去\r\n市场。\r\n"


@pytest.fixture
def bench(qtbot, tmp_path):
    return Bench(qtbot, tmp_path, TEXT)


def join(bench):
    bench.window.view.setFocus()
    bench.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def test_the_blank_line_between_goes_too_and_undo_brings_all_back(bench, tmp_path):
    join(bench)
    assert bench.texts[0] == "We were going to the market."
    assert bench.window.view.toPlainText().splitlines()[0] == bench.texts[0]
    assert bench.window.view.place_at(bench.window.view.textCursor().position()) == (0, len("We were going"))
    assert bench.window.files.save()
    assert bench.path.read_bytes() == "We were going to the market.\r\n我们去\r\n市场。\r\n".encode()
    bench.window.actions_.trigger("edit.undo")
    assert bench.window.files.save()
    assert bench.path.read_bytes() == TEXT.encode()


def test_chinese_is_joined_without_a_space_and_at_the_end_nothing_is(bench):
    bench.window.view.go_to(3, Span(0, 0))
    join(bench)
    assert bench.texts[3] == "我们去市场。"
    join(bench)
    assert bench.window.status.message.text() == "Nothing follows that could be joined"


def test_a_paragraph_is_not_joined_with_its_translation(bench):
    bench.window.view.go_to(2, Span(0, 0))
    join(bench)
    assert bench.texts[2:] == ["to the market.", "我们去", "市场。"]
    assert bench.window.status.message.text() == "The next paragraph is in another language; it is not joined"


def test_cues_become_one_cue_from_the_first_begin_to_the_last_end(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, text=None)
    path = tmp_path / "talk.srt"
    path.write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\nWe were\n\n2\n00:00:02,500 --> 00:00:04,000\ngoing home.\n\n"
                     b"3\n00:00:05,000 --> 00:00:06,000\nYes.\n")
    assert bench.window.files.open_path(path)
    join(bench)
    assert bench.window.files.save()
    assert path.read_bytes() == (b"1\n00:00:01,000 --> 00:00:04,000\nWe were going home.\n\n"
                                 b"2\n00:00:05,000 --> 00:00:06,000\nYes.\n")


def test_enter_on_the_suggestion_joins_and_goes_on(bench):
    first = bench.review.transcript[0]
    points = Suggestion(first.id, first.revision, Span(8, 13), "going", (), Kind.SPEECH, JOIN, 0.7)
    bench.review.receive(first.id, first.revision, [points])
    bench.window.rows.refresh([first.id])
    bench.key(Qt.Key.Key_Down)
    assert bench.window.suggestions.card.accept_button.text() == "Join"
    bench.key(Qt.Key.Key_Return)
    assert bench.texts[0] == "We were going to the market."
    assert not list(bench.review.marks())
    bench.window.actions_.trigger("edit.undo")
    assert [m.suggestion.original for m in bench.review.marks()] == ["going"]
