"""One undo history: every step stores what it replaced and what it put there, so undo needs no inverse arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from editor.review.mark import Mark
from editor.transcript import Paragraph

TYPING_PAUSE = 1.0  # seconds; a longer pause starts a new undo step


@dataclass(frozen=True, slots=True)
class State:
    """One paragraph with its marks: immutable, shared between history and review."""

    paragraph: Paragraph
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """At `index`, the states `before` gave way to `after`. The paragraphs of one step never interleave."""

    index: int
    before: tuple[State, ...]
    after: tuple[State, ...]

    def inverse(self) -> Run:
        """Return the run that takes this one back."""
        return Run(self.index, self.after, self.before)


class Effect(Protocol):
    """Something outside the transcript that a step changes too (a term added to a dictionary)."""

    def redo(self) -> None:
        """Do it (again)."""

    def undo(self) -> None:
        """Take it back."""


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners are told: which runs were replaced, in the order to apply them, and why.

    `origin` is "typing" where the view already shows the text, "command", "undo" or "redo" where it must be told.
    """

    label: str
    runs: tuple[Run, ...]
    origin: str

    @property
    def texts_changed(self) -> bool:
        """False where only decisions changed."""
        return any(
            [s.paragraph for s in run.before] != [s.paragraph for s in run.after] for run in self.runs
        )


@dataclass(slots=True)
class Step:
    """One entry of the history."""

    label: str
    runs: tuple[Run, ...]
    effects: tuple[Effect, ...] = ()
    ignored_before: frozenset[str] = frozenset()
    ignored_after: frozenset[str] = frozenset()
    typing: bool = False
    at: float = 0.0


class History:
    """Steps done and steps undone. Knows nothing of how a run is applied."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: list[Step] = []
        self._done = 0
        self._clean: int | None = 0
        self._open = False

    def push(self, step: Step) -> None:
        """Add a step that has been done; what was undone is forgotten. Adjacent typing becomes one step."""
        step.at = self._clock()
        if self._clean is not None and self._clean > self._done:
            self._clean = None
        del self._steps[self._done :]
        last = self._steps[-1] if self._steps else None
        if last is not None and self._open and self._clean != self._done and _joins(last, step):
            last.runs = (Run(last.runs[0].index, last.runs[0].before, step.runs[0].after),)
            last.at = step.at
        else:
            self._steps.append(step)
            self._done += 1
        self._open = step.typing

    def seal(self) -> None:
        """Let the next typed character start a new undo step."""
        self._open = False

    def take_back(self) -> Step | None:
        """Return the step to undo, and count it as undone."""
        self._open = False
        if not self._done:
            return None
        self._done -= 1
        return self._steps[self._done]

    def bring_again(self) -> Step | None:
        """Return the step to redo, and count it as done."""
        self._open = False
        if self._done == len(self._steps):
            return None
        self._done += 1
        return self._steps[self._done - 1]

    @property
    def undo_label(self) -> str | None:
        """Name of the step that undo would take back; None where there is none."""
        return self._steps[self._done - 1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """Name of the step that redo would bring again; None where there is none."""
        return self._steps[self._done].label if self._done < len(self._steps) else None

    @property
    def clean(self) -> bool:
        """True where the present state is the one last marked as saved."""
        return self._clean == self._done

    def mark_clean(self) -> None:
        """The present state is on disk."""
        self._clean = self._done


def _joins(last: Step, step: Step) -> bool:
    """True where typing goes on in the same paragraph, a word not yet ended, without a pause."""
    if not (last.typing and step.typing) or step.at - last.at > TYPING_PAUSE:
        return False
    one, two = last.runs, step.runs
    if len(one) != 1 or len(two) != 1 or one[0].index != two[0].index:
        return False
    if len(one[0].after) != 1 or len(two[0].before) != 1 or len(two[0].after) != 1:
        return False
    if one[0].after[0].paragraph != two[0].before[0].paragraph:
        return False
    return not _ended_word(one[0].before, one[0].after)


def _ended_word(before: Sequence[State], after: Sequence[State]) -> bool:
    if len(before) != 1 or len(after) != 1:
        return True
    from editor.transcript import minimal_edit

    edit = minimal_edit(before[0].paragraph.text, after[0].paragraph.text)
    return edit.text[-1:].isspace()
