"""Names and rare words of a transcript that no dictionary knows, those that sound alike as one, with their places.

After: "Kozinsky" five times, "Kaczynski" and "Kosinski" once each: one person, written in three ways. Kept: the word
that begins a sentence, ordinary words with a capital, names that everybody knows ("June", "Norway"), what a
dictionary has already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from editor.suggest.dictionary.phones import expand
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.tables import word_key, zipf_of
from editor.suggest.speech.lists import proper_words
from editor.suggest.speech.tokens import in_english
from editor.transcript import Paragraph, Span

_WORD = r"[A-ZÀ-Þ][A-Za-z0-9À-ɏ'’-]*[A-Za-z0-9À-ɏ]"
_NAME = re.compile(rf"(?<![A-Za-z0-9À-ɏ]){_WORD}(?: (?:(?:of|the|de|van|von) )?{_WORD})*")
_SELF = re.compile(r"I['’][a-z]+$")
_STARTS = re.compile(r"(?:^|[.!?…:]['\"”’)]?\s+)$")
_LOWER = re.compile(r"\b[a-z][a-z'’-]*[a-z]\b")
_ENDING = re.compile(r"['’]s$")
_SHORTEST = 3
_RARE = 1.5  # zipf; a commoner word without a capital is a word
_ALIKE = 0.87  # of the phones' features


@dataclass(frozen=True, slots=True)
class NewName:
    """One name: its forms with how often each stands in the text, the commonest first, and all places in text order."""

    forms: tuple[tuple[str, int], ...]
    places: tuple[tuple[int, Span], ...]
    """(paragraph id, span)"""

    @property
    def text(self) -> str:
        """The commonest form."""
        return self.forms[0][0]


def new_names(paragraphs: Iterable[Paragraph], known: Callable[[str], bool]) -> list[NewName]:
    """Return what `known` does not know, the most often first.

    Reads pronunciation tables, which takes longer than a window's thread may wait.
    """
    paragraphs = list(paragraphs)
    places: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    words: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for paragraph in paragraphs:
        for text, span in _names(paragraph.text):
            places[text].append((paragraph.id, span))
        if in_english(paragraph):
            for match in _LOWER.finditer(paragraph.text):
                text = _ENDING.sub("", match.group())
                words[text].append((paragraph.id, Span(match.start(), match.start() + len(text))))
    found = {text: where for text, where in places.items()
             if len(text) >= _SHORTEST and text.casefold() not in words and not _everybodys(text) and not known(text)}
    found.update(_rare(words, known))
    return _together(found, {paragraph.id: n for n, paragraph in enumerate(paragraphs)})


def _names(text: str) -> Iterator[tuple[str, Span]]:
    """Yield runs of capitalised words; the word that begins a sentence has its capital from there and is left out."""
    for match in _NAME.finditer(text):
        name, start = match.group(), match.start()
        if _STARTS.search(text[max(0, start - 6) : start]):
            first, _, name = name.partition(" ")
            start += len(first) + 1
        name = _ENDING.sub("", name)
        if name[:1].isupper() and not _SELF.match(name):
            yield name, Span(start, start + len(name))


def _everybodys(text: str) -> bool:
    """True for "June" and "New Zealand": names that every recogniser writes right."""
    return all(word in proper_words() for word in text.casefold().split())


def _rare(words: dict[str, list[tuple[int, Span]]], known: Callable[[str], bool]) -> dict[str, list[tuple[int, Span]]]:
    some = [word for word in words if len(word) > _SHORTEST]
    common = zipf_of([word_key(word) for word in some])
    return {word: words[word] for word, zipf in zip(some, common.tolist(), strict=True)
            if zipf < _RARE and not known(word)}


def _together(found: dict[str, list[tuple[int, Span]]], order: dict[int, int]) -> list[NewName]:
    """Put forms that sound alike together, around the commonest of them; `order`: where each paragraph stands."""
    pronouncer = Pronouncer()
    groups: list[tuple[str, list[str]]] = []
    by_start: dict[str, list[int]] = defaultdict(list)
    for text in sorted(found, key=lambda form: (-len(found[form]), form)):
        said = expand("".join(pronouncer.token(word)[0] for word in text.split() if pronouncer.token(word)))
        best, at = max(((Levenshtein.normalized_similarity(said, groups[n][0], score_cutoff=_ALIKE), n)
                        for n in by_start[said[:2]]), default=(0.0, -1))
        if said and best >= _ALIKE:
            groups[at][1].append(text)
        else:
            by_start[said[:2]].append(len(groups))
            groups.append((said, [text]))
    names = [NewName(tuple((form, len(found[form])) for form in forms),
                     tuple(sorted((place for form in forms for place in found[form]),
                                  key=lambda place: (order[place[0]], place[1])))) for _, forms in groups]
    return sorted(names, key=lambda name: -len(name.places))
