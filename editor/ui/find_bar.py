"""The bar for find and replace above the transcript's text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from editor.review import Change
from editor.transcript import Edit, Paragraph, Span
from editor.ui import theme
from editor.ui.find_pattern import Finder, Hit, PatternError, Query
from editor.ui.icons import icon
from editor.ui.replace_preview import Place, ReplacePreview
from editor.ui.search import Search
from editor.ui.transcript_view import TranscriptView
from editor.ui.translate import number, plural, tr


class FindBar(QWidget):
    """Finds in a view's review and replaces through it; each replacing is one undoable step."""

    def __init__(self, view: TranscriptView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._search = Search(self)
        self._current: tuple[int, Span] | None = None  # paragraph index, span
        self._from = (0, 0)  # where looking begins while the person types: paragraph index, code point
        self._jump = False  # go to the first hit as soon as there is one
        self.setObjectName("findbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make()
        self._lay_out()
        self._connect()
        self._dress()

    # --- making ----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.pattern, self.template = QLineEdit(), QLineEdit()
        self.pattern.setPlaceholderText(tr("Find"))
        self.pattern.setAccessibleName(tr("Find"))
        self.template.setPlaceholderText(tr("Replace with"))
        self.template.setAccessibleName(tr("Replace with"))
        self.case = _toggle("Aa", tr("Match case"))
        self.word = _toggle("“ab”", tr("Whole words"))
        self.regular = _toggle(".*", tr("Regular expression"))
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        self.count.setMinimumWidth(92)
        self.previous = _button(tr("Previous (Shift+Enter)"))
        self.next = _button(tr("Next (Enter)"))
        self.close_button = _button(tr("Close (Esc)"))
        self.replace_button, self.all_button = QPushButton(tr("Replace")), QPushButton(tr("Replace all…"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for widget in (self.case, self.word, self.regular, self.count, self.previous, self.next, self.close_button):
            line.addWidget(widget)
        line.setSpacing(5)
        under = QHBoxLayout()
        under.addWidget(self.replace_button)
        under.addWidget(self.all_button)
        under.addStretch(1)
        under.setSpacing(5)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.pattern, 0, 0)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self.template, 1, 0)
        grid.addLayout(under, 1, 1)
        grid.setColumnStretch(0, 1)
        self.pattern.setMaximumWidth(460)
        self.template.setMaximumWidth(460)
        self.setTabOrder(self.pattern, self.template)

    def _connect(self) -> None:
        self.pattern.textChanged.connect(self._asked)
        for toggle in (self.case, self.word, self.regular):
            toggle.toggled.connect(self._asked)
        self.pattern.returnPressed.connect(self.find_next)
        self.template.returnPressed.connect(self.replace)
        self.next.clicked.connect(self.find_next)
        self.previous.clicked.connect(self.find_previous)
        self.close_button.clicked.connect(self.leave)
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        for keys, slot in (("Shift+Return", self.find_previous), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._search.progressed.connect(self._progressed)
        self._search.failed.connect(self._failed)
        self._view.changed.connect(self._changed)
        theme.watcher().changed.connect(self._dress)

    # --- what the window asks for ----------------------------------------------------------------------------

    def open(self) -> None:
        """Show the bar with the selected words in it, ready to type in."""
        self._from = self._view.place_at(self._view.textCursor().selectionStart())
        selected = self._view.selected_text()
        self.show()
        self.pattern.setFocus()
        if selected and "\n" not in selected and selected != self.pattern.text():
            self.pattern.setText(selected)
        else:
            self._asked()
        self.pattern.selectAll()

    def leave(self) -> None:
        """Close the bar; the caret stays at the hit, which is selected."""
        self._search.stop()
        self._view.matches = self._view.current_match = None
        self._view.viewport().update()
        self.hide()
        if self._current is not None:
            self._view.go_to(*self._current, select=True)
        self._current = None
        self._view.setFocus()

    def find_next(self) -> None:
        """Go to the hit after the present one, round the end."""
        index, position = (self._current[0], self._current[1].end) if self._current else self._from
        self._go_to(self._search.next_from(index, position) if self._search.count else None)

    def find_previous(self) -> None:
        """Go to the hit before the present one, round the beginning."""
        index, position = (self._current[0], self._current[1].start) if self._current else self._from
        self._go_to(self._search.next_from(index, position, backward=True) if self._search.count else None)

    def replace(self) -> None:
        """Replace the present hit and go to the next one; where there is no present hit, only go."""
        review, finder = self._view.review, self._finder()
        if review is None or finder is None or self._current is None:
            self.find_next()
            return
        index, span = self._current
        paragraph = review.transcript[index]
        hit = next((h for h in self._hits(finder, paragraph) if h.span == span), None)
        if hit is not None and hit.replacement != span.of(paragraph.text):
            label = tr("replace {text}", text=_short(span.of(paragraph.text)))
            self._from, self._current = (index, span.start + len(hit.replacement)), None
            self._jump = True
            review.replace({paragraph.id: [Edit(span, hit.replacement)]}, label)
        else:
            self.find_next()

    def replace_all(self) -> None:
        """Show every hit with what it would become; replace those that stay ticked as one step."""
        finder, places = self._finder(), []
        if self._view.review is None or finder is None:
            return
        transcript = self._view.review.transcript
        for index in self._search.paragraphs():
            paragraph = transcript[index]
            places += [Place(paragraph.id, hit.span, paragraph.text, hit.replacement)
                       for hit in self._hits(finder, paragraph)]
        places = [p for p in places if p.replacement != p.span.of(p.text)]
        if not places:
            return
        dialog = ReplacePreview(places, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.replace_places(dialog.ticked())
        dialog.deleteLater()

    def replace_places(self, places: list[Place]) -> None:
        """Replace these places as one undoable step."""
        if self._view.review is None or not places:
            return
        edits: dict[int, list[Edit]] = {}
        for place in places:
            edits.setdefault(place.paragraph, []).append(Edit(place.span, place.replacement))
        text = _short(places[0].span.of(places[0].text))
        self._current = None
        self._view.review.replace(edits, tr("replace {text} ×{n}", text=text, n=number(len(places))))

    # --- keeping up ------------------------------------------------------------------------------------------

    def _asked(self) -> None:
        """The person changed what to look for."""
        self._current = self._view.current_match = None
        self._jump = True
        self._look()

    def _look(self) -> None:
        self._search.stop()
        self._view.matches = None
        finder = self._finder()
        if finder is None:
            self._view.viewport().update()
            self._show_count()
            return
        if self._view.review is not None:
            visible = self._view.firstVisibleBlock().blockNumber()
            self._view.matches = self._search.spans
            self._search.start(self._view.review, finder, visible)

    def _finder(self) -> Finder | None:
        """Return what to look for; None, with the reason shown, where it cannot be looked for."""
        if not self.pattern.text():
            self._complain("")
            return None
        query = Query(self.pattern.text(), self.case.isChecked(), self.word.isChecked(), self.regular.isChecked())
        try:
            finder = Finder(query)
        except PatternError as error:
            self._complain(str(error))
            return None
        self._complain("")
        return finder

    def _hits(self, finder: Finder, paragraph: Paragraph) -> list[Hit]:
        try:
            return finder.hits(paragraph.text, self.template.text())
        except PatternError as error:
            self._complain(str(error))
            return []

    def _changed(self, change: Change | None) -> None:
        if not self.isVisible():
            return
        if change is not None:
            self._search.update(change)
        elif self._view.review is not self._search.review:
            self._current = None
            self._look()

    def _progressed(self) -> None:
        if self._jump and self._search.done:
            self._jump = False
            self._go_to(self._search.next_from(*self._from))
        self._view.viewport().update()
        self._show_count()

    def _failed(self, message: str) -> None:
        self._view.matches = None
        self._view.viewport().update()
        self._show_count()
        self._complain(message)

    def _go_to(self, hit: tuple[int, Span] | None) -> None:
        self._current, self._view.current_match = hit, None
        if hit is not None and self._view.review is not None:
            self._view.current_match = (self._view.review.transcript[hit[0]].id, hit[1])
            self._view.go_to(*hit)
        self._view.viewport().update()
        self._show_count()

    def _show_count(self) -> None:
        count, text = self._search.count, ""
        if self.pattern.text() and not self.count.property("error"):
            if self._current is not None and count and self._search.done:
                text = tr("{k} of {n}", k=number(self._search.ordinal(*self._current)), n=number(count))
            else:
                text = plural("{n} hit", "{n} hits", count) if count or not self._search.done else tr("Nothing found")
            self.count.setText(text if self._search.done else text + "…")
        ready = bool(count) and self._search.done
        for button in (self.next, self.previous, self.replace_button, self.all_button):
            button.setEnabled(ready)

    def _complain(self, message: str) -> None:
        self.count.setProperty("error", bool(message))
        self.count.setText(message)
        self.count.setToolTip(message)
        colours = theme.current()
        self.count.setStyleSheet(f"color: {(colours.removed if message else colours.muted).name()}")

    def _dress(self) -> None:
        colours = theme.current()
        for button, name in ((self.previous, "previous"), (self.next, "next"), (self.close_button, "cross")):
            button.setIcon(icon(name))
        self.setStyleSheet(f"#findbar {{ background: {colours.background.name()}; "
                           f"border-top: 1px solid {colours.line.name()}; }}")


def _toggle(text: str, title: str) -> QToolButton:
    button = _button(title, "chip")
    button.setText(text)
    button.setCheckable(True)
    return button


def _button(title: str, look: str = "flat") -> QToolButton:
    button = QToolButton()
    button.setToolTip(title)
    button.setAccessibleName(title)
    button.setProperty("look", look)
    return button


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
