"""The one border between a Qt document and a review: mirrors what is typed, and shows what commands changed.

Qt's change event counts UTF-16 units and often names far more than what changed (a commit of an input method names
the whole block), so it is only taken as a hint where to look: the blocks there are compared with a shadow list of
what stood there before, and the review is told the smallest edit, in code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.review import Change, Review, Run
from editor.transcript import Paragraph, minimal_edit, utf16_of
from editor.ui.shown_text import BLOCK, shown, taken

_PORTION = 100  # paragraphs that `filling` lays down at once: about a millisecond


class DocumentBridge(QObject):
    """Keeps block n of a document the same text as paragraph n of a review. Lives on the window's thread.

    Make it before any highlighter of the same document: Qt calls slots in the order they were connected, and a
    highlighter must see the review as it stands after the edit.
    """

    typed = Signal(object)

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.review: Review | None = None
        self.shadow: list[str] = [""]
        self.mended = 0  # how often the document had to be filled again because it did not match; tests want 0
        self._applying = False
        self.ahead: Review | None = None  # what `filling` has laid down, for `load` to take over
        document.contentsChange.connect(self._changed)

    def load(self, review: Review) -> None:
        """Fill the document from `review`. A transcript without a paragraph is given an empty one to type in."""
        if not len(review.transcript):
            review.transcript.splice(0, 0, [review.transcript.made("", Paragraph(id=0, text=""))])
        filled, self.ahead = self.ahead, None
        self.review = review
        if filled is not review:
            self._fill()

    def filling(self, review: Review, texts: list[str]) -> Iterator[int]:
        """Fill the document bit by bit, ahead of `load(review)`; yield how many paragraphs are there.

        `texts` are the paragraphs as they are shown. Until it is through no review is mirrored.
        """
        self.clear()
        self.shadow = texts
        cursor = QTextCursor(self.document)
        for start in range(0, len(texts), _PORTION):
            self._applying = True
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(("\n" if start else "") + "\n".join(texts[start : start + _PORTION]))
            self._applying = False
            yield min(start + _PORTION, len(texts))
        if texts and self.document.blockCount() == len(texts):
            self.ahead = review

    def clear(self) -> None:
        """Empty the document; no review is mirrored from now on."""
        self.review = self.ahead = None
        self._applying = True
        self.document.clear()
        self._applying = False
        self.shadow = [""]

    def apply(self, change: Change) -> int | None:
        """Show what `change` did, as one edit of the document; typing is there already.

        Returns where the last edit ends, as a position of the document in UTF-16 units; None where no text changed.
        """
        if change.origin == "typing" or self.review is None:
            return None
        self._applying = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for run in change.runs:
            self._replace(cursor, run)
        cursor.endEditBlock()
        self._applying = False
        if not self._matches(change):
            self.mended += 1
            self._fill()
            return 0
        return None if not change.texts_changed else cursor.position()

    def qt_position(self, index: int, position: int) -> int:
        """Return the document position (UTF-16 units) of code point `position` in paragraph `index`."""
        block = self.document.findBlockByNumber(index)
        return block.position() + utf16_of(self.shadow[index], position)

    def _fill(self) -> None:
        assert self.review is not None
        self.shadow = [shown(p.text) for p in self.review.transcript]
        self._applying = True
        self.document.setPlainText("\n".join(self.shadow))
        self._applying = False

    def _changed(self, qt_position: int, _removed: int, qt_added: int) -> None:
        if self._applying or self.review is None:
            return
        document = self.document
        delta = document.blockCount() - len(self.shadow)
        block = document.findBlock(qt_position)
        first = block.blockNumber()
        last = document.findBlock(min(qt_position + qt_added, document.characterCount() - 1)).blockNumber()
        new = []
        for _ in range(first, last + 1):
            new.append(block.text())
            block = block.next()
        old = self.shadow[first : last - delta + 1]
        if new == old:
            return
        self.shadow[first : last - delta + 1] = new
        head, tail = _equal_ends(old, new)
        old, new = old[head : len(old) - tail], new[head : len(new) - tail]
        first += head
        models = [p.text for p in self.review.transcript.paragraphs[first : first + len(old)]]
        change = self.review.typed(first, len(old), rewritten(models, old, new))
        if change is not None:
            self.typed.emit(change)

    def _replace(self, cursor: QTextCursor, run: Run) -> None:
        index, count = run.index, len(run.before)
        after = [shown(s.paragraph.text) for s in run.after]
        if not count or not after:  # nothing to stand on: take a neighbour in
            if index:
                index, count, after = index - 1, count + 1, [self.shadow[index - 1], *after]
            else:
                after, count = [*after, *self.shadow[count : count + 1]], count + 1
        before = self.shadow[index : index + count]
        if before == after:
            return
        self.shadow[index : index + count] = after
        if len(before) == len(after):
            for offset in reversed(range(len(after))):
                self._edit(cursor, index + offset, before[offset], after[offset])
        else:
            self._edit(cursor, index, BLOCK.join(before), BLOCK.join(after))

    def _edit(self, cursor: QTextCursor, index: int, before: str, after: str) -> None:
        if before == after:
            return
        edit = minimal_edit(before, after)
        start = self.document.findBlockByNumber(index).position()
        cursor.setPosition(start + utf16_of(before, edit.span.start))
        if edit.span.start != edit.span.end:
            cursor.setPosition(start + utf16_of(before, edit.span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)

    def _matches(self, change: Change) -> bool:
        if self.document.blockCount() != len(self.shadow):
            return False
        for run in change.runs:
            block = self.document.findBlockByNumber(run.index)
            for text in self.shadow[run.index : run.index + len(run.after)]:
                if block.text() != text:
                    return False
                block = block.next()
        return True


def rewritten(models: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the paragraphs' texts after their shown texts went from `old` to `new`.

    `models` are the texts behind `old`. Whatever the edit did not touch keeps its original characters.
    """
    edit = minimal_edit(BLOCK.join(old), BLOCK.join(new))
    model = BLOCK.join(models)
    text = model[: edit.span.start] + taken(edit.text) + model[edit.span.end :]
    result, start = [], 0
    for one in new:
        result.append(text[start : start + len(one)])
        start += len(one) + 1
    return result


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many texts are the same at the start and at the end, leaving at least one of each list."""
    limit = min(len(old), len(new)) - 1
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
