"""Sentences that recognisers invent: in the middle of speech, at the end, and where they were said."""

import pytest

from editor.suggest.speech.boilerplate import BoilerplateDetector
from editor.suggest.suggestion import Suggestion, Tier
from editor.transcript import Paragraph

SPEECH = "We walked down to the old mill because the path by the river was under water again that week. " * 3


def found(*texts: str, level: str = "light") -> list[Suggestion]:
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts)]
    detector = BoilerplateDetector(level)
    detector.load(paragraphs)
    return [s for p in paragraphs for s in detector.suggest(p)]


def mended(*texts: str, level: str = "light") -> list[str]:
    """Return the texts without what was found."""
    result = list(texts)
    for s in reversed(found(*texts, level=level)):
        assert s.span.of(texts[s.paragraph]) == s.original
        assert s.tier in (Tier.LIKELY, Tier.MAYBE)
        result[s.paragraph] = result[s.paragraph][: s.span.start] + result[s.paragraph][s.span.end :]
    return result


@pytest.mark.parametrize(("said", "meant"), [
    ("The mill was shut. Thanks for watching. So we turned back.", "The mill was shut. So we turned back."),
    ("The mill was shut. Subtitles by the Amara.org community", "The mill was shut."),
    ("thank you for watching", ""),
    ("Please like, share and subscribe! The mill was shut.", "The mill was shut."),
    ("Captions by Nordlys Media\nThe mill was shut.", "\nThe mill was shut."),
    ("It rained. www.example.org", "It rained."),
    ("It rained. So, see you in the next video. It rained on.", "It rained. It rained on."),
])
def test_what_nobody_said_is_taken_out_of_the_middle(said: str, meant: str) -> None:
    assert mended(said, SPEECH) == [meant, SPEECH]


@pytest.mark.parametrize("text", [
    "He told me to like and subscribe to everything.", "Thanks for watching the dog while I was out.",
    "She said “Thanks for watching.” and left.", "The poem was translated by hand.", "Subtitles by then were cheap.",
    "We kept watching the river.", "The captions by the door were in Welsh.", "What happened in the next video?",
])
def test_the_same_words_in_a_sentence_of_their_own_stay(text: str) -> None:
    assert mended(text, SPEECH, level="read-through") == [text, SPEECH]


def test_the_true_end_is_left_alone_unless_for_readers() -> None:
    end = "And that was our walk. Thanks for watching. Bye!"
    assert mended(SPEECH, end) == [SPEECH, end]
    assert mended(SPEECH, end, level="read-through") == [SPEECH, "And that was our walk. Bye!"]


def test_what_hosts_say_too_is_only_a_maybe() -> None:
    (suggestion,) = found("Like and subscribe. And now the weather.", SPEECH)
    assert suggestion.tier is Tier.MAYBE


def test_words_that_were_badly_heard_raise_the_confidence() -> None:
    text = "Thanks for watching. And now the weather."
    known = ((0, 6, 0.3), (7, 10, 0.4), (11, 19, 0.2), (21, 24, 0.99))
    detector = BoilerplateDetector()
    (badly,) = detector.suggest(Paragraph(1, text, word_probabilities=known))
    (unknown,) = detector.suggest(Paragraph(1, text))
    assert badly.confidence > unknown.confidence


def test_an_edit_moves_the_end() -> None:
    paragraphs = [Paragraph(0, SPEECH), Paragraph(1, "Thanks for watching."), Paragraph(2, SPEECH)]
    detector = BoilerplateDetector()
    detector.load(paragraphs)
    assert detector.suggest(paragraphs[1])
    detector.change([], [2])
    assert not detector.suggest(paragraphs[1])
    detector.load(paragraphs)
    detector.change([Paragraph(2, "Bye.", revision=1)], ())
    assert not detector.suggest(paragraphs[1])
