"""A text's words through what stands between its spaces: each distinct stretch is divided into words only once.

A long transcript has a hundred thousand stretches between spaces, of which a few thousand are different. No word holds
a space, so dividing each different one alone finds the same words as reading the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.room import appended
from editor.suggest.dictionary.words import word_spans

Ints = npt.NDArray[np.int64]

COMMA, STOP = 1, 2  # what stands before a word, the graver where there are several; 0 is nothing but space
_STOPS, _COMMAS = re.compile("[.!?…]"), re.compile("[,;:—–]")


@dataclass(frozen=True, slots=True)
class Division:
    """The words of some texts as parallel arrays."""

    text: Ints  # which text
    start: Ints  # within the text
    end: Ints
    word: Ints  # row of the vocabulary
    gap: Ints  # what stands before it, since the word before; the first word of all follows a stop


def _mark(between: str) -> int:
    if not between:
        return 0
    return STOP if _STOPS.search(between) else COMMA if _COMMAS.search(between) else 0


class Chunks:
    """Every distinct stretch between spaces met so far, divided into words."""

    def __init__(self, rows_of: Callable[[Sequence[str]], Ints]) -> None:
        """`rows_of` gives words their rows of the vocabulary."""
        self._rows_of = rows_of
        self._ids: dict[str, int] = {}
        # one row a chunk: letters, number of its first word, how many words, what stands after the last
        self._chunks: Ints = np.zeros((4, 0), np.int64)
        # one row a word of a chunk: start and end within it, row of the vocabulary, what stands before
        self._words: Ints = np.zeros((4, 0), np.int64)
        self._word_count = 0  # of the columns of `_words`, which has room to spare, as `_chunks` has

    def divided(self, texts: Sequence[str]) -> Division:
        """Return the words of the texts."""
        pieces = [text.split(" ") for text in texts]
        chunk = self._of(list(chain.from_iterable(pieces)))
        text = np.repeat(np.arange(len(texts)), [len(each) for each in pieces])
        length, first, many, after = self._chunks[:, chunk]
        ends = np.cumsum(length + 1)
        begins = ends - length - 1
        begins -= begins[np.searchsorted(text, np.arange(len(texts)))][text] if len(texts) else 0
        before = np.cumsum(many) - many  # words before each chunk
        owner = np.repeat(np.arange(len(chunk)), many)
        word = first[owner] - before[owner] + np.arange(len(owner))
        start, end, row, gap = self._words[:, word]
        starts, text_of_word = begins[owner], text[owner]
        gap[1:] = np.where(owner[1:] == owner[:-1], gap[1:], np.maximum(gap[1:], after[owner[:-1]]))
        # marks that stand alone between spaces; those of a text without words are not between words
        alone = np.flatnonzero((many == 0) & (after > 0))
        alone = alone[np.isin(text[alone], text_of_word) & (before[alone] < len(gap))]
        np.maximum.at(gap, before[alone], after[alone])
        gap[:1] = STOP
        return Division(text_of_word, start + starts, end + starts, row, gap)

    def _of(self, chunks: list[str]) -> Ints:
        """Return the rows of these chunks, new ones divided and added."""
        ids = self._ids
        new = [chunk for chunk in dict.fromkeys(chunks) if chunk not in ids]
        if new:
            self._add(new)
        return np.fromiter(map(ids.__getitem__, chunks), np.int64, len(chunks))

    def _add(self, chunks: list[str]) -> None:
        rows, texts = [], []
        words: list[tuple[int, int, int]] = []
        count, before = self._word_count, len(self._ids)
        for number, chunk in enumerate(chunks, len(self._ids)):
            self._ids[chunk] = number
            if chunk.isascii() and chunk.isalpha():  # one word and nothing else, as most are
                rows.append((len(chunk), count + len(words), 1, 0))
                words.append((0, len(chunk), 0))
                texts.append(chunk)
                continue
            spans, until = word_spans(chunk), 0
            rows.append((len(chunk), count + len(words), len(spans), _mark(chunk[spans[-1][1]:] if spans else chunk)))
            for start, end in spans:
                words.append((start, end, _mark(chunk[until:start])))
                texts.append(chunk[start:end])
                until = end
        self._chunks = appended(self._chunks, before, np.array(rows, np.int64).T).astype(np.int64, copy=False)
        if words:
            start, end, gap = np.array(words, np.int64).T
            added = np.stack([start, end, self._rows_of(texts), gap])
            self._words = appended(self._words, count, added).astype(np.int64, copy=False)
            self._word_count += len(words)
