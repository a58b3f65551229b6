"""The embedded checker (Harper, through harper-py): English, in this process, no Java, no download.

Facts it is built around: a linter serves one thread at a time, and a second one costs next to nothing; the default
language is Markdown, which plain speech is not; the rule LongSentences covers a whole sentence and takes every
finding inside it away; one unknown word costs about ten milliseconds, so a text full of them is not English enough to
be checked. Its rules end with the sentence, but for a few (_BEYOND): of an edited paragraph the rest stays known.
"""

from __future__ import annotations

import importlib.metadata
import threading
import zlib
from collections.abc import Iterable, Sequence

import harper

from editor.suggest.grammar.port import Failure, Issue, bearable, within
from editor.suggest.grammar.sentences import Sentences
from editor.suggest.merge import EMBEDDED

_DIALECTS = {"en-GB": harper.Dialect.BRITISH, "en-AU": harper.Dialect.AUSTRALIAN, "en-CA": harper.Dialect.CANADIAN,
             "en-IN": harper.Dialect.INDIAN}
_SEATS = 2  # linters: as many pieces are checked at once
_BEGINNING = 24  # code points by which a text is known again after an edit
_BEYOND = {"FillerWords", "OrthographicConsistency"}  # rules that look at more than a sentence; off by default
LONGEST = 20_000  # code points; more in one piece takes the checker seconds


class EmbeddedChecker:
    """Harper behind the port, for any number of threads. `language` names the kind of English: "en-GB".

    Making the first linter takes most of a second of one core and leaves Python free meanwhile: it happens on a thread,
    while quicker detectors work, and whoever needs it first waits for it.
    """

    name = "embedded"

    def __init__(self, off: Iterable[str] = (), language: str = "en-US") -> None:
        self.version = importlib.metadata.version("harper-py")
        self._off = frozenset(off)
        self._dialect = _DIALECTS.get(language, harper.Dialect.AMERICAN)
        self._linter: harper.Linter | None = None
        self._linters: dict[int, harper.Linter] = {}  # by seat; one thread sits on each at a time
        self._seats = [threading.Lock() for _ in range(_SEATS)]
        self._sentences = Sentences(self._found) if self._off >= _BEYOND else None
        self._making = threading.Thread(target=self._make, name="harper", daemon=True)
        self._making.start()

    @property
    def linter(self) -> harper.Linter:
        """The linter, once it is made."""
        self._making.join()
        return self._linter or self._make()  # made here where its thread raised

    @property
    def unknown_rules(self) -> list[str]:
        """Rules to be switched off that this version does not have; it takes any name silently."""
        return sorted(self._off - set(self.linter.get_default_lint_config()))

    def _make(self) -> harper.Linter:
        linter = harper.Linter(self._dialect)
        rules: dict[str, bool | None] = dict(linter.get_default_lint_config())
        rules.update({name: False for name in self._off if name in rules})
        linter.set_lint_config(rules)
        self._linter = self._linter or linter
        return linter

    def covers(self, language: str) -> bool:
        """English only."""
        return language.partition("-")[0].lower() == "en"

    def check(self, text: str, language: str = "en") -> Sequence[Issue] | Failure:
        """Return Harper's findings; every suggestion is turned into the text that would stand on the span."""
        if len(text) > LONGEST:
            return Failure.TOO_LONG
        return within(text, self._sentences.check(text) if self._sentences else self._found(text, text))

    def _found(self, text: str, whole: str) -> list[Issue]:
        found = []
        for rule, lints in self._lints(text, whole).items():
            for lint in lints:
                start, end = lint.span.start, lint.span.end
                fixes = tuple(dict.fromkeys(_fixed(text[start:end], s) for s in lint.suggestions))
                found.append(Issue(EMBEDDED + rule, str(lint.lint_kind), start, end, lint.message, fixes,
                                   spelling=rule == "SpellCheck"))
        return sorted(found, key=lambda issue: (issue.start, issue.end, issue.rule))

    def _lints(self, text: str, whole: str) -> dict[str, list[harper.Lint]]:
        """A linter remembers the unknown words it has seen: the same `whole`, edited, comes to the same one."""
        seat = zlib.crc32(whole[:_BEGINNING].encode("utf-8", "replace")) % _SEATS
        with self._seats[seat]:
            if seat not in self._linters:
                first = self.linter  # made already, or waited for: only after it is a second one cheap
                self._linters[seat] = self._make() if seat else first
            return self._linters[seat].organized_lints(bearable(text), language="plaintext")

    def close(self) -> None:
        """Nothing to give back: the linter goes with this object."""


def _fixed(original: str, suggestion: harper.Suggestion) -> str:
    if suggestion.kind == harper.SuggestionKind.REMOVE:
        return ""
    if suggestion.kind == harper.SuggestionKind.INSERT_AFTER:
        return original + suggestion.replacement_text
    return suggestion.replacement_text
