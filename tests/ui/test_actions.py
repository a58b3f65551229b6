"""The action table: every row runs, keys do not clash, own keys are kept and conflicts told."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from editor.assets import resource
from editor.ui.actions import ACTIONS, ActionSet, When, conflicts
from editor.ui.shortcuts_dialog import ShortcutsDialog


class Anything:
    """Answers to every handler's name and remembers the calls."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        return lambda *arguments: self.calls.append((name, *arguments))


def action_set(qtbot, possible=lambda when: True):
    window = QWidget()
    qtbot.addWidget(window)
    handlers = {a.id.split(".")[0]: Anything() for a in ACTIONS}
    return window, ActionSet(window, handlers, possible), handlers


def test_ids_are_unique_and_keys_do_not_clash():
    assert [i for i, n in Counter(a.id for a in ACTIONS).items() if n > 1] == []
    assert conflicts({}) == {}
    plain = Counter(a.plain for a in ACTIONS if a.plain)
    assert max(plain.values()) == 1


def test_every_key_is_one_that_qt_understands_and_every_icon_is_there():
    for action in ACTIONS:
        for key in (*action.keys, *filter(None, [action.plain])):
            assert QKeySequence(key).toString(), (action.id, key)
        if action.icon:
            assert resource(f"icons/{action.icon}.svg").exists()


def test_an_action_calls_the_handler_that_its_id_names(qtbot):
    _window, actions, handlers = action_set(qtbot)
    assert actions.trigger("review.choose:3")
    assert actions.trigger("file.open")
    assert handlers["review"].calls == [("choose", 3)]
    assert handlers["file"].calls == [("open",)]


def test_what_cannot_run_does_not(qtbot):
    _window, actions, handlers = action_set(qtbot, lambda when: when is When.ALWAYS)
    assert not actions.trigger("review.accept")
    assert handlers["review"].calls == []
    assert not actions["review.accept"].isEnabled()


def test_own_keys_take_the_place_of_the_usual_ones(qtbot):
    _window, actions, _ = action_set(qtbot)
    actions.set_own_keys({"review.next": ("F9",), "gone.since": ("F7",)})
    assert [k.toString() for k in actions["review.next"].shortcuts()] == ["F9"]
    assert actions.own_keys() == {"review.next": ("F9",)}
    assert not actions.has_key(QKeySequence("F8"))
    actions.set_own_keys({})
    assert actions.has_key(QKeySequence("F8"))


def test_the_shortcut_page_tells_conflicts_and_holds_back(qtbot):
    window, actions, _ = action_set(qtbot)
    dialog = ShortcutsDialog(actions, window)
    dialog.set_key("review.next", "Ctrl+O")
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    assert "Ctrl+O" in dialog.trouble.text()
    assert "Open" in dialog.trouble.text()
    dialog.set_key("review.next", "F9")
    assert ok.isEnabled()
    assert dialog.own_keys() == {"review.next": ("F9",)}
