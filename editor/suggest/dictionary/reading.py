"""A stretch of transcript as arrays: words, sounds, gaps and rarities, read once for all terms.

Each distinct word is looked up once in its life (`Vocabulary`); a `Passage` of one or many paragraphs then holds
only numbers. Spans never leave a run: a paragraph, or the cues of one speaker where a subtitle was cut in the middle
of a sentence; words of other scripts end a run too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.chunks import COMMA, STOP, Chunks
from editor.suggest.dictionary.editdistance import CODE_OF
from editor.suggest.dictionary.lettercounts import letter_groups
from editor.suggest.dictionary.phones import (
    CLASS_OF,
    FEATURE_COUNTS_OF,
    FEATURES_OF,
    ONE_OF_GROUP,
    SIBILANTS,
    WIDTH_OF,
    codes_of,
)
from editor.suggest.dictionary.pronounce import LONGEST_WORD, Pronouncer
from editor.suggest.dictionary.room import appended
from editor.suggest.dictionary.tables import Hashes, base_power, hashes_of, pair_hash, text_hashes, word_pairs, zipf_of
from editor.suggest.dictionary.words import ARTICLES, STOP_WORDS, is_latin, mostly_latin, squash, without_suffix
from editor.transcript import Paragraph

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

PADDING = 16  # phones of silence on both sides of a passage, so that windows need no bounds
_FIRST_PERSON = frozenset({"I", "I'm", "I'll", "I've", "I'd", "I’m", "I’ll", "I’ve", "I’d"})
_STEM = re.compile(r"(?:ing|ed|es|s)$")
_AMOUNT = re.compile(
    r"\d[\d.,]*(?:k|m|b|bn|[mck]m|[mk]?g|ml|[kmg]?hz|[kmgt]b|am|pm|x|st|nd|rd|th|s|h)", re.IGNORECASE)  # "10k", "5th"


def stem(word: str) -> str:
    """Return the squashed word without its inflection, roughly: enough to see that two words are forms of one."""
    return _STEM.sub("", word) if len(word) > 4 else word.rstrip("s") if len(word) > 2 else word


def of_spans(read: Callable[[int, int], str], first: Ints, last: Ints) -> list[str]:
    """Return `read(first word, word after the last)` for each span; many terms may claim a span, it is read once.

    Spans have at most seven words.
    """
    if not len(first):
        return []
    code = first * 8 + (last - first)
    wanted = np.zeros(int(code.max()) + 1, bool)
    wanted[code] = True
    distinct = np.flatnonzero(wanted)
    table = np.empty(len(wanted), object)
    table[distinct] = [read(number >> 3, (number >> 3) + (number & 7)) for number in distinct.tolist()]
    texts: list[str] = table[code].tolist()
    return texts


class Vocabulary:
    """Every distinct written word met so far, one row each."""

    def __init__(self, pronouncer: Pronouncer) -> None:
        self.pronouncer = pronouncer
        self.ids: dict[str, int] = {}
        self.chunks = Chunks(self.of)
        self.texts: list[str] = []
        self.squashed: list[str] = []
        self.bare: list[str] = []  # squashed without a plural or possessive ending
        self.phones: list[str] = []
        self.phone_codes: npt.NDArray[np.uint8] = np.zeros(0, np.uint8)  # the same, all one after the other
        self.spelled: list[str] = []  # read letter by letter, where somebody may have spelled it; else empty
        self._columns: dict[str, npt.NDArray[np.generic]] = {}  # with room to spare

    def __len__(self) -> int:
        return len(self.texts)

    def column(self, name: str) -> npt.NDArray[np.generic]:
        """Return a column by name; see `_rows` for their meaning."""
        return self._columns[name][: len(self.texts)]

    def of(self, words: Sequence[str]) -> Ints:
        """Return the rows of these words, new ones read and added."""
        ids = self.ids
        new = [word for word in dict.fromkeys(words) if word not in ids]
        if new:
            self._add(new)
        return np.fromiter((ids[word] for word in words), np.int64, len(words))

    def _add(self, words: list[str]) -> None:
        before = len(self.texts)
        for number, word in enumerate(words, before):
            self.ids[word] = number
        self.texts += words
        for name, values in self._rows(words).items():
            self._columns[name] = appended(self._columns.get(name), before, values)

    def _rows(self, words: list[str]) -> dict[str, npt.NDArray[np.generic]]:
        squashed = [squash(word) for word in words]
        bare = [squash(without_suffix(word)) for word in words]
        sound = [is_latin(word) and len(word) <= LONGEST_WORD for word in words]
        own: Hashes = text_hashes(squashed)
        said = self.pronouncer.said([word.replace(",", "") if ok else "" for word, ok in zip(
            words, sound, strict=True)], own)
        phones = ["x" if word in ("a", "A") else phones for word, phones in zip(words, said, strict=True)]
        zipf = zipf_of(words)
        spelled = [self._spelling(letters, rarity) if ok else "" for letters, rarity, ok in
                   zip(squashed, zipf.tolist(), sound, strict=True)]
        self.squashed += squashed
        self.bare += bare
        self.phones += phones
        lengths = np.array([len(said) for said in phones], np.int64)
        before = len(self.phone_codes)
        self.phone_codes = np.concatenate([self.phone_codes, codes_of("".join(phones))])
        self.spelled += spelled
        capital = [word[0].isupper() and word not in _FIRST_PERSON for word in words]
        odd = [z < 3.4 or (len(w) > 1 and w.isupper()) or w[0].isdigit() or (len(w) == 1 and w not in "aI")
               for w, z in zip(words, zipf.tolist(), strict=True)]
        return {
            "length": lengths,
            "phones_at": before + np.cumsum(lengths) - lengths,
            "zipf": zipf,
            "hash": own,
            "power": np.array([base_power(len(text)) for text in squashed], np.uint64),
            "bare_hash": text_hashes(bare),
            "bare_power": np.array([base_power(len(text)) for text in bare], np.uint64),
            "word_hash": hashes_of(words),
            "stem_hash": text_hashes([stem(text) for text in squashed]),
            "letters": np.array([len(text) for text in squashed], np.int64),
            "letter_groups": letter_groups(squashed),
            "suffixed": np.array([len(short) < len(text) for short, text in zip(bare, squashed, strict=True)]),
            "article": np.array([word.lower() in ARTICLES for word in words]),
            "capital": np.array(capital),
            "upper": np.array([len(word) > 1 and word.isupper() for word in words]),
            "lower": np.array([word.islower() for word in words]),
            "digit": np.array([word[0].isdigit() for word in words]),
            "figures": np.array([word.replace(",", "").isdigit() for word in words]),
            "amount": np.array([_AMOUNT.fullmatch(word) is not None for word in words]),
            "letter": np.array([len(text) == 1 and text not in "ai" and not text.isdigit() for text in bare]),
            "odd": np.array(odd),
            "name_like": np.array(capital) & (zipf < 5.0),
            "stop": np.array([word.lower().replace("’", "'") in STOP_WORDS for word in words]),
            "sound": np.array(sound),
            "listed": self.pronouncer.listed(own),
            "sibilant": np.array([said[-1:] in SIBILANTS for said in phones]),
            "spelled": np.array([bool(said) for said in spelled]),
        }

    def _spelling(self, letters: str, zipf: float) -> str:
        """Letters that may be spelled out: few, and not a word that people use."""
        if not 2 <= len(letters) <= 5 or not letters.isascii() or letters.isdigit():
            return ""
        unpronounceable = not re.search("[aeiouy]", letters)
        return self.pronouncer.spelled(letters) if zipf < 3.8 or unpronounceable else ""


class Passage:
    """Paragraphs in order as arrays over their words."""

    def __init__(self, paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, run_of: Sequence[int]) -> None:
        """`run_of`: for each paragraph the number of its run; neighbours of one run may share a span."""
        self.paragraphs = paragraphs
        self.vocabulary = vocabulary
        division = vocabulary.chunks.divided([p.text if mostly_latin(p.text) else "" for p in paragraphs])
        self.count = len(division.word)
        self.paragraph: Ints = division.text
        self.first_word: Ints = np.searchsorted(division.text, np.arange(len(paragraphs) + 1))
        self.start: Ints = division.start
        self.end: Ints = division.end
        self.words: Ints = division.word
        self.gap = division.gap.astype(np.int8)  # what stands before each word: nothing, a comma, the end of a sentence
        cased = np.array([_is_cased(p.text) for p in paragraphs], bool)
        self.cased: Bools = cased[self.paragraph] if self.count else np.zeros(0, bool)
        self._number_runs(np.asarray(run_of, np.int64))
        self._sounds()
        self._naturalness()

    def part(self, first: int, last: int) -> Passage:
        """Return some words of one paragraph as a passage of their own, each as it stands here."""
        part = Passage.__new__(Passage)
        part.paragraphs, part.vocabulary, part.count = self.paragraphs, self.vocabulary, last - first
        part.first_word = np.array([0, last - first])
        for name in ("paragraph", "start", "end", "words", "gap", "cased", "run", "opening", "zipf", "pair",
                     "unattested", "surprise", "suspicious"):
            setattr(part, name, getattr(self, name)[first:last])
        Passage._sounds(part)
        return part

    def take(self, name: str) -> npt.NDArray[np.generic]:
        """Return a column of the vocabulary, for each word of the passage."""
        if not self.count:
            return np.zeros(0)
        return self.vocabulary.column(name)[self.words]

    def said_between(self, first: int, last: int) -> str:
        """Return the phones of some words."""
        return self.stream[self._phone_at[first] : self._phone_at[last]]

    def expanded_between(self, first: int, last: int) -> str:
        """Return the phones of some words, expanded to features."""
        return self.expanded[self._feature_at[first] : self._feature_at[last]]

    def squashed_between(self, first: int, last: int) -> str:
        """Return the letters of some words."""
        number = first << 3 | (last - first)
        letters = self._letters.get(number)
        if letters is None:
            squashed = self.vocabulary.squashed
            letters = self._letters[number] = "".join([squashed[at] for at in self._rows[first:last]])
        return letters

    def bare_between(self, first: int, last: int) -> str:
        """Return the letters of some words, without the plural or possessive ending of the last."""
        return self.squashed_between(first, last - 1) + self.vocabulary.bare[self._rows[last - 1]]

    def _number_runs(self, run_of: Ints) -> None:
        """A word that has no sound (another script) is a run of its own."""
        sound = self.take("sound").astype(bool)
        breaks = np.zeros(self.count, bool)
        if self.count:
            runs = run_of[self.paragraph]
            breaks[0] = True
            breaks[1:] = (runs[1:] != runs[:-1]) | ~sound[1:] | ~sound[:-1]
        self.run: Ints = np.cumsum(breaks)
        # the first word of a run begins a sentence as far as anybody knows
        self.gap = np.where(breaks, STOP, self.gap).astype(np.int8)
        self.opening: Bools = (self.gap >= STOP)

    def _sounds(self) -> None:
        self._rows: list[int] = self.words.tolist()
        self._letters: dict[int, str] = {}
        lengths = self.take("length").astype(np.int64)
        self.offset: Ints = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        count = int(self.offset[-1])
        # the word that each phone's place points to, as a search in `offset` finds it; one place beyond the end too
        self.word_at: Ints = np.cumsum(np.bincount(self.offset + 1, minlength=count + 2))
        place = np.repeat(self.take("phones_at").astype(np.int64) - self.offset[:-1], lengths) + np.arange(count)
        codes = self.vocabulary.phone_codes[place]
        self.stream = codes.tobytes().decode("ascii")
        self.classes: Ints = np.zeros(len(codes) + 2 * PADDING, np.int64)
        self.classes[PADDING : PADDING + len(codes)] = CLASS_OF[codes] + 1
        features = FEATURES_OF[codes].ravel()
        features = features[features > 0]
        self.expanded = features.tobytes().decode("ascii")
        self.sibilant: Bools = self.take("sibilant").astype(bool)
        self.suffixed: Bools = self.take("suffixed").astype(bool)  # which words have a plural or possessive ending
        self.expanded_offset: Ints = np.concatenate([[0], np.cumsum(WIDTH_OF[codes])]).astype(np.int64)
        sums = np.cumsum(ONE_OF_GROUP[CLASS_OF[codes]], dtype=np.uint64)
        self.group_sums: Hashes = np.append(np.uint64(0), sums)[self.offset]  # of the phones before each word
        sums = np.cumsum(FEATURE_COUNTS_OF[codes], dtype=np.uint64)
        self.feature_sums: Hashes = np.append(np.uint64(0), sums)[self.offset]
        self._phone_at: list[int] = self.offset.tolist()
        self.feature_at: Ints = self.expanded_offset[self.offset]
        self._feature_at: list[int] = self.feature_at.tolist()
        self.feature_codes: Ints = CODE_OF[features]

    def _naturalness(self) -> None:
        """How expected each word is after the one before it."""
        self.zipf: Floats = self.take("zipf").astype(np.float64)
        hashes: Hashes = self.take("word_hash").astype(np.uint64)
        self.pair: Floats = np.zeros(self.count)  # log10 count of (word before, word); 0 where not attested
        if self.count > 1:
            self.pair[1:] = word_pairs().of(pair_hash(hashes[:-1], hashes[1:]))
        self.pair[self.gap >= STOP] = 0
        self.unattested: Bools = self.pair == 0
        # log10 of the chance of this word: after its neighbour where the pair is attested, else by itself
        alone = np.where(self.zipf > 0, self.zipf - 9, -9.0)
        before = np.concatenate([[0.0], self.zipf[:-1]]) if self.count else self.zipf
        together = self.pair - (before + 2.6)  # the list of pairs was counted over about 10**11.6 words
        self.surprise: Floats = -np.where(self.pair > 0, np.clip(together, -5, 0), np.maximum(alone - 0.4, -9))
        odd = self.take("odd").astype(bool)
        self.suspicious: Bools = odd | (self.take("name_like").astype(bool) & (self.gap < STOP))


def _is_cased(text: str) -> bool:
    """True where capitals mean something: some letters are capital and some are not."""
    return not (text.islower() or text.isupper())


__all__ = ["COMMA", "STOP", "Bools", "Floats", "Ints", "Passage", "Vocabulary", "of_spans", "stem"]
