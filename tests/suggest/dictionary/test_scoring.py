"""The second look: what evidence is kept and taken back, what rivals and the rest of the document change."""

from __future__ import annotations

import numpy as np
import pytest

from editor.suggest.dictionary import evidence, judge, scoring
from editor.suggest.dictionary.company import coded
from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.evidence import Evidence, Places
from editor.suggest.dictionary.matcher import LOCAL_NAMES
from editor.suggest.dictionary.model import shipped_model
from editor.suggest.dictionary.tables import text_hash
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph


def places(paragraph: int, *rows: tuple[int, str, int, float, tuple[int, ...]], right: bool = False) -> Places:
    term, heard, first, belief, company = zip(*rows, strict=True)
    words = np.array([tuple(each) + (0,) * (4 - len(each)) for each in company], np.uint64)
    words = np.where(words > 0, coded(words << np.uint64(8), np.full(words.shape, 2.0), np.ones(words.shape, bool)), 0)
    hashes = np.array([text_hash(text) for text in heard], np.uint64)
    return Places(np.full(len(rows), paragraph), np.array(term), hashes, np.array(first), np.array(belief),
                  np.full(len(rows), right), np.zeros(len(rows), bool), words, {paragraph: 20})


def column(table: np.ndarray, name: str) -> list[float]:
    return table[:, evidence.NAMES.index(name)].tolist()


def offered(terms: tuple[str, ...], *paragraphs: Paragraph) -> list[Suggestion]:
    detector = DictionaryDetector([Dictionary("test", tuple(Term(term) for term in terms))])
    detector.load(paragraphs)
    return [s for paragraph in paragraphs for s in detector.suggest(paragraph)]


def test_the_columns_are_those_that_were_trained() -> None:
    model = shipped_model()
    assert model.first.names == LOCAL_NAMES
    assert model.second.names == scoring.SECOND_NAMES


def test_an_edited_paragraph_takes_all_its_evidence_back() -> None:
    here = places(1, (7, "grock", 3, 0.6, (11, 12)), (8, "tesler", 9, 0.2, ()))
    store = Evidence()
    store.put(here)
    before = store.table(here)
    store.put(places(2, (7, "grawk", 4, 0.9, (12,)), (8, "tesler", 8, 0.4, (13,))))
    store.put(places(3, (7, "Grok", 2, 0.0, (11,)), right=True))
    assert not np.array_equal(store.table(here), before)
    store.drop(2)
    store.drop(3)
    assert store.table(here) == pytest.approx(before)


def test_a_place_is_no_evidence_for_itself() -> None:
    store = Evidence()
    both_spans = places(1, (7, "grock", 3, 0.6, (11,)), (7, "grockit", 3, 0.3, (11,)))
    store.put(both_spans)
    for name in ("term_elsewhere", "best_elsewhere", "places_elsewhere", "company", "pair_elsewhere", "twin", "twins"):
        assert column(store.table(both_spans), name) == [0, 0]
    assert max(column(store.table(both_spans), "pair_best")) < 0  # there is none


def test_the_words_around_a_term_speak_for_it_elsewhere() -> None:
    here = places(1, (7, "reiner", 3, 0.3, (11, 12)))
    store = Evidence()
    store.put(here)
    store.put(places(2, (7, "Rainer", 5, 0.0, (11,)), right=True))
    store.put(places(3, (7, "rayner", 5, 0.5, (11, 12)), (9, "other", 9, 0.9, (12,))))
    table = store.table(here)
    assert column(table, "company") == pytest.approx([np.log1p(1.5 + 0.5)])
    assert column(table, "best_company") == pytest.approx([np.log1p(1.5)])
    assert column(table, "right_elsewhere") == pytest.approx([np.log1p(1)])


def test_what_was_heard_just_so_elsewhere_is_told_by_its_beliefs() -> None:
    here = places(1, (7, "reiner", 3, 0.3, ()))
    store = Evidence()
    store.put(here)
    store.put(places(2, (7, "reiner", 5, 0.6, ()), (7, "rayner", 9, 0.9, ())))
    store.put(places(3, (7, "reiner", 5, 0.1, ()), (8, "reiner", 5, 0.8, ())))
    table = store.table(here)
    assert column(table, "pair_elsewhere") == pytest.approx([np.log1p(2)])
    assert column(table, "pair_best") == pytest.approx([0.6])
    assert column(table, "pair_mean") == pytest.approx([0.35])


def test_a_strong_rival_on_the_same_words_wins() -> None:
    found = offered(("Karolina", "Carolina"), Paragraph(1, "then Karolinna spoke about it"),
                    Paragraph(2, "thank you Karolina"))
    assert [s.replacement for s in found if s.original == "Karolinna"] == ["Karolina"]


def test_less_certain_words_are_never_trusted_more() -> None:
    text = "he liked Sintarow a lot"
    at = text.index("Sintarow")
    levels = []
    for probability in (0.02, 0.2, 0.4, 0.6, 0.8, 0.99):
        paragraph = Paragraph(1, text, word_probabilities=((at, at + 8, probability),))
        levels.append(max(s.confidence for s in offered(("Zyntaro",), paragraph)))
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > levels[-1]


def test_what_is_squeezed_keeps_its_order() -> None:
    values = np.linspace(0, 1, 101)
    pressed = judge._squeezed(values, 0.8, 1.0, 0.9)  # the order is a promise of its own, beside what is offered
    assert (np.diff(pressed[:-1]) > 0).all()
    assert pressed[:-1].max() < 0.9
