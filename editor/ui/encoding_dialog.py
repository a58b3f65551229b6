"""Choose how the bytes of a file are read, with a glance at the result."""

from __future__ import annotations

import codecs
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.ui.translate import plural, tr

ENCODINGS = (
    ("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252 (Western Europe)"),
    ("iso8859-1", "ISO 8859-1 (Latin 1)"), ("iso8859-15", "ISO 8859-15 (Latin 9)"),
    ("cp1250", "Windows-1250 (Central Europe)"), ("iso8859-2", "ISO 8859-2 (Latin 2)"),
    ("cp1251", "Windows-1251 (Cyrillic)"), ("koi8-r", "KOI8-R (Russian)"), ("cp1253", "Windows-1253 (Greek)"),
    ("cp1254", "Windows-1254 (Turkish)"), ("cp1255", "Windows-1255 (Hebrew)"), ("cp1256", "Windows-1256 (Arabic)"),
    ("gb18030", "GB 18030 (Chinese)"), ("big5", "Big5 (Chinese)"), ("shift_jis", "Shift JIS (Japanese)"),
    ("euc-jp", "EUC-JP (Japanese)"), ("euc-kr", "EUC-KR (Korean)"), ("mac-roman", "Mac Roman"),
)
_GLANCE = 4000  # bytes


class EncodingDialog(QDialog):
    """A list of encodings and the beginning of the file in the one chosen."""

    def __init__(self, path: Path, present: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Read with another encoding"))
        self.resize(620, 420)
        try:
            with path.open("rb") as file:
                self._bytes = file.read(_GLANCE)
        except OSError:
            self._bytes = b""
        self.choice = QComboBox()
        present = canonical(present)
        listed = list(ENCODINGS)
        if present not in {canonical(name) for name, _ in listed}:
            listed.insert(0, (present, present))
        for name, title in listed:
            self.choice.addItem(title, name)
            if canonical(name) == present:
                self.choice.setCurrentIndex(self.choice.count() - 1)
        self.glance = QPlainTextEdit()
        self.glance.setReadOnly(True)
        self.glance.setProperty("look", "field")
        self.glance.setAccessibleName(tr("The beginning of the file, read so"))
        self.trouble = QLabel()
        self.trouble.setProperty("look", "error")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Read again"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Encoding"), self.choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addLayout(form)
        box.addWidget(self.glance, 1)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    def encoding(self) -> str:
        """Return the chosen encoding's name."""
        return str(self.choice.currentData())

    def _show(self) -> None:
        decoder = codecs.getincrementaldecoder(self.encoding())(errors="replace")
        text = decoder.decode(self._bytes, final=len(self._bytes) < _GLANCE).lstrip("\ufeff")
        self.glance.setPlainText(text)
        wrong = text.count("\ufffd")
        self.trouble.setText(plural("{n} character cannot be read so", "{n} characters cannot be read so", wrong)
                             if wrong else "")


def canonical(name: str) -> str:
    """Return Python's one name of an encoding; the name itself where Python does not know it."""
    try:
        return codecs.lookup(name.replace("-sig", "")).name
    except LookupError:
        return name
