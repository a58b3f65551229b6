"""What a person does with suggestions: go on, accept, reject, choose, ignore. Every action goes through the review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from editor.review import Mark, Review, Verdict
from editor.suggest.suggestion import SURE
from editor.ui import wording
from editor.ui.translate import plural, tr

if TYPE_CHECKING:
    from editor.ui.change_rows import Ticks
    from editor.ui.levels_dialog import LevelsDialog
    from editor.ui.main_window import MainWindow


class ReviewCommands:
    """Handlers of the "review" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._ticks: tuple[Review, Ticks] | None = None  # of the clean-up to a level, while its review is open

    # --- going on --------------------------------------------------------------------------------------------

    def next(self) -> None:
        """Go to the next open suggestion of the list, from its start again after the last."""
        self._step(1)

    def previous(self) -> None:
        """Go to the open suggestion before."""
        self._step(-1)

    def go_on(self) -> None:
        """Go to the next open suggestion after a decision; stay where there is none."""
        review, current = self._window.desk.review, self._window.desk.current
        if review is None or (current is not None and not current.decided):
            return
        if not self._step(1) and current is not None:
            hidden = review.counts[Verdict.OPEN]
            self._window.say(plural("Everything in the list is decided; the filter hides {n} more suggestion",
                                    "Everything in the list is decided; the filter hides {n} more suggestions", hidden)
                             if hidden else tr("Everything is decided: export the clean text"))

    def _step(self, by: int) -> bool:
        desk, rows = self._window.desk, self._window.rows
        if desk.review is None:
            return False
        ids = rows.ids()
        here = rows.row_of(desk.current.id) if desk.current else None
        if here is None:
            here = self._row_near_cursor() - (1 if by > 0 else 0)
        count = len(ids)
        for distance in range(1, count + 1):
            row = (here + by * distance) % count
            mark = desk.review.mark(ids[row])
            if mark is not None and not mark.decided:
                desk.go_to(mark.id)
                return True
        return False

    def _row_near_cursor(self) -> int:
        """Return the first row that stands in sight in the text, 0 where none does."""
        review = self._window.desk.review
        for pid in self._window.view.visible_paragraphs() if review is not None else ():
            for mark in review.marks_in(pid) if review is not None else ():
                row = self._window.rows.row_of(mark.id)
                if row is not None and not mark.decided:
                    return row
        return 0

    # --- deciding --------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Put in the best replacement."""
        self.accept_text(None)

    def accept_text(self, text: str | None) -> None:
        """Put in `text` (None: the best replacement) and go on; show the next one where none is open."""
        review, mark = self._here()
        if review is None or mark is None or mark.decided:
            self._step(1)
            return
        if text is None and wording.joins(mark):
            self._window.edit.join_at(review.transcript.index_of(mark.suggestion.paragraph) or 0)
            self._step(1)
            return
        if text is None and not mark.suggestion.replacements:  # it only points at something odd
            review.decide([mark.id], Verdict.REJECTED)
            self._window.say(tr("Kept as it is"))
        elif review.accept({mark.id: text}) is None:
            self._window.say(tr("The text here has changed; nothing was replaced"))
        self._on()

    def choose(self, n: int) -> None:
        """Put in alternative `n`, counted from 1; the number behind the last opens the field for one's own."""
        _, mark = self._here()
        if mark is None:
            return
        texts = mark.suggestion.replacements
        if n <= len(texts):
            self.accept_text(texts[n - 1])
        elif n == len(texts) + 1:
            self.own()

    def reject(self) -> None:
        """Leave the text as it is, and say so."""
        self._decide(lambda review, mark: review.decide([mark.id], Verdict.REJECTED))

    def ignore_transcript(self) -> None:
        """Silence all that is alike in this transcript."""
        self._decide(lambda review, mark: review.ignore(mark))

    def reopen(self) -> None:
        """Open a decided suggestion again; an accepted one gets its old text back."""
        review, mark = self._here()
        if review is None or mark is None:
            return
        again = review.revert if mark.verdict is Verdict.ACCEPTED else review.reopen
        if again([mark.id]) is None:
            self._window.say(tr("The text here has changed since; Undo takes steps back one by one"))

    def accept_alike(self) -> None:
        """Show all places alike with their context, and put the replacement into the ticked ones."""
        review, mark = self._here()
        if review is None or mark is None or mark.decided:
            return
        places = review.alike(mark)
        if len(places) < 2:
            self.accept()
            return
        title = tr("{before} → {after}", before=wording.before_of(mark), after=wording.after_of(mark))
        self._ask_and_accept(review, places, title, mark.suggestion.replacement)

    def accept_sure(self) -> None:
        """Show all sure suggestions that the list shows, and accept the ticked ones."""
        review = self._window.desk.review
        if review is None:
            return
        marks = [m for i in self._window.rows.ids() if (m := review.mark(i)) is not None]
        sure = [m for m in marks if not m.decided and m.suggestion.confidence >= SURE and m.suggestion.replacements]
        if not sure:
            self._window.say(tr("No open suggestion in the list is sure enough (90 %)"))
            return
        self._ask_and_accept(review, sure, tr("Accept all that are sure"), None)

    def clean_speech(self) -> None:
        """Ask for a level, show what it would change, and accept that as one step."""
        from editor.ui.change_rows import Ticks
        from editor.ui.levels_dialog import LevelsDialog

        desk, review = self._window.desk, self._window.desk.review
        if review is None:
            return
        if self._ticks is None or self._ticks[0] is not review:
            self._ticks = review, Ticks()
        dialog = LevelsDialog(desk, desk.options or self._window.teaching.options(), self._ticks[1], self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._clean_up, dialog, review))
        dialog.place_wanted.connect(partial(self._go_to_place, dialog))
        dialog.open()

    def _clean_up(self, dialog: LevelsDialog, review: Review) -> None:
        from editor.ui.levels_dialog import step_name

        level = dialog.level.level
        self._window.preferences.set_choice("level", level)
        self._ticks = None
        change = review.accept(dict.fromkeys(dialog.chosen()), partial(step_name, level))
        if change is not None:
            self._window.say(change.label)
        self._on()

    def _go_to_place(self, dialog: LevelsDialog, mark_id: int) -> None:
        self._window.preferences.set_choice("level", dialog.level.level)
        self._window.desk.go_to(mark_id)

    def changes(self) -> None:
        """Show every change that was accepted at its place, to put originals back."""
        from editor.ui.changes_dialog import ChangesDialog

        desk = self._window.desk
        if desk.review is None:
            return
        dialog = ChangesDialog(desk, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_wanted.connect(desk.go_to)
        dialog.open()

    def _ask_and_accept(self, review: Review, marks: list[Mark], title: str, text: str | None) -> None:
        from editor.ui.alike_dialog import AlikeDialog

        dialog = AlikeDialog(review, marks, title, self._window)
        if not dialog.exec():
            return
        # the same text for all only where the marks say the same; a group may hold other forms of one term
        same = {m.id for m in marks if m.suggestion.replacements and m.suggestion.replacement == text}
        change = review.accept({i: text if i in same else None for i in dialog.ticked()})
        if change is not None:
            done = len(dialog.ticked())
            self._window.say(plural("{n} place changed", "{n} places changed", done))
        self._on()

    def own(self) -> None:
        """Open the field for a replacement of one's own."""
        self._window.suggestions.card.type_own()
        self._window.suggestions.refresh_card()

    # --- teaching --------------------------------------------------------------------------------------------

    def ignore_always(self) -> None:
        """Never suggest this for this text again, in any transcript."""
        review, mark = self._here()
        if review is not None and mark is not None:
            self._window.teaching.never_again(review, mark)
            self._on()

    def rule_off(self) -> None:
        """Switch the grammar rule off that found this, in all transcripts."""
        review, mark = self._here()
        if review is not None and mark is not None:
            self._window.teaching.rule_off(review, mark)
            self._on()

    def keep_word(self) -> None:
        """The text is right: add it to the person's dictionary, so that nothing touches it."""
        review, mark = self._here()
        if review is not None and mark is not None:
            self._window.teaching.keep(review, mark.suggestion.original)
            self._on()

    def check_again(self) -> None:
        """Check the whole transcript again."""
        self._window.start_checking()

    def more(self, button: QWidget) -> None:
        """Show the menu of the card's last button."""
        menu = QMenu(button)
        for action_id in ("review.own", "review.ignore_transcript", "review.ignore_always", "review.rule_off",
                          "review.keep_word", "review.reopen"):
            menu.addAction(self._window.actions_[action_id])
        self._window.actions_.refresh()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # --- inside ----------------------------------------------------------------------------------------------

    def _here(self) -> tuple[Review | None, Mark | None]:
        return self._window.desk.review, self._window.desk.current

    def _decide(self, how: Callable[[Review, Mark], object]) -> None:
        review, mark = self._here()
        if review is not None and mark is not None and not mark.decided:
            how(review, mark)
            self._on()

    def _on(self) -> None:
        """Go on where the current suggestion is decided or gone; the focus leaves a button that disappears."""
        card = self._window.suggestions.card
        if card.isAncestorOf(self._window.focusWidget()):
            self._window.suggestions.setFocus()
        if self._window.desk.current is None or self._window.desk.current.decided:
            self.go_on()
