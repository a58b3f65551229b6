"""Undo, redo, find, the correction that teaches (Ctrl+D), and the language that a paragraph is checked in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from editor.review import Change
from editor.transcript import Paragraph, Span
from editor.transcript.language import LANGUAGES, language_of, languages_of, mostly_latin, name_of
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow


class EditCommands:
    """Handlers of the "edit" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def undo(self) -> None:
        """Take the last step back: text, decisions and dictionary together."""
        review = self._window.desk.review
        if review is not None:
            label = review.history.undo_label
            change = review.undo()
            if change is not None and label:
                self._window.say(tr("Undone: {label}", label=label))
                self._go_to_reopened(change)

    def _go_to_reopened(self, change: Change) -> None:
        """Make the first suggestion current that is open again, so that the person sees what came back."""
        decided = {m.id for run in change.runs for s in run.before for m in s.marks if m.decided}
        for run in sorted(change.runs, key=lambda r: r.index):
            for mark in (m for s in run.after for m in s.marks if m.id in decided and not m.decided):
                self._window.desk.go_to(mark.id)
                return

    def redo(self) -> None:
        """Do the step that was undone last again."""
        review = self._window.desk.review
        if review is not None:
            label = review.history.redo_label
            if review.redo() is not None and label:
                self._window.say(tr("Done again: {label}", label=label))

    def find(self) -> None:
        """Open the find bar, with the selected words in it."""
        if self._window.desk.review is not None:
            self._window.modes.leave_compare()
            self._window.find_bar.open()

    def correct(self) -> None:
        """Correct the selected words here and teach them for everywhere."""
        from editor.ui.correction_dialog import CorrectionDialog

        review = self._window.desk.review
        heard = self._window.teaching.selected_words()
        if review is None or not heard:
            self._window.say(tr("Select the words that were misheard first"))
            return
        dialog = CorrectionDialog(heard, self._window.teaching.count_of(heard), self._window)
        if dialog.exec():
            self._window.teaching.correct(review, dialog.heard(), dialog.right(), everywhere=dialog.everywhere())

    def add_word(self) -> None:
        """Add the selected words to the person's dictionary as they stand."""
        review = self._window.desk.review
        words = self._window.teaching.selected_words()
        if review is not None and words:
            self._window.teaching.keep(review, words)

    def join(self) -> None:
        """Join the paragraphs at the cursor, or the one there with the next that says something."""
        if self._window.desk.review is not None:
            self.join_at(*self._at_cursor())

    def join_at(self, first: int, last: int = 0) -> None:
        """Join paragraph `first` with the next one that says something; blank lines between them go."""
        review = self._window.desk.review
        if review is None:
            return
        some = review.transcript.paragraphs
        behind = next((n for n in range(max(last, first + 1), len(some)) if some[n].text.strip()), None)
        if behind is None:
            self._window.say(tr("Nothing follows that could be joined"))
            return
        left, right = some[first].text, some[behind].text
        if _other_language(some[first], some[behind]):
            self._window.say(tr("The next paragraph is in another language; it is not joined"))
            return
        together = some[behind].soft or left[-1:].isspace()
        between = "" if together or _unspaced(left[-1:]) or _unspaced(right[:1]) else " "
        if review.join(first, between, behind - first + 1) is not None:
            self._window.view.go_to(first, Span(len(left), len(left)))

    def language(self) -> None:
        """Ask which language the paragraphs at the cursor are in, and have them checked in it."""
        review = self._window.desk.review
        if review is None:
            return
        first, _last = self._at_cursor()
        here = review.transcript[first]
        told = name_of(language_of(here.text))
        names = [tr("Found by itself ({language})", language=told) if told else tr("Found by itself"),
                 *(f"{tr(name_of(tag))} ({tag})" for tag in LANGUAGES)]
        tags = ["", *LANGUAGES]
        if here.language and here.language not in tags:
            tags.append(here.language)
            names.append(here.language)
        chosen, said = QInputDialog.getItem(
            self._window, tr("Language of this paragraph"),
            tr("Grammar is checked in this language where its checker is installed, and not at all elsewhere."),
            names, tags.index(here.language), False)
        if said:
            self.set_language(tags[names.index(chosen)])

    def set_language(self, tag: str) -> None:
        """Mark the paragraphs at the cursor with a language ("" has it found); undo takes it back."""
        review = self._window.desk.review
        if review is not None:
            first, last = self._at_cursor()
            some = [replace(p, language=tag) for p in review.transcript.paragraphs[first : last + 1]]
            review.amend(some, tr("language of a paragraph"))

    def _at_cursor(self) -> tuple[int, int]:
        """Return the first and the last paragraph that the selection touches."""
        view = self._window.view
        cursor = view.textCursor()
        return view.place_at(cursor.selectionStart())[0], view.place_at(cursor.selectionEnd())[0]


def _other_language(one: Paragraph, two: Paragraph) -> bool:
    """True for a paragraph and its translation: of two languages, or, where those cannot be told, of two scripts."""
    here, there = languages_of([one, two])
    if here and there:
        return here != there
    spoken = all(any(map(str.isalpha, p.text)) for p in (one, two))
    return spoken and mostly_latin(one.text) != mostly_latin(two.text)


def _unspaced(character: str) -> bool:
    """True for letters and marks that are written without spaces between words: Chinese and Japanese."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uff60" or character >= "\U00020000"
