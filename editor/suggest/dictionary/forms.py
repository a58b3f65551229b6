"""The exact forms of terms: what is already right, what is only spaced, cased or punctuated otherwise, what is listed.

An exact form is a squashed text (letters and digits only): the term itself, or an alias the user gave under
"heard as". Looking one up ignores spacing, case and punctuation; one plural or possessive ending may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from editor.suggest.dictionary.term import Dictionary, Match, Term
from editor.suggest.dictionary.words import is_latin, squash

MOST_TERMS = 200_000  # more are not looked for
_LOOSE = re.compile(r"[-\s'’]+")


@dataclass(slots=True)
class KnownTerm:
    """A term in use: the term, and the forms that it must never replace."""

    term: Term
    never: frozenset[str]
    latin: bool
    forms: frozenset[str] = field(default=frozenset())  # squashed: the text and every alias

    @property
    def by_sound(self) -> bool:
        """True where the term is looked for by sound and spelling, not by its forms alone."""
        return self.latin and self.term.match is Match.SOUND and len(squash(self.term.text)) > 1


def known_terms(dictionaries: Iterable[Dictionary]) -> list[KnownTerm]:
    """Return the terms of all dictionaries in order; a text in two dictionaries is one term with the lists of both."""
    merged: dict[str, KnownTerm] = {}
    for dictionary in dictionaries:
        for term in dictionary.terms:
            text = term.text.strip()
            if not text:
                continue
            never = frozenset(squash(word) for word in (*dictionary.never, *term.never))
            known = merged.get(text)
            if known is None:
                merged[text] = KnownTerm(term, never, is_latin(text))
            else:
                known.never |= never
                known.term = _joined(known.term, term)
    for known in merged.values():
        listed = (known.term.text, *known.term.heard_as)
        known.forms = frozenset(filter(None, (squash(form) for form in listed if is_latin(form))))
    return list(merged.values())


def limited(known: list[KnownTerm]) -> tuple[list[KnownTerm], str]:
    """Return the terms that are looked for, and what to tell the user where a limit applies (else empty)."""
    if len(known) <= MOST_TERMS:
        return known, ""
    return known[:MOST_TERMS], (f"The dictionaries hold {len(known):,} terms; only the first {MOST_TERMS:,} are looked "
                                "for. Switch some dictionaries off.")


def _joined(first: Term, second: Term) -> Term:
    """Return one term with the lists of both; by sound if either is."""
    heard = tuple(dict.fromkeys((*first.heard_as, *second.heard_as)))
    sounds = tuple(dict.fromkeys((*first.sounds_like, *second.sounds_like)))
    match = Match.SOUND if Match.SOUND in (first.match, second.match) else Match.LISTED
    return Term(first.text, heard, (*first.never, *second.never), sounds, first.category, first.note, match,
                first.extra)


def is_written_right(surface: str, text: str) -> bool:
    """True where `surface` is the term as it should be written: hyphen or space, and a suffix, make no difference."""
    if surface == text:
        return True
    if text[:1].islower() and surface[:1] == text[:1].upper():  # it begins a sentence
        surface = text[0] + surface[1:]
    loose, right = _LOOSE.sub(" ", surface), _LOOSE.sub(" ", text)
    return loose in (right, right + "s", right + " s", right + "es")


def foreign_terms(known: Sequence[KnownTerm]) -> list[tuple[str, int, bool]]:
    """Return (form, number of the term, is the term itself) for every form that is not of the Latin script."""
    return [(form.strip(), number, form == entry.term.text)
            for number, entry in enumerate(known)
            for form in (entry.term.text, *entry.term.heard_as)
            if form.strip() and not is_latin(form)]
