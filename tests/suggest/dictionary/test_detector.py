"""The dictionary detector: exact forms, listed forms, what is right already, what is left alone."""

from __future__ import annotations

import pytest

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.term import Dictionary, Match, Term
from editor.suggest.merge import merge
from editor.suggest.suggestion import LIKELY, Suggestion
from editor.transcript import Paragraph


def found(text: str, *terms: Term | str, least: float = LIKELY) -> dict[str, str]:
    """Return original -> replacement of what is offered at `least` or better."""
    return {s.original: s.replacement for s in suggestions(text, *terms) if s.confidence >= least}


def suggestions(text: str, *terms: Term | str) -> list[Suggestion]:
    detector = detector_of(*terms)
    paragraph = Paragraph(id=1, text=text)
    detector.load([paragraph])
    return merge(paragraph, detector.suggest(paragraph), detector.protected(paragraph))


def detector_of(*terms: Term | str) -> DictionaryDetector:
    entries = tuple(Term(term) if isinstance(term, str) else term for term in terms)
    return DictionaryDetector([Dictionary("test", entries)])


@pytest.mark.parametrize(("text", "term", "original", "replacement"), [
    ("we flew with space X today", "SpaceX", "space X", "SpaceX"),
    ("a box of H 100s arrived", "H100", "H 100s", "H100s"),
    ("the S.R. 71 was fast", "SR-71", "S.R. 71", "SR-71"),
    ("two cyber trucks passed", "Cybertruck", "cyber trucks", "Cybertrucks"),
    ("a space X's rocket", "SpaceX", "space X's", "SpaceX's"),
])
def test_spacing_case_and_punctuation(text: str, term: str, original: str, replacement: str) -> None:
    assert found(text, term) == {original: replacement}


def test_listed_forms_are_trusted() -> None:
    term = Term("Anthropic", heard_as=("and tropic",))
    assert found("we met And Tropic, twice", term, least=0.9) == {"And Tropic": "Anthropic"}


def test_a_listed_form_with_the_letters_of_its_term_is_trusted_too() -> None:
    assert found("we ate in the kitchen", "Kit Chen", least=0.2) == {}
    assert found("we ate in the kitchen", Term("Kit Chen", heard_as=("Kitchen",)), least=0.9) == {"kitchen": "Kit Chen"}


def test_amounts_are_what_they_say() -> None:
    terms = ("SK On", "10-Q", "H100")
    assert found("He ran a 10k on Sunday and came 5th of 100s", *terms, least=0.2) == {}


def test_what_is_right_is_protected_and_left_alone() -> None:
    detector = detector_of("SpaceX", "Tesla", "Elon Musk")
    paragraph = Paragraph(id=1, text="Tesla's plant, SpaceX and Elon Musk")
    spans = [span.of(paragraph.text) for span in detector.protected(paragraph)]
    assert sorted(spans) == ["Elon Musk", "SpaceX", "Tesla's"]
    assert detector.suggest(paragraph) == []


def test_never_words_hold() -> None:
    term = Term("Kubernetes", heard_as=("cooper netties",), never=("cooper netties", "kubernete"))
    assert found("the cooper netties and kubernete thing", term, least=0) == {}


def test_listed_only_terms_are_not_looked_for_by_sound() -> None:
    assert found("ask Antropic", "Anthropic", least=0.2) == {"Antropic": "Anthropic"}
    assert found("ask Antropic", Term("Anthropic", match=Match.LISTED), least=0.0) == {}
    assert found("ask ANTHROPIC", Term("Anthropic", match=Match.LISTED)) == {"ANTHROPIC": "Anthropic"}


def test_by_spelling() -> None:
    assert found("he took Metatrexate daily", "Methotrexate") == {"Metatrexate": "Methotrexate"}


def test_ordinary_words_are_left_alone() -> None:
    assert found("in trust we put the cause for all", "Rust", "Cars", "Ford") == {}


def test_knows_words_of_terms() -> None:
    detector = detector_of("Hitchhiker's Guide", "SpaceX")
    assert detector.knows("SpaceX")
    assert detector.knows("SpaceX's")
    assert detector.knows("Guide")
    assert not detector.knows("rocket")


def test_other_scripts_are_matched_exactly_and_english_sounds_stay_out() -> None:
    term = Term("特斯拉", heard_as=("特思拉",))
    assert found("我喜欢特思拉汽车", term, "SpaceX") == {"特思拉": "特斯拉"}
    assert found("我喜欢 space X 汽车公司的产品", "SpaceX") == {}
