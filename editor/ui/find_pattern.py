"""What find and replace look for: plain words or a regular expression, and what each hit becomes.

Regular expressions run under a time limit, paragraph by paragraph, in the `regex` package: the standard one cannot be
stopped, and one careless pattern ("(a+)+b") would freeze the window for ever. No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from editor.transcript import Span

LIMIT = 0.1  # seconds that a pattern may take for one paragraph


@dataclass(frozen=True, slots=True)
class Query:
    """What the person asked for."""

    text: str
    case: bool = False
    whole_word: bool = False
    regular: bool = False


class PatternError(ValueError):
    """The pattern cannot be used; the message says why, in a sentence."""


class SlowPatternError(PatternError):
    """The pattern takes too long."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a query found in a text, and what would stand there instead."""

    span: Span
    replacement: str


class Finder:
    """A query made ready to search. Raises PatternError where its pattern is not one."""

    def __init__(self, query: Query) -> None:
        self.query = query
        source = query.text if query.regular else regex.escape(query.text)
        if query.whole_word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        flags = regex.UNICODE | regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
        try:
            self._pattern = regex.compile(source, flags)
        except regex.error as error:
            raise PatternError(f"Not a valid pattern: {error}.") from error

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where the query stands in `text`, left to right. Empty matches are left out.

        Raises SlowPatternError after LIMIT seconds.
        """
        try:
            found = self._pattern.finditer(text, timeout=LIMIT)
            return tuple(Span(m.start(), m.end()) for m in found if m.end() > m.start())
        except TimeoutError as error:
            raise SlowPatternError("This pattern takes too long; try a simpler one.") from error

    def hits(self, text: str, template: str) -> list[Hit]:
        """Return all places with their replacements: `template` as it stands, or with groups (\\1, \\g<name>).

        Raises PatternError where the template names a group that is not there, SlowPatternError after LIMIT seconds.
        """
        try:
            found = [m for m in self._pattern.finditer(text, timeout=LIMIT) if m.end() > m.start()]
            if not self.query.regular:
                return [Hit(Span(m.start(), m.end()), template) for m in found]
            return [Hit(Span(m.start(), m.end()), m.expand(template)) for m in found]
        except TimeoutError as error:
            raise SlowPatternError("This pattern takes too long; try a simpler one.") from error
        except (regex.error, IndexError) as error:
            raise PatternError(f"Not a valid replacement: {error}.") from error
