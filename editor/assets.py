"""Where the files of resources/ are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """Return the path of `name` ("dictionaries/space.csv") below resources/.

    Raises FileNotFoundError where the installation lacks it: that is a packaging bug, never the user's.
    """
    for root in _ROOTS:
        found = root / name
        if found.exists():
            return found
    raise FileNotFoundError(f"resource not installed: {name}")
