"""The seam between the engine and what finds things: one protocol, implemented by every detector."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, runtime_checkable

from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph


class Detector(Protocol):
    """Finds one kind of fault. Lives in the worker process (or the command line); one thread; no Qt.

    The engine calls `load` once with the whole transcript, `change` after every edit, and `suggest` for one
    paragraph at a time, visible ones first. What needs the whole document (other places, topic) is kept up to date
    in `load` and `change`; `suggest` only looks. It never raises for any text, and takes milliseconds.
    """

    name: str
    kind: Kind

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take the whole transcript, replacing what was known."""

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions of some paragraphs, and forget those whose ids are `gone`."""

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the findings in this version of the paragraph, in text order; they may overlap."""


@runtime_checkable
class Related(Protocol):
    """What a detector may have besides, when a change of one paragraph concerns the findings in another."""

    def related(self) -> Collection[int]:
        """Return the paragraphs whose findings the last `change` may have altered, beside those it was given."""


class NotYet(Exception):  # noqa: N818 - no error: the answer comes later
    """Raised by a Patient's `suggest` that cannot answer after all (its server has just died): ask again later."""


@runtime_checkable
class Patient(Protocol):
    """What a detector may have besides, when it depends on something slow (a server that takes seconds to start).

    While `ready` is False nobody calls its `suggest`; the worker asks again and comes back to what was left out.
    `prefetch` names the paragraphs whose turn comes next and returns at once. `close` ends whatever it started.
    """

    def ready(self) -> bool:
        """Return whether `suggest` would answer now; costs microseconds."""

    def prefetch(self, paragraphs: Sequence[Paragraph]) -> None:
        """Begin with these, if that can go on beside other work."""

    def close(self) -> None:
        """End servers and threads; called once, at the end."""


@runtime_checkable
class Confirming(Protocol):
    """What a detector may have besides, when it knows of something that bears out what others find."""

    def confirm(self, paragraph: Paragraph, findings: Sequence[Suggestion]) -> list[Suggestion]:
        """Return everybody's findings in a paragraph, some of them surer."""


class Local:
    """The part of a detector that looks at one paragraph at a time and keeps nothing of the others."""

    kind: Kind

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Nothing to prepare: every paragraph stands for itself."""

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Nothing to prepare."""
