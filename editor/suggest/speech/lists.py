"""The word lists of the speech detectors, read once from resources/speech/."""

from __future__ import annotations

import functools

from editor.assets import resource


@functools.cache
def proper_words() -> frozenset[str]:
    """Return the words, in lower case, that keep a capital wherever they stand."""
    return frozenset(word for line in _lines("proper.txt") for word in line.split())


@functools.cache
def boilerplate() -> frozenset[str]:
    """Return sentences that recognisers invent, in lower case, words parted by one space."""
    return frozenset(_lines("boilerplate.txt"))


def _lines(name: str) -> list[str]:
    text = resource(f"speech/{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
