"""What to check next: edited and visible paragraphs first, then stage by stage in text order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

_REMEMBERED = 200  # paragraphs edited or seen a moment ago that still come before the rest
_TRIES = 3  # of work that could not be done, before others of its stage come first
Work = tuple[int, int]
"""(paragraph id, stage)"""


class Agenda:
    """Pending work. The quick stage of the whole text comes before the slow stage of what nobody looks at."""

    def __init__(self) -> None:
        self._order: Sequence[int] = ()
        self._pending: list[set[int]] = []
        self._later: list[set[int]] = []  # per stage: what could not be answered
        self._tries: dict[Work, int] = {}  # how often work was put back
        self._cursor: list[int] = []  # per stage: everything before this place in the order is done
        self._front: list[deque[int]] = []
        self._visible: tuple[int, ...] = ()

    def restart(self, order: Sequence[int], stages: int) -> None:
        """Have everything checked at every stage."""
        self._order = order
        self._pending = [set(order) for _ in range(stages)]
        self._later = [set() for _ in range(stages)]
        self._tries = {}
        self._cursor = [0] * stages
        self._front = [deque(self._visible) for _ in range(stages)]

    def again(self, order: Sequence[int], stage: int) -> None:
        """Have everything checked at one stage again; the others go on."""
        self._order = order
        self._pending[stage] = set(order)
        self._cursor = [0] * len(self._cursor)
        self._front[stage] = deque(self._visible)

    def reorder(self, order: Sequence[int]) -> None:
        """Take another order of the text (paragraphs split, joined, gone)."""
        self._order = order
        self._cursor = [0] * len(self._cursor)
        present = set(order)
        for pending in (*self._pending, *self._later):
            pending &= present

    def add(self, paragraphs: Sequence[int]) -> None:
        """Have these checked before anything else."""
        for pending, front in zip(self._pending, self._front, strict=True):
            pending.update(paragraphs)
            front.extendleft(reversed(paragraphs))

    def put_back(self, paragraph: int, stage: int) -> None:
        """Have a piece of work done again: soon for the first times, then behind all others of its stage."""
        tries = self._tries.get((paragraph, stage), 0) + 1
        self._tries[paragraph, stage] = tries
        if tries <= _TRIES:
            self._pending[stage].add(paragraph)
            self._front[stage].append(paragraph)
        else:
            self._later[stage].add(paragraph)

    def look_at(self, paragraphs: Iterable[int]) -> None:
        """Put what the person sees first."""
        self._visible = tuple(paragraphs)
        for stage, front in enumerate(self._front):
            before = islice((i for i in front if i in self._pending[stage]), _REMEMBERED)
            self._front[stage] = deque(dict.fromkeys([*self._visible, *before]))

    def clear(self) -> None:
        """Forget all pending work."""
        for pending, front in zip(self._pending, self._front, strict=True):
            pending.clear()
            front.clear()
        for later in self._later:
            later.clear()

    def take(self, ready: Callable[[int], bool]) -> Work | None:
        """Return the next piece of work of a stage that is ready, and count it as done."""
        for n, later in enumerate(self._later):
            if later and not self._pending[n]:
                self._pending[n], self._later[n], self._cursor[n] = later, set(), 0
        stages = [n for n, pending in enumerate(self._pending) if pending and ready(n)]
        for stage in stages:
            if (paragraph := self._first_in_front(stage)) is not None:
                self._pending[stage].discard(paragraph)
                return paragraph, stage
        for stage in stages:
            for paragraph in self._rest(stage):
                self._pending[stage].discard(paragraph)
                return paragraph, stage
        return None

    def upcoming(self, stage: int, count: int) -> list[int]:
        """Return the next paragraphs of a stage, at most `count`, without taking them."""
        pending = self._pending[stage]
        some = dict.fromkeys(i for i in self._front[stage] if i in pending)
        cursor = self._cursor[stage]
        while len(some) < count and cursor < len(self._order):
            if self._order[cursor] in pending:
                some[self._order[cursor]] = None
            cursor += 1
        return list(some)[:count]

    def left(self, ready: Callable[[int], bool]) -> int:
        """Return how many pieces of work are pending at stages that are ready."""
        return sum(len(pending) for n, pending in enumerate(self._pending) if pending and ready(n))

    def done_with(self, stage: int) -> bool:
        """Return whether nothing is left to do at a stage."""
        return not self._pending[stage] and not self._later[stage]

    def stages_left(self, paragraph: int) -> list[int]:
        """Return the stages at which a paragraph is still to be checked."""
        return [n for n, pending in enumerate(self._pending) if paragraph in pending]

    @property
    def waiting(self) -> bool:
        """True where any work is pending, ready or not."""
        return any(self._pending) or any(self._later)

    def _first_in_front(self, stage: int) -> int | None:
        front, pending = self._front[stage], self._pending[stage]
        while front:
            paragraph = front.popleft()
            if paragraph in pending:
                return paragraph
        return None

    def _rest(self, stage: int) -> Iterator[int]:
        pending = self._pending[stage]
        while self._cursor[stage] < len(self._order):
            paragraph = self._order[self._cursor[stage]]
            self._cursor[stage] += 1
            if paragraph in pending:
                yield paragraph
