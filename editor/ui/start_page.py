"""What the window shows while nothing is open: open a file, a recent one, or the sample; and what this is for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui import theme
from editor.ui.icons import icon
from editor.ui.translate import tr

_RECENT = 6
_WIDTH = 620


class StartPage(QWidget):
    """Friendly and short."""

    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)  # the window takes drops
        self._title, lead = QLabel(tr("Clean up a transcript")), QLabel(tr(
            "Open what a speech recogniser wrote. Misheard shows what was probably misheard, and you accept or reject "
            "each suggestion with one key. Everything stays on this computer."))
        lead.setWordWrap(True)
        lead.setProperty("look", "muted")
        self._open = QPushButton(tr("Open a transcript…"))
        self._open.setProperty("primary", True)
        self._open.clicked.connect(self.open_wanted)
        self._sample = QPushButton(tr("Try the sample"))
        self._sample.clicked.connect(self.sample_wanted)
        drop = QLabel(tr("…or drop a file here: text, Markdown, SRT, VTT, .misheard projects"))
        drop.setProperty("look", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        self._recent_title = QLabel(tr("Recent"))
        self._recent_title.setProperty("look", "title")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setMaximumWidth(_WIDTH)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(34, 30, 34, 30)
        inside.setSpacing(14)
        for widget in (self._title, lead):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        inside.addWidget(drop)
        inside.addSpacing(6)
        inside.addWidget(self._recent_title)
        inside.addLayout(self._recent)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(panel, 10)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(line)
        box.addStretch(3)
        theme.watcher().changed.connect(self._paint)
        self._paint()

    def show_recent(self, paths: list[Path]) -> None:
        """List files that were open before; those that are gone are left out."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        here = [p for p in paths if p.exists()][:_RECENT]
        self._recent_title.setVisible(bool(here))
        for path in here:
            button = QPushButton(icon("document", theme.current().accent), f"{path.name}    {_folder(path)}")
            button.setProperty("look", "link")
            button.setIconSize(QSize(16, 16))
            button.setToolTip(str(path))
            button.clicked.connect(partial(self.file_wanted.emit, path))
            self._recent.addWidget(button)

    def _paint(self) -> None:
        font = self.font()
        self._title.setStyleSheet(f"font-size: {font.pointSizeF() * 1.9:.1f}pt; font-weight: 700;")
        self._open.setIcon(icon("open", theme.current().accent_text))
        self._open.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _folder(path: Path) -> str:
    home = Path.home()
    folder = path.parent
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
