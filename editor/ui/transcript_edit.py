"""A plain editor for running text: even lines in a column, zoom, clipboard and keys; it knows nothing of reviews.

Qt's own undo is off. Keys that a window's action may want are offered to the actions first.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QPlainTextEdit, QWidget

from editor.ui import theme
from editor.ui.line_geometry import SeenBlock, seen_blocks
from editor.ui.shown_text import BLOCK, LINE, pasteable
from editor.ui.transcript_layout import TranscriptLayout

TEXT_SIZE = 16  # pixels
SIZES = (10, 40)
COLUMN = 47.5  # widest text column, in font sizes
MARGIN = 32  # least width beside the text, in pixels
MIME = "application/x-misheard-text"  # keeps line breaks inside a paragraph apart from paragraph ends
_CARET = 2  # pixels
_OVERRIDE, _WHEEL = QEvent.Type.ShortcutOverride, QEvent.Type.Wheel
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TranscriptEdit(QPlainTextEdit):
    """See the module. Positions are Qt's (UTF-16 units) here."""

    visible_changed = Signal()  # other paragraphs came into view; at most every 80 ms
    text_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(6)
        self._layout = TranscriptLayout(document)
        document.setDocumentLayout(self._layout)
        self._left_margin = MARGIN
        self._visible_timer = QTimer(self)
        self._visible_timer.setSingleShot(True)
        self._visible_timer.setInterval(80)
        self._visible_timer.timeout.connect(self.visible_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCursorWidth(_CARET)
        self.setTabChangesFocus(True)
        self.verticalScrollBar().valueChanged.connect(self._visible_timer.start)
        self._family = ""
        self.set_text_size(TEXT_SIZE)

    @property
    def review_mode(self) -> bool:
        """True where the text is read-only and plain keys belong to the window's actions."""
        return self.isReadOnly()

    @review_mode.setter
    def review_mode(self, on: bool) -> None:
        self.setReadOnly(on)
        self.setCursorWidth(0 if on else _CARET)
        if on:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def seen(self, top: float, bottom: float) -> Iterator[SeenBlock]:
        """Yield the paragraphs between two heights of the viewport."""
        return seen_blocks(self, top, bottom)

    @property
    def composing(self) -> bool:
        """True while an input method shows text that is not in the document yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    # --- size and place --------------------------------------------------------------------------------------

    def set_text_font(self, family: str) -> None:
        """Set the text in another font; empty for that of the window. Letters that it lacks come from others."""
        self._family = family
        self.set_text_size(self.font().pixelSize())

    def set_text_size(self, pixels: int) -> None:
        """Set the size of the text, in logical pixels, within SIZES."""
        font = theme.text_font(self._family)
        font.setPixelSize(min(max(pixels, SIZES[0]), SIZES[1]))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.setFont(font)
        self._layout.measure(font)
        self._place_column()
        self.text_size_changed.emit(font.pixelSize())

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller by so many pixels; 0 brings the usual size back."""
        self.set_text_size(self.font().pixelSize() + steps if steps else TEXT_SIZE)

    def _place_column(self) -> None:
        """Centre a column of readable width; what is left of it is never narrower than the gutter."""
        free = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        column = self.font().pixelSize() * COLUMN
        left = max(self._left_margin, int((free - column) / 2))
        right = max(MARGIN // 2, int(free - left - column))
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in its place."""
        super().resizeEvent(event)
        self._place_column()
        # margins set in the first of these events narrow the viewport without another: the lines must hear of it
        if event.size() != self.viewport().size():
            super().resizeEvent(QResizeEvent(self.viewport().size(), event.size()))
        self._visible_timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the text out for the column: Qt loses a change of the margins that it makes while it shows a window."""
        super().showEvent(event)
        QApplication.sendEvent(self.viewport(), QResizeEvent(self.viewport().size(), QSize()))

    def move_caret(self, qt_position: int, qt_end: int | None = None) -> None:
        """Put the caret somewhere, or select up to `qt_end`; scroll where that is out of view or near an edge."""
        cursor = self.textCursor()
        cursor.setPosition(qt_position)
        if qt_end is not None:
            cursor.setPosition(qt_end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        rect, height = self.cursorRect(), self.viewport().height()
        if not 0.1 * height <= rect.top() <= 0.8 * height:
            self._bring_to(qt_position, 0.3 * height)

    def _bring_to(self, qt_position: int, wanted: float) -> None:
        """Scroll so that a position stands about `wanted` pixels under the top; the scroll bar counts lines."""
        block = self.document().findBlock(qt_position)
        above = self._layout.blockBoundingRect(block).height() and block.layout().lineForTextPosition(
            qt_position - block.position()).y()
        while above < wanted and block.previous().isValid():
            block = block.previous()
            above += self._layout.blockBoundingRect(block).height()
        skipped = max(0, int((above - wanted) / self._layout.pitch))
        self.verticalScrollBar().setValue(block.firstLineNumber() + min(skipped, block.lineCount() - 1))

    # --- keys and wheel --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Let the window's actions have first claim on command keys, and in Review mode on every key."""
        kind = event.type()  # asked once: Qt sends several events a key, and each answer is a new Python object
        if kind == _OVERRIDE and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & _COMMANDING and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            if self.review_mode or not plain:
                event.ignore()
                return True
        elif kind == _WHEEL and isinstance(event, QWheelEvent):
            self.wheelEvent(event)  # over the margins beside the viewport
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the window: the document has no history."""
        if event.modifiers() and (event.matches(QKeySequence.StandardKey.Undo)
                                  or event.matches(QKeySequence.StandardKey.Redo)):
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # --- mouse -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press between two lines as one on the nearer line."""
        super().mousePressEvent(self._on_a_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Likewise."""
        super().mouseMoveEvent(self._on_a_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Likewise."""
        super().mouseReleaseEvent(self._on_a_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Likewise."""
        super().mouseDoubleClickEvent(self._on_a_line(event))

    def snapped(self, point: QPointF) -> QPointF:
        """Return the point of the nearest line: Qt takes one between two lines for the end of a line."""
        for seen in self.seen(point.y() - 1, point.y() + 1):
            layout = seen.block.layout()
            y = point.y() - seen.origin.y()
            best = None
            for n in range(layout.lineCount()):
                line = layout.lineAt(n)
                top, bottom = line.y() + 1, line.y() + line.height() - 1
                near = min(max(y, top), bottom)
                if best is None or abs(near - y) < abs(best - y):
                    best = near
            if best is not None and seen.rect.top() <= point.y() < seen.rect.bottom():
                return QPointF(point.x(), seen.origin.y() + best)
        return point

    def _on_a_line(self, event: QMouseEvent) -> QMouseEvent:
        point = self.snapped(event.position())
        if point == event.position():
            return event
        moved = point - event.position()
        return QMouseEvent(event.type(), point, event.scenePosition() + moved, event.globalPosition() + moved,
                           event.button(), event.buttons(), event.modifiers(), event.pointingDevice())

    # --- clipboard and drops ---------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the window's actions for the text (added by `addAction`), then the clipboard's."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.addSeparator()
        everything = self.tr("Select &all")
        some, editable = self.textCursor().hasSelection(), not self.isReadOnly()
        for text, slot, enabled in (
            (self.tr("Cu&t"), self.cut, some and editable), (self.tr("&Copy"), self.copy, some),
            (self.tr("&Paste"), self.paste, editable and self.canPaste()), (everything, self.selectAll, True),
        ):
            menu.addAction(text, slot).setEnabled(enabled)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is selected with its no-break spaces; line breaks inside a paragraph survive within Misheard."""
        raw = self.textCursor().selection().toRawText()
        data = QMimeData()
        data.setText(raw.replace(BLOCK, "\n").replace(LINE, "\n"))
        data.setData(MIME, raw.replace(BLOCK, "\n").encode("utf-8"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text, cleared of what Qt cannot hold."""
        own = source.hasFormat(MIME)
        text = bytes(source.data(MIME).data()).decode("utf-8", "replace") if own else source.text()
        if text and not self.isReadOnly():
            self.textCursor().insertText(pasteable(text))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text is for here; files are for the window."""
        return (source.hasText() or source.hasFormat(MIME)) and not _files(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pass files on to the window."""
        if _files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Pass files on to the window."""
        if _files(event.mimeData()):
            event.ignore()
        else:
            super().dragMoveEvent(event)


def _files(data: QMimeData) -> bool:
    return data.hasUrls() and any(url.isLocalFile() for url in data.urls())
