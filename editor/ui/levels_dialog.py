"""One control for how far speech is cleaned up: choose a level, see the counts by kind, apply all as one step."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from editor.review import Review
from editor.suggest.speech.levels import Plan, plan
from editor.ui.translate import plural, tr


class LevelsDialog(QDialog):
    """Previews a level on the open suggestions of a review; the caller applies `chosen`."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Clean up speech"))
        self._findings = [(m.id, m.suggestion) for m in review.marks() if not m.decided]
        self.level = QComboBox()
        for name, title in (("verbatim", tr("Verbatim")), ("light", tr("Light")), ("clean", tr("Clean")),
                            ("read-through", tr("Read-through"))):
            self.level.addItem(title, name)
        self.level.setAccessibleName(tr("Level"))
        self.counts = QLabel()
        self.counts.setAccessibleName(tr("What would change, by kind"))
        note = QLabel(tr("One Undo takes all of it back; every place stays in the list of decided suggestions."))
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Apply | QDialogButtonBox.StandardButton.Cancel)
        self.apply_button = self.buttons.button(QDialogButtonBox.StandardButton.Apply)
        self.apply_button.clicked.connect(self.accept)
        self.apply_button.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Level"), self.level)
        form.addRow(tr("Changes"), self.counts)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(note)
        box.addWidget(self.buttons)
        self.level.currentIndexChanged.connect(self._show)
        self.level.setCurrentIndex(1)

    @property
    def chosen(self) -> Plan:
        """The plan of the level that is chosen."""
        return plan(self._findings, str(self.level.currentData()))

    def _show(self) -> None:
        chosen = self.chosen
        lines = [f"{title}: {count}" for title, count in chosen.counts]
        total = plural("{n} place in all", "{n} places in all", len(chosen.ids))
        self.counts.setText("\n".join([*lines, total]))
        self.apply_button.setEnabled(bool(chosen.ids))
