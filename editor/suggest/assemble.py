"""Put an engine together from plain options: the one place that knows which detectors there are.

Detectors are imported where they are built: the window's process needs the options, never the tables behind them.

The window sends `EngineOptions` to its worker process, the command line uses them in its own; both call `build`, so
both suggest the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from editor.suggest.detector import Detector, Patient
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.engine import Engine, KnownTerms
from editor.suggest.suggestion import MAYBE, Kind

if TYPE_CHECKING:
    from editor.suggest.dictionary.detector import DictionaryDetector
    from editor.transcript import Paragraph

Report = Callable[[str, str], None]
"""Told (source, status in words) while an engine is built and runs, e.g. ("grammar", "LanguageTool is starting")."""

ALL_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What to look for, and how. Picklable: it travels to the worker process.

    `grammar` is "auto", "languagetool", "embedded" or "none"; `languagetool` the folder of a server, `server` the
    address of a remote one. `language` is "auto" or the transcript's tag ("en-GB"); a paragraph that is marked
    with another language, or clearly in one, keeps it. `level` is the speech level. `rules` switches single rules:
    "on", "off" or another kind. `history` counts the person's past decisions: (heard in lower case, term) to
    (accepted, rejected). `ignored` are words never to be reported.
    `start` says nothing, but another one has everything built, and servers started, anew.
    """

    dictionaries: tuple[Dictionary, ...] = ()
    kinds: frozenset[Kind] = ALL_KINDS
    grammar: str = "auto"
    language: str = "auto"
    least: float = MAYBE
    level: str = "light"
    languagetool: str = ""
    server: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    start: int = 0


def build(options: EngineOptions, report: Report | None = None) -> Engine:
    """Return an engine for `options`. Slow (it loads the tables): call it in the worker, never in the window."""
    terms = _Terms()
    # grammar first: its linter is made beside Python, on the other core, while the dictionary is read here
    grammar = _grammar(options, terms, report)
    try:
        dictionary = terms.dictionary = _dictionary(options, report)
    except BaseException:
        for detector in (d for stage in grammar for d in stage if isinstance(d, Patient)):
            detector.close()
        raise
    first: list[Detector] = []
    if Kind.DICTIONARY in options.kinds:
        first.append(dictionary)
    if Kind.SPEECH in options.kinds:
        first += _speech(options, dictionary)
    return Engine([first, *grammar], dictionary, options.least)


def relevel(engine: Engine, options: EngineOptions, paragraphs: Sequence[Paragraph]) -> None:
    """Give an engine that was built for another level the speech detectors of `options`; milliseconds."""
    engine.relevel(_speech(options, engine.known) if Kind.SPEECH in options.kinds else [], paragraphs)


def prepare() -> None:
    """Import what every engine is built from: the worker does it while it waits to be told what to look for."""
    from editor.suggest import speech

    for name in ("grammar.embedded", "grammar.ahead", "dictionary.detector"):
        import_module(f"editor.suggest.{name}")
    speech.detectors()


class _Terms:
    """What the dictionary tells the grammar checkers, which begin before it is there."""

    dictionary: DictionaryDetector | None = None

    def knows(self, word: str) -> bool:
        """See Glossary."""
        return self.dictionary is not None and self.dictionary.knows(word)


def _speech(options: EngineOptions, dictionary: KnownTerms | None) -> list[Detector]:
    from editor.suggest import speech
    from editor.suggest.dictionary.detector import DictionaryDetector

    terms = dictionary if Kind.DICTIONARY in options.kinds and isinstance(dictionary, DictionaryDetector) else None
    return speech.detectors(options.level, terms)


def _dictionary(options: EngineOptions, report: Report | None) -> DictionaryDetector:
    from editor.suggest.dictionary.detector import DictionaryDetector
    from editor.suggest.dictionary.history import History

    detector = DictionaryDetector(options.dictionaries, history=History.counted(options.history))
    if report and detector.notice:
        report("dictionary", detector.notice)
    return detector


def _grammar(options: EngineOptions, terms: _Terms, report: Report | None) -> list[list[Detector]]:
    if Kind.GRAMMAR not in options.kinds:
        return []
    from editor.suggest import grammar

    return grammar.detectors(options.grammar, known=terms, folder=options.languagetool, url=options.server,
                             rules=options.rules, ignored=options.ignored, language=options.language, report=report)
