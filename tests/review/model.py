"""A transcript as cells: every character is a thing of its own, and a mark is the cells that it stands on.

No offsets are computed here, so nothing can go wrong in the way that the review's arithmetic could. A mark over
removed text is a cell of no width.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from editor.review import Mark, Review, Verdict
from editor.transcript import Edit

JOINT = "\n"
_numbers = count()


@dataclass(eq=False, slots=True)
class Cell:
    """One character, or nothing (the place of a removed text), or the joint between two paragraphs."""

    text: str
    number: int = field(default_factory=lambda: next(_numbers))


@dataclass(slots=True)
class Anchor:
    """A mark in the model."""

    id: int
    verdict: Verdict
    cells: list[Cell]
    chosen: str
    original: str


class Model:
    """All paragraphs as one row of cells, and the anchors in it."""

    def __init__(self, texts: list[str]) -> None:
        self.cells = [Cell(c) for c in JOINT.join(texts)]
        self.anchors: dict[int, Anchor] = {}

    def copy(self) -> Model:
        """Return a state to come back to; cells are shared, they never change."""
        other = Model([])
        other.cells = list(self.cells)
        other.anchors = {
            n: Anchor(a.id, a.verdict, list(a.cells), a.chosen, a.original) for n, a in self.anchors.items()
        }
        return other

    def texts(self) -> list[str]:
        """The paragraphs as text."""
        return "".join(c.text for c in self.cells).split(JOINT)

    def type_over(self, texts: list[str]) -> None:
        """The text becomes `texts`: by the smallest single edit of the paragraphs that differ, found the slow way."""
        old, head, tail = self.texts(), 0, 0
        new = list(texts)
        while old and new and old[-1] == new[-1]:
            old.pop(), new.pop()
            tail += 1
        while old and new and old[0] == new[0]:
            old.pop(0), new.pop(0)
            head += 1
        offset = sum(len(t) + 1 for t in self.texts()[:head])
        if not old or not new:  # whole paragraphs come or go; the generated edits never do that
            raise AssertionError("not an edit that a person types")
        before, after = JOINT.join(old), JOINT.join(new)
        start = 0
        while start < min(len(before), len(after)) and before[start] == after[start]:
            start += 1
        end = 0
        while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
            end += 1
        self.edit(offset + start, offset + len(before) - end, after[start : len(after) - end], by_hand=True)

    def edit(self, start: int, end: int, text: str, by_hand: bool = False) -> list[Cell]:
        """Replace the characters from `start` to `end` of the whole row; return the new cells.

        What is open and only partly removed is settled as edited where it was done by hand, else it goes.
        """
        first = self._place(start, behind=start < end)
        last = self._place(end, behind=False) if start < end else first
        new = [Cell(c) for c in text]
        removed = set(self.cells[first:last])
        self.cells[first:last] = new
        where = {cell: n for n, cell in enumerate(self.cells)}
        for anchor in list(self.anchors.values()):
            self._settle(anchor, removed, where, by_hand)
        return new

    def put(self, anchor_id: int, text: str, verdict: Verdict) -> None:
        """Put a text in the place of a mark's, which becomes the mark's."""
        anchor = self.anchors.pop(anchor_id)
        place = self.cells.index(anchor.cells[0])
        if anchor.cells[0].text:
            start = sum(len(c.text) for c in self.cells[:place])
            new = self.edit(start, start + len(anchor.cells), text)
        else:
            self.cells[place : place + 1] = new = [Cell(c) for c in text]
            where = {cell: n for n, cell in enumerate(self.cells)}
            for other in list(self.anchors.values()):
                self._settle(other, set(), where, by_hand=False)
        if not new:
            new = [Cell("")]
            self.cells.insert(place, new[0])
        chosen = text if verdict is Verdict.ACCEPTED else ""
        self.anchors[anchor_id] = Anchor(anchor_id, verdict, new, chosen, anchor.original)

    def replace(self, edits: list[tuple[int, Edit]]) -> None:
        """Make edits by paragraph number, all positions in the present text."""
        starts = self.starts()
        for index, edit in sorted(edits, key=lambda e: (e[0], e[1].span), reverse=True):
            self.edit(starts[index] + edit.span.start, starts[index] + edit.span.end, edit.text)

    def starts(self) -> list[int]:
        """Where each paragraph starts in the row."""
        result = [0]
        for text in self.texts()[:-1]:
            result.append(result[-1] + len(text) + 1)
        return result

    def adopt(self, review: Review, index: int) -> None:
        """Take the open marks of a paragraph as the review has them (after an analysis, which the model has not)."""
        for mark in review.marks_in(review.transcript[index].id):
            if not mark.decided:
                start = self.starts()[index] + mark.span.start
                place = self._place(start, behind=True)
                cells = [c for c in self.cells[place:] if c.text][: len(mark.span)]
                self.anchors[mark.id] = Anchor(mark.id, mark.verdict, cells, "", mark.suggestion.original)

    def forget_open(self, index: int) -> None:
        """Drop the open marks of a paragraph."""
        for anchor_id, paragraph, *_ in self.seen():
            if paragraph == index and self.anchors[anchor_id].verdict is Verdict.OPEN:
                del self.anchors[anchor_id]

    def seen(self) -> list[tuple[int, int, int, int, Verdict, str]]:
        """Each mark as (id, paragraph, start, end, verdict, chosen), by id."""
        place: dict[Cell, tuple[int, int]] = {}
        paragraph = offset = 0
        for cell in self.cells:
            place[cell] = paragraph, offset
            offset += len(cell.text)
            if cell.text == JOINT:
                paragraph, offset = paragraph + 1, 0
        result = []
        for anchor in self.anchors.values():
            (index, start), (_, last) = place[anchor.cells[0]], place[anchor.cells[-1]]
            end = last + len(anchor.cells[-1].text)
            result.append((anchor.id, index, start, end, anchor.verdict, anchor.chosen))
        return sorted(result)

    def _place(self, offset: int, *, behind: bool) -> int:
        """Where a text offset lies in the row: before the cells of no width that stand there, or behind them."""
        place, at = 0, 0
        while at < offset:
            at += len(self.cells[place].text)
            place += 1
        while not behind and place and not self.cells[place - 1].text:
            place -= 1
        while behind and place < len(self.cells) and not self.cells[place].text:
            place += 1
        return place

    def _settle(self, anchor: Anchor, removed: set[Cell], where: dict[Cell, int], by_hand: bool) -> None:
        left = [c for c in anchor.cells if c not in removed]
        if not left:
            del self.anchors[anchor.id]
            return
        stretch = self.cells[where[left[0]] : where[left[-1]] + 1]
        widths = [c for c in stretch if c.text]
        if [c for c in anchor.cells if c.text] == widths:
            return
        if any(c.text == JOINT for c in widths) or (anchor.verdict is Verdict.OPEN and not by_hand):
            del self.anchors[anchor.id]
            return
        anchor.cells, anchor.verdict, anchor.chosen = stretch, Verdict.EDITED, ""


def seen_in(review: Review) -> list[tuple[int, int, int, int, Verdict, str]]:
    """The review's marks in the same form as Model.seen."""
    return sorted(
        (mark.id, index, mark.span.start, mark.span.end, mark.verdict, mark.chosen)
        for index, paragraph in enumerate(review.transcript) for mark in review.marks_in(paragraph.id)
    )


def stands(review: Review, mark: Mark) -> bool:
    """True where the text that a mark speaks of stands under it."""
    paragraph_id = review.paragraph_of(mark.id)
    paragraph = review.transcript.by_id(paragraph_id) if paragraph_id is not None else None
    return paragraph is not None and (mark.text is None or mark.span.of(paragraph.text) == mark.text)
