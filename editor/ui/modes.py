"""Review, Edit and Compare, the size of the text, the theme: how the window shows what lies on the desk."""

from __future__ import annotations

import enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QActionGroup

from editor.storage.settings import declared
from editor.ui import theme
from editor.ui.keys import key_words
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.ui.compare_view import CompareView
    from editor.ui.main_window import MainWindow

_COMPARE_PAUSE = 400  # milliseconds after a change before the comparison is made again


class Mode(enum.Enum):
    """What the transcript is shown for."""

    REVIEW = "view.review_mode"
    EDIT = "view.edit_mode"
    COMPARE = "view.compare_mode"


class ViewCommands:
    """Handlers of the "view" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.mode = Mode.REVIEW
        self._before_compare = Mode.REVIEW
        self._compare: CompareView | None = None
        self._comparing = QTimer(window, singleShot=True, interval=_COMPARE_PAUSE)
        self._comparing.timeout.connect(self._fill_compare)
        self._themes: QActionGroup | None = None

    # --- modes -----------------------------------------------------------------------------------------------

    def review_mode(self) -> None:
        """Plain keys decide; the text is read-only."""
        self._set(Mode.REVIEW)

    def edit_mode(self) -> None:
        """Keys type; the cursor goes to the current suggestion."""
        self._set(Mode.EDIT)
        self._window.view.setFocus()

    def compare_mode(self) -> None:
        """The text as it was read beside the text as it is."""
        self._set(Mode.COMPARE)

    def leave_compare(self) -> None:
        """Go back to the mode before Compare."""
        if self.mode is Mode.COMPARE:
            self._set(self._before_compare)

    def _set(self, mode: Mode) -> None:
        if mode is Mode.COMPARE and self.mode is not Mode.COMPARE:
            self._before_compare = self.mode
        self.mode = mode
        self.apply()
        if mode is not Mode.COMPARE and self._window.desk.review is not None:
            self._window.view.setFocus()

    def apply(self) -> None:
        """Show the mode."""
        window = self._window
        for mode in Mode:
            window.actions_[mode.value].setChecked(mode is self.mode)
        window.view.review_mode = self.mode is not Mode.EDIT
        if window.desk.review is not None:
            comparing = self.mode is Mode.COMPARE
            if comparing:
                self._fill_compare()
            window.pages.setCurrentWidget(self._comparison() if comparing else window.splitter)
        if self._window.has_panel:
            self.show_keys()
        if self._themes is None:
            self._fill_themes()

    def show_keys(self) -> None:
        """Show on the open card the keys that work in this mode."""
        plain = self.mode is Mode.REVIEW
        actions = self._window.actions_
        keys = [key_words({"Return": "Enter", "Shift+Return": "⇧+Enter"}.get(p, p)) if plain
                else key_words(next(iter(actions.keys_of(i)), ""))
                for i, p in (("review.accept", "Return"), ("review.accept_alike", "Shift+Return"),
                             ("review.reject", "Del"), ("review.reopen", "R"))]
        self._window.suggestions.card.set_keys(*keys)

    def text_changed(self) -> None:
        """Compare again, after a pause, where the comparison is in sight."""
        if self.mode is Mode.COMPARE:
            self._comparing.start()

    def _comparison(self) -> CompareView:
        if self._compare is None:
            from editor.ui.compare_view import CompareView

            self._compare = CompareView()
            self._compare.set_text_font(self._window.view.font())
            self._window.pages.addWidget(self._compare)
        return self._compare

    def _fill_compare(self) -> None:
        if self._window.desk.review is not None and self.mode is Mode.COMPARE:
            self._comparison().show_review(self._window.desk.review)

    def switch_focus(self) -> None:
        """Go from the text to the list, or back."""
        window = self._window
        if window.view.hasFocus():
            window.suggestions.setFocus()
        else:
            window.view.setFocus()

    # --- text size -------------------------------------------------------------------------------------------

    def larger(self) -> None:
        """Make the transcript's text a pixel larger."""
        self._window.view.zoom(1)

    def smaller(self) -> None:
        """Make the transcript's text a pixel smaller."""
        self._window.view.zoom(-1)

    def normal(self) -> None:
        """Give the transcript's text its usual size."""
        self._window.view.zoom(0)

    def keep_text_size(self, pixels: int) -> None:
        """The text has another size: remember it, and show the comparison in it too."""
        self._window.preferences.set_text_size(pixels)
        if self._compare is not None:
            self._compare.set_text_font(self._window.view.font())

    def full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    # --- theme -----------------------------------------------------------------------------------------------

    def _fill_themes(self) -> None:
        menu = self._window.menus.theme
        self._themes = QActionGroup(menu)
        for name, title in declared("theme").choices.items():
            action = menu.addAction(tr(title))
            action.setCheckable(True)
            action.setChecked(name == theme.watcher().choice)
            action.setActionGroup(self._themes)
            action.triggered.connect(partial(self._choose_theme, name))

    def _choose_theme(self, name: str, _checked: bool = True) -> None:
        self._window.preferences.set_theme(name)
        theme.watcher().choose(name)
