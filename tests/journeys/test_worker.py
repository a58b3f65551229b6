"""A file, the real engine in its own process, a review, and a cleaned file: all of it without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor import formats
from editor.jobs import Gate, Result
from editor.review import Change, Review, Verdict
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary, Term
from tests.jobs.listener import Keeping

TERMS = Dictionary("people", (Term("Aditya Rao", ("a dithya row",)), Term("Grok", ("Grock",)), Term("SpaceX")))
LINES = [
    "So I met a dithya row in the kitchen.",
    "He had used Grock at space X, and Grock was slow.",
    "今天我们谈谈 Grock 的事情,大家都很高兴。",
    "",
    "We we went on to Grok and SpaceX 🚀 later.",
]


class Desk:
    """What the window does between gate and review, without the window: results in, changes out."""

    def __init__(self, path: Path, options: EngineOptions) -> None:
        self.heard = Keeping()
        self.gate = Gate(self.heard)
        self.review = Review(formats.read(path))
        self.review.listen(self.tell)
        self.gate.configure(options)
        self.gate.load(self.review.transcript.paragraphs)

    def tell(self, change: Change) -> None:
        now = {s.paragraph.id: s.paragraph for run in change.runs for s in run.after}
        gone = {s.paragraph.id for run in change.runs for s in run.before} - set(now)
        self.gate.change(now.values(), gone)

    def take(self) -> None:
        """Wait until the worker rests, and let the review have what it found."""
        rests = self.heard.rests
        self.heard.wait(lambda: self.heard.rests > rests or (self.heard.rests > 0 and self.settled()))
        for result in list(self.heard.found.values()):
            self.review.receive(result.paragraph, result.revision, result.suggestions)

    def settled(self) -> bool:
        found: dict[int, Result] = self.heard.found
        done, total = self.heard.steps[-1]
        return done == total and all(
            p.id in found and found[p.id].revision == p.revision for p in self.review.transcript)

    def open_marks(self) -> list[tuple[str, str]]:
        return [(m.suggestion.original, m.suggestion.replacement) for m in self.review.marks() if not m.decided]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "talk.txt"
    path.write_bytes("\r\n".join(LINES).encode("utf-8"))
    desk = Desk(path, EngineOptions(dictionaries=(TERMS,), grammar="none"))
    yield desk
    desk.gate.close()


def test_a_transcript_is_checked_reviewed_edited_and_written(desk: Desk, tmp_path: Path) -> None:
    desk.take()
    found = desk.open_marks()
    assert ("a dithya row", "Aditya Rao") in found
    assert found.count(("Grock", "Grok")) >= 2
    assert ("space X", "SpaceX") in found
    assert not {original for original, _ in found} & {"Grok", "SpaceX"}, "nothing on a term that is right"

    grock = next(m for m in desk.review.marks() if m.suggestion.original == "Grock")
    alike = [m for m in desk.review.alike(grock) if desk.review.paragraph_of(m.id) == 2]
    desk.review.accept({m.id: None for m in alike})
    desk.take()
    assert desk.review.transcript[1].text.count("Grok") == 2
    assert ("space X", "SpaceX") in desk.open_marks(), "what was not decided is still there after the check"

    desk.review.typed(3, 1, ["By hand: Grock again."])
    desk.take()
    assert [m.suggestion.original for m in desk.review.marks_in(4)] == ["Grock"]

    out = tmp_path / "clean.txt"
    formats.write(desk.review.transcript, out)
    written = out.read_bytes().decode("utf-8").split("\r\n")
    assert written[1] == "He had used Grok at space X, and Grok was slow."
    assert written[3] == "By hand: Grock again."
    assert (written[0], written[2], written[4]) == (LINES[0], LINES[2], LINES[4])


def test_undo_brings_back_text_and_decisions_and_the_next_check_agrees(desk: Desk) -> None:
    desk.take()
    before = desk.open_marks()
    desk.review.accept({m.id: None for m in desk.review.marks()})
    desk.take()
    assert desk.review.counts[Verdict.ACCEPTED] == len(before)
    desk.review.undo()
    desk.take()
    assert desk.open_marks() == before
    assert [p.text for p in desk.review.transcript] == LINES


def test_a_new_correction_is_found_everywhere_at_once(desk: Desk) -> None:
    desk.take()
    assert not any(original == "kitchen" for original, _ in desk.open_marks())
    mine = Dictionary("My corrections", (Term("Kit Chen", ("kitchen",)),))
    desk.heard.rests = 0
    desk.gate.configure(EngineOptions(dictionaries=(TERMS, mine), grammar="none"))
    desk.heard.wait(lambda: desk.heard.rests > 0)
    desk.take()
    assert ("kitchen", "Kit Chen") in desk.open_marks()
    assert ("a dithya row", "Aditya Rao") in desk.open_marks()


def test_a_term_mended_in_the_original_is_offered_in_the_translation(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("All of our friends had used Grock at the mill, and they liked it very much.\n"
                    "我们所有的朋友都在磨坊里用过Grock，他们都非常喜欢它。\n", encoding="utf-8")
    desk = Desk(path, EngineOptions(dictionaries=(TERMS,), grammar="none"))
    try:
        desk.take()
        original, translation = (p.id for p in desk.review.transcript)
        assert desk.open_marks() == 2 * [("Grock", "Grok")], "the translation's is one of those alike"
        desk.review.accept({m.id: None for m in desk.review.marks_in(original)})
        became = ("“Grock” became “Grok” in the original",)
        desk.heard.wait(lambda: [s.reasons for s in desk.heard.found[translation].suggestions] == [became])
        desk.take()
        assert desk.open_marks() == [("Grock", "Grok")]
        (mark,) = desk.review.marks_in(translation)
        assert mark.suggestion.reasons == became
        desk.review.accept({mark.id: None})
        assert "Grok，" in desk.review.transcript[1].text
    finally:
        desk.gate.close()
