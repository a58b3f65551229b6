"""What a detector says: a span, what stands there, what may stand there instead, how sure, and why."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from editor.transcript import Span

SURE, LIKELY, MAYBE = 0.90, 0.50, 0.20
JOIN = "speech.join"  # the rule of a suggestion that points at a paragraph to be joined with the next one


class Kind(enum.StrEnum):
    """The three kinds of source; the value is what the command line prints as `source`."""

    DICTIONARY = "dictionary"
    GRAMMAR = "grammar"
    SPEECH = "speech"


class Tier(enum.StrEnum):
    """How far a confidence reaches: sure p ≥ .90, likely ≥ .50, maybe ≥ .20; hidden below."""

    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"
    HIDDEN = "hidden"

    @classmethod
    def of(cls, confidence: float) -> Tier:
        """Return the tier of a confidence 0..1."""
        if confidence >= SURE:
            return cls.SURE
        if confidence >= LIKELY:
            return cls.LIKELY
        return cls.MAYBE if confidence >= MAYBE else cls.HIDDEN


@dataclass(frozen=True, slots=True)
class Patch:
    """A change in a further paragraph that belongs to a suggestion (a name cut by a cue border)."""

    paragraph: int
    span: Span
    original: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One finding in one paragraph.

    `span` counts code points of the text at `revision`; `original` is that text's slice. `replacements` come best
    first; an empty tuple marks a place without offering a repair, an empty string removes the span. `rule` names
    what fired ("dictionary.sound", "speech.repeat", "EN_A_VS_AN"); `term` is the dictionary entry. `reasons` are
    short phrases for a person. `group` joins suggestions that one decision can settle (default: same wrong text
    and same replacement). `also` are the parts in other paragraphs; all parts are applied together or none.
    """

    paragraph: int
    revision: int
    span: Span
    original: str
    replacements: tuple[str, ...]
    kind: Kind
    rule: str
    confidence: float
    term: str = ""
    title: str = ""  # the rule's name in words ("Doubled word"), for the card and the filter
    reasons: tuple[str, ...] = ()
    group: str = ""
    also: tuple[Patch, ...] = ()

    @property
    def replacement(self) -> str:
        """The best replacement; the original where none is offered."""
        return self.replacements[0] if self.replacements else self.original

    @property
    def tier(self) -> Tier:
        """The tier of this confidence."""
        return Tier.of(self.confidence)

    @property
    def alike(self) -> str:
        """The key under which alike suggestions are settled together."""
        return self.group or f"{self.kind}\t{self.original.casefold()}\t{self.replacement}"
