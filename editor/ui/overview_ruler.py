"""The strip beside the transcript: a tick for each mark at its place in the whole text, and what part is in view.

Marks are gathered into one bucket a pixel, in slices of a few milliseconds, so that 50,000 of them cost no pause and
painting never depends on how many there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.review import Mark, Verdict
from editor.suggest.suggestion import Kind
from editor.transcript import Span
from editor.ui import theme
from editor.ui.transcript_view import TranscriptView

WIDTH = 14
_TICK = 3.0
_SLICE = 1500  # marks at a time; about 3 ms
_REACH = 5  # pixels: how near a click must be to a tick
_ORDER = (Verdict.ACCEPTED, *Kind)  # later ones are painted over earlier ones


class OverviewRuler(QWidget):
    """Ticks of a view's review. It follows the view; `refresh` is for a changed filter."""

    def __init__(self, view: TranscriptView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._buckets: dict[int, dict[str, int]] = {}  # pixel -> what stands there -> a mark's id
        self._starts: list[int] = [0]  # where each paragraph begins, in code points of the whole text; one more at end
        self._work: Iterator[None] | None = None
        self._pause, self._slices = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._begin)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the suggestions"))
        self.setToolTip(self.tr("Where the suggestions are; click to go there"))
        view.changed.connect(self.refresh)
        view.visible_changed.connect(self.update)
        view.verticalScrollBar().valueChanged.connect(self.update)
        theme.watcher().changed.connect(self.update)

    def refresh(self, *_: object) -> None:
        """Gather the ticks again soon; many calls in a row cost one gathering."""
        if not self._pause.isActive():
            self._pause.start()

    def sizeHint(self) -> QSize:
        """As wide as it is, as high as there is room."""
        return QSize(WIDTH, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has other buckets."""
        super().resizeEvent(event)
        self.refresh()

    # --- gathering -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._work = self._gather()
        self._slices.start()

    def _go_on(self) -> None:
        if self._work is None or next(self._work, self) is self:
            self._work = None
            self._slices.stop()

    def _gather(self) -> Iterator[None]:
        review = self._view.review
        if review is None:
            self._buckets = {}
            self.update()
            return
        paragraphs = list(review.transcript.paragraphs)
        starts = [0, *accumulate(len(p.text) + 1 for p in paragraphs)]
        scale, wanted = self._scale(starts[-1]), self._view.mark_filter
        buckets: dict[int, dict[str, int]] = {}
        done = 0
        for paragraph, start in zip(paragraphs, starts, strict=False):
            for mark in review.marks_in(paragraph.id):
                if mark.verdict is Verdict.ACCEPTED or (not mark.decided and (wanted is None or wanted(mark))):
                    what = mark.verdict if mark.decided else mark.suggestion.kind
                    buckets.setdefault(int((start + mark.span.start) * scale), {}).setdefault(what, mark.id)
                done += 1
                if done % _SLICE == 0:
                    yield
        self._buckets, self._starts = buckets, starts
        self.update()

    def _scale(self, characters: int) -> float:
        return max(1.0, self.height() - 2 * _TICK) / max(1, characters)

    # --- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part in view, then the ticks, those that are still open over the others."""
        colours, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), colours.background)
        painter.fillRect(0, 0, 1, self.height(), colours.line)
        top, bottom = self._in_view()
        shade = QColor(colours.muted)
        shade.setAlpha(40)
        if bottom - top < 0.9 * self.height():  # else there is nothing to scroll to
            painter.fillRect(QRectF(1, top, WIDTH - 1, max(4.0, bottom - top)), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for what in _ORDER:
            painter.setBrush(colours.accepted if what is Verdict.ACCEPTED else colours.of_kind(what)[0])
            for pixel, here in self._buckets.items():
                if what in here:
                    painter.drawRoundedRect(QRectF(4, pixel + 1, WIDTH - 7, _TICK), 1.5, 1.5)
        current = self._view.current_mark()
        if current is not None:
            place = self._pixel_of(current)
            if place is not None:
                painter.setBrush(colours.accent)
                painter.drawRoundedRect(QRectF(1.5, place, WIDTH - 2.5, _TICK + 2), 2, 2)

    def _pixel_of(self, mark: Mark) -> int | None:
        review = self._view.review
        index = None if review is None else review.transcript.index_of(review.paragraph_of(mark.id) or 0)
        if index is None or index >= len(self._starts) - 1:
            return None
        return int((self._starts[index] + mark.span.start) * self._scale(self._starts[-1]))

    def _in_view(self) -> tuple[float, float]:
        """Return where the part in view begins and ends, in pixels of the ruler."""
        view = self._view
        if view.review is None or len(self._starts) < 2:
            return 0.0, 0.0
        scale, ends = self._scale(self._starts[-1]), []
        for point in (view.viewport().rect().topLeft(), view.viewport().rect().bottomRight()):
            index, position = view.place_at(view.cursorForPosition(point).position())
            ends.append((self._starts[min(index, len(self._starts) - 1)] + position) * scale)
        return ends[0], ends[1] + _TICK

    # --- the mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the tick under the pointer, or to that part of the text."""
        if event.button() == Qt.MouseButton.LeftButton:
            mark_id = self.mark_near(event.position().y())
            if mark_id is not None:
                self._view.mark_activated.emit(mark_id)
            else:
                self._scroll_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag through the text."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_to(event.position().y())

    def mark_near(self, y: float) -> int | None:
        """Return the mark whose tick is nearest to a height, open ones first; None where none is near."""
        middle = round(y - 1 - _TICK / 2)
        for distance in range(_REACH + 1):
            for pixel in {middle - distance, middle + distance}:
                here = self._buckets.get(pixel)
                if here:
                    return here[next(what for what in reversed(_ORDER) if what in here)]
        return None

    def _scroll_to(self, y: float) -> None:
        review = self._view.review
        if review is None or len(self._starts) < 2:
            return
        character = y / self._scale(self._starts[-1])
        last = min(len(review.transcript), len(self._starts) - 1) - 1
        index = min(max(0, bisect_right(self._starts, character) - 1), last)
        position = min(max(0, int(character) - self._starts[index]), len(review.transcript[index].text))
        self._view.go_to(index, Span(position, position))
