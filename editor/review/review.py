"""The review of one transcript: its marks and decisions, and every change a person can make, each one undoable.

All changes go through one door, `_do`: it replaces runs of paragraph states, keeps the counts and the alike index
right, pushes one step on the history and tells the listeners. Belongs to one thread (the window's).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from editor.review.drafts import Drafts
from editor.review.history import Change, Effect, History, Run, State, Step
from editor.review.index import MarkIndex
from editor.review.mark import Mark, Verdict, in_order
from editor.review.rewrite import rewritten
from editor.suggest.suggestion import JOIN, Kind, Patch, Suggestion
from editor.transcript import Edit, Paragraph, Span, Transcript

_BEHIND = 4  # code points behind a removed text by which its place is known
_QUIET = (Verdict.REJECTED, Verdict.IGNORED)  # decided, and the text is what it was


class Review:
    """Transcript, marks, decisions, history. Listeners are called after each change, in order of `listen`."""

    def __init__(self, transcript: Transcript, history: History | None = None) -> None:
        self.transcript = transcript
        self.history = history or History()
        self.ignored: frozenset[str] = frozenset()  # alike keys silenced in this transcript
        self._index = MarkIndex()
        self._last_mark = 0
        self._listeners: list[Callable[[Change], None]] = []

    def snapshot(self) -> Review:
        """Return the review as it stands, to be written down on another thread: to be read, and not for what is alike.

        Costs some milliseconds with 100,000 paragraphs, which are shared with this one.
        """
        copied = Review(self.transcript.copy())
        copied.ignored = self.ignored
        copied._index = self._index.copy()
        return copied

    # --- questions -------------------------------------------------------------------------------------------

    @property
    def counts(self) -> Counter[Verdict]:
        """How many marks have each verdict; do not change it."""
        return self._index.counts

    def marks_in(self, paragraph_id: int) -> tuple[Mark, ...]:
        """Return the paragraph's marks in text order."""
        return self._index.within(paragraph_id)

    def mark(self, mark_id: int) -> Mark | None:
        """Return a mark, None where it is gone; O(1)."""
        return self._index.get(mark_id)

    def paragraph_of(self, mark_id: int) -> int | None:
        """Return the id of the paragraph that a mark stands in; O(1)."""
        return self._index.home(mark_id)

    def marks(self) -> Iterator[Mark]:
        """Yield all marks in the order of the text."""
        for paragraph in self.transcript:
            yield from self._index.within(paragraph.id)

    def alike(self, mark: Mark, verdicts: Collection[Verdict] = (Verdict.OPEN,)) -> list[Mark]:
        """Return the open marks that one decision on `mark` could settle (itself among them), in text order.

        With other `verdicts`: those alike that were decided so.
        """
        found = [m for m in self._index.alike(mark.suggestion.alike) if m.verdict in verdicts]
        return sorted(found, key=self._place)

    def alike_count(self, mark: Mark) -> int:
        """Return how many open marks are alike; O(1)."""
        return self._index.open_alike(mark.suggestion.alike)

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` told of every change."""
        self._listeners.append(listener)

    # --- what the analysis says ------------------------------------------------------------------------------

    def receive(self, paragraph_id: int, revision: int, suggestions: Sequence[Suggestion],
                pending: Collection[Kind] = ()) -> bool:
        """Take the analysis of one paragraph: its open marks give way to `suggestions`.

        False, and nothing done, where the paragraph is gone or has another revision by now (a stale result).
        Decisions stay. What was rejected, ignored or accepted here is not raised again. Open marks of the `pending`
        kinds, which are still to be heard from, stay where nothing new overlaps them. No undo step.
        """
        paragraph = self.transcript.by_id(paragraph_id)
        if paragraph is None or paragraph.revision != revision:
            return False
        old = self.marks_in(paragraph_id)
        kept = [m for m in old if m.decided]
        known = {(m.span, m.suggestion.original): m for m in old if not m.decided}
        fresh = []
        for s in suggestions:
            if s.alike in self.ignored or s.span.of(paragraph.text) != s.original or any(_settles(m, s) for m in kept):
                continue
            same = known.pop((s.span, s.original), None)
            if same is None:
                self._last_mark += 1
            fresh.append(Mark(same.id if same else self._last_mark, s, s.span))
        kept += [m for m in known.values() if m.suggestion.kind in pending
                 and not any(m.span.overlaps(f.span) for f in fresh)]
        self._index.put(paragraph_id, in_order([*kept, *fresh]))
        return True

    def restore(self, paragraph_id: int, marks: Iterable[Mark]) -> None:
        """Put back decisions that were read from a project or a recovery file."""
        marks = in_order(marks)
        self._last_mark = max([self._last_mark, *(m.id for m in marks)])
        self._index.put(paragraph_id, marks)

    # --- what the person does --------------------------------------------------------------------------------

    def typed(self, index: int, count: int, texts: Sequence[str], label: str = "typing") -> Change | None:
        """The view already shows `texts` where `count` paragraphs stood from `index`: take it as one edit.

        Paragraphs that only moved keep their ids; marks keep their place in the text across splits and joins.
        """
        before, texts = list(self._states(index, count)), list(texts)
        while before and texts and before[-1].paragraph.text == texts[-1]:
            del before[-1], texts[-1]
        same = 0
        while same < min(len(before), len(texts)) and before[same].paragraph.text == texts[same]:
            same += 1
        before, texts = before[same:], texts[same:]
        if not before and not texts:
            return None
        after = rewritten(self.transcript, before, texts)
        return self._do(label, [Run(index + same, tuple(before), after)], "typing", typing=True)

    def accept(self, choices: Mapping[int, str | None],
               label: str | Callable[[int], str] | None = None) -> Change | None:
        """Put in the replacement of each open mark (`choices`: mark id to chosen text, None for the best one).

        All as one step, named `label` (told how many were done). A mark that is gone, decided or offers nothing is
        passed over; so is one whose further parts (`also`) no longer stand, and one that another of them overlaps.
        None where nothing was left to do.
        """
        drafts = self._drafts()
        done = []
        for mark in sorted(filter(None, map(self.mark, choices)), key=self._place):
            chosen = choices[mark.id]
            if mark.decided or (chosen is None and not mark.suggestion.replacements):
                continue
            text = mark.suggestion.replacement if chosen is None else chosen
            settled = mark.settled(Verdict.ACCEPTED, text)
            if drafts.rewrite(self._home(mark), mark, settled, text, mark.suggestion.also):
                done.append((mark, text))
        if callable(label):
            label = label(len(done))
        return self._do(label or _named("accept", done), drafts.runs(), "command") if done else None

    def revert(self, mark_ids: Iterable[int]) -> Change | None:
        """Put the original text back for accepted marks whose text still stands, and open them again; one step."""
        drafts = self._drafts()
        done = []
        for mark in sorted(filter(None, map(self.mark, mark_ids)), key=self._place):
            if mark.verdict is Verdict.ACCEPTED:
                original = mark.suggestion.original
                parts = [_back(patch) for patch in mark.suggestion.also]
                opened = mark.settled(Verdict.OPEN)
                if all(map(self._fits, parts)) and drafts.rewrite(self._home(mark), mark, opened, original, parts):
                    done.append((mark, original))
        return self._do(_named("revert", done), drafts.runs(), "command") if done else None

    def decide(self, mark_ids: Iterable[int], verdict: Verdict, label: str | None = None) -> Change | None:
        """Reject (or ignore) open marks without touching the text; one step."""
        if verdict not in _QUIET:
            raise ValueError(f"{verdict} needs more than a verdict")
        drafts = self._drafts()
        done = []
        for mark in filter(None, map(self.mark, dict.fromkeys(mark_ids))):
            if not mark.decided:
                drafts.settle(self._home(mark), mark, verdict)
                done.append((mark, mark.suggestion.original))
        word = "reject" if verdict is Verdict.REJECTED else "ignore"
        return self._do(label or _named(word, done), drafts.runs(), "command") if done else None

    def reopen(self, mark_ids: Iterable[int]) -> Change | None:
        """Open rejected or ignored marks again; what was ignored in the whole transcript opens everywhere."""
        drafts = self._drafts()
        done: dict[int, Mark] = {}
        loud = set()
        for mark in filter(None, map(self.mark, mark_ids)):
            group = [mark]
            if mark.verdict is Verdict.IGNORED and mark.suggestion.alike in self.ignored:
                loud.add(mark.suggestion.alike)
                group = self.alike(mark, [Verdict.IGNORED])
            done.update((m.id, m) for m in group if m.verdict in _QUIET)
        for mark in done.values():
            drafts.settle(self._home(mark), mark, Verdict.OPEN)
        label = _named("reopen", [(m, m.suggestion.original) for m in done.values()])
        return self._do(label, drafts.runs(), "command", ignored=self.ignored - loud) if done else None

    def ignore(self, mark: Mark, effects: Sequence[Effect] = ()) -> Change | None:
        """Silence everything alike in this transcript, now and after later checks."""
        drafts = self._drafts()
        alike = self.alike(mark)
        for each in alike:
            drafts.settle(self._home(each), each, Verdict.IGNORED)
        label = _named("ignore", [(m, m.suggestion.original) for m in alike])
        ignored = self.ignored | {mark.suggestion.alike}
        return self._do(label, drafts.runs(), "command", effects=effects, ignored=ignored)

    def replace(self, edits: Mapping[int, Sequence[Edit]], label: str,
                effects: Sequence[Effect] = ()) -> Change | None:
        """Make several edits by paragraph id as one step (find and replace, a correction).

        All positions count in the present text; of two edits that overlap the first one is made.
        """
        drafts = self._drafts()
        for paragraph_id, some in edits.items():
            for edit in some:
                drafts.edit(paragraph_id, edit)
        runs = drafts.runs()
        return self._do(label, runs, "command", effects=effects) if runs or effects else None

    def join(self, index: int, between: str = " ", count: int = 2) -> Change | None:
        """Join `count` paragraphs from `index` on; the one that stays lasts from the first's begin to the last's end.

        Empty ones among them, the blank lines of a text, leave nothing behind.
        """
        if count < 2 or not 0 <= index <= len(self.transcript) - count:
            return None
        before = self._states(index, count)
        text = between.join(s.paragraph.text for s in (before[0], *(s for s in before[1:-1] if s.paragraph.text),
                                                       before[-1]))
        quiet = [State(s.paragraph, tuple(m for m in s.marks if m.decided or m.suggestion.rule != JOIN))
                 for s in before]  # what points at this break has had its say
        return self._do("join", [Run(index, before, rewritten(self.transcript, quiet, [text]))], "command")

    def amend(self, paragraphs: Sequence[Paragraph], label: str) -> Change | None:
        """Replace paragraphs by versions with other language, speaker or times; texts and marks stay."""
        runs = []
        for paragraph in paragraphs:
            index = self.transcript.index_of(paragraph.id)
            if index is not None and self.transcript[index] != paragraph:
                state = self._states(index, 1)
                runs.append(Run(index, state, (State(paragraph, state[0].marks),)))
        return self._do(label, runs, "command") if runs else None

    def undo(self) -> Change | None:
        """Take the last step back: text, decisions and effects together; raises what an effect raises."""
        step = self.history.take_back()
        if step is None:
            return None
        self.ignored = step.ignored_before
        return self._apply(step.label, [r.inverse() for r in reversed(step.runs)], "undo")

    def redo(self) -> Change | None:
        """Do the step that was undone last again; raises what an effect raises."""
        step = self.history.bring_again()
        if step is None:
            return None
        self.ignored = step.ignored_after
        return self._apply(step.label, list(step.runs), "redo")

    # --- inside ----------------------------------------------------------------------------------------------

    def _do(self, label: str, runs: Sequence[Run], origin: str, *, typing: bool = False,
            effects: Sequence[Effect] = (), ignored: frozenset[str] | None = None) -> Change:
        ignored = self.ignored if ignored is None else ignored
        self.history.push(Step(label, tuple(runs), tuple(effects), self.ignored, ignored, typing))
        self.ignored = ignored
        return self._apply(label, runs, origin)

    def _apply(self, label: str, runs: Sequence[Run], origin: str) -> Change:
        for run in runs:
            self.transcript.splice(run.index, len(run.before), [s.paragraph for s in run.after])
            stay = {s.paragraph.id for s in run.after}
            for state in run.before:
                if state.paragraph.id not in stay:
                    self._index.put(state.paragraph.id, ())
            for state in run.after:
                self._index.put(state.paragraph.id, state.marks)
        change = Change(label, tuple(runs), origin)
        for listener in self._listeners:
            listener(change)
        return change

    def _drafts(self) -> Drafts:
        return Drafts(self.transcript, self.marks_in)

    def _fits(self, part: Patch) -> bool:
        """Return whether a part that leaves nothing to know its place by still has the words behind it that it had."""
        paragraph, pieces = self.transcript.by_id(part.paragraph), self.transcript.source.pieces
        if part.span or paragraph is None or paragraph.origin is None or not pieces:
            return True
        behind = paragraph.text[part.span.end : part.span.end + _BEHIND]
        return part.replacement + behind in pieces[paragraph.origin].text

    def _home(self, mark: Mark) -> int:
        home = self._index.home(mark.id)
        assert home is not None, "only marks of this review are asked for"
        return home

    def _states(self, index: int, count: int) -> tuple[State, ...]:
        some = self.transcript.paragraphs[index : index + count]
        return tuple(State(p, self.marks_in(p.id)) for p in some)

    def _place(self, mark: Mark) -> tuple[int, Span]:
        return self.transcript.index_of(self._home(mark)) or 0, mark.span


def _settles(mark: Mark, suggestion: Suggestion) -> bool:
    """True where a decision already answers this suggestion."""
    if mark.verdict is Verdict.ACCEPTED:
        inside = mark.span.start <= suggestion.span.start and suggestion.span.end <= mark.span.end
        return inside and len(mark.span) > 0
    if mark.verdict is Verdict.EDITED or not mark.span.overlaps(suggestion.span):
        return False
    said = mark.suggestion
    return said.original == suggestion.original and (
        suggestion.replacement in said.replacements or suggestion.replacement == said.replacement)


def _back(patch: Patch) -> Patch:
    """Return the patch that takes an applied one back where it still stands."""
    span = Span(patch.span.start, patch.span.start + len(patch.replacement))
    return Patch(patch.paragraph, span, patch.replacement, patch.original)


def _named(verb: str, done: Sequence[tuple[Mark, str]]) -> str:
    """Name a step as the menu shows it: "accept Grok ×4"."""
    if not done:
        return verb
    text = done[0][1] or done[0][0].suggestion.original
    text = text if len(text) <= 30 else text[:29] + "…"
    if len(done) == 1:
        return f"{verb} {text}"
    return f"{verb} {text} ×{len(done)}" if len({t for _, t in done}) == 1 else f"{verb} {len(done)} suggestions"
