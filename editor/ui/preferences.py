"""What the window remembers: its place on the screen, recent files, the person's keys and looks.

The settings proper (what to check, and how) are in storage; this is the window's own small file beside them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from editor.errors import UserError
from editor.storage import places
from editor.storage.atomic import write_bytes
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.suggestion import Kind
from editor.ui import theme

_FILE = "window.json"
_RECENT = 12
_USUAL = {"grammar": "auto", "level": "light", "language": "auto", "server": ""}
_ALLOWED = {  # what the engine understands; a file from another version may hold anything
    "grammar": ("auto", "languagetool", "embedded", "none"),
    "level": ("verbatim", "light", "clean", "read-through"),
}
USUAL_TEXT_SIZE = 16  # logical pixels


class Preferences:
    """Read once, written at each change; a file that cannot be read or written never stops the window."""

    def __init__(self) -> None:
        self._path = places.state_dir() / _FILE
        self._kept = _read(self._path)

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
        name = self._kept.get("theme", theme.SYSTEM)
        return name if name in theme.NAMES else theme.SYSTEM

    def set_theme(self, name: str) -> None:
        """Remember a theme."""
        self._keep("theme", name)

    def text_size(self) -> int:
        """Return the size of the transcript's text in logical pixels."""
        size = self._kept.get("text_size", USUAL_TEXT_SIZE)
        return size if isinstance(size, int) else USUAL_TEXT_SIZE

    def set_text_size(self, pixels: int) -> None:
        """Remember the size of the text."""
        self._keep("text_size", pixels)

    # --- keys ------------------------------------------------------------------------------------------------

    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts that the person changed."""
        kept = self._kept.get("shortcuts", {})
        if not isinstance(kept, dict):
            return {}
        return {str(i): tuple(map(str, keys)) for i, keys in kept.items() if isinstance(keys, list)}

    def set_shortcuts(self, own: dict[str, tuple[str, ...]]) -> None:
        """Remember the shortcuts that differ from the usual ones."""
        self._keep("shortcuts", {i: list(keys) for i, keys in own.items()})

    # --- what to check ---------------------------------------------------------------------------------------

    def options(self, dictionaries: tuple[Dictionary, ...],
                history: Mapping[tuple[str, str], tuple[int, int]]) -> EngineOptions:
        """Return the settings of the check, with these dictionaries and these past decisions."""
        return EngineOptions(dictionaries=dictionaries, kinds=self.kinds(), grammar=self.choice("grammar"),
                             level=self.choice("level"), language=self.choice("language"),
                             server=self.choice("server"), history=history, ignored=self.ignored())

    def choice(self, name: str) -> str:
        """Return a setting of the check: "grammar", "level", "language" or "server"."""
        kept = self._kept.get(name)
        allowed = _ALLOWED.get(name)
        good = isinstance(kept, str) and (allowed is None or kept in allowed)
        return str(kept) if good else _USUAL[name]

    def set_choice(self, name: str, value: str) -> None:
        """Remember a setting of the check."""
        self._keep(name, value)

    def kinds(self) -> frozenset[Kind]:
        """Return the sources that are asked."""
        off = self._kept.get("kinds_off", [])
        return frozenset(k for k in Kind if not isinstance(off, list) or k.value not in off)

    def set_kinds(self, kinds: frozenset[Kind]) -> None:
        """Remember which sources are asked."""
        self._keep("kinds_off", sorted(k.value for k in Kind if k not in kinds))

    def ignored(self) -> frozenset[str]:
        """Return the texts that are never to be reported."""
        kept = self._kept.get("ignored", [])
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()

    def set_ignored(self, words: frozenset[str]) -> None:
        """Remember the texts that are never to be reported."""
        self._keep("ignored", sorted(words))

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
