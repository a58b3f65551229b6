"""Dividing each stretch between spaces once finds the words, and what stands between them, of the whole text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from editor.suggest.dictionary.chunks import COMMA, STOP, Chunks
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.reading import Vocabulary
from editor.suggest.dictionary.words import word_spans

PIECES = st.sampled_from(["Ada", "GPT4", "10,000", "it's", "x", " ", "  ", "\t", "\n", "\u00a0", ".", ",", "–", "...",
                          "-", "!", "“", "é", "ß", "ﬁ", "3D", "_", ":"])
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5)


def read_whole(texts: list[str]) -> list[tuple[int, int, int, str, int]]:
    """Return (text, start, end, word, gap) of each word, read without any shortcut."""
    found: list[tuple[int, int, int, str, int]] = []
    for number, text in enumerate(texts):
        for start, end in word_spans(text):
            if not found:
                between = "."
            elif found[-1][0] == number:
                between = text[found[-1][2] : start]
            else:
                between = texts[found[-1][0]][found[-1][2] :] + text[:start]
            gap = STOP if re.search("[.!?…]", between) else COMMA if re.search("[,;:—–]", between) else 0
            found.append((number, start, end, text[start:end], gap))
    return found


@given(TEXTS, TEXTS)
def test_words_and_gaps_are_those_of_the_whole_text(first: list[str], second: list[str]) -> None:
    vocabulary = Vocabulary(Pronouncer())
    chunks = Chunks(vocabulary.of)
    for texts in (first, second, first):  # also with what was met before
        division = chunks.divided(texts)
        words = [vocabulary.texts[row] for row in division.word.tolist()]
        found = list(zip(division.text.tolist(), division.start.tolist(), division.end.tolist(), words,
                         division.gap.tolist(), strict=True))
        assert found == read_whole(texts)
