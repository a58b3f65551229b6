"""The transcript on the screen: an editor whose text is the review's, with marks, gutter and the current suggestion.

Edits go both ways through the document bridge. The history is the review's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from editor.review import Change, Mark, Review, Verdict
from editor.transcript import Paragraph, Span, code_point_of
from editor.ui import gutter, theme
from editor.ui.current_mark import CurrentPainter, InPlace
from editor.ui.document_bridge import DocumentBridge
from editor.ui.line_geometry import EDGE, SeenBlock, qt_range, reached, segments
from editor.ui.mark_painter import MarkPainter
from editor.ui.shading import Shading
from editor.ui.shown_text import shown
from editor.ui.transcript_edit import MARGIN, TranscriptEdit

_NAVIGATION = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})
_VISIBLE = (Verdict.OPEN, Verdict.ACCEPTED)


class TranscriptView(TranscriptEdit):
    """Shows one review. The owner of the review hands every change on by `apply`."""

    mark_activated = Signal(int)  # the person clicked on a mark, or moved the caret into an open one
    typed = Signal(object)  # Change: the person edited the text here
    changed = Signal(object)  # Change, or None where marks or the whole review were set: what is shown is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.theme = theme.current()
        self.mark_filter: Callable[[Mark], bool] | None = None  # which open marks are painted; None: all
        self.matches: Callable[[Paragraph], Sequence[Span]] | None = None  # what find has found, to be painted
        self.current_match: tuple[int, Span] | None = None  # (paragraph id, span)
        self._current: int | None = None
        self._pressed_at: QPoint | None = None
        document = self.document()
        self.bridge = DocumentBridge(document, self)
        self.shading = Shading(document, self.theme)  # after the bridge, which must hear of an edit first
        self.bridge.typed.connect(self._after_typing)
        self._marks, self._framing = MarkPainter(self.theme), CurrentPainter(self.theme)
        self._gutter = gutter.Gutter(self)
        self._has_gutter = False
        self.updateRequest.connect(self._update_gutter)
        self.text_size_changed.connect(self._reframe)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Transcript"))
        theme.watcher().changed.connect(self._dress)
        self._dress()

    # --- what the window asks for ----------------------------------------------------------------------------

    def set_review(self, review: Review) -> None:
        """Show `review` from its first line, with no suggestion current."""
        self.review, self._current = review, None
        if self.bridge.ahead is not review:
            self.shading.load(review)
        self.shading.in_place, self.shading.current_paragraph = None, 0
        self._layout.continues = self._continues if any(p.soft for p in review.transcript) else None
        self.bridge.load(review)
        has_gutter = gutter.needed(review.transcript)
        self._left_margin = gutter.WIDTH if has_gutter else MARGIN
        self._gutter.setVisible(has_gutter)
        self._has_gutter = has_gutter
        self._place_column()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._visible_timer.start()
        self.changed.emit(None)

    def filling(self, review: Review, texts: list[str]) -> Iterator[int]:
        """Take in the text of a large review bit by bit, ahead of `set_review`; nothing of it is painted before.

        `texts` are its paragraphs as they are shown. Yields how many are in.
        """
        self.review, self._current = None, None
        self.shading.load(review)
        yield from self.bridge.filling(review, texts)

    def clear_review(self) -> None:
        """Show nothing, unless a review is set: one that was on its way is given up."""
        if self.review is None:
            self.shading.review = None
            self.bridge.clear()

    def apply(self, change: Change) -> None:
        """Show a change of the review, whoever made it; one that was typed here is there already."""
        if self.review is None or change.origin == "typing":
            return
        before = self.shading.current_paragraph, self.shading.in_place
        self._place_current()
        position = self.bridge.apply(change)
        self._shade_where_new(before)
        for run in change.runs:
            for old, new in zip(run.before, run.after, strict=False):
                if old.paragraph.language != new.paragraph.language:
                    self._shade(new.paragraph.id)
        if position is not None and change.origin in ("undo", "redo"):
            self.move_caret(position)
        self._marks_moved()
        self.changed.emit(change)

    def show_mark(self, mark_id: int | None, take_caret: bool = True) -> None:
        """Make a mark the current one: frame it, bring it into view, put the caret before it, announce it.

        With `take_caret` False nothing scrolls and the caret stays: for a current suggestion that changed by itself
        while the person types.
        """
        self._current = mark_id
        self._reframe()
        self._marks_moved()
        mark = self.current_mark()
        if mark is None or self.review is None or not take_caret:
            return
        index = self.review.transcript.index_of(self.review.paragraph_of(mark.id) or 0)
        if index is not None and not self.composing:
            self.move_caret(self.bridge.qt_position(index, mark.span.start))
        self._announce(mark)

    def current_mark(self) -> Mark | None:
        """Return the mark that is current, None where there is none or it is gone."""
        if self.review is None or self._current is None:
            return None
        return self.review.mark(self._current)

    def refresh_marks(self, paragraph_ids: Iterable[int] = ()) -> None:
        """Marks of these paragraphs came or went without a change of the review (results of the analysis)."""
        if self._current is not None:
            self._reframe()
        self._marks_moved()
        self.changed.emit(None)

    def refresh_languages(self) -> None:
        """Paragraphs were given languages without a change of the review: mute those unlike most of the text."""
        if self.review is not None:
            self.shading.load(self.review)
            self._place_current()
            self.shading.rehighlight()

    def visible_paragraphs(self) -> list[int]:
        """Return the ids of the paragraphs in view, in order."""
        if self.review is None:
            return []
        transcript = self.review.transcript
        return [transcript[s.index].id for s in self.seen(0, self.viewport().height()) if s.index < len(transcript)]

    def selected_text(self) -> str:
        """Return the selected text of one paragraph as the review has it; "" where none, or text of two, is."""
        selection = self.selected_span()
        if selection is None or self.review is None:
            return ""
        return selection[1].of(self.review.transcript[selection[0]].text)

    def selected_span(self) -> tuple[int, Span] | None:
        """Return (paragraph index, span) of the selection; None where it is empty or goes over a paragraph's end."""
        cursor = self.textCursor()
        index, start = self.place_at(cursor.selectionStart())
        last, end = self.place_at(cursor.selectionEnd())
        return None if index != last or start == end else (index, Span(start, end))

    def place_at(self, qt_position: int) -> tuple[int, int]:
        """Return (paragraph index, code point) of a position of the document in UTF-16 units."""
        block = self.document().findBlock(qt_position)
        return block.blockNumber(), code_point_of(block.text(), qt_position - block.position())

    def go_to(self, index: int, span: Span, select: bool = False) -> None:
        """Bring a span of paragraph `index` into view, the caret at its start, or all of it selected."""
        start, end = (self.bridge.qt_position(index, p) for p in (span.start, span.end))
        self.move_caret(start, end if select else None)

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the visible mark under a point of the viewport, an open one before an accepted one."""
        if self.review is None:
            return None
        found = None
        for seen in self.seen(point.y() - 1, point.y() + 1):
            if seen.index >= len(self.review.transcript):
                break
            text, layout = self.bridge.shadow[seen.index], seen.block.layout()
            for mark in self.review.marks_in(self.review.transcript[seen.index].id):
                if mark.verdict in _VISIBLE and self._painted(mark) and (found is None or found.decided):
                    start, end = qt_range(text, mark.span)
                    for rect in segments(layout, start, end, self._layout.ascent, self._layout.descent):
                        if rect.translated(seen.origin).adjusted(-1, -3, 1, 4).contains(point):
                            found = mark
        return found

    # --- the person's hand -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark makes it the current one."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or (event.position().toPoint() - pressed).manhattanLength() > 4:
            return
        if not self.textCursor().hasSelection():
            self._activate(self.mark_at(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mark under the pointer becomes current before the menu opens."""
        self._activate(self.mark_at(QPointF(event.pos())))
        super().contextMenuEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walking the caret into an open mark makes it the current one."""
        super().keyPressEvent(event)
        if event.key() not in _NAVIGATION or self.textCursor().hasSelection() or self.review is None:
            return
        index, position = self.place_at(self.textCursor().position())
        if index < len(self.review.transcript):
            for mark in self.review.marks_in(self.review.transcript[index].id):
                here = mark.span.start <= position < mark.span.end
                if here and not mark.decided and mark.id != self._current and self._painted(mark):
                    self._activate(mark)
                    return

    def _activate(self, mark: Mark | None) -> None:
        if mark is not None:
            self.mark_activated.emit(mark.id)

    # --- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks, then the text, then the frame of the current suggestion."""
        rect = event.rect()
        framed = self._paint_ground(rect)
        super().paintEvent(event)
        if framed is not None and self.shading.in_place is not None:
            painter = QPainter(self.viewport())
            painter.setClipRect(rect)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._framing.over(painter, framed, self.shading.in_place, self.font(),
                               self._layout.ascent, self._layout.descent)

    def _paint_ground(self, rect: QRect) -> SeenBlock | None:
        """Paint all that lies under the text; return the block of the current suggestion if it is here."""
        if self.review is None:
            return None
        painter = QPainter(self.viewport())
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ascent, descent = self._layout.ascent, self._layout.descent
        framed, transcript = None, self.review.transcript
        for seen in self.seen(rect.top() - 4, rect.bottom() + 4):
            if seen.index >= len(transcript):
                break
            paragraph = transcript[seen.index]
            current = self.shading.in_place if paragraph.id == self.shading.current_paragraph else None
            if current is not None and current.text != self.bridge.shadow[seen.index]:
                current = None
            skip = self._current if current is not None else None
            marks = self.review.marks_in(paragraph.id)
            within = reached(seen, rect.top() - EDGE, rect.bottom() + EDGE) if marks else None
            if within is not None:
                self._marks.paint(painter, seen, self.bridge.shadow[seen.index], within,
                                  (m for m in marks if m.id != skip and self._painted(m)), ascent, descent)
            if self.matches is not None:
                self._paint_matches(painter, seen, paragraph)
            if current is not None:
                framed = seen
                self._framing.ground(painter, seen, current, ascent, descent)
        return framed

    def _painted(self, mark: Mark) -> bool:
        return mark.decided or self.mark_filter is None or mark.id == self._current or self.mark_filter(mark)

    def _paint_matches(self, painter: QPainter, seen: SeenBlock, paragraph: Paragraph) -> None:
        assert self.matches is not None
        text, layout = self.bridge.shadow[seen.index], seen.block.layout()
        for span in self.matches(paragraph):
            is_current = self.current_match == (paragraph.id, span)
            start, end = qt_range(text, span)
            painter.setPen(self.theme.accent if is_current else Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.current_background if is_current else self.theme.selection)
            for rect in segments(layout, start, end, self._layout.ascent, self._layout.descent):
                painter.drawRoundedRect(rect.translated(seen.origin).adjusted(-1, 0, 1, 0), 3, 3)

    def _dress(self) -> None:
        self.theme = theme.current()
        palette, role = QPalette(self.palette()), QPalette.ColorRole
        for key, colour in ((role.Base, self.theme.panel), (role.Window, self.theme.panel),
                            (role.Text, self.theme.text), (role.Highlight, self.theme.selection),
                            (role.HighlightedText, self.theme.text)):
            palette.setColor(key, colour)
        self.setPalette(palette)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._marks.dress(self.theme)
        self._framing.dress(self.theme)
        self.shading.theme = self.theme
        if self.review is not None:
            self.shading.rehighlight()
        self._marks_moved()

    # --- keeping up ------------------------------------------------------------------------------------------

    def _after_typing(self, change: Change) -> None:
        """The review knows of the edit, the highlighter not yet: it will shade what is worked out here.

        Qt repaints the paragraph that was edited, or all where the number of lines changed: no more is needed.
        """
        before = self.shading.current_paragraph
        if before and any(state.paragraph.id == before for run in change.runs for state in run.before):
            self._place_current()
            if self.shading.current_paragraph != before:
                self._marks_moved()
        self.typed.emit(change)
        self.changed.emit(change)

    def _place_current(self) -> None:
        """Work out anew how the current suggestion stands in its paragraph."""
        mark, review = self.current_mark(), self.review
        self.shading.in_place, self.shading.current_paragraph = None, 0
        if mark is None or review is None or mark.decided:
            return
        paragraph = review.transcript.by_id(review.paragraph_of(mark.id) or 0)
        if paragraph is not None:
            column = self.viewport().width() - 2 * self.document().documentMargin()
            self.shading.in_place = InPlace.of(mark, shown(paragraph.text), self.font(), column)
            self.shading.current_paragraph = paragraph.id

    def _reframe(self) -> None:
        before = self.shading.current_paragraph, self.shading.in_place
        self._place_current()
        self._shade_where_new(before)

    def _shade_where_new(self, before: tuple[int, InPlace | None]) -> None:
        if before != (self.shading.current_paragraph, self.shading.in_place):
            for paragraph_id in {before[0], self.shading.current_paragraph}:
                self._shade(paragraph_id)

    def _shade(self, paragraph_id: int) -> None:
        index = self.review.transcript.index_of(paragraph_id) if self.review is not None else None
        if index is not None and not self.composing:
            self.shading.rehighlightBlock(self.document().findBlockByNumber(index))

    def _marks_moved(self) -> None:
        self.viewport().update()
        self._gutter.update()

    def _update_gutter(self, rect: QRect, moved: int) -> None:
        if not self._has_gutter:
            return
        if moved:
            self._gutter.scroll(0, moved)
        elif rect.height() >= self.viewport().height():  # less is a blinking caret, or a line that was typed in
            self._gutter.update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the gutter beside the viewport."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            beside = self.viewport().geometry()
            self._gutter.setGeometry(0, beside.y(), beside.x(), beside.height())
        return super().viewportEvent(event)

    def _continues(self, index: int) -> bool:
        return self.review is not None and index < len(self.review.transcript) and self.review.transcript[index].soft

    def _announce(self, mark: Mark) -> None:
        old, new, nothing = mark.suggestion.original, mark.suggestion.replacement, self.tr("nothing")
        if mark.suggestion.replacements:
            text = self.tr("{old}, change to {new}").format(old=old or nothing, new=new or nothing)
        else:
            text = self.tr("{old}, look at this").format(old=old)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
