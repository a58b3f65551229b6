"""Number style: one decision for a whole transcript, offered and never sure; what is right either way is left."""

from __future__ import annotations

import pytest

from editor.suggest.speech.number_style import NumberStyleDetector, spelled
from editor.suggest.speech.numbers import numbers
from editor.suggest.suggestion import LIKELY
from editor.transcript import Paragraph, Transcript

FIGURES = ["They printed 35,000 copies.", "Then 48,000 more were sold.", "In the end 120,000 were out."]
WORDS = ["They printed thirty thousand copies.", "Then forty thousand more were sold.", "Two million were out."]


def found(lines: list[str]) -> dict[str, str]:
    transcript = Transcript.of_lines(lines)
    detector = NumberStyleDetector()
    detector.load(transcript.paragraphs)
    some = [s for p in transcript for s in detector.suggest(p)]
    assert all(s.confidence < LIKELY for s in some)
    assert len({s.alike for s in some}) <= 1, "one decision settles all"
    return {s.original: s.replacement for s in some}


def test_the_rarer_style_is_offered_the_other_way() -> None:
    assert found([*FIGURES, *WORDS[:2]]) == {"thirty thousand": "30,000", "forty thousand": "40,000"}
    assert found([*FIGURES[:1], "He had 250,000 left and 3,517 gone.", *WORDS, "Nine hundred came."]) == {
        "35,000": "thirty-five thousand"}


def test_one_style_or_a_single_slip_raises_nothing() -> None:
    assert found(FIGURES) == {}
    assert found(WORDS) == {}
    assert found([*FIGURES, WORDS[0]]) == {}


@pytest.mark.parametrize("kept", [
    "It was 1984, then 2024.", "About a hundred thousand, or half a million people in hundred hour weeks.",
    "We need the H100 and the A380.",
    "It cost $500 and took 300 percent more, at 10:300.", "We took route 66-700.", "一百万 people",
])
def test_what_is_no_matter_of_style(kept: str) -> None:
    both = [*FIGURES, *WORDS[:2]]
    assert found([*both, kept]) == found(both)


def test_an_edit_counts_at_once() -> None:
    lines = [*FIGURES, *WORDS[:2]]
    transcript = Transcript.of_lines(lines)
    detector = NumberStyleDetector()
    detector.load(transcript.paragraphs)
    detector.change([Paragraph(4, "They printed 30,000 copies.", revision=1)], ())
    assert detector.suggest(transcript[4]) == []
    detector.change([transcript[3]], [1, 2])
    assert [s.replacement for s in detector.suggest(transcript[2])] == [], "only words often enough are left"


@pytest.mark.parametrize("value", [100, 900, 1000, 20_000, 35_000, 100_000, 700_000, 2_000_000, 99_000_000])
def test_what_is_spelled_reads_as_the_same_number(value: int) -> None:
    assert [n.value for n in numbers(f"so {spelled(value)} of them")] == [value]


@pytest.mark.parametrize("value", [3517, 250_000, 101, 12_345_678])
def test_what_words_would_make_long_stays(value: int) -> None:
    assert spelled(value) == ""
