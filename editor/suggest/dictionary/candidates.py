"""Pairs of a span and a term that may belong together: found by keys, by letters, by exact form; verified by sound.

Verification compares the feature-expanded phones of span and reading with rapidfuzz, many thousand pairs a
millisecond's breath; what passes goes on to the features and the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from editor.suggest.dictionary import editdistance
from editor.suggest.dictionary.keys import LONGEST_SPAN, distinct, spans_of_hits
from editor.suggest.dictionary.lettercounts import COUNTED, more
from editor.suggest.dictionary.phones import expand
from editor.suggest.dictionary.promise import least_sound
from editor.suggest.dictionary.reading import Bools, Floats, Ints, Passage
from editor.suggest.dictionary.tables import Hashes
from editor.suggest.dictionary.termindex import Net, TermIndex, one_class_less

NONE, LETTERS, LISTED = 0, 1, 2  # exact forms: no; the term's own letters; a form that the user listed

_ENDING_WORTH = 0.12  # of similarity, at most, that a final s or z of the heard words takes away
_SIBILANT_LETTERS = 3  # of the expansion of s and z
_FEW = 1500  # pairs up to which rapidfuzz, one pair after the other, is faster than all a letter at a time
_ROUNDING = 1e-6  # far less than two likenesses differ by
_DIFFERENT = 0.36  # share of phones whose group may differ


@dataclass(slots=True)
class Candidates:
    """Parallel arrays: term (number in the index), reading, words `first` to `last` exclusive, similarity 0..1."""

    term: Ints
    reading: Ints
    first: Ints
    last: Ints
    similarity: Floats
    exact: Ints  # NONE, LETTERS, LISTED
    ending: Bools  # a plural or possessive ending of the heard words was set aside

    def __len__(self) -> int:
        return len(self.term)

    def __getitem__(self, chosen: npt.NDArray[np.generic]) -> Candidates:
        return Candidates(self.term[chosen], self.reading[chosen], self.first[chosen], self.last[chosen],
                          self.similarity[chosen], self.exact[chosen], self.ending[chosen])


def joined(parts: list[Candidates]) -> Candidates:
    """Return all candidates of the parts, the best one of each span and term."""
    every = Candidates(*(np.concatenate([getattr(part, name) for part in parts])
                         for name in ("term", "reading", "first", "last", "similarity", "exact", "ending")))
    order = np.lexsort((-every.similarity, -every.exact, every.last, every.first, every.term))
    every = every[order]
    new = np.ones(len(every), bool)
    if len(every):
        new[1:] = ((every.term[1:] != every.term[:-1]) | (every.first[1:] != every.first[:-1])
                   | (every.last[1:] != every.last[:-1]))
    return every[new]


def find(passage: Passage, index: TermIndex, terms: int, further: Net | None = None) -> Candidates:
    """Return the candidates of every living term of the index in the passage that may come to a first score.

    `terms`: how many terms are looked for in all. `further`: a wider net for some of them.
    """
    parts = [exact_forms(passage, index)]
    if len(index.phones) and passage.count:
        nets = [index.net] if further is None else [index.net, further]
        parts += [_by_keys(passage, index, nets, terms), _by_letters(passage, index), _by_spelling(passage, index)]
    found = joined(parts)
    if not len(found):
        return found
    found = found[index.alive[found.term]]
    _sound_of_exact(passage, index, found)
    return found


def find_further(passage: Passage, index: TermIndex, further: Net, terms: int) -> Candidates:
    """Return the candidates that this net finds, as `find` does."""
    if not passage.count:
        return _none()
    found = joined([_by_keys(passage, index, [further], terms)])
    return found[index.alive[found.term]]


def _sound_of_exact(passage: Passage, index: TermIndex, found: Candidates) -> None:
    """Exact forms were found by their letters; put in how alike they sound."""
    for at in np.flatnonzero((found.exact != NONE) & (found.reading >= 0)).tolist():
        a, b = passage.expanded_offset[passage.offset[[found.first[at], found.last[at]]]].tolist()
        heard, wanted = passage.expanded[a:b], index.expanded[int(found.reading[at])]
        likeness = Levenshtein.normalized_similarity(heard, wanted)
        if found.ending[at] and heard.endswith(("2b+", "2b-")):
            likeness = max(likeness, Levenshtein.normalized_similarity(heard[:-3], wanted))
        found.similarity[at] = max(float(found.similarity[at]), likeness)


def _by_keys(passage: Passage, index: TermIndex, nets: Sequence[Net], terms: int) -> Candidates:
    """Return what these nets find, the first one's widths for what no later one holds; all have one slack."""
    every = np.flatnonzero(passage.take("length").astype(np.int64) > 0)
    odd = passage.suspicious
    after = np.append(odd[1:], False)
    before = np.concatenate([[False], odd[:-1]])
    joint = passage.unattested
    near_odd = {1: (odd | after | np.append(joint[1:], True))[every], -1: (odd | before | joint)[every]}
    bits = passage.count.bit_length()
    parts = []
    for side, loose in near_odd.items():
        hits = [_hits(passage, net, side, every, loose) for net in nets]
        readings, words = hits[0] if len(hits) == 1 else (np.concatenate(each) for each in zip(*hits, strict=True))
        for reading, first, last in spans_of_hits(passage, index.length, readings, words, side,
                                                  nets[0].settings.slack):
            near = np.flatnonzero(_group_counts_near(passage, index, reading, first, last) & (
                passage.run[first] == passage.run[last - 1]))
            begin = first[near]
            parts.append((reading[near] << bits | begin) << 3 | (last[near] - begin))
    unique = distinct(np.concatenate(parts))
    place = unique >> 3
    reading, first = place >> bits, place & ((1 << bits) - 1)
    last = first + (unique & 7)
    floor = np.full(len(unique), nets[0].settings.least)
    for net in nets[1:]:
        floor = np.where(net.holds[reading], net.settings.least, floor)
    least = floor
    if len(unique) > _FEW:  # else the bounds cost more than they save
        least = np.maximum(floor, least_sound(passage, index, reading, first, last, terms))
        hopeful = np.flatnonzero(_may_reach(passage, index, reading, first, last, np.where(
            least > floor, least, floor - _ENDING_WORTH)))
        reading, first, last, least = reading[hopeful], first[hopeful], last[hopeful], least[hopeful]
    return verified(passage, index, reading, first, last, least)


def _hits(passage: Passage, net: Net, side: int, words: Ints, loose: Bools) -> tuple[Ints, Ints]:
    """Return (reading, word) pairs: the reading may begin (side 1) or end (-1) at one of these words."""
    if net.settings.forgive_everywhere:
        loose = np.ones(len(words), bool)
    owners, at = net.sides[side].hits(passage, words, loose)
    return net.readings[owners], at


def _group_counts_near(passage: Passage, index: TermIndex, reading: Ints, first: Ints, last: Ints) -> Bools:
    """A cheap bound on the edit distance: how the counts of eight groups of phones differ."""
    if not len(reading):
        return np.zeros(0, bool)
    length = index.length[reading]
    surplus = more(passage.group_sums[last] - passage.group_sums[first], index.group_counts[reading])
    fewer = surplus + length - (passage.offset[last] - passage.offset[first])
    near: Bools = np.maximum(surplus, fewer) <= np.maximum(1, _DIFFERENT * length)
    return near | (length > COUNTED)


def _may_reach(passage: Passage, index: TermIndex, reading: Ints, first: Ints, last: Ints, least: Floats) -> Bools:
    """Return which pairs may be as alike as `least` by how often each group of feature letters occurs in both."""
    heard, wanted = passage.feature_at[last] - passage.feature_at[first], index.patterns.length[reading]
    surplus = more(passage.feature_sums[last] - passage.feature_sums[first], index.feature_counts[reading])
    longest = np.maximum(heard, wanted)
    may: Bools = surplus + np.maximum(0, wanted - heard) <= (1 - least) * longest + _ROUNDING
    may &= least <= 1
    may |= longest >= COUNTED
    return may


def verified(passage: Passage, index: TermIndex, reading: Ints, first: Ints, last: Ints, least: Floats) -> Candidates:
    """Keep the pairs that sound alike: similarity of expanded phones, with and without a final s or z."""
    if not len(reading):
        return _none()
    # what people add to a term: where the words end so and the term does not, they are compared without it too
    ends = passage.suffixed[last - 1] & passage.sibilant[last - 1] & ~index.sibilant[reading]
    similar = _similarity(passage, index, reading, first, last, np.where(ends, least - _ENDING_WORTH, least))
    ended = np.flatnonzero(ends & (similar >= least - _ENDING_WORTH) & (similar < 1))
    similar = similar.astype(np.float32).astype(np.float64)
    ending = np.zeros(len(reading), bool)
    shorter = _similarity(passage, index, reading[ended], first[ended], last[ended], least[ended],
                          _SIBILANT_LETTERS)
    better = shorter > similar[ended]
    similar[ended[better]], ending[ended[better]] = shorter[better], True
    keep = similar >= least
    reading = reading[keep]
    return Candidates(index.owner[reading], reading, first[keep], last[keep], similar[keep],
                      np.zeros(len(reading), np.int64), ending[keep])


def _similarity(passage: Passage, index: TermIndex, reading: Ints, first: Ints, last: Ints, least: Floats,
                less: int = 0) -> Floats:
    """Return how alike span and reading are, 0..1, without the last `less` feature letters of the span.

    Where that is below `least`, any number below it may be returned.
    """
    start, end = passage.feature_at[first], passage.feature_at[last] - less
    wanted = index.patterns.length[reading]
    length = end - start
    distance = np.empty(len(reading), np.int64)
    long = wanted > editdistance.LONGEST
    one_by_one = np.flatnonzero(long) if len(reading) > _FEW else np.arange(len(reading))
    if len(one_by_one):
        heard = [passage.expanded[a:b]
                 for a, b in zip(start[one_by_one].tolist(), end[one_by_one].tolist(), strict=True)]
        distance[one_by_one] = process.cpdist(heard, index.expanded_array[reading[one_by_one]].tolist(),
                                              scorer=Levenshtein.distance, dtype=np.int32)
    if len(reading) > _FEW:
        rest = np.flatnonzero(~long)
        limit = ((1 - least[rest]) * np.maximum(length[rest], wanted[rest]) + _ROUNDING).astype(np.int64)
        distance[rest] = index.patterns.distances(passage.feature_codes, start[rest], length[rest], reading[rest],
                                                  limit)
    likeness: Floats = 1 - distance / np.maximum(1, np.maximum(length, wanted))
    return likeness


def exact_forms(passage: Passage, index: TermIndex) -> Candidates:
    """Return the spans whose letters are a form of a term, an ending aside; right ones too."""
    if not passage.count or not len(index.form_hash):
        return _none()
    own, power = passage.take("hash").astype(np.uint64), passage.take("power").astype(np.uint64)
    bare, bare_power = passage.take("bare_hash").astype(np.uint64), passage.take("bare_power").astype(np.uint64)
    letters = passage.take("letters").astype(np.int64)
    length = np.concatenate([[0], np.cumsum(letters)])
    prefix = np.zeros(passage.count, np.uint64)
    hashes, firsts, lasts, endings = [], [], [], []
    for words in range(1, LONGEST_SPAN + 1):
        count = passage.count - words + 1
        if count <= 0:
            break
        final = slice(words - 1, None)
        prefix = prefix[:count]
        fits = (passage.run[:count] == passage.run[final]) & (
            length[words:] - length[:count] <= index.longest_form + 2)
        for ending, last_hash, last_power in ((False, own, power), (True, bare, bare_power)):
            chosen = np.flatnonzero(fits & passage.suffixed[final]) if ending else np.flatnonzero(fits)
            hashes.append(prefix[chosen] * last_power[final][chosen] + last_hash[final][chosen])
            firsts.append(chosen)
            lasts.append(chosen + words)
            endings.append(np.full(len(chosen), ending))
        prefix = prefix * power[final] + own[final]
    return joined([_looked_up(index, np.concatenate(hashes), np.concatenate(firsts), np.concatenate(lasts),
                              np.concatenate(endings))])


def _looked_up(index: TermIndex, hashes: Hashes, first: Ints, last: Ints, ending: Bools) -> Candidates:
    hit = index.form_buckets.likely(hashes.view(np.int64))
    left = np.searchsorted(index.form_hash, hashes[hit], side="left")
    there = index.form_hash[np.minimum(left, len(index.form_hash) - 1)] == hashes[hit]
    hit, left = hit[there], left[there]
    if not len(hit):
        return _none()
    many = np.searchsorted(index.form_hash, hashes[hit], side="right") - left
    rows = np.repeat(left - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    term = index.form_term[rows]
    return Candidates(term, index.first_reading[term], np.repeat(first[hit], many), np.repeat(last[hit], many),
                      np.full(len(rows), 0.5), np.where(index.form_listed[rows], LISTED, LETTERS),
                      np.repeat(ending[hit], many))


def _by_letters(passage: Passage, index: TermIndex) -> Candidates:
    """Single odd words near a short term by their letters."""
    odd = np.flatnonzero((passage.zipf < 4.6) & (passage.take("letters").astype(np.int64) <= 9)
                         & (passage.take("letters").astype(np.int64) >= 2) & passage.take("sound").astype(bool))
    squashed = passage.vocabulary.squashed
    terms: list[int] = []
    words: list[int] = []
    for at, word in zip(odd.tolist(), passage.words[odd].tolist(), strict=True):
        near = index.near_letters(squashed[word])
        terms += near
        words += [at] * len(near)
    return _scored_words(passage, index, terms, words, index.settings.least - 0.12)


def _by_spelling(passage: Passage, index: TermIndex) -> Candidates:
    """Words that may be spelled letters ("rfi", "uvc") near an acronym by the names of the letters."""
    terms, words, similar = [], [], []
    pronouncer = passage.vocabulary
    for at in np.flatnonzero(passage.take("spelled").astype(bool)).tolist():
        heard = pronouncer.spelled[int(passage.words[at])]
        for number in {n for key in one_class_less(heard) for n in index.by_spelling.get(key, ())}:
            reading = int(index.first_reading[number])
            likeness = Levenshtein.normalized_similarity(expand(heard), index.expanded[reading])
            if likeness >= index.settings.least:
                terms.append(number)
                words.append(at)
                similar.append(likeness)
    term, first = np.array(terms, np.int64), np.array(words, np.int64)
    return Candidates(term, index.first_reading[term], first, first + 1, np.array(similar, np.float64),
                      np.zeros(len(term), np.int64), np.zeros(len(term), bool))


def _scored_words(passage: Passage, index: TermIndex, terms: list[int], words: list[int], least: float) -> Candidates:
    term, first = np.array(terms, np.int64), np.array(words, np.int64)
    return verified(passage, index, index.first_reading[term], first, first + 1, np.full(len(term), least))


def _none() -> Candidates:
    empty = np.zeros(0, np.int64)
    return Candidates(empty, empty, empty, empty, np.zeros(0), empty, np.zeros(0, bool))
