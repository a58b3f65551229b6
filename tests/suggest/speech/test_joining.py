"""Breaks inside a sentence: pointed at in running text, never in cues, wrapped lines, headings and other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.suggest.speech.joining import JoiningDetector
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


def test_cues_are_cut_wherever_the_screen_is_full() -> None:
    cues = [Paragraph(1, "We were going", begin=0, end=900), Paragraph(2, "to the market.", begin=950, end=2000)]
    detector = JoiningDetector()
    detector.load(cues)
    assert not any(detector.suggest(cue) for cue in cues)


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
