"""The folders of Misheard's own files: settings, data, state, cache; all under MISHEARD_HOME where that is set."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

_NAME = "misheard"


def config_dir() -> Path:
    """Return the folder of the settings; it need not exist yet."""
    return _folder("config", platformdirs.user_config_dir)


def data_dir() -> Path:
    """Return the folder of the user's own dictionaries and other lasting data; it need not exist yet."""
    return _folder("data", platformdirs.user_data_dir)


def state_dir() -> Path:
    """Return the folder of recovery journals and window geometry; it need not exist yet."""
    return _folder("state", platformdirs.user_state_dir)


def cache_dir() -> Path:
    """Return the folder of what can be made again; it need not exist yet."""
    return _folder("cache", platformdirs.user_cache_dir)


def _folder(kind: str, usual: Callable[..., str]) -> Path:
    home = os.environ.get("MISHEARD_HOME")
    if home:
        return Path(home, kind)
    return Path(usual(_NAME, appauthor=False))
