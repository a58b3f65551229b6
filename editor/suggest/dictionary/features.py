"""What speaks for and against a candidate, as one row of numbers: sound, letters, rarity, context, the term itself.

All features are computed for many candidates at once with numpy and rapidfuzz. `NAMES` gives the columns in order;
the trained model (model.py) refers to them by name. Rivals and the rest of the document come in by scoring.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from editor.suggest.dictionary.candidates import LETTERS, LISTED, Candidates
from editor.suggest.dictionary.keys import LONGEST_SPAN
from editor.suggest.dictionary.promise import first_odds, named
from editor.suggest.dictionary.reading import COMMA, STOP, Bools, Floats, Ints, Passage, of_spans
from editor.suggest.dictionary.termindex import TermIndex

NAMES = (
    "sound", "sound_distance", "consonants", "term_phones", "heard_phones", "length_ratio", "same_start", "same_end",
    "spelling", "spelling_start", "letter_distance", "term_letters", "first_letter", "last_letter",
    "rarest", "mean_zipf", "commonest", "unknown", "listed", "stop_words", "stop_start", "stop_end",
    "capitals", "cased", "upper", "comma", "full_stop", "opening",
    "surprise", "unattested", "left_unattested", "right_unattested", "left_zipf", "right_zipf",
    "term_rarest", "term_commonest", "term_words", "heard_words", "more_words", "acronym", "term_digits",
    "heard_digits", "same_letters", "only_case", "ending", "suffix", "residual", "shared_words", "inflected",
    "spelled_out", "dictionary_size", "term_capital", "strength",
)
_VOWEL_LETTERS = str.maketrans("", "", "HMLFBtlrdxq")  # the slots of vowels in expanded phones

Matrix = npt.NDArray[np.float64]
Columns = dict[str, Floats | Ints | Bools]


def rough_columns(passage: Passage, index: TermIndex, found: Candidates, terms: int) -> Columns:
    """Return the features that the first score needs, and it; most candidates need no more.

    `terms`: how many terms are looked for in all.
    """
    columns: Columns = {"dictionary_size": np.full(len(found), np.log10(terms + 10))}
    _spelling(passage, index, found, columns)
    wanted = index.length[found.reading]
    columns["sound"] = found.similarity
    columns["term_phones"] = np.minimum(wanted, 16)
    columns["rarest"] = _per_word(passage.zipf, found, 9.0).min(axis=1) if len(found) else np.zeros(0)
    columns["capitals"] = _share(named(passage), found)
    columns["same_letters"] = found.exact == LETTERS
    _shared(passage, index, found, columns)
    columns["strength"] = first_odds(columns)
    return columns


def completed(passage: Passage, index: TermIndex, found: Candidates, rough: Columns) -> Matrix:
    """Return all features, one row a candidate; `rough`: what `rough_columns` said of these candidates."""
    columns = dict(rough)
    _sound(passage, index, found, columns)
    _letters(passage, index, found, columns)
    _rarity(passage, found, columns)
    _context(passage, found, columns)
    _term(passage, index, found, columns)
    rows = np.empty((len(found), len(NAMES)))
    for at, name in enumerate(NAMES):
        rows[:, at] = columns[name]
    return rows


def _per_word(values: npt.NDArray[np.generic], found: Candidates, empty: float) -> Matrix:
    """Return the values of the words of each span, one column a word, `empty` beyond the last."""
    at = found.first[:, None] + np.arange(LONGEST_SPAN)
    inside = at < found.last[:, None]
    taken = values[np.minimum(at, len(values) - 1)].astype(np.float64)
    result: Matrix = np.where(inside, taken, empty)
    return result


def _share(values: npt.NDArray[np.generic], found: Candidates) -> Floats:
    """Return the mean of a column of whole hundredths over each span.

    The sums are of whole numbers, so that a mean does not depend on how much text stands before its span.
    """
    sums = np.concatenate([[0], np.cumsum(np.rint(values.astype(np.float64) * 100).astype(np.int64))])
    mean: Floats = (sums[found.last] - sums[found.first]) / (100 * (found.last - found.first))
    return mean


def _sound(passage: Passage, index: TermIndex, found: Candidates, columns: Columns) -> None:
    wanted = index.length[found.reading]
    heard = passage.offset[found.last] - passage.offset[found.first] - found.ending
    columns["sound_distance"] = (1 - found.similarity) * np.maximum(wanted, heard)
    columns["heard_phones"] = np.minimum(heard, 18)
    columns["length_ratio"] = np.minimum(wanted, heard) / np.maximum(1, np.maximum(wanted, heard))
    first, last = passage.offset[found.first].tolist(), passage.offset[found.last].tolist()
    stream = passage.stream
    phones = [index.phones[at] for at in found.reading.tolist()]
    columns["same_start"] = np.array([stream[a : a + 1] == said[:1] for a, said in zip(first, phones, strict=True)],
                                     bool)
    columns["same_end"] = np.array([stream[b - 1 : b] == said[-1:] for b, said in zip(last, phones, strict=True)],
                                   bool) | found.ending
    skeletons = of_spans(lambda a, b: passage.expanded_between(a, b).translate(_VOWEL_LETTERS),
                         found.first, found.last)
    targets = [index.expanded[at].translate(_VOWEL_LETTERS) for at in found.reading.tolist()]
    columns["consonants"] = _compare(skeletons, targets, Levenshtein.normalized_similarity)


def _compare(left: list[str], right: list[str], scorer: Any) -> Floats:
    """Return the scorer's value for each pair."""
    if not left:
        return np.zeros(0)
    result: Floats = process.cpdist(left, right, scorer=scorer, dtype=np.float32).astype(np.float64)
    return result


def _spelling(passage: Passage, index: TermIndex, found: Candidates, columns: Columns) -> None:
    """How alike the letters are, with or without an ending of the heard words."""
    ratio = _compare(of_spans(passage.squashed_between, found.first, found.last),
                     [index.squashed[at] for at in found.term.tolist()], fuzz.ratio) / 100
    ends = np.flatnonzero(passage.suffixed[found.last - 1])
    trimmed = of_spans(passage.bare_between, found.first[ends], found.last[ends])
    shorter = _compare(trimmed, [index.squashed[at] for at in found.term[ends].tolist()], fuzz.ratio) / 100
    ratio[ends] = np.maximum(ratio[ends], shorter)
    columns["spelling"] = ratio


def _letters(passage: Passage, index: TermIndex, found: Candidates, columns: Columns) -> None:
    heard = of_spans(passage.squashed_between, found.first, found.last)
    terms = [index.squashed[at] for at in found.term.tolist()]
    columns["spelling_start"] = _compare(heard, terms, JaroWinkler.normalized_similarity)
    columns["letter_distance"] = np.minimum(
        12, (1 - _compare(heard, terms, Levenshtein.normalized_similarity)) * np.maximum(
            np.array([len(text) for text in heard]), index.letters[found.term]))
    columns["term_letters"] = np.minimum(16, index.letters[found.term])
    columns["first_letter"] = np.array([a[:1] == b[:1] for a, b in zip(heard, terms, strict=True)], bool)
    columns["last_letter"] = np.array([a[-1:] == b[-1:] for a, b in zip(heard, terms, strict=True)], bool)
    exact = found.exact == LETTERS
    columns["only_case"] = exact & (found.last - found.first == 1) & (index.words[found.term] == 1)


def _rarity(passage: Passage, found: Candidates, columns: Columns) -> None:
    zipf = passage.zipf
    columns["commonest"] = _per_word(zipf, found, 0.0).max(axis=1) if len(found) else np.zeros(0)
    columns["mean_zipf"] = _share(zipf, found)
    columns["unknown"] = _share(zipf == 0, found)
    columns["listed"] = _share(passage.take("listed"), found)
    stop = passage.take("stop")
    columns["stop_words"] = _share(stop, found)
    many = found.last - found.first > 1
    columns["stop_start"] = stop[found.first].astype(bool) & many
    columns["stop_end"] = stop[found.last - 1].astype(bool) & many


def _context(passage: Passage, found: Candidates, columns: Columns) -> None:
    first, last = found.first, found.last
    columns["cased"] = passage.cased[first]
    columns["upper"] = _share(passage.take("upper"), found)
    columns["opening"] = passage.opening[first]
    inner = found.last - found.first - 1
    gaps = _per_word(passage.gap, found, 0.0)
    if len(found):
        gaps[:, 0] = 0
    columns["comma"] = (gaps == COMMA).any(axis=1)
    columns["full_stop"] = (gaps == STOP).any(axis=1)
    columns["surprise"] = _share(passage.surprise, found)
    joints = np.concatenate([[0.0], np.cumsum(passage.unattested.astype(np.float64))])
    columns["unattested"] = np.where(inner > 0, (joints[last] - joints[np.minimum(first + 1, last)])
                                     / np.maximum(1, inner), 0)
    columns["left_unattested"] = passage.unattested[first]
    after = np.minimum(last, passage.count - 1)
    following = (last < passage.count) & (passage.gap[after] < STOP)
    columns["right_unattested"] = np.where(following, passage.unattested[after], True)
    columns["left_zipf"] = np.where(passage.gap[first] < STOP, passage.zipf[np.maximum(first - 1, 0)], -1)
    columns["right_zipf"] = np.where(following, passage.zipf[after], -1)
    columns["heard_digits"] = _share(passage.take("digit"), found)


def _term(passage: Passage, index: TermIndex, found: Candidates, columns: Columns) -> None:
    term = found.term
    count = found.last - found.first
    columns["term_rarest"] = index.rarest[term]
    columns["term_commonest"] = index.commonest[term]
    columns["term_words"] = index.words[term]
    columns["heard_words"] = count
    columns["more_words"] = count - index.words[term]
    columns["acronym"] = index.acronym[term]
    columns["term_digits"] = index.digits[term]
    columns["term_capital"] = index.capital[term]
    columns["ending"] = found.ending
    columns["suffix"] = index.suffixed[term].astype(np.int64) - passage.suffixed[found.last - 1]
    columns["spelled_out"] = passage.take("spelled")[found.first].astype(bool) & (count == 1)


def _shared(passage: Passage, index: TermIndex, found: Candidates,
            columns: Columns) -> None:
    """Words that span and term have in common say nothing: what is left must still be alike."""
    hashes = passage.take("hash")
    count = found.last - found.first
    words = np.minimum(index.words[found.term], LONGEST_SPAN)
    front = np.zeros(len(found), np.int64)
    running = np.ones(len(found), bool)
    for at in range(LONGEST_SPAN):
        running &= (at < count) & (at < words)
        here = np.minimum(found.first + at, passage.count - 1)
        running &= hashes[here] == index.word_hash[found.term, at]
        if not running.any():
            break
        front += running
    back = np.zeros(len(found), np.int64)
    running = np.ones(len(found), bool)
    for at in range(LONGEST_SPAN):
        running &= (at < count - front) & (at < words - front)
        running &= hashes[np.maximum(found.last - 1 - at, 0)] == index.word_hash[
            found.term, np.maximum(words - 1 - at, 0)]
        if not running.any():
            break
        back += running
    residual = found.similarity.copy()
    for at in np.flatnonzero((front + back > 0) & (found.exact != LETTERS)).tolist():
        residual[at] = _left_over(passage, index, found, at, int(front[at]), int(back[at]))
    columns["residual"] = residual
    columns["shared_words"] = front + back
    same_stems = (count == index.words[found.term]) & (found.exact != LETTERS)
    stems = passage.take("stem_hash")
    for at in range(LONGEST_SPAN):
        if not same_stems.any():
            break
        here = np.minimum(found.first + at, passage.count - 1)
        same_stems &= (at >= count) | (stems[here] == index.stem_hash[found.term, at])
    columns["inflected"] = same_stems


def _left_over(passage: Passage, index: TermIndex, found: Candidates, at: int, front: int, back: int) -> float:
    """Return how alike span and term are without their `front` first and `back` last words."""
    first, last = int(found.first[at]) + front, int(found.last[at]) - back
    term = int(found.term[at])
    end = len(index.term_words[term]) - back
    if first >= last or front >= end:
        return 0.0
    offsets = passage.expanded_offset[passage.offset[[first, last]]].tolist()
    heard = passage.expanded[offsets[0] : offsets[1]]
    return float(Levenshtein.normalized_similarity(heard, index.part(term, front, end)))


__all__ = ["LISTED", "NAMES", "completed", "rough_columns"]
