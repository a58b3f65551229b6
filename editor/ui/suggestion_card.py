"""The current suggestion, opened: old → new, where it stands, why, the alternatives, and real buttons.

The card only says what the person wants (its signals); the window does it. It is the path for keyboards and screen
readers where the list's rows are painted.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.review import Mark, Review
from editor.ui import theme, wording
from editor.ui.flow_layout import FlowLayout
from editor.ui.key_button import KeyButton
from editor.ui.suggestion_delegate import paint_card
from editor.ui.translate import plural, tr

_SHOWN_ALTERNATIVES = 9
_LONG = 28


class SuggestionCard(QFrame):
    """Shows one mark; empty until `show_mark`."""

    accepted = Signal(object)  # text to put in, None for the best replacement
    all_wanted = Signal()
    rejected = Signal()
    reopened = Signal()
    more_wanted = Signal(object)  # the button that the menu belongs to

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Current suggestion"))
        self._review: Review | None = None
        self._mark: Mark | None = None
        self._old, self._new, self._sure = QLabel(), QLabel(), QLabel()
        self._context, self._why = QLabel(), QLabel()
        self._own = QLineEdit()
        self._alternatives = QWidget()
        self._flow = FlowLayout(self._alternatives)
        self.accept_button = KeyButton(tr("Accept"), primary=True)
        self.all_button = KeyButton("")
        self.reject_button = KeyButton(tr("Reject"))
        self.reopen_button = KeyButton(tr("Open again"))
        self.more_button = KeyButton("⋯")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._arrow = QLabel("→")
        for label in (self._old, self._new):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        head.addWidget(self._old)
        head.addWidget(self._arrow)
        head.addWidget(self._new)
        head.addStretch(1)
        self._sure.setProperty("look", "muted")
        self._sure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._sure)
        self._context.setWordWrap(True)
        self._context.setTextFormat(Qt.TextFormat.RichText)
        self._why.setWordWrap(True)
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setProperty("look", "muted")
        self._own.setPlaceholderText(tr("Type your own, Enter puts it in"))
        self._own.setAccessibleName(tr("Your own replacement"))
        self._own.hide()
        row = QWidget()
        buttons = FlowLayout(row, gap=7)  # long keys take a second line in a narrow side
        for button in (self.accept_button, self.all_button, self.reject_button, self.reopen_button, self.more_button):
            buttons.addWidget(button)
        self.more_button.setAccessibleName(tr("More choices for this suggestion"))
        box = QVBoxLayout(self)
        box.setContentsMargins(17, 11, 13, 12)
        box.setSpacing(7)
        box.addLayout(head)
        box.addWidget(self._context)
        box.addWidget(self._why)
        box.addWidget(self._alternatives)
        box.addWidget(self._own)
        box.addWidget(row)

    def _connect(self) -> None:
        self.accept_button.clicked.connect(self._accept)
        self.all_button.clicked.connect(self.all_wanted)
        self.reject_button.clicked.connect(self.rejected)
        self.reopen_button.clicked.connect(self.reopened)
        self.more_button.clicked.connect(self._more)
        self._own.returnPressed.connect(self._own_entered)

    # --- what is shown ---------------------------------------------------------------------------------------

    def set_keys(self, accept: str, accept_all: str, reject: str, reopen: str) -> None:
        """Show these keys on the buttons."""
        self.accept_button.set_key(accept)
        self.all_button.set_key(accept_all)
        self.reject_button.set_key(reject)
        self.reopen_button.set_key(reopen)

    def show_mark(self, review: Review, mark: Mark) -> None:
        """Show `mark` as it is now."""
        if self._mark is None or mark.id != self._mark.id:
            self._own.clear()
            self._own.hide()
        self._review, self._mark = review, mark
        self._set_fonts()
        points = wording.only_points(mark)
        self._old.setText(wording.before_of(mark))
        self._new.setText(wording.after_of(mark))
        self._sure.setText(wording.sureness(review, mark))
        self._context.setText(wording.context_html(review, mark))
        state = "" if not mark.decided else wording.verdict_name(mark.verdict).capitalize() + " · "
        self._why.setText(state + wording.reasons_of(mark))
        self._fill_alternatives(mark)
        places = review.alike_count(mark)
        self.accept_button.setVisible(not mark.decided)
        join = wording.joins(mark)
        self.accept_button.setText(tr("Join") if join else tr("Keep as it is") if points else tr("Accept"))
        self.all_button.setVisible(not mark.decided and places > 1 and bool(mark.suggestion.replacements))
        self.all_button.setText(tr("All {n}", n=places))
        self.all_button.setAccessibleName(plural("Accept {n} place", "Accept all {n} places", places))
        self.reject_button.setVisible(not mark.decided and (join or not points))
        self.reopen_button.setVisible(mark.verdict.reopens)
        self.setAccessibleDescription(wording.sentence(review, mark))

    def height_for(self, width: int) -> int:
        """Return the height that the card needs at `width` pixels."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(width), 60)

    def type_own(self) -> None:
        """Open the field for a replacement of one's own."""
        if self._mark is None or self._mark.decided:
            return
        self._own.show()
        if not self._own.text():
            self._own.setText(self._mark.suggestion.replacement)
            self._own.selectAll()
        self._own.setFocus()
        self.updateGeometry()

    def _set_fonts(self) -> None:
        colours = theme.current()
        long = len(wording.before_of(self._mark)) + len(wording.after_of(self._mark)) > 40 if self._mark else False
        size = self.font().pointSizeF() * (1.05 if long else 1.35)
        points = self._mark is not None and wording.only_points(self._mark)
        looks = (((self._old, colours.text, ""), (self._new, colours.muted, "")) if points else
                 ((self._old, colours.removed, "text-decoration: line-through;"),
                  (self._new, colours.accepted, "font-weight: 700;")))
        for label, colour, extra in looks:
            sheet = f"color: {colour.name()}; font-size: {size:.1f}pt; {extra}"
            if label.styleSheet() != sheet:  # parsing one costs a millisecond
                label.setStyleSheet(sheet)

    def _fill_alternatives(self, mark: Mark) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._alternatives.setVisible(not mark.decided)
        if mark.decided:
            return
        texts = mark.suggestion.replacements[:_SHOWN_ALTERNATIVES]
        if len(texts) > 1:
            for n, text in enumerate(texts, 1):
                self._chip(f"{n}  {_cut(wording.shown(text) or tr('(remove)'))}", partial(self.accepted.emit, text))
        self._chip(tr("Type your own…"), self.type_own)

    def _chip(self, text: str, action: object) -> None:
        button = QPushButton(text.replace("&", "&&"), self._alternatives)
        button.setStyleSheet("padding: 1px 8px; border-radius: 6px; min-height: 20px;")
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(action)
        self._flow.addWidget(button)
        button.show()

    # --- what is wanted --------------------------------------------------------------------------------------

    def _accept(self) -> None:
        self.accepted.emit(None)

    def _own_entered(self) -> None:
        self.accepted.emit(self._own.text())

    def _more(self) -> None:
        self.more_wanted.emit(self.more_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        paint_card(painter, box, colours.of_kind(self._mark.suggestion.kind)[0], colours.accent)
        painter.end()


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
