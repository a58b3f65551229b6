"""Every action a person can take, in one table; menus, toolbar, shortcut page, command palette and tests read it.

An action's id names its handler: "review.accept" is `accept` of the commands registered as "review". A number behind
a colon is handed over: "review.choose:2" calls `choose(2)`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.ui import theme
from editor.ui.icons import icon
from editor.ui.translate import tr


class When(enum.Enum):
    """What an action needs before it can run."""

    ALWAYS = enum.auto()
    OPEN = enum.auto()  # a transcript is open
    MARK = enum.auto()  # a suggestion is current and open
    REPAIR = enum.auto()  # it offers a replacement too
    RULE = enum.auto()  # a grammar rule found it
    ALIKE = enum.auto()  # it has more places
    DECIDED = enum.auto()  # the current suggestion was decided, and that can be taken back
    SELECTION = enum.auto()  # words are selected, or the cursor stands in one
    UNDO = enum.auto()
    REDO = enum.auto()
    DIRTY = enum.auto()  # there is something to save


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table. `keys` are the default shortcuts; `plain` the key of the Review mode and of the list."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    when: When = When.ALWAYS
    plain: str = ""
    checkable: bool = False
    palette: bool = True
    section: int = 0  # a line is drawn in the menu where this number changes


def _choices() -> tuple[Action, ...]:
    return tuple(
        Action(f"review.choose:{n}", f"Put in alternative {n}", (f"Alt+{n}",), "choose", when=When.REPAIR,
               plain=str(n), palette=n <= 3)
        for n in range(1, 10)
    )


ACTIONS: tuple[Action, ...] = (
    Action("file.open", "Open…", ("Ctrl+O",), "file", "open"),
    Action("file.new_window", "New window", ("Ctrl+Shift+N",), "file"),
    Action("file.open_sample", "Open the sample", (), "file"),
    Action("file.save", "Save", ("Ctrl+S",), "file", "save", When.OPEN, section=1),
    Action("file.save_as", "Save as…", ("Ctrl+Shift+S",), "file", when=When.OPEN, section=1),
    Action("file.save_project", "Save as project…", ("Ctrl+Alt+S",), "file", when=When.OPEN, section=1),
    Action("file.encoding", "Read with another encoding…", (), "file", when=When.OPEN, section=2),
    Action("file.close", "Close", ("Ctrl+W",), "file", when=When.OPEN, section=3),
    Action("file.quit", "Quit", ("Ctrl+Q",), "file", section=3),
    Action("export.text", "Plain text…", ("Ctrl+Shift+E",), "export", when=When.OPEN),
    Action("export.markdown", "Markdown…", (), "export", when=When.OPEN),
    Action("export.srt", "SubRip subtitles (SRT)…", (), "export", when=When.OPEN),
    Action("export.vtt", "WebVTT subtitles…", (), "export", when=When.OPEN),
    Action("export.html", "Report of every change (HTML)…", ("Ctrl+Shift+R",), "export", when=When.OPEN, section=1),
    Action("export.csv", "Changes as a table (CSV)…", (), "export", when=When.OPEN, section=1),
    Action("export.json", "Changes as JSON…", (), "export", when=When.OPEN, section=1),
    Action("export.both", "Both languages", (), "export", when=When.OPEN, checkable=True, section=2),
    Action("export.original", "Original only", (), "export", when=When.OPEN, checkable=True, section=2),
    Action("export.translation", "Translation only", (), "export", when=When.OPEN, checkable=True, section=2),
    Action("edit.undo", "Undo", ("Ctrl+Z",), "edit", "undo", When.UNDO, plain="U"),
    Action("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", "redo", When.REDO),
    Action("edit.find", "Find and replace…", ("Ctrl+F", "Ctrl+H"), "edit", "search", When.OPEN, section=1),
    Action("edit.correct", "Correct and teach…", ("Ctrl+D",), "edit", "pencil", When.SELECTION, section=2),
    Action("edit.add_word", "Add word to my dictionary", ("Ctrl+Shift+D",), "edit", when=When.SELECTION, section=2),
    Action("edit.join", "Join with next paragraph", ("Ctrl+J",), "edit", when=When.OPEN, section=2),
    Action("edit.language", "Language of this paragraph…", (), "edit", when=When.OPEN, section=2),
    Action("review.next", "Next suggestion", ("F8",), "review", "next", When.OPEN, plain="Down"),
    Action("review.previous", "Previous suggestion", ("Shift+F8",), "review", "previous", When.OPEN, plain="Up"),
    Action("review.accept", "Accept", ("Ctrl+Return",), "review", "check", When.OPEN, plain="Return", section=1),
    Action("review.accept_alike", "Accept all alike…", ("Ctrl+Shift+Return",), "review", when=When.REPAIR,
           plain="Shift+Return", section=1),
    Action("review.reject", "Reject", ("Ctrl+Backspace",), "review", "cross", When.MARK, plain="Del", section=1),
    Action("review.own", "Type your own replacement", ("Ctrl+E",), "review", "pencil", When.MARK, section=1),
    Action("review.reopen", "Open decided suggestion again", ("Ctrl+Shift+Backspace",), "review", when=When.DECIDED,
           plain="R", section=1),
    Action("review.ignore_transcript", "Ignore all alike in this transcript", (), "review", when=When.MARK, section=2),
    Action("review.ignore_always", "Never suggest this again", (), "review", when=When.MARK, section=2),
    Action("review.rule_off", "Switch this grammar rule off", (), "review", when=When.RULE, section=2),
    Action("review.keep_word", "This is right: add it to my dictionary", (), "review", when=When.MARK, section=2),
    Action("review.accept_sure", "Accept all that are sure…", ("Ctrl+Alt+Return",), "review", when=When.OPEN,
           section=3),
    Action("review.clean_speech", "Clean up to a level…", ("Ctrl+L",), "review", when=When.OPEN, section=3),
    Action("review.changes", "Changes so far…", ("Ctrl+Shift+L",), "review", when=When.OPEN, section=3),
    Action("review.check_again", "Check everything again", ("F5",), "review", when=When.OPEN, section=3),
    *_choices(),
    Action("view.review_mode", "Review", ("Ctrl+1",), "view", when=When.OPEN, checkable=True),
    Action("view.edit_mode", "Edit", ("Ctrl+2",), "view", when=When.OPEN, plain="E", checkable=True),
    Action("view.compare_mode", "Compare", ("Ctrl+3",), "view", when=When.OPEN, checkable=True),
    Action("view.switch_focus", "Go to the other side", ("F6",), "view", when=When.OPEN, section=1),
    Action("view.larger", "Larger text", ("Ctrl++", "Ctrl+="), "view", section=2),
    Action("view.smaller", "Smaller text", ("Ctrl+-",), "view", section=2),
    Action("view.normal", "Normal text size", ("Ctrl+0",), "view", section=2),
    Action("view.full_screen", "Full screen", ("F11",), "view", section=3),
    Action("dictionary.open_window", "Dictionaries…", ("Ctrl+K",), "dictionary", "book"),
    Action("tools.settings", "Settings…", ("Ctrl+,",), "tools", "settings"),
    Action("tools.shortcuts", "Keyboard shortcuts…", (), "tools"),
    Action("tools.palette", "Find a command…", ("Ctrl+Shift+P",), "tools", palette=False),
    Action("help.show", "Help", ("F1",), "help", "help"),
    Action("help.about", "About Misheard", (), "help"),
)

MENUS: tuple[tuple[str, str], ...] = (
    ("file", "&File"), ("edit", "&Edit"), ("review", "&Review"), ("view", "&View"),
    ("dictionary", "&Dictionary"), ("tools", "&Tools"), ("help", "&Help"),
)

_LABELS = {"export": "Export: {text}", "view": "View: {text}"}


def find(action_id: str) -> Action:
    """Return a row of the table. Raises KeyError where there is none."""
    return _BY_ID[action_id]


_IN_TOOLBAR = frozenset({"edit.undo", "edit.redo", "edit.find", "tools.settings"})
_BY_ID = {a.id: a for a in ACTIONS}


class ActionSet(QObject):
    """The table brought to life for one window: a QAction for each row, with the person's own shortcuts."""

    keys_changed = Signal()

    def __init__(self, window: QWidget, handlers: Mapping[str, object], possible: Callable[[When], bool]) -> None:
        super().__init__(window)
        self._possible = possible
        self._made: dict[str, QAction] = {}
        self._own: dict[str, tuple[str, ...]] = {}
        for action in ACTIONS:
            made = QAction(tr(action.text), self)
            made.setObjectName(action.id)
            made.setCheckable(action.checkable)
            made.setMenuRole(QAction.MenuRole.NoRole)
            made.triggered.connect(partial(_call, handler_of(action.id, handlers)))
            window.addAction(made)
            self._made[action.id] = made
        self._set_keys()
        self.paint(_IN_TOOLBAR)
        theme.watcher().changed.connect(self.paint)

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def refresh(self) -> None:
        """Enable what can run now."""
        known = {when: self._possible(when) for when in When}
        for action in ACTIONS:
            self._made[action.id].setEnabled(known[action.when])

    def trigger(self, action_id: str) -> bool:
        """Run an action as its menu entry would; False where it cannot run now."""
        self._made[action_id].setEnabled(self._possible(find(action_id).when))
        if not self._made[action_id].isEnabled():
            return False
        self._made[action_id].trigger()
        return True

    # --- shortcuts -------------------------------------------------------------------------------------------

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """Return an action's shortcuts in Qt's portable notation."""
        return self._own.get(action_id, find(action_id).keys)

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts that differ from the table's."""
        return dict(self._own)

    def set_own_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Use these shortcuts instead of the table's; unknown ids (of another version) are passed over."""
        self._own = {i: tuple(k) for i, k in own.items() if i in _BY_ID and tuple(k) != find(i).keys}
        self._set_keys()
        self.keys_changed.emit()

    def has_key(self, sequence: QKeySequence) -> bool:
        """True where a shortcut of the table, as it is now, is this key."""
        return sequence in self._sequences

    def _set_keys(self) -> None:
        self._sequences: set[QKeySequence] = set()
        for action in ACTIONS:
            sequences = [QKeySequence(k, QKeySequence.SequenceFormat.PortableText) for k in self.keys_of(action.id)]
            self._made[action.id].setShortcuts(sequences)
            self._sequences.update(sequences)

    def paint(self, only: frozenset[str] | None = None) -> None:
        """Draw the icons in the colours of the theme; at the start `only` those that are seen at once."""
        for action in ACTIONS:
            if action.icon and (only is None or action.id in only):
                self._made[action.id].setIcon(icon(action.icon))


def conflicts(own: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return each key that more than one action would have, with the ids of those actions."""
    users: dict[str, list[str]] = {}
    for action in ACTIONS:
        for key in own.get(action.id, action.keys):
            users.setdefault(key, []).append(action.id)
    return {key: ids for key, ids in users.items() if len(ids) > 1}


def label(action: Action) -> str:
    """Return an action's name where it stands without its menu."""
    text = tr(action.text).rstrip("…")
    pattern = _LABELS.get(action.menu, "{text}")
    return tr(pattern, text=text)


def handler_of(action_id: str, handlers: Mapping[str, object]) -> Callable[[], None]:
    """Return what an action calls. Raises AttributeError or KeyError where the id names nothing."""
    name, _, argument = action_id.partition(":")
    group, _, method = name.partition(".")
    found: Callable[..., None] = getattr(handlers[group], method)
    return partial(found, int(argument)) if argument else found


def _call(handler: Callable[[], None], _checked: bool = False) -> None:
    handler()
