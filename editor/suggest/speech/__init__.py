"""What recognisers do to running speech: one detector a file, chosen by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.suggest.detector import Detector

if TYPE_CHECKING:
    from editor.suggest.speech.pairs import Terms

LEVELS = ("verbatim", "light", "clean", "read-through")


def detectors(level: str = "light", terms: Terms | None = None) -> list[Detector]:
    """Return the detectors of a level; "verbatim" leaves what was said, and mends only what was misheard.

    `terms` is the dictionary, where it is looked into: a translation is compared with what it says of the original.
    """
    from editor.suggest.speech.boilerplate import BoilerplateDetector
    from editor.suggest.speech.comma import CommaDetector
    from editor.suggest.speech.consistency import ConsistencyDetector
    from editor.suggest.speech.filler import FillerDetector
    from editor.suggest.speech.joining import JoiningDetector
    from editor.suggest.speech.loop import LoopDetector
    from editor.suggest.speech.number_style import NumberStyleDetector
    from editor.suggest.speech.pairs import PairDetector
    from editor.suggest.speech.question import QuestionDetector
    from editor.suggest.speech.repeat import RepeatDetector
    from editor.suggest.speech.restart import RestartDetector
    from editor.suggest.speech.stop import StopDetector

    if level not in LEVELS:
        raise ValueError(f"no such level: {level}")
    misheard: list[Detector] = [
        LoopDetector(level), StopDetector(), QuestionDetector(), PairDetector(terms), ConsistencyDetector(),
        BoilerplateDetector(level), JoiningDetector(), NumberStyleDetector(), CommaDetector(),
    ]
    if level == "verbatim":
        return misheard
    return [*misheard, RepeatDetector(), RestartDetector(), FillerDetector(level)]
