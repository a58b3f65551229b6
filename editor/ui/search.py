"""A search of the whole transcript that never holds the window up: paragraph by paragraph, what is in view first."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from editor.review import Change, Review
from editor.transcript import Paragraph, Span
from editor.ui.find_pattern import Finder, PatternError

_SLICE = 0.006  # seconds of searching between two looks at the events


class Search(QObject):
    """What one finder found so far. Results of a paragraph hold for the text that they were found in."""

    progressed = Signal()  # more was found, or all is searched
    failed = Signal(str)  # the pattern takes too long; nothing more is searched

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self._finder: Finder | None = None
        self.review: Review | None = None
        self._found: dict[int, tuple[int, tuple[Span, ...]]] = {}  # paragraph id -> revision, spans; only where any
        self._order: list[int] | None = None  # the answer of `paragraphs`, until something changes
        self._ahead: list[int] = []  # paragraph ids still to search, the next one last
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def done(self) -> bool:
        """True where every paragraph has been searched."""
        return not self._ahead

    def start(self, review: Review, finder: Finder, first: int = 0) -> None:
        """Search `review` anew, beginning with paragraph index `first`."""
        self.stop()
        self.review, self._finder = review, finder
        ids = [p.id for p in review.transcript]
        self._ahead = [*reversed(ids[:first]), *reversed(ids[first:])]
        self._timer.start()

    def stop(self) -> None:
        """Forget everything."""
        self._timer.stop()
        self._finder, self._found, self._order, self._ahead, self.count = None, {}, None, [], 0

    def update(self, change: Change) -> None:
        """Search again what a change put in."""
        if self._finder is None:
            return
        self._order = None
        for run in change.runs:
            for state in run.before:
                self._forget(state.paragraph.id)
            self._ahead += [state.paragraph.id for state in run.after]
        self._timer.start()

    def spans(self, paragraph: Paragraph) -> tuple[Span, ...]:
        """Return what was found in this very text."""
        revision, spans = self._found.get(paragraph.id, (-1, ()))
        return spans if revision == paragraph.revision else ()

    def paragraphs(self) -> list[int]:
        """Return the indices of the paragraphs with hits, in order."""
        if self.review is None:
            return []
        if self._order is None:
            found = map(self.review.transcript.index_of, self._found)
            self._order = sorted(index for index in found if index is not None)
        return self._order

    def ordinal(self, index: int, span: Span) -> int:
        """Return the number of a hit among all that were found, from 1."""
        assert self.review is not None
        transcript = self.review.transcript
        before = sum(len(self.spans(transcript[n])) for n in self.paragraphs() if n < index)
        return before + bisect_left(self.spans(transcript[index]), span) + 1

    def next_from(self, index: int, position: int, backward: bool = False) -> tuple[int, Span] | None:
        """Return the hit at or after a place (or before it), going round at the end; None without hits."""
        assert self.review is not None
        transcript, here = self.review.transcript, self.paragraphs()
        if not here:
            return None
        if backward:
            for n in reversed([n for n in here if n <= index]):
                some = [s for s in self.spans(transcript[n]) if n < index or s.end <= position]
                if some:
                    return n, some[-1]
            return _end_of(here[-1], self.spans(transcript[here[-1]]), last=True)
        for n in here[bisect_left(here, index):]:
            some = [s for s in self.spans(transcript[n]) if n > index or s.start >= position]
            if some:
                return n, some[0]
        return _end_of(here[0], self.spans(transcript[here[0]]), last=False)

    def _go_on(self) -> None:
        finder, review = self._finder, self.review
        until = time.perf_counter() + _SLICE
        while self._ahead and finder is not None and review is not None:
            paragraph = review.transcript.by_id(self._ahead.pop())
            if paragraph is None:
                continue
            try:
                spans = finder.spans(paragraph.text)
            except PatternError as error:
                self.stop()
                self.failed.emit(str(error))
                return
            self._forget(paragraph.id)
            if spans:
                self._order = None
                self._found[paragraph.id] = (paragraph.revision, spans)
                self.count += len(spans)
            if time.perf_counter() > until:
                break
        if not self._ahead:
            self._timer.stop()
        self.progressed.emit()

    def _forget(self, paragraph_id: int) -> None:
        gone = self._found.pop(paragraph_id, None)
        if gone is not None:
            self.count -= len(gone[1])
            self._order = None


def _end_of(index: int, spans: Sequence[Span], last: bool) -> tuple[int, Span] | None:
    return (index, spans[-1 if last else 0]) if spans else None
