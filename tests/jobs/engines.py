"""Engines for the worker under test: real detectors that find "bad", and that die, hang or fail where the text says."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from editor.suggest.assemble import EngineOptions
from editor.suggest.detector import NotYet
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.engine import Engine
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span


class Words:
    """Finds each place of one word; the dictionary's name in the options is the replacement."""

    def __init__(self, word: str, replacement: str, kind: Kind = Kind.DICTIONARY) -> None:
        self.name = f"words.{word}"
        self.kind = kind
        self.word = word
        self.replacement = replacement

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        pass

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        pass

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        found, at = [], paragraph.text.find(self.word)
        while at >= 0:
            span = Span(at, at + len(self.word))
            found.append(Suggestion(paragraph.id, paragraph.revision, span, self.word, (self.replacement,),
                                    self.kind, self.name, 0.9))
            at = paragraph.text.find(self.word, span.end)
        return found


class Deadly(Words):
    """Does what the paragraph says: die, hang, raise."""

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        if "DIE" in paragraph.text:
            os.abort()
        if "HANG" in paragraph.text:
            time.sleep(3600)
        if "RAISE" in paragraph.text:
            raise ValueError("asked for")
        if "SLOW" in paragraph.text:
            time.sleep(0.02)
        return super().suggest(paragraph)


class Taught(Words):
    """Replaces by the first term of the first dictionary, where there is one."""

    def set_dictionaries(self, dictionaries: Sequence[Dictionary]) -> None:
        for dictionary in dictionaries:
            self.replacement = dictionary.terms[0].text

    def protected(self, paragraph: Paragraph) -> list[Span]:
        return []


class Hushed(Words):
    """Says nothing about ignored words."""

    def set_ignored(self, words: Iterable[str]) -> None:
        self.ignored = set(words)

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        return [] if self.word in getattr(self, "ignored", ()) else super().suggest(paragraph)


class Late(Words):
    """Is ready once a file exists whose path is in the environment."""

    def ready(self) -> bool:
        return Path(os.environ["LATE_FILE"]).exists()

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        if "GONE" in paragraph.text and not self.path("again").exists():
            raise NotYet
        return super().suggest(paragraph)

    def path(self, name: str) -> Path:
        return Path(os.environ["LATE_FILE"]).with_name(name)

    def prefetch(self, paragraphs: Sequence[Paragraph]) -> None:
        pass

    def close(self) -> None:
        pass


def plain(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
    """Two stages, "bad" and "worse"; options.language is the replacement of "bad"."""
    report("dictionary", "ready")
    return Engine([[Deadly("bad", options.language)], [Words("worse", "worst", Kind.GRAMMAR)]], None, options.least)


def late(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
    """The second stage is ready only when told."""
    return Engine([[Words("bad", "good")], [Late("worse", "worst", Kind.GRAMMAR)]], None, options.least)


def broken(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
    """Dies while it is built."""
    os.abort()


def with_a_server(options: EngineOptions, report: Callable[[str, str], None]) -> Engine:
    """Starts a process of its own, as LanguageTool's detector does, and says its number."""
    server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    report("server", str(server.pid))
    return plain(options, report)
