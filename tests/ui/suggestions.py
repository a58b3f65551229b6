"""A small review with suggestions of every kind, for tests of the window's parts."""

from __future__ import annotations

from editor.review import Review
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span, Transcript

LINES = [
    "So so before the break you said the mill had doubled again.",
    "They trained Grock in the old barn, and Grock never forgot it.",
    "The wheel and the stone was there. Because the river is near.",
]


def finding(paragraph: int, text: str, original: str, *replacements: str, kind: Kind = Kind.DICTIONARY,
            confidence: float = 0.95, nth: int = 0) -> Suggestion:
    """Return a suggestion on the `nth` place of `original` in `text`."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(original, at + 1)
    return Suggestion(paragraph, 0, Span(at, at + len(original)), original, replacements, kind, "test", confidence)


def small_review() -> Review:
    """Return three lines with six suggestions: one speech, two alike dictionary, two grammar, one speech."""
    review = Review(Transcript.of_lines(LINES))
    review.receive(1, 0, [finding(1, LINES[0], "So so", "So", kind=Kind.SPEECH, confidence=0.99)])
    review.receive(2, 0, [finding(2, LINES[1], "Grock", "Grok", "grog"),
                          finding(2, LINES[1], "Grock", "Grok", "grog", nth=1)])
    review.receive(3, 0, [finding(3, LINES[2], "was", "were", kind=Kind.GRAMMAR, confidence=0.6),
                          finding(3, LINES[2], "there. Because", "there, because", kind=Kind.SPEECH, confidence=0.7)])
    return review
