"""A push button that shows its key in a small cap beside its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from editor.ui import theme

_GAP, _INSIDE, _SIDES = 8, 5, 12


class KeyButton(QPushButton):
    """`key` is what the cap says; empty for none."""

    def __init__(self, text: str, key: str = "", primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setProperty("primary", primary)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = super().sizeHint().height()
        cap = self._cap_width() + _GAP if self._key else 0
        return QSize(self._text_width() + cap + 2 * _SIDES, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = theme.current()
        ink = colours.accent_text if self.property("primary") else colours.text
        if not self.isEnabled():
            ink = theme.mixed(colours.muted, colours.panel, 0.35)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink)
        cap = self._cap_width()
        wide = self._text_width()
        x = (self.width() - wide - (cap + _GAP if cap else 0)) // 2
        painter.setFont(self._text_font())
        painter.drawText(QRectF(x, 0, wide + 8, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if cap:
            self._paint_cap(painter, x + wide + _GAP, cap)
        painter.end()

    def _paint_cap(self, painter: QPainter, x: float, width: int) -> None:
        font = self._cap_font()
        tall = QFontMetrics(font).height() + 1
        box = QRectF(x, (self.height() - tall) / 2, width, tall).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = painter.pen()
        painter.setPen(QPen(pen.color(), 0.8))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(pen)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        if self.property("primary"):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _text_width(self) -> int:
        return QFontMetrics(self._text_font()).horizontalAdvance(self.text())

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font

    def _cap_width(self) -> int:
        return QFontMetrics(self._cap_font()).horizontalAdvance(self._key) + 2 * _INSIDE if self._key else 0
