"""What hand edits teach, and what they must not."""

from __future__ import annotations

import pytest

from editor.review import Review
from editor.review.learning import HandEdits, Lesson, lesson_of, lessons
from editor.transcript import Edit, Span, Transcript


@pytest.mark.parametrize(("before", "after", "heard", "right"), [
    ("we asked Grock about it", "we asked Grok about it", "Grock", "Grok"),
    ("then GPD for came", "then GPT-4 came", "GPD for", "GPT-4"),
    ("they use cloud a lot", "they use Claude a lot", "cloud", "Claude"),
    ("at space X, today", "at SpaceX, today", "space X", "SpaceX"),
    ("so open ai says", "so OpenAI says", "open ai", "OpenAI"),
    ("like grok.", "like Grok.", "grok", "Grok"),
    ("an “Aditia” here", "an “Aditya” here", "Aditia", "Aditya"),
])
def test_a_rewritten_name_teaches_a_pair(before: str, after: str, heard: str, right: str) -> None:
    assert lesson_of(before, after) == Lesson(heard, right)


@pytest.mark.parametrize(("before", "after"), [
    ("their is one", "there is one"),
    ("so, we go", "so we go"),
    ("we we go", "we go"),
    ("the company said", "Tesla said"),
    ("it is late", "it is very late"),
    ("same", "same"),
    ("one two three four five six", "One Two Three Four Five Six"),
    ("", "Grok"),
    ("a. the end", "a. The end"),
    ("Grock is new", "Grok is new"),  # a capital at the start of a sentence says nothing
])
def test_other_edits_teach_nothing(before: str, after: str) -> None:
    assert lesson_of(before, after) is None


def test_a_word_typed_letter_by_letter_is_judged_when_it_is_whole() -> None:
    review = Review(Transcript.of_lines(["we asked Grock today", "Grock again, and grock"]))
    hand = HandEdits(review)
    review.listen(lambda change: hand.typed(change.runs) if change.origin == "typing" else hand.forget())
    for text in ("we asked  today", "we asked G today", "we asked Gr today", "we asked Gro today",
                 "we asked Grok today"):
        review.typed(0, 1, [text])
    assert hand.finished() == [Lesson("Grock", "Grok", 2)]
    assert hand.finished() == []


def test_what_was_undone_teaches_nothing() -> None:
    review = Review(Transcript.of_lines(["we asked Grock today"]))
    hand = HandEdits(review)
    review.listen(lambda change: hand.typed(change.runs) if change.origin == "typing" else hand.forget())
    review.typed(0, 1, ["we asked Grok today"])
    review.undo()
    assert hand.finished() == []


def test_one_change_teaches_each_pair_once() -> None:
    review = Review(Transcript.of_lines(["ask Grock", "ask Grock"]))
    change = review.replace({1: [Edit(Span(4, 9), "Grok")], 2: [Edit(Span(4, 9), "Grok")]}, "replace")
    assert change is not None
    assert lessons(change.runs) == [Lesson("Grock", "Grok")]
