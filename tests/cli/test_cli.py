"""The command line as a person uses it: real files, a real process where the process matters."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.cli import run

TEXT = "We are training Grock on H 100s.\nIt was built by space X, and the the bill is large.\n"
TERMS = "term,heard_as\nGrok,Grock\nH100,\nSpaceX,\n"


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(TERMS, encoding="utf-8")
    return path


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_suggest_prints_one_object_a_line_with_the_agreed_keys(transcript, terms, capsys):
    assert run(["suggest", str(transcript), "--dictionary", str(terms), "--source", "dictionary",
                "--grammar", "none", "--format", "jsonl"]) == 0
    found = rows(capsys)
    assert {(r["line"], r["original"], r["replacement"]) for r in found} == {
        (1, "Grock", "Grok"), (1, "H 100s", "H100s"), (2, "space X", "SpaceX")}
    lines = TEXT.splitlines()
    for row in found:
        assert set(row) == {"file", "line", "start", "end", "original", "replacement", "alternatives", "source",
                            "rule", "term", "confidence", "tier", "reasons"}
        assert lines[row["line"] - 1][row["start"]:row["end"]] == row["original"]
        assert row["source"] == "dictionary"
        assert row["reasons"]


def test_clean_changes_what_the_report_lists_and_nothing_else(transcript, terms, tmp_path):
    out, report = tmp_path / "clean.txt", tmp_path / "changes.csv"
    assert run(["clean", str(transcript), "--dictionary", str(terms), "--grammar", "none", "--accept", "likely",
                "-o", str(out), "--report", str(report)]) == 0
    assert out.read_text(encoding="utf-8") == (
        "We are training Grok on H100s.\nIt was built by SpaceX, and the bill is large.\n")
    with report.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 4
    assert transcript.read_bytes() == TEXT.encode()


def test_in_place_writes_over_the_file(transcript, terms):
    assert run(["clean", str(transcript), "--dictionary", str(terms), "--source", "dictionary",
                "--accept", "likely", "--in-place"]) == 0
    assert transcript.read_text(encoding="utf-8").startswith("We are training Grok on H100s.\n")


def test_min_confidence_leaves_out_what_is_less_sure(transcript, terms, capsys):
    run(["suggest", str(transcript), "--dictionary", str(terms), "--min-confidence", "1", "--format", "jsonl"])
    assert rows(capsys) == []


@pytest.mark.parametrize("arguments", [
    ["suggest"], ["clean", "x.txt"], ["suggest", "x.txt", "--source", "spelling"],
    ["suggest", "x.txt", "--min-confidence", "2"], ["dictionary"], ["dictionary", "burn", "x"],
])
def test_wrong_usage_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert stopped.value.code == 2
    assert "usage: misheard" in capsys.readouterr().err


def test_a_missing_file_is_one_sentence_that_names_it(tmp_path, capsys):
    assert run(["suggest", str(tmp_path / "gone.txt")]) == 1
    told = capsys.readouterr().err
    assert "gone.txt" in told
    assert len(told.strip().splitlines()) == 1


def test_several_files_need_a_folder(transcript, tmp_path, capsys):
    other = tmp_path / "other.txt"
    other.write_text("Hello.\n", encoding="utf-8")
    assert run(["clean", str(transcript), str(other), "-o", str(tmp_path / "one.txt")]) == 1
    assert "one.txt" in capsys.readouterr().err
    folder = tmp_path / "cleaned"
    folder.mkdir()
    assert run(["clean", str(transcript), str(other), "--source", "speech", "-o", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["other.txt", "talk.txt"]


def test_dictionary_check_names_file_line_and_reason(tmp_path, capsys):
    path = tmp_path / "terms.csv"
    path.write_text("term,heard_as\nGrok,Grock\n,nothing\n", encoding="utf-8")
    assert run(["dictionary", "check", str(path)]) == 1
    told = capsys.readouterr()
    assert "terms.csv" in told.err
    assert "3" in told.err
    assert "1 terms" in told.out


def test_dictionary_convert_keeps_every_term(terms, tmp_path, capsys):
    out = tmp_path / "terms.json"
    assert run(["dictionary", "convert", str(terms), str(out)]) == 0
    back = tmp_path / "back.csv"
    assert run(["dictionary", "convert", str(out), str(back)]) == 0
    with back.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["term"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))] == [
            "Grok", "H100", "SpaceX"]


def test_doctor_tells_of_every_part(capsys):
    assert run(["doctor"]) == 0
    told = capsys.readouterr().out
    for part in ("Python", "rapidfuzz", "display", "dictionaries", "embedded grammar", "Java", "LanguageTool"):
        assert part in told


def test_without_a_display_the_window_says_so_in_one_sentence(transcript):
    done = subprocess.run([sys.executable, "-m", "editor", str(transcript)], capture_output=True, text=True,
                          env={"PATH": ""}, check=False)
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert "no display" in done.stderr
        assert "Traceback" not in done.stderr


def test_help_names_every_command():
    done = subprocess.run([sys.executable, "-m", "editor", "--help"], capture_output=True, text=True, check=True)
    for command in ("suggest", "clean", "export", "dictionary", "doctor"):
        assert command in done.stdout


def test_a_reader_that_leaves_early_is_no_error(transcript, terms):
    command = f'"{sys.executable}" -m editor suggest "{transcript}" --dictionary "{terms}" --grammar none | head -n 1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout
