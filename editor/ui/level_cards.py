"""The control for the level of clean-up: four cards beside each other, each with a sentence and an example."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from editor.suggest.speech import LEVELS
from editor.ui import theme
from editor.ui.translate import tr

_RADIUS = 9
_USUAL = 240  # pixels: a card's width where there is room
_NARROW = 190  # pixels: a card's least width
_DOT = 7.0  # pixels, radius


def level_name(level: str) -> str:
    """Return the name of a level for people."""
    return {"verbatim": tr("Verbatim"), "light": tr("Light"), "clean": tr("Clean"),
            "read-through": tr("Read-through")}[level]


def sentence_of(level: str) -> str:
    """Return what a level does, in one sentence."""
    return {
        "verbatim": tr("Every word stays as it was said; only what was misheard is mended."),
        "light": tr("Takes out stumbling too: doubled words, broken starts, “um” and “uh”."),
        "clean": tr("Takes out phrases that buy time too, such as “you know” and “I mean”."),
        "read-through": tr("Takes out all that a reader would skip: “well”, “so”, “sort of”."),
    }[level]


def example_of(level: str) -> str:
    """Return an example as marked text: what goes in [brackets], what comes in {braces}."""
    return {
        "verbatim": tr("We left the[. Bay]{bay} at noon."),
        "light": tr("The [the] crew was[, um,] late."),
        "clean": tr("[I mean, it]{It} was[, you know,] far."),
        "read-through": tr("[Well, we]{We} were[, sort of,] lost."),
    }[level]


class LevelCards(QWidget):
    """One level is chosen at any time; arrows choose the next one."""

    chosen = Signal(str)

    def __init__(self, level: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {name: _Card(name) for name in LEVELS}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for name, card in self.cards.items():
            box.addWidget(card, 1)
            card.setChecked(name == level)
            card.toggled.connect(partial(self._toggled, name))
        theme.watcher().changed.connect(self._dress)

    @property
    def level(self) -> str:
        """The chosen level."""
        return next(name for name, card in self.cards.items() if card.isChecked())

    def choose(self, level: str) -> None:
        """Choose a level as a click would."""
        self.cards[level].setChecked(True)

    def focus_chosen(self) -> None:
        """Put the focus on the chosen card."""
        self.cards[self.level].setFocus()

    def _toggled(self, level: str, on: bool) -> None:
        if on:
            self.chosen.emit(level)

    def _dress(self) -> None:
        for card in self.cards.values():
            card.dress()


class _Card(QRadioButton):
    """A radio button to keyboard and screen reader; painted as a card, its words in labels that wrap."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        self._example = QLabel()
        title, sentence = QLabel(level_name(level)), QLabel(sentence_of(level))
        title.setProperty("look", "title")
        sentence.setProperty("look", "muted")
        self._example.setTextFormat(Qt.TextFormat.RichText)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 11, 12, 12)
        box.setSpacing(5)
        title.setContentsMargins(24, 0, 0, 0)
        for label in (title, sentence, self._example):
            label.setWordWrap(label is not title)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(label)
        box.insertStretch(2, 1)
        self._title = title
        self.setAccessibleName(level_name(level))
        self.setAccessibleDescription(sentence_of(level))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        colours = theme.current()
        text = example_of(self._level)
        for mark, html in (("]{", "] {"), ("[", f'<s style="color:{colours.removed.name()}">'), ("]", "</s>"),
                           ("{", f'<b style="color:{colours.accepted.name()}">'), ("}", "</b>")):
            text = text.replace(mark, html)
        self._example.setText(text)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(_USUAL, self.heightForWidth(_USUAL)) if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(_NARROW, self.heightForWidth(_NARROW)) if layout is not None else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if on else 1.0
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ground = theme.mixed(colours.panel, colours.accent, 0.06) if on else colours.panel
        painter.setBrush(colours.hover if self.underMouse() and not on else ground)
        painter.setPen(QPen(colours.accent if on else colours.edge, width))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.text, 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), _RADIUS - 3, _RADIUS - 3)
        centre = QRectF(self._title.geometry()).center()
        dot = QRectF(0, 0, 2 * _DOT, 2 * _DOT)
        dot.moveCenter(centre)
        dot.moveLeft(self._title.geometry().left() + 1.0)
        painter.setBrush(colours.panel)
        painter.setPen(QPen(colours.accent if on else colours.muted, 1.5))
        painter.drawEllipse(dot)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawEllipse(dot.adjusted(3.5, 3.5, -3.5, -3.5))
        painter.end()
