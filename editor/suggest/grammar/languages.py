"""Which language each paragraph is to be checked in: as the person marked it, as it is written, or as its neighbours.

Asked for one paragraph at a time, so that a long transcript costs nothing before its paragraphs are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.transcript import Paragraph
from editor.transcript.language import language_of, mostly_latin

_REACH = 40  # paragraphs on either side that a short one may take its language from
_USUAL = "en"  # Latin text too short to tell, in a transcript without any that is not


class Languages:
    """The languages of one transcript. `chosen` is the tag of the settings, or "auto".

    A chosen tag names the language, and its variant, of all but what is marked or clearly written otherwise.
    """

    def __init__(self, chosen: str = "auto") -> None:
        self._chosen = "" if chosen in ("", "auto") else chosen
        self._paragraphs: dict[int, Paragraph] = {}
        self._order: list[int] = []
        self._place: dict[int, int] = {}
        self._told: dict[int, str] = {}

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take a whole transcript."""
        self._paragraphs = {p.id: p for p in paragraphs}
        self._order = [p.id for p in paragraphs]
        self._place = {paragraph_id: n for n, paragraph_id in enumerate(self._order)}
        self._told = {}

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions of some, and forget the `gone`; one of a new id has no neighbours until the next load."""
        for paragraph_id in (*gone, *(p.id for p in paragraphs)):
            self._told.pop(paragraph_id, None)
            self._paragraphs.pop(paragraph_id, None)
        self._paragraphs.update((p.id, p) for p in paragraphs)

    def of(self, paragraph: Paragraph) -> str:
        """Return a BCP-47 tag, "" where none can be told (no letters, a script that is not known)."""
        tag = paragraph.language or language_of(paragraph.text)
        if not tag and mostly_latin(paragraph.text):
            tag = self._chosen or self._nearest(paragraph.id)
        if "-" not in tag and primary(tag) == primary(self._chosen):
            return self._chosen
        return tag

    def _nearest(self, paragraph_id: int) -> str:
        at = self._place.get(paragraph_id, 0)
        for far in range(1, _REACH + 1):
            for n in (at - far, at + far):
                told = self._tell(self._order[n]) if 0 <= n < len(self._order) else ""
                if told:
                    return told
        return _USUAL

    def _tell(self, paragraph_id: int) -> str:
        """Return the language of a Latin paragraph by itself, "" where it does not tell."""
        told = self._told.get(paragraph_id)
        if told is None:
            paragraph = self._paragraphs.get(paragraph_id)
            told = ""
            if paragraph is not None and mostly_latin(paragraph.text):
                told = paragraph.language or language_of(paragraph.text)
            self._told[paragraph_id] = told
        return told


def primary(tag: str) -> str:
    """Return "en" of "en-GB"."""
    return tag.partition("-")[0].lower()
