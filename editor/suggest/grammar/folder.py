"""Find the folder of a LanguageTool server on this computer, and say what is in it.

Two layouts: ours (packaging/languagetool: `languagetool.json` names version and languages, the jars are in `libs`),
and LanguageTool's own zip as language-tool-python keeps it (`languagetool-server.jar` beside `org` and `libs`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "languagetool.json"
_OWN_SERVER = re.compile(r"languagetool-server-([\d.]+)\.jar")


@dataclass(frozen=True, slots=True)
class ServerFolder:
    """A folder that a server can be started from.

    `classpath` are its entries in order. `languages` are primary subtags it was built for; empty: whatever the server
    says it knows.
    """

    path: Path
    version: str
    languages: tuple[str, ...]
    classpath: tuple[Path, ...]


def find_folder(chosen: str = "") -> ServerFolder | None:
    """Return the folder to use: the person's choice, ours, the bundled one, or language-tool-python's.

    "Ours" is what the environment variable MISHEARD_LANGUAGETOOL names, or `make languagetool` left in the checkout.

    A choice that holds no LanguageTool gives None, rather than another one silently.
    """
    if chosen:
        return read_folder(Path(chosen).expanduser())
    for path in _places():
        folder = read_folder(path)
        if folder is not None:
            return folder
    return None


def read_folder(path: Path) -> ServerFolder | None:
    """Return what `path` (or a folder just inside it) holds; None where that is no LanguageTool server."""
    for place in (path, *_inside(path)):
        folder = _ours(place) or _theirs(place)
        if folder is not None:
            return folder
    return None


def _inside(path: Path) -> list[Path]:
    try:
        return sorted((p for p in path.glob("LanguageTool-*") if p.is_dir()), reverse=True)
    except OSError:
        return []


def _places() -> Iterator[Path]:
    if os.environ.get("MISHEARD_LANGUAGETOOL"):
        yield Path(os.environ["MISHEARD_LANGUAGETOOL"])
    root = Path(__file__).resolve().parents[3]
    yield root / "build" / "languagetool"  # `make languagetool` in a checkout
    yield root / "languagetool"  # beside a bundled application
    yield downloads_folder()


def downloads_folder() -> Path:
    """Return language-tool-python's own cache, without importing it."""
    return Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")


def _ours(path: Path) -> ServerFolder | None:
    try:
        content = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        version, languages = str(content["version"]), tuple(str(code) for code in content["languages"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    jars = tuple(sorted((path / "libs").glob("*.jar")))
    if not any(_OWN_SERVER.fullmatch(jar.name) for jar in jars):
        return None
    return ServerFolder(path.absolute(), version, languages, tuple(jar.absolute() for jar in jars))


def _theirs(path: Path) -> ServerFolder | None:
    jar = path / "languagetool-server.jar"
    if not jar.is_file():
        return None
    found = re.search(r"LanguageTool-([\w.]+)", path.name)
    return ServerFolder(path.absolute(), found[1] if found else "", (), (jar.absolute(),))
