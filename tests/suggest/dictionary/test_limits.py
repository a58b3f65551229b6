"""Bad input: strange terms, huge dictionaries, strange texts. Nothing hangs, nothing raises, limits are said."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.forms import MOST_TERMS
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import LIKELY, SURE
from editor.transcript import Paragraph


def detector_of(*texts: str) -> DictionaryDetector:
    return DictionaryDetector([Dictionary("t", tuple(Term(text) for text in texts))])


def offered(detector: DictionaryDetector, text: str, least: float = LIKELY) -> list[tuple[str, str]]:
    paragraph = Paragraph(id=1, text=text)
    detector.load([paragraph])
    return [(s.original, s.replacement) for s in detector.suggest(paragraph) if s.confidence >= least]


def test_a_term_of_one_letter_is_never_looked_for_by_sound() -> None:
    assert offered(detector_of("X", "R"), "are you our ex, and why see the sea", 0.05) == []


def test_a_term_of_ten_thousand_letters() -> None:
    assert offered(detector_of("ab" * 5000), "abab and ab", 0.05) == []


def test_a_term_of_digits() -> None:
    assert offered(detector_of("747", "1984"), "in seven days for 19 people", SURE) == []


def test_empty_terms_and_texts() -> None:
    assert offered(detector_of("", "   ", "...", "—"), "some text ... here", 0.05) == []
    assert offered(detector_of("Grok"), "", 0.05) == []
    assert offered(detector_of(), "some text", 0.05) == []


def test_duplicates_are_one_term() -> None:
    detector = detector_of("Anthropic", "Anthropic", " Anthropic ")
    assert offered(detector, "we asked Antropic today") == [("Antropic", "Anthropic")]


def test_a_term_that_is_a_common_word_replaces_no_other_common_word() -> None:
    text = "the cars and the modal of rust, because a model"
    assert offered(detector_of("Cause", "Model", "Trust"), text, LIKELY) == []


@pytest.mark.parametrize("term", ["Москва", "東京", "مرحبا", "Ελλάδα", "नमस्ते"])
def test_other_scripts_are_exact_only(term: str) -> None:
    assert offered(detector_of(term), "Moscow and Tokyo, marhaba and Ellada", 0.05) == []
    other = DictionaryDetector([Dictionary("t", (Term("Right", heard_as=(term,)),))])
    assert offered(other, f"here {term} stands") == [(term, "Right")]


@pytest.mark.parametrize("text", [
    "\x00\x00", "\ud800 lone", "a" * 100_000, "🎈" * 500, ". , ; " * 500, "1 2 3 4 5 6 7 8 9 " * 300,
    "I I I I I I " * 300,
])
def test_strange_texts(text: str) -> None:
    detector = detector_of("Grok", "GPT-4", "SpaceX")
    for suggestion in offered(detector, text, 0.05):
        assert suggestion[0] in text


def test_too_many_terms_are_refused_with_a_reason() -> None:
    many = tuple(Term(f"Nomen{number}") for number in range(MOST_TERMS + 5))
    detector = DictionaryDetector([Dictionary("t", many[:50])])
    assert detector.notice == ""
    from editor.suggest.dictionary.forms import known_terms, limited

    kept, notice = limited(known_terms([Dictionary("t", many)]))
    assert len(kept) == MOST_TERMS
    assert f"{MOST_TERMS:,}" in notice


@pytest.mark.slow
def test_two_hundred_thousand_terms() -> None:
    began = time.process_time()
    detector = detector_of(*(f"Nom{number:x} Cog{number:x}" for number in range(200_000)))
    offered(detector, "a text of a few words about nothing")
    assert time.process_time() - began < 600


def test_the_tables_stay_out_of_the_window() -> None:
    """Neither the contracts nor the package may pull numpy in: the window imports them."""
    code = ("import sys; import editor.suggest.suggestion, editor.suggest.dictionary.term, editor.suggest.merge; "
            "sys.exit('numpy' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
