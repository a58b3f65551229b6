"""Paints one suggestion of the list as a card: a stripe for its source, old → new, and how sure it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from editor.review import Mark, Verdict
from editor.suggest.suggestion import Kind
from editor.ui import theme, wording
from editor.ui.suggestion_rows import SuggestionRows

SIDE, GAP, RADIUS, STRIPE = 12, 8, 9, 4  # pixels: margin of the list, between cards, corners, the source's stripe
_PAD = 14


def row_height(font: QFont) -> int:
    """Return the height of a closed card with the gap below it."""
    return QFontMetrics(font).height() + 22 + GAP


class SuggestionDelegate(QStyledItemDelegate):
    """Stateless: all it paints comes from the model's mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        model = index.model()
        if not isinstance(model, SuggestionRows) or model.review is None:
            return
        mark = model.mark_at(index.row())
        if mark is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(SIDE + 0.5, 0.5, -SIDE - 0.5, -GAP - 0.5)
        if mark.decided:
            painter.setOpacity(0.62)
        paint_card(painter, box, theme.current().of_kind(mark.suggestion.kind)[0], theme.current().line)
        right = wording.sureness(model.review, mark) if not mark.decided else wording.verdict_name(mark.verdict)
        self._texts(painter, option.font, box.toRect().adjusted(_PAD + 3, 0, -_PAD, 0), mark, right)
        painter.restore()

    def _texts(self, painter: QPainter, font: QFont, box: QRect, mark: Mark, right: str) -> None:
        colours = theme.current()
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(small)
        painter.setPen(colours.accepted if mark.verdict is Verdict.ACCEPTED else colours.muted)
        right = ("✓ " if mark.verdict is Verdict.ACCEPTED else "") + right
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        room = box.width() - QFontMetrics(small).horizontalAdvance(right) - 14
        struck, bold = QFont(font), QFont(font)
        points = wording.only_points(mark)
        struck.setStrikeOut(not points)
        bold.setBold(not points)
        arrow = QFontMetrics(font).horizontalAdvance("→") + 16
        old, new = fit(wording.before_of(mark), QFontMetrics(struck), wording.after_of(mark), QFontMetrics(bold),
                       room - arrow)
        x = box.x()
        parts = ((old, struck, colours.text if points else colours.removed), ("→", font, colours.text),
                 (new, bold, colours.muted if points else colours.accepted))
        for text, style, ink in parts:
            painter.setFont(style)
            painter.setPen(ink)
            place = QRect(x, box.y(), room, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            x += QFontMetrics(style).horizontalAdvance(text) + 8


def fit(old: str, old_metrics: QFontMetrics, new: str, new_metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """Return both texts, shortened with an ellipsis so that they fit beside each other in `room` pixels."""
    wide_old, wide_new = old_metrics.horizontalAdvance(old), new_metrics.horizontalAdvance(new)
    if wide_old + wide_new > room:
        share = max(room // 2, room - wide_new) if wide_new < room // 2 else max(room // 2, room - wide_old)
        if wide_old <= room // 2:
            new = new_metrics.elidedText(new, Qt.TextElideMode.ElideRight, room - wide_old)
        elif wide_new <= room // 2:
            old = old_metrics.elidedText(old, Qt.TextElideMode.ElideRight, share)
        else:
            old = old_metrics.elidedText(old, Qt.TextElideMode.ElideRight, room // 2)
            new = new_metrics.elidedText(new, Qt.TextElideMode.ElideRight, room // 2)
    return old, new


def paint_card(painter: QPainter, box: QRectF, stripe: QColor, line: QColor) -> None:
    """Paint an empty card: panel, outline, and the source's stripe along its left edge."""
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().panel)
    painter.drawPath(path)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(box.left(), box.top(), STRIPE, box.height()), stripe)
    painter.restore()
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_sign(painter: QPainter, kind: Kind, centre: QPointF, size: float) -> None:
    """Paint the sign of a source, which differs in shape as well as in colour: disc, diamond, square."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().of_kind(kind)[0])
    half = size / 2
    if kind is Kind.DICTIONARY:
        painter.drawEllipse(centre, half, half)
    elif kind is Kind.SPEECH:
        painter.drawRoundedRect(QRectF(centre.x() - half, centre.y() - half, size, size), 1.5, 1.5)
    else:
        tall = half * 1.2
        painter.drawPolygon([QPointF(centre.x(), centre.y() - tall), QPointF(centre.x() + tall, centre.y()),
                             QPointF(centre.x(), centre.y() + tall), QPointF(centre.x() - tall, centre.y())])
