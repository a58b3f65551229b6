"""What the window remembers: the settings (declared in storage), its place on the screen and the recent files.

The last two are no settings: they are in a small file of the window's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from editor.errors import UserError
from editor.storage import places
from editor.storage.atomic import write_bytes
from editor.storage.settings import Settings
from editor.suggest.suggestion import Kind

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions
    from editor.suggest.dictionary.term import Dictionary

_FILE = "window.json"
_RECENT = 12


class Preferences:
    """Read once, written at each change; a file that cannot be read or written never stops the window."""

    def __init__(self) -> None:
        self._path = places.state_dir() / _FILE
        self._kept = _read(self._path)
        self._settings = Settings()
        self.grammar_start = 0  # counts up where the person has the grammar checker started again

    @property
    def trouble(self) -> str:
        """A sentence for the person where the settings could not be read; else empty."""
        return self._settings.trouble

    # --- files -----------------------------------------------------------------------------------------------

    def recent(self) -> list[Path]:
        """Return the files opened last, the latest first."""
        kept = self._kept.get("recent", [])
        return [Path(p) for p in kept if isinstance(p, str)] if isinstance(kept, list) else []

    def add_recent(self, path: Path) -> None:
        """Remember that a file was opened or saved."""
        path = path.resolve()
        paths = [path, *(p for p in self.recent() if p != path)]
        self._keep("recent", [str(p) for p in paths[:_RECENT]])

    def folder(self) -> Path:
        """Return the folder in which a dialog starts: the latest file's, else home."""
        return next((p.parent for p in self.recent() if p.parent.is_dir()), Path.home())

    # --- looks -----------------------------------------------------------------------------------------------

    def theme(self) -> str:
        """Return the chosen theme's name; "system" follows the system."""
        return str(self._settings.get("theme"))

    def set_theme(self, name: str) -> None:
        """Remember a theme."""
        self._set("theme", name)

    def text_font(self) -> str:
        """Return the family of the transcript's font; empty for that of the window."""
        return str(self._settings.get("text_font"))

    def set_text_font(self, family: str) -> None:
        """Remember a font for the transcript."""
        self._set("text_font", family)

    def text_size(self) -> int:
        """Return the size of the transcript's text in logical pixels."""
        return int(self._settings.get("text_size"))

    def set_text_size(self, pixels: int) -> None:
        """Remember the size of the text."""
        self._set("text_size", pixels)

    # --- keys ------------------------------------------------------------------------------------------------

    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts that the person changed."""
        kept = self._settings.get("shortcuts")
        return {i: tuple(keys) for i, keys in kept.items() if isinstance(keys, list)}

    def set_shortcuts(self, own: dict[str, tuple[str, ...]]) -> None:
        """Remember the shortcuts that differ from the usual ones."""
        self._set("shortcuts", {i: list(keys) for i, keys in own.items()})

    # --- what to check ---------------------------------------------------------------------------------------

    def options(self, dictionaries: tuple[Dictionary, ...],
                history: Mapping[tuple[str, str], tuple[int, int]]) -> EngineOptions:
        """Return the settings of the check, with these dictionaries and these past decisions."""
        from editor.storage.checking import engine_options  # nothing of it is needed for the first paint

        return replace(engine_options(self._settings, dictionaries, history), start=self.grammar_start)

    def choice(self, name: str) -> str:
        """Return a setting of the check: "grammar", "level", "language", "server" or "languagetool"."""
        return str(self._settings.get(name))

    def set_choice(self, name: str, value: str) -> None:
        """Remember a setting of the check."""
        self._set(name, value)

    def kinds(self) -> frozenset[Kind]:
        """Return the sources that are asked."""
        off = self._settings.get("sources_off")
        return frozenset(k for k in Kind if k.value not in off)

    def set_kinds(self, kinds: frozenset[Kind]) -> None:
        """Remember which sources are asked."""
        self._set("sources_off", sorted(k.value for k in Kind if k not in kinds))

    def ignored(self) -> frozenset[str]:
        """Return the texts that are never to be reported."""
        return frozenset(self._settings.get("ignored"))

    def set_ignored(self, words: frozenset[str]) -> None:
        """Remember the texts that are never to be reported."""
        self._set("ignored", sorted(words))

    def rules(self) -> dict[str, str]:
        """Return what the person has made of single grammar rules, and of groups of them."""
        return dict(self._settings.get("rules"))

    def set_rules(self, rules: Mapping[str, str]) -> None:
        """Remember what is made of grammar rules."""
        self._set("rules", dict(rules))

    # --- geometry --------------------------------------------------------------------------------------------

    def keep_geometry(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Remember where the window stands and how it is divided."""
        self._kept["splitter"] = bytes(splitter.saveState().toBase64().data()).decode()
        self._keep("geometry", bytes(window.saveGeometry().toBase64().data()).decode())

    def restore_geometry(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Put the window where it stood."""
        for name, restore in (("geometry", window.restoreGeometry), ("splitter", splitter.restoreState)):
            kept = self._kept.get(name)
            if isinstance(kept, str):
                restore(QByteArray.fromBase64(kept.encode()))

    def _set(self, key: str, value: object) -> None:
        try:
            self._settings.set(key, value)
        except (UserError, ValueError):
            return  # as below; a value that is not allowed is not kept

    def _keep(self, key: str, value: object) -> None:
        self._kept[key] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self._path, json.dumps(self._kept, indent=1).encode())
        except (OSError, UserError):
            return  # remembered until the window closes; nothing of the person's work is lost


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
