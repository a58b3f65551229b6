"""The few character formats that the transcript needs: another language is muted, the current suggestion makes room."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.review import Review
from editor.transcript import Paragraph, Transcript
from editor.transcript.language import language_of
from editor.ui.current_mark import InPlace, formats
from editor.ui.theme import Theme

_SPREAD = 24  # paragraphs that are looked at for the main language: the first paint waits for them
_LOOK = 400  # characters of a paragraph that its language is told by


class Shading(QSyntaxHighlighter):
    """A highlighter that looks up and never works anything out. Make it after the document's bridge."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.review: Review | None = None
        self.main_language = ""
        self._told: dict[int, str] = {}  # paragraph id -> language, of paragraphs that say none themselves
        self.current_paragraph = 0  # id of the paragraph that holds the current suggestion
        self.in_place: InPlace | None = None
        self.theme = theme

    def load(self, review: Review) -> None:
        """Colour `review` from the next highlighting on; its main language is found here."""
        self.review, self.in_place, self.current_paragraph = review, None, 0
        self._told = {}
        self.main_language = main_language(review.transcript)

    def highlightBlock(self, text: str) -> None:
        """Give the block its formats."""
        if self.review is None:
            return
        index = self.currentBlock().blockNumber()
        if index >= len(self.review.transcript):
            return
        paragraph = self.review.transcript[index]
        if self.foreign(paragraph):
            muted = QTextCharFormat()
            muted.setForeground(self.theme.muted)
            self.setFormat(0, 2 * len(text), muted)
        here = self.in_place if paragraph.id == self.current_paragraph else None
        if here is not None and here.text == text:  # Qt also asks in the middle of filling a document anew
            for start, length, form in formats(here, self.theme):
                self.setFormat(start, length, form)

    def foreign(self, paragraph: Paragraph) -> bool:
        """True where a paragraph is in another language than most of the text.

        English is never looked for in vain: a paragraph in ASCII alone is taken for it where most of the text is
        English, which leaves a hundred thousand cues unread.
        """
        if not self.main_language:
            return False
        language = paragraph.language.split("-")[0]
        if not language:
            if self.main_language == "en" and paragraph.text.isascii():
                return False
            if paragraph.id not in self._told:
                self._told[paragraph.id] = language_of(paragraph.text[:_LOOK])
            language = self._told[paragraph.id]
        return bool(language) and language != self.main_language


def main_language(transcript: Transcript) -> str:
    """Return the language that most of the text is in, "" where none can be told.

    Where paragraphs say nothing of themselves, some dozens spread over the text are looked at.
    """
    weights: Counter[str] = Counter()
    said = any(p.language for p in transcript)
    some = [p for p in transcript if (p.language if said else p.text)]
    for paragraph in some if said else some[:: max(1, len(some) // _SPREAD)]:
        language = paragraph.language.split("-")[0] if said else language_of(paragraph.text[:_LOOK])
        if language:
            weights[language] += len(paragraph.text)
    return max(weights, key=lambda language: weights[language]) if weights else ""
