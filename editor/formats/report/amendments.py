"""Every change of a review against the text as read: what gave way to what, where, and why.

The text as read and the text as it stands are paired by paragraph: a paragraph keeps its origin through edits;
what was split off, joined or deleted belongs to the row of the paragraph before it. Inside a row the accepted
suggestions are first taken back; what still differs then was done by hand and is found by comparing words. So the
list is complete by construction: applied to the text as read it gives the text as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.formats.alignment import Block, align
from editor.formats.places import Place, places
from editor.review import Mark, Review, Verdict
from editor.suggest.suggestion import Suggestion
from editor.transcript import Paragraph

BREAK = "\u2029"  # between paragraphs, in the texts of rows and amendments; no paragraph holds it
HAND = "hand"


@dataclass(frozen=True, slots=True)
class Amendment:
    """`start`..`end` of the text as read (code points, paragraphs joined by BREAK) gave way to `replacement`.

    `source` is "dictionary", "grammar", "speech" or "hand"; `suggestion` is what was accepted, None for a hand edit.
    """

    start: int
    end: int
    original: str
    replacement: str
    source: str
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs as read, and those that stand for them now; `changes` count from the row's start.

    `start` is where the row begins in the whole text as read; `place` and `begin` (milliseconds) name it.
    """

    start: int
    before: str
    after: str
    place: Place
    places: tuple[Place, ...]
    begin: int | None
    language: str
    changes: tuple[Amendment, ...]


def rows(review: Review) -> Iterator[Row]:
    """Yield the rows that changed, in order."""
    also = _further_parts(review)
    pieces = review.transcript.source.pieces
    where = places(pieces)
    start = 0
    for first, last, now in _paired(review.transcript.paragraphs, len(pieces)):
        before = BREAK.join(piece.text for piece in pieces[first:last])
        after = BREAK.join(p.text for p in now)
        if before != after or last - first != len(now):
            place = where[first] if first < last else Place(len({p.line for p in where}) + 1, 0)
            changes = _changes(review, before, now, also) if last - first and now else [
                Amendment(0, len(before), before, after, HAND)]
            begin = next((p.begin for p in now if p.begin is not None), None)
            yield Row(start, before, after, place, tuple(where[first:last]), begin,
                      now[0].language if now else "", tuple(changes))
        start += len(before) + 1


def amendments(review: Review) -> list[Amendment]:
    """Return all changes in order; positions count in the whole text as read, paragraphs joined by BREAK."""
    return [replace(c, start=c.start + row.start, end=c.end + row.start) for row in rows(review) for c in row.changes]


def apply(text: str, changes: Iterable[Amendment]) -> str:
    """Return `text` with changes made that are in order and do not overlap."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.replacement]
        at = change.end
    return "".join([*parts, text[at:]])


def _paired(now: Sequence[Paragraph], count: int) -> Iterator[tuple[int, int, list[Paragraph]]]:
    """Yield (first piece, piece after the last, paragraphs that stand for them): a kept paragraph opens a row."""
    first, least = 0, 0
    row: list[Paragraph] = []
    opened = False
    for paragraph in now:
        origin = paragraph.origin
        if origin is not None and origin >= least:
            if opened:
                yield first, origin, row
                first, row = origin, []
            opened, least = True, origin + 1
        row.append(paragraph)
    if row or first < count:
        yield first, count, row


def _changes(review: Review, before: str, now: Sequence[Paragraph],
             also: dict[int, list[Suggestion]]) -> list[Amendment]:
    """Return the changes of one row: accepted suggestions in text that stayed, and every word that differs."""
    after = BREAK.join(p.text for p in now)
    accepted = _accepted(review, now)
    undone, taken_back = _taken_back(after, accepted)
    changes: list[Amendment] = []
    waiting = list(taken_back)
    for block in align(before, undone):
        inside = []
        while waiting and waiting[0][0] >= block.b_start and _in(block, waiting[0]):
            inside.append(waiting.pop(0))
        if block.equal:
            shift = block.a_start - block.b_start
            for start, end, mark in inside:
                old = before[start + shift : end + shift]
                changes.append(Amendment(start + shift, end + shift, old, mark.chosen, str(mark.suggestion.kind),
                                         mark.suggestion))
        else:
            changes.append(_block_change(before, undone, block, inside))
    further = [s for p in now for s in also.get(p.id, ())]
    return [_attributed(change, further) for change in _settled(changes, before, after)]


def _accepted(review: Review, now: Sequence[Paragraph]) -> list[tuple[int, int, Mark]]:
    """Return (start, end, mark) of the accepted marks in the row's text as it stands."""
    found: list[tuple[int, int, Mark]] = []
    offset = 0
    for paragraph in now:
        for mark in review.marks_in(paragraph.id):
            stands = mark.span.of(paragraph.text) == mark.chosen
            if mark.verdict is Verdict.ACCEPTED and stands and (not found or found[-1][1] <= mark.span.start + offset):
                found.append((mark.span.start + offset, mark.span.end + offset, mark))
        offset += len(paragraph.text) + 1
    return found


def _taken_back(after: str, accepted: Iterable[tuple[int, int, Mark]]) -> tuple[str, list[tuple[int, int, Mark]]]:
    """Return the text with the accepted suggestions undone, and where each one's original stands in it."""
    parts: list[str] = []
    places_there, at, length = [], 0, 0
    for start, end, mark in accepted:
        original = mark.suggestion.original
        parts += [after[at:start], original]
        length += start - at
        places_there.append((length, length + len(original), mark))
        length += len(original)
        at = end
    return "".join([*parts, after[at:]]), places_there


def _in(block: Block, placed: tuple[int, int, Mark]) -> bool:
    """True where a mark belongs to this block: wholly inside where the block is equal, else where it begins."""
    start, end, _ = placed
    return end <= block.b_end if block.equal else start < block.b_end or start == end == block.b_end


def _block_change(before: str, undone: str, block: Block, inside: Sequence[tuple[int, int, Mark]]) -> Amendment:
    """Return one changed block with the suggestions inside it made again."""
    parts, at = [], block.b_start
    for start, end, mark in inside:
        parts += [undone[at:start], mark.chosen]
        at = min(end, block.b_end)
    text = "".join([*parts, undone[at : block.b_end]])
    suggestion = inside[0][2].suggestion if inside else None
    source = str(suggestion.kind) if suggestion else HAND
    return Amendment(block.a_start, block.a_end, before[block.a_start : block.a_end], text, source, suggestion)


def _settled(changes: list[Amendment], before: str, after: str) -> list[Amendment]:
    """Return the changes where they give the text as it stands, else every word that differs, as done by hand.

    A suggestion accepted across the border of a hand edit cannot be told apart from it.
    """
    changes = [c for c in changes if c.original != c.replacement]
    if apply(before, changes) == after:
        return changes
    return [Amendment(b.a_start, b.a_end, before[b.a_start : b.a_end], after[b.b_start : b.b_end], HAND)
            for b in align(before, after) if not b.equal]


def _further_parts(review: Review) -> dict[int, list[Suggestion]]:
    """Return by paragraph the accepted suggestions that changed it from another one (a name cut by a cue border)."""
    found: dict[int, list[Suggestion]] = {}
    for mark in review.marks():
        if mark.verdict is Verdict.ACCEPTED:
            for patch in mark.suggestion.also:
                found.setdefault(patch.paragraph, []).append(mark.suggestion)
    return found


def _attributed(change: Amendment, further: Iterable[Suggestion]) -> Amendment:
    """Name the suggestion behind a change that looks like a hand edit but is the further part of one."""
    if change.source != HAND:
        return change
    for suggestion in further:
        for patch in suggestion.also:
            overlaps = patch.span.start <= change.end and change.start <= patch.span.end
            if overlaps and patch.original.strip() in change.original:
                return replace(change, source=str(suggestion.kind), suggestion=suggestion)
    return change
