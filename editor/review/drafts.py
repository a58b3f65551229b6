"""One command in the making: which paragraphs it rewrites, and what becomes of their marks. Nothing is done yet."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from editor.review.history import Run, State
from editor.review.mark import Mark, Verdict, in_order, moved_by_all
from editor.suggest.suggestion import Patch
from editor.transcript import Edit, Span, Transcript


@dataclass(order=True, slots=True)
class _Planned:
    """One edit, and the mark that it settles."""

    start: int
    end: int
    text: str = field(compare=False)
    mark: Mark | None = field(compare=False, default=None)

    @property
    def edit(self) -> Edit:
        return Edit(Span(self.start, self.end), self.text)


@dataclass(slots=True)
class _Draft:
    """One paragraph: its state now, the edits in the order of the text, the verdicts."""

    state: State
    edits: list[_Planned] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    def free(self, span: Span) -> bool:
        """True where no planned edit reaches into the span, nor inserts at the same place."""
        place = bisect_left(self.edits, _Planned(span.start, span.end, ""))
        near = self.edits[max(0, place - 1) : place + 1]
        return not any(
            (p.start < span.end and span.start < p.end) or p.start == p.end == span.start == span.end for p in near
        )

    def holds(self, span: Span, text: str) -> bool:
        """True where `text` stands on the span now."""
        return span.end <= len(self.state.paragraph.text) and span.of(self.state.paragraph.text) == text

    def finished(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text and the marks after all edits."""
        before, text, place, length = self.state.paragraph.text, [], 0, 0
        own: dict[int, Mark] = {}
        for planned in self.edits:
            length += planned.start - place + len(planned.text)
            text += [before[place : planned.start], planned.text]
            place = planned.end
            if planned.mark is not None:
                own[planned.mark.id] = planned.mark.at(Span(length - len(planned.text), length))
        text.append(before[place:])
        others = [
            m if (verdict := self.verdicts.get(m.id)) is None else m.settled(verdict)
            for m in self.state.marks if m.id not in own
        ]
        after = {m.id: m for m in moved_by_all(others, [p.edit for p in self.edits])} | own
        for mark in others:  # nobody decided on what a command ran over: the next check says anew what is wrong there
            if not mark.decided and mark.id in after and after[mark.id].decided:
                del after[mark.id]
        for planned in self.edits:
            if planned.mark is not None and planned.start == planned.end:
                self._hold(planned, after)
        return "".join(text), in_order(after[m.id] for m in self.state.marks if m.id in after)

    def _hold(self, planned: _Planned, after: dict[int, Mark]) -> None:
        """Several removed texts may have one place: those before the one that comes back stay before it."""
        for mark in self.state.marks:
            if planned.mark is None or mark.id == planned.mark.id:
                return
            if mark.span == planned.edit.span and mark.id in after:
                after[mark.id] = after[mark.id].shifted(-len(planned.text))


class Drafts:
    """The paragraphs of one step being rewritten; they become runs of one paragraph each.

    All positions count in the present text, however many edits are planned. An edit that meets one planned before
    it is refused.
    """

    def __init__(self, transcript: Transcript, marks_in: Callable[[int], tuple[Mark, ...]]) -> None:
        self._transcript = transcript
        self._marks_in = marks_in
        self._drafts: dict[int, _Draft] = {}

    def rewrite(self, home: int, mark: Mark, settled: Mark, text: str, also: Sequence[Patch] = ()) -> bool:
        """Plan `text` on a mark, which becomes `settled`, and its parts elsewhere; all of it, or False and nothing."""
        stands = mark.text
        if stands is None:
            return False
        planned: list[tuple[_Draft, _Planned]] = []
        for part in (Patch(home, mark.span, stands, text), *also):
            draft, span = self._draft(part.paragraph), part.span
            if draft is None or not draft.free(span) or not draft.holds(span, part.original):
                return False
            if any(other is draft and taken.edit.span.overlaps(span) for other, taken in planned):
                return False
            planned.append((draft, _Planned(span.start, span.end, part.replacement)))
        planned[0][1].mark = settled
        for draft, one in planned:
            insort(draft.edits, one)
        return True

    def settle(self, home: int, mark: Mark, verdict: Verdict) -> None:
        """Give a mark a verdict; its text stays."""
        draft = self._draft(home)
        if draft is not None:
            draft.verdicts[mark.id] = verdict

    def edit(self, home: int, edit: Edit) -> bool:
        """Plan an edit; False where it meets another one or is not within the paragraph."""
        draft = self._draft(home)
        if draft is None or edit.span.end > len(draft.state.paragraph.text) or not draft.free(edit.span):
            return False
        insort(draft.edits, _Planned(edit.span.start, edit.span.end, edit.text))
        return True

    def runs(self) -> list[Run]:
        """Return one run for each paragraph that changes."""
        result = []
        for paragraph_id, draft in self._drafts.items():
            text, marks = draft.finished()
            paragraph = draft.state.paragraph
            if text != paragraph.text:
                paragraph = self._transcript.edited(paragraph, text)
            after = State(paragraph, marks)
            index = self._transcript.index_of(paragraph_id)
            if after != draft.state and index is not None:
                result.append(Run(index, (draft.state,), (after,)))
        return result

    def _draft(self, paragraph_id: int) -> _Draft | None:
        if paragraph_id not in self._drafts:
            paragraph = self._transcript.by_id(paragraph_id)
            if paragraph is None:
                return None
            self._drafts[paragraph_id] = _Draft(State(paragraph, self._marks_in(paragraph_id)))
        return self._drafts[paragraph_id]
