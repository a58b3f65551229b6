"""Terms that the transcript mentions are looked for with a wider net."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.forms import known_terms
from editor.suggest.dictionary.matcher import Findings, Matcher, mentioned
from editor.suggest.dictionary.model import shipped_model
from editor.suggest.dictionary.reuse import replaced
from editor.suggest.dictionary.term import Dictionary, Term
from editor.transcript import Paragraph

ENDS = ("ad", "el", "im", "on", "ur", "ax", "eb", "id", "ot", "ul", "ist", "ent")
MIDDLES = ("nk", "lp", "rt", "ms", "fd", "gl", "xt", "vr", "ph", "ck")
FILLER = tuple(Term(f"Zubro{a}{b}{c}") for a in "aeiou" for b in MIDDLES for c in ENDS)
TERMS = (Term("Deutsche Bank"), Term("Danaher"), *FILLER)
TEXT = ["The account is with Deutsche Bank since March.", "We asked twitch a bank and then we sent it to them all.",
        "He called dan in her about the new plant."]


@pytest.fixture
def matcher() -> Matcher:
    result = Matcher(shipped_model().phones)
    result.set_terms(known_terms([Dictionary("d", TERMS)]))
    return result


def found_in(matcher: Matcher, found: Findings) -> set[tuple[str, str]]:
    terms = (matcher.known[term].term.text for term in found.term.tolist())
    return set(zip(terms, found.heard, strict=True))


def test_what_sounds_far_from_a_term_is_found_where_the_term_is_mentioned(matcher: Matcher) -> None:
    passage = matcher.read([Paragraph(id=at, text=text) for at, text in enumerate(TEXT)], [0, 1, 2])
    before = matcher.analyse(passage)
    terms = mentioned(before)
    assert [matcher.known[term].term.text for term in terms.tolist()] == ["Deutsche Bank"]
    assert ("Deutsche Bank", "twitchabank") not in found_in(matcher, before)
    assert matcher.widen(terms)
    more = matcher.further(passage, before)
    assert ("Deutsche Bank", "twitchabank") in found_in(matcher, more)
    assert {term for term, _ in found_in(matcher, more)} == {"Deutsche Bank"}


def test_at_once_or_afterwards_the_same_is_found(matcher: Matcher) -> None:
    passage = matcher.read([Paragraph(id=at, text=text) for at, text in enumerate(TEXT)], [0, 1, 2])
    before = matcher.analyse(passage)
    matcher.widen(mentioned(before))
    more, at_once = matcher.further(passage, before), matcher.analyse(passage)
    for part in (before, more, at_once):
        part.odds, part.belief = np.zeros((2, len(part)))
    assert len(more)
    both = replaced(before, more)
    order = np.lexsort((at_once.last, at_once.term, at_once.first))
    assert both.term.tolist() == at_once.term[order].tolist()
    assert both.first.tolist() == at_once.first[order].tolist()
    assert both.last.tolist() == at_once.last[order].tolist()
    np.testing.assert_allclose(both.rows, at_once.rows[order])


@pytest.mark.parametrize("count", [50, 7000])
def test_a_small_dictionary_has_no_wider_net_and_a_very_large_one_no_time_for_it(count: int) -> None:
    matcher = Matcher(shipped_model().phones)
    matcher.set_terms(known_terms([Dictionary("d", tuple(Term(f"Zubro{at:x}lin") for at in range(count)))]))
    assert not matcher.widen(np.arange(3))


def test_it_is_suggested_where_the_transcript_mentions_the_term_only() -> None:
    def offers(texts: list[str]) -> list[tuple[int, str]]:
        detector = DictionaryDetector([Dictionary("d", TERMS)])
        paragraphs = [Paragraph(id=at, text=text) for at, text in enumerate(texts)]
        detector.load(paragraphs)
        return [(p.id, s.replacement) for p in paragraphs for s in detector.suggest(p)]

    assert offers(TEXT) == [(1, "Deutsche Bank")]
    assert offers(["The account has been open since March.", *TEXT[1:]]) == []


def test_an_edited_paragraph_gives_what_the_whole_transcript_gives() -> None:
    paragraphs = [Paragraph(id=at, text=text) for at, text in enumerate(TEXT)]
    detector, other = (DictionaryDetector([Dictionary("d", TERMS)]) for _ in range(2))
    detector.load(paragraphs)
    for paragraph in paragraphs:
        detector.suggest(paragraph)
    edited = replace(paragraphs[1], text=TEXT[1].replace("sent it", "sent it off"), revision=1)
    other.load([paragraphs[0], edited, paragraphs[2]])
    detector.change([edited])
    assert [s.replacement for s in detector.suggest(edited)] == ["Deutsche Bank"]
    assert [s.span for s in detector.suggest(edited)] == [s.span for s in other.suggest(edited)]
    assert [s.confidence for s in detector.suggest(edited)] == pytest.approx(
        [s.confidence for s in other.suggest(edited)])
