"""The plain keys of Review mode (Enter, Del, arrows, digits), in the list and in the read-only text.

They are no shortcuts: a find field or a dialog keeps them for itself. Where the person may type in the text, only
the list has them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.ui.actions import ACTIONS, ActionSet
from editor.ui.translate import tr


class PlainKeys(QObject):
    """Watches widgets for the plain keys of the action table."""

    def __init__(self, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._plain = {QKeySequence(a.plain): a.id for a in ACTIONS if a.plain}
        self._widgets: dict[QObject, Callable[[], bool]] = {}

    def watch(self, widget: QWidget, when: Callable[[], bool]) -> None:
        """Give `widget` the plain keys while `when` says so, and let window shortcuts pass it always."""
        self._widgets[widget] = when
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                if self._actions.has_key(QKeySequence(event.keyCombination())):
                    # an editor claims keys such as Ctrl+Backspace for itself; the action table goes first
                    event.ignore()
                    return True
            elif event.type() == QEvent.Type.KeyPress:
                return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        when = self._widgets.get(watched)
        action_id = self._plain.get(QKeySequence(_main_block(event)))
        if when is None or action_id is None or not when():
            return False
        self._actions.trigger(action_id)
        return True


def _main_block(event: QKeyEvent) -> QKeyCombination:
    """Return the keys pressed, with the keypad's keys counted as those of the main block."""
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    return QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, key)


def key_words(sequence: str) -> str:
    """Return a shortcut as a key cap shows it: "Ctrl+Shift+Return" becomes "Ctrl ⇧ Enter"."""
    words = {"Return": tr("Enter"), "Enter": tr("Enter"), "Shift": "⇧", "Del": tr("Del"), "Backspace": "⌫",
             "Ctrl": tr("Ctrl"), "Alt": tr("Alt"), "Down": "↓", "Up": "↑"}
    return " ".join(words.get(part, part) for part in sequence.split("+"))
