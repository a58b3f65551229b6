"""The whole analysis behind one object: stages of detectors over one transcript, merged per paragraph.

The worker process and the command line drive the same engine. A stage is a group of detectors of like speed: the
first (dictionary and speech) answers in milliseconds, the next (the embedded grammar checker) in tens of them, the
last (LanguageTool) when its server does. `advance` runs one stage on one paragraph and returns all that is known of
that paragraph so far, so that a later answer replaces an earlier one as a whole.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from editor.suggest.detector import Confirming, Detector, NotYet, Patient, Related
from editor.suggest.merge import merge
from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span

if TYPE_CHECKING:
    from editor.suggest.dictionary.term import Dictionary

_PATIENCE = 120.0  # seconds that the command line waits for a server to start, or to come back
_POLL = 0.05
_AHEAD = 6  # paragraphs that a patient detector is told of beforehand


class KnownTerms(Protocol):
    """What the dictionary tells the others: where a paragraph already has a term right."""

    def protected(self, paragraph: Paragraph) -> Sequence[Span]:
        """Return the spans that are already written as a term says."""


@runtime_checkable
class Teachable(Protocol):
    """A detector that takes other dictionaries without being built anew."""

    def set_dictionaries(self, dictionaries: Sequence[Dictionary]) -> None:
        """Use these from now on."""

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """See Detector.load."""


@runtime_checkable
class Ignoring(Protocol):
    """A detector that can be told words never to be reported."""

    def set_ignored(self, words: Iterable[str]) -> None:
        """Leave these out from now on."""


@runtime_checkable
class Ruled(Protocol):
    """A detector whose rules can be switched."""

    def set_rules(self, rules: Mapping[str, str]) -> bool:
        """Treat rules so from now on; False, and nothing done, where it has to be built anew for that."""


class Engine:
    """Stages of detectors over the paragraphs of one transcript. One thread."""

    def __init__(self, stages: Sequence[Sequence[Detector]], known: KnownTerms | None = None,
                 least: float = MAYBE) -> None:
        self.stages = [list(stage) for stage in stages]
        self._patient: list[list[Patient]] = [[d for d in s if isinstance(d, Patient)] for s in self.stages]
        self._find_related()
        self.known = known
        self._least = least
        self._paragraphs: dict[int, Paragraph] = {}
        self._found: dict[int, list[list[Suggestion] | None]] = {}  # by stage, None where it has not been run
        self._kept: dict[int, list[Suggestion]] = {}  # what the first stage's other kinds said, at a change of level
        self._after: dict[int, list[int]] = {}

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take a whole transcript; nothing is analysed yet."""
        self._paragraphs = {p.id: p for p in paragraphs}
        self._found, self._kept = {}, {}
        self._after = {}
        for detector in self._detectors():
            detector.load(paragraphs)

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int] = ()) -> list[int]:
        """Take new versions of some paragraphs; drop what was known of them and of the `gone`.

        Returns what else is to be checked again: a translation of one of them, for instance.
        """
        gone = list(gone)
        for paragraph_id in [*gone, *(p.id for p in paragraphs)]:
            self._found.pop(paragraph_id, None)
            self._kept.pop(paragraph_id, None)
            self._paragraphs.pop(paragraph_id, None)
        self._paragraphs.update({p.id: p for p in paragraphs})
        for detector in self._detectors():
            detector.change(paragraphs, gone)
        others = {i for detector in self._related for i in detector.related()}
        return sorted(i for i in others.difference(p.id for p in paragraphs) if i in self._paragraphs)

    def teach(self, dictionaries: Sequence[Dictionary], paragraphs: Sequence[Paragraph]) -> bool:
        """Use other dictionaries on the same transcript: only the first stage has to be run again.

        False, and nothing done, where the engine has to be built anew. What slower stages found stays known: merging
        keeps them off the new terms.
        """
        if not isinstance(self.known, Teachable):
            return False
        self._kept = {}
        self.known.set_dictionaries(dictionaries)
        self.known.load(paragraphs)
        return True

    def relevel(self, detectors: Sequence[Detector], paragraphs: Sequence[Paragraph]) -> None:
        """Use these speech detectors (of another level) on the same transcript.

        Only the first stage has to be run again, and of it only they: what its other detectors found is kept.
        """
        for paragraph_id, (first, *_) in self._found.items():
            if first is not None and paragraph_id not in self._kept:
                self._kept[paragraph_id] = [s for s in first if s.kind is not Kind.SPEECH]
        self.stages[0] = [*(d for d in self.stages[0] if d.kind is not Kind.SPEECH), *detectors]
        self._find_related()
        for detector in detectors:
            detector.load(paragraphs)

    def ignore(self, words: Iterable[str]) -> list[int]:
        """Leave these words out from now on; return the stages that have to be run again for it."""
        words = tuple(words)
        stages = []
        for number, stage in enumerate(self.stages):
            able = [detector for detector in stage if isinstance(detector, Ignoring)]
            for detector in able:
                detector.set_ignored(words)
            stages += [number] if able else []
        return stages

    def set_rules(self, rules: Mapping[str, str]) -> list[int] | None:
        """Treat grammar rules so from now on; return the stages to be run again, None where all is to be built anew."""
        stages = []
        for number, stage in enumerate(self.stages):
            ruled = [detector for detector in stage if isinstance(detector, Ruled)]
            if not all(detector.set_rules(rules) for detector in ruled):
                return None
            stages += [number] if ruled else []
        return stages

    def advance(self, paragraph_id: int, stage: int) -> list[Suggestion] | None:
        """Run `stage` on a paragraph; return all that is known of it now, None where it is gone. May raise NotYet."""
        paragraph = self._paragraphs.get(paragraph_id)
        if paragraph is None:
            return None
        found = self._found.setdefault(paragraph_id, [None for _ in self.stages])
        kept = None if stage else self._kept.pop(paragraph_id, None)
        asked = [d for d in self.stages[stage] if kept is None or d.kind is Kind.SPEECH]
        found[stage] = [*(kept or ()), *(s for detector in asked for s in detector.suggest(paragraph))]
        protected = self.known.protected(paragraph) if self.known else ()
        everything = [s for part in found for s in part or ()]
        for detector in self._confirming:
            everything = detector.confirm(paragraph, everything)
        return merge(paragraph, everything, protected, self._least)

    def suggest(self, paragraph_id: int) -> list[Suggestion]:
        """Run every stage on a paragraph, as the command line does; waits for what is slow, two minutes at most."""
        result: list[Suggestion] = []
        for stage in range(len(self.stages)):
            result = self._patiently(paragraph_id, stage, result)
        return result

    def _patiently(self, paragraph_id: int, stage: int, before: list[Suggestion]) -> list[Suggestion]:
        until = time.monotonic() + _PATIENCE
        if self._patient[stage]:
            self.prefetch(self._following(paragraph_id), stage)
        while time.monotonic() < until:
            if self.ready(stage):
                with contextlib.suppress(NotYet):
                    return self.advance(paragraph_id, stage) or []
            else:
                time.sleep(_POLL)
        return before

    def _following(self, paragraph_id: int) -> list[int]:
        """The paragraphs behind this one in the order of loading."""
        if self._after.get(paragraph_id) is None:
            ids = list(self._paragraphs)
            self._after = {i: ids[n + 1 : n + 1 + _AHEAD] for n, i in enumerate(ids)}
        return self._after.get(paragraph_id, [])

    def patient(self, stage: int) -> bool:
        """Return whether any detector of a stage works in the background."""
        return bool(self._patient[stage])

    def ready(self, stage: int) -> bool:
        """Return whether every detector of a stage can answer now."""
        return all(detector.ready() for detector in self._patient[stage])

    def prefetch(self, paragraph_ids: Iterable[int], stage: int) -> None:
        """Tell a stage which paragraphs it will be asked about next."""
        if self._patient[stage]:
            some = [p for p in map(self._paragraphs.get, paragraph_ids) if p is not None]
            for detector in self._patient[stage]:
                detector.prefetch(some)

    def close(self) -> None:
        """End what the detectors started (servers)."""
        for detector in (d for stage in self._patient for d in stage):
            detector.close()

    def _find_related(self) -> None:
        """Look which detectors tell of other paragraphs, and which bear out what others find."""
        self._related = [d for d in self._detectors() if isinstance(d, Related)]
        self._confirming = [d for d in self._detectors() if isinstance(d, Confirming)]

    def _detectors(self) -> Iterable[Detector]:
        return (detector for stage in self.stages for detector in stage)
