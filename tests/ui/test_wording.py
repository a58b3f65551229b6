"""How a suggestion is put into words."""

from editor.review import Mark, Verdict
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span
from editor.ui import wording


def mark(original: str, replacement: str) -> Mark:
    suggestion = Suggestion(1, 0, Span(0, len(original)), original, (replacement,), Kind.SPEECH, "speech.filler", 0.9)
    return Mark(1, suggestion, suggestion.span)


def test_what_leaves_nothing_but_a_space_is_called_a_removal_before_and_after_it_is_accepted() -> None:
    for text in ("", " "):
        one = mark(", um, ", text)
        assert wording.after_of(one) == "(remove)"
        assert wording.after_of(one.settled(Verdict.ACCEPTED, text)) == "(remove)"
    assert wording.after_of(mark("", " ")) == " "
    assert wording.after_of(mark("the the", "the")) == "the"
