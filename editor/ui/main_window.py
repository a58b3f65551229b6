"""The main window: puts the parts beside each other and connects them; what they do is in their own modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.review import Change
from editor.suggest.suggestion import Kind
from editor.ui.actions import ActionSet, When
from editor.ui.checker import Door
from editor.ui.desk import Desk, paragraphs_of
from editor.ui.edit_commands import EditCommands
from editor.ui.export_commands import ExportCommands
from editor.ui.file_commands import FileCommands
from editor.ui.keys import PlainKeys
from editor.ui.lessons import Lessons
from editor.ui.menus import Menus
from editor.ui.modes import ViewCommands
from editor.ui.notice import Notice
from editor.ui.overview_ruler import OverviewRuler
from editor.ui.preferences import Preferences
from editor.ui.review_commands import ReviewCommands
from editor.ui.status_bar import StatusBar
from editor.ui.suggestion_rows import Filter, SuggestionRows
from editor.ui.teaching import DictionaryCommands, Teaching
from editor.ui.tool_commands import HelpCommands, ToolCommands
from editor.ui.toolbar import ToolBar
from editor.ui.transcript_view import TranscriptView
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.jobs import Listener
    from editor.ui.filter_bar import FilterBar
    from editor.ui.find_bar import FindBar
    from editor.ui.side_panel import SidePanel
    from editor.ui.start_page import StartPage
    from editor.ui.suggestion_list import SuggestionList

_SIDE_WIDTH = 446
_REFRESH = 80  # milliseconds in which findings are gathered before the list is put in order again
_COUNT_WORDS = 400
_FRAME = QSize(16, 48)  # room for the frame that the desktop draws around a window
_BREATH = 15  # milliseconds for the first picture to reach the screen
_BEGUN = object()
_UNPAINTED = 1000  # milliseconds after which work begins in a window that nobody sees


class MainWindow(QMainWindow):
    """One transcript, its suggestions beside it."""

    def __init__(self, preferences: Preferences, open_gate: Callable[[Listener], Door] | None = None) -> None:
        super().__init__()
        self.preferences = preferences
        self._panel: SidePanel | None = None
        self._start_page: StartPage | None = None
        self._find_bar: FindBar | None = None
        self.desk = Desk(open_gate, self)
        self.rows = SuggestionRows(self)
        self.teaching = Teaching(self)
        self.files = FileCommands(self)
        self.modes = ViewCommands(self)
        self.review_commands = ReviewCommands(self)
        self.edit = EditCommands(self)
        self.tools = ToolCommands(self)
        self.exports = ExportCommands(self)
        self.actions_ = ActionSet(self, {
            "file": self.files, "export": self.exports, "edit": self.edit,
            "review": self.review_commands, "view": self.modes, "dictionary": DictionaryCommands(self),
            "tools": self.tools, "help": HelpCommands(self),
        }, self.possible)
        self.actions_.set_own_keys(preferences.shortcuts())
        self.menus = Menus(self.menuBar(), self.actions_)
        self._lay_out()
        self._connect()
        self.lessons = Lessons(self)
        self._dirty_rows: set[int] = set()
        self._gathering = QTimer(self, singleShot=True, interval=_REFRESH)
        self._gathering.timeout.connect(self._refresh_rows)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_WORDS)
        self._counting.timeout.connect(self._count_words)
        self.started = False
        self._beginning: Iterator[None] | None = None
        self.setAcceptDrops(True)
        self.setWindowTitle("Misheard")
        self.setMinimumSize(860, 520)
        room = self.screen().availableSize() - _FRAME
        self.resize(QSize(1440, 900).boundedTo(room).expandedTo(self.minimumSize()))
        preferences.restore_geometry(self, self.splitter)
        self.modes.apply()

    # --- making ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.toolbar = ToolBar(self.actions_, self.menus.export, self.menus.toolbar_packs)
        self.notice = Notice()
        self.view = TranscriptView(self)
        self.view.setObjectName("transcript")
        self.ruler = OverviewRuler(self.view)
        self.status = StatusBar()
        text = _row(self.view, self.ruler)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._text_side = _column(text, stretch=text)
        self.splitter.addWidget(self._text_side)
        self.side = _column()
        self.side.setObjectName("side")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side.setMinimumWidth(340)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes([1440 - _SIDE_WIDTH, _SIDE_WIDTH])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.splitter)
        self.setCentralWidget(_column(self.toolbar, self.notice, self.pages, self.status, stretch=self.pages))

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self._show_desk)
        self.exports.watch()
        desk.closed.connect(self._show_desk)
        desk.changed.connect(self._changed)
        desk.received.connect(self._received)
        desk.current_changed.connect(self._show_current)
        desk.saved_changed.connect(self.files.show_state)
        desk.checker.progress.connect(self.status.show_work)
        desk.checker.status.connect(self.status.show_status)
        desk.checker.status.connect(self.tools.hear)
        desk.checker.trouble.connect(self._trouble)
        self.view.mark_activated.connect(desk.go_to)
        self.view.visible_changed.connect(self._look)
        self.view.selectionChanged.connect(self.actions_.refresh)
        self.rows.modelReset.connect(self._show_counts)
        self.status.encoding_clicked.connect(self.files.encoding)
        self.status.grammar_clicked.connect(self.tools.grammar)
        self.plain_keys = PlainKeys(self.actions_, self)
        self.plain_keys.watch(self.view, self._reviewing)
        self.actions_.keys_changed.connect(self.modes.show_keys)
        self.view.set_text_font(self.preferences.text_font())
        self.view.set_text_size(self.preferences.text_size())
        self.view.text_size_changed.connect(self.modes.keep_text_size)

    # --- what can run now ------------------------------------------------------------------------------------

    def possible(self, when: When) -> bool:
        """Tell whether an action that needs `when` can run now."""
        review, mark = self.desk.review, self.desk.current
        if when is When.ALWAYS:
            return True
        if review is None:
            return False
        open_mark = mark is not None and not mark.decided
        repair = open_mark and mark is not None and bool(mark.suggestion.replacements)
        return {
            When.OPEN: True,
            When.DIRTY: self.desk.dirty,
            When.MARK: open_mark,
            When.REPAIR: repair,
            When.RULE: open_mark and mark is not None and mark.suggestion.kind is Kind.GRAMMAR,
            When.ALIKE: repair and mark is not None and review.alike_count(mark) > 1,
            When.DECIDED: mark is not None and mark.verdict.reopens,
            When.SELECTION: True,
            When.UNDO: review.history.undo_label is not None,
            When.REDO: review.history.redo_label is not None,
        }[when]

    def _reviewing(self) -> bool:
        return bool(self.view.review_mode)

    # --- what happens ----------------------------------------------------------------------------------------

    def _show_desk(self) -> None:
        """Another transcript lies on the desk, or none."""
        review = self.desk.review
        self.lessons.watch()
        self.pages.setCurrentWidget(self.splitter if review is not None else self.start_page)
        self.notice.hide()
        if review is not None:
            self.view.set_review(review)
            self.rows.set_review(review)
            self._count_words()
            self.view.setFocus()
        else:
            self.rows.set_review(None)
            self.status.clear()
            self.start_page.show_recent(self.preferences.recent())
        if self._panel is not None:
            self.suggestions.show_mark(None)
        self.modes.apply()
        self._show_counts()
        self.toolbar.export.setEnabled(review is not None)
        self.files.show_state()
        self.actions_.refresh()

    def _changed(self, change: Change) -> None:
        """The review changed: show it in the text, the list, the counts."""
        self.lessons.changed(change)
        if change.origin != "typing":
            self.view.apply(change)
        self._dirty_rows |= paragraphs_of(change)
        if change.origin == "typing":
            self._gathering.start()
        else:
            self._refresh_rows()
        self._counting.start()
        self._name_undo()
        self.actions_.refresh()
        if self.desk.current is None:
            self.desk.go_to(None)
        elif change.origin != "typing":
            self.view.show_mark(self.desk.current.id, take_caret=False)
        self.modes.text_changed()

    def _received(self, paragraph_ids: Iterable[int]) -> None:
        """The analysis has new marks."""
        self._dirty_rows.update(paragraph_ids)
        self.view.refresh_marks(paragraph_ids)
        if not self._gathering.isActive():
            self._gathering.start()

    def _refresh_rows(self) -> None:
        self._gathering.stop()
        touched, self._dirty_rows = self._dirty_rows, set()
        self.rows.refresh(touched)
        if self._panel is not None:
            self.suggestions.refresh_card()
        self._show_counts()

    def _show_current(self) -> None:
        mark = self.desk.current
        self.suggestions.show_mark(mark.id if mark else None)
        self.view.show_mark(mark.id if mark else None)
        self.actions_.refresh()

    def _show_counts(self) -> None:
        if self._panel is not None:
            self.filter_bar.set_counts(self.rows.counts)
        if self.desk.review is not None:
            self.status.show_counts(self.desk.review.counts)

    def _filter(self, to: Filter) -> None:
        self.rows.set_filter(to)
        self.view.mark_filter = self.rows.shows if self.rows.hides else None
        self.view.viewport().update()
        self.ruler.refresh()

    def _look(self) -> None:
        if self.desk.review is not None:
            self.desk.checker.look_at(self.view.visible_paragraphs())

    def _trouble(self, paragraph: int, message: str) -> None:
        review = self.desk.review
        index = review.transcript.index_of(paragraph) if review is not None else None
        if index is not None:
            self.say(tr("Paragraph {n} is left out of the check: {why}", n=index + 1, why=message))

    def _count_words(self) -> None:
        self.status.count_words(self.desk.words())

    def _name_undo(self) -> None:
        history = self.desk.review.history if self.desk.review is not None else None
        for action_id, word, name in (("edit.undo", tr("Undo"), history.undo_label if history else None),
                                      ("edit.redo", tr("Redo"), history.redo_label if history else None)):
            text = f"{word} {name}" if name else word
            self.actions_[action_id].setText(text.replace("&", "&&"))

    @property
    def filter_bar(self) -> FilterBar:
        """The filter over the list of suggestions."""
        return self._side_panel().filter_bar

    @property
    def suggestions(self) -> SuggestionList:
        """The list of suggestions with the open card."""
        return self._side_panel().suggestions

    @property
    def has_panel(self) -> bool:
        """Whether the panel beside the text has been made."""
        return self._panel is not None

    def _side_panel(self) -> SidePanel:
        """Return the panel beside the text; it is made behind the first paint, or where it is asked for sooner."""
        for _ in self._panel_steps():
            pass
        assert self._panel is not None
        return self._panel

    def _panel_steps(self) -> Iterator[None]:
        """Make the panel bit by bit; whoever asks for it in between makes one at once, and that one stays."""
        from editor.ui.side_panel import SidePanel

        if self._panel is not None:
            return
        panel = SidePanel(self.rows)
        for _ in panel.fill():
            yield
            if self._panel is not None:
                panel.deleteLater()
                return
        self._panel = panel
        commands, card = self.review_commands, panel.suggestions.card
        panel.filter_bar.changed.connect(self._filter)
        panel.suggestions.mark_chosen.connect(self.desk.go_to)
        card.accepted.connect(commands.accept_text)
        card.all_wanted.connect(commands.accept_alike)
        card.rejected.connect(commands.reject)
        card.reopened.connect(commands.reopen)
        card.more_wanted.connect(commands.more)
        self.plain_keys.watch(panel.suggestions, _always)
        self.modes.show_keys()
        self._filter(panel.filter_bar.filter())  # the list begins as the bar says
        self._show_counts()
        layout = self.side.layout()
        assert layout is not None
        layout.addWidget(panel)

    @property
    def start_page(self) -> StartPage:
        """The page of a window without a transcript."""
        if self._start_page is None:
            from editor.ui.start_page import StartPage

            self._start_page = page = StartPage()
            page.open_wanted.connect(self.files.open)
            page.sample_wanted.connect(self.files.open_sample)
            page.file_wanted.connect(self.files.open_path)
            self.pages.addWidget(page)
        return self._start_page

    @property
    def find_bar(self) -> FindBar:
        """The bar for find and replace; made when it is first asked for."""
        if self._find_bar is None:
            from editor.ui.find_bar import FindBar

            self._find_bar = FindBar(self.view)
            self._find_bar.hide()
            layout = self._text_side.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(0, self._find_bar)
        return self._find_bar

    # --- for the commands ------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Show a sentence in the status bar for some seconds."""
        self.status.show_message(text)

    def preferences_changed(self) -> None:
        """The settings are others now: use them."""
        self.view.set_text_font(self.preferences.text_font())
        self.desk.set_options(self.teaching.options())

    def start_checking(self) -> None:
        """Check the open transcript with the dictionaries and settings of now."""
        self.desk.start_checking(self.teaching.options())
        self._look()

    # --- what Qt tells ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        if self.desk.review is None:
            self._show_desk()
        super().showEvent(event)
        # a window that starts minimised is never painted, and yet has work to do
        QTimer.singleShot(_UNPAINTED, self._after_first_paint)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # a timer set in showEvent would run before the first paint, and hold it up
        if not self.started:
            QTimer.singleShot(_BREATH, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """Start what the first paint must not wait for, a little in each turn of the event loop."""
        if self._beginning is None:
            self._beginning = self._begin()
            self._begin_more()

    def _begin_more(self) -> None:
        assert self._beginning is not None
        if next(self._beginning, _BEGUN) is not _BEGUN:
            QTimer.singleShot(0, self._begin_more)

    def _begin(self) -> Iterator[None]:
        """The list, the worker, the dictionaries, what is left to recover: each step takes some milliseconds."""
        for name in ("subprocess", "tempfile", "editor.jobs"):  # the way to the worker process
            import_module(name)
            yield
        if self.desk.review is not None or self.files.opening.active:
            self.desk.checker.open()
            yield
        for name in ("filter_bar", "suggestion_list"):
            import_module(f"editor.ui.{name}")
            yield
        yield from self._panel_steps()
        yield
        self.actions_.paint()
        yield
        for path in self.teaching.library.paths():
            self.teaching.library.load(path)
            yield
        self.teaching.start()
        yield
        self.started = True
        if self.desk.review is not None:
            self.start_checking()
        yield
        self.files.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_close():
            event.ignore()
            return
        self._beginning = iter(())  # a window closed at once starts nothing any more
        self.preferences.keep_geometry(self, self.splitter)
        self.desk.checker.close()
        self.tools.close()
        self.files.end()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.dropped([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])


def _always() -> bool:
    return True


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for widget in widgets:
        box.addWidget(widget)
    return made


def _column(*widgets: QWidget, stretch: QWidget | None = None) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for widget in widgets:
        box.addWidget(widget, 1 if widget is stretch else 0)
    return made
