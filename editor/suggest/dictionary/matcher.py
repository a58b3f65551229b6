"""From paragraphs and terms to scored pairs: the index in parts, the candidates, their features.

The detector asks this for one stretch of text at a time; the training script asks the same code, so that what is
learned is what is used. A changed dictionary changes only what changed: terms that went are masked, terms that came
get a small index of their own, and all is built anew only when that has grown to a tenth of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from editor.suggest.dictionary import alignment, candidates, features
from editor.suggest.dictionary.candidates import LETTERS, LISTED, NONE, Candidates
from editor.suggest.dictionary.company import company_of
from editor.suggest.dictionary.evidence import Places
from editor.suggest.dictionary.forms import KnownTerm, is_written_right
from editor.suggest.dictionary.promise import LEAST_STRENGTH
from editor.suggest.dictionary.pronounce import Pronouncer
from editor.suggest.dictionary.reading import Bools, Floats, Ints, Passage, Vocabulary, of_spans
from editor.suggest.dictionary.termindex import WIDE, Net, TermIndex
from editor.transcript import Paragraph, Span

Matrix = npt.NDArray[np.float64]

LOCAL_NAMES = (*features.NAMES, "phone_weight", "phone_weight_each")  # features that the document does not change
_DOUBT_WEIGHT = 1.5  # by hand: no data with word probabilities was at hand
_USUAL_PROBABILITY = 0.75
_REMEMBERED = 200_000  # phone pairs whose weight is kept
_SOUND = features.NAMES.index("sound")
_MENTIONED = 0.8  # first score from which a term is taken as mentioned: 99 in 100 of these are
_SPAN_BITS = 31  # of the number of a word
_PART_LIMIT = 200  # terms in small further indexes before all is built anew, or a tenth if that is more


def _none() -> Floats:
    return np.zeros(0)


@dataclass(slots=True)
class Findings:
    """Candidates of a passage as parallel arrays; `term` counts over all terms of the matcher."""

    passage: Passage
    term: Ints
    first: Ints
    last: Ints
    exact: Ints
    right: Bools  # the surface is the term as it should be written
    strength: Floats  # first score, 0..1
    rows: Matrix  # columns as LOCAL_NAMES
    heard: list[str]  # squashed
    said: list[tuple[str, str]]  # phones heard, phones of the term
    odds: Floats = field(default_factory=_none)  # log-odds of the first look, see scoring.py
    belief: Floats = field(default_factory=_none)  # the same as a probability, 0 where it cannot be

    def __len__(self) -> int:
        return len(self.term)

    @property
    def paragraph(self) -> Ints:
        """The paragraph (position in the passage) of each candidate's first word."""
        return self.passage.paragraph[self.first]

    def chosen(self, keep: Bools) -> Findings:
        """Return the candidates that are kept, in order of their first words."""
        at = np.flatnonzero(keep)
        at = at[np.argsort(self.first[at], kind="stable")]
        numbers = at.tolist()
        return Findings(self.passage, self.term[at], self.first[at], self.last[at], self.exact[at], self.right[at],
                        self.strength[at], self.rows[at], [self.heard[n] for n in numbers],
                        [self.said[n] for n in numbers], self.odds[at] if len(self.odds) else self.odds,
                        self.belief[at] if len(self.belief) else self.belief)

    def by_paragraph(self) -> Iterator[tuple[int, range]]:
        """Yield each paragraph of the passage (its position) with the numbers of its candidates; see `chosen`."""
        borders = np.searchsorted(self.paragraph, np.arange(len(self.passage.paragraphs) + 1)).tolist()
        for at in range(len(self.passage.paragraphs)):
            yield at, range(borders[at], borders[at + 1])

    def places(self, ids: Mapping[int, int]) -> Places:
        """Return all candidates as evidence; `ids`: the id of the paragraph at each position that has any."""
        number = np.zeros(len(self.passage.paragraphs), np.int64)
        number[list(ids)] = list(ids.values())
        counts = np.diff(self.passage.first_word)
        heard = np.fromiter(map(hash, self.heard), np.int64, len(self)).view(np.uint64)
        return Places(number[self.paragraph], self.term, heard, self.first, self.belief, self.right,
                      (self.exact == LETTERS) & ~self.right, company_of(self.passage, self.first, self.last),
                      {paragraph: int(counts[at]) for at, paragraph in ids.items()})

    def right_spans(self, rows: range) -> list[Span]:
        """Return where the candidates `rows` are terms written right, within their first paragraph."""
        passage, spans = self.passage, []
        for at in rows:
            first, last = int(self.first[at]), int(self.last[at])
            if self.right[at] and passage.paragraph[first] == passage.paragraph[last - 1]:
                spans.append(Span(int(passage.start[first]), int(passage.end[last - 1])))
        return spans

    def doubt(self) -> Floats:
        """Return the shift in log-odds that the recogniser's own word probabilities give, 0 where it gave none."""
        shift = np.zeros(len(self))
        for at, rows in self.by_paragraph():
            known = self.passage.paragraphs[at].word_probabilities
            if known:
                for number in rows:
                    start = int(self.passage.start[self.first[number]])
                    end = int(self.passage.end[self.last[number] - 1])
                    inside = [p for a, b, p in known if a < end and start < b]
                    if inside:
                        shift[number] = _DOUBT_WEIGHT * (_USUAL_PROBABILITY - min(inside))
        return shift


class Matcher:
    """All terms in use, in one or several indexes, against passages."""

    def __init__(self, phone_weights: Matrix, pronouncer: Pronouncer | None = None) -> None:
        self.pronouncer = pronouncer or Pronouncer()
        self.vocabulary = Vocabulary(self.pronouncer)
        self.known: list[KnownTerm] = []
        self._phone_weights = phone_weights
        self._weight_of: dict[tuple[str, str], float] = {}
        self._parts: list[tuple[int, TermIndex]] = []  # number of the first term, index
        self._number: dict[str, int] = {}
        self._wide: list[Net | None] = []  # of each part, for terms that the transcript is known to mention

    @property
    def living(self) -> int:
        """How many terms are looked for."""
        return len(self._number)

    def set_terms(self, known: Sequence[KnownTerm]) -> None:
        """Look for these terms from now on; what stayed the same is not built again."""
        wanted = {entry.term.text: entry for entry in known}
        new = []
        for text, entry in wanted.items():
            number = self._number.get(text)
            if number is None or self.known[number] != entry:
                new.append(entry)
        gone = [text for text, number in self._number.items()
                if text not in wanted or self.known[number] != wanted[text]]
        extra = sum(len(part.known) for _, part in self._parts[1:]) + len(new)
        masked = len(self.known) - len(self._number) + len(gone)
        if not self._parts or extra + masked > max(_PART_LIMIT, len(wanted) // 10):
            self._rebuild(list(wanted.values()))
            return
        for text in gone:
            self._mask(self._number.pop(text))
        if new:
            self._append(new, len(wanted))

    def _rebuild(self, known: list[KnownTerm]) -> None:
        self.known, self._parts, self._number, self._wide = [], [], {}, []
        self._append(known, len(known))

    def _append(self, known: list[KnownTerm], size: int) -> None:
        base = len(self.known)
        self._parts.append((base, TermIndex(known, self.pronouncer, size)))
        self._wide.append(None)
        self.known += known
        self._number.update((entry.term.text, base + at) for at, entry in enumerate(known))

    def _mask(self, number: int) -> None:
        for base, part in self._parts:
            if base <= number < base + len(part.known):
                part.alive[number - base] = False

    def read(self, paragraphs: Sequence[Paragraph], run_of: Sequence[int]) -> Passage:
        """Return the paragraphs as a passage."""
        return Passage(paragraphs, self.vocabulary, run_of)

    def analyse(self, passage: Passage) -> Findings:
        """Return what may be a term in the passage, with its features."""
        return _concatenated(passage, [self._analyse_part(passage, base, part, wide) for (base, part), wide in zip(
            self._parts, self._wide, strict=True)])

    def widen(self, terms: Ints) -> bool:
        """Look for these terms with the widest net from now on; for no others.

        Returns whether that is wider than what all terms are looked for with.
        """
        for at, (base, part) in enumerate(self._parts):
            mentioned = np.isin(part.owner, terms - base)
            needed = part.settings.widens and mentioned.any()
            self._wide[at] = part.cast(np.flatnonzero(mentioned), WIDE) if needed else None
        return any(net is not None for net in self._wide)

    def further(self, passage: Passage, found: Findings) -> Findings:
        """Return what `analyse` finds since `widen`, beside or instead of what was `found` before it."""
        more = []
        for (base, part), net in zip(self._parts, self._wide, strict=True):
            if net is not None:
                new = _better(candidates.find_further(passage, part, net, self.living), base, found)
                more.append(self._described(passage, base, part, new, np.zeros(len(new), bool)))
        return _concatenated(passage, more)

    def rights(self, passage: Passage) -> list[tuple[int, int, int]]:
        """Return (term, first word, word after the last) where a term is already written right."""
        found = []
        for base, part in self._parts:
            exact = candidates.exact_forms(passage, part)
            exact = exact[part.alive[exact.term] & (exact.exact == LETTERS)]
            found += [(base + int(exact.term[at]), int(exact.first[at]), int(exact.last[at]))
                      for at in np.flatnonzero(_written_right(passage, part, exact)).tolist()]
        return found

    def _analyse_part(self, passage: Passage, base: int, part: TermIndex, wide: Net | None) -> Findings:
        found = candidates.find(passage, part, self.living, wide)
        # a term that only has exact forms has no sound to compare; its own letters are always enough
        right = _written_right(passage, part, found)
        _mark_listed(passage, part, found, right)
        silent = found.reading < 0
        found.reading = np.maximum(found.reading, 0)
        if not part.phones:
            found = found[silent & (found.exact != NONE)]
            rows = np.zeros((len(found), len(features.NAMES)))
            strength = np.full(len(found), 0.5)
            right = _written_right(passage, part, found)
            said = [("", "")] * len(found)
            return self._findings(passage, base, found, right, strength, rows, said)
        return self._described(passage, base, part, found, right)

    def _described(self, passage: Passage, base: int, part: TermIndex, found: Candidates, right: Bools) -> Findings:
        """Return those of the candidates that may be worth a first look, with their features."""
        rough = features.rough_columns(passage, part, found, self.living)
        strength = 1 / (1 + np.exp(-np.asarray(rough["strength"], np.float64)))
        keep = (strength >= LEAST_STRENGTH) | (found.exact != NONE)
        found, strength, right = found[keep], strength[keep], right[keep]
        rows = features.completed(passage, part, found, {name: values[keep] for name, values in rough.items()})
        phones = part.phones
        said = list(zip(of_spans(passage.said_between, found.first, found.last),
                        [phones[at] for at in found.reading.tolist()], strict=True))
        return self._findings(passage, base, found, right, strength, rows, said)

    def _findings(self, passage: Passage, base: int, found: Candidates, right: Bools, strength: Floats, rows: Matrix,
                  said: list[tuple[str, str]]) -> Findings:
        heard = of_spans(passage.squashed_between, found.first, found.last)
        weight = self._weighed(said)
        each = weight / np.maximum(1, np.array([min(alignment.LONGEST, len(pair[1])) for pair in said]))
        return Findings(passage, found.term + base, found.first, found.last, found.exact, right, strength,
                        np.concatenate([rows, weight[:, None], each[:, None]], axis=1), heard, said)

    def _weighed(self, said: list[tuple[str, str]]) -> Floats:
        """Return the phone weight of each pair; pairs seen before, as after an edit, cost nothing."""
        known = self._weight_of
        new = [pair for pair in dict.fromkeys(said) if pair not in known]
        if new:
            if len(known) > _REMEMBERED:
                known.clear()
                new = list(dict.fromkeys(said))
            weights = alignment.weigh([pair[0] for pair in new], [pair[1] for pair in new], self._phone_weights)
            known.update(zip(new, weights.tolist(), strict=True))
        return np.array([known[pair] for pair in said], np.float64)


def span_numbers(term: Ints, first: Ints, last: Ints) -> Ints:
    """Return one number for each term on a span of words."""
    numbers: Ints = (term << _SPAN_BITS | first) << 3 | (last - first)
    return numbers


def _better(found: Candidates, base: int, known: Findings) -> Candidates:
    """Return the candidates that are not known, or not as alike."""
    places = span_numbers(known.term, known.first, known.last)
    order = np.argsort(places)
    sound = np.append(np.where(known.exact == NONE, known.rows[:, _SOUND], np.inf)[order], -1.0)
    places = np.append(places[order], -1)
    wanted = span_numbers(found.term + base, found.first, found.last)
    at = np.searchsorted(places[:-1], wanted)
    worse = (places[at] != wanted) | (sound[at] < found.similarity)
    return found[worse]


def mentioned(found: Findings) -> Ints:
    """Return the terms that the transcript mentions as far as can be told without a model."""
    return np.unique(found.term[found.right | (found.exact != NONE) | (found.strength > _MENTIONED)])


def _concatenated(passage: Passage, parts: Sequence[Findings]) -> Findings:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        empty = np.zeros(0, np.int64)
        return Findings(passage, empty, empty, empty, empty, np.zeros(0, bool), np.zeros(0),
                        np.zeros((0, len(LOCAL_NAMES))), [], [])
    return Findings(
        passage, np.concatenate([part.term for part in parts]), np.concatenate([part.first for part in parts]),
        np.concatenate([part.last for part in parts]), np.concatenate([part.exact for part in parts]),
        np.concatenate([part.right for part in parts]), np.concatenate([part.strength for part in parts]),
        np.concatenate([part.rows for part in parts]), [text for part in parts for text in part.heard],
        [pair for part in parts for pair in part.said])


def surface(passage: Passage, first: int, last: int) -> str:
    """Return the text of a span of words, over a border of paragraphs too."""
    begin, end = passage.paragraph.item(first), passage.paragraph.item(last - 1)
    start, stop = passage.start.item(first), passage.end.item(last - 1)
    if begin == end:
        return passage.paragraphs[begin].text[start:stop]
    middle = [paragraph.text for paragraph in passage.paragraphs[begin + 1 : end]]
    return " ".join([passage.paragraphs[begin].text[start:], *middle, passage.paragraphs[end].text[:stop]])


def _written_right(passage: Passage, part: TermIndex, found: Candidates) -> Bools:
    right = np.zeros(len(found), bool)
    for at in np.flatnonzero(found.exact == LETTERS).tolist():
        text = surface(passage, int(found.first[at]), int(found.last[at]))
        right[at] = is_written_right(text, part.known[int(found.term[at])].term.text)
    return right


def _mark_listed(passage: Passage, part: TermIndex, found: Candidates, right: Bools) -> None:
    """A form with the term's own letters may be one that the user listed: "kitchen" for Kit Chen."""
    for at in np.flatnonzero((found.exact == LETTERS) & ~right).tolist():
        listed = part.known[int(found.term[at])].term.heard_as
        if listed:
            text = _even(surface(passage, int(found.first[at]), int(found.last[at])))
            if any(_even(form) == text for form in listed):
                found.exact[at] = LISTED


def _even(text: str) -> str:
    return " ".join(text.casefold().split())
