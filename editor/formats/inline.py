"""Markup inside a cue: tags and entities become atoms, a speaker's name leaves the text."""

from __future__ import annotations

import html
import re

from editor.formats.literal import UNSHOWABLE, Atom, Literal, shown

_PREFIX = re.compile(r"([A-Z][A-Z0-9 .'’-]{1,30}):[ \t]+(?=\S)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_ENTITY = r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});|[&<]"  # alone, those two are text that stays unescaped
_END = r"\r\n|\r|\n"
_CLOSING = re.compile(r"</|\{/|\{\\[biu]0\}")


class Markup:
    """The tags of one format, and whether it has entities (`&amp;`) and voices (`<v Name>`)."""

    def __init__(self, tags: str, entities: bool) -> None:
        self._entities = entities
        self._pattern = re.compile("|".join([tags, *([_ENTITY] if entities else []), _END, UNSHOWABLE.pattern]))

    def seen(self, raw: str, name: bool) -> tuple[str, str]:
        """Return what a person reads of `raw` and the speaker it names ("" where none); as `read`, but quick.

        `name`: the text opens with a speaker in capitals and a colon.
        """
        text = self._pattern.sub(_stand_in, raw)
        if self._entities and "<v" in raw and (voice := _VOICE.search(raw)):
            return text, html.unescape(voice[1]).strip()
        prefix = _PREFIX.match(text) if name else None
        return (text[prefix.end() :], prefix[1]) if prefix else (text, "")

    def read(self, raw: str, name: bool) -> Literal:
        """Return what a person reads of `raw`, and the markup in it as atoms."""
        text: list[str] = []
        atoms: list[Atom] = []
        at = length = 0
        for match in self._pattern.finditer(raw):
            stands_for = _meaning(match[0])
            if stands_for is None:
                continue
            text += [raw[at : match.start()], stands_for]
            length += match.start() - at
            atoms.append(Atom(length, length + len(stands_for), match[0], _CLOSING.match(match[0]) is not None))
            length += len(stands_for)
            at = match.end()
        text.append(raw[at:])
        literal = Literal("".join(text), tuple(atoms))
        voiced = self._entities and _VOICE.search(raw) is not None
        return _without_prefix(literal) if name and not voiced else literal


def renamed(literal: Literal, speaker: str, voice: str) -> Literal:
    """Return a cue's text with its markup naming `speaker`; `voice` is what to put in front where none is named."""
    for n, atom in enumerate(literal.atoms):
        name = _VOICE.fullmatch(atom.raw) or (_PREFIX.match(atom.raw + "x") if atom.end == 0 else None)
        if name is not None:
            words = html.escape(speaker, quote=False) if atom.raw.startswith("<") else speaker.upper()
            raw = atom.raw[: name.start(1)] + words + atom.raw[name.end(1) :]
            return Literal(literal.text, (*literal.atoms[:n], Atom(atom.start, atom.end, raw), *literal.atoms[n + 1 :]))
    return Literal(literal.text, (Atom(0, 0, voice), *literal.atoms))


def unnamed(literal: Literal) -> Literal:
    """Return a cue's text with its markup, without what names a speaker: it goes on in a cue that does."""
    return Literal(literal.text, tuple(
        a for a in literal.atoms
        if not (_VOICE.fullmatch(a.raw) or a.raw.startswith("</v") or (a.end == 0 and _PREFIX.match(a.raw + "x")))))


def _stand_in(match: re.Match[str]) -> str:
    stands_for = _meaning(match[0])
    return match[0] if stands_for is None else stands_for


def _meaning(token: str) -> str | None:
    """Return what a token stands for: "" for a tag, one character for an entity; None where it is text after all."""
    first = token[0]
    if first in "\r\n":
        return "\n"
    if len(token) == 1:  # a character that cannot be shown, or "&" and "<" alone
        return shown(token)
    if first != "&":
        return ""
    character = html.unescape(token)
    return character if len(character) == 1 and shown(character) == character and character not in "\r\n" else None


def _without_prefix(literal: Literal) -> Literal:
    """Take "NAME: " out of the text and make it an atom that stands for nothing."""
    match = _PREFIX.match(literal.text)
    if match is None:
        return literal
    size = match.end()
    front = [atom for atom in literal.atoms if atom.end == 0]
    rest = [Atom(a.start - size, a.end - size, a.raw, a.closing) for a in literal.atoms[len(front) :]]
    return Literal(literal.text[size:], (*front, Atom(0, 0, match[0]), *rest))
