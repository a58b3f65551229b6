"""Doubled words, loops and false full stops, on sentences written for these tests."""

import pytest

from editor.suggest.detector import Detector
from editor.suggest.speech import detectors
from editor.suggest.speech.loop import LoopDetector
from editor.suggest.speech.question import QuestionDetector
from editor.suggest.speech.repeat import RepeatDetector
from editor.suggest.speech.restart import RestartDetector
from editor.suggest.speech.stop import StopDetector
from editor.suggest.speech.tokens import tokens
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


@pytest.mark.parametrize(("said", "meant"), [
    ("it might be\nbe late again", "it might\nbe late again"),
    ("then we went\nwe went ashore", "then\nwe went ashore"),
    ("so I\nthink I think it rained", "so\nI think it rained"),
    ("so I think I\nthink it rained", "so I\nthink it rained"),  # the kept copy holds a break itself
    ("to\nto the harbour", "to the harbour"),  # a line of nothing else goes with its word
    ("far out\nto\nto the harbour", "far out\nto the harbour"),
])
def test_the_lines_of_a_cue_stay_lines(said: str, meant: str) -> None:
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


@pytest.mark.parametrize(("said", "meant"), [
    ("I think it, it's a good boat.", "I think it's a good boat."),
    ("But the. We're, we kept asking them.", "But the. We kept asking them."),
    ("And it says, it's like a mirror.", "And it's like a mirror."),
    ("They. They've sold the farm.", "They've sold the farm."),
])
def test_a_false_start_gives_way_to_what_was_meant(said: str, meant: str) -> None:
    assert mended(RestartDetector(), said) == meant


@pytest.mark.parametrize("text", [
    "Do not go there. There's ice on it.", "Like I said, I'm fine.", "I saw it. It's blue.", "She, he and they came.",
])
def test_no_false_start_across_a_real_end(text: str) -> None:
    assert mended(RestartDetector(), text) == text


@pytest.mark.parametrize(("said", "meant"), [
    ("So what do you grow in winter. Mostly kale.", "So what do you grow in winter? Mostly kale."),
    ("Do you think the bridge will hold.", "Do you think the bridge will hold?"),
    ("How is the harvest this year. Good.", "How is the harvest this year? Good."),
])
def test_a_question_gets_its_mark(said: str, meant: str) -> None:
    assert mended(QuestionDetector(), said) == meant


@pytest.mark.parametrize("text", [
    "What I want is a rest.", "When we met it rained.", "Had I known that I would wait.",
    "What is it is a lamp, I think.",
])
def test_statements_are_not_asked(text: str) -> None:
    assert mended(QuestionDetector(), text) == text


@pytest.mark.parametrize(("said", "meant"), [
    ("Our roads are more fragile. Than we think.", "Our roads are more fragile than we think."),
    ("I read about the miners. Who were paid in salt.", "I read about the miners who were paid in salt."),
    ("We left. So. Another day went by.", "We left. So another day went by."),
    ("They moved into. Germany and stayed.", "They moved into Germany and stayed."),
    ("It seems. Remarkably quiet here.", "It seems remarkably quiet here."),
    ("We stayed home. Because it rained all day.", "We stayed home because it rained all day."),
])
def test_a_fragment_is_joined_to_its_sentence(said: str, meant: str) -> None:
    assert mended(StopDetector(), said) == meant


@pytest.mark.parametrize("text", [
    "I asked Anna. Who are you?", "It was late. Because it rained, we stayed.", "We talked. Whether it works?",
    "He laughed. To be fair, she laughed too.",
])
def test_what_stands_alone_is_no_fragment(text: str) -> None:
    assert mended(StopDetector(), text) == text


def test_equal_probabilities_are_told_as_a_reason() -> None:
    said = "We like the blue one. We like the blue one. We like the blue one."
    words = tokens(said)
    sure = tuple((w.start, w.end, (0.2, 0.4, 0.3, 0.5, 0.6)[n % 5]) for n, w in enumerate(words))
    (found,) = LoopDetector().suggest(Paragraph(1, said, word_probabilities=sure))
    assert "probabilities" in found.reasons[1]
    (unsure,) = LoopDetector().suggest(Paragraph(1, said))
    assert len(unsure.reasons) == 1
