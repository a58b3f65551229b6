"""The panel beside the text: the filter over the list, and the list with the open card in it.

The window makes it behind its first paint, since the list is empty until the first findings come.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.filter_bar import FilterBar
from editor.ui.suggestion_list import SuggestionList
from editor.ui.suggestion_rows import SuggestionRows


class SidePanel(QWidget):
    """Filter and list over one model of rows."""

    def __init__(self, rows: SuggestionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def fill(self) -> Iterator[None]:
        """Make what is in it; the window may do other things where this yields."""
        self.filter_bar = FilterBar()
        yield
        self.suggestions = SuggestionList(self._rows)
        yield
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filter_bar)
        box.addWidget(self.suggestions, 1)
