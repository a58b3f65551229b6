"""The word lists of the speech detectors, read once from resources/speech/."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from editor.assets import resource


@functools.cache
def proper_words() -> frozenset[str]:
    """Return the words, in lower case, that keep a capital wherever they stand."""
    return frozenset(word for line in _lines("proper.txt") for word in line.split())


@functools.cache
def boilerplate() -> Mapping[str, bool]:
    """Return sentences that recognisers invent, in lower case, words parted by one space.

    True stands with those that a host may well say in the middle of a programme.
    """
    return {line.lstrip("? "): line.startswith("?") for line in _lines("boilerplate.txt")}


def _lines(name: str) -> list[str]:
    text = resource(f"speech/{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
