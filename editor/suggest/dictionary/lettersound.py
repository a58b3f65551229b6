"""Letter to sound: how an unknown word is probably pronounced, by the longest letter context that the table knows.

The table (resources/scripts/train_letter_sounds.py, from the CMU dictionary) maps a letter in its context to the
phones it stands for. Contexts are tried from wide to narrow; one is only in the table where it decides differently
from the narrower one. All letters of many words are looked up together.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from editor.assets import resource

# letters to the left and to the right that a context shows, widest first
WINDOWS = ((4, 4), (3, 4), (4, 3), (3, 3), (2, 4), (2, 3), (3, 2), (2, 2), (1, 3), (1, 2), (2, 1), (1, 1), (0, 1),
           (1, 0), (0, 0))
EDGE = "####"
_BITS, _REACH = 5, 4  # of a letter in a number, letters to each side
_OTHER = 31  # what is not a letter of a to z
_CODE: npt.NDArray[np.int64] = np.full(128, _OTHER)
_CODE[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODE[ord("#")] = 0

Codes = npt.NDArray[np.int64]

_SHIFTS: Codes = np.array([_BITS * (_REACH - right) for _, right in WINDOWS])  # of what a window shows, and its bits
_MASKS: Codes = np.array([(1 << _BITS * (left + 1 + right)) - 1 for left, right in WINDOWS])
_TAGS: Codes = np.arange(len(WINDOWS)) << _BITS * (2 * _REACH + 1)
_FEW = 100  # letters that are looked up in all windows at once

def contexts(word: str, at: int) -> list[str]:
    """Return the contexts of the letter at `at`, widest first."""
    padded = EDGE + word + EDGE
    here = at + len(EDGE)
    return [f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"
            for left, right in WINDOWS]


class LetterSounds:
    """What letters stand for, by their contexts; remembers the words it was asked for."""

    def __init__(self, keys: Sequence[Codes], said: Sequence[Codes], outputs: Sequence[str]) -> None:
        """For each of WINDOWS the contexts in order (`numbered`) and what they say: numbers of `outputs`."""
        # all contexts in one list, in order: above the letters stands which window they belong to
        self._keys = np.concatenate([numbers | tag for numbers, tag in zip(keys, _TAGS.tolist(), strict=True)])
        self._said = np.concatenate(said)
        ends = np.cumsum([len(numbers) for numbers in keys]).tolist()
        self._parts = [slice(*ends) for ends in zip([0, *ends], ends, strict=False)]
        self._outputs = np.array([*outputs, ""], object)  # the last is said where nothing is known
        self._words: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Return the phones of a lower-case word of a-z; letters that the table does not know are silent."""
        said = self._words.get(word)
        if said is None:
            self.learn([word])
            said = self._words[word]
        return said

    def learn(self, words: Iterable[str]) -> None:
        """Work out how these words are pronounced, which costs far less than one after the other."""
        new = [word for word in dict.fromkeys(words) if word and word not in self._words]
        if not new:
            self._words.setdefault("", "")
            return
        letters = _coded(EDGE + EDGE.join(new) + EDGE)
        around = np.zeros(len(letters) - 2 * _REACH, np.int64)
        for at in range(2 * _REACH + 1):
            around = around << _BITS | letters[at : at + len(around)]
        around = around[letters[_REACH:-_REACH] != 0]
        pieces = self._outputs[self._together(around) if len(around) < _FEW else self._one_by_one(around)].tolist()
        end = 0
        for word in new:
            begin, end = end, end + len(word)
            self._words[word] = "".join(pieces[begin:end])

    def _together(self, around: Codes) -> Codes:
        """Return the output of each letter with what is around it; few letters, so all windows at once."""
        wanted = around[:, None] >> _SHIFTS & _MASKS | _TAGS
        at = np.minimum(self._keys.searchsorted(wanted), len(self._keys) - 1)
        known = self._keys[at] == wanted
        widest = at[np.arange(len(around)), known.argmax(axis=1)]
        return np.where(known.any(axis=1), self._said[widest], len(self._outputs) - 1)

    def _one_by_one(self, around: Codes) -> Codes:
        """Return the same for many letters: a window after the other, for those that no wider one knows."""
        said = np.full(len(around), len(self._outputs) - 1)
        open_ = np.arange(len(around))
        for part, shift, mask, tag in zip(self._parts, _SHIFTS.tolist(), _MASKS.tolist(), _TAGS.tolist(), strict=True):
            keys = self._keys[part]
            if len(keys):
                wanted = around[open_] >> shift & mask | tag
                at = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
                known = keys[at] == wanted
                said[open_[known]] = self._said[part][at[known]]
                open_ = open_[~known]
        return said


def _coded(text: str) -> Codes:
    return _CODE[np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), 127)]


def numbered(shown: Sequence[str]) -> Codes:
    """Return contexts of one width as numbers, five bits a letter."""
    if not shown:
        return np.zeros(0, np.int64)
    letters = _coded("".join(shown)).reshape(len(shown), -1)
    value = np.zeros(len(shown), np.int64)
    for column in range(letters.shape[1]):
        value = value << _BITS | letters[:, column]
    return value


def tabled(table: Mapping[str, str]) -> tuple[list[Codes], list[Codes], list[str]]:
    """Return a table from `contexts` to phones as LetterSounds takes it."""
    outputs = sorted(set(table.values()))
    number = {said: at for at, said in enumerate(outputs)}
    parts: dict[tuple[int, int], list[tuple[str, int]]] = {window: [] for window in WINDOWS}
    for context, said in table.items():
        left, letter, right = context.split("|")
        parts[len(left), len(right)].append((left + letter + right, number[said]))
    keys, numbers = [], []
    for part in parts.values():
        key = numbered([context for context, _ in part])
        order = np.argsort(key)
        keys.append(key[order])
        numbers.append(np.array([said for _, said in part], np.int64)[order])
    return keys, numbers, outputs


def shipped_table() -> tuple[list[Codes], list[Codes], list[str]]:
    """Return the shipped table as LetterSounds takes it."""
    with np.load(resource("tables/letter-sounds-en.npz")) as table:
        borders = np.cumsum(table["many"])[:-1]
        return (np.split(table["keys"].astype(np.int64), borders), np.split(table["said"].astype(np.int64), borders),
                str(table["outputs"]).split(" "))


@functools.cache
def letter_sounds() -> LetterSounds:
    """Return the shipped letter sounds."""
    return LetterSounds(*shipped_table())
