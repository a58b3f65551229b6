"""Terms as arrays: their readings and keys, their exact forms, and what the score needs to know of each.

An index is built once for a list of terms and never changes; a changed dictionary gets a small further index
(detector.py), so that adding one term does not rebuild the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.editdistance import Patterns
from editor.suggest.dictionary.forms import KnownTerm
from editor.suggest.dictionary.keys import AnchoredKeys, Buckets
from editor.suggest.dictionary.lettercounts import letter_groups
from editor.suggest.dictionary.phones import (
    CLASS_OF,
    FEATURE_COUNTS_OF,
    ONE_OF_GROUP,
    SIBILANTS,
    SYMBOL,
    codes_of,
    expand,
)
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.reading import Bools, Floats, Ints, stem
from editor.suggest.dictionary.tables import Hashes, text_hashes, zipf_of
from editor.suggest.dictionary.words import LONGEST_SOUNDED, squash, tokens, without_suffix

SPELLED_LETTERS = (2, 9)  # single words of this many letters are also found by their letters
_REMEMBERED = 50_000  # words whose near terms are kept
_WORDS = 6  # words of a term that are compared one by one


@dataclass(frozen=True, slots=True)
class KeySettings:
    """How wide the net is cast: narrower the more terms there are, for time and because chance hits grow with them."""

    length: int  # phones in a key
    forgiving_from: int  # readings this long may have one phone wrong in the key
    forgive_everywhere: bool  # or only where the text looks odd
    least: float  # similarity below which a pair is not scored
    slack: float  # share of a reading's length by which the other end of a span may miss
    widens: bool = False  # whether terms that the transcript mentions are looked for with the wide net instead

    @classmethod
    def for_size(cls, terms: int) -> KeySettings:
        """Return the settings for a dictionary of so many terms."""
        if terms <= 500:
            return WIDE
        if terms <= 6000:
            return cls(5, 4, False, 0.55, WIDE.slack, widens=True)
        return cls(6, 5, False, 0.62, 0.3)


WIDE = KeySettings(4, 4, True, 0.5, 0.45)


@dataclass(frozen=True, slots=True)
class Net:
    """The keys by which some readings are found: of their beginnings (side 1) and of their ends (-1)."""

    readings: Ints  # numbers in the index
    holds: Bools  # which of all readings these are
    settings: KeySettings
    sides: Mapping[int, AnchoredKeys]


class TermIndex:
    """An immutable index over some terms; numbers are positions in `known`."""

    def __init__(self, known: Sequence[KnownTerm], pronouncer: Pronouncer, size: int | None = None) -> None:
        """`size`: how many terms the whole dictionary has, where this is only a part of it."""
        self.known = list(known)
        self.alive: Bools = np.ones(len(self.known), bool)
        self.settings = KeySettings.for_size(len(self.known) if size is None else size)
        self._read(pronouncer)
        self._describe()
        self._index_forms()
        self._index_letters()

    def _read(self, pronouncer: Pronouncer) -> None:
        owners, phones = [], []
        pronouncer.prepare(phrase for entry in self.known for phrase in (entry.term.text, *entry.term.sounds_like))
        for number, entry in enumerate(self.known):
            if entry.by_sound and len(entry.term.text) <= LONGEST_SOUNDED:
                for said in pronouncer.term(entry.term.text, entry.term.sounds_like):
                    if len(said) >= 2:
                        owners.append(number)
                        phones.append(said)
        self.owner: Ints = np.array(owners, np.int64)
        self.phones = phones
        self.expanded = [expand(said) for said in phones]
        self.expanded_array = _objects(self.expanded)
        self.patterns = Patterns(self.expanded)
        self.sibilant: Bools = np.array([said[-1] in SIBILANTS for said in phones], bool)
        self.length: Ints = np.array([len(said) for said in phones], np.int64)
        self.group_counts: Hashes = np.array(
            [int(ONE_OF_GROUP[CLASS_OF[codes_of(said)]].sum(dtype=np.uint64)) for said in phones], np.uint64)
        self.feature_counts: Hashes = np.array(
            [int(FEATURE_COUNTS_OF[codes_of(said)].sum(dtype=np.uint64)) for said in phones], np.uint64)
        self.net = self.cast(np.arange(len(phones)), self.settings)
        self.first_reading: Ints = np.full(len(self.known), -1, np.int64)
        for reading in range(len(owners) - 1, -1, -1):
            self.first_reading[owners[reading]] = reading
        self.most_phones: Ints = np.zeros(len(self.known), np.int64)  # of a term in any of its readings
        np.maximum.at(self.most_phones, self.owner, self.length)
        self._pronouncer = pronouncer

    def cast(self, readings: Ints, settings: KeySettings) -> Net:
        """Return a net that finds these readings."""
        phones = [self.phones[at] for at in readings.tolist()]
        holds = np.zeros(len(self.phones), bool)
        holds[readings] = True
        sides = {side: AnchoredKeys(phones, side, settings.length, settings.forgiving_from) for side in (1, -1)}
        return Net(readings, holds, settings, sides)

    def _describe(self) -> None:
        """One row a term: what the features need."""
        texts = [entry.term.text for entry in self.known]
        self.squashed = [squash(text) for text in texts]
        words = [[token.text for token in tokens(text)] for text in texts]
        flat = [word for row in words for word in row] or ["x"]
        zipf = dict(zip(flat, zipf_of(flat).tolist(), strict=False))
        self.words: Ints = np.array([max(1, len(row)) for row in words], np.int64)
        self.rarest: Floats = np.array([min((zipf[w] for w in row), default=0.0) for row in words])
        self.commonest: Floats = np.array([max((zipf[w] for w in row), default=0.0) for row in words])
        self.acronym: Bools = np.array([bool(re.fullmatch(r"[A-Z&.]{2,6}s?", text)) for text in texts], bool)
        self.digits: Bools = np.array([any(map(str.isdigit, text)) for text in texts], bool)
        self.suffixed: Bools = np.array([bool(row) and without_suffix(row[-1]) != row[-1] for row in words], bool)
        self.capital: Bools = np.array([text[:1].isupper() for text in texts], bool)
        self.letters: Ints = np.array([len(text) for text in self.squashed], np.int64)
        self.letter_groups = letter_groups(self.squashed)
        self.word_hash: Hashes = np.zeros((len(texts), _WORDS), np.uint64)  # squashed words, 0 beyond the last
        self.stem_hash: Hashes = np.zeros((len(texts), _WORDS), np.uint64)
        shown = [(number, at, squash(word)) for number, row in enumerate(words) for at, word in enumerate(row[:_WORDS])]
        owners, places = [number for number, _, _ in shown], [at for _, at, _ in shown]
        self.word_hash[owners, places] = text_hashes([word for _, _, word in shown])
        self.stem_hash[owners, places] = text_hashes([stem(word) for _, _, word in shown])
        self.term_words = words

    def _index_forms(self) -> None:
        forms = [(form, number) for number, entry in enumerate(self.known) for form in entry.forms]
        hashes, terms = text_hashes([form for form, _ in forms]), np.array([number for _, number in forms], np.int64)
        listed = np.array([form != self.squashed[number] for form, number in forms], bool)
        order = np.lexsort((listed, terms, hashes))
        self.form_hash: Hashes = hashes[order]
        self.form_buckets = Buckets(self.form_hash.view(np.int64))
        self.form_term: Ints = terms[order]
        self.form_listed: Bools = listed[order]
        self.longest_form = max((len(form) for entry in self.known for form in entry.forms), default=0)

    def _index_letters(self) -> None:
        """Single words by their letters, one letter forgiven: short names and acronyms have too few phones."""
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._near_letters: dict[str, tuple[int, ...]] = {}
        for number, letters in enumerate(self.squashed):
            if self.first_reading[number] >= 0 and SPELLED_LETTERS[0] <= len(letters) <= SPELLED_LETTERS[1]:
                for key in one_letter_less(letters):
                    self._by_letters[key].append(number)
        self.by_spelling: dict[str, list[int]] = defaultdict(list)  # acronyms by the sounds of their letters' names
        for number in np.flatnonzero(self.acronym).tolist():
            if self.first_reading[number] >= 0 and len(self.squashed[number]) <= 6:
                spelled = self._pronouncer.spelled(self.squashed[number])
                for key in one_class_less(spelled):
                    self.by_spelling[key].append(number)

    def near_letters(self, letters: str) -> tuple[int, ...]:
        """Return the terms that have these letters, with or without one left out; remembers what it was asked."""
        known = self._near_letters.get(letters)
        if known is None:
            if len(self._near_letters) > _REMEMBERED:
                self._near_letters.clear()
            known = self._near_letters[letters] = tuple({
                number for key in one_letter_less(letters) for number in self._by_letters.get(key, ())})
        return known

    def part(self, number: int, first: int, last: int) -> str:
        """Return the phones of some words of a term, expanded."""
        words = self.term_words[number][first:last]
        return expand("".join(self._pronouncer.token(word)[0] for word in words))


def _objects(texts: Sequence[str]) -> npt.NDArray[np.object_]:
    """Return texts as an array, so that many can be taken at once."""
    array = np.empty(len(texts), object)
    array[:] = texts
    return array


_CLASS_LETTER = str.maketrans({symbol: chr(97 + int(CLASS_OF[ord(symbol)])) for symbol in SYMBOL.values()})


def one_letter_less(letters: str) -> set[str]:
    """Return the letters, and the letters without any one of them."""
    return {letters} | {letters[:at] + letters[at + 1 :] for at in range(len(letters))}


def one_class_less(phones: str) -> set[str]:
    """Return the same over coarse classes of phones."""
    return one_letter_less(phones.translate(_CLASS_LETTER))

