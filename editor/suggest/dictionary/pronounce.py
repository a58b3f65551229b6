"""How words and terms are said: the dictionary first, then letters, digits and capitals read as people read them.

"GPT-4" is said "G P T four", "SpaceX" is "space X", "100" is "hundred" or "one hundred", "SQL" is spelled; a word
that no dictionary has is read by its letters (lettersound.py). Phones are the symbols of phones.py, without stress.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from editor.assets import resource
from editor.suggest.dictionary.lettersound import LetterSounds, letter_sounds
from editor.suggest.dictionary.phones import LETTER_NAMES
from editor.suggest.dictionary.tables import Hashes, text_hash

Bools = npt.NDArray[np.bool_]

LONGEST_WORD = 40  # letters; what is longer is not a word that somebody said
READINGS = 4  # pronunciations kept of a word or term
_PIECES = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|&")
_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
         "seventeen eighteen nineteen").split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_HARD = frozenset("pktfT")  # after these a final s is not voiced


class Lexicon:
    """Pronunciations of the CMU dictionary by the hash of the word, letters only."""

    def __init__(self, hashes: Hashes, ends: np.ndarray[tuple[int], np.dtype[np.uint32]], phones: bytes) -> None:
        self._hashes, self._ends, self._phones = hashes, ends, phones.decode("ascii")
        self._known: dict[str, tuple[str, ...]] = {}  # what was looked up before

    def of(self, word: str) -> tuple[str, ...]:
        """Return the pronunciations of a lower-case word, best first; empty where it is not listed."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._read(word)
        return known

    def holds(self, hashes: Hashes) -> Bools:
        """Return which of these words are listed, by their hashes."""
        at = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        there: Bools = self._hashes[at] == hashes
        return there

    def best_of(self, hashes: Hashes) -> list[str]:
        """Return the best pronunciation of each word by its hash; empty where it is not listed."""
        at = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        ends = np.where(self._hashes[at] == hashes, self._ends[at], 0).tolist()
        first = np.where(at > 0, self._ends[at - 1], 0).tolist()
        phones = self._phones
        return [phones[a:b].partition(" ")[0] for a, b in zip(first, ends, strict=True)]

    def _read(self, word: str) -> tuple[str, ...]:
        key = np.uint64(text_hash(word))
        at = int(self._hashes.searchsorted(key))
        if at == len(self._hashes) or self._hashes[at] != key:
            return ()
        first = int(self._ends[at - 1]) if at else 0
        return tuple(self._phones[first : int(self._ends[at])].split(" "))


@functools.cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    with np.load(resource("tables/pronunciations-en.npz")) as table:
        return Lexicon(table["hashes"], table["ends"], table["phones"].tobytes())


def number_words(number: int) -> list[str]:
    """Return a number below a million in words; larger ones are just a "number"."""
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10]] + ([_ONES[number % 10]] if number % 10 else [])
    if number < 1000:
        words = ([_ONES[number // 100]] if number >= 200 else []) + ["hundred"]
        return words + (number_words(number % 100) if number % 100 else [])
    if number < 1_000_000:
        return number_words(number // 1000) + ["thousand"] + (number_words(number % 1000) if number % 1000 else [])
    return ["number"]


class Pronouncer:
    """Readings of words, terms and spelled letters; remembers every word it was asked for."""

    def __init__(self, words: Lexicon | None = None, letters: LetterSounds | None = None) -> None:
        self._lexicon = words or lexicon()
        self._letters = letters or letter_sounds()
        self._said: dict[str, tuple[str, ...]] = {}

    def listed(self, hashes: Hashes) -> Bools:
        """Return which words the CMU dictionary has, by the hashes of their lower-case letters."""
        return self._lexicon.holds(hashes)

    def said(self, words: Sequence[str], hashes: Hashes) -> list[str]:
        """Return the best reading of each written word; `hashes`: of its letters in lower case, squashed.

        Most words are in the dictionary as they stand: all of these are looked up together.
        """
        plain = np.array([word.isascii() and word.isalpha() and word[1:].islower() for word in words], bool)
        result = [""] * len(words)
        chosen = np.flatnonzero(plain)
        for at, said in zip(chosen.tolist(), self._lexicon.best_of(hashes[chosen]), strict=True):
            result[at] = said
        rest = [at for at, said in enumerate(result) if not said]
        self.prepare([words[at] for at in rest])
        for at in rest:
            result[at] = self.token(words[at])[0]
        return result

    def prepare(self, tokens: Iterable[str]) -> None:
        """Read together, by their letters, those of these words that the dictionary does not have."""
        pieces = {piece.lower() for token in tokens if token not in self._said for piece in _PIECES.findall(token)}
        self._letters.learn(piece for piece in pieces if piece.isalpha() and len(piece) > 1 and not self._listed(piece))

    def word(self, word: str) -> tuple[str, ...]:
        """Return the readings of one lower-case word of letters."""
        return self._listed(word) or (self._letters.of(word),)

    def _listed(self, word: str) -> tuple[str, ...]:
        """Return the readings that the dictionary has of a word, or of what it is the plural of; empty for others."""
        known = self._lexicon.of(word)
        if known:
            return known[:2]
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            stem = self._lexicon.of(word[:-1])
            if stem:
                return (stem[0] + ("s" if stem[0][-1] in _HARD else "z"),)
        return ()

    def spelled(self, letters: str) -> str:
        """Return the names of the letters, one after the other; digits are read out."""
        return "".join(LETTER_NAMES.get(c) or (self.word(_ONES[int(c)])[0] if c in "0123456789" else "")
                       for c in letters.lower())

    def token(self, token: str) -> tuple[str, ...]:
        """Return the readings of a written word, best first, at least one (perhaps empty)."""
        said = self._said.get(token)
        if said is None:
            said = self._said[token] = self._read(token) if len(token) <= LONGEST_WORD else ("",)
        return said

    def term(self, text: str, sounds_like: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the readings of a whole term, what the user says it sounds like first."""
        readings: list[str] = []
        for phrase in (*sounds_like, text):
            parts = [""]
            for token in re.findall(r"[^\W_]+(?:['’][^\W_]+)*|&", phrase):
                parts = [before + said for before in parts for said in self.token(token)[:3]][:READINGS]
            readings += parts
        return tuple(dict.fromkeys(filter(None, readings)))[: READINGS + len(sounds_like)]

    def _read(self, token: str) -> tuple[str, ...]:
        plain = token if token.isascii() else unicodedata.normalize("NFKD", token)
        if not plain.isalpha() or not plain.isascii():
            plain = "".join([c for c in plain if c.isascii() and (c.isalnum() or c == "&")])
        low = plain.lower()
        capitals = plain.isupper() and 2 <= len(plain) <= 5
        if low.isalpha() and len(low) > 1 and not capitals:
            known = self._lexicon.of(low)
            if known and (plain[1:].islower() or plain.isupper()):
                return known[:2]
        pieces = _PIECES.findall(plain)
        said = [""]
        for piece in pieces:
            said = [before + reading for before in said for reading in self._piece(piece, bool(said[0]))][:READINGS]
        if len(pieces) > 1 and low.isalpha() and len(low) > 3:
            said.append(self.word(low)[0])
        return tuple(dict.fromkeys(filter(None, said)))[:READINGS] or ("",)

    def _piece(self, piece: str, inside: bool) -> tuple[str, ...]:
        """Return the readings of letters or digits without a change of case inside."""
        low = piece.lower()
        if piece == "&":
            return (self.word("and")[0], self.word("n")[0])
        if piece.isdigit():
            return self._number(piece)
        if len(piece) == 1:
            if piece == "s" and inside:
                return ("z",)
            return (LETTER_NAMES[low], "x") if piece == "a" else (LETTER_NAMES[low],)
        if re.fullmatch("[A-Z]{2,}s", piece):
            return tuple(said + "z" for said in self._piece(piece[:-1], inside))
        if piece.isupper() and len(piece) <= 5:
            said = (self.spelled(low),)
            pronounceable = len(piece) >= 4 or (len(piece) == 3 and bool(self._lexicon.of(low)))
            return (*said, self.word(low)[0]) if pronounceable and re.search("[AEIOUY]", piece) else said
        return self.word(low)

    def _number(self, digits: str) -> tuple[str, ...]:
        number = int(digits) if len(digits) < 7 else 10**6
        ways = [number_words(number)]
        if len(digits) == 3 and digits[1:] != "00":
            ways.append([_ONES[int(digits[0])], *number_words(int(digits[1:]))])
        if len(digits) == 3 and digits == "100":
            ways.append(["one", "hundred"])
        if len(digits) == 4 and 1100 < number < 2100 and digits[2:] != "00":
            ways.append(number_words(number // 100) + number_words(number % 100))
        return tuple("".join(self.word(word)[0] for word in words) for words in ways)
