"""Paints a change in the middle of its context: old struck out, new bold, below it what it is and how sure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.review import Mark, Verdict
from editor.suggest.speech.levels import heading
from editor.ui import theme, wording
from editor.ui.change_rows import ChangeRows
from editor.ui.suggestion_delegate import fit, paint_sign
from editor.ui.translate import tr

_LEFT, _RIGHT = 14, 14  # pixels beside the text
_TICK = 30  # pixels that the tick takes
_ABOVE, _BETWEEN = 9, 3
_SIGN = 8
_SMALL = 0.9
Index = QModelIndex | QPersistentModelIndex


class ChangeDelegate(QStyledItemDelegate):
    """Stateless: all it paints comes from the model's mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
                     + 2 * _ABOVE + _BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        mark = model.mark_at(index.row()) if isinstance(model, ChangeRows) else None
        if mark is None or not isinstance(model, ChangeRows):
            return
        paint_ground(self, painter, option, index)
        box = option.rect.adjusted(_LEFT if model.ticks is None else _LEFT + _TICK, _ABOVE, -_RIGHT, -_ABOVE)
        off = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        _paint_change(painter, option.font, box, model.parts(index.row()), quiet=off)
        _paint_reason(painter, _small(option.font), box, mark)
        painter.restore()


def paint_ground(delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem,
                 index: Index) -> None:
    """Paint selection, focus and tick as the style does, without any text."""
    shown = QStyleOptionViewItem(option)
    delegate.initStyleOption(shown, index)
    shown.text = ""
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
    if shown.checkState == Qt.CheckState.PartiallyChecked and shown.features & shown.ViewItemFeature.HasCheckIndicator:
        _paint_dash(painter, style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown,
                                                  option.widget))
    if shown.state & QStyle.StateFlag.State_HasFocus and option.widget and option.widget.hasFocus():
        painter.setPen(theme.current().accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 5, 5)


def _paint_dash(painter: QPainter, box: QRect) -> None:
    """Paint over an empty tick that some of what it stands for is ticked."""
    bar = QRectF(0, 0, box.width() * 0.5, 2.5)
    bar.moveCenter(QRectF(box).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().accent)
    painter.drawRoundedRect(bar, 1.2, 1.2)
    painter.restore()


def _paint_change(painter: QPainter, font: QFont, box: QRect, parts: tuple[str, str, str, str], *,
                  quiet: bool) -> None:
    """Paint the first line; the words around the change give way where there is no room. `quiet`: it is not made."""
    colours = theme.current()
    before, old, new, after = parts
    struck, bold, plain = QFont(font), QFont(font), QFontMetrics(font)
    struck.setStrikeOut(not quiet)
    struck.setUnderline(quiet)  # it stays, and it is what the row is about
    bold.setBold(True)
    before, old, new, after = (before, old, "", after) if quiet else _trimmed(before, old, new, after)
    old, new = fit(old, QFontMetrics(struck), new, QFontMetrics(bold), box.width() * 4 // 5)
    wide_old, wide_new = QFontMetrics(struck).horizontalAdvance(old), QFontMetrics(bold).horizontalAdvance(new)
    gap = plain.horizontalAdvance(" ") if old.strip() and new.strip() else 0
    room = max(box.width() - wide_old - wide_new - gap, 0)
    before = _from_a_word(plain, before, max(room * 2 // 5, room - plain.horizontalAdvance(after)))
    pieces: tuple[tuple[str, QFont, QColor, int], ...] = (
        (before, font, colours.text, 0), (old, struck, colours.text if quiet else colours.removed, gap),
        (new, bold, colours.accepted, 0), (after, font, colours.text, 0))
    x = box.x()
    for text, style, ink, behind in pieces:
        metrics = QFontMetrics(style)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.right() - x, 0))
        painter.setFont(style)
        painter.setPen(ink)
        painter.drawText(QRect(x, box.y(), box.right() - x + 1, metrics.height()), int(Qt.AlignmentFlag.AlignVCenter),
                         text)
        x += metrics.horizontalAdvance(text) + behind


def _paint_reason(painter: QPainter, font: QFont, box: QRect, mark: Mark) -> None:
    colours = theme.current()
    metrics = QFontMetrics(font)
    line = QRect(box.x(), box.bottom() + 1 - metrics.height(), box.width(), metrics.height())
    paint_sign(painter, mark.suggestion.kind, QPointF(line.x() + _SIGN / 2, line.center().y() + 1), _SIGN)
    right = wording.percent(mark.suggestion.confidence)
    if mark.verdict is Verdict.EDITED:
        right = tr("edited by hand since")
    painter.setFont(font)
    painter.setPen(colours.muted)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)
    words = line.adjusted(_SIGN + 7, 0, -metrics.horizontalAdvance(right) - 12, 0)
    said = " · ".join([heading(mark.suggestion), *(r for r in mark.suggestion.reasons if r)])
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter),
                     metrics.elidedText(said, Qt.TextElideMode.ElideRight, words.width()))


def _trimmed(before: str, old: str, new: str, after: str) -> tuple[str, str, str, str]:
    """Leave the spaces that stay outside the change, so that no line is struck through nothing.

    A change that takes out ", um," and leaves a space shows the comma and the word struck out, and then the space.
    """
    if new == " " or (not new and old.endswith(" ")):
        bare = old.rstrip(" ")
        return before, bare, "", " " + after.lstrip(" ") if bare else after
    return before, old, new, after


def _from_a_word(metrics: QFontMetrics, text: str, room: int) -> str:
    """Return the end of `text` that fits, cut at a word."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    words = text.split(" ")
    while len(words) > 1:
        del words[0]
        shorter = "…" + " ".join(words)
        if metrics.horizontalAdvance(shorter) <= room:
            return shorter
    return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small


class HeadingDelegate(QStyledItemDelegate):
    """Paints a kind of change with its count at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(option.font).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(self, painter, option, index)
        colours = theme.current()
        box = option.rect.adjusted(_TICK if index.flags() & Qt.ItemFlag.ItemIsUserCheckable else 4, 0, -_RIGHT, 0)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if index.row() == 0 else QFont.Weight.Normal)
        count = str(index.data(Qt.ItemDataRole.UserRole))
        painter.save()
        painter.setFont(font)
        painter.setPen(colours.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        metrics = QFontMetrics(font)
        painter.setPen(colours.text)
        box.adjust(8, 0, -metrics.horizontalAdvance(count) - 8, 0)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter),
                         metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, box.width()))
        painter.restore()
