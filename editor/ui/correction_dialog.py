"""Ctrl+D: these words were heard, those are right; kept in "My corrections"."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from editor.ui.translate import plural, tr


class CorrectionDialog(QDialog):
    """Two fields and a tick."""

    def __init__(self, heard: str, places: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Correct and teach"))
        self.setMinimumWidth(440)
        self._heard, self._right = QLineEdit(heard), QLineEdit(heard)
        self._heard.setAccessibleName(tr("Heard as"))
        self._right.setAccessibleName(tr("Right is"))
        self._right.selectAll()
        self._everywhere = QCheckBox(plural("Correct it here at once ({n} place)",
                                            "Correct all {n} places in this transcript at once", places))
        self._everywhere.setChecked(True)
        note = QLabel(tr("The pair goes into your dictionary “My corrections”. The transcript is checked again at "
                         "once, for other forms of the same name too."))
        note.setWordWrap(True)
        note.setProperty("look", "muted")
        form = QFormLayout()
        form.addRow(tr("Heard as"), self._heard)
        form.addRow(tr("Right is"), self._right)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr("Correct"))
        ok.setDefault(True)
        self._ok = ok
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(12)
        box.addLayout(form)
        box.addWidget(self._everywhere)
        box.addWidget(note)
        box.addWidget(self.buttons)
        self._right.textChanged.connect(self._check)
        self._heard.textChanged.connect(self._check)
        self._right.setFocus()
        self._check()

    def heard(self) -> str:
        """Return what was heard."""
        return self._heard.text().strip()

    def right(self) -> str:
        """Return what is right."""
        return self._right.text().strip()

    def everywhere(self) -> bool:
        """True where the places that read exactly so are to be corrected at once."""
        return self._everywhere.isChecked()

    def _check(self) -> None:
        self._ok.setEnabled(bool(self.heard()) and bool(self.right()) and self.heard() != self.right())
