"""The line at the bottom: words, counts, progress, what is saved, how the file was read, which grammar checker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from editor.review import Verdict
from editor.ui import theme
from editor.ui.translate import number, plural, tr

_MESSAGE_SECONDS = 6
_SLICE = 0.003  # seconds of counting words before the window gets its turn


class StatusBar(QWidget):
    """Only shows; the window tells it what."""

    encoding_clicked = Signal()
    grammar_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words, self.tally, self.work, self.message = QLabel(), QLabel(), QLabel(), QLabel()
        self.saved, self.grammar = QLabel(), QLabel()
        self.grammar.setTextFormat(Qt.TextFormat.RichText)
        self.grammar.setToolTip(tr("How the grammar checker stands: click for its settings"))
        self.grammar.linkActivated.connect(lambda _: self.grammar_clicked.emit())
        self.encoding = QToolButton()
        self.encoding.setToolTip(tr("The file's encoding: click to read it with another"))
        self.encoding.clicked.connect(self.encoding_clicked)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(40)
        self.progress.setMaximumWidth(150)
        self.progress.setAccessibleName(tr("Part of the suggestions that is decided"))
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 3, 14, 3)
        box.setSpacing(18)
        left: tuple[QWidget, ...] = (self.words, self.tally, self.progress, self.work, self.message)
        for widget in left:
            box.addWidget(widget)
        box.addStretch(1)
        right: tuple[QWidget, ...] = (self.saved, self.encoding, self.grammar)
        for widget in right:
            box.addWidget(widget)
        self._state = self._grammar_words = ""
        theme.watcher().changed.connect(self._theme_changed)
        self._words: Iterator[int] = iter(())
        self._count = 0
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count_more)
        self._fading = QTimer(self, singleShot=True, interval=_MESSAGE_SECONDS * 1000)
        self._fading.timeout.connect(self.message.clear)
        self.clear()

    def clear(self) -> None:
        """No transcript is open."""
        self._words = iter(())
        self._counting.stop()
        for label in (self.words, self.tally, self.work, self.message, self.saved):
            label.clear()
        self.encoding.hide()
        self.progress.hide()

    def count_words(self, counting: Iterator[int]) -> None:
        """Show the length of the transcript once `counting` has come to its end; a little of it in each turn."""
        self._words = counting
        self._count_more()

    def _count_more(self) -> None:
        end = time.perf_counter() + _SLICE
        for count in self._words:
            self._count = count
            if time.perf_counter() >= end:
                self._counting.start()
                return
        self.words.setText(plural("{n} word", "{n} words", self._count))

    def show_counts(self, counts: Mapping[Verdict, int]) -> None:
        """Show how far the review is."""
        total = sum(counts.values())
        left = counts.get(Verdict.OPEN, 0)
        edited = counts.get(Verdict.EDITED, 0)
        parts = [tr("{n} accepted", n=number(counts.get(Verdict.ACCEPTED, 0))),
                 tr("{n} rejected", n=number(counts.get(Verdict.REJECTED, 0) + counts.get(Verdict.IGNORED, 0)))]
        if edited:
            parts.append(tr("{n} edited", n=number(edited)))
        parts.append(tr("{n} left", n=number(left)))
        words = plural("{n} suggestion", "{n} suggestions", total)
        self.tally.setText(f"{words}: " + " · ".join(parts) if total else words)
        self.progress.setVisible(total > 0)
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(total - left)

    def show_work(self, done: int, total: int) -> None:
        """Show how far the analysis is; nothing once it is done."""
        self.work.setText(tr("Checking… {p} %", p=100 * done // total) if 0 <= done < total else "")

    def show_encoding(self, name: str) -> None:
        """Show how the file was read; empty hides it."""
        self.encoding.setText(name)
        self.encoding.setVisible(bool(name))

    def _theme_changed(self) -> None:
        if self._grammar_words:
            self._show_grammar()

    def show_saved(self, text: str) -> None:
        """Show the state of the file."""
        self.saved.setText(text)

    def show_status(self, source: str, text: str) -> None:
        """Show what a source of suggestions says of itself."""
        from editor.suggest.grammar.status import STATE  # not needed before the first paint

        if source == STATE:
            self._state = text.partition(" ")[0]
        elif source == "grammar":
            self._grammar_words = text
            self._show_grammar()
        else:
            self.show_message(text)

    def _show_grammar(self) -> None:
        """Show how the grammar checker stands, as a link to its settings."""
        import html

        from editor.suggest.grammar.status import State

        colours = theme.current()
        under_way = (State.STARTING, State.WARMING, State.GONE)
        colour = (colours.removed if self._state == State.FAILED
                  else colours.grammar if self._state in under_way else colours.accepted)
        words = html.escape(tr("Grammar: {status}", status=self._grammar_words))
        link = f'<a href="settings" style="color:{colours.muted.name()}; text-decoration:none">{words}</a>'
        self.grammar.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse
                                             | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        self.grammar.setText(f'<span style="color:{colour.name()}">●</span> {link}' if self._grammar_words else "")

    def show_message(self, text: str) -> None:
        """Show a sentence for some seconds."""
        self.message.setText(text)
        self._fading.start()
