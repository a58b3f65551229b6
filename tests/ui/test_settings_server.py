"""The settings say where LanguageTool runs, and warn before text would leave the computer."""

import pytest

from editor.ui import theme
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog


@pytest.mark.parametrize(("address", "warns"), [
    ("", False), ("http://localhost:8081", False), ("127.0.0.1:8010/v2", False), ("https://grammar.example.org", True),
])
def test_a_warning_stands_beside_a_server_elsewhere(qtbot, address: str, warns: bool) -> None:
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.server.setText(address)
    assert ("will be sent to" in dialog.state.text()) is warns
    assert (theme.current().removed.name() in dialog.state.styleSheet()) is warns


def test_the_chosen_folder_is_kept(qtbot, tmp_path) -> None:
    preferences = Preferences()
    dialog = SettingsDialog(preferences)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    assert "is not here" in dialog.state.text()
    dialog.keep()
    assert Preferences().choice("languagetool") == str(tmp_path)
