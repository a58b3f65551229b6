"""`misheard clean --level`: the level says what is applied, the report lists it, and nothing else is touched."""

import json
from pathlib import Path

import pytest

from editor.cli import run

TEXT = (
    "We we left the. Harbour at noon, um, with two crates.\r\n"
    "\r\n"
    "It was, you know, a long way. Do you think it was right. Nobody  said so.\r\n"
    "I mean, it was the the old boat.\r\n"
)
CLEANED = {
    "verbatim": TEXT.replace("the. Harbour", "the harbour"),
    "light": (
        "We left the harbour at noon with two crates.\r\n\r\n"
        "It was, you know, a long way. Do you think it was right? Nobody  said so.\r\n"
        "I mean, it was the old boat.\r\n"
    ),
    "clean": (
        "We left the harbour at noon with two crates.\r\n\r\n"
        "It was a long way. Do you think it was right? Nobody  said so.\r\n"
        "It was the old boat.\r\n"
    ),
}


@pytest.mark.parametrize("level", list(CLEANED))
def test_a_level_applies_its_plan_and_the_report_lists_every_change(level: str, tmp_path: Path) -> None:
    source, out, report = tmp_path / "harbour.txt", tmp_path / "out.txt", tmp_path / "changes.json"
    source.write_bytes(TEXT.encode())
    assert run(["clean", str(source), "--source", "speech", "--level", level, "-o", str(out),
                "--report", str(report)]) == 0
    assert out.read_bytes().decode() == CLEANED[level]
    changes = json.loads(report.read_text(encoding="utf-8"))["changes"]
    assert {c["source"] for c in changes} == {"speech"}


def test_how_sure_wins_over_the_level_where_it_is_given(tmp_path: Path) -> None:
    source, out = tmp_path / "harbour.txt", tmp_path / "out.txt"
    source.write_text("Do you think it was right. It went on, um, for days.\n", encoding="utf-8")
    assert run(["clean", str(source), "--source", "speech", "--accept", "sure", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == "Do you think it was right. It went on for days.\n"
