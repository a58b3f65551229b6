"""A box of the fonts that are installed, with the window's own at the head."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.translate import tr

_MOST_SHOWN = 18


class FontChoice(QComboBox):
    """Families that can be scaled, each in its own letters; a family that is chosen but not here stays chosen."""

    def __init__(self, present: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.addItem(tr("That of the window"), "")
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family) and QFontDatabase.isSmoothlyScalable(family):
                self.addItem(family, family)
                self.setItemData(self.count() - 1, QFont(family), Qt.ItemDataRole.FontRole)
        if self.findData(present) < 0:
            self.addItem(tr("{family} (not installed)", family=present), present)
        self.setCurrentIndex(self.findData(present))

    def family(self) -> str:
        """Return the chosen family; empty for the window's."""
        return str(self.currentData())
