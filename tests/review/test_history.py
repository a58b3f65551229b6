"""What is one undo step: words, runs of backspaces, pastes; and what happens when an effect fails."""

from __future__ import annotations

import pytest

from editor.errors import UserError
from editor.review import Review
from editor.review.history import History
from editor.transcript import Edit, Span, Transcript


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def review(clock: Clock) -> Review:
    return Review(Transcript.of_lines(["one two", "three"]), History(clock))


def keys(review: Review, *texts: str, index: int = 0) -> None:
    for text in texts:
        review.typed(index, 1, [text])


def undone(review: Review) -> list[str]:
    """The first paragraph after each undo."""
    texts = []
    while review.undo():
        texts.append(review.transcript[0].text)
    return texts


def test_a_word_is_one_step_and_the_space_ends_it(review: Review) -> None:
    keys(review, "one twoa", "one twoab", "one twoab ", "one twoab c", "one twoab cd")
    assert undone(review) == ["one twoab ", "one two"]


def test_typing_in_the_middle_beside_equal_letters_is_one_step(review: Review) -> None:
    keys(review, "oone two", "ooone two", "oooxne two")
    assert undone(review) == ["one two"]


def test_a_pause_starts_a_new_step(review: Review, clock: Clock) -> None:
    keys(review, "one twoa", "one twoab")
    clock.now = 5
    keys(review, "one twoabc")
    assert undone(review) == ["one twoab", "one two"]


def test_backspaces_are_one_step_and_typing_after_them_another(review: Review) -> None:
    keys(review, "one tw", "one t", "one ", "one x", "one xy")
    assert undone(review) == ["one ", "one two"]


def test_forward_deletes_are_one_step(review: Review) -> None:
    keys(review, "ne two", "e two", " two")
    assert undone(review) == ["one two"]


def test_deleting_elsewhere_is_another_step(review: Review) -> None:
    keys(review, "ne two", "ne tw")
    assert undone(review) == ["ne two", "one two"]


def test_a_paste_stands_alone(review: Review) -> None:
    keys(review, "one twoa", "one twoa pasted", "one twoa pastedb", "one twoa pastedbc")
    assert undone(review) == ["one twoa pasted", "one twoa", "one two"]


def test_a_line_break_stands_alone(review: Review) -> None:
    keys(review, "one twoa")
    review.typed(0, 1, ["one twoa", ""])
    keys(review, "b", index=1)
    assert undone(review) == ["one twoa", "one twoa", "one two"]


def test_the_view_may_name_more_lines_than_changed(review: Review) -> None:
    review.typed(0, 2, ["one twoa", "three"])
    review.typed(0, 2, ["one twoab", "three"])
    assert undone(review) == ["one two"]


def test_a_saved_state_is_never_typed_into(review: Review) -> None:
    keys(review, "one twoa")
    review.history.mark_clean()
    keys(review, "one twoab")
    assert not review.history.clean
    review.undo()
    assert review.history.clean
    keys(review, "one two x")
    review.undo()
    assert review.history.clean
    review.undo()
    keys(review, "else")
    assert not review.history.clean
    review.undo()
    assert not review.history.clean  # the saved state cannot be come back to


class Shelf:
    """An effect that fails when told to, and remembers its state."""

    def __init__(self) -> None:
        self.there = False
        self.full = False

    def redo(self) -> None:
        if self.full:
            raise UserError("The disk is full.")
        self.there = True

    def undo(self) -> None:
        if self.full:
            raise UserError("The disk is full.")
        self.there = False


def test_text_and_dictionary_change_together_or_not_at_all(review: Review) -> None:
    first, second = Shelf(), Shelf()
    second.full = True
    edit = {1: [Edit(Span(0, 3), "1")]}
    with pytest.raises(UserError):
        review.replace(edit, "correct", [first, second])
    assert not first.there
    assert review.transcript[0].text == "one two"
    assert review.history.undo_label is None
    second.full = False
    review.replace(edit, "correct", [first, second])
    assert (first.there, second.there, review.transcript[0].text) == (True, True, "1 two")
    first.full = True
    with pytest.raises(UserError):
        review.undo()
    assert (first.there, second.there, review.transcript[0].text) == (True, True, "1 two")
    assert review.history.undo_label == "correct"
    first.full = False
    review.undo()
    assert (first.there, second.there, review.transcript[0].text) == (False, False, "one two")
    first.full = True
    with pytest.raises(UserError):
        review.redo()
    assert review.history.redo_label == "correct"
    assert review.transcript[0].text == "one two"
