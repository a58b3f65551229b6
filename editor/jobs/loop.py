"""The worker's work, one paragraph at a time: obeys messages between paragraphs and answers in batches.

Knows nothing of processes and pipes, so that a test can drive it in its own process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.errors import UserError
from editor.jobs.agenda import Agenda
from editor.jobs.messages import (
    Answer,
    Cancel,
    Change,
    Configure,
    Found,
    Load,
    LookAt,
    Order,
    Row,
    Said,
    SetAside,
    Troubled,
    paragraphs_of,
    result_row,
)
from editor.jobs.mirror import Mirror
from editor.suggest.assemble import relevel
from editor.suggest.detector import NotYet
from editor.suggest.engine import Engine
from editor.suggest.suggestion import Kind

if TYPE_CHECKING:
    from editor.suggest.assemble import EngineOptions

Build = Callable[["EngineOptions", Callable[[str, str], None]], Engine]
BATCH_TIME = 0.05  # seconds between batches: twenty a second are enough for any progress bar
BATCH_SIZE = 200  # suggestions in a batch: two milliseconds to unpack on the other side
_AHEAD = 8  # paragraphs that a stage working in the background is told of beforehand
_FAR_AHEAD = 60  # before the first step, in which the dictionary looks at much more than one paragraph
LEVEL = "level"  # source of a status that names the level at which all speech is looked through by now
_PAUSE = 0.25  # seconds before a stage is asked again that could not answer


class Loop:
    """State of the worker. One thread, but for `say`, which detectors may call from theirs.

    `send` takes each answer. `begin` is told the work (paragraph, revision, stage) before it is started and None
    after it, so that whoever watches knows what a crash or a hang is about.
    """

    def __init__(self, build: Build, send: Callable[[Answer], None],
                 begin: Callable[[tuple[int, int, int] | None], None] = lambda work: None) -> None:
        self._build = build
        self._send = send
        self._begin = begin
        self._engine: Engine | None = None
        self._options: EngineOptions | None = None
        self._mirror = Mirror()
        self._loaded = False
        self._serial = 0
        self._agenda = Agenda()
        self._later: dict[int, float] = {}  # stage -> when to ask it again
        self._aside: set[tuple[int, int, int]] = set()
        self._batch: list[Row] = []
        self._size = 0
        self._sent_at = 0.0
        self._done = 0
        self._resting = True
        self._levelling = False  # the first stage is under way, and its end is to be told

    def obey(self, message: Order) -> None:
        """Take one message; costs what the detectors' `load` and `change` cost, and `build` for Configure."""
        match message:
            case Configure():
                self._configure(message.options)
            case Load():
                self._load(message)
            case Change():
                self._change(message)
            case LookAt():
                self._agenda.look_at(message.paragraphs)
            case Cancel():
                self._agenda.clear()
                self._resting = self._levelling = False
            case SetAside():
                self._aside |= message.work

    def step(self) -> bool:
        """Check one paragraph at one stage; False where there is nothing to do now."""
        work = self._agenda.take(self._ready) if self._engine else None
        if work is None:
            self._rest()
            return False
        self._resting = False
        self._check(*work)
        if self._size >= BATCH_SIZE or time.monotonic() - self._sent_at >= BATCH_TIME:
            self._flush()
        if self._levelling and self._agenda.done_with(0) and self._agenda.left(self._ready):
            self._flush()
            self._say_level()
        return True

    @property
    def waiting(self) -> bool:
        """True where work is left for a stage that is not ready: ask `step` again in a moment."""
        return self._engine is not None and self._agenda.waiting

    def say(self, source: str, text: str) -> None:
        """Tell the window a status in words."""
        self._send(Said(source, text))

    def close(self) -> None:
        """End what the detectors started."""
        if self._engine:
            self._engine.close()

    def _configure(self, options: EngineOptions) -> None:
        before, self._options = self._options, options
        if self._engine and before and self._taught(before, options):
            return
        try:
            engine = self._build(options, self.say)
        except UserError as error:
            self._options = before
            self.say("worker", str(error))
            return
        if self._engine:
            self._engine.close()
        self._engine = engine
        if self._loaded:
            self._start()

    def _taught(self, before: EngineOptions, options: EngineOptions) -> bool:
        """Where only words (a correction was added, one is ignored), rules or the level are others, keep the servers.

        What was decided since the engine was built (`history`) does not make a new one: it counts from the next one on.
        """
        engine = self._engine
        words = replace(options, dictionaries=before.dictionaries, ignored=before.ignored, history=before.history,
                        level=before.level, rules=before.rules)
        if engine is None or words != before:
            return False
        ruled = engine.set_rules(options.rules) if options.rules != before.rules else []
        if ruled is None:
            return False
        paragraphs = self._mirror.paragraphs() if self._loaded else ()
        other_level = options.level != before.level
        only_level = other_level and replace(words, level=options.level, rules=options.rules) == options
        if not only_level and not engine.teach(options.dictionaries, paragraphs):
            return False
        if other_level:
            relevel(engine, options, paragraphs)
        again = engine.ignore(options.ignored) if options.ignored != before.ignored else []
        self._levelling = self._levelling or other_level
        if self._loaded:
            for stage in {0, *again, *ruled}:
                self._agenda.again(self._mirror.order, stage)
            self._resting = False
        return True

    def _load(self, message: Load) -> None:
        if message.first:
            self._mirror.clear()
            self._agenda.restart((), 0)
            self._batch, self._size = [], 0
            self._loaded = False
        self._serial = message.serial
        self._mirror.extend(paragraphs_of(message.rows))
        if message.last:
            self._loaded = True
            self._start()

    def _start(self) -> None:
        if self._engine:
            self._engine.load(self._mirror.paragraphs())
            self._agenda.restart(self._mirror.order, len(self._engine.stages))
            self._done = 0
            self._resting = False
            self._levelling = True

    def _change(self, message: Change) -> None:
        paragraphs = paragraphs_of(message.rows)
        if self._mirror.change(paragraphs, message.gone, dict(message.follows)):
            self._agenda.reorder(self._mirror.order)
        if self._engine and self._loaded:
            related = self._engine.change(paragraphs, message.gone)
            self._agenda.add([*(p.id for p in paragraphs), *related])

    def _ready(self, stage: int) -> bool:
        if self._engine is None or self._later.get(stage, 0.0) > time.monotonic():
            return False
        return self._engine.ready(stage)

    def _check(self, paragraph_id: int, stage: int) -> None:
        paragraph = self._mirror.get(paragraph_id)
        engine = self._engine
        if paragraph is None or engine is None:
            return
        self._done += 1
        work = (paragraph_id, paragraph.revision, stage)
        if work in self._aside:
            return
        self._begin(work)
        try:
            self._look_ahead(engine, stage)
            suggestions = engine.advance(paragraph_id, stage)
        except NotYet:
            self._agenda.put_back(paragraph_id, stage)
            self._later[stage] = time.monotonic() + _PAUSE
            self._done -= 1
            return
        except Exception as error:  # noqa: BLE001 - the job gate: one detector's bug must not cost the others' findings
            self._aside.add(work)
            what = f"{type(error).__name__}: {error}"
            self._send(Troubled(paragraph_id, f"A check failed here and was left out ({what})."))
            return
        finally:
            self._begin(None)
        if suggestions is not None:
            row = result_row(paragraph, suggestions, self._pending_kinds(paragraph_id))
            self._batch.append(row)
            self._size += len(suggestions) + 1

    def _look_ahead(self, engine: Engine, stage: int) -> None:
        """Let the stage, and the one after it, begin in the background with what comes next."""
        for n in range(stage, min(stage + 2, len(engine.stages))):
            if engine.patient(n) and self._ready(n):
                engine.prefetch(self._agenda.upcoming(n, _AHEAD if self._done > 1 else _FAR_AHEAD), n)

    def _pending_kinds(self, paragraph_id: int) -> set[Kind]:
        """The kinds that will be heard from soon: their stage is ready and still has this paragraph to do."""
        engine = self._engine
        if engine is None:
            return set()
        stages = [n for n in self._agenda.stages_left(paragraph_id) if self._ready(n)]
        return {detector.kind for n in stages for detector in engine.stages[n]}

    def _flush(self) -> None:
        left = self._agenda.left(self._ready)
        self._send(Found(self._serial, tuple(self._batch), self._done, self._done + left))
        self._batch, self._size, self._sent_at = [], 0, time.monotonic()

    def _say_level(self) -> None:
        self._levelling = False
        if self._options is not None:
            self.say(LEVEL, self._options.level)

    def _rest(self) -> None:
        if not self._resting and self._loaded:
            self._flush()
            self._resting, self._done = True, 0
        if self._levelling and self._loaded and self._engine and self._agenda.done_with(0):
            self._say_level()
