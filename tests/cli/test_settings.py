"""The command line follows the settings in what it has no option for."""

import json
import sqlite3
from pathlib import Path

import pytest

from editor.cli import run
from editor.storage import places
from editor.storage.decisions import Decisions
from editor.storage.settings import Settings

LINE = "They trained Grock in the old barn.\n"


@pytest.fixture
def suggest(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    talk, terms = tmp_path / "talk.txt", tmp_path / "terms.csv"
    talk.write_text(LINE, encoding="utf-8")
    terms.write_text("term,heard_as\nGrok,Grock\n", encoding="utf-8")

    def found(*more: str) -> set[str]:
        assert run(["suggest", str(talk), "--dictionary", str(terms), "--format", "jsonl", *more]) == 0
        return {json.loads(line)["original"] for line in capsys.readouterr().out.splitlines()}

    return found


def test_words_never_to_be_reported_are_not(suggest) -> None:
    assert suggest("--source", "dictionary") == {"Grock"}
    Settings().set("ignored", ["grock"])
    assert suggest("--source", "dictionary") == set()


def test_past_decisions_weigh_in(suggest) -> None:
    decisions = Decisions()
    decisions.forget()  # makes the file
    decisions.close()
    with sqlite3.connect(places.data_dir() / "decisions.sqlite") as connection:
        connection.execute("INSERT INTO decided VALUES ('grock', 'Grok', 0, 5)")
    connection.close()
    assert suggest("--source", "dictionary") == set()


def test_a_rule_that_is_off_stays_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("They was in the old barn, and we seen an orange.\n", encoding="utf-8")
    command = ["suggest", str(talk), "--source", "grammar", "--grammar", "embedded", "--format", "jsonl"]
    assert run(command) == 0
    rules = {json.loads(line)["rule"] for line in capsys.readouterr().out.splitlines()}
    assert rules
    Settings().set("rules", dict.fromkeys(rules, "off"))
    assert run(command) == 0
    assert capsys.readouterr().out == ""


def test_nothing_is_said_of_a_server_that_is_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(LINE, encoding="utf-8")
    Settings().set("server", "https://grammar.invalid")
    assert run(["suggest", str(talk), "--grammar", "embedded"]) == 0
    assert "grammar.invalid" not in capsys.readouterr().err
