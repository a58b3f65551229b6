"""Names that stand in the transcript and in no dictionary: tick those that are right, to have them known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.review import Review
from editor.suggest.dictionary.term import Dictionary
from editor.ui.translate import plural, tr

_NAME = re.compile(r"\b[A-Z][\w'’-]*\w(?: (?:(?:of|the|de|van|von) )?[A-Z][\w'’-]*\w)*")
_STARTS = re.compile(r"(?:^|[.!?…:]['\"”’)]?\s+)$")
_TEXT = Qt.ItemDataRole.UserRole
_MOST = 200


class FoundTermsDialog(QDialog):
    """Found names with their counts; none is ticked at first."""

    def __init__(self, found: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find terms in transcript"))
        self.resize(460, 520)
        lead = QLabel(tr("These names stand in the transcript and in none of your dictionaries. Tick those that are "
                         "written right: other forms of them are then found.") if found
                      else tr("No name was found that your dictionaries do not know."))
        lead.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Names found"))
        for text, count in found:
            item = QListWidgetItem(plural("{text}    {n} place", "{text}    {n} places", count, text=text))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_TEXT, text)
            self.list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Add the ticked"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        for widget in (lead, self.list, buttons):
            box.addWidget(widget)

    def ticked(self) -> list[str]:
        """Return the ticked names."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(i.data(_TEXT)) for i in items if i.checkState() == Qt.CheckState.Checked]


def terms_in(review: Review, dictionaries: Sequence[Dictionary]) -> list[tuple[str, int]]:
    """Return names inside sentences (with a capital, or a run of them) that no dictionary has, the most often first."""
    known = {form.casefold() for d in dictionaries for t in d.terms for form in (t.text, *t.heard_as)}
    counts: Counter[str] = Counter()
    for paragraph in review.transcript:
        counts.update(_names(paragraph.text))
    lower = {w for p in review.transcript for w in re.findall(r"\b[a-z][\w'’-]*", p.text)}
    found = [(text, n) for text, n in counts.most_common()
             if text.casefold() not in known and len(text) > 2 and text.casefold() not in lower]
    return found[:_MOST]


def _names(text: str) -> Iterator[str]:
    """Yield runs of capitalised words; the word that begins a sentence has its capital from there and is left out."""
    for match in _NAME.finditer(text):
        name = match.group()
        if _STARTS.search(text[max(0, match.start() - 6) : match.start()]):
            name = name.partition(" ")[2]
        if name[:1].isupper():
            yield name
