"""The layout of the transcript: an even line pitch on one baseline grid, and space between paragraphs.

QPlainTextDocumentLayout ignores block margins and line heights, but it never looks at where its lines stand again:
lines are moved once after each layout of a paragraph, when their block is first asked for its size. Only paragraphs
that are seen are ever laid out, so the cost does not grow with the transcript.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

PITCH = 1.72  # of the font's size in pixels
SPACE = 1.05  # between paragraphs, of the font's size
BLANK = 1.25  # height of an empty paragraph, of the font's size
LEAD_IN = 20.0  # pixels above the first paragraph


class TranscriptLayout(QPlainTextDocumentLayout):
    """Places lines on a grid. `continues(n)` says whether paragraph n goes on with the line before it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.continues: Callable[[int], bool] | None = None
        self._known: dict[int, tuple[float, QRectF]] = {}  # position of a block: where its first line is, its size
        document.contentsChange.connect(self._forget)
        self.measure(document.defaultFont())

    def measure(self, font: QFont) -> None:
        """Take the metrics of the transcript's font."""
        metrics = QFontMetricsF(font)
        size = float(font.pixelSize()) if font.pixelSize() > 0 else metrics.height() / 1.21
        self.ascent, self.descent = metrics.ascent(), metrics.descent()
        self.pitch = max(round(size * PITCH), round(self.ascent + self.descent))
        self.space, self.blank = round(size * SPACE), round(size * BLANK)
        self._known.clear()
        self._baseline = (self.pitch - self.ascent - self.descent) / 2 + self.ascent

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the paragraph's size, after placing its lines where that was not done yet.

        Qt asks for it dozens of times a key press: what is laid out must be answered with few calls. An answer holds
        until the text changes, or the paragraph is laid out anew, which puts its first line back where Qt had it.
        """
        position = block.position()
        layout = block.layout()
        known = self._known.get(position)
        if known is not None and layout.lineCount() and layout.lineAt(0).y() == known[0]:
            return known[1]
        rect = QPlainTextDocumentLayout.blockBoundingRect(self, block)
        count = layout.lineCount()
        if not count or not block.isVisible():
            return rect
        top = 0.0 if position else LEAD_IN
        first = layout.lineAt(0)
        wanted = max(1.0, top + self._baseline - first.ascent())
        if abs(first.y() - wanted) > 0.01:
            self._place(layout, count, top, wanted)
            rect = QPlainTextDocumentLayout.blockBoundingRect(self, block)
        following = block.next()
        if block.length() == 1:
            height, after = self.blank, 0
        else:
            height, after = count * self.pitch, self.space
            if following.length() == 1 or (self.continues is not None and self.continues(following.blockNumber())):
                after = 0
        if not following.isValid():
            after = self.space
        rect.setHeight(top + height + after)
        self._known[position] = layout.lineAt(0).y(), rect
        return rect

    def _forget(self, *_change: int) -> None:
        self._known.clear()

    def _place(self, layout: QTextLayout, count: int, top: float, wanted: float) -> None:
        first = layout.lineAt(0)
        x = first.x()
        first.setPosition(QPointF(x, wanted))
        for n in range(1, count):
            line = layout.lineAt(n)
            line.setPosition(QPointF(x, top + n * self.pitch + self._baseline - line.ascent()))
