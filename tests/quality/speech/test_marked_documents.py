"""Precision and recall of what looks at a whole transcript: breaks, new names, number style; on marked transcripts.

Print the table with: pytest tests/quality/speech -s
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.suggest.speech.joining import JoiningDetector
from editor.suggest.speech.new_names import new_names
from editor.suggest.speech.number_style import NumberStyleDetector
from editor.transcript import Paragraph

DOCUMENTS = Path(__file__).with_name("documents.txt")
_MARK = re.compile(r"\{(\w+):(.*?)(?:=>(.*?))?\}")
_CUE = 3000  # milliseconds
# (precision, recall) that each must keep
FLOORS = {"join": (0.95, 0.90), "name": (0.95, 0.90), "number": (0.95, 0.90)}

Place = tuple[int, int, str]
"""Paragraph, start, what is offered (the text itself where nothing is)."""


def _read() -> Iterator[tuple[str, str, list[Paragraph], set[Place]]]:
    for block in DOCUMENTS.read_text(encoding="utf-8").split("== ")[1:]:
        heading, *lines = block.strip().split("\n")
        kind, _, title = heading.partition(" ")
        paragraphs, marks = [], set()
        for n, line in enumerate(lines):
            text, at = "", 0
            for mark in _MARK.finditer(line):
                text += line[at : mark.start()]
                marks.add((n, len(text), mark[3] or mark[2].rstrip(",")))
                text, at = text + mark[2], mark.end()
            begin = n * _CUE if title.startswith("cues") else None
            paragraphs.append(Paragraph(n, text + line[at:], begin=begin, end=None if begin is None else begin + _CUE))
        yield kind, title, paragraphs, marks


def _found(kind: str, paragraphs: list[Paragraph]) -> set[Place]:
    if kind == "name":
        return {(place, span.start, span.of(paragraphs[place].text))
                for name in new_names(paragraphs, lambda text: False) for place, span in name.places}
    detector = JoiningDetector() if kind == "join" else NumberStyleDetector()
    detector.load(paragraphs)
    return {(s.paragraph, s.span.start, s.replacement if s.replacements else s.original)
            for p in paragraphs for s in detector.suggest(p)}


@pytest.fixture(scope="module")
def score() -> dict[str, tuple[float, float, list[str]]]:
    right: dict[str, int] = defaultdict(int)
    trouble: dict[str, list[str]] = defaultdict(list)
    wrong: dict[str, int] = defaultdict(int)
    missed: dict[str, int] = defaultdict(int)
    for kind, title, paragraphs, marks in _read():
        found = _found(kind, paragraphs)
        right[kind] += len(found & marks)
        wrong[kind] += len(found - marks)
        missed[kind] += len(marks - found)
        trouble[kind] += [f"{title}: wrong {place}" for place in sorted(found - marks)]
        trouble[kind] += [f"{title}: missed {place}" for place in sorted(marks - found)]
    return {kind: (right[kind] / max(right[kind] + wrong[kind], 1), right[kind] / (right[kind] + missed[kind]),
                   [f"{right[kind]} right", *trouble[kind]]) for kind in FLOORS}


@pytest.mark.parametrize("kind", FLOORS)
def test_each_keeps_its_floors(score: dict[str, tuple[float, float, list[str]]], kind: str) -> None:
    precision, recall, trouble = score[kind]
    print(f"\n{kind:12} precision {precision:.2f} recall {recall:.2f}: {'; '.join(trouble)}")
    assert precision >= FLOORS[kind][0], trouble
    assert recall >= FLOORS[kind][1], trouble
