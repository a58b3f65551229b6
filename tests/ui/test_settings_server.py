"""The settings say where LanguageTool runs, and warn before text would leave the computer."""

from pathlib import Path

import pytest

from editor.suggest.grammar import folder as folders
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog


@pytest.mark.parametrize(("address", "warns"), [
    ("", False), ("http://localhost:8081", False), ("127.0.0.1:8010/v2", False), ("https://grammar.example.org", True),
])
def test_a_warning_stands_beside_a_server_elsewhere(qtbot, address: str, warns: bool,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_places", lambda: iter(()))  # whether or not this checkout has a LanguageTool
    monkeypatch.delenv("MISHEARD_LANGUAGETOOL", raising=False)
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.server.setText(address)
    for label in (dialog.grammar_page.server_note, dialog.grammar_page.card.detail, dialog.note):
        assert ("will be sent to https://grammar.example.org/" in label.text()) is warns
    assert (dialog.note.property("look") == "error") is warns
    assert dialog.grammar_page.card.property("tone") == ("warning" if warns else "calm" if address else "good")


def test_the_chosen_folder_is_kept(qtbot, tmp_path: Path) -> None:
    preferences = Preferences()
    dialog = SettingsDialog(preferences)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    assert "no LanguageTool here" in dialog.grammar_page.folder_note.text()
    dialog.keep()
    assert Preferences().choice("languagetool") == str(tmp_path)
