"""The filter over the suggestion list: chips with counts, the confidence cut, the order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QFont, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from editor.suggest.suggestion import LIKELY, MAYBE, Kind
from editor.ui import theme, wording
from editor.ui.flow_layout import FlowLayout
from editor.ui.suggestion_delegate import paint_sign
from editor.ui.suggestion_rows import Filter, Order
from editor.ui.translate import number, tr

_KINDS = (None, Kind.DICTIONARY, Kind.GRAMMAR, Kind.SPEECH)
_PAUSE = 60  # milliseconds that the slider rests before the list is filtered again


class FilterBar(QWidget):
    """Holds a `Filter`; tells when the person changed it."""

    changed = Signal(object)  # Filter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind | None = None
        self._chips: dict[Kind | None, QToolButton] = {}
        chips = QWidget()
        line = FlowLayout(chips)  # a second line where the side is narrow or the counts are long
        for kind in _KINDS:
            line.addWidget(self._chip(kind))
        self._label = QLabel()
        self._label.setProperty("look", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(MAYBE * 100), 99)
        self.slider.setValue(round(LIKELY * 100))  # what is only perhaps wrong waits until it is asked for
        self.slider.setAccessibleName(tr("Least confidence in percent"))
        self.slider.setMinimumWidth(60)
        self._order = Order.TEXT
        self.sort_button = QToolButton()
        self.sort_button.setProperty("look", "flat")
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort_button.setMenu(self._sort_menu())
        cut = QHBoxLayout()
        cut.setSpacing(10)
        cut.addWidget(self._label)
        cut.addWidget(self.slider, 1)
        cut.addWidget(self.sort_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 8, 8)
        box.setSpacing(8)
        box.addWidget(chips)
        box.addLayout(cut)
        self._resting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._resting.timeout.connect(self._tell)
        self.slider.valueChanged.connect(self._slid)
        theme.watcher().changed.connect(self._paint_signs)
        self._paint_signs()
        self._word()
        self.set_counts({})

    def _chip(self, kind: Kind | None) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setChecked(kind is None)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(9, 9))
        chip.ensurePolished()
        chip.clicked.connect(partial(self.show_kind, kind))
        self._chips[kind] = chip
        return chip

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order in Order:
            action = menu.addAction(_order_name(order))
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.setActionGroup(group)
            action.triggered.connect(partial(self.set_order, order))
        menu.addSeparator()
        self.decided_action = menu.addAction(tr("Show decided suggestions too"))
        self.decided_action.setCheckable(True)
        self.decided_action.setChecked(True)
        self.decided_action.triggered.connect(self._tell)
        self._orders = group
        return menu

    # --- what is set -----------------------------------------------------------------------------------------

    def filter(self) -> Filter:
        """Return what the bar says now."""
        kinds = frozenset(Kind) if self._kind is None else frozenset([self._kind])
        return Filter(kinds, self.slider.value() / 100, self.decided_action.isChecked(), self._order)

    def show_kind(self, kind: Kind | None, _checked: bool = True) -> None:
        """Show one source only, or all (None)."""
        self._kind = kind
        self._chips[kind].setChecked(True)
        self._tell()

    def set_order(self, order: Order, _checked: bool = True) -> None:
        """Order the list."""
        self._order = order
        for action, of in zip(self._orders.actions(), Order, strict=True):
            action.setChecked(of is order)
        self._word()
        self._tell()

    def set_counts(self, counts: dict[Kind, int]) -> None:
        """Show how many suggestions each chip stands for."""
        for kind, chip in self._chips.items():
            count = sum(counts.values()) if kind is None else counts.get(kind, 0)
            name = tr("All") if kind is None else wording.kind_name(kind)
            chip.setText(f"{name} {number(count)}" if kind is None else f" {name} {number(count)}")
            # as wide as the text in the weight of the chosen one, so that choosing moves nothing
            font = QFont(chip.font())
            font.setWeight(QFont.Weight.DemiBold)
            chip.setFixedWidth(QFontMetrics(font).horizontalAdvance(chip.text()) + (18 if kind is None else 31))
        layout = self.layout()
        if layout is not None:
            layout.invalidate()

    # --- inside ----------------------------------------------------------------------------------------------

    def _slid(self) -> None:
        self._word()
        self._resting.start()

    def _word(self) -> None:
        self._label.setText(tr("Confidence ≥ {p} %", p=self.slider.value()))
        self.sort_button.setText(tr("Sort: {order} ▾", order=_order_name(self._order)))

    def _tell(self) -> None:
        self.changed.emit(self.filter())

    def _paint_signs(self) -> None:
        for kind, chip in self._chips.items():
            if kind is not None:
                chip.setIcon(sign_icon(kind))


def sign_icon(kind: Kind) -> QIcon:
    """Return the sign of a source as an icon."""
    made = QIcon()
    for scale in (1.0, 2.0, 3.0):
        pixmap = QPixmap(round(10 * scale), round(10 * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, kind, QPointF(5, 5), 8)
        painter.end()
        made.addPixmap(pixmap)
    return made


def _order_name(order: Order) -> str:
    return {Order.TEXT: tr("In text order"), Order.CONFIDENCE: tr("Surest first"),
            Order.ALIKE: tr("Most alike first")}[order]
