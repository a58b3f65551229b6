"""Misheard names: "Grock" for Grok, "GPD for" for GPT-4, "space X" for SpaceX, found through the user's dictionaries.

After words that a recogniser did not know and wrote as other words that sound like them. The false alarm that it
avoids: ordinary words that happen to sound like a term ("trust" is not Rust), other terms, and terms that are
already written right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from editor.suggest.dictionary import evidence, judge, reasons, scoring
from editor.suggest.dictionary.candidates import LISTED, NONE
from editor.suggest.dictionary.evidence import Evidence, Places, joined
from editor.suggest.dictionary.forms import foreign_terms, known_terms, limited
from editor.suggest.dictionary.history import History
from editor.suggest.dictionary.matcher import Findings, Matcher, mentioned
from editor.suggest.dictionary.model import Model, shipped_model
from editor.suggest.dictionary.offer import Offer, listed_foreign, offered, places_of
from editor.suggest.dictionary.reading import Bools, Floats, Passage
from editor.suggest.dictionary.reuse import Kept, refreshed
from editor.suggest.dictionary.runs import Order, numbered
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.dictionary.words import squash, tokens, without_suffix
from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span

LEAST = 0.05  # confidence of the faintest suggestion that is returned
_AT_ONCE = 20_000  # letters of paragraphs analysed before the first answer, where the whole document takes too long
_TOGETHER = 50_000  # letters of paragraphs that are read together: fewer cost more, more leave the processor's cache
_WHOLE = 1_200_000_000  # letters × terms of a document that is analysed as a whole before the first answer
_ALTERNATIVES = 4
_KEPT_ROWS = 100_000  # candidates that are remembered against edits
_GROWN = 1.25  # share of the terms looked for with a wide net from which more are
_SCRIPTS_WITHOUT_LATIN = frozenset({"zh", "ja", "ko", "th"})


@dataclass(slots=True)
class _Stretch:
    """Paragraphs that are read together: which of them are asked for, and what was found."""

    mine: Bools
    found: Findings


class DictionaryDetector:
    """Finds misheard terms. See the `Detector` protocol; also says what is already right and which words are known."""

    name = "dictionary"
    kind = Kind.DICTIONARY

    def __init__(self, dictionaries: Sequence[Dictionary] = (), model: Model | None = None,
                 history: History | None = None) -> None:
        self._model = model or shipped_model()
        self.history = history or History()
        self._matcher = Matcher(self._model.phones)
        self._order = Order()
        self._evidence = Evidence()
        self._results: dict[int, list[Suggestion]] = {}
        self._waiting: set[int] = set()  # paragraphs of the order that have no results
        self._rights: dict[int, list[Span]] = {}
        self._kept: dict[int, Kept] = {}  # by paragraph, present or past versions
        self._kept_rows = 0
        self.set_dictionaries(dictionaries)

    def set_dictionaries(self, dictionaries: Sequence[Dictionary]) -> None:
        """Use these dictionaries from now on; only terms that changed are read again.

        `notice` then says, in a sentence for the user, where a limit applies; it is empty otherwise.
        """
        known, self.notice = limited(known_terms(dictionaries))
        self._matcher.set_terms(known)
        self._foreign = foreign_terms(known)
        self._foreign_terms = known
        self._words: set[str] | None = None
        self._forget()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take the whole transcript; it is analysed when the first paragraph is asked for."""
        self._order.load(paragraphs)
        self._forget()

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int] = ()) -> None:
        """Take new versions of some paragraphs; they, and cues that run into them, are analysed again when asked."""
        gone = list(gone)
        for number in gone:
            self._kept.pop(number, None)
        for number in [*gone, *(p.id for p in paragraphs)]:
            self._drop(number)
            before = self._order.neighbour(number, -1)
            if before is not None:
                self._drop(before.id)
        self._order.change(paragraphs, gone)
        self._waiting.update(p.id for p in paragraphs)
        self._waiting.intersection_update(self._order.by_id)

    def knows(self, word: str) -> bool:
        """True for a word that is, or is part of, a term."""
        if self._words is None:
            self._words = {squash(token.text) for entry in self._foreign_terms for token in tokens(entry.term.text)}
            self._words.update(squash(entry.term.text) for entry in self._foreign_terms)
        return squash(word) in self._words or squash(without_suffix(word)) in self._words

    def protected(self, paragraph: Paragraph) -> list[Span]:
        """Return the spans that are already written as a term says."""
        if self._order.by_id.get(paragraph.id) == paragraph and paragraph.id in self._rights:
            return self._rights[paragraph.id]
        passage = self._matcher.read([paragraph], [0])
        spans = [Span(int(passage.start[first]), int(passage.end[last - 1]))
                 for _, first, last in self._matcher.rights(passage)]
        return spans + self._foreign_rights(paragraph)

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the misheard terms of this paragraph."""
        if self._order.by_id.get(paragraph.id) != paragraph:
            self.change([paragraph])
        if paragraph.id not in self._results:
            self._analyse(self._next(paragraph.id))
        return self._results[paragraph.id]

    def _forget(self) -> None:
        self._mentioned: set[int] = set()  # terms
        self._looked_for = 0  # terms that are looked for with a wide net
        self._matcher.widen(np.zeros(0, np.int64))
        self._results, self._rights = {}, {}
        self._waiting = set(self._order.by_id)
        self._evidence.clear()
        self._kept.clear()
        self._kept_rows = 0

    def _drop(self, number: int) -> None:
        self._results.pop(number, None)
        self._waiting.add(number)
        self._rights.pop(number, None)
        self._evidence.drop(number)

    def _next(self, paragraph_id: int) -> list[int]:
        """Return what to analyse now: the whole document where that takes a second at most, else a stretch of it."""
        if self._order.letters * self._matcher.living <= _WHOLE:
            return self._order.following(paragraph_id, self._waiting)
        chosen, size = [], 0
        for number in self._order.following(paragraph_id, self._waiting):
            chosen.append(number)
            size += len(self._order.by_id[number].text)
            if size > _AT_ONCE or len(chosen) > _AT_ONCE // 10:
                break
        return chosen

    def _analyse(self, ids: Sequence[int]) -> None:
        """Find candidates in these paragraphs in stretches, then score them all with what the document says."""
        stretches: list[_Stretch] = []
        chosen: list[int] = []
        size = 0
        for number in ids:
            chosen.append(number)
            size += len(self._order.by_id[number].text)
            if size > _TOGETHER:
                stretches.append(self._read(chosen))
                chosen, size = [], 0
        if chosen:
            stretches.append(self._read(chosen))
        if self._widened():
            for stretch in stretches:
                stretch.found = self._further(stretch.found, stretch.mine)
        self._score([self._put_down(stretch) for stretch in stretches])

    def _read(self, ids: Sequence[int]) -> _Stretch:
        """Find the candidates of some paragraphs."""
        wanted = set(ids)
        paragraphs: list[Paragraph] = []
        for number in ids:
            before, after = self._order.neighbour(number, -1), self._order.neighbour(number, 1)
            if before is not None and before.id not in wanted:
                paragraphs.append(before)
            paragraphs.append(self._order.by_id[number])
            if after is not None and after.id not in wanted:
                paragraphs.append(after)
        passage = self._matcher.read(paragraphs, numbered(paragraphs))
        mine = np.array([p.id in wanted for p in paragraphs], bool)
        kept = self._kept.pop(ids[0], None) if len(paragraphs) == 1 else None
        self._kept_rows -= len(kept.rows) if kept else 0
        found = refreshed(kept, passage, lambda part: self._look(part, mine)) if kept else None
        return _Stretch(mine, self._look(passage, mine) if found is None else found)

    def _put_down(self, stretch: _Stretch) -> tuple[Findings, Places]:
        """Keep what was found, also as evidence."""
        found, mine = stretch.found, stretch.mine
        paragraphs = found.passage.paragraphs
        self._keep(found, mine)
        for at, rows in found.by_paragraph():
            if mine[at]:
                paragraph = paragraphs[at]
                self._rights[paragraph.id] = found.right_spans(rows) + self._foreign_rights(paragraph)
                self._waiting.discard(paragraph.id)
                self._results[paragraph.id] = listed_foreign(paragraph, self._foreign, self._foreign_terms)
        places = found.places({at: paragraph.id for at, paragraph in enumerate(paragraphs) if mine[at]})
        self._evidence.put(places)
        return found, places

    def _look(self, passage: Passage, mine: Bools) -> Findings:
        """Return the candidates that are worth a second look; `mine`: which paragraphs are asked for."""
        found = self._matcher.analyse(passage)
        found = found.chosen(_allowed(found) & mine[found.paragraph])
        self._mentioned.update(mentioned(found).tolist())
        return scoring.first_look(found, self._model)

    def _further(self, found: Findings, mine: Bools) -> Findings:
        """Return what was found, and what else the terms that the transcript mentions may be."""
        more = self._matcher.further(found.passage, found)
        more = more.chosen(_allowed(more) & mine[more.paragraph])
        return scoring.looked_again(found, more, self._model) if len(more) else found

    def _widened(self) -> bool:
        """Look farther for the terms that are mentioned; return whether that changed what is looked for."""
        if len(self._mentioned) <= _GROWN * self._looked_for:
            return False
        self._looked_for = len(self._mentioned)
        if not self._matcher.widen(np.array(sorted(self._mentioned), np.int64)):
            return False
        self._kept.clear()
        self._kept_rows = 0
        return True

    def _keep(self, found: Findings, mine: Bools) -> None:
        """Remember the candidates of paragraphs: an edit will change few of them."""
        if self._kept_rows + len(found) > _KEPT_ROWS:
            return
        self._kept_rows += len(found)
        for at, rows in found.by_paragraph():
            if mine[at]:
                self._kept[found.passage.paragraphs[at].id] = Kept(found, at, rows)

    def _score(self, parts: Sequence[tuple[Findings, Places]]) -> None:
        """Take the second look at all candidates of the parts, and offer what wins."""
        parts = [part for part in parts if len(part[0])]
        if not parts:
            return
        borders = np.cumsum([len(found) for found, _ in parts])[:-1]
        around = self._evidence.table(joined([places for _, places in parts]))
        rows = np.concatenate([scoring.second_rows(found, about) for (found, _), about in zip(
            parts, np.split(around, borders), strict=True)])
        odds = self._model.second.log_odds(rows)
        chosen = [self._chosen(found, own) for (found, _), own in zip(parts, np.split(odds, borders), strict=True)]
        begins = [0, *borders.tolist()]
        shown = [begin + at for begin, (found, _), (winners, _) in zip(begins, parts, chosen, strict=True)
                 for at, sure in winners.items() if sure >= MAYBE and found.exact[at] != LISTED]
        weights = reasons.contributions(self._model, rows[shown]) if shown else {}
        place_of = {row: number for number, row in enumerate(shown)}
        touched = set()
        for begin, (found, _), (winners, losers) in zip(begins, parts, chosen, strict=True):
            for at, sure in winners.items():
                offer = Offer.of(found, at, sure, self._matcher.known[found.term.item(at)])
                why = offer.plain_reasons()
                if not why and begin + at in place_of:
                    row = place_of[begin + at]
                    about = offer.circumstances(evidence.counts(around[begin + at]))
                    why = reasons.said({group: float(values[row]) for group, values in weights.items()},
                                       rows[begin + at], about)
                suggestion = self._offered(found, at, offer, why, losers.get(at, ()))
                self._results[suggestion.paragraph].append(suggestion)
                touched.add(suggestion.paragraph)
        for number in touched:
            self._results[number].sort(key=lambda s: s.span)

    def _chosen(self, found: Findings, odds: Floats) -> tuple[dict[int, float], dict[int, list[int]]]:
        """Return the winners with their confidence, and the losers on the same words; `odds` of the second look."""
        known = self._matcher.known
        confidence = judge.confidences(found, self._model.probability(odds + found.doubt()), known)
        confidence = judge.decided(found, confidence, known, self.history, LEAST)
        return judge.choose(found, confidence, LEAST)

    def _offered(self, found: Findings, at: int, offer: Offer, why: tuple[str, ...],
                 losers: Sequence[int]) -> Suggestion:
        if self.history.accepted(found.heard[at], offer.entry.term.text):
            why = (*why, "accepted before")
        others = [self._matcher.known[found.term.item(other)] for other in losers[:_ALTERNATIVES]]
        return offered(offer, others, why or (f"near {offer.entry.term.text}",))

    def _foreign_rights(self, paragraph: Paragraph) -> list[Span]:
        return [span for form, _, right in self._foreign if right for span in places_of(paragraph.text, form)]


def _allowed(found: Findings) -> Bools:
    """English sounds are for English, and for what may be English; elsewhere only exact forms of the same script."""
    exact_only, nothing = [], []
    for paragraph in found.passage.paragraphs:
        language = paragraph.language.partition("-")[0].lower()
        nothing.append(language in _SCRIPTS_WITHOUT_LATIN)
        exact_only.append(language not in ("", "en"))
    at = found.paragraph
    allowed: Bools = ~np.array(nothing, bool)[at] & ((found.exact != NONE) | ~np.array(exact_only, bool)[at])
    return allowed


__all__ = ["LEAST", "DictionaryDetector"]
