"""Choices from before there was one settings file are brought over once, and only where nothing newer stands."""

import json
from pathlib import Path

import pytest

from editor.storage.dictionaries import Library
from editor.storage.settings import VERSION, Settings


@pytest.fixture
def old(home: Path) -> Path:
    """Return a home with the two old files, one value of them not allowed."""
    for folder in ("state", "config"):
        (home / folder).mkdir()
    (home / "state" / "window.json").write_text(json.dumps({
        "theme": "dark", "text_size": 900, "kinds_off": ["grammar"], "ignored": ["Wren"], "geometry": "AAAA",
        "shortcuts": {"review.next": ["F9"]}}), encoding="utf-8")
    (home / "config" / "dictionaries.json").write_text('{"off": ["space"]}', encoding="utf-8")
    return home


def test_old_choices_are_taken_over_and_written_once(old: Path) -> None:
    settings = Settings()
    assert settings.get("theme") == "dark"
    assert settings.get("sources_off") == ["grammar"]
    assert settings.get("ignored") == ["Wren"]
    assert settings.get("shortcuts") == {"review.next": ["F9"]}
    assert settings.get("text_size") == 16
    assert [shelf.name for shelf in Library().shelves() if not shelf.on] == ["space"]
    settings.set("level", "clean")
    kept = json.loads((old / "config" / "settings.json").read_text(encoding="utf-8"))
    assert kept["version"] == VERSION
    assert kept["theme"] == "dark"
    assert "geometry" not in kept
    (old / "state" / "window.json").write_text('{"theme": "light"}', encoding="utf-8")
    assert Settings().get("theme") == "dark"


def test_what_was_chosen_since_wins(old: Path) -> None:
    path = old / "config" / "settings.json"
    path.write_text('{"version": 1, "theme": "light", "dictionaries_off": []}', encoding="utf-8")
    settings = Settings()
    assert settings.get("theme") == "light"
    assert settings.get("dictionaries_off") == []
    assert settings.get("ignored") == ["Wren"]


def test_a_choice_taken_back_stays_back(old: Path) -> None:
    Library().switch("space", True)
    assert all(shelf.on for shelf in Library().shelves())


@pytest.mark.parametrize("content", ["{", "[]", '{"off": 3, "theme": [], "ignored": "x"}', "[" * 100_000])
def test_damaged_old_files_bring_nothing(old: Path, content: str) -> None:
    (old / "state" / "window.json").write_text(content, encoding="utf-8")
    (old / "config" / "dictionaries.json").write_text(content, encoding="utf-8")
    settings = Settings()
    assert settings.trouble == ""
    assert settings.get("theme") == "system"
    assert settings.get("dictionaries_off") == []
    assert settings.get("ignored") == []
