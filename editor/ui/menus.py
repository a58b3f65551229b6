"""The menu bar, made from the action table."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from editor.ui.actions import ACTIONS, MENUS, ActionSet
from editor.ui.translate import tr


class Menus:
    """All menus of one window; those whose content changes are attributes."""

    def __init__(self, bar: QMenuBar, actions: ActionSet) -> None:
        self.recent = QMenu(tr("Open recent"), bar)
        self.export = QMenu(tr("Export"), bar)
        self.packs = QMenu(tr("Dictionaries switched on"), bar)
        self.theme = QMenu(tr("Theme"), bar)
        self.toolbar_packs = QMenu(bar)
        self._fill(self.export, "export", actions)
        for name, title in MENUS:
            menu = bar.addMenu(tr(title))
            self._fill(menu, name, actions)
            if name == "file":
                menu.insertMenu(actions["file.open_sample"], self.recent)
                menu.insertMenu(actions["file.encoding"], self.export)
            elif name == "view":
                menu.insertMenu(actions["view.full_screen"], self.theme)
            elif name == "dictionary":
                menu.insertMenu(actions["dictionary.open_window"], self.packs)
            elif name == "review":
                choose = menu.addMenu(tr("Put in alternative"))
                self._fill(choose, "choose", actions)

    def _fill(self, menu: QMenu, name: str, actions: ActionSet) -> None:
        section = 0
        for action in ACTIONS:
            if action.menu == name:
                if action.section != section and menu.actions():
                    menu.addSeparator()
                section = action.section
                menu.addAction(actions[action.id])
