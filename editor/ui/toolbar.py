"""The bar above the transcript: open, export, undo, redo, the three modes, find, dictionaries, settings.

In a narrow window it gives way step by step: undo and redo lose their words, then the dictionaries their names
and number of terms, then the search its words. Nothing is ever cut.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from editor.ui.actions import ActionSet
from editor.ui.translate import plural, tr

_ICON = QSize(16, 16)
_NAMES = 24  # characters of dictionary names on the button
_STEPS = 3  # of giving way


class ToolBar(QWidget):
    """Made from the action table; the export and dictionary menus belong to the window."""

    def __init__(self, actions: ActionSet, export: QMenu, dictionaries: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 9, 14, 9)
        box.setSpacing(8)
        box.addWidget(self._button("file.open", text=tr("Open…")))
        self.export = self._menu_button(tr("Export ▾"), export)
        self.export.setProperty("primary", True)
        box.addWidget(self.export)
        self._steps_back = [self._button("edit.undo", text=tr("Undo"), icon=True),
                            self._button("edit.redo", text=tr("Redo"), icon=True)]
        for button in self._steps_back:
            box.addWidget(button)
        box.addSpacing(10)
        box.addLayout(self._segment())
        box.addStretch(1)
        self._find = self._button("edit.find", text="", icon=True)
        box.addWidget(self._find)
        self.dictionary = self._menu_button(tr("Dictionary ▾"), dictionaries)
        box.addWidget(self.dictionary)
        box.addWidget(self._button("tools.settings", text="", icon=True))
        self._step = 0
        self._names = self._count = self._terms = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give way as far as the width demands, and no further."""
        if self._needs() > self.width():
            while self._step < _STEPS and self._needs() > self.width():
                self._give_way(self._step + 1)
        else:
            while self._step:
                self._give_way(self._step - 1)
                if self._needs() > self.width():
                    self._give_way(self._step + 1)
                    return

    def _needs(self) -> int:
        box = self.layout()
        assert box is not None
        box.activate()
        return box.sizeHint().width()

    def _give_way(self, step: int) -> None:
        self._step = step
        icon, words = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._steps_back:
            button.setToolButtonStyle(icon if step else words)
            _reset(button, "beside", not step)
        self.dictionary.setText(f"{self._count} ▾" if step > 1 else f"{self._names} · {self._terms} ▾")
        self._find.setToolButtonStyle(icon if step > 2 else words)
        _reset(self._find, "search", step <= 2)

    def show_dictionaries(self, titles: list[str], terms: int) -> None:
        """Name the dictionaries that are on, and how many terms they hold together."""
        if not titles:
            self._names = self._count = tr("No dictionary on")
            self._terms = plural("{n} term", "{n} terms", 0)
            self._renamed()
            return
        name = titles[0].rpartition(":")[0] if len(titles) == 1 else ""
        name = name if len(name) <= _NAMES else name[: _NAMES - 1] + "…"
        self._count = plural("{n} dictionary", "{n} dictionaries", len(titles))
        self._names = tr("Dictionary: {name}", name=name).replace("&", "&&") if name else self._count
        self._terms = plural("{n} term", "{n} terms", terms)
        self.dictionary.setToolTip("\n".join(titles))
        self._renamed()

    def _renamed(self) -> None:
        self._give_way(self._step)
        self._fit()

    def _button(self, action_id: str, *, text: str, icon: bool = False) -> QToolButton:
        button = _Follower(self._actions[action_id], text)
        button.setProperty("look", "button")
        style = Qt.ToolButtonStyle.ToolButtonTextOnly
        if icon:
            button.setProperty("beside", bool(text))
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
        if action_id == "edit.find":
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            button.setProperty("search", True)
        button.setToolButtonStyle(style)
        button.setIconSize(_ICON)
        return button

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("look", "button")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _segment(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        for place, action_id in (("first", "view.review_mode"), ("middle", "view.edit_mode"),
                                 ("last", "view.compare_mode")):
            button = _Follower(self._actions[action_id], "")
            button.setProperty("segment", place)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            line.addWidget(button)
        return line


def _reset(button: QToolButton, name: str, value: bool) -> None:
    """Set a property that the style sheet asks for."""
    if button.property(name) != value:
        button.setProperty(name, value)
        button.style().unpolish(button)
        button.style().polish(button)


class _Follower(QToolButton):
    """A button of an action that may show another text than the menu, and has the key in its tooltip."""

    def __init__(self, action: QAction, text: str) -> None:
        super().__init__()
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action, self._shown = action, text
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        name = self._action.text().rstrip("…")
        key = self._action.shortcut().toString()
        self.setText(self._shown or name)
        self.setAccessibleName(name)
        self.setToolTip(f"{self._action.toolTip().rstrip('…')}  {key}".strip() if key else name)
        if self._action.objectName() == "edit.find":
            self.setText(tr("Find and replace…   {key}", key=key))
