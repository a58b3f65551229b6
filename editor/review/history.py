"""One undo history: every step stores what it replaced and what it put there, so undo needs no inverse arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from editor.review.mark import Mark
from editor.transcript import Edit, Paragraph, minimal_edit

TYPING_PAUSE = 1.0  # seconds; a longer pause starts a new undo step
_KEY = 8  # code points that one key or one choice of an input method gives at most


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
    keys: int = 1  # how many were joined


Place = tuple[int, Step | None]
"""How many steps were done, and the last of them."""


class History:
    """Steps done and steps undone. Knows nothing of how a run is applied."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: list[Step] = []
        self._done = 0
        self._clean: int | None = 0
        self._open = False

    def push(self, step: Step) -> None:
        """Do the step's effects and add it; what was undone is forgotten. Adjacent typing becomes one step.

        Where an effect raises nothing has happened.
        """
        _all_or_none([(e.redo, e.undo) for e in step.effects])
        step.at = self._clock()
        if self._clean is not None and self._clean > self._done:
            self._clean = None
        del self._steps[self._done :]
        last = self._steps[-1] if self._steps else None
        if last is not None and self._open and self._clean != self._done and _joins(last, step):
            last.runs = (Run(last.runs[0].index, last.runs[0].before, step.runs[0].after),)
            last.at = step.at
            last.keys += 1
        else:
            self._steps.append(step)
            self._done += 1
        self._open = step.typing

    def seal(self) -> None:
        """Let the next typed character start a new undo step."""
        self._open = False

    def take_back(self) -> Step | None:
        """Take back the effects of the step to undo, count it as undone and return it.

        Where an effect raises (a dictionary that cannot be written) nothing has happened.
        """
        self._open = False
        if not self._done:
            return None
        step = self._steps[self._done - 1]
        _all_or_none([(e.undo, e.redo) for e in reversed(step.effects)])
        self._done -= 1
        return step

    def bring_again(self) -> Step | None:
        """Do the effects of the step to redo again, count it as done and return it; raises as `take_back` does."""
        self._open = False
        if self._done == len(self._steps):
            return None
        step = self._steps[self._done]
        _all_or_none([(e.redo, e.undo) for e in step.effects])
        self._done += 1
        return step

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

    def mark_dirty(self) -> None:
        """No state of this history is on disk (the work was recovered after a crash)."""
        self._clean = None

    def place(self) -> Place:
        """Return where the history stands, for `mark_clean` later; what is typed from now on is a new step."""
        self.seal()
        return self._done, self._steps[self._done - 1] if self._done else None

    def mark_clean(self, at: Place | None = None) -> None:
        """The state `at` a place, or the present one, is on disk."""
        if at is None:
            self._clean = self._done
            return
        done, step = at
        kept = not done or (done <= len(self._steps) and self._steps[done - 1] is step)
        self._clean = done if kept else None  # else it was taken back, and other steps done instead


def _all_or_none(deeds: Sequence[tuple[Callable[[], None], Callable[[], None]]]) -> None:
    """Do them all; where one raises, take back those before it."""
    for n, (do, _) in enumerate(deeds):
        try:
            do()
        except BaseException:
            for _, take_back in reversed(deeds[:n]):
                take_back()
            raise


def _joins(last: Step, step: Step) -> bool:
    """True where a key goes on with what the keys before it did, in the same paragraph and without a pause.

    What is typed joins up to the end of a word, what is deleted joins as long as it is one stretch of text; a paste
    stands alone, and so does the first key after the other kind.
    """
    if not (last.typing and step.typing) or step.at - last.at > TYPING_PAUSE:
        return False
    one, two = _edit(last), _edit(step)
    if one is None or two is None or _paragraph_after(last) != _paragraph_before(step):
        return False
    both = minimal_edit(last.runs[0].before[0].paragraph.text, step.runs[0].after[0].paragraph.text)
    if _is_key(two) and not two.span:
        typed_before = one.text if _is_key(one) or last.keys > 1 else ""
        if not typed_before or typed_before[-1].isspace():
            return False
        # measured over both, so that a letter typed beside its like does not count as typed elsewhere
        return len(both.text) == len(one.text) + len(two.text) and len(both.span) == len(one.span)
    if not two.text and not one.text:
        return not both.text and len(both.span) == len(one.span) + len(two.span) and len(two.span) <= _KEY
    return False


def _edit(step: Step) -> Edit | None:
    """The step's edit where it is one paragraph's text that changed, else None."""
    if len(step.runs) != 1 or len(step.runs[0].before) != 1 or len(step.runs[0].after) != 1:
        return None
    return minimal_edit(step.runs[0].before[0].paragraph.text, step.runs[0].after[0].paragraph.text)


def _paragraph_before(step: Step) -> tuple[int, int]:
    paragraph = step.runs[0].before[0].paragraph
    return paragraph.id, paragraph.revision


def _paragraph_after(step: Step) -> tuple[int, int]:
    paragraph = step.runs[0].after[0].paragraph
    return paragraph.id, paragraph.revision


def _is_key(edit: Edit) -> bool:
    """True where the text put in is what one key gives: a character, or the few code points of an emoji."""
    return len(edit.text) == 1 or (1 < len(edit.text) <= _KEY and not edit.text.isascii())
