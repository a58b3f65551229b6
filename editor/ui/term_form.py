"""The fields of one term; what is typed is kept when Save is pressed or Enter leaves a field."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from editor.suggest.dictionary.term import Match, Term
from editor.ui.translate import tr


class TermForm(QFrame):
    """Shows one term; `changed` brings (the text it had, the term as it is now)."""

    changed = Signal(str, object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._term = Term("")
        self._new = False
        self._writable = False
        self.text, self.heard, self.never = QLineEdit(), QLineEdit(), QLineEdit()
        self.sounds, self.note = QLineEdit(), QLineEdit()
        self.category = QComboBox()
        self.category.setEditable(True)
        self.by_sound = QRadioButton(tr("By sound and spelling"))
        self.listed = QRadioButton(tr("Only the forms listed"))
        self.heard.setPlaceholderText(tr("wrong forms, with ; between them"))
        self.never.setPlaceholderText(tr("words it must not replace, with ; between"))
        self.sounds.setPlaceholderText(tr("as it is spoken: “jee pee tee four”"))
        self.save_button, self.remove_button = QPushButton(tr("Save term")), QPushButton(tr("Delete term"))
        self.reason = QLabel()
        self.reason.setProperty("look", "muted")
        self._lay_out()
        for field in self._fields():
            field.returnPressed.connect(self.save)
            field.textChanged.connect(self._refresh)
        self.category.editTextChanged.connect(self._refresh)
        self.by_sound.toggled.connect(self._refresh)
        self.save_button.clicked.connect(self.save)
        self.remove_button.clicked.connect(self._remove)
        self.show_term(None)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.text, self.heard, self.never, self.sounds, self.note

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        match = QWidget()
        line = QHBoxLayout(match)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.by_sound)
        line.addWidget(self.listed)
        line.addStretch(1)
        places = ((tr("Term"), self.text, 0, 0), (tr("Category"), self.category, 0, 2),
                  (tr("Heard as"), self.heard, 1, 0), (tr("Never replace"), self.never, 1, 2),
                  (tr("Sounds like"), self.sounds, 2, 0), (tr("Note"), self.note, 2, 2),
                  (tr("Match"), match, 3, 0))
        for name, widget, row, column in places:
            label = QLabel(name)
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            grid.addWidget(label, row, column)
            grid.addWidget(widget, row, column + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 240)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.reason.setWordWrap(True)
        buttons.addWidget(self.reason, 1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.save_button)
        grid.addLayout(buttons, 3, 2, 1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.addLayout(grid)

    def show_term(self, term: Term | None, *, writable: bool = True, new: bool = False) -> None:
        """Show a term (None: an empty form); a built-in one only to be looked at."""
        self._term, self._new = term or Term(""), new
        for field, words in ((self.text, (self._term.text,)), (self.heard, self._term.heard_as),
                             (self.never, self._term.never), (self.sounds, self._term.sounds_like),
                             (self.note, (self._term.note,))):
            field.setText("; ".join(words))
            field.setReadOnly(not writable)
            field.setCursorPosition(0)
        self.category.setEditText(self._term.category)
        self.by_sound.setChecked(self._term.match is Match.SOUND)
        self.listed.setChecked(self._term.match is Match.LISTED)
        self._writable = writable and (term is not None or new)
        for widget in (self.category, self.by_sound, self.listed):
            widget.setEnabled(self._writable)
        self.remove_button.setVisible(self._writable and not new)
        self.save_button.setVisible(self._writable)
        self.reason.setText("" if writable else tr("A built-in term: copy it into a dictionary of yours to change it"))
        self.setEnabled(term is not None or new)
        self._refresh()

    def set_categories(self, names: list[str]) -> None:
        """Offer these categories."""
        text = self.category.currentText()
        self.category.clear()
        self.category.addItems(names)
        self.category.setEditText(text)

    def term(self) -> Term:
        """Return the term as the fields have it now."""
        return replace(
            self._term, text=self.text.text().strip(), heard_as=_split(self.heard.text()),
            never=_split(self.never.text()), sounds_like=_split(self.sounds.text()), note=self.note.text().strip(),
            category=self.category.currentText().strip(),
            match=Match.SOUND if self.by_sound.isChecked() else Match.LISTED)

    def save(self) -> None:
        """Keep what is typed."""
        if self.save_button.isEnabled() and self._writable:
            self.changed.emit("" if self._new else self._term.text, self.term())

    def _remove(self) -> None:
        self.removed.emit(self._term.text)

    def _refresh(self) -> None:
        self.save_button.setEnabled(bool(self.text.text().strip()) and (self._new or self.term() != self._term))


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.strip() for w in text.split(";") if w.strip()))
