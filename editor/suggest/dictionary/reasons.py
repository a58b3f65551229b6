"""Why a suggestion is made, in words a person understands, from what each feature did to the model's answer.

For every group of features a model is asked again with those features at a middling value; how far the answer
falls is what the group contributed. The strongest contributions are said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary import evidence
from editor.suggest.dictionary.company import NEARLY
from editor.suggest.dictionary.matcher import LOCAL_NAMES
from editor.suggest.dictionary.model import Forest, Model
from editor.suggest.dictionary.scoring import SECOND_NAMES

_GROUPS: dict[str, tuple[str, ...]] = {
    "sound": ("sound", "sound_distance", "consonants", "same_start", "same_end", "residual", "phone_weight",
              "phone_weight_each", "length_ratio"),
    "spelling": ("spelling", "spelling_start", "letter_distance", "first_letter", "last_letter"),
    "rarity": ("rarest", "mean_zipf", "commonest", "unknown", "listed", "stop_words", "stop_start", "stop_end"),
    "context": ("surprise", "unattested", "left_unattested", "right_unattested", "left_zipf", "right_zipf"),
    "capitals": ("capitals", "upper"),
}
_COLUMNS = {group: [LOCAL_NAMES.index(name) for name in names] for group, names in _GROUPS.items()}
_ELSEWHERE = [SECOND_NAMES.index(name) for name in evidence.NAMES]
_FIRST_LOCAL = SECOND_NAMES.index(LOCAL_NAMES[0])
_AT = {name: at for at, name in enumerate(SECOND_NAMES)}
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
    """Return for each group what it adds to the log-odds of each row of the second look.

    Span and term are judged by the first look, the rest of the document by the second: each is asked about its own.
    """
    first = _added(model.first, rows[:, _FIRST_LOCAL:], list(_COLUMNS.values()))
    result = dict(zip(_COLUMNS, first, strict=True))
    result["elsewhere"] = _added(model.second, rows, [_ELSEWHERE])[0]
    return result


def _added(forest: Forest, rows: Matrix, groups: list[list[int]]) -> Matrix:
    """Return what each group of columns adds to each row; all rows go through the trees together."""
    asked = np.repeat(rows[None], len(groups) + 1, axis=0)  # the last as it is
    for without, columns in zip(asked, groups, strict=False):
        without[:, columns] = forest.typical[columns]
    odds = forest.log_odds(asked.reshape(-1, rows.shape[1])).reshape(len(asked), len(rows))
    added: Matrix = odds[-1] - odds[:-1]
    return added


def said(weights: dict[str, float], row: npt.NDArray[np.float64], about: Circumstances) -> tuple[str, ...]:
    """Return the reasons, strongest first, at least one."""
    phrases, elsewhere = [], ""
    for group, weight in sorted(weights.items(), key=lambda item: -item[1]):
        phrase = _phrase(group, row, about) if weight > _WORTH_SAYING or group == "elsewhere" else ""
        if phrase:
            phrases.append(phrase)
        if group == "elsewhere":
            elsewhere = phrase
    if len(phrases) > _SAID and elsewhere in phrases[_SAID:]:  # other places are what a person asks for first
        phrases[_SAID - 1] = elsewhere
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
    if row[_AT["twin"]] >= NEARLY and row[_AT["twin_belief"]] == 1:  # where it is written right
        return f"the same words stand around {about.term} elsewhere"
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
