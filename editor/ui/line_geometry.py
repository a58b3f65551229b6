"""Where a stretch of a laid-out paragraph stands on the screen, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from editor.transcript import Span, utf16_of

EDGE = 6  # logical pixels that what is painted under a text goes beyond its lines at most


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A paragraph that is at least partly in view; `origin` is its corner in the viewport, in logical pixels."""

    block: QTextBlock
    index: int
    origin: QPointF
    rect: QRectF


def seen_blocks(view: QPlainTextEdit, top: float, bottom: float) -> Iterator[SeenBlock]:
    """Yield the paragraphs between two heights of the viewport, first to last."""
    block = view.firstVisibleBlock()
    index = block.blockNumber()
    y, x = view.contentOffset().y(), view.contentOffset().x()
    layout = view.document().documentLayout()
    while block.isValid() and y <= bottom:
        rect = layout.blockBoundingRect(block)
        if y + rect.height() >= top:
            yield SeenBlock(block, index, QPointF(x, y), rect.translated(x, y))
        y += rect.height()
        block = block.next()
        index += 1


def reached(seen: SeenBlock, top: float, bottom: float) -> tuple[int, int] | None:
    """Return the UTF-16 range of the paragraph's lines that are between two heights of the viewport; None for none.

    The space around the lines does not count.
    """
    layout, y = seen.block.layout(), seen.origin.y()
    count = layout.lineCount()
    first = 0
    while first < count and y + (line := layout.lineAt(first)).y() + line.height() < top:
        first += 1
    if first == count or y + layout.lineAt(first).y() > bottom:
        return None
    last = first
    while last + 1 < count and y + layout.lineAt(last + 1).y() <= bottom:
        last += 1
    line = layout.lineAt(last)
    return layout.lineAt(first).textStart(), line.textStart() + line.textLength()


def segments(layout: QTextLayout, start: int, end: int, ascent: float, descent: float) -> Iterator[QRectF]:
    """Yield one rectangle a line for the UTF-16 range `start`..`end` of a layout, in the layout's coordinates.

    All are as high as the main font, on the line's baseline, whatever other fonts stand in the line. A space that
    hangs over the end of a wrapped line is left out. An empty range gives one rectangle without width.
    """
    line = layout.lineForTextPosition(start)
    while line.isValid():
        line_end = line.textStart() + line.textLength()
        left = x_of(line, start)
        right = x_of(line, min(end, line_end))
        if end > line_end:
            right = min(right, line.x() + line.naturalTextWidth())
        baseline = line.y() + line.ascent()
        yield QRectF(left, baseline - ascent, max(0.0, right - left), ascent + descent)
        if end <= line_end:
            return
        start = line_end
        number = line.lineNumber() + 1
        if number >= layout.lineCount():
            return
        line = layout.lineAt(number)


def x_of(line: QTextLine, qt_position: int) -> float:
    """Return where a position of a line stands (Qt answers with a pair, which its stubs call an object)."""
    return cast("tuple[float, int]", line.cursorToX(qt_position))[0]


def qt_range(text: str, span: Span) -> tuple[int, int]:
    """Return a span of a shown text in UTF-16 units."""
    if text.isascii():
        return span.start, span.end
    return utf16_of(text, span.start), utf16_of(text, span.end)
