"""The terms of one dictionary as a table: what is right, how it was heard, and how often it stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.suggest.dictionary.term import Term
from editor.ui import theme
from editor.ui.translate import tr

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
TERM, HEARD, SOUNDS, CATEGORY, HERE, ACCEPTED = range(6)


class TermRows(QAbstractTableModel):
    """The terms that the search lets pass; `term_at` gives the term of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[Term, ...] = ()
        self._shown: list[int] = []
        self._wanted = ""
        self._here: Mapping[str, int] = {}
        self._accepted: Mapping[str, tuple[int, int]] = {}

    def set_terms(self, terms: Sequence[Term], here: Mapping[str, int] | None = None,
                  accepted: Mapping[str, tuple[int, int]] | None = None) -> None:
        """Show other terms; `here` counts suggestions by term, `accepted` is (accepted, decided) by term."""
        self._terms = tuple(terms)
        self._here = here or {}
        self._accepted = accepted or {}
        self.search(self._wanted)

    def search(self, text: str) -> None:
        """Show the terms in which every word of `text` occurs."""
        self._wanted = text
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [n for n, t in enumerate(self._terms) if all(w in _searched(t) for w in words)]
        self.endResetModel()

    def term_at(self, row: int) -> Term | None:
        """Return the term of a row."""
        return self._terms[self._shown[row]] if 0 <= row < len(self._shown) else None

    def row_of(self, text: str) -> int | None:
        """Return the row of the term written `text`."""
        return next((row for row, n in enumerate(self._shown) if self._terms[n].text == text), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < 6:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Term"), tr("Heard as"), tr("Sounds like"), tr("Category"), tr("In this transcript"),
                    tr("Accepted"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        term = self.term_at(index.row()) if index.isValid() else None
        if term is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(term, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == TERM:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return term.note or None
        return None

    def _text(self, term: Term, column: int) -> str:
        match column:
            case 0:
                return term.text
            case 1:
                return " · ".join(term.heard_as)
            case 2:
                return ", ".join(term.sounds_like)
            case 3:
                return term.category
            case 4:
                return str(self._here.get(term.text, "") or "")
        accepted = self._accepted.get(term.text)
        return tr("{a} of {b}", a=accepted[0], b=accepted[1]) if accepted else ""


class TermDelegate(QStyledItemDelegate):
    """Paints what was heard as tags, as many as fit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, QFontMetrics(option.font).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        term = model.term_at(index.row()) if isinstance(model, TermRows) else None
        if term is None or index.column() != HEARD:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.93)
        painter.setFont(font)
        colours, metrics = theme.current(), QFontMetrics(font)
        x, right = option.rect.x() + 8.0, option.rect.right() - 8
        for n, heard in enumerate(term.heard_as):
            wide = metrics.horizontalAdvance(heard) + 14
            more = f"+{len(term.heard_as) - n}"
            last = n == len(term.heard_as) - 1
            if x + wide + (0 if last else metrics.horizontalAdvance(more) + 6) > right:
                painter.setPen(colours.muted)
                painter.drawText(QRectF(x, option.rect.y(), right - x + 8, option.rect.height()),
                                 int(Qt.AlignmentFlag.AlignVCenter), more)
                break
            tall = metrics.height() + 4
            box = QRectF(x, option.rect.center().y() - tall / 2 + 1, wide, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.dictionary_background)
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(colours.dictionary)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), heard)
            x += wide + 5
        painter.restore()


def _searched(term: Term) -> str:
    return " ".join([term.text, *term.heard_as, *term.never, term.category, term.note]).casefold()


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (HERE, ACCEPTED) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
