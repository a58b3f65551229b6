"""Themes: complete, readable, and following the choice."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from editor.ui import theme


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_text_colour_reaches_a_contrast_of_4_5_on_its_grounds(name):
    t = theme.load(name)
    grounds = [t.panel, t.background]
    for ink in (t.text, t.muted, t.accent, t.dictionary, t.grammar, t.speech, t.accepted, t.removed):
        for ground in grounds:
            assert theme.contrast(ink, ground) >= 4.5, (ink.name(), ground.name())
    for kind in ("dictionary", "grammar", "speech"):
        ink, ground = t.of_kind(kind)
        assert theme.contrast(t.text, ground) >= 4.5
        assert theme.contrast(ink, ground) >= 4.5, kind
    for ground in (t.accepted_background, t.current_background, t.selection, t.hover):
        assert theme.contrast(t.text, ground) >= 4.5
    for ink in (t.removed, t.accepted):
        assert theme.contrast(ink, t.current_background) >= 4.5
    assert theme.contrast(t.accent_text, t.accent) >= 4.5
    assert theme.contrast(t.muted, t.hover) >= 4.5
    if name.startswith("high-contrast"):
        assert theme.contrast(t.text, t.panel) >= 15
        assert theme.contrast(t.edge, t.panel) >= 4.5


def test_contrast_is_the_ratio_of_wcag():
    assert theme.contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.NAMES)
def test_the_style_sheet_has_no_colour_left_out(name):
    sheet = theme.style_sheet(theme.load(name))
    assert "$" not in sheet
    assert theme.load(name).accent.name() in sheet


def test_choosing_a_theme_dresses_the_application_and_tells_listeners(qtbot):
    watcher = theme.watcher()
    watcher.choose("light")
    with qtbot.waitSignal(watcher.changed):
        watcher.choose("dark")
    assert theme.current().dark
    assert QApplication.palette().window().color() == theme.current().background
    watcher.choose(theme.SYSTEM)
    assert theme.current().name == theme.system_theme()
