"""The worker's loop, driven in this process: what comes first, what is left out, what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.jobs.inline import InlineGate
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.engine import Engine
from editor.suggest.speech import detectors
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Transcript
from tests.jobs import engines
from tests.jobs.listener import Keeping

Build = Callable[[EngineOptions, Callable[[str, str], None]], Engine]


def loaded(count: int = 10, build: Build = engines.plain) -> tuple[InlineGate, Keeping]:
    heard = Keeping()
    gate = InlineGate(heard, build)
    gate.configure(EngineOptions(language="good"))
    gate.load(Transcript.of_lines(["a bad worse line"] * count))
    return gate, heard


def test_visible_paragraphs_come_first_at_both_stages_then_stage_by_stage() -> None:
    gate, heard = loaded(6)
    gate.look_at([4, 5])
    gate.run()
    assert heard.order == [(4, 1), (5, 1), (4, 2), (5, 2),
                           (1, 1), (2, 1), (3, 1), (6, 1), (1, 2), (2, 2), (3, 2), (6, 2)]


def test_what_the_person_scrolls_to_and_edits_meanwhile_overtakes() -> None:
    gate, heard = loaded(50)
    gate.run(3)
    gate.look_at([40])
    gate.run(1)
    gate.change([Paragraph(30, "bad bad", revision=1)])
    gate.run()
    assert [p for p, _ in heard.order[:6]] == [1, 2, 3, 40, 30, 30]
    assert len(heard.found) == 50


def test_a_quick_answer_says_which_kinds_are_still_to_come() -> None:
    gate, heard = loaded(1)
    pending = []
    for _ in range(3):
        gate.run(1)
        gate._loop._flush()
        pending.append(set(heard.found[1].pending))
    assert pending[0] == {Kind.GRAMMAR}
    assert pending[-1] == set()


def test_a_split_paragraph_keeps_its_place() -> None:
    gate, heard = loaded(4)
    gate.change([Paragraph(2, "bad", revision=1), Paragraph(9, "bad", revision=2)], gone=[4])
    assert gate._loop._mirror.order == [1, 2, 9, 3]
    gate.run()
    assert set(heard.found) == {1, 2, 3, 9}


def test_another_dictionary_keeps_the_engine_and_what_grammar_found() -> None:
    built = []

    def build(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
        taught = engines.Taught("bad", "good")
        taught.set_dictionaries(options.dictionaries)
        built.append(options)
        return Engine([[taught], [engines.Words("worse", "worst", Kind.GRAMMAR)]], taught, options.least)

    gate, heard = loaded(4, build)
    gate.run()
    gate.look_at([3])
    heard.order.clear()
    more = Dictionary("mine", (Term("excellent"),))
    gate.configure(EngineOptions(language="good", dictionaries=(more,)))
    gate.run()
    assert len(built) == 1
    assert heard.order == [(3, 2), (1, 2), (2, 2), (4, 2)], "one stage, and what grammar found is still there"
    assert heard.words(1) == ["excellent", "worst"]
    gate.configure(EngineOptions(language="other", dictionaries=(more,)))
    gate.run()
    assert len(built) == 2


def test_another_level_asks_the_speech_rules_alone_and_says_when_they_are_through() -> None:
    built, asked = [], []

    class Watched(engines.Taught):
        def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
            asked.append(paragraph.id)
            return super().suggest(paragraph)

    def build(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
        built.append(options)
        watched = Watched("boat", "ship")
        return Engine([[watched, *detectors(options.level)], [engines.Words("late", "later", Kind.GRAMMAR)]], watched,
                      options.least)

    heard = Keeping()
    gate = InlineGate(heard, build)
    gate.configure(EngineOptions(language="good"))
    gate.load(Transcript.of_lines(["The boat, you know, was late.", "One word, you know, is here."]))
    gate.run()
    assert heard.statuses == [("level", "light")]
    assert heard.words(1) == ["ship", "later"]
    asked.clear()
    gate.configure(EngineOptions(language="good", level="clean"))
    gate.run()
    assert heard.statuses == [("level", "light"), ("level", "clean")]
    assert heard.words(1) == ["ship", " ", "later"]
    assert heard.words(2) == [" "]
    assert not asked, "what the dictionary found is kept"
    assert len(built) == 1
    gate.configure(EngineOptions(language="good", level="clean", kinds=frozenset([Kind.SPEECH])))
    assert len(built) == 2


def test_an_edit_between_two_levels_is_looked_at_by_every_detector() -> None:
    def build(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
        taught = engines.Taught("boat", "ship")
        return Engine([[taught, *detectors(options.level)]], taught, options.least)

    heard = Keeping()
    gate = InlineGate(heard, build)
    transcript = Transcript.of_lines(["The word, you know, was late."])
    gate.configure(EngineOptions(language="good"))
    gate.load(transcript)
    gate.run()
    gate.configure(EngineOptions(language="good", level="clean"))
    edited = transcript.edited(transcript[0], "The boat, you know, was late.")
    gate.change([edited])
    gate.run()
    assert heard.words(1) == ["ship", " "]


def test_a_word_that_is_ignored_from_now_on_keeps_the_engine() -> None:
    built = []

    def build(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
        taught = engines.Taught("bad", "good")
        built.append(options)
        return Engine([[taught], [engines.Hushed("worse", "worst", Kind.GRAMMAR)]], taught, options.least)

    gate, heard = loaded(3, build)
    gate.run()
    assert heard.words(2) == ["good", "worst"]
    gate.configure(EngineOptions(language="good", ignored=frozenset({"worse"}), history={("bad", "good"): (1, 0)}))
    gate.run()
    assert [heard.words(n) for n in (1, 2, 3)] == [["good"]] * 3
    gate.configure(EngineOptions(language="good"))
    gate.run()
    assert heard.words(2) == ["good", "worst"]
    assert len(built) == 1


def test_a_new_paragraph_stands_where_it_is_said_to() -> None:
    gate, heard = loaded(3)
    gate.change([Paragraph(7, "", revision=1), Paragraph(8, "", revision=2)], follows={7: 0, 8: 2})
    assert gate._loop._mirror.order == [7, 1, 2, 8, 3]
    gate.run()
    assert len(heard.found) == 5


def test_a_stage_that_is_not_ready_is_left_and_come_back_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATE_FILE", str(tmp_path / "ready"))
    gate, heard = loaded(3, engines.late)
    assert gate.run() == 3
    assert heard.words(2) == ["good"]
    assert heard.found[2].pending == frozenset()  # nobody knows when: do not keep old marks waiting for it
    assert heard.steps[-1] == (3, 3)
    assert gate._loop.waiting
    (tmp_path / "ready").touch()
    assert gate.run() == 3
    assert heard.words(2) == ["good", "worst"]
    assert not gate._loop.waiting


def test_a_server_that_dies_meanwhile_is_asked_again_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATE_FILE", str(tmp_path / "ready"))
    monkeypatch.setattr("editor.jobs.loop._PAUSE", 0.0)
    (tmp_path / "ready").touch()
    heard = Keeping()
    gate = InlineGate(heard, engines.late)
    gate.configure(EngineOptions())
    gate.load(Transcript.of_lines(["worse", "GONE worse", "worse"]))
    gate.run(20)
    gate._loop._flush()
    assert (heard.words(1), heard.words(2), heard.words(3)) == (["worst"], [], ["worst"])
    assert gate._loop.waiting
    (tmp_path / "again").touch()
    gate.run()
    assert heard.words(2) == ["worst"]
    assert not gate._loop.waiting


def test_results_come_in_bounded_batches() -> None:
    gate, heard = loaded(5000)
    gate.run()
    assert len(heard.found) == 5000
    assert max(heard.batches) <= 201
    assert len(heard.batches) < 1000


def test_a_fault_of_the_user_while_building_is_a_status_and_the_old_engine_stays() -> None:
    def build(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
        if options.language == "wrong":
            raise UserError("terms.csv cannot be read.")
        return engines.plain(options, report)

    gate, heard = loaded(1, build)
    gate.configure(EngineOptions(language="wrong"))
    gate.run()
    assert ("worker", "terms.csv cannot be read.") in heard.statuses
    assert heard.words(1) == ["good", "worst"]


def test_every_paragraph_is_checked_once_whatever_happens_between() -> None:
    gate, heard = loaded(20)
    gate.look_at([3, 3, 99])
    gate.run(5)
    gate.look_at([3, 19, 20])
    gate.change([], gone=[20])
    gate.run()
    done = [p for p, _ in heard.order]
    assert sorted(done) == sorted([*range(1, 20)] * 2)
