"""The small questions: unsaved changes."""

from __future__ import annotations

import enum

from PySide6.QtWidgets import QMessageBox, QWidget

from editor.ui.translate import tr


class Answer(enum.Enum):
    """What becomes of unsaved changes."""

    SAVE = enum.auto()
    DISCARD = enum.auto()
    STAY = enum.auto()


def ask_unsaved(parent: QWidget, name: str) -> Answer:
    """Ask what becomes of unsaved changes. Closing the question stays."""
    question = tr("Save the changes to {name}?", name=name)
    box = QMessageBox(QMessageBox.Icon.Question, "Misheard", question, parent=parent)
    box.setInformativeText(tr("What you accepted, rejected and typed since the last save is lost otherwise."))
    save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Don't save"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is save:
        return Answer.SAVE
    return Answer.DISCARD if box.clickedButton() is discard else Answer.STAY
