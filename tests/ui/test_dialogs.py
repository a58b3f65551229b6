"""The small windows: what they show and what they give back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.ui.about_dialog import AboutDialog
from editor.ui.actions import ACTIONS, ActionSet
from editor.ui.command_palette import CommandPalette
from editor.ui.correction_dialog import CorrectionDialog
from editor.ui.encoding_dialog import EncodingDialog
from editor.ui.help_window import page
from tests.ui.test_actions import Anything


def actions_of(window):
    return ActionSet(window, {a.id.split(".")[0]: Anything() for a in ACTIONS}, lambda when: True)


def test_the_palette_finds_a_command_by_some_letters(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(actions_of(window), window)
    palette.show()
    qtbot.keyClicks(palette.field, "alik")
    assert palette.chosen() == "review.accept_alike"
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.chosen() != "review.accept_alike"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.result() == CommandPalette.DialogCode.Accepted


def test_a_correction_needs_two_different_texts(qtbot):
    dialog = CorrectionDialog("Grock", 3)
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.show()
    qtbot.keyClicks(dialog._right, "Grok")
    assert ok.isEnabled()
    assert (dialog.heard(), dialog.right(), dialog.everywhere()) == ("Grock", "Grok", True)


def test_the_encoding_dialog_shows_the_file_as_it_would_be_read(qtbot, tmp_path):
    path = tmp_path / "cafe.txt"
    path.write_bytes("café".encode("cp1252"))
    dialog = EncodingDialog(path, "cp1252")
    qtbot.addWidget(dialog)
    assert dialog.glance.toPlainText() == "café"
    dialog.choice.setCurrentIndex(dialog.choice.findData("utf-8"))
    assert dialog.encoding() == "utf-8"
    assert dialog.trouble.text() == "1 character cannot be read so"


def test_the_help_names_the_keys_that_are_set(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    actions = actions_of(window)
    assert "{key:" not in page(actions)
    actions.set_own_keys({"review.next": ("Ctrl+Alt+9",)})
    assert "Ctrl+Alt+9" in page(actions)


def test_the_about_box_names_every_dependency_with_its_version(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    for name in ("Qt for Python", "RapidFuzz", "Harper", "language-tool-python", "LGPL-3.0"):
        assert name in text
    assert "not installed" not in text
