"""The text as it was read beside the text as it is now, line by line, with the changed words marked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from editor.review import Review
from editor.transcript import utf16_of
from editor.ui import theme
from editor.ui.translate import plural, tr

_WORD = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)
_Pieces = list[tuple[int, int]]


class CompareView(QWidget):
    """Two read-only texts that scroll together; unchanged stretches can be hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self.before, self.after = _pane(tr("As it was read")), _pane(tr("As it is now"))
        self.heading = QLabel()
        self.only_changes = QCheckBox(tr("Only lines that changed"))
        self.only_changes.toggled.connect(self._fill)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.only_changes)
        panes = QHBoxLayout()
        panes.setSpacing(1)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.addLayout(_titled(tr("As it was read"), self.before))
        panes.addLayout(_titled(tr("As it is now"), self.after))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(panes, 1)
        self.before.verticalScrollBar().valueChanged.connect(self._follow_before)
        self.after.verticalScrollBar().valueChanged.connect(self._follow_after)
        theme.watcher().changed.connect(self._fill)

    def show_review(self, review: Review) -> None:
        """Compare a review's transcript with its source."""
        self._review = review
        self._fill()

    def set_text_font(self, font: QFont) -> None:
        """Set both texts in a font, whose size is in logical pixels."""
        families = ", ".join(f'"{family}"' for family in font.families() if '"' not in family)
        for pane in (self.before, self.after):
            # by style sheet, for the application's own would undo setFont
            pane.setStyleSheet(f"font-family: {families}; font-size: {font.pixelSize()}px;")

    def _fill(self) -> None:
        if self._review is None:
            return
        top = self.after.verticalScrollBar().value()
        only = self.only_changes.isChecked()
        lefts: list[str] = []
        rights: list[str] = []
        marks: list[tuple[int, _Pieces, _Pieces]] = []
        changed = 0
        for left, right in _lines(self._review):
            differs = left != right
            changed += differs
            if only and not differs:
                continue
            if differs:
                old, new = _differences(left or "", right or "")
                marks.append((len(lefts), old, new))
            lefts.append(left or "")
            rights.append(right or "")
        self.before.setPlainText("\n".join(_one_block(t) for t in lefts))
        self.after.setPlainText("\n".join(_one_block(t) for t in rights))
        colours = theme.current()
        self.before.setExtraSelections(
            _selections(self.before, [(n, p, lefts[n]) for n, p, _ in marks], colours.removed, struck=True))
        self.after.setExtraSelections(
            _selections(self.after, [(n, p, rights[n]) for n, _, p in marks], colours.accepted, struck=False))
        self.heading.setText(plural("{n} line differs from the file as it was read",
                                    "{n} lines differ from the file as it was read", changed))
        self.after.verticalScrollBar().setValue(top)

    def _follow_before(self, value: int) -> None:
        self.after.verticalScrollBar().setValue(value)

    def _follow_after(self, value: int) -> None:
        self.before.verticalScrollBar().setValue(value)


def _lines(review: Review) -> Iterator[tuple[str | None, str | None]]:
    """Yield (as read, as it is) for each line, in order; None where one side has no such line."""
    pieces = review.transcript.source.pieces
    place = 0
    for paragraph in review.transcript:
        if paragraph.origin is None or not pieces:
            yield (None, paragraph.text) if pieces else (paragraph.text, paragraph.text)
            continue
        for gone in range(place, paragraph.origin):
            yield pieces[gone].text, None
        yield pieces[paragraph.origin].text, paragraph.text
        place = max(place, paragraph.origin + 1)
    for gone in range(place, len(pieces)):
        yield pieces[gone].text, None


def _differences(left: str, right: str) -> tuple[_Pieces, _Pieces]:
    """Return the spans (code points) that differ, in words, on each side."""
    a, b = _words(left), _words(right)
    matcher = difflib.SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False)
    old: _Pieces = []
    new: _Pieces = []
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag != "equal":
            if a_to > a_from:
                old.append((a[a_from][1], a[a_to - 1][1] + len(a[a_to - 1][0])))
            if b_to > b_from:
                new.append((b[b_from][1], b[b_to - 1][1] + len(b[b_to - 1][0])))
    return old, new


def _words(text: str) -> list[tuple[str, int]]:
    return [(m.group(), m.start()) for m in _WORD.finditer(text)]


def _selections(pane: QPlainTextEdit, marks: list[tuple[int, _Pieces, str]], ink: QColor,
                *, struck: bool) -> list[QTextEdit.ExtraSelection]:
    colours = theme.current()
    style = QTextCharFormat()
    style.setForeground(ink)
    style.setBackground(colours.current_background if struck else colours.accepted_background)
    style.setFontStrikeOut(struck)
    made = []
    document = pane.document()
    for block, pieces, text in marks:
        at = document.findBlockByNumber(block).position()
        for start, end in pieces:
            cursor = QTextCursor(document)
            cursor.setPosition(at + utf16_of(text, start))
            cursor.setPosition(at + utf16_of(text, end), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, style
            made.append(selection)
    return made


def _one_block(text: str) -> str:
    """Keep a cue's inner line breaks inside one block, so that both sides stay level."""
    return text.replace("\n", "\u2028")


def _pane(name: str) -> QPlainTextEdit:
    pane = QPlainTextEdit()
    pane.setReadOnly(True)
    pane.setObjectName("transcript")
    pane.setAccessibleName(name)
    pane.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    pane.document().setDocumentMargin(16)
    return pane


def _titled(title: str, pane: QPlainTextEdit) -> QVBoxLayout:
    label = QLabel(title)
    label.setProperty("look", "title")
    label.setContentsMargins(16, 4, 16, 6)
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addWidget(label)
    box.addWidget(pane, 1)
    return box
