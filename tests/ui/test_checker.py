"""Between review and worker: what is sent, what comes back, and that a stale or foreign result changes nothing."""

from dataclasses import replace

import pytest

from editor.jobs.inline import InlineGate
from editor.review import Review
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary, Term
from editor.transcript import Transcript
from editor.ui.checker import Checker

OPTIONS = EngineOptions(dictionaries=(Dictionary("mill", (Term("Grok", ("Grock",)), Term("Falster", ("fall stir",)))),),
                        grammar="none")


@pytest.fixture
def work(qtbot):
    gates = []

    def open_gate(listener):
        from editor.suggest.assemble import build

        gates.append(InlineGate(listener, build))
        return gates[-1]

    checker = Checker(open_gate)
    review = Review(Transcript.of_lines(["we use Grock now", "nothing here"]))
    review.listen(checker.changed)

    def run():
        with qtbot.waitSignal(checker.progress):
            gates[0].run()
        qtbot.wait(20)

    yield checker, review, run
    checker.close()


def test_what_is_found_arrives_in_the_review(work):
    checker, review, run = work
    received = []
    checker.received.connect(received.extend)
    checker.start(review, OPTIONS)
    run()
    assert [m.suggestion.replacement for m in review.marks()] == ["Grok"]
    assert received == [1, 2]


def test_what_is_never_to_be_suggested_again_stays_silent_whatever_finds_it(work):
    checker, review, run = work
    checker.start(review, replace(OPTIONS, ignored=frozenset(["grock"])))
    run()
    assert list(review.marks()) == []
    checker.configure(OPTIONS)
    run()
    assert [m.suggestion.replacement for m in review.marks()] == ["Grok"]


def test_typing_is_checked_after_the_pause_in_one_go(work, qtbot):
    checker, review, run = work
    checker.start(review, OPTIONS)
    run()
    review.typed(1, 1, ["they saw fall"])
    review.typed(1, 1, ["they saw fall stir"])
    assert [m.suggestion.replacement for m in review.marks()] == ["Grok"], "nothing is sent while keys come"
    qtbot.wait(400)
    run()
    assert [m.suggestion.replacement for m in review.marks()] == ["Grok", "Falster"]


def test_a_paragraph_that_is_gone_is_forgotten(work):
    checker, review, run = work
    checker.start(review, OPTIONS)
    run()
    review.typed(0, 2, ["all of it was Grock"])
    checker.flush()
    run()
    assert [m.span.start for m in review.marks()] == [14]


def test_after_stop_nothing_arrives(work, qtbot):
    checker, review, run = work
    checker.start(review, OPTIONS)
    checker.stop()
    with qtbot.waitSignal(checker.progress, timeout=300, raising=False):
        run()
    assert list(review.marks()) == []
