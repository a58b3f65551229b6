"""Letter to sound: how an unknown word is probably pronounced, by the longest letter context that the table knows.

The table (resources/scripts/train_letter_sounds.py, from the CMU dictionary) maps a letter in its context to the
phones it stands for. Contexts are tried from wide to narrow; one is only in the table where it decides differently
from the narrower one.
"""

from __future__ import annotations

import functools

import numpy as np

from editor.assets import resource

# letters to the left and to the right that a context shows, widest first
WINDOWS = ((4, 4), (3, 4), (4, 3), (3, 3), (2, 4), (2, 3), (3, 2), (2, 2), (1, 3), (1, 2), (2, 1), (1, 1), (0, 1),
           (1, 0), (0, 0))
EDGE = "####"


def contexts(word: str, at: int) -> list[str]:
    """Return the contexts of the letter at `at`, widest first."""
    padded = EDGE + word + EDGE
    here = at + len(EDGE)
    return [f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"
            for left, right in WINDOWS]


class LetterSounds:
    """A table from contexts to phone strings."""

    def __init__(self, table: dict[str, str]) -> None:
        self._table = table

    def of(self, word: str) -> str:
        """Return the phones of a lower-case word of a-z; letters that the table does not know are silent."""
        table = self._table
        said = []
        padded = EDGE + word + EDGE
        for here in range(len(EDGE), len(EDGE) + len(word)):
            for left, right in WINDOWS:
                context = f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"
                phones = table.get(context)
                if phones is not None:
                    said.append(phones)
                    break
        return "".join(said)


@functools.cache
def letter_sounds() -> LetterSounds:
    """Return the shipped table."""
    with np.load(resource("tables/letter-sounds-en.npz")) as table:
        outputs = str(table["outputs"]).split(" ")
        keys, values = str(table["contexts"]).split(" "), table["output"].tolist()
    return LetterSounds({key: outputs[value] for key, value in zip(keys, values, strict=True)})
