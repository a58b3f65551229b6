"""Paints marks under the text: a tint for each, and an underline whose shape tells the source without colour.

Marks are painted, not formatted: the document's layouts know nothing of them, so a decision costs no new layout,
typing in a paragraph with a hundred marks costs what typing in a bare one does, and marks can never lag behind an edit.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from editor.review import Mark, Verdict
from editor.suggest.suggestion import Kind
from editor.ui.line_geometry import SeenBlock, qt_range, segments
from editor.ui.theme import Theme

_THICKNESS = 2.0
_DOT, _DASH, _PAUSE = 4, 7, 2  # pixels: from dot to dot; of a dash; between two dashes
_TILE = 36 * 5  # pixels: many dots and dashes at a time, and whole ones


class MarkPainter:
    """Paints the marks of one paragraph at a time in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self._tiles: dict[tuple[Kind, float], QPixmap] = {}

    def paint(self, painter: QPainter, seen: SeenBlock, text: str, within: tuple[int, int], marks: Iterable[Mark],
              ascent: float, descent: float) -> None:
        """Paint `marks` of the paragraph whose shown text is `text`; those decided against leave no trace.

        Those that touch nothing of the UTF-16 range `within` are left out: they are on lines that stay as they are.
        """
        layout = seen.block.layout()
        for mark in marks:
            if mark.verdict not in (Verdict.OPEN, Verdict.ACCEPTED):
                continue
            start, end = qt_range(text, mark.span)
            if end < within[0] or start > within[1]:
                continue
            for rect in segments(layout, start, end, ascent, descent):
                rect.translate(seen.origin)
                if mark.verdict is Verdict.OPEN:
                    self._open(painter, rect, mark.suggestion.kind)
                else:
                    self._accepted(painter, rect)

    def _open(self, painter: QPainter, rect: QRectF, kind: Kind) -> None:
        if rect.width() < 1:  # something is missing here
            rect.setRect(rect.x() - 2, rect.y(), 4, rect.height())
        ink, ground = self._theme.of_kind(kind)
        painter.fillRect(rect.adjusted(0, 0, 0, 1), ground)
        dense = painter.device().devicePixelRatio()
        # on whole pixels of the screen: a line or a pattern between two of them would be blurred
        left, top, right = (round(edge * dense) / dense for edge in (rect.left() + 1, rect.bottom(), rect.right() - 1))
        line = QRectF(left, top, right - left, _THICKNESS)
        if kind is Kind.DICTIONARY:
            painter.fillRect(line, ink)
            return
        tile = self._tiles.get((kind, dense))
        if tile is None:
            tile = self._tiles[kind, dense] = _underline(kind, ink, dense)
        painter.drawTiledPixmap(line, tile)

    def _accepted(self, painter: QPainter, rect: QRectF) -> None:
        if rect.width() < 1:  # what stood here was removed
            painter.fillRect(rect.adjusted(-1, 1, 1, -1), self._theme.accepted)
        else:
            painter.fillRect(rect, self._theme.accepted_background)


def _underline(kind: Kind, colour: QColor, dense: float) -> QPixmap:
    """Return a strip of an underline: dashes for grammar, round dots for speech (the dictionary's is unbroken).

    Painted once and laid down as tiles: dotted and dashed pens take a hundred times as long as a filled rectangle.
    """
    tile = QPixmap(round(_TILE * dense), round(_THICKNESS * dense))
    tile.setDevicePixelRatio(dense)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is Kind.GRAMMAR:
        for x in range(0, _TILE, _DASH + _PAUSE):
            painter.fillRect(QRectF(x, 0, _DASH, _THICKNESS), colour)
    elif dense < 2:  # a round dot of two pixels would be a blot
        for x in range(0, _TILE, _DOT):
            painter.fillRect(QRectF(x, 0, _THICKNESS, _THICKNESS), colour)
    else:
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colour)
        for x in range(0, _TILE, _DOT):
            painter.drawEllipse(QRectF(x, 0, _THICKNESS, _THICKNESS))
    painter.end()
    return tile
