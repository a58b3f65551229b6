"""Names that stand in the transcript and in no dictionary: tick those that are right, to have them known.

Forms that sound alike are one row, whose text can be corrected: the other forms become what the term is heard as.
The places of the row stand below it. They are looked for on a thread; the dialog fills when they are found.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.review import Review
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.speech.new_names import NewName, new_names
from editor.transcript import Paragraph
from editor.ui.translate import tr

_AROUND = 44  # characters of context on each side
_FORM, _PLACES, _ALSO = range(3)
_NAME = Qt.ItemDataRole.UserRole


class FoundTermsDialog(QDialog):
    """Shows what `look` finds; none is ticked at first."""

    _looked = Signal(object)

    def __init__(self, look: Callable[[], Sequence[NewName]], paragraphs: Sequence[Paragraph],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find terms in transcript"))
        self.resize(640, 620)
        self._texts = {p.id: p.text for p in paragraphs}
        self._lead = QLabel(tr("Looking for names that your dictionaries do not know…"))
        self._lead.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Right is"), tr("Places"), tr("Also written")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(tr("Names found"))
        self.tree.header().setSectionResizeMode(_FORM, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(True)
        self.tree.currentItemChanged.connect(self._show_places)
        self.places = QListWidget()
        self.places.setAccessibleName(tr("Places of this name"))
        self.places.setMaximumHeight(150)
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.add.setText(tr("Add the ticked"))
        self.add.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        for widget in (self._lead, self.tree, self.places, buttons):
            box.addWidget(widget)
        self._looked.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=lambda: self._looked.emit(look()), name="found terms", daemon=True)
        self._thread.start()

    def done(self, result: int) -> None:
        """Close; the thread's answer is waited for, for it comes to this object."""
        self._thread.join()
        super().done(result)

    def terms(self) -> list[Term]:
        """Return the ticked names as terms; forms that are not the right one become what it is heard as."""
        ticked = [item for item in self._items() if item.checkState(_FORM) == Qt.CheckState.Checked]
        made = []
        for item in ticked:
            right, name = item.text(_FORM).strip(), item.data(_FORM, _NAME)
            if right:
                made.append(Term(right, tuple(form for form, _ in name.forms if form != right)))
        return made

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(n)) is not None]

    def _fill(self, names: Sequence[NewName]) -> None:
        self._lead.setText(
            tr("These names stand in the transcript and in none of your dictionaries. Tick those to add; F2 corrects "
               "how one is written. All other forms of them are found then.")
            if names else tr("No name was found that your dictionaries do not know."))
        items = []
        for name in names:
            also = ", ".join(f"{form} ({count})" for form, count in name.forms[1:])
            item = QTreeWidgetItem([name.text, str(len(name.places)), also])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
            item.setCheckState(_FORM, Qt.CheckState.Unchecked)
            item.setData(_FORM, _NAME, name)
            items.append(item)
        self.tree.addTopLevelItems(items)
        self.tree.resizeColumnToContents(_PLACES)
        if items:
            self.tree.setCurrentItem(items[0])
        self.add.setEnabled(bool(items))

    def _show_places(self, item: QTreeWidgetItem | None) -> None:
        self.places.clear()
        if item is not None:
            self.places.addItems([self._around(paragraph, span.start, span.end)
                                  for paragraph, span in item.data(_FORM, _NAME).places])

    def _around(self, paragraph: int, start: int, end: int) -> str:
        text = self._texts.get(paragraph, "")
        left, right = max(0, start - _AROUND), end + _AROUND
        return (f"{'…' if left else ''}{text[left:start]}«{text[start:end]}»{text[end:right]}"
                f"{'…' if right < len(text) else ''}").replace("\n", " ")


def finder(review: Review, dictionaries: Sequence[Dictionary]) -> Callable[[], list[NewName]]:
    """Return a function for a thread that looks for names of a transcript, as it stands now, in no dictionary."""
    paragraphs = tuple(review.transcript.paragraphs)
    known = {form.casefold() for d in dictionaries for t in d.terms for form in (t.text, *t.heard_as)}
    return lambda: new_names(paragraphs, lambda text: text.casefold() in known)
