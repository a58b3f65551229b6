"""A review: accept, undo, typing across paragraphs."""

from editor.review import Review, Verdict
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span, Transcript


def grok(start: int) -> Suggestion:
    return Suggestion(1, 0, Span(start, start + 5), "Grock", ("Grok",), Kind.DICTIONARY, "dictionary.sound", 0.9)


def test_accept_all_alike_is_one_step_and_undo_restores_text_and_decisions():
    review = Review(Transcript.of_lines(["we use Grock now, Grock", "x"]))
    assert review.receive(1, 0, [grok(7), grok(18)])
    first = review.marks_in(1)[0]
    review.accept({mark.id: None for mark in review.alike(first)})
    assert review.transcript[0].text == "we use Grok now, Grok"
    assert review.counts[Verdict.ACCEPTED] == 2
    assert review.history.undo_label == "accept Grok ×2"
    review.undo()
    assert review.transcript[0].text == "we use Grock now, Grock"
    assert [m.verdict for m in review.marks_in(1)] == [Verdict.OPEN, Verdict.OPEN]
    review.redo()
    assert review.transcript[0].text == "we use Grok now, Grok"


def test_a_stale_result_is_dropped():
    review = Review(Transcript.of_lines(["we use Grock now, Grock"]))
    review.typed(0, 1, ["we use Grock now"])
    assert not review.receive(1, 0, [grok(7)])


def test_a_split_keeps_marks_with_their_text():
    review = Review(Transcript.of_lines(["we use Grock now, Grock", "x"]))
    review.receive(1, 0, [grok(7), grok(18)])
    review.typed(0, 1, ["we use Grock", " now, Grock"])
    assert [m.span for m in review.marks_in(review.transcript[1].id)] == [Span(6, 11)]
