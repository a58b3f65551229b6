"""The words around a place: what is kept of them, and what they say beside other places of the same term."""

from __future__ import annotations

import numpy as np
import pytest

from editor.suggest.dictionary.company import NEARLY, WIDTH, Around, coded, company_of
from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.reading import Passage, Vocabulary
from editor.suggest.dictionary.tables import text_hash
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph

_SAME_BUT = np.uint64(0xFF)  # what a word's code keeps beside its hash


def test_the_telling_words_around_a_span_are_kept() -> None:
    texts = ("our valgrand dashboards were red on friday", "and the night shift slept")
    passage = Passage([Paragraph(number, text) for number, text in enumerate(texts)], Vocabulary(Pronouncer()), (0, 1))
    (row,) = company_of(passage, np.array([1]), np.array([2]))
    kept = {int(code & ~_SAME_BUT) for code in row if code}
    # little words say nothing, and the next paragraph is another run
    assert kept == {int(text_hash(word) & ~_SAME_BUT) for word in ("dashboards", "red", "friday")}
    assert len(row) == 2 * WIDTH


def plain(around: Around, at: int, apart: int) -> dict[tuple[int, int], tuple[set[int], float]]:
    """Return for each other place of a row's term the codes that it shares, whatever their flags, and its belief."""
    found: dict[tuple[int, int], tuple[set[int], float]] = {}
    own = {int(code >> np.uint64(8)) for code in around.company[at] if code}
    for other in range(len(around.term)):
        near = around.slot[other] == around.slot[at] and abs(around.first[other] - around.first[at]) <= apart
        if around.term[other] == around.term[at] and not near:
            shared = own & {int(code >> np.uint64(8)) for code in around.company[other] if code}
            if shared:
                found[int(around.slot[other]), int(around.first[other])] = (shared, float(around.belief[other]))
    return found


def test_the_likest_other_place_is_found_as_by_looking_at_all() -> None:
    chance = np.random.default_rng(5)
    rows = 60
    words = chance.integers(1, 25, (rows, 2 * WIDTH)).astype(np.uint64)
    weight = words.astype(np.float64) / 5  # the same word says the same everywhere
    codes = coded(words << np.uint64(8), weight, np.zeros(words.shape, bool))
    company = np.where(chance.random(words.shape) < 0.6, codes, np.uint64(0))
    places = sorted({(int(chance.integers(1, 30)), int(chance.integers(0, 90))) for _ in range(rows)})
    company = company[: len(places)]
    around = Around(chance.integers(0, 4, len(places)), np.array([slot for slot, _ in places]),
                    np.array([first for _, first in places]), company, chance.random(len(places)))
    table = around.compared(around.term, around.slot, around.first, company)
    seen = 0
    for at in range(len(places)):
        own = {int(code >> np.uint64(8)) for code in company[at] if code}
        others = [(kept(shared), belief) for shared, belief in plain(around, at, 8).values()]
        weight_there, belief = max(others, key=lambda other: other[0] * other[1], default=(0.0, 0.0))
        assert table[at, 2:5] == pytest.approx([weight_there * belief, belief, weight_there / max(kept(own), 1e-9)])
        assert table[at, 5] == pytest.approx(sum(belief for weight_there, belief in others if weight_there > NEARLY))
        seen += weight_there > 0
    assert table[:, 5].max() > 0
    assert seen > len(places) // 2


def kept(words: set[int]) -> float:
    """Return the summed weights of words, each as it is kept in steps."""
    return sum(int(number / 5 * 15) / 15 for number in words)


def offered(*texts: str) -> Suggestion:
    """Return the surest suggestion for the first text."""
    paragraphs = [Paragraph(number, text) for number, text in enumerate(texts)]
    detector = DictionaryDetector([Dictionary("test", (Term("Valgrind"),))])
    detector.load(paragraphs)
    return max(detector.suggest(paragraphs[0]), key=lambda s: s.confidence)


def test_a_sentence_that_says_the_term_elsewhere_speaks_for_it() -> None:
    doubtful = "the nightly build of the renderer ran under val grint for twelve hours"
    other = "we had lunch by the river and then Valgrind came up again"
    same = "the nightly build of the renderer ran under Valgrind for twelve hours"
    assert offered(doubtful, same).confidence > offered(doubtful, other).confidence
    assert "the same words stand around Valgrind elsewhere" in offered(doubtful, same).reasons
    assert not [reason for reason in offered(doubtful, other).reasons if "same words" in reason]
