"""Paints marks under the text: a tint for each, and an underline whose shape tells the source without colour.

Marks are painted, not formatted: the document's layouts know nothing of them, so a decision costs no new layout,
typing in a paragraph with a hundred marks costs what typing in a bare one does, and marks can never lag behind an edit.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.review import Mark, Verdict
from editor.suggest.suggestion import Kind
from editor.ui.line_geometry import SeenBlock, qt_range, segments
from editor.ui.theme import Theme

_THICKNESS = 2.0


class MarkPainter:
    """Paints the marks of one paragraph at a time in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self._pens = {kind: _underline(kind, theme.of_kind(kind)[0]) for kind in Kind}

    def paint(self, painter: QPainter, seen: SeenBlock, text: str, marks: Iterable[Mark],
              ascent: float, descent: float) -> None:
        """Paint `marks` of the paragraph whose shown text is `text`; those decided against leave no trace."""
        layout = seen.block.layout()
        for mark in marks:
            if mark.verdict not in (Verdict.OPEN, Verdict.ACCEPTED):
                continue
            start, end = qt_range(text, mark.span)
            for rect in segments(layout, start, end, ascent, descent):
                rect.translate(seen.origin)
                if mark.verdict is Verdict.OPEN:
                    self._open(painter, rect, mark.suggestion.kind)
                else:
                    self._accepted(painter, rect)

    def _open(self, painter: QPainter, rect: QRectF, kind: Kind) -> None:
        if rect.width() < 1:  # something is missing here
            rect.setRect(rect.x() - 2, rect.y(), 4, rect.height())
        painter.fillRect(rect.adjusted(0, 0, 0, 1), self._theme.of_kind(kind)[1])
        painter.setPen(self._pens[kind])
        y = rect.bottom() + 1
        painter.drawLine(QPointF(rect.left() + 1, y), QPointF(rect.right() - 1, y))

    def _accepted(self, painter: QPainter, rect: QRectF) -> None:
        if rect.width() < 1:  # what stood here was removed
            painter.fillRect(rect.adjusted(-1, 1, 1, -1), self._theme.accepted)
        else:
            painter.fillRect(rect, self._theme.accepted_background)


def _underline(kind: Kind, colour: QColor) -> QPen:
    """Dictionary: an unbroken line. Grammar: dashes. Speech: round dots."""
    pen = QPen(colour, _THICKNESS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is Kind.GRAMMAR:
        pen.setDashPattern([3.5, 1.2])
    elif kind is Kind.SPEECH:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 1.9])
    return pen
