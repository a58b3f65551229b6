"""What the person teaches: dictionaries switched on and off, corrections, words that are right.

What a step of the history teaches is part of that step: undo takes it out of the dictionary again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from editor.errors import UserError
from editor.review import Effect, Mark, Review
from editor.transcript import Edit, Span
from editor.ui.translate import number, plural, tr

if TYPE_CHECKING:
    from editor.storage.dictionaries import Library
    from editor.suggest.assemble import EngineOptions
    from editor.ui.dictionary_window import DictionaryWindow
    from editor.ui.main_window import MainWindow


class Teaching:
    """The dictionaries of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """The dictionaries on disk; read when first asked for, which is after the first paint."""
        if self._library is None:
            from editor.storage.dictionaries import Library

            self._library = Library()
        return self._library

    def start(self) -> None:
        """Read the dictionaries, and have the menus filled when they open."""
        for menu in (self._window.menus.packs, self._window.menus.toolbar_packs):
            menu.aboutToShow.connect(partial(self._fill, menu))
        self._fill(self._window.menus.packs)
        self._show()

    def options(self) -> EngineOptions:
        """Return what the check is looking for."""
        return self._window.preferences.options(self.library.active(), self._window.files.rescue.decisions.counts())

    def refresh(self) -> None:
        """The dictionaries changed: show it, and check for them."""
        self._show()
        self._window.desk.set_options(self.options())

    def switch(self, name: str, on: bool) -> None:
        """Switch a dictionary on or off and check again."""
        try:
            self.library.switch(name, on)
        except UserError as error:
            self._window.files.tell(error)
        self.refresh()

    # --- teaching --------------------------------------------------------------------------------------------

    def correct(self, review: Review, heard: str, right: str, *, everywhere: bool) -> None:
        """Teach a pair, and correct the places that read exactly so (or nothing but the dictionary), in one step."""
        edits: dict[int, list[Edit]] = {}
        if everywhere:
            for pid, span in places_of(review, heard):
                edits.setdefault(pid, []).append(Edit(span, right))
        label = tr("correct {heard} to {right}", heard=_short(heard), right=_short(right))
        self._teach(lambda: review.replace(edits, label, [self._effect(heard, right)]))
        count = sum(map(len, edits.values()))
        self._window.say(plural("{n} place corrected; “{right}” is in My corrections",
                                "{n} places corrected; “{right}” is in My corrections", count, right=right))

    def keep(self, review: Review, words: str) -> None:
        """Add words to the dictionary as they stand: they are right."""
        label = tr("add {words} to my dictionary", words=_short(words))
        self._teach(lambda: review.replace({}, label, [self._effect("", words)]))
        mark = self._window.desk.current
        if mark is not None and not mark.decided and mark.suggestion.original == words:
            review.ignore(mark)
        self._window.say(tr("“{words}” is in My corrections now", words=words))

    def never_again(self, review: Review, mark: Mark) -> None:
        """Never report this text again, in any transcript."""
        words = mark.suggestion.original
        self._teach(lambda: review.ignore(mark, [_Told(_Ignored(self._window, words), self.refresh)]))
        self._window.say(tr("“{words}” will not be suggested again", words=words))

    def rule_off(self, review: Review, mark: Mark) -> None:
        """Show nothing more of the grammar rule behind a mark, in any transcript."""
        suggestion = mark.suggestion
        effect = _Told(_RuleOff(self._window, suggestion.rule), self.refresh)
        self._teach(lambda: review.ignore(mark, [effect]))
        self._window.say(tr("“{rule}” is off; Settings › Never suggested switches it on again",
                            rule=suggestion.title or suggestion.rule))

    def _effect(self, heard: str, right: str) -> Effect:
        return _Told(self.library.correct(heard, right), self.refresh)

    def _teach(self, step: Callable[[], object]) -> None:
        try:
            step()
        except UserError as error:
            self._window.files.tell(error)

    # --- the words at the cursor -----------------------------------------------------------------------------

    def selected_words(self) -> str:
        """Return the selected words; without a selection the current suggestion's, else the word at the cursor."""
        view, mark = self._window.view, self._window.desk.current
        words = str(view.selected_text()).strip()
        if not words and mark is not None and not mark.decided:
            words = mark.suggestion.original.strip()
        if not words and self._window.desk.review is not None:
            cursor = view.textCursor()
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            words = cursor.selectedText().strip()
        return words

    def count_of(self, heard: str) -> int:
        """Return in how many places the transcript reads exactly so."""
        review = self._window.desk.review
        return len(places_of(review, heard)) if review is not None else 0

    # --- menus -----------------------------------------------------------------------------------------------

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for shelf in self.library.shelves():
            action = menu.addAction(shelf.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(shelf.on)
            action.toggled.connect(partial(self.switch, shelf.name))
        menu.addSeparator()
        menu.addAction(self._window.actions_["dictionary.open_window"])

    def _show(self) -> None:
        on = [d for d in self.library.active() if d.terms]
        titles = [f"{d.title or d.name}: {number(len(d.terms))}" for d in on]
        self._window.toolbar.show_dictionaries(titles, sum(len(d.terms) for d in on))
        if self.library.problems:
            first = self.library.problems[0]
            self._window.say(tr("{n} lines of your dictionaries were left out: {first}",
                                n=len(self.library.problems), first=first))


class _Told:
    """An effect that says when it was done or taken back."""

    def __init__(self, effect: Effect, tell: Callable[[], None]) -> None:
        self._effect, self._tell = effect, tell

    def redo(self) -> None:
        """Do it, and tell."""
        self._effect.redo()
        self._tell()

    def undo(self) -> None:
        """Take it back, and tell."""
        self._effect.undo()
        self._tell()


class _Ignored:
    """Words that are never reported, kept in the settings."""

    def __init__(self, window: MainWindow, words: str) -> None:
        self._preferences, self._words = window.preferences, words

    def redo(self) -> None:
        """Never report them from now on."""
        self._preferences.set_ignored(self._preferences.ignored() | {self._words})

    def undo(self) -> None:
        """Report them again."""
        self._preferences.set_ignored(self._preferences.ignored() - {self._words})


class _RuleOff:
    """A grammar rule that is switched off, kept in the settings."""

    def __init__(self, window: MainWindow, rule: str) -> None:
        self._preferences = window.preferences
        self._rule = rule.rpartition(".")[2]  # without the checker's prefix, as the profiles name it
        self._before: str | None = None

    def redo(self) -> None:
        """Switch it off."""
        rules = self._preferences.rules()
        self._before = rules.get(self._rule)
        self._preferences.set_rules({**rules, self._rule: "off"})

    def undo(self) -> None:
        """Treat it as before."""
        rules = self._preferences.rules()
        rules.pop(self._rule, None)
        self._preferences.set_rules({**rules, self._rule: self._before} if self._before else rules)


class DictionaryCommands:
    """Handlers of the "dictionary" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._shown: DictionaryWindow | None = None

    def open_window(self) -> None:
        """Open the dictionaries beside the main window."""
        from editor.ui.dictionary_window import DictionaryWindow

        if self._shown is None:
            self._shown = DictionaryWindow(self._window.teaching.library, self._window)
            self._shown.changed.connect(self._window.teaching.refresh)
        self._shown.show_review(self._window.desk.review)
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()


def places_of(review: Review, words: str) -> list[tuple[int, Span]]:
    """Return (paragraph id, span) of every place that reads exactly `words`, as whole words."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [(p.id, Span(m.start(), m.end())) for p in review.transcript for m in pattern.finditer(p.text)]


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
