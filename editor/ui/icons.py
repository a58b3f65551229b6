"""Icons: small line drawings in resources/icons, drawn in a colour of the theme at every scale."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from editor.assets import resource
from editor.ui import theme

_SIZE = 20


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """Return drawing `name` in `colour` (default: the text colour), and paler where its button is disabled."""
    ink = colour or theme.current().text
    pale = theme.mixed(ink, theme.current().panel, 0.6)
    made = QIcon()
    scale = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    made.addPixmap(_pixmap(name, ink, scale), QIcon.Mode.Normal)
    made.addPixmap(_pixmap(name, pale, scale), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: QColor, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # drawn behind the first paint, and loaded only then

    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("#000000", colour.name())
    pixmap = QPixmap(round(_SIZE * scale), round(_SIZE * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, _SIZE, _SIZE))
    painter.end()
    return pixmap
