"""Choices from the files in which they stood before there was one settings file; read once, left as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from editor.storage import places

_WINDOW = {  # key in window.json: key of the setting
    "theme": "theme", "text_size": "text_size", "shortcuts": "shortcuts", "grammar": "grammar", "level": "level",
    "language": "language", "server": "server", "kinds_off": "sources_off", "ignored": "ignored",
}


def choices() -> dict[str, object]:
    """Return what the old files hold, by the settings' keys; not yet checked, empty where there are none."""
    window = _read(places.state_dir() / "window.json")
    found = {key: window[old] for old, key in _WINDOW.items() if old in window}
    switches = _read(places.config_dir() / "dictionaries.json")
    if "off" in switches:
        found["dictionaries_off"] = switches["off"]
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
