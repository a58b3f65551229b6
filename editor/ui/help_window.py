"""Help inside the program: resources/help/help.md with the keys as they are set now."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from editor.assets import resource
from editor.ui.actions import ActionSet
from editor.ui.translate import tr

_KEY = re.compile(r"\{key:([a-z_.:0-9]+)\}")


class HelpWindow(QDialog):
    """Stays beside the main window."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 720)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.document().setDocumentMargin(16)
        self.text.setMarkdown(page(actions))
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self.text)


def page(actions: ActionSet) -> str:
    """Return the help as Markdown, each "{key:file.open}" replaced by the shortcut in force."""
    text = resource("help/help.md").read_text(encoding="utf-8")

    def key(match: re.Match[str]) -> str:
        return actions[match.group(1)].shortcut().toString() or tr("(no key)")

    return _KEY.sub(key, text)
