"""Fields of the settings dialog as the schema declares them: a title, what it is for, and what may be chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from editor.storage.settings import declared
from editor.ui.translate import tr


def add_row(form: QFormLayout, key: str, field: QWidget, described: QWidget | None = None) -> None:
    """Add a field under the title of its setting; what the setting is for is told on hovering, and read aloud.

    `described` is the part of `field` that takes the input, where that is not the field itself.
    """
    setting, told = declared(key), described or field
    told.setToolTip(tr(setting.help))
    told.setAccessibleName(tr(setting.title))
    told.setAccessibleDescription(tr(setting.help))
    form.addRow(tr(setting.title), field)


def choice_box(key: str, present: str) -> QComboBox:
    """Return a box of what a setting may be, at its present value, which need not be one of those offered."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    for value, title in declared(key).choices.items():
        box.addItem(tr(title), value)
    index = box.findData(present)
    if index < 0:
        box.addItem(present, present)
        index = box.count() - 1
    box.setCurrentIndex(index)
    return box
