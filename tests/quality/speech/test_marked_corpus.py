"""Precision and recall of each speech detector on marked sentences of several speakers, with floors.

Counted is what is likely or sure. Print the table with: pytest tests/quality/speech -s
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from editor.suggest.merge import merge
from editor.suggest.speech import detectors
from editor.suggest.suggestion import LIKELY, SURE
from editor.transcript import Paragraph, Span

CORPUS = Path(__file__).with_name("corpus.txt")
_MARK = re.compile(r"\{(\w+):(.*?)=>(.*?)\}")
# (precision, recall) that each detector must keep
FLOORS = {"repeat": (0.95, 0.90), "restart": (0.90, 0.90), "loop": (1.0, 1.0), "stop": (0.95, 0.85),
          "question": (0.90, 0.85), "filler": (0.90, 0.90), "boilerplate": (0.95, 0.90)}


def _read() -> list[tuple[Paragraph, list[tuple[str, Span, str]]]]:
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#="]
    result = []
    for n, line in enumerate(lines, 1):
        text, marks, at = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            marks.append((mark[1], Span(len(text), len(text) + len(mark[2])), mark[3]))
            text, at = text + mark[2], mark.end()
        result.append((Paragraph(n, text + line[at:]), marks))
    return result


class _Score:
    def __init__(self) -> None:
        self.right, self.wrong, self.missed = Counter[str](), Counter[str](), Counter[str]()
        self.sure, self.surely_right = 0, 0
        self.trouble: list[str] = []

    def line(self, kind: str) -> tuple[float, float]:
        found = self.right[kind] + self.wrong[kind]
        return self.right[kind] / max(found, 1), self.right[kind] / max(self.right[kind] + self.missed[kind], 1)


@pytest.fixture(scope="module")
def score() -> _Score:
    marked = _read()
    assert len(marked) >= 300
    result = _Score()
    some = detectors("light")
    for detector in some:
        detector.load([paragraph for paragraph, _ in marked])
    for paragraph, marks in marked:
        found = merge(paragraph, (s for detector in some for s in detector.suggest(paragraph)), (), LIKELY)
        for suggestion in found:
            kind = suggestion.rule.removeprefix("speech.")
            right = any(kind == k and suggestion.span.overlaps(span) for k, span, _ in marks)
            (result.right if right else result.wrong)[kind] += 1
            if suggestion.confidence >= SURE:
                result.sure += 1
                result.surely_right += right
            if not right:
                result.trouble.append(f"{kind} wrong: {paragraph.text} [{suggestion.original}]")
        for kind, span, _ in marks:
            if not any(s.rule == f"speech.{kind}" and s.span.overlaps(span) for s in found):
                result.missed[kind] += 1
                result.trouble.append(f"{kind} missed: {paragraph.text}")
    return result


def test_print_the_table(score: _Score) -> None:
    print(f"\n{'detector':12} precision recall  found")
    for kind in FLOORS:
        precision, recall = score.line(kind)
        print(f"{kind:12} {precision:9.2f} {recall:6.2f} {score.right[kind] + score.wrong[kind]:6}")
    print(f"sure: {score.surely_right} of {score.sure} right")
    print("\n".join(score.trouble))


@pytest.mark.parametrize("kind", FLOORS)
def test_each_detector_keeps_its_floors(score: _Score, kind: str) -> None:
    precision, recall = score.line(kind)
    assert precision >= FLOORS[kind][0], score.trouble
    assert recall >= FLOORS[kind][1], score.trouble


def test_what_is_called_sure_is_right(score: _Score) -> None:
    assert score.surely_right >= 0.9 * score.sure
