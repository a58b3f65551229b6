"""The port to a grammar checker: what every adapter offers, and what it answers; offsets are code points."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_UNBEARABLE = re.compile("[\0\ud800-\udfff]")


class Failure(enum.StrEnum):
    """Why a text was not checked. An adapter returns one of these; it never raises."""

    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    TOO_LONG = "too long"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: `start` and `end` are code points of the text that was checked, `end` exclusive.

    `spelling` marks an unknown word. `replacements` come best first and may be empty. `title` is the rule's name in
    words where the checker has one, `rule` its identifier, unique among all checkers.
    """

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]
    spelling: bool = False
    title: str = ""
    sure: float = 0.0  # how likely the first replacement is right; 0: ask the profile


class GrammarChecker(Protocol):
    """One checker. `check` blocks for milliseconds to seconds; one thread at a time, unless the adapter says more."""

    name: str
    version: str

    def covers(self, language: str) -> bool:
        """Return whether texts in `language` (a BCP-47 tag or its primary part) can be checked."""

    def check(self, text: str, language: str) -> Sequence[Issue] | Failure:
        """Return the findings in `text`, each with 0 <= start < end <= len(text)."""

    def close(self) -> None:
        """Give back what the checker holds (processes, memory)."""


def bearable(text: str) -> str:
    """Return `text` with lone surrogates and NULs replaced one for one: no checker bears them, and offsets stay."""
    return _UNBEARABLE.sub("\ufffd", text)


def within(text: str, issues: Sequence[Issue]) -> list[Issue]:
    """Return the issues whose span fits `text`: a checker's offsets are never trusted."""
    return [issue for issue in issues if 0 <= issue.start < issue.end <= len(text)]
