"""What window and worker say to each other: small values, packed as plain tuples in length-prefixed frames.

Pickling one frozen dataclass costs about as much as pickling a whole row of tuples, so paragraphs and suggestions
travel as rows and become objects again on arrival, a bounded batch at a time.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Paragraph, Span

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions

Row = tuple[Any, ...]
_HEAD = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one paragraph at `revision`.

    `pending` names the kinds that have more to say soon: what they said before about this paragraph still holds.
    """

    paragraph: int
    revision: int
    suggestions: tuple[Suggestion, ...]
    pending: frozenset[Kind] = frozenset()


# --- to the worker ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Configure:
    """Build an engine for these options and check everything again."""

    options: EngineOptions


@dataclass(frozen=True, slots=True)
class Load:
    """A part of a whole transcript, in text order; `last` ends it. `serial` names the transcript in the answers."""

    serial: int
    rows: tuple[Row, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Change:
    """New versions of some paragraphs, in text order, the ids of those that are gone, and what new ones follow."""

    rows: tuple[Row, ...]
    gone: tuple[int, ...]
    follows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LookAt:
    """What the person sees: these paragraphs come first."""

    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Forget what is still to be checked."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Never do this work: (paragraph, revision, stage), each of which ended a worker."""

    work: frozenset[tuple[int, int, int]]


Order = Configure | Load | Change | LookAt | Cancel | SetAside


# --- from the worker -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Results as rows of the transcript `serial`, and how far the work is; done == total says that it rests."""

    serial: int
    rows: tuple[Row, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Said:
    """A status in words from `source` ("grammar", "worker")."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Troubled:
    """A detector failed on this paragraph, which was set aside."""

    paragraph: int
    text: str


Answer = Found | Said | Troubled


# --- rows ------------------------------------------------------------------------------------------------------


def paragraph_rows(paragraphs: Iterable[Paragraph]) -> tuple[Row, ...]:
    """Return paragraphs as plain tuples."""
    return tuple(
        (p.id, p.text, p.revision, p.language, p.speaker, p.begin, p.end, p.soft, p.origin, p.word_probabilities)
        for p in paragraphs
    )


def paragraphs_of(rows: Iterable[Row]) -> list[Paragraph]:
    """Return the paragraphs that `paragraph_rows` packed."""
    return [Paragraph(*row) for row in rows]


def result_row(paragraph: Paragraph, suggestions: Sequence[Suggestion], pending: Iterable[Kind]) -> Row:
    """Return one paragraph's result as plain tuples."""
    return (paragraph.id, paragraph.revision, tuple(map(_row, suggestions)), tuple(map(str, pending)))


def results_of(rows: Iterable[Row]) -> list[Result]:
    """Return the results that `result_row` packed; about 10 µs a suggestion."""
    return [
        Result(where, revision, tuple(_suggestion(where, revision, row) for row in some), frozenset(map(Kind, kinds)))
        for where, revision, some, kinds in rows
    ]


def _row(s: Suggestion) -> Row:
    also = tuple((p.paragraph, p.span.start, p.span.end, p.original, p.replacement) for p in s.also)
    return (s.span.start, s.span.end, s.original, s.replacements, str(s.kind), s.rule, s.confidence,
            s.term, s.title, s.reasons, s.group, also)


def _suggestion(paragraph: int, revision: int, row: Row) -> Suggestion:
    start, end, original, replacements, kind, rule, confidence, term, title, reasons, group, also = row
    patches = tuple(Patch(where, Span(a, b), old, new) for where, a, b, old, new in also)
    return Suggestion(paragraph, revision, Span(start, end), original, replacements, Kind(kind), rule, confidence,
                      term, title, reasons, group, patches)


# --- frames ----------------------------------------------------------------------------------------------------


def frame(message: Order | Answer) -> bytes:
    """Return a message as it goes over the pipe: its length (four bytes, little end first), then its pickle."""
    body = pickle.dumps(message, protocol=5)
    return _HEAD.pack(len(body)) + body


def read_frame(read: Callable[[int], bytes]) -> Any:
    """Return the next message, None at the end of the stream. `read` returns as many bytes as asked, fewer at its end.

    Only ever fed by the pipe of our own worker or our own window.
    """
    head = read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    body = read(size)
    return pickle.loads(body) if len(body) == size else None
