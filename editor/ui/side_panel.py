"""The panel beside the text: the filter over the list, and the list with the open card in it.

The window makes it behind its first paint, since the list is empty until the first findings come.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.filter_bar import FilterBar
from editor.ui.suggestion_list import SuggestionList
from editor.ui.suggestion_rows import SuggestionRows


class SidePanel(QWidget):
    """Filter and list over one model of rows."""

    def __init__(self, rows: SuggestionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_bar = FilterBar()
        self.suggestions = SuggestionList(rows)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filter_bar)
        box.addWidget(self.suggestions, 1)
