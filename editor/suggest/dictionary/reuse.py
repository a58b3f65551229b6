"""What an edit leaves as it was: candidates far enough from the changed words are not looked for again.

All that is said of a candidate by itself depends on its words, a few phones and words around it, and the candidates
that it overlaps. Where the text around two versions of a paragraph is the same up to there, its row is the same too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from editor.suggest.dictionary.keys import LONGEST_SPAN
from editor.suggest.dictionary.matcher import Findings, span_numbers
from editor.suggest.dictionary.reading import Bools, Ints, Passage
from editor.transcript import minimal_edit

_BESIDE = 2  # words around a span that its features see
_PHONES = 8  # phones that a key may see from one end of a span
_APART = LONGEST_SPAN + _BESIDE  # words between a span and the edit, so that what overlaps the span is the same too
_WORTH = 0.8  # share of a paragraph's words that a second look at a part of it may cover


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph's candidates after the first look: the rows of `found`, the paragraph at position `at`."""

    found: Findings
    at: int
    rows: range


@dataclass(frozen=True, slots=True)
class _Edges:
    """How much of a version is common with the other: `head` words at its beginning, all from `tail` on."""

    offset: Ints  # phones before each word, and at the end
    head: int
    tail: int

    def untouched(self, first: Ints, last: Ints) -> Bools:
        """Return which spans are what they are in the other version."""
        offset = self.offset
        before = (last + _APART <= self.head) & (offset[first] + _PHONES <= offset[self.head])
        after = (first - _APART >= self.tail) & (offset[last] - _PHONES >= offset[self.tail])
        untouched: Bools = before | after
        return untouched

    def around(self) -> tuple[int, int]:
        """Return the words that have to be read to find all that is not untouched."""
        offset, count = self.offset, len(self.offset) - 1
        first, last = offset.searchsorted(offset[self.head] - _PHONES, "right"), offset.searchsorted(
            offset[self.tail] + _PHONES, "left")
        first = min(self.head - _APART - LONGEST_SPAN, int(first))
        last = max(self.tail + _APART + LONGEST_SPAN, int(last))
        # what overlaps these, and what it depends on
        first, last = max(0, first - LONGEST_SPAN), min(count, last + LONGEST_SPAN)
        low = min(first, int(offset.searchsorted(offset[first] - _PHONES, "right"))) - _BESIDE - 1
        high = max(last, int(offset.searchsorted(offset[last] + _PHONES, "left"))) + _BESIDE + 1
        return max(0, low), min(count, high)


def refreshed(kept: Kept, passage: Passage, look: Callable[[Passage], Findings]) -> Findings | None:
    """Return the candidates of a new version of a paragraph, None where it has to be read anew as a whole.

    `passage`: the new version alone. `look`: all that finds candidates and takes the first look at them.
    """
    edges = _edges(kept, passage)
    if edges is None:
        return None
    before, now = edges
    low, high = now.around()
    if high - low > _WORTH * passage.count:
        return None
    old, begin = kept.found, int(kept.found.passage.first_word[kept.at])
    rows = slice(kept.rows.start, kept.rows.stop)
    first, last = old.first[rows] - begin, old.last[rows] - begin
    stays = np.flatnonzero(before.untouched(first, last))
    shift = np.where(first[stays] < before.head, 0, now.tail - before.tail)
    fresh = look(passage.part(low, high))
    came = np.flatnonzero(~now.untouched(fresh.first + low, fresh.last + low))
    own = [(old, stays + kept.rows.start, first[stays] + shift, last[stays] + shift),
           (fresh, came, fresh.first[came] + low, fresh.last[came] + low)]
    return _merged(passage, own)


def _edges(kept: Kept, passage: Passage) -> tuple[_Edges, _Edges] | None:
    """Return the common parts in the old version and in the new one; None where all of it may have changed."""
    was, at = kept.found.passage, kept.at
    begin, end = (int(word) for word in was.first_word[at : at + 2])
    alone = begin < end and (begin == 0 or was.run[begin - 1] != was.run[begin]) and (
        end == was.count or was.run[end - 1] != was.run[end])
    old, new = was.paragraphs[at], passage.paragraphs[0]
    if not alone or not passage.count or was.cased[begin] != passage.cased[0] or old.language != new.language:
        return None
    many = min(end - begin, passage.count)
    edited = minimal_edit(old.text, new.text).span
    words, ends, starts = was.words[begin:end], was.end[begin:end], was.start[begin:end]
    head = min(_same(words[:many] == passage.words[:many]), int(np.searchsorted(ends, edited.start)))
    turned = words[::-1][:many] == passage.words[::-1][:many]
    touched = int(np.searchsorted(starts, edited.end, side="right"))
    tail = min(_same(turned), len(words) - touched, many - head)
    offset = was.offset[begin : end + 1] - was.offset[begin]
    return _Edges(offset, head, len(words) - tail), _Edges(passage.offset, head, passage.count - tail)


def _same(equal: Bools) -> int:
    """Return how many are equal before the first that is not."""
    return len(equal) if equal.all() else int(np.argmin(equal))


def replaced(found: Findings, more: Findings) -> Findings:
    """Return what was found and what was found further, instead of it where it is the same term on the same words."""
    kept, new = (span_numbers(part.term, part.first, part.last) for part in (found, more))
    stays = np.flatnonzero(~np.isin(kept, new))
    return _merged(found.passage, [(part, rows, part.first[rows], part.last[rows])
                                   for part, rows in ((found, stays), (more, np.arange(len(more))))])


def _merged(passage: Passage, parts: list[tuple[Findings, Ints, Ints, Ints]]) -> Findings:
    """Join rows of several findings, with their first words and the words after the last, in the order of one."""
    first, last = (np.concatenate([part[at] for part in parts]) for at in (2, 3))
    term = np.concatenate([found.term[rows] for found, rows, _, _ in parts])
    order = np.lexsort((last, term, first))
    heard = [found.heard[row] for found, rows, _, _ in parts for row in rows.tolist()]
    said = [found.said[row] for found, rows, _, _ in parts for row in rows.tolist()]

    def column(name: str) -> Ints:
        joined: Ints = np.concatenate([getattr(found, name)[rows] for found, rows, _, _ in parts])[order]
        return joined

    numbers = order.tolist()
    return Findings(passage, term[order], first[order], last[order], column("exact"), column("right").astype(bool),
                    column("strength").astype(np.float64), column("rows").astype(np.float64),
                    [heard[row] for row in numbers], [said[row] for row in numbers],
                    column("odds").astype(np.float64), column("belief").astype(np.float64))
