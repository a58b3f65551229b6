"""A review: receive, accept, revert, ignore, split and join, with what each must never do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor import formats
from editor.review import Mark, Review, Verdict
from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Edit, Paragraph, Span, Transcript


def said(text: str, wrong: str = "Grock", right: str = "Grok", *, paragraph: int = 1, revision: int = 0,
         kind: Kind = Kind.DICTIONARY, start: int = 0) -> Suggestion:
    at = text.index(wrong, start)
    return Suggestion(paragraph, revision, Span(at, at + len(wrong)), wrong, (right,), kind, "test", 0.9)


TWO = "we use Grock now, Grock"


@pytest.fixture
def review() -> Review:
    review = Review(Transcript.of_lines([TWO, "x"]))
    assert review.receive(1, 0, [said(TWO), said(TWO, start=10)])
    return review


def verdicts(review: Review, paragraph: int = 1) -> list[Verdict]:
    return [m.verdict for m in review.marks_in(paragraph)]


def first(review: Review) -> Mark:
    return next(review.marks())


def again(review: Review, *suggestions: Suggestion, pending: frozenset[Kind] = frozenset()) -> bool:
    revision = review.transcript[0].revision
    return review.receive(1, revision, [replace(s, revision=revision) for s in suggestions], pending)


def test_accept_all_alike_is_one_step_and_undo_restores_text_and_decisions(review: Review) -> None:
    review.accept({mark.id: None for mark in review.alike(first(review))})
    assert review.transcript[0].text == "we use Grok now, Grok"
    assert review.counts[Verdict.ACCEPTED] == 2
    assert review.history.undo_label == "accept Grok ×2"
    review.undo()
    assert review.transcript[0].text == TWO
    assert review.transcript[0].revision == 0
    assert verdicts(review) == [Verdict.OPEN, Verdict.OPEN]
    review.redo()
    assert review.transcript[0].text == "we use Grok now, Grok"


def test_a_stale_result_is_dropped(review: Review) -> None:
    review.typed(0, 1, ["we use Grock"])
    assert not review.receive(1, 0, [said(TWO)])


def test_a_suggestion_about_other_text_is_not_taken(review: Review) -> None:
    assert again(review, Suggestion(1, 0, Span(0, 5), "Grock", ("Grok",), Kind.DICTIONARY, "test", 0.9))
    assert not review.marks_in(1)


def test_the_same_finding_keeps_its_mark(review: Review) -> None:
    before = [m.id for m in review.marks_in(1)]
    again(review, said(TWO), said(TWO, right="Grok 3", start=10))
    assert [m.id for m in review.marks_in(1)] == before
    assert review.marks_in(1)[1].suggestion.replacement == "Grok 3"


def test_what_was_rejected_is_not_raised_again_even_after_edits_around_it(review: Review) -> None:
    review.decide([first(review).id], Verdict.REJECTED)
    review.typed(0, 1, ["Now " + TWO])
    text = review.transcript[0].text
    again(review, said(text), said(text, start=14))
    assert verdicts(review) == [Verdict.REJECTED, Verdict.OPEN]


def test_nothing_is_raised_on_text_that_was_put_in(review: Review) -> None:
    review.accept({first(review).id: None})
    text = review.transcript[0].text
    again(review, said(text, "Grok", "Grock"), said(text, start=8))
    assert verdicts(review) == [Verdict.ACCEPTED, Verdict.OPEN]


def test_kinds_still_to_come_keep_what_they_said(review: Review) -> None:
    grammar = said(TWO, "use", "used", kind=Kind.GRAMMAR)
    again(review, said(TWO), grammar)
    kept = {m.suggestion.original: m.id for m in review.marks_in(1)}
    again(review, said(TWO), pending=frozenset({Kind.GRAMMAR}))
    assert {m.suggestion.original: m.id for m in review.marks_in(1)} == kept
    again(review, said(TWO, "we use", "we used"), pending=frozenset({Kind.GRAMMAR}))
    assert [m.suggestion.original for m in review.marks_in(1)] == ["we use"]


def test_of_two_that_overlap_only_one_is_put_in(review: Review) -> None:
    again(review, said(TWO), said(TWO, "use Grock", "use it"))
    review.accept({m.id: None for m in review.marks()})
    assert review.transcript[0].text == "we use it now, Grock"
    assert not review.counts[Verdict.EDITED], "nobody edited the other one by hand: it is gone"


def test_what_a_hand_edit_touched_is_never_applied(review: Review) -> None:
    mark = first(review)
    review.typed(0, 1, [TWO.replace("Grock", "Grck", 1)])
    after = review.mark(mark.id)
    assert after is not None
    assert after.verdict is Verdict.EDITED
    assert review.accept({mark.id: None}) is None
    assert review.reopen([mark.id]) is None
    assert review.revert([mark.id]) is None


def test_an_accepted_removal_comes_back_where_it_was() -> None:
    text = "so um uh yes"
    review = Review(Transcript.of_lines([text]))
    review.receive(1, 0, [said(text, "um ", ""), said(text, "uh ", "")])
    um, uh = review.marks()
    review.accept({um.id: None, uh.id: None})
    assert review.transcript[0].text == "so yes"
    review.revert([uh.id])
    assert review.transcript[0].text == "so uh yes"
    review.revert([um.id])
    assert review.transcript[0].text == text
    assert verdicts(review) == [Verdict.OPEN, Verdict.OPEN]
    assert review.history.undo_label == "revert um "


def test_an_accepted_text_that_was_edited_since_is_not_put_back(review: Review) -> None:
    mark = first(review)
    review.accept({mark.id: None})
    review.typed(0, 1, [review.transcript[0].text.replace("Grok ", "Grk ")])
    assert review.revert([mark.id]) is None


def test_all_parts_of_a_suggestion_are_put_in_and_back_together_or_none() -> None:
    review = Review(Transcript.of_lines(["it runs on space", "X today"]))
    whole = replace(said("it runs on space", "space", "SpaceX"), also=(Patch(2, Span(0, 2), "X ", ""),))
    review.receive(1, 0, [whole])
    mark = first(review)
    change = review.accept({mark.id: None})
    assert change is not None
    assert [p.text for p in review.transcript] == ["it runs on SpaceX", "today"]
    review.revert([mark.id])
    assert [p.text for p in review.transcript] == ["it runs on space", "X today"]
    review.typed(1, 1, ["x today"])
    assert review.accept({mark.id: None}) is None
    assert review.transcript[0].text == "it runs on space"


@pytest.mark.parametrize(("typed", "back"), [("today we talk", "X today we talk"), ("So today", None)])
def test_a_part_of_which_nothing_is_left_comes_back_before_the_words_that_stood_behind_it_or_not_at_all(
    tmp_path: Path, typed: str, back: str | None,
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("it runs on space\nX today\n", encoding="utf-8")
    review = Review(formats.read(path))
    one, two = review.transcript
    whole = replace(said("it runs on space", "space", "SpaceX", paragraph=one.id, revision=one.revision),
                    also=(Patch(two.id, Span(0, 2), "X ", ""),))
    review.receive(one.id, one.revision, [whole])
    (mark,) = review.marks()
    review.accept({mark.id: None})
    review.typed(1, 1, [typed])
    assert (review.revert([mark.id]) is not None) == (back is not None)
    assert [p.text for p in review.transcript] == (
        ["it runs on SpaceX", typed] if back is None else ["it runs on space", back])


def test_what_is_ignored_in_the_transcript_stays_silent_until_it_is_opened_again(review: Review) -> None:
    mark = first(review)
    review.ignore(mark)
    assert verdicts(review) == [Verdict.IGNORED, Verdict.IGNORED]
    assert review.alike_count(mark) == 0
    review.receive(2, 0, [])
    review.typed(1, 1, ["Grock"])
    review.receive(2, review.transcript[1].revision, [said("Grock", paragraph=2, revision=1)])
    assert not review.marks_in(2)
    review.reopen([mark.id])
    assert verdicts(review) == [Verdict.OPEN, Verdict.OPEN]
    assert review.ignored == frozenset()
    again(review, said(TWO), said(TWO, start=10))
    assert verdicts(review) == [Verdict.OPEN, Verdict.OPEN]
    review.undo()
    assert verdicts(review) == [Verdict.IGNORED, Verdict.IGNORED]
    assert len(review.ignored) == 1


def test_a_split_keeps_marks_with_their_text(review: Review) -> None:
    review.typed(0, 1, ["we use Grock", " now, Grock"])
    assert [m.span for m in review.marks_in(review.transcript[1].id)] == [Span(6, 11)]
    assert [m.span for m in review.marks_in(1)] == [Span(7, 12)]
    review.join(0, "")
    assert [m.span for m in review.marks_in(1)] == [Span(7, 12), Span(18, 23)]
    assert review.transcript[0].text == TWO


def test_a_split_through_a_mark_ends_it(review: Review) -> None:
    review.typed(0, 1, ["we use Gr", "ock now, Grock"])
    assert not review.marks_in(1)
    assert len(list(review.marks())) == 1


def test_a_line_put_in_before_leaves_the_others_alone(review: Review) -> None:
    review.typed(0, 1, ["new", TWO])
    assert review.transcript[1] == Paragraph(1, TWO)
    assert len(review.marks_in(1)) == 2


def test_a_split_cue_shares_out_its_time_and_a_join_takes_all_of_it() -> None:
    cues = [Paragraph(1, "one two", begin=0, end=8000), Paragraph(2, "three", begin=9000, end=10_000)]
    review = Review(Transcript(cues))
    review.typed(0, 1, ["one", "two"])
    assert [(p.begin, p.end) for p in review.transcript] == [(0, 4000), (4000, 8000), (9000, 10_000)]
    review.typed(0, 3, ["onetwothree"])
    assert [(p.begin, p.end) for p in review.transcript] == [(0, 10_000)]
    review.undo()
    review.join(1)
    assert [(p.begin, p.end) for p in review.transcript] == [(0, 4000), (4000, 10_000)]


def test_blank_lines_between_what_is_joined_leave_nothing_behind() -> None:
    review = Review(Transcript.of_lines(["we use Grock and", "", "", "the mill, Grock", "end"]))
    review.receive(1, 0, [said("we use Grock and", "Grock", "Grok")])
    review.receive(4, 0, [said("the mill, Grock", "Grock", "Grok", paragraph=4)])
    assert review.join(0, count=9) is None
    review.join(0, count=4)
    assert [p.text for p in review.transcript] == ["we use Grock and the mill, Grock", "end"]
    assert [m.span for m in review.marks_in(1)] == [Span(7, 12), Span(27, 32)]
    review.undo()
    assert len(review.transcript) == 5
    assert [m.span for m in review.marks_in(4)] == [Span(10, 15)]


def test_edits_that_overlap_or_lie_outside_are_passed_over() -> None:
    review = Review(Transcript.of_lines(["abcdef"]))
    review.replace({1: [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y"), Edit(Span(4, 9), "z")], 7: []}, "replace")
    assert review.transcript[0].text == "xdef"
    assert review.replace({1: [Edit(Span(0, 1), "x")]}, "replace") is None


def test_an_empty_transcript_can_be_typed_into() -> None:
    review = Review(Transcript())
    review.typed(0, 0, ["a", "b"])
    assert [p.text for p in review.transcript] == ["a", "b"]
    review.undo()
    assert not len(review.transcript)


def test_accepted_only_by_accepting() -> None:
    with pytest.raises(ValueError, match="accepted"):
        Review(Transcript()).decide([], Verdict.ACCEPTED)
