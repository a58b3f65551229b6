"""Fillers by level, and names written in two ways, on sentences written for these tests."""

import pytest

from editor.suggest.speech.consistency import ConsistencyDetector
from editor.suggest.speech.filler import FillerDetector
from editor.transcript import Paragraph


def mended(level: str, text: str) -> str:
    """Return the text without the fillers of a level."""
    for suggestion in reversed(FillerDetector(level).suggest(Paragraph(1, text))):
        text = text[: suggestion.span.start] + suggestion.replacement + text[suggestion.span.end :]
    return text


@pytest.mark.parametrize(("level", "said", "meant"), [
    ("light", "We, uh, stayed at home.", "We stayed at home."),
    ("light", "We stayed um at home.", "We stayed at home."),
    ("light", "He called twice, um, but we had left.", "He called twice, but we had left."),
    ("light", "And, uh, we left.", "And we left."),
    ("light", "It fell from, uh, nine to six.", "It fell from nine to six."),
    ("clean", "It is the price of. You know, oil and gas.", "It is the price of oil and gas."),
    ("light", "It is the price of. Um, oil and gas.", "It is the price of oil and gas."),
    ("clean", "They asked the. You know, we all did.", "They asked the – we all did."),
    ("clean", "It was late. You know, the shops close.", "It was late. The shops close."),
    ("read-through", "I never had a cold, so, nothing to tell.", "I never had a cold, nothing to tell."),
    ("light", "Um we stayed.", "We stayed."),
    ("light", "It was, you know, late.", "It was, you know, late."),
    ("clean", "It was, you know, late.", "It was late."),
    ("clean", "I mean, it works, you know.", "It works."),
    ("clean", "Well, it was late.", "Well, it was late."),
    ("read-through", "Well, it was late.", "It was late."),
    ("read-through", "The bay is large, right? We came by boat.", "The bay is large. We came by boat."),
    ("read-through", "Is the bay large, right? We came by boat.", "Is the bay large, right? We came by boat."),
    ("read-through", "So he said, okay, let us go.", "So he said, okay, let us go."),
    ("read-through", "And it's like, well, who knows.", "And it's like, well, who knows."),
    ("read-through", "You might say so, well. I never did.", "You might say so, well. I never did."),
])
def test_a_level_takes_out_its_fillers(level: str, said: str, meant: str) -> None:
    assert mended(level, said) == meant


@pytest.mark.parametrize("text", [
    "Do you know the way?", "I mean it.", "People like you are rare.", "She said “you know, it is late” and left.",
    "This is kind of you.", "电力，you know，我们在这里。",
])
def test_words_that_mean_something_stay(text: str) -> None:
    assert mended("read-through", text) == text


def test_a_name_with_a_capital_inside_wins_everywhere_as_one_decision() -> None:
    paragraphs = [Paragraph(1, "We flew with BlueJet, and blue jet was late."), Paragraph(2, "I like Blue Jet a lot.")]
    detector = ConsistencyDetector()
    detector.load(paragraphs)
    found = [s for p in paragraphs for s in detector.suggest(p)]
    assert [(s.original, s.replacement) for s in found] == [("blue jet", "BlueJet"), ("Blue Jet", "BlueJet")]
    assert len({s.alike for s in found}) == 1
    detector.change([Paragraph(1, "We flew, and blue jet was late.", revision=1)], ())
    assert detector.suggest(paragraphs[1]) == []
