"""After a name was rewritten by hand: offer to teach it, and never teach without being told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.review import Change, Review
from editor.ui.translate import plural, tr

if TYPE_CHECKING:
    from editor.review.learning import HandEdits, Lesson
    from editor.ui.main_window import MainWindow

_REST = 2_500  # milliseconds without a key before a word counts as finished


class Lessons(QObject):
    """Watches what is typed into one window's transcript, and asks in the line under the toolbar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hand: HandEdits | None = None
        self._review: Review | None = None
        self._asked: set[tuple[str, str]] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.ask)

    def watch(self) -> None:
        """The desk has another review, or none."""
        self._rest.stop()
        self._review = self._window.desk.review
        self._hand = None

    def changed(self, change: Change) -> None:
        """Take note of a change of the review."""
        if self._review is None:
            return
        if change.origin == "typing":
            if self._hand is None:
                from editor.review.learning import HandEdits

                self._hand = HandEdits(self._review)
            self._hand.typed(change.runs)
            self._rest.start()
        elif self._hand is not None:
            self._hand.forget()
            self._rest.stop()

    def ask(self) -> None:
        """Offer the last name that was rewritten since the last time; keeps off a notice that still waits."""
        self._rest.stop()
        lessons = self._hand.finished() if self._hand is not None else []
        fresh = [x for x in lessons if (x.heard, x.right) not in self._asked and not self._known(x)]
        if not fresh or self._window.notice.isVisible():
            return
        lesson = fresh[-1]
        self._asked.add((lesson.heard, lesson.right))
        heard, right = lesson.heard, lesson.right
        text = tr("You wrote “{right}” for “{heard}”. Teach it, so that it is found the next time?",
                  heard=heard, right=right)
        answers = [(tr("Add to My corrections"), lambda: self._teach(lesson, everywhere=False))]
        if lesson.places:
            word = plural("Add, and correct {n} more place", "Add, and correct {n} more places", lesson.places)
            answers.append((word, lambda: self._teach(lesson, everywhere=True)))
        self._window.notice.ask(text, *answers)

    def _known(self, lesson: Lesson) -> bool:
        """True where a dictionary that is on already has the pair."""
        right, heard = lesson.right, lesson.heard.casefold()
        return any(
            term.text == right and heard in (alias.casefold() for alias in term.heard_as)
            for dictionary in self._window.teaching.library.active() for term in dictionary.terms
        )

    def _teach(self, lesson: Lesson, *, everywhere: bool) -> None:
        if self._review is not None and self._review is self._window.desk.review:
            self._window.teaching.correct(self._review, lesson.heard, lesson.right, everywhere=everywhere)
