"""Settings › Grammar rules and Never suggested: found, explained, ticked, kept, and put back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from editor.suggest.grammar.profile import Treatment, load
from editor.suggest.grammar.rules import all_rules, shipped_rules
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span
from editor.ui.preferences import Preferences
from editor.ui.settings_dialog import SettingsDialog


def found(rule: str, title: str = "", message: str = "") -> Suggestion:
    return Suggestion(1, 0, Span(0, 3), "teh", ("the",), Kind.GRAMMAR, rule, 0.5, title=title, reasons=(message,))


@pytest.fixture
def dialog(qtbot) -> SettingsDialog:
    made = SettingsDialog(Preferences(), found=[found("embedded.SpellCheck"), found("embedded.SpellCheck"),
                                                found("ADVERB_WORD_ORDER", "Adverb", "The adverb stands oddly.")])
    qtbot.addWidget(made)
    made.open_page(made.rules_page)
    made.show()
    return made


def visible(dialog: SettingsDialog) -> set[str]:
    return {key for key, item in dialog.rules_page._items.items() if not item.isHidden()}


def test_every_rule_of_the_profiles_is_listed_and_explained() -> None:
    rules = {rule.key: rule for rule in shipped_rules()}
    for name in ("embedded", "languagetool"):
        profile = load(name)
        assert {*profile.rules, *(f"category:{c}" for c in profile.categories)} <= rules.keys()
        for key, treatment in profile.rules.items():
            assert rules[key].shipped is treatment
    assert all(rule.explanation.endswith(".") and rule.title for rule in rules.values())
    assert all(("Off:" in rule.explanation) == (rule.shipped is Treatment.OFF) for rule in rules.values())


def test_search_looks_at_names_and_explanations(dialog: SettingsDialog) -> None:
    page = dialog.rules_page
    page.search.setText("false end")
    assert visible(dialog) == {"*THE_PUNCT*", "*THE_CC*", "SENTENCE_END_CONTRACT*"}
    assert page.current is not None
    assert page.current.key in visible(dialog)
    assert page.explanation.text().startswith(page.current.explanation)
    page.search.setText("MORFOLOGIK_RULE_EN_GB")
    assert visible(dialog) == {"MORFOLOGIK_RULE_EN_GB"}
    page.search.setText("nothing like it")
    assert visible(dialog) == set()
    assert page.none.isVisible()


def test_what_was_found_here_is_counted_and_new_rules_are_listed(dialog: SettingsDialog) -> None:
    page = dialog.rules_page
    assert page._items["SpellCheck"].text(2) == "2"
    assert [page._items[key].parent().text(0) for key in ("SpellCheck", "ADVERB_WORD_ORDER", "AnA")] == [
        "Found something in this transcript", "Found something in this transcript", "Built-in checker (English)"]
    assert page.current is not None
    assert page.current.key == "SpellCheck"  # what disturbs most is in view at once
    assert page.rules["ADVERB_WORD_ORDER"].explanation == "The adverb stands oddly."
    assert page.rules["ADVERB_WORD_ORDER"].checker == "languagetool"


def test_a_tick_is_kept_and_obeyed(dialog: SettingsDialog) -> None:
    page = dialog.rules_page
    page._items["SpellCheck"].setCheckState(0, Qt.CheckState.Unchecked)
    page._items["category:STYLE"].setCheckState(0, Qt.CheckState.Checked)
    page._items["IF_OF"].setCheckState(0, Qt.CheckState.Checked)
    page._items["*THE_CC*"].setCheckState(0, Qt.CheckState.Unchecked)
    dialog.keep()
    kept = Preferences().rules()
    assert kept == {"SpellCheck": "off", "category:STYLE": "on", "IF_OF": "on", "*THE_CC*": "off"}
    assert "SpellCheck" in load("embedded", kept).off
    profile = load("languagetool", kept)
    assert profile.treatment("SOME_STYLE_RULE", "STYLE") is Treatment.ON
    assert profile.treatment("IF_OF", "GRAMMAR") is Treatment.ON
    assert profile.treatment("NOW_THE_CC_RULE", "GRAMMAR") is Treatment.OFF
    assert profile.treatment("NOW_THE_PUNCT", "GRAMMAR") is Treatment.JOIN
    assert profile.treatment("X", "REDUNDANCY") is Treatment.OFF
    page._items["*THE_CC*"].setCheckState(0, Qt.CheckState.Checked)  # back to what it was, not just "on"
    assert "*THE_CC*" not in page.chosen()


def test_the_kind_is_chosen_and_put_back(dialog: SettingsDialog, qtbot) -> None:
    page = dialog.rules_page
    page.tree.setCurrentItem(page._items["EN_A_VS_AN"])
    page.becomes.setCurrentIndex(page.becomes.findData("repeat"))
    page.becomes.activated.emit(page.becomes.currentIndex())
    assert page.chosen() == {"EN_A_VS_AN": "repeat"}
    assert page._items["EN_A_VS_AN"].text(1) == "takes the repeat out"
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert page.chosen() == {}
    assert not page.reset.isEnabled()


def test_switches_of_earlier_settings_are_kept(qtbot) -> None:
    preferences = Preferences()
    kept = {"embedded.AnA": "off", "SOME_OLD_RULE": "off", "LATER": "in a way nobody knows yet"}
    preferences.set_rules(kept)
    dialog = SettingsDialog(preferences)
    qtbot.addWidget(dialog)
    assert dialog.rules_page.treatment("AnA") is Treatment.OFF
    assert {rule.key for rule in all_rules([], kept)} >= {"SOME_OLD_RULE"}
    dialog.keep()
    assert Preferences().rules() == {"AnA": "off", "SOME_OLD_RULE": "off", "LATER": "in a way nobody knows yet"}


def texts(some: QListWidget) -> list[str]:
    return [some.item(n).text() for n in range(some.count())]


def test_enter_adds_a_word_and_does_not_close_the_settings(dialog: SettingsDialog, qtbot) -> None:
    dialog.activateWindow()
    for page, field in ((dialog.ignored_page, dialog.ignored_page.new_word),
                        (dialog.rules_page, dialog.rules_page.search)):
        dialog.open_page(page)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClicks(field, "Polytopia")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert texts(dialog.ignored_page.words) == ["Polytopia"]


def test_ignored_words_and_rules_are_kept_apart(dialog: SettingsDialog, qtbot) -> None:
    page = dialog.ignored_page
    dialog.open_page(page)
    for word in ("Polytopia", "polytopia", " miller "):
        page.new_word.setText(word)
        page.add_word()
    dialog.rules_page.treat("SpellCheck", Treatment.OFF)
    dialog.rules_page.treat("category:STYLE", Treatment.ON)
    assert texts(page.words) == ["miller", "Polytopia"] or texts(page.words) == ["Polytopia", "miller"]
    assert texts(page.rules) == ["Unknown word"]  # what is on is no ignored rule
    page.words.setCurrentRow(texts(page.words).index("miller"))
    qtbot.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    dialog.keep()
    assert Preferences().ignored() == {"Polytopia"}
    page.rules.setCurrentRow(0)
    qtbot.mouseClick(page.on_button, Qt.MouseButton.LeftButton)
    assert texts(page.rules) == []
    dialog.keep()
    assert Preferences().rules() == {"category:STYLE": "on"}
    assert Preferences().ignored() == {"Polytopia"}
