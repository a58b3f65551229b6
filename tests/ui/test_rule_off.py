"""A grammar rule is switched off from the card: at once, everywhere, kept, undone; the engine stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.review import Verdict
from editor.suggest.suggestion import Kind
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog
from tests.ui.window import Bench

TEXT = """There was an horse in the yard by the river.
It was an house with a garden, and nobody knew it.
He saw teh miller again in the evening.
"""


@pytest.fixture
def bench(qtbot, tmp_path: Path) -> Bench:
    bench = Bench(qtbot, tmp_path, text=None)
    bench.window.preferences.set_kinds(frozenset([Kind.GRAMMAR]))
    bench.window.preferences.set_choice("grammar", "embedded")
    bench.window.preferences_changed()
    bench.path.write_text(TEXT, encoding="utf-8")
    assert bench.window.files.open_path(bench.path)
    bench.check()
    return bench


def open_rules(bench: Bench) -> set[str]:
    return {m.suggestion.rule for m in bench.review.marks() if not m.decided}


def test_from_the_card_and_back(bench: Bench, qtbot) -> None:
    window = bench.window
    assert open_rules(bench) == {"embedded.AnA", "embedded.The"}
    engine = bench.gates[-1]._loop._engine
    window.desk.go_to(next(m.id for m in bench.review.marks() if m.suggestion.rule == "embedded.AnA"))
    window.actions_.trigger("review.rule_off")
    bench.check()
    assert open_rules(bench) == {"embedded.The"}
    assert Preferences().rules() == {"AnA": "off"}
    assert bench.gates[-1]._loop._engine is engine, "no server was started again for it"
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    assert [dialog.ignored_page.rules.item(n).text() for n in range(dialog.ignored_page.rules.count())] == ["a or an"]

    window.actions_.trigger("edit.undo")
    bench.check()
    assert Preferences().rules() == {}
    assert open_rules(bench) == {"embedded.AnA", "embedded.The"}
    assert bench.review.counts[Verdict.IGNORED] == 0


def test_what_was_switched_before_comes_back(bench: Bench) -> None:
    bench.window.preferences.set_rules({"AnA": "repeat"})
    bench.window.desk.go_to(next(m.id for m in bench.review.marks() if m.suggestion.rule == "embedded.AnA"))
    bench.window.actions_.trigger("review.rule_off")
    bench.window.actions_.trigger("edit.undo")
    assert Preferences().rules() == {"AnA": "repeat"}


def test_only_for_what_a_grammar_rule_found(qtbot, tmp_path: Path) -> None:
    bench = Bench(qtbot, tmp_path)
    bench.window.desk.go_to(next(bench.review.marks()).id)
    bench.window.actions_.refresh()
    assert not bench.window.actions_["review.rule_off"].isEnabled()


def test_a_rule_that_the_checker_did_not_look_for_needs_another_checker(bench: Bench) -> None:
    engine = bench.gates[-1]._loop._engine
    bench.window.preferences.set_rules({"AnA": "off", "The": "off"})
    bench.window.preferences_changed()
    bench.check()
    assert open_rules(bench) == set()
    assert bench.gates[-1]._loop._engine is engine
    bench.window.preferences.set_rules({"FillerWords": "on"})
    bench.window.preferences_changed()
    bench.check()
    assert bench.gates[-1]._loop._engine is not engine
    assert open_rules(bench) == {"embedded.AnA", "embedded.The"}
