"""What lies open: the review, the file it belongs to, the current suggestion. The windows only listen to it.

Every change of the review is heard here and told on once, whoever made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.review import Change, Mark, Review
from editor.review.history import Place
from editor.transcript import Transcript
from editor.ui.checker import Checker, Door

if TYPE_CHECKING:
    from editor.jobs import Listener
    from editor.suggest.assemble import EngineOptions


class Desk(QObject):
    """One transcript at a time."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)  # Change
    received = Signal(object)  # ids of paragraphs whose marks are new
    current_changed = Signal()
    saved_changed = Signal()

    def __init__(self, open_gate: Callable[[Listener], Door] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.path: Path | None = None  # the file that Save writes
        self.options: EngineOptions | None = None  # of the check that runs, once one was asked for
        self.checker = Checker(open_gate, self)
        self.checker.received.connect(self._received)
        self._current: int | None = None
        self._was_clean = True
        self._counted: dict[int, tuple[int, int]] = {}  # paragraph id: revision, words

    # --- opening and closing ---------------------------------------------------------------------------------

    def open(self, transcript: Transcript, path: Path | None) -> None:
        """Lay a transcript on the desk in place of the one before."""
        self.open_review(Review(transcript), path)

    def open_review(self, review: Review, path: Path | None) -> None:
        """Lay a review on the desk, with the decisions it brings."""
        self.review, self.path, self._current, self._counted = review, path, None, {}
        review.listen(self._told)
        self._was_clean = review.history.clean
        self.opened.emit()

    def start_checking(self, options: EngineOptions) -> None:
        """Have the transcript checked, from the beginning."""
        self.options = options
        if self.review is not None:
            self.checker.start(self.review, options)

    def set_options(self, options: EngineOptions) -> None:
        """Check for something else (a dictionary was switched, a term added)."""
        if options != self.options:
            self.options = options
            self.checker.configure(options)

    def close(self) -> None:
        """Clear the desk."""
        self.review, self.path, self._current = None, None, None
        self.checker.stop()
        self.closed.emit()

    @property
    def dirty(self) -> bool:
        """True where the text or a decision differs from what was last saved."""
        return self.review is not None and not self.review.history.clean

    def saved(self, path: Path, at: Place) -> None:
        """The state at a place of the history was written to `path`."""
        if self.review is not None:
            self.path = path
            self.review.history.mark_clean(at)
            self.review.history.seal()
            self._was_clean = not self.dirty
            self.saved_changed.emit()

    def words(self) -> Iterator[int]:
        """Count the words of the transcript as it stands; only paragraphs that changed are counted again.

        Yields what it has come to after each thousand paragraphs, and the whole at last.
        """
        total, counted = 0, self._counted
        now = list(self.review.transcript) if self.review is not None else []
        for n, paragraph in enumerate(now, 1):
            known = counted.get(paragraph.id)
            if known is None or known[0] != paragraph.revision:
                known = counted[paragraph.id] = (paragraph.revision, len(paragraph.text.split()))
            total += known[1]
            if not n % 1000:
                yield total
        yield total

    # --- the current suggestion ------------------------------------------------------------------------------

    @property
    def current(self) -> Mark | None:
        """The mark whose card is open."""
        return self.review.mark(self._current) if self.review is not None and self._current is not None else None

    def go_to(self, mark_id: int | None) -> None:
        """Make a mark the current one."""
        if mark_id != self._current:
            self._current = mark_id
            self.current_changed.emit()

    # --- what the review says --------------------------------------------------------------------------------

    def _told(self, change: Change) -> None:
        self.checker.changed(change)
        self.changed.emit(change)
        self._tell_saved()

    def _tell_saved(self) -> None:
        if self._was_clean is not self.dirty:
            return
        self._was_clean = not self.dirty
        self.saved_changed.emit()

    def _received(self, paragraph_ids: Iterable[int]) -> None:
        if self._current is not None and self.current is None:
            self._current = None
            self.received.emit(paragraph_ids)
            self.current_changed.emit()
        else:
            self.received.emit(paragraph_ids)


def paragraphs_of(change: Change) -> set[int]:
    """Return the ids of all paragraphs that a change touched, gone ones among them."""
    return {s.paragraph.id for run in change.runs for s in (*run.before, *run.after)}
