"""Breaks inside a sentence: pointed at in running text and cues, never in wrapped lines, headings, other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.suggest.speech.joining import JoiningDetector
from editor.suggest.suggestion import Tier
from editor.transcript import Paragraph, Transcript

REST = ["The mill stood there for years.", "Nobody went in.", "It was locked.", "Then it burned."]


def found(*lines: str) -> list[tuple[int, str]]:
    transcript = Transcript.of_lines(lines)
    detector = JoiningDetector()
    detector.load(transcript.paragraphs)
    return [(s.paragraph, s.original) for p in transcript for s in detector.suggest(p)]


@pytest.mark.parametrize(("left", "right", "word"), [
    ("We were going", "to the market.", "going"),
    ("And that is because of the", "Weather up there.", "the"),
    ("she said, well,", "and then she left.", "well"),
])
def test_breaks_inside_a_sentence(left: str, right: str, word: str) -> None:
    assert found(*REST, left, "", right) == [(5, word)]


@pytest.mark.parametrize(("left", "right"), [
    ("We were going.", "to the market."),
    ("The first chapter", "We were going to the market."),
    ("Wir gingen zusammen auf den alten", "markt in der Stadt und kauften Brot."),
    ("So we asked:", "what is it?"),
    ("We paid 20", "30 of them came."),
])
def test_what_is_left_alone(left: str, right: str) -> None:
    assert found(*REST, left, "", right) == []


def test_lines_that_are_all_cut_at_a_width_are_left_alone() -> None:
    line = "and so they went on to the next house where"
    assert found(*[line] * 12) == []


def in_cues(*cues: tuple[str, int, int]) -> list[tuple[str, str]]:
    """Return the last words that are pointed at in cues of (text, begin, end), among others that end in full stops."""
    rest = [(text, 100_000 * n, 100_000 * n + 2000) for n, text in enumerate(REST, 1)]
    paragraphs = [Paragraph(n, text, begin=begin, end=end) for n, (text, begin, end) in enumerate([*cues, *rest], 1)]
    detector = JoiningDetector()
    detector.load(paragraphs)
    return [(s.original, s.tier) for p in paragraphs for s in detector.suggest(p)]


def test_a_cue_that_breaks_off_is_pointed_at_where_both_fit_into_one() -> None:
    assert in_cues(("We were going", 0, 900), ("to the market.", 950, 2000)) == [("going", Tier.MAYBE)]


@pytest.mark.parametrize("second", [
    ("to the market.", 5000, 6000), ("to the market.", 950, 7500),
    ("to the market by the river where all of the people of the town were at that time of day.", 950, 2000),
    ("The market was full.", 950, 2000),
])
def test_cues_apart_or_too_long_together_are_left_alone(second: tuple[str, int, int]) -> None:
    assert in_cues(("We were going", 0, 900), second) == []


def test_cues_that_are_cut_wherever_the_screen_is_full_are_left_alone() -> None:
    some = [(f"and then we were going {n}"[:-2], 1000 * n, 1000 * n + 900) for n in range(12)]
    assert in_cues(*some) == []


def test_an_edit_on_either_side_counts_at_once() -> None:
    transcript = Transcript.of_lines([*REST, "We were going", "", "to the market."])
    detector = JoiningDetector()
    detector.load(transcript.paragraphs)
    right = replace(transcript[6], text="To the market we went.", revision=1)
    detector.change([right], ())
    assert not detector.suggest(transcript[4])
    detector.change([replace(right, text="", revision=2)], ())
    assert not detector.suggest(transcript[4]), "nothing follows"
    detector.change([transcript[6]], ())
    assert detector.suggest(transcript[4])
    detector.change([], [transcript[6].id])
    assert not detector.suggest(transcript[4])
