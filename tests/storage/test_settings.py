"""Settings: one schema, what is not allowed never gets in or out, nothing a person wrote is lost."""

import json
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.storage.settings import SETTINGS, VERSION, Settings


def test_every_setting_is_declared_whole() -> None:
    assert len({s.key for s in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.title
        assert setting.help.endswith(".")
        assert setting.allows(setting.default)


def test_a_setting_lasts_and_another_window_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    here, there = Settings(path), Settings(path)
    here.set("theme", "dark")
    there.set("shortcuts", {"accept": ["Ctrl+Y"]})
    again = Settings(path)
    assert again.get("theme") == "dark"
    assert again.get("shortcuts") == {"accept": ["Ctrl+Y"]}
    assert again.get("text_size") == 16
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == VERSION


@pytest.mark.parametrize(("key", "value"), [
    ("theme", "pink"), ("text_size", 4), ("text_size", "16"), ("text_size", True), ("min_confidence", 1.5),
    ("ignored", "word"), ("ignored", [1]), ("shortcuts", {"accept": 3}), ("server", None),
])
def test_what_is_not_allowed_never_gets_in_or_out(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "settings.json"
    with pytest.raises(ValueError, match=key):
        Settings(path).set(key, value)
    path.write_text(json.dumps({"version": 1, key: value}), encoding="utf-8")
    default = next(s.default for s in SETTINGS if s.key == key)
    assert Settings(path).get(key) == default


def test_a_list_that_was_given_out_is_not_the_kept_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.get("ignored").append("word")
    assert settings.get("ignored") == []


def test_unknown_keys_are_kept_and_old_files_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"kinds_off": ["grammar"], "of_a_plugin": {"a": 1}}', encoding="utf-8")
    settings = Settings(path)
    assert settings.get("sources_off") == ["grammar"]
    settings.set("level", "clean")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["of_a_plugin"] == {"a": 1}
    assert kept["sources_off"] == ["grammar"]
    assert "kinds_off" not in kept


def test_a_newer_file_keeps_its_version(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 7, "theme": "dark"}', encoding="utf-8")
    settings = Settings(path)
    settings.set("level", "clean")
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 7
    assert settings.get("theme") == "dark"


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_is_put_aside_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert "settings.damaged.json" in settings.trouble
    assert (tmp_path / "settings.damaged.json").read_bytes() == content
    assert settings.get("theme") == "system"
    settings.set("theme", "dark")
    assert Settings(path).get("theme") == "dark"


def test_a_folder_that_cannot_be_written_is_one_sentence_and_the_change_holds(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    settings = Settings(tmp_path / "config" / "settings.json")
    with pytest.raises(UserError, match=r"settings\.json"):
        settings.set("theme", "dark")
    assert settings.get("theme") == "dark"
