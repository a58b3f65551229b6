"""The settings, declared once: key, default, title, help and what is allowed; kept as JSON in the settings folder.

The file has a version; an older one is brought up by the migrations below, a newer one is read as far as it is
understood, and keys that this version does not know are kept. A file that cannot be read is put aside, never deleted.
Where windows lie, and which files were opened last, is no setting: the window keeps that elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.errors import UserError
from editor.storage import earlier, places
from editor.storage.atomic import write_bytes, write_failure
from editor.storage.lock import locked

VERSION = 2

Value = str | int | float | list[str] | dict[str, str] | dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. The default's type is the setting's; `choices` or `least` and `most` say what is allowed.

    `choices` are values with their titles; where it is `open`, they are offered and other values are allowed too.
    """

    key: str
    default: Value
    title: str
    help: str
    choices: Mapping[str, str] = field(default_factory=dict)
    least: float | None = None
    most: float | None = None
    open: bool = False

    def allows(self, value: object) -> bool:
        """True for a value that this setting may have."""
        default = self.default
        if isinstance(default, str):
            return isinstance(value, str) and (self.open or not self.choices or value in self.choices)
        if isinstance(default, (int, float)):
            kind = (int,) if isinstance(default, int) else (int, float)
            return (isinstance(value, kind) and not isinstance(value, bool)
                    and (self.least is None or value >= self.least) and (self.most is None or value <= self.most))
        if isinstance(default, list):
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        return isinstance(value, dict) and all(
            isinstance(key, str) and (isinstance(item, str) or _texts(item)) for key, item in value.items())


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "system", "Theme", "Colours of the window; “system” follows the desktop.",
            {"system": "As the system", "light": "Light", "dark": "Dark", "high-contrast": "High contrast",
             "high-contrast-dark": "High contrast (dark)"}),
    Setting("text_font", "", "Text font", "Font of the transcript's text; empty for that of the window."),
    Setting("text_size", 16, "Text size", "Size of the transcript's text in logical pixels.", least=10, most=40),
    Setting("sources_off", [], "Sources", "Sources that are not asked: dictionary, grammar, speech."),
    Setting("grammar", "auto", "Grammar checker", "LanguageTool where it is found, the built-in checker, or none.",
            {"auto": "LanguageTool where it is installed, else the built-in checker",
             "languagetool": "LanguageTool only", "embedded": "The built-in checker only (English)",
             "none": "No grammar checking"}),
    Setting("languagetool", "", "LanguageTool folder", "Folder of a LanguageTool server; empty to look for one."),
    Setting("server", "", "Server", "Address of a LanguageTool server; empty: nothing leaves this computer."),
    Setting("rules", {}, "Rules", "Grammar rules, by name, and “category:” groups of them: on, off, join, repeat."),
    Setting("language", "auto", "Language",
            "Of the transcript (“en-GB”), or “auto”; a paragraph in another one keeps its own.",
            {"auto": "Found for each paragraph", "en-US": "English (US)", "en-GB": "English (UK)", "de-DE": "German",
             "fr-FR": "French", "es-ES": "Spanish", "it-IT": "Italian", "pt-PT": "Portuguese", "nl-NL": "Dutch"},
            open=True),
    Setting("level", "light", "Speech errors", "How far speech is tidied, from not at all to fit for reading.",
            {"verbatim": "Verbatim: keep what was said, mend false full stops",
             "light": "Light: doubled words, loops, “um” and “uh” too",
             "clean": "Clean: “you know”, “I mean” and the like too",
             "read-through": "Read-through: all that a reader would skip"}),
    Setting("min_confidence", 0.2, "Least confidence", "Suggestions below this are not shown.", least=0.0, most=1.0),
    Setting("dictionaries_off", [], "Dictionaries", "Dictionaries that are switched off, by name."),
    Setting("ignored", [], "Never suggested", "Words that are never reported, in any transcript."),
    Setting("shortcuts", {}, "Shortcuts", "Keys that differ from the usual ones, by action."),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def declared(key: str) -> Setting:
    """Return the declaration of a setting. KeyError: no such."""
    return _BY_KEY[key]


def _from_0(kept: dict[str, Any]) -> None:
    """Files before the first release had no version and another name for the sources."""
    if "kinds_off" in kept:
        kept.setdefault("sources_off", kept.pop("kinds_off"))


def _from_1(kept: dict[str, Any]) -> None:
    """The window and the dictionaries once kept their choices in files of their own: what is not set yet stands."""
    for key, value in earlier.choices().items():
        if key not in kept and _BY_KEY[key].allows(value):
            kept[key] = value


_MIGRATIONS: tuple[Callable[[dict[str, Any]], None], ...] = (_from_0, _from_1)


class Settings:
    """The settings as they are on disk. `trouble` is a sentence for the person where they could not be read."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or places.config_dir() / "settings.json"
        self.trouble = ""
        self._kept = self._read()

    def get(self, key: str) -> Any:
        """Return a setting; its default where it was never set or what is kept is not allowed. KeyError: no such."""
        setting = _BY_KEY[key]
        value = self._kept.get(key, setting.default)
        value = value if setting.allows(value) else setting.default
        return value.copy() if isinstance(value, (list, dict)) else value

    def set(self, key: str, value: object) -> None:
        """Change a setting and write it down; another window's changes to other settings stay.

        Raises ValueError for a value that is not allowed, UserError where the file cannot be written (the change
        holds until the program ends).
        """
        self.change({key: value})

    def change(self, values: Mapping[str, object]) -> None:
        """Change several settings at once, as `set` does."""
        for key, value in values.items():
            if not _BY_KEY[key].allows(value):
                raise ValueError(f"{key}: {value!r} is not allowed")
        self._kept.update(values)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(write_failure(self._path, error)) from error
        with locked(self._path):
            self._kept = {**self._read(), **values, "version": max(VERSION, self._version(self._kept))}
            write_bytes(self._path, (json.dumps(self._kept, ensure_ascii=False, indent=1) + "\n").encode())

    def _read(self) -> dict[str, Any]:
        """Return what the file holds, at this version; a broken file is put aside."""
        try:
            kept = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            kept = {}
        except OSError as error:
            self.trouble = f"“{self._path}” cannot be read ({error.strerror}): the usual settings are used."
            return {}
        except (ValueError, RecursionError):
            kept = None
        if not isinstance(kept, dict):
            aside = self._path.with_suffix(".damaged.json")
            with suppress(OSError):
                self._path.replace(aside)
            self.trouble = f"The settings could not be read: the usual ones are used, the old file is “{aside}”."
            return {}
        for migrate in _MIGRATIONS[self._version(kept):]:
            migrate(kept)
        return kept

    @staticmethod
    def _version(kept: dict[str, Any]) -> int:
        version = kept.get("version", 0)
        return version if isinstance(version, int) and version >= 0 else 0
