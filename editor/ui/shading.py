"""The few character formats that the transcript needs: another language is muted, the current suggestion makes room."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.review import Review
from editor.transcript import Transcript
from editor.ui.current_mark import InPlace, formats
from editor.ui.theme import Theme


class Shading(QSyntaxHighlighter):
    """A highlighter that looks up and never works anything out. Make it after the document's bridge."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.review: Review | None = None
        self.main_language = ""
        self.current_paragraph = 0  # id of the paragraph that holds the current suggestion
        self.in_place: InPlace | None = None
        self.theme = theme

    def load(self, review: Review) -> None:
        """Colour `review` from the next highlighting on; its main language is found here."""
        self.review, self.in_place, self.current_paragraph = review, None, 0
        self.main_language = main_language(review.transcript)

    def highlightBlock(self, text: str) -> None:
        """Give the block its formats."""
        if self.review is None:
            return
        index = self.currentBlock().blockNumber()
        if index >= len(self.review.transcript):
            return
        paragraph = self.review.transcript[index]
        if paragraph.language and paragraph.language != self.main_language:
            muted = QTextCharFormat()
            muted.setForeground(self.theme.muted)
            self.setFormat(0, 2 * len(text), muted)
        if self.in_place is not None and paragraph.id == self.current_paragraph:
            for start, length, form in formats(self.in_place, text, self.theme):
                self.setFormat(start, length, form)


def main_language(transcript: Transcript) -> str:
    """Return the language that most of the text is in, "" where none is known."""
    weights: Counter[str] = Counter()
    for paragraph in transcript:
        if paragraph.language:
            weights[paragraph.language] += len(paragraph.text)
    return max(weights, key=lambda language: weights[language]) if weights else ""
