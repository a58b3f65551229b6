"""Doubled words, loops and false full stops, on sentences written for these tests."""

import pytest

from editor.suggest.detector import Detector
from editor.suggest.speech import detectors
from editor.suggest.speech.loop import LoopDetector
from editor.suggest.speech.repeat import RepeatDetector
from editor.suggest.speech.stop import StopDetector
from editor.transcript import Paragraph


def mended(detector: Detector, text: str) -> str:
    """Return the text with every suggestion of the detector applied."""
    paragraph = Paragraph(1, text)
    detector.load([paragraph])
    for suggestion in reversed(detector.suggest(paragraph)):
        assert suggestion.span.of(text) == suggestion.original
        text = text[: suggestion.span.start] + suggestion.replacement + text[suggestion.span.end :]
    return text


@pytest.mark.parametrize(("said", "meant"), [
    ("We went to to the harbour.", "We went to the harbour."),
    ("So when we, when we met her it rained.", "So when we met her it rained."),
    ("It's. It's a kind of lamp.", "It's a kind of lamp."),
    ("And then the. The, the, the ferry left.", "And then the ferry left."),
    ("Where do you. Where do you live now?", "Where do you live now?"),
    ("He paints boats boats for a living.", "He paints boats for a living."),
])
def test_one_copy_stays(said: str, meant: str) -> None:
    assert mended(RepeatDetector(), said) == meant


@pytest.mark.parametrize("text", [
    "There were many, many boats.", "No, no, that is mine.", "Bye bye, see you.", "I know that that is hard.",
    "She had had enough.", "Hello. Hello. Hello.", "What it is is a lamp.", "It was very very cold.",
    "Ten ten in the morning.", "电力电力，我们正在正在训练。",
])
def test_what_people_double_on_purpose_is_kept(text: str) -> None:
    assert mended(RepeatDetector(), text) == text


def test_a_loop_keeps_one_sentence_and_what_is_around_it() -> None:
    said = "We talked. I like the blue one best. I like the blue one best. I like the blue one best. Then we left."
    assert mended(LoopDetector(), said) == "We talked. I like the blue one best. Then we left."


@pytest.mark.parametrize("text", [
    "Hello. Hello. Hello. Hello, hello.", "Okay. Okay. Okay. Okay.",
    "We walked along the river. We walked along the river and sat down.",
])
def test_sound_checks_and_two_copies_are_no_loops(text: str) -> None:
    assert mended(LoopDetector(), text) == text


@pytest.mark.parametrize(("said", "meant"), [
    ("We are painting our. Boat and the pier.", "We are painting our boat and the pier."),
    ("It was closed because. It rained all day.", "It was closed because it rained all day."),
    ("We saw the harbour of. You know, that town.", "We saw the harbour of, you know, that town."),
    ("I think it's. We should ask her.", "I think it's – we should ask her."),
    ("I met Anna and Anna said the. Anna you know is late.", "I met Anna and Anna said the Anna you know is late."),
])
def test_a_false_stop_is_joined(said: str, meant: str) -> None:
    assert mended(StopDetector(), said) == meant


@pytest.mark.parametrize("text", [
    "I like this one. It is blue.", "We came in. And then it rained.", "Dr. Smith and S. R. Jones came.",
    "He said he won't. No way.", "The car is 3.5 metres long.", "She arrived in May. So did I.",
])
def test_true_ends_of_sentences_stay(text: str) -> None:
    assert mended(StopDetector(), text) == text


def test_verbatim_leaves_what_was_said() -> None:
    names = {detector.name for detector in detectors("verbatim")}
    assert "speech.repeat" not in names
    assert {"speech.loop", "speech.stop"} <= names
    assert "speech.repeat" in {detector.name for detector in detectors("light")}
