"""The column left of the transcript: who speaks, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.transcript import Transcript

if TYPE_CHECKING:
    from editor.ui.transcript_view import TranscriptView

WIDTH = 130  # logical pixels where there is something to show
MARGIN = 32  # the least without speakers and times
_PAD = 12  # from the column to the text
_SIZE = 0.75  # of the transcript's font


class Gutter(QWidget):
    """A child of the transcript view, beside its viewport and as high; it takes no clicks."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and times of the paragraphs in view."""
        view = self._view
        if view.review is None:
            return
        transcript, theme = view.review.transcript, view.theme
        painter = QPainter(self)
        font = QFont(view.font())
        font.setPixelSize(max(10, round(view.font().pixelSize() * _SIZE)))
        for seen in view.seen(event.rect().top() - 40, event.rect().bottom()):
            if seen.index >= len(transcript):
                break
            paragraph = transcript[seen.index]
            before = transcript[seen.index - 1].speaker if seen.index else ""
            first = seen.block.layout().lineAt(0)
            y = seen.origin.y() + first.y() + first.ascent()
            if paragraph.speaker and paragraph.speaker != before:
                self._line(painter, y, paragraph.speaker, font, QFont.Weight.DemiBold, theme.text)
                y += font.pixelSize() * 1.45
            if paragraph.begin is not None:
                self._line(painter, y, clock(paragraph.begin), font, QFont.Weight.Normal, theme.muted)

    def _line(self, painter: QPainter, y: float, text: str, font: QFont, weight: QFont.Weight, colour: QColor) -> None:
        face = QFont(font)
        face.setWeight(weight)
        metrics = QFontMetricsF(face)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - _PAD - 6)
        painter.setFont(face)
        painter.setPen(colour)
        painter.drawText(QPointF(self.width() - _PAD - metrics.horizontalAdvance(text), y), text)


def needed(transcript: Transcript) -> bool:
    """True where any paragraph has a speaker or a time."""
    return any(p.speaker or p.begin is not None for p in transcript)


def clock(milliseconds: int) -> str:
    """Return a time as HH:MM:SS."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
