"""Texts and suggestions that the tests of the view are made of."""

from __future__ import annotations

import re

from editor.review import Review
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span, Transcript

LINES = (
    "We trained the next Grock on many H 100s, and Grock was slow.",
    "Nothing was said here.",
    "",
    "So so we asked: is space X building it? 🚀 Grock 𝒳 says no.",
    "接下来的一段是中文，没有人会改它。",
    "An old cue\nwith two lines and\u00a0a no-break space.",
)
RIGHT = {"Grock": ("Grok", "grog"), "H 100s": ("H100s",), "space X": ("SpaceX",), "So so": ("So",)}


def suggestions(paragraph: Paragraph) -> list[Suggestion]:
    """Find the known wrong forms, exactly as they stand."""
    found = []
    for wrong, right in RIGHT.items():
        kind = Kind.SPEECH if wrong == "So so" else Kind.DICTIONARY
        found += [Suggestion(paragraph.id, paragraph.revision, Span(*m.span()), wrong, right, kind, "test", 0.9)
                  for m in re.finditer(wrong, paragraph.text)]
    return sorted(found, key=lambda s: s.span)


def check(review: Review) -> None:
    """Hand the review fresh suggestions for every paragraph."""
    for paragraph in review.transcript:
        review.receive(paragraph.id, paragraph.revision, suggestions(paragraph))


def checked_review(lines: tuple[str, ...] = LINES) -> Review:
    """Return a review of `lines` with its suggestions."""
    review = Review(Transcript(Paragraph(n, line, language="zh" if "接" in line else "en")
                               for n, line in enumerate(lines, 1)))
    check(review)
    return review
