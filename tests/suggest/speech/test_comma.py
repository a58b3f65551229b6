"""Commas inside names, on sentences written for these tests."""

import pytest

from editor.suggest.speech.comma import CommaDetector
from editor.transcript import Paragraph

_BRIDGE = "We met at the Marlow Bridge. Nobody uses the Marlow Bridge in winter."


def found(*texts: str) -> list[tuple[int, str, str]]:
    """Return (paragraph, original, replacement) of all findings."""
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts, 1)]
    detector = CommaDetector()
    detector.load(paragraphs)
    return [(p.id, s.original, s.replacement) for p in paragraphs for s in detector.suggest(p)]


def test_a_name_that_is_whole_elsewhere_loses_its_comma() -> None:
    assert found(_BRIDGE, "The Marlow, Bridge was painted then.") == [(2, "Marlow, Bridge", "Marlow Bridge")]


@pytest.mark.parametrize("texts", [
    ("The Marlow, Bridge was painted then.",),
    ("We met at the Marlow Bridge.", "The Marlow, Bridge was painted then."),
    (_BRIDGE, "The Marlow, Bridge was painted then.", "In Marlow they paint every year."),
    (_BRIDGE, "Out there are Tamsin, Marlow, Bridge and Bell."),
    ("Thanks Maria. Thanks Maria.", "Thanks, Maria."),
    (_BRIDGE, "He left the Marlow, bridge or not."),
])
def test_without_good_evidence_a_comma_stays(texts: tuple[str, ...]) -> None:
    assert found(*texts) == []


def test_the_evidence_goes_with_the_paragraph_that_had_it() -> None:
    detector = CommaDetector()
    asking = Paragraph(2, "The Marlow, Bridge was painted then.")
    detector.load([Paragraph(1, _BRIDGE), asking])
    assert len(detector.suggest(asking)) == 1
    detector.change((), [1])
    assert detector.suggest(asking) == []
    detector.change([Paragraph(1, _BRIDGE, revision=1)], ())
    assert len(detector.suggest(asking)) == 1
