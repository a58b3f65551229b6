"""Why a suggestion is made, in words a person understands, from what each feature did to the model's answer.

For every group of features the model is asked again with those features at a middling value; how far the answer
falls is what the group contributed. The strongest contributions are said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary.matcher import FEATURES
from editor.suggest.dictionary.model import Model

_GROUPS: dict[str, tuple[str, ...]] = {
    "sound": ("sound", "sound_distance", "consonants", "same_start", "same_end", "residual", "phone_weight",
              "phone_weight_each", "length_ratio"),
    "spelling": ("spelling", "spelling_start", "letter_distance", "first_letter", "last_letter"),
    "rarity": ("rarest", "mean_zipf", "commonest", "unknown", "listed", "stop_words", "stop_start", "stop_end"),
    "context": ("surprise", "unattested", "left_unattested", "right_unattested", "left_zipf", "right_zipf"),
    "capitals": ("capitals", "upper"),
    "elsewhere": ("pair_elsewhere", "right_elsewhere", "letters_elsewhere", "term_elsewhere", "best_elsewhere"),
}
_COLUMNS = {group: [FEATURES.index(name) for name in names] for group, names in _GROUPS.items()}
_AT = {name: at for at, name in enumerate(FEATURES)}
_WORTH_SAYING = 0.15  # log-odds
_SAID = 3

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the reasons need to name things: the term, the heard words with their rarity, the counts elsewhere."""

    term: str
    words: tuple[str, ...]
    zipf: tuple[float, ...]
    right_elsewhere: int
    pairs_elsewhere: int


def contributions(model: Model, rows: Matrix) -> dict[str, npt.NDArray[np.float64]]:
    """Return for each group what it adds to the log-odds of each row."""
    full = model.log_odds(rows)
    result = {}
    for group, columns in _COLUMNS.items():
        without = rows.copy()
        without[:, columns] = model.typical[columns]
        result[group] = full - model.log_odds(without)
    return result


def said(weights: dict[str, float], row: npt.NDArray[np.float64], about: Circumstances) -> tuple[str, ...]:
    """Return the reasons, strongest first, at least one."""
    phrases = []
    for group, weight in sorted(weights.items(), key=lambda item: -item[1]):
        phrase = _phrase(group, row, about) if weight > _WORTH_SAYING or group == "elsewhere" else ""
        if phrase:
            phrases.append(phrase)
    return tuple(phrases[:_SAID]) or (f"sounds like {about.term}",)


def _phrase(group: str, row: npt.NDArray[np.float64], about: Circumstances) -> str:
    if group == "sound":
        return f"sounds just like {about.term}" if row[_AT["sound"]] > 0.985 else f"sounds like {about.term}"
    if group == "spelling":
        return f"the letters of {about.term}" if row[_AT["same_letters"]] else f"spelled like {about.term}"
    if group == "rarity":
        return _rarity(about)
    if group == "context":
        return "unusual words here"
    if group == "capitals":
        return "written like a name" if row[_AT["capitals"]] > 0 else ""
    count = about.pairs_elsewhere
    if count > 0:
        return f"{count} more place{'s' if count != 1 else ''}"
    count = about.right_elsewhere
    if count > 0:
        return f"{about.term} is in this text {count} time{'s' if count != 1 else ''}"
    return f"{about.term} seems to be meant elsewhere too" if row[_AT["best_elsewhere"]] > 0.3 else ""


def _rarity(about: Circumstances) -> str:
    rarest = min(range(len(about.words)), key=lambda at: about.zipf[at])
    if about.zipf[rarest] == 0:
        return f"'{about.words[rarest]}' is not a known word"
    if about.zipf[rarest] < 3:
        return f"'{about.words[rarest]}' is a rare word"
    return ""
