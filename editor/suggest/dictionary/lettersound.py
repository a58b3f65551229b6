"""Letter to sound: how an unknown word is probably pronounced, by the longest letter context that the table knows.

The table (resources/scripts/train_letter_sounds.py, from the CMU dictionary) maps a letter in its context to the
phones it stands for. Contexts are tried from wide to narrow; one is only in the table where it decides differently
from the narrower one.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np

from editor.assets import resource

# letters to the left and to the right that a context shows, widest first
WINDOWS = ((4, 4), (3, 4), (4, 3), (3, 3), (2, 4), (2, 3), (3, 2), (2, 2), (1, 3), (1, 2), (2, 1), (1, 1), (0, 1),
           (1, 0), (0, 0))
EDGE = "####"
_MIDDLE = 2  # letters to both sides that every wide context shows


def contexts(word: str, at: int) -> list[str]:
    """Return the contexts of the letter at `at`, widest first."""
    padded = EDGE + word + EDGE
    here = at + len(EDGE)
    return [f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"
            for left, right in WINDOWS]


class LetterSounds:
    """What letters stand for, by their contexts."""

    def __init__(self, tables: Sequence[Mapping[str, str]]) -> None:
        """`tables`: for each of WINDOWS what it says, contexts written as the letters that they show."""
        self._tables = [(left, right + 1, table) for (left, right), table in zip(WINDOWS, tables, strict=True)]
        # a wide context can only be known where its middle is: most letters of rare words need not be looked up in them
        self._middles = {context[left - _MIDDLE : left + 1 + _MIDDLE]
                         for (left, right), table in zip(WINDOWS, tables, strict=True)
                         if left >= _MIDDLE and right >= _MIDDLE for context in table}
        self._narrow = [table for table in self._tables if table[0] < _MIDDLE or table[1] <= _MIDDLE]

    def of(self, word: str) -> str:
        """Return the phones of a lower-case word of a-z; letters that the table does not know are silent."""
        said = []
        padded = EDGE + word + EDGE
        middles, narrow = self._middles, self._narrow
        for here in range(len(EDGE), len(EDGE) + len(word)):
            wide = padded[here - _MIDDLE : here + 1 + _MIDDLE] in middles
            for left, right, table in self._tables if wide else narrow:
                phones = table.get(padded[here - left : here + right])
                if phones is not None:
                    said.append(phones)
                    break
        return "".join(said)


def by_window(table: Mapping[str, str]) -> list[dict[str, str]]:
    """Return for each of WINDOWS its part of a table from `contexts` to phones."""
    parts: dict[tuple[int, int], dict[str, str]] = {window: {} for window in WINDOWS}
    for context in sorted(table):
        left, letter, right = context.split("|")
        parts[len(left), len(right)][left + letter + right] = table[context]
    return list(parts.values())


@functools.cache
def letter_sounds() -> LetterSounds:
    """Return the shipped table."""
    with np.load(resource("tables/letter-sounds-en.npz")) as table:
        outputs = str(table["outputs"]).split(" ")
        contexts_of_all, values = str(table["contexts"]).split(" "), table["output"].tolist()
        ends = np.cumsum(table["many"]).tolist()
    said = [outputs[value] for value in values]
    return LetterSounds([dict(zip(contexts_of_all[first:last], said[first:last], strict=True))
                         for first, last in zip([0, *ends], ends, strict=False)])
