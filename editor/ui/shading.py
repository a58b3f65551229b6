"""The few character formats that the transcript needs: another language is muted, the current suggestion makes room."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.review import Review
from editor.transcript import Paragraph, Transcript
from editor.ui.current_mark import InPlace, formats
from editor.ui.theme import Theme

_SCRIPTS = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "East Asian": re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003134f]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Indic": re.compile("[\u0900-\u0dff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
}
_LOOK = 300  # characters of a paragraph that are looked at


class Shading(QSyntaxHighlighter):
    """A highlighter that looks up and never works anything out. Make it after the document's bridge."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.review: Review | None = None
        self.main_language, self.main_script = "", ""
        self.current_paragraph = 0  # id of the paragraph that holds the current suggestion
        self.in_place: InPlace | None = None
        self.theme = theme

    def load(self, review: Review) -> None:
        """Colour `review` from the next highlighting on; its main language is found here."""
        self.review, self.in_place, self.current_paragraph = review, None, 0
        self.main_language, self.main_script = main_language(review.transcript), main_script(review.transcript)

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
        """True where a paragraph is in another language than most of the text, or, not knowing that, another script."""
        if paragraph.language and self.main_language:
            return paragraph.language != self.main_language
        script = script_of(paragraph.text)
        return bool(script and self.main_script) and script != self.main_script


def script_of(text: str) -> str:
    """Return the script that most letters at the start of `text` are in, "" where it has no letters."""
    start = text[:_LOOK]
    if start.isascii():
        return "Latin" if _SCRIPTS["Latin"].search(start) else ""
    weights = {script: len(letters.findall(start)) for script, letters in _SCRIPTS.items()}
    best = max(weights, key=lambda script: weights[script])
    return best if weights[best] else ""


def main_script(transcript: Transcript) -> str:
    """Return the script that most of the text is in, "" where it has no letters."""
    weights: Counter[str] = Counter()
    for paragraph in transcript:
        weights[script_of(paragraph.text)] += len(paragraph.text)
    del weights[""]
    return max(weights, key=lambda script: weights[script]) if weights else ""


def main_language(transcript: Transcript) -> str:
    """Return the language that most of the text is in, "" where none is known."""
    weights: Counter[str] = Counter()
    for paragraph in transcript:
        if paragraph.language:
            weights[paragraph.language] += len(paragraph.text)
    return max(weights, key=lambda language: weights[language]) if weights else ""
