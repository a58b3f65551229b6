"""A dictionary is a named list of terms; a term is what is right, and how it has been misheard."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Match(enum.StrEnum):
    """How strictly a term is looked for."""

    SOUND = "sound"  # by sound and spelling
    LISTED = "listed"  # only the forms listed in `heard_as`, and spacing, case and punctuation


@dataclass(frozen=True, slots=True)
class Term:
    """A dictionary entry. `text` is written exactly so; `never` are words that this term must never replace."""

    text: str
    heard_as: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sounds_like: tuple[str, ...] = ()
    category: str = ""
    note: str = ""
    match: Match = Match.SOUND
    extra: tuple[tuple[str, str], ...] = ()  # further columns of the file, kept in order


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A named list of terms, as one file holds it."""

    name: str
    terms: tuple[Term, ...] = ()
    title: str = ""
    description: str = ""
    never: tuple[str, ...] = field(default=())  # words that no term of this dictionary may replace
