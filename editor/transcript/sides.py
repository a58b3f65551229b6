"""A transcript in two languages, taken apart: which the two are, and a copy that holds one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.transcript.language import languages_of
from editor.transcript.paragraph import Paragraph
from editor.transcript.transcript import Transcript

_BLOCK, _BLOCKS = 20, 100  # neighbours, so that a paragraph and its translation are looked at together


@dataclass(frozen=True, slots=True)
class Sides:
    """The two languages of a transcript (primary subtags): the one that comes first, and that of the translation."""

    original: str
    translation: str


def sides_of(paragraphs: Sequence[Paragraph]) -> Sides | None:
    """Return the two languages that most paragraphs are in, None where there is only one.

    Of a long transcript 2,000 paragraphs spread over it are looked at, and all that are marked with a language:
    about 20 ms.
    """
    step = max(_BLOCK, len(paragraphs) // _BLOCKS)
    some = [p for start in range(0, len(paragraphs), step) for p in paragraphs[start : start + _BLOCK]]
    some += [p for p in paragraphs if p.language] if step > _BLOCK else []
    told = [language for language in languages_of(_lines(some)[0]) if language]
    if len(two := [language for language, _ in Counter(told).most_common(2)]) < 2:
        return None
    return Sides(*sorted(two, key=told.index))


def in_language(transcript: Transcript, language: str) -> Transcript:
    """Return a copy with the paragraphs in `language` alone (a tag; its primary part counts), in order, as they are.

    Of a cue with lines in both languages its lines stay. What belongs to no language (a number, a music sign) stays
    in either, and so do the blank lines between paragraphs, once. Without a paragraph where none is in `language`.
    """
    wanted = language.partition("-")[0].lower()
    lines, owners = _lines(transcript.paragraphs)
    spoken: list[list[tuple[str, str]]] = [[] for _ in range(len(transcript))]
    for line, owner, its in zip(lines, owners, languages_of(lines), strict=True):
        spoken[owner].append((line.text, its))
    copied = transcript.copy()
    kept: list[Paragraph] = []
    gap: list[Paragraph] = []  # the first blank lines behind the last paragraph kept
    found = after_blank = False
    for paragraph, said in zip(transcript, spoken, strict=True):
        if not paragraph.text.strip():
            gap += [paragraph] if after_blank or not gap else []
            after_blank = True
            continue
        after_blank = False
        if ours := _ours(said, wanted):
            found = found or any(its == wanted for _, its in said)
            text = "\n".join(ours)
            kept += [*(gap if kept else ()), paragraph if text == paragraph.text else copied.edited(paragraph, text)]
            gap = []
    copied.splice(0, len(copied), kept if found else [])
    return copied


def _ours(said: Sequence[tuple[str, str]], wanted: str) -> list[str]:
    """Return the lines of one paragraph that belong to the language; none where it is in another."""
    languages = {its for _, its in said} - {""}
    return [text for text, its in said if its in ("", wanted)] if wanted in languages or not languages else []


def _lines(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[int]]:
    """Return a paragraph for each line, and the place of the paragraph that it is of; one marked by hand is whole."""
    lines: list[Paragraph] = []
    owners: list[int] = []
    for n, paragraph in enumerate(paragraphs):
        if "\n" in paragraph.text and not paragraph.language:
            parts = [replace(paragraph, text=line) for line in paragraph.text.split("\n")]
        else:
            parts = [paragraph]
        lines += parts
        owners += [n] * len(parts)
    return lines, owners
