"""An original and its translation through the real worker: each side bears out and takes over the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.review import Mark
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import Kind
from editor.transcript import Edit, Span
from tests.journeys.test_worker import Desk

TERMS = Dictionary("mill", (Term("Grok"), Term("SpaceX"), Term("Falster")))
TEXT = [
    "So we had Grock three in the old barn, and it was never any better than that one in the winter.",
    "我们在旧谷仓里有 Grock 三号，它在冬天从来没有比那个更好。",
    "",
    "And the miller of Fallster wrote to us that he had seen it all from the roof of the mill.",
    "Falster 的磨坊主写信给我们说，他从磨坊的屋顶上看到了一切。",
    "",
    "Then the people of Vanterby came, and they took all of it down to the river for the night.",
    "然后 Vanderby 的人来了，他们把所有东西都带到河边过夜，大家都去了。",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "talk.txt"
    path.write_text("\n".join(TEXT) + "\n", encoding="utf-8")
    desk = Desk(path, EngineOptions(dictionaries=(TERMS,), kinds=frozenset([Kind.DICTIONARY, Kind.SPEECH]),
                                    grammar="none"))
    desk.take()
    yield desk
    desk.gate.close()


def open_in(desk: Desk, index: int) -> list[Mark]:
    return [m for m in desk.review.marks_in(desk.review.transcript[index].id) if not m.decided]


def rewrite(desk: Desk, index: int, old: str, new: str) -> None:
    """Correct by hand, as typing or find and replace does."""
    paragraph = desk.review.transcript[index]
    at = paragraph.text.index(old)
    desk.review.replace({paragraph.id: [Edit(Span(at, at + len(old)), new)]}, "by hand")
    desk.heard.wait(lambda: desk.heard.rests > 0 and desk.settled())


def offered(desk: Desk, index: int) -> list[tuple[str, str]]:
    desk.take()
    return [(m.suggestion.original, m.suggestion.replacement) for m in open_in(desk, index)]


def wait_for(desk: Desk, index: int, wanted: list[tuple[str, str]]) -> None:
    """The partner of what was changed is checked again without a new revision: wait for what it is to say."""
    pid = desk.review.transcript[index].id

    def said() -> bool:
        result = desk.heard.found.get(pid)
        return result is not None and [(s.original, s.replacement) for s in result.suggestions] == wanted

    desk.heard.wait(said)
    assert offered(desk, index) == wanted


def test_the_same_wrong_name_below_is_one_of_those_alike(desk: Desk) -> None:
    mark, = open_in(desk, 0)
    assert (mark.suggestion.original, mark.suggestion.replacement) == ("Grock", "Grok")
    below, = open_in(desk, 1)
    assert desk.review.alike(mark) == [mark, below]
    desk.review.accept({m.id: None for m in desk.review.alike(mark)})
    assert "Grok three" in desk.review.transcript[0].text
    assert "Grok 三号" in desk.review.transcript[1].text


def test_a_suggestion_accepted_above_stays_open_below_until_it_is_decided(desk: Desk) -> None:
    mark, = open_in(desk, 0)
    desk.review.accept({mark.id: None})
    desk.take()
    below, = open_in(desk, 1)
    assert (below.suggestion.original, below.suggestion.replacement) == ("Grock", "Grok")
    assert [m.id for m in desk.review.alike(below)] == [below.id]


def test_a_term_that_the_translation_writes_is_surer_above(desk: Desk) -> None:
    mark, = open_in(desk, 3)
    assert (mark.suggestion.original, mark.suggestion.replacement) == ("Fallster", "Falster")
    assert "the translation writes “Falster”" in mark.suggestion.reasons
    before = mark.suggestion.confidence
    rewrite(desk, 4, "Falster", "那里")
    wait_for(desk, 3, [("Fallster", "Falster")])
    alone, = open_in(desk, 3)
    assert alone.suggestion.confidence < before


def test_a_name_corrected_by_hand_above_is_offered_below_until_that_is_undone(desk: Desk) -> None:
    assert offered(desk, 7) == []
    rewrite(desk, 6, "Vanterby", "Wandaby")
    wait_for(desk, 7, [("Vanderby", "Wandaby")])
    assert open_in(desk, 7)[0].suggestion.reasons == ("“Vanterby” became “Wandaby” in the original",)
    desk.review.undo()
    wait_for(desk, 7, [])


def test_a_phrase_corrected_above_is_offered_below_for_the_name_in_it(desk: Desk) -> None:
    rewrite(desk, 0, "Grock three", "Krog 3")
    wait_for(desk, 1, [("Grock", "Krog")])


def test_a_name_corrected_below_is_offered_above(desk: Desk) -> None:
    rewrite(desk, 7, "Vanderby", "Wandaby")
    wait_for(desk, 6, [("Vanterby", "Wandaby")])
    rewrite(desk, 1, "Grock", "Krog")
    desk.take()
    assert ("Grock", "Krog") in [(m.suggestion.original, r) for m in open_in(desk, 0)
                                 for r in m.suggestion.replacements]
