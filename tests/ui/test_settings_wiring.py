"""What is decided and set in the window reaches the next check, and the dialog says what the schema says."""

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QFormLayout

from editor.review import Verdict
from editor.storage.decisions import Decisions
from editor.storage.settings import Settings, declared
from editor.suggest.speech import LEVELS
from editor.ui import theme
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog
from editor.ui.transcript_edit import SIZES, TEXT_SIZE
from tests.ui.window import Bench


def test_decisions_in_the_window_are_counted_for_the_next_check(qtbot, tmp_path) -> None:
    bench = Bench(qtbot, tmp_path)
    first, second, *_ = [m.id for m in bench.review.marks() if m.suggestion.original == "Grock"]
    bench.review.accept({first: None})
    bench.review.decide([second], Verdict.REJECTED)
    assert bench.window.teaching.options().history == {("grock", "Grok"): (1, 1)}
    bench.window.actions_.trigger("edit.undo")
    assert bench.window.teaching.options().history == {("grock", "Grok"): (1, 0)}
    assert Decisions().counts() == {("grock", "Grok"): (1, 0)}


def test_a_damaged_settings_file_is_told_in_the_notice(qtbot, tmp_path, home) -> None:
    bench = Bench(qtbot, tmp_path, text=None)
    bench.window.close()
    (home / "config" / "settings.json").write_text("{", encoding="utf-8")
    preferences = Preferences()
    assert "settings.damaged.json" in preferences.trouble
    bench.window.preferences = preferences
    bench.window.files.start()
    assert bench.window.notice.isVisibleTo(bench.window)


@pytest.mark.parametrize("key", ["grammar", "level", "language", "theme"])
def test_the_dialog_offers_what_the_schema_offers(qtbot, key: str) -> None:
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    box: QComboBox = getattr(dialog, key)
    offered = {box.itemData(n): box.itemText(n) for n in range(box.count())}
    assert offered == declared(key).choices
    assert box.toolTip() == declared(key).help


def test_the_dialog_has_the_titles_of_the_schema(qtbot) -> None:
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    labels = set()
    for form in dialog.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            labels.add(item.widget().text() if item else "")
    shown = ("sources_off", "grammar", "languagetool", "server", "level", "language", "theme",
             "text_font")
    assert labels - {"", "Java"} == {declared(key).title for key in shown}


def test_a_language_that_is_not_offered_is_kept(qtbot) -> None:
    Settings().set("language", "sv-SE")
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.keep()
    assert Settings().get("language") == "sv-SE"


def test_the_schema_agrees_with_the_rooms_it_speaks_of() -> None:
    titles = declared("theme").choices
    assert list(titles) == [theme.SYSTEM, *theme.NAMES]
    assert all(theme.load(name).title == titles[name] for name in theme.NAMES)
    assert tuple(declared("level").choices) == LEVELS
    size = declared("text_size")
    assert (size.default, size.least, size.most) == (TEXT_SIZE, *SIZES)


def test_the_font_of_the_text_is_chosen_and_one_that_is_not_here_is_kept(qtbot, tmp_path) -> None:
    from tests.ui.window import Bench

    bench = Bench(qtbot, tmp_path)
    family = next(f for f in QFontDatabase.families() if QFontDatabase.isSmoothlyScalable(f) and f != "Inter")
    bench.window.preferences.set_text_font(family)
    bench.window.preferences_changed()
    assert bench.window.view.font().families()[0] == family
    size = bench.window.view.font().pixelSize()
    bench.window.view.zoom(1)
    assert bench.window.view.font().families()[0] == family
    assert bench.window.view.font().pixelSize() == size + 1

    Settings().set("text_font", "No Such Font")
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.keep()
    assert Settings().get("text_font") == "No Such Font"
