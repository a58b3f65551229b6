"""Shows the current suggestion in place: the old text struck out, the new one bold behind it, in one rounded frame.

The document is not touched. The last character under the mark is given letter spacing as wide as the new text, so
the line itself makes room (and wraps the two together); the new text is painted into that room.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat

from editor.review import Mark
from editor.transcript import code_point_of
from editor.ui.line_geometry import SeenBlock, qt_range, segments, x_of
from editor.ui.shown_text import shown
from editor.ui.theme import Theme

_BETWEEN = 4.0  # from the old text to the new
_BEFORE = 3.0  # added to the space before the frame
_FRAME = 3.0  # from the text to the frame
_OUTSIDE = 3.0  # from the frame to the next character; less before a space
_WIDEST = 0.55  # of the column: a longer new text is cut with an ellipsis


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is shown for one mark in one text: ranges in UTF-16 units of the paragraph, widths in logical pixels."""

    text: str  # of the paragraph, as shown; in any other text the ranges mean nothing
    start: int
    end: int
    holder: int  # the character that makes room behind itself; -1 where none can
    room: float
    outside: float  # the part of the room beyond the frame
    new: str
    struck: bool

    @classmethod
    def of(cls, mark: Mark, text: str, font: QFont, column: float) -> InPlace:
        """Work out how `mark` stands in the paragraph's shown `text`; `font` is the transcript's."""
        start, end = qt_range(text, mark.span)
        old, offers = mark.span.of(text), bool(mark.suggestion.replacements)
        metrics = QFontMetricsF(bold(font))
        new = shown(mark.suggestion.replacement).replace("\u2028", "↵") if offers else ""
        new = metrics.elidedText(new.strip() or ("␣" if new else ""), Qt.TextElideMode.ElideRight, column * _WIDEST)
        held = old.rstrip() or old
        holder = start + len(held.encode("utf-16-le")) // 2 - 1 if held else start - 1
        outside = 0.5 if text[mark.span.end : mark.span.end + 1].isspace() else _OUTSIDE
        room = _FRAME + outside
        if new:
            room += _BETWEEN + metrics.horizontalAdvance(new)
        return cls(text, start, end, holder, room, outside, new, offers and bool(old))


def bold(font: QFont) -> QFont:
    """Return the font of the new text."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Bold)
    return strong


def formats(here: InPlace, theme: Theme) -> list[tuple[int, int, QTextCharFormat]]:
    """Return (start, length, format) triples for the paragraph, later ones over earlier ones."""
    result, text = [], here.text
    if here.start and here.holder >= here.start and text_before(text, here.start).isspace():
        result.append((here.start - 1, 1, _spaced(QTextCharFormat(), _BEFORE)))
    old = QTextCharFormat()
    if here.struck:
        old.setForeground(theme.removed)
        result.append((here.start, here.end - here.start, old))
    if here.holder >= 0:
        spaced = _spaced(old if here.start <= here.holder < here.end else QTextCharFormat(), here.room)
        length = 2 if text_before(text, here.holder + 1) > "\uffff" else 1  # never cut a surrogate pair in two
        result.append((here.holder + 1 - length, length, spaced))
    return result


def text_before(text: str, qt_position: int) -> str:
    """Return the character that ends at a UTF-16 position of `text`."""
    return text[code_point_of(text, qt_position - 1)]


def _spaced(form: QTextCharFormat, pixels: float) -> QTextCharFormat:
    spaced = QTextCharFormat(form)
    spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    spaced.setFontLetterSpacing(pixels)
    return spaced


class CurrentPainter:
    """Paints ground, frame and new text of the current suggestion."""

    def __init__(self, theme: Theme) -> None:
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme

    def ground(self, painter: QPainter, seen: SeenBlock, here: InPlace, ascent: float, descent: float) -> None:
        """Paint what lies under the text."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.current_background)
        for rect in _frames(seen, here, ascent, descent):
            painter.drawRoundedRect(rect, 4, 4)

    def over(self, painter: QPainter, seen: SeenBlock, here: InPlace, font: QFont,
             ascent: float, descent: float) -> None:
        """Paint what lies over the text: the frame, the stroke through the old text, and the new text."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.accent, 2))
        for rect in _frames(seen, here, ascent, descent):
            painter.drawRoundedRect(rect, 4, 4)
        if here.struck:
            self._strike(painter, seen, here, ascent, descent)
        if not here.new or here.holder < 0:
            return
        line = seen.block.layout().lineForTextPosition(here.holder)
        left = x_of(line, here.holder + 1) - here.room + (_BETWEEN if here.struck else _FRAME)
        painter.setFont(bold(font))
        painter.setPen(self._theme.accepted)
        painter.drawText(seen.origin + QPointF(left, line.y() + line.ascent()), here.new)

    def _strike(self, painter: QPainter, seen: SeenBlock, here: InPlace, ascent: float, descent: float) -> None:
        """Qt's own strike-out would run on through the room for the new text, so the stroke is painted here."""
        painter.setPen(QPen(self._theme.removed, max(1.2, ascent / 11)))
        rects = list(segments(seen.block.layout(), here.start, here.holder + 1, ascent, descent))
        for rect in rects:
            right = rect.right() - (here.room if rect is rects[-1] else 0.0)
            y = seen.origin.y() + rect.top() + ascent * 0.68
            painter.drawLine(QPointF(seen.origin.x() + rect.left(), y), QPointF(seen.origin.x() + right, y))


def _frames(seen: SeenBlock, here: InPlace, ascent: float, descent: float) -> list[QRectF]:
    """Return the frame's rectangles in the viewport, one a line."""
    layout = seen.block.layout()
    if here.holder < 0:
        rects = list(segments(layout, here.start, here.end, ascent, descent))
        return [r.adjusted(-_FRAME, -1.5, _FRAME, 2.5).translated(seen.origin) for r in rects]
    if here.holder < here.start:  # nothing is struck out: the frame holds the new text only
        rect = next(segments(layout, here.holder + 1, here.holder + 1, ascent, descent))
        rects = [rect.adjusted(_FRAME - here.room, 0, 0, 0)]
    else:
        rects = list(segments(layout, here.start, max(here.end, here.holder + 1), ascent, descent))
    rects[-1].adjust(0, 0, -here.outside - _FRAME, 0)
    return [r.adjusted(-_FRAME, -1.5, _FRAME, 2.5).translated(seen.origin) for r in rects]
