"""Loops inside a paragraph, through several cues, and those that a recogniser's probabilities give away."""

import json
from pathlib import Path

import pytest

from editor.formats.files import read, write
from editor.review import Review
from editor.suggest.speech.loop import LoopDetector
from editor.suggest.speech.tokens import tokens
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph


def found(paragraphs: list[Paragraph], level: str = "light") -> list[Suggestion]:
    detector = LoopDetector(level)
    detector.load(paragraphs)
    return [s for p in paragraphs for s in detector.suggest(p)]


def mended(*texts: str, level: str = "light") -> list[str]:
    """Return the texts of paragraphs with every loop collapsed."""
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts)]
    result = list(texts)
    for s in reversed(found(paragraphs, level)):
        assert s.span.of(texts[s.paragraph]) == s.original
        result[s.paragraph] = (result[s.paragraph][: s.span.start] + s.replacement
                               + result[s.paragraph][s.span.end :])
    return result


@pytest.mark.parametrize(("said", "meant"), [
    ("Or is it is it is it ready for the winter?", "Or is it ready for the winter?"),
    ("I never meant to sell it. I'm. I never meant to sell it. It went so fast.",
     "I never meant to sell it. It went so fast."),
])
def test_stumbling_is_a_loop_too_but_not_for_a_verbatim_text(said: str, meant: str) -> None:
    assert mended(said) == [meant]
    assert mended(said, level="verbatim") == [said]


@pytest.mark.parametrize("text", [
    "Hello. Hello. Hello.", "Testing one two three. Testing one two three. Testing one two three.",
    "Can you hear me? Can you hear me? Can you hear me?", "No, no, no. No, no, no. No, no, no.",
    "It went on and on and on and on and on for hours.", "Move it, move it, move it, he said.",
    "Round and round and round and round and round it goes.", "It rained. It rained. It rained.",
    "We will, we will, we will see about it.", "One for me, one for you, one for her, one for him.",
    "♪ we are all going home we are all going home we are all going home ♪",
    "Was it late at night? Yes. Was it late at night?", "Let it be let it be let it be.",
])
def test_what_is_said_again_on_purpose_is_no_loop(text: str) -> None:
    assert mended(text) == [text]


def test_a_crowd_that_shouts_is_not_called_sure() -> None:
    (shouted,) = found([Paragraph(1, "Let us in at once! Let us in at once! Let us in at once!")])
    assert shouted.confidence < 0.9


@pytest.mark.parametrize(("cues", "kept"), [
    (["We left early.", "I was not so sure.", "I was not so sure.", "I was not so sure.", "And you?"],
     ["We left early.", "I was not so sure.", "", "", "And you?"]),
    (["So you turn it to the", "left you turn it to the left", "you turn it to the left and stop."],
     ["So you turn it to the", "left", "and stop."]),
    (["Then she came in late.", "", "Then she came in late.", "", "Then she came in late. Nobody knew."],
     ["Then she came in late.", "", "", "", "Nobody knew."]),
    (["Take care.", "Take care.", "Take care.", "Take care."], ["Take care.", "", "", ""]),
    (["Take care.", "Take care.", "Take care."], ["Take care.", "Take care.", "Take care."]),
    (["Hello hello.", "Hello hello.", "Hello hello.", "Hello hello."], ["Hello hello."] * 4),
    (["Okay."] * 6, ["Okay."] * 6),
    (["I was not so sure.", "I was not so sure."], ["I was not so sure.", "I was not so sure."]),
])
def test_a_loop_through_cues_keeps_the_first_copy_where_it_stands(cues: list[str], kept: list[str]) -> None:
    assert mended(*cues) == kept


def test_all_parts_of_a_loop_through_cues_are_settled_by_one_decision() -> None:
    suggestions = found([Paragraph(n, "We do not know that yet.") for n in range(5)])
    assert len(suggestions) == 4
    assert len({s.alike for s in suggestions}) == 1


def test_an_edit_ends_a_loop_and_brings_it_back() -> None:
    texts = [f"This is cue {word} of many." for word in "one two three four five six seven".split()]
    texts[2:5] = ["I was not so sure of it."] * 3
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts)]
    detector = LoopDetector()
    detector.load(paragraphs)
    assert [p.id for p in paragraphs if detector.suggest(p)] == [3, 4]
    detector.change([Paragraph(3, "Something else was said.", revision=1)], ())
    assert not any(detector.suggest(p) for p in paragraphs)
    detector.change([Paragraph(3, texts[3], revision=2)], ())
    assert [p.id for p in paragraphs if detector.suggest(p)] == [3, 4]
    detector.change([], [4])
    assert not any(detector.suggest(p) for p in paragraphs)


def test_a_very_long_loop_stays_one_loop_when_its_middle_is_edited() -> None:
    paragraphs = [Paragraph(n, "I was not so sure of it at all.") for n in range(200)]
    detector = LoopDetector()
    detector.load(paragraphs)
    detector.change([Paragraph(100, "I was not so sure of it at all!", revision=1)], ())
    assert [p.id for p in paragraphs if not detector.suggest(p)] == [0]


@pytest.mark.parametrize(("values", "loop"), [
    ([0.61, 0.2, 0.43, 0.9] * 2, True),
    ([0.61, 0.2, 0.43, 0.9, 0.62, 0.21, 0.43, 0.9], False),
    ([0.99] * 8, False),
])
def test_two_copies_are_a_loop_where_the_recogniser_was_exactly_as_sure(values: list[float], loop: bool) -> None:
    text = "The river froze early. The river froze early. We stayed."
    known = tuple((w.start, w.end, p) for w, p in zip(tokens(text), values, strict=False))
    suggestions = found([Paragraph(1, text, word_probabilities=known)])
    assert [s.replacement for s in suggestions] == (["The river froze early"] if loop else [])
    if loop:
        assert "probabilities" in suggestions[0].reasons[1]


def test_the_copy_that_stays_keeps_the_times_of_what_was_said_first(tmp_path: Path) -> None:
    said = "we like the blue one we like the blue one we like the blue one and go".split()
    words = [{"word": f" {word}", "start": n, "end": n + 0.5} for n, word in enumerate(said)]
    file = tmp_path / "talk.json"
    file.write_text(json.dumps({"segments": [
        {"start": 0, "end": 18, "text": " " + " ".join(said), "words": words}]}), encoding="utf-8")
    review = Review(read(file))
    (paragraph,) = review.transcript
    detector = LoopDetector()
    review.receive(paragraph.id, paragraph.revision, detector.suggest(paragraph))
    review.accept({m.id: None for m in review.marks()})
    write(review.transcript, tmp_path / "out.json")
    (segment,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["segments"]
    assert [(w["word"], w["start"]) for w in segment["words"]] == [
        (" we", 0), (" like", 1), (" the", 2), (" blue", 3), (" one", 4), (" and", 15), (" go", 16)]
