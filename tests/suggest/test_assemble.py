"""What the options say reaches the detectors."""

from editor.suggest.assemble import EngineOptions, build
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import Kind
from editor.transcript import Transcript

DICTIONARY = Dictionary("names", (Term("Grok", ("Grock",)),))


def confidence(history: dict[tuple[str, str], tuple[int, int]]) -> float:
    """Return how sure the engine is of Grock → Grok with these past decisions; 0 where it is silent."""
    engine = build(EngineOptions((DICTIONARY,), frozenset({Kind.DICTIONARY}), "none", history=history))
    transcript = Transcript.of_lines(["They trained Grock in the old barn."])
    engine.load(transcript.paragraphs)
    return max((s.confidence for s in engine.suggest(1)), default=0.0)


def test_past_decisions_weigh_in() -> None:
    assert confidence({}) >= 0.9
    assert confidence({("grock", "Grok"): (0, 1)}) < confidence({})
    assert confidence({("grock", "Grok"): (0, 5)}) == 0.0
    assert confidence({("grock", "Grok"): (5, 0)}) >= confidence({})


def test_kinds_choose_the_detectors() -> None:
    engine = build(EngineOptions((DICTIONARY,), frozenset({Kind.SPEECH}), "none"))
    transcript = Transcript.of_lines(["They trained Grock in in the old barn."])
    engine.load(transcript.paragraphs)
    assert {s.kind for s in engine.suggest(1)} == {Kind.SPEECH}
