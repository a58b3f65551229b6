"""What the windows look like: themes as data files, the one in force, and how it follows the system.

`current()` and `watcher()` are all that painting code needs: take colours from the one, repaint on the other's
`changed`. `start(application)` is called once, before the first window.
"""

from __future__ import annotations

import functools
import string
import tomllib
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from editor.assets import resource

NAMES = ("light", "dark", "high-contrast", "high-contrast-dark")
SYSTEM = "system"
STYLED = "styled"  # property of an application that was started with arguments() already


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning. Text colours reach a contrast of 4.5 on every ground they are used on (tested)."""

    name: str
    title: str
    dark: bool
    background: QColor
    panel: QColor
    line: QColor
    edge: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_text: QColor
    hover: QColor
    dictionary: QColor
    dictionary_background: QColor
    grammar: QColor
    grammar_background: QColor
    speech: QColor
    speech_background: QColor
    accepted: QColor
    accepted_background: QColor
    removed: QColor
    current_background: QColor
    selection: QColor

    def of_kind(self, kind: str) -> tuple[QColor, QColor]:
        """Return the mark colour and its ground for a suggestion's kind ("dictionary", "grammar", "speech")."""
        return getattr(self, kind), getattr(self, f"{kind}_background")


def load(name: str) -> Theme:
    """Read a theme from resources/themes. Raises KeyError where the file lacks a colour."""
    with resource(f"themes/{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    colours = {f.name: QColor(table["colours"][f.name]) for f in fields(Theme) if f.name not in _PLAIN}
    return Theme(name=table["name"], title=table["title"], dark=table["dark"], **colours)


_PLAIN = {"name", "title", "dark"}


def contrast(one: QColor, two: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: QColor, two: QColor, share: float) -> QColor:
    """Return `one` with `share` (0..1) of `two` in it."""
    rest = 1 - share
    return QColor.fromRgbF(one.redF() * rest + two.redF() * share, one.greenF() * rest + two.greenF() * share,
                           one.blueF() * rest + two.blueF() * share)


class Watcher(QObject):
    """Holds the theme in force; follows the system where nothing else was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = SYSTEM
        self.theme = load("light")

    def attach(self, application: QApplication) -> None:
        """Follow this application's system settings."""
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def choose(self, choice: str) -> None:
        """Use theme `choice`, or follow the system ("system")."""
        self.choice = choice if choice in NAMES else SYSTEM
        self._system_changed()

    def _system_changed(self, *_: object) -> None:
        name = self.choice if self.choice != SYSTEM else system_theme()
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        if name != self.theme.name or not application.styleSheet():
            self.theme = load(name)
            dress(application, self.theme)
            self.changed.emit()


def system_theme() -> str:
    """Return the name of the theme that the system asks for."""
    hints = QApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast-dark" if dark else "high-contrast"
    return "dark" if dark else "light"


_WATCHER: list[Watcher] = []


def watcher() -> Watcher:
    """Return the one watcher; made at the first call, on the window's thread."""
    if not _WATCHER:
        _WATCHER.append(Watcher())
    return _WATCHER[0]


def current() -> Theme:
    """Return the theme in force."""
    return watcher().theme


def arguments(program: str) -> list[str]:
    """Return the arguments for a QApplication in our style.

    `setStyle` does the same, but makes Python's copy of QStyle with its 780 names: 10 ms before the first paint.
    """
    return [program, "-style", "fusion"]


def start(application: QApplication, choice: str = SYSTEM) -> None:
    """Dress the application and follow the system from now on."""
    if application.property(STYLED) is None:
        application.setStyle("Fusion")
    application.setFont(window_font(application.font()))
    watcher().attach(application)
    watcher().choose(choice)


def window_font(system: QFont) -> QFont:
    """Return the font of the windows: Inter where it is installed, else the system's own; never below 10 points."""
    font = QFont(system)
    if _inter_is_installed():
        font.setFamilies(["Inter", *system.families()])
    if 0 < font.pointSizeF() < 10:
        font.setPointSizeF(10)
    return font


def text_font(family: str) -> QFont:
    """Return the font of a transcript: `family`, or the windows' own where that is empty or not installed."""
    font = window_font(QApplication.font())
    if family and QFontDatabase.hasFamily(family):
        font.setFamilies([family, *font.families()])
    return font


@functools.cache
def _inter_is_installed() -> bool:
    return QFontDatabase.hasFamily("Inter")  # walks through every font: 3 ms on a desktop with a few hundred


def dress(application: QApplication, theme: Theme) -> None:
    """Set the palette and the style sheet of the whole application."""
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Return the theme as a palette, for all that the style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for key, colour in (
        (role.Window, theme.background), (role.WindowText, theme.text), (role.Base, theme.panel),
        (role.AlternateBase, theme.background), (role.Text, theme.text), (role.Button, theme.panel),
        (role.ButtonText, theme.text), (role.BrightText, theme.removed), (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text), (role.ToolTipBase, theme.panel), (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.muted), (role.Link, theme.accent), (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent), (role.Light, theme.panel), (role.Midlight, theme.hover),
        (role.Mid, theme.line), (role.Dark, theme.edge), (role.Shadow, theme.edge),
    ):
        made.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, mixed(theme.muted, theme.panel, 0.35))
    return made


def style_sheet(theme: Theme) -> str:
    """Return resources/themes/window.qss with the theme's colours in it."""
    names = {f.name: getattr(theme, f.name).name() for f in fields(Theme) if f.name not in _PLAIN}
    chevron = resource(f"icons/chevron-{'dark' if theme.dark else 'light'}.svg")
    names |= {
        "accent_hover": mixed(theme.accent, theme.text, 0.15).name(),
        "muted_disabled": mixed(theme.muted, theme.panel, 0.35).name(),
        "selected_row": mixed(theme.panel, theme.accent, 0.16).name(),
        "scroll": mixed(theme.edge, theme.muted, 0.35).name(),
        "chevron": chevron.as_posix(),
        "tick": resource(f"icons/tick-{'light' if theme.accent_text.lightness() > 127 else 'dark'}.svg").as_posix(),
    }
    text = resource("themes/window.qss").read_text(encoding="utf-8")
    return string.Template(text).substitute(names)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
