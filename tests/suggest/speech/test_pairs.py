"""Pairs of original and translation, and numbers as values."""

import re

import pytest

from editor.suggest.speech.numbers import numbers
from editor.suggest.speech.pair_names import confirmed, corrections
from editor.suggest.speech.pairs import PairDetector, pairs_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

ORIGINAL = "We sold twenty thousand lamps in May, and our shop in Kopenhagen, the Lampen hus, made 3,500 more of them."
TRANSLATION = "我们五月卖了三万盏灯，我们在 Copenhagen 的店 Lampenhus 又做了3,500盏。"


def found(original: str, translation: str) -> tuple[list[Suggestion], list[Suggestion]]:
    paragraphs = [Paragraph(1, original), Paragraph(2, translation)]
    detector = PairDetector()
    detector.load(paragraphs)
    return detector.suggest(paragraphs[0]), detector.suggest(paragraphs[1])


def test_disagreeing_numbers_are_flagged_in_the_translation() -> None:
    _, lower = found(ORIGINAL, TRANSLATION)
    numbers_only = [s for s in lower if s.title == "Numbers disagree"]
    assert [(s.original, s.replacements) for s in numbers_only] == [("三万", ())]
    assert numbers_only[0].reasons == ("here “三万” (30,000), in the original “twenty thousand” (20,000)",)


def test_a_name_is_offered_as_the_translation_writes_it() -> None:
    upper, _ = found(ORIGINAL, TRANSLATION)
    assert ("Lampen hus", "Lampenhus") in [(s.original, s.replacement) for s in upper]
    assert ("Kopenhagen", "Copenhagen") in [(s.original, s.replacement) for s in upper]


def test_what_agrees_raises_nothing() -> None:
    assert found("We sold twenty thousand lamps in May, and the shop in Paris made 3,500 of them.",
                 "我们五月卖了两万盏灯，Paris 的店做了3500盏。") == ([], [])


def test_pairs_need_two_languages_side_by_side() -> None:
    texts = [ORIGINAL, TRANSLATION, "", "And then it was over for us, and that is all.", "", "", "", TRANSLATION]
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts, 1)]
    assert [(p.original, p.translation) for p in pairs_of(paragraphs)] == [(1, 2)]


def test_a_name_in_front_of_a_number_is_a_name_too() -> None:
    upper, lower = found("So we had Grock three in the barn, and it was never any better.",
                         "我们在谷仓里有 Grok 3，它从来没有更好。")
    assert [(s.original, s.replacement) for s in upper] == [("Grock", "Grok")]
    assert lower == []


def test_spaces_alone_are_put_right_in_the_original_only() -> None:
    upper, lower = found("We made the cyber truck in the barn for all of us.", "我们在谷仓里为大家做了 Cybertruck。")
    assert [(s.original, s.replacement) for s in upper] == [("cyber truck", "Cybertruck")]
    assert lower == []


def test_words_of_a_translation_in_latin_letters_are_no_names() -> None:
    assert found("In the Summer we were in the old House by the Water, and it was good for all of us.",
                 "Im Sommer waren wir in dem alten Haus bei dem Wasser, und es war gut für uns alle.") == ([], [])
    upper, _ = found("In the Summer the Cyber Mill was good for all of us, and it is still there.",
                     "Im Sommer war die CyberMill gut für uns alle, und sie ist noch immer da.")
    assert [(s.original, s.replacement) for s in upper] == [("Cyber Mill", "CyberMill")]


class Listed:
    """A dictionary that knows where "Lampenhus" is right and nothing else."""

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        return []

    def protected(self, paragraph: Paragraph) -> list[Span]:
        return [Span(m.start(), m.end()) for m in re.finditer("Lampenhus", paragraph.text)]


def test_what_a_dictionary_says_is_right_stands_on_either_side() -> None:
    paragraphs = [Paragraph(1, "The Lampenhus was closed for all of the winter."),
                  Paragraph(2, "Lampen Hus 整个冬天都关闭了。")]
    detector = PairDetector(Listed())
    detector.load(paragraphs)
    assert detector.suggest(paragraphs[0]) == []
    below, = detector.suggest(paragraphs[1])
    assert (below.original, below.replacement, below.confidence) == ("Lampen Hus", "Lampenhus", 0.8)
    assert below.alike == "dictionary\tlampen hus\tLampenhus", "one of those alike of the dictionary"


def misheard(text: str, heard: str, confidence: float) -> Suggestion:
    at = text.index(heard)
    return Suggestion(1, 0, Span(at, at + len(heard)), heard, ("Grok",), Kind.DICTIONARY, "dictionary", confidence)


@pytest.mark.parametrize(("below", "surer"), [
    ("Grok 是新的。", [True, True]), ("Grok 和 Grok 2。", [True, True]), ("Groks 是新的。", [False, False]),
    ("新的。", [False, False]),
])
def test_a_term_is_surer_where_the_translation_writes_it(below: str, surer: list[bool]) -> None:
    text = "The rock was new, and Grock was old."
    before = [misheard(text, "rock", 0.1), misheard(text, "Grock", 0.6)]
    after = confirmed(text, below, before)
    assert [b.confidence > a.confidence for a, b in zip(before, after, strict=True)] == surer
    assert all((b.reasons == ("the translation writes “Grok”",)) is s for b, s in zip(after, surer, strict=True))
    if "和" in below:
        assert after[0].confidence == pytest.approx(0.5), "two are named: both places are as likely for it"
    assert confirmed(f"Grok. Grok. {text}", below, before) == before, "the original has it as often"


@pytest.mark.parametrize(("before", "after", "made"), [
    ("we had Grock in it", "we had Grok in it", {"Grock": "Grok"}),
    ("the GPD for all of us", "the GPT-4 all of us", {"GPD for": "GPT-4"}),
    ("Grock three was new", "Grok 3 was new", {"Grock three": "Grok 3", "Grock": "Grok"}),
    ("it was there", "it were there", {}),
    ("we had it", "we had it", {}),
])
def test_what_was_put_right(before: str, after: str, made: dict[str, str]) -> None:
    assert corrections(before, after) == made


def test_a_pair_follows_edits_and_ends_with_a_side() -> None:
    detector = PairDetector()
    one, two = Paragraph(1, ORIGINAL), Paragraph(2, TRANSLATION)
    detector.load([one, two])
    fixed = Paragraph(2, TRANSLATION.replace("三万", "两万"), revision=1)
    detector.change([fixed], ())
    assert [s for s in detector.suggest(fixed) if s.title == "Numbers disagree"] == []
    detector.change([], [1])
    assert detector.suggest(fixed) == []


def test_what_is_mended_in_the_original_is_offered_in_the_translation_and_taken_back_with_it() -> None:
    one = Paragraph(
        1, "Our friends at space X tried Grock, and the people like Grock's answers more than G55, they say.")
    two = Paragraph(2, "我们在space X的朋友试了Grock，大家说比起G55更喜欢Grock的回答，他们是这么说的。")
    detector = PairDetector()
    detector.load([one, two])
    mended = Paragraph(1, one.text.replace("space X", "SpaceX").replace("Grock", "Grok").replace("G55", "GPT-5"), 1)
    detector.change([mended], ())
    assert list(detector.related()) == [2]
    offered = [(s.original, s.replacement) for s in detector.suggest(two) if s.confidence > 0.8]
    assert offered == [("space X", "SpaceX"), ("Grock", "Grok"), ("G55", "GPT-5"), ("Grock", "Grok")]
    detector.change([Paragraph(1, one.text, revision=2)], ())
    assert [s for s in detector.suggest(two) if s.confidence > 0.8] == []


def test_ordinary_words_and_new_sentences_are_not_carried_over() -> None:
    one, two = Paragraph(1, "We was there in May, and the band played on, they say."), Paragraph(
        2, "Wir waren im Mai dort, was für die Band and ihre Fans gut war, sagt man.")
    detector = PairDetector()
    detector.load([one, two])
    detector.change([Paragraph(1, one.text.replace("was", "were").replace("and the band", "when the band"), 1)], ())
    assert detector.suggest(two) == []


@pytest.mark.parametrize(("text", "values"), [
    ("20,000 of them", [20000]), ("a hundred thousand chips", [100000]), ("half a million", [500000]),
    ("two million five hundred thousand", [2500000]), ("50万", [500000]), ("一百万", [1000000]), ("三千五百", [3500]),
    ("3.5 million", [3500000]), ("90%", [90]), ("H 100s and G55", []), ("one of two", []), ("version 3.5.1", []),
])
def test_what_a_number_says(text: str, values: list[float]) -> None:
    assert [n.value for n in numbers(text)] == values
