"""The review of one transcript: its marks and decisions, and every change a person can make, each one undoable.

All changes go through one door, `_do`: it replaces runs of paragraph states, keeps the counts and the alike index
right, pushes one step on the history and tells the listeners. Belongs to one thread (the window's).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from editor.review.history import Change, Effect, History, Run, State, Step
from editor.review.mark import Mark, Verdict, moved
from editor.suggest.suggestion import Patch, Suggestion
from editor.transcript import Edit, Paragraph, Span, Transcript, minimal_edit

_JOINT = "\u2029"  # between paragraphs while an edit across them is measured; no paragraph holds it


class Review:
    """Transcript, marks, decisions, history. Listeners are called after each change, in order of `listen`."""

    def __init__(self, transcript: Transcript, history: History | None = None) -> None:
        self.transcript = transcript
        self.history = history or History()
        self.ignored: frozenset[str] = frozenset()  # alike keys silenced in this transcript
        self.counts: Counter[Verdict] = Counter()
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._home: dict[int, int] = {}  # mark id -> paragraph id
        self._alike: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._last_mark = 0
        self._listeners: list[Callable[[Change], None]] = []

    # --- questions -------------------------------------------------------------------------------------------

    def marks_in(self, paragraph_id: int) -> tuple[Mark, ...]:
        """Return the paragraph's marks in text order."""
        return self._marks.get(paragraph_id, ())

    def mark(self, mark_id: int) -> Mark | None:
        """Return a mark, None where it is gone."""
        return next((m for m in self.marks_in(self._home.get(mark_id, 0)) if m.id == mark_id), None)

    def paragraph_of(self, mark_id: int) -> int | None:
        """Return the id of the paragraph that a mark stands in."""
        return self._home.get(mark_id)

    def marks(self) -> Iterator[Mark]:
        """Yield all marks in the order of the text."""
        for paragraph in self.transcript:
            yield from self._marks.get(paragraph.id, ())

    def alike(self, mark: Mark) -> list[Mark]:
        """Return the open marks that one decision on `mark` could settle (itself among them), in text order."""
        found = [m for m in map(self.mark, self._alike.get(mark.suggestion.alike, ())) if m and not m.decided]
        return sorted(found, key=self._place)

    def alike_count(self, mark: Mark) -> int:
        """Return how many open marks are alike; O(1)."""
        return len(self._alike.get(mark.suggestion.alike, ()))

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` told of every change."""
        self._listeners.append(listener)

    # --- what the analysis says ------------------------------------------------------------------------------

    def receive(self, paragraph_id: int, revision: int, suggestions: Sequence[Suggestion]) -> bool:
        """Take the analysis of one paragraph: its open marks give way to `suggestions`.

        False, and nothing done, where the paragraph is gone or has another revision by now (a stale result).
        Decisions stay. What was rejected, ignored or accepted here is not raised again. No undo step.
        """
        paragraph = self.transcript.by_id(paragraph_id)
        if paragraph is None or paragraph.revision != revision:
            return False
        old = self.marks_in(paragraph_id)
        decided = [m for m in old if m.decided]
        known = {(m.span, m.suggestion.original): m.id for m in old if not m.decided}
        fresh = []
        for s in suggestions:
            if s.alike in self.ignored or any(_settles(m, s) for m in decided):
                continue
            mark_id = known.pop((s.span, s.original), 0)
            if not mark_id:
                self._last_mark += 1
                mark_id = self._last_mark
            fresh.append(Mark(mark_id, s, s.span))
        self._put(paragraph_id, tuple(sorted([*decided, *fresh], key=lambda m: (m.span, m.id))))
        return True

    def restore(self, paragraph_id: int, marks: Iterable[Mark]) -> None:
        """Put back decisions that were read from a project or a recovery file."""
        marks = tuple(sorted(marks, key=lambda m: (m.span, m.id)))
        self._last_mark = max([self._last_mark, *(m.id for m in marks)])
        self._put(paragraph_id, marks)

    # --- what the person does --------------------------------------------------------------------------------

    def typed(self, index: int, count: int, texts: Sequence[str], label: str = "typing") -> Change | None:
        """The view already shows `texts` where `count` paragraphs stood from `index`: take it as one edit.

        Paragraphs that only moved keep their ids; marks keep their place in the text across splits and joins.
        """
        before = self._states(index, count)
        old = [s.paragraph for s in before]
        if [p.text for p in old] == list(texts):
            return None
        after = self._rewritten(before, texts)
        return self._do(label, [Run(index, before, after)], "typing", typing=True)

    def accept(self, choices: Mapping[int, str | None], label: str | None = None) -> Change | None:
        """Put in the replacement of each open mark (`choices`: mark id to chosen text, None for the best one).

        All as one step. A mark that is gone, decided or offers nothing is passed over; so is one whose further
        parts (`also`) no longer stand. None where nothing was left to do.
        """
        drafts = _Drafts(self)
        done = []
        for mark in sorted(filter(None, map(self.mark, choices)), key=self._place, reverse=True):
            chosen = choices[mark.id]
            if chosen is None and not mark.suggestion.replacements:
                continue
            text = mark.suggestion.replacement if chosen is None else chosen
            if drafts.accept(mark, text):
                done.append((mark, text))
        if not done:
            return None
        return self._do(label or _named("accept", done), drafts.runs(), "command")

    def decide(self, mark_ids: Iterable[int], verdict: Verdict, label: str | None = None) -> Change | None:
        """Reject (or mark otherwise) open marks without touching the text; one step."""
        drafts = _Drafts(self)
        done = []
        for mark in filter(None, map(self.mark, mark_ids)):
            if not mark.decided:
                drafts.settle(mark, verdict)
                done.append((mark, mark.suggestion.original))
        if not done:
            return None
        word = {Verdict.REJECTED: "reject", Verdict.IGNORED: "ignore"}.get(verdict, str(verdict))
        return self._do(label or _named(word, done), drafts.runs(), "command")

    def reopen(self, mark_ids: Iterable[int]) -> Change | None:
        """Open rejected or ignored marks again whose text still stands."""
        drafts = _Drafts(self)
        done = []
        for mark in filter(None, map(self.mark, mark_ids)):
            paragraph = self.transcript.by_id(self._home[mark.id])
            quiet = mark.verdict in (Verdict.REJECTED, Verdict.IGNORED)
            if quiet and paragraph and mark.span.of(paragraph.text) == mark.suggestion.original:
                drafts.settle(mark, Verdict.OPEN)
                done.append((mark, mark.suggestion.original))
        return self._do(_named("reopen", done), drafts.runs(), "command") if done else None

    def ignore(self, mark: Mark) -> Change | None:
        """Silence everything alike in this transcript, now and after later checks."""
        drafts = _Drafts(self)
        alike = self.alike(mark)
        for each in alike:
            drafts.settle(each, Verdict.IGNORED)
        label = _named("ignore", [(m, m.suggestion.original) for m in alike])
        ignored = self.ignored | {mark.suggestion.alike}
        return self._do(label, drafts.runs(), "command", ignored=ignored)

    def replace(self, edits: Mapping[int, Sequence[Edit]], label: str,
                effects: Sequence[Effect] = ()) -> Change | None:
        """Make several edits by paragraph id as one step (find and replace, a correction); edits do not overlap."""
        drafts = _Drafts(self)
        for paragraph_id, some in edits.items():
            for edit in sorted(some, key=lambda e: e.span, reverse=True):
                drafts.edit(paragraph_id, edit)
        runs = drafts.runs()
        return self._do(label, runs, "command", effects=effects) if runs or effects else None

    def join(self, index: int, between: str = " ") -> Change | None:
        """Join the paragraph at `index` with the next one."""
        if not 0 <= index < len(self.transcript) - 1:
            return None
        before = self._states(index, 2)
        text = before[0].paragraph.text + between + before[1].paragraph.text
        after = self._rewritten(before, [text])
        first = replace(after[0].paragraph, end=before[1].paragraph.end)
        return self._do("join", [Run(index, before, (State(first, after[0].marks),))], "command")

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
        """Take the last step back: text, decisions and effects together."""
        step = self.history.take_back()
        if step is None:
            return None
        for effect in reversed(step.effects):
            effect.undo()
        self.ignored = step.ignored_before
        return self._apply(step.label, [r.inverse() for r in reversed(step.runs)], "undo")

    def redo(self) -> Change | None:
        """Do the step that was undone last again."""
        step = self.history.bring_again()
        if step is None:
            return None
        for effect in step.effects:
            effect.redo()
        self.ignored = step.ignored_after
        return self._apply(step.label, list(step.runs), "redo")

    # --- inside ----------------------------------------------------------------------------------------------

    def _do(self, label: str, runs: Sequence[Run], origin: str, *, typing: bool = False,
            effects: Sequence[Effect] = (), ignored: frozenset[str] | None = None) -> Change:
        ignored = self.ignored if ignored is None else ignored
        step = Step(label, tuple(runs), tuple(effects), self.ignored, ignored, typing)
        for effect in effects:
            effect.redo()
        self.history.push(step)
        self.ignored = ignored
        return self._apply(label, runs, origin)

    def _apply(self, label: str, runs: Sequence[Run], origin: str) -> Change:
        for run in runs:
            for state in run.before:
                self._put(state.paragraph.id, ())
            self.transcript.splice(run.index, len(run.before), [s.paragraph for s in run.after])
            for state in run.after:
                self._put(state.paragraph.id, state.marks)
        change = Change(label, tuple(runs), origin)
        for listener in self._listeners:
            listener(change)
        return change

    def _states(self, index: int, count: int) -> tuple[State, ...]:
        some = self.transcript.paragraphs[index : index + count]
        return tuple(State(p, self.marks_in(p.id)) for p in some)

    def _put(self, paragraph_id: int, marks: tuple[Mark, ...]) -> None:
        for mark in self._marks.pop(paragraph_id, ()):
            self.counts[mark.verdict] -= 1
            del self._home[mark.id]
            if not mark.decided:
                group = self._alike[mark.suggestion.alike]
                del group[mark.id]
                if not group:
                    del self._alike[mark.suggestion.alike]
        if not marks:
            return
        self._marks[paragraph_id] = marks
        for mark in marks:
            self.counts[mark.verdict] += 1
            self._home[mark.id] = paragraph_id
            if not mark.decided:
                self._alike[mark.suggestion.alike][mark.id] = None

    def _place(self, mark: Mark) -> tuple[int, Span]:
        return self.transcript.index_of(self._home[mark.id]) or 0, mark.span

    def _rewritten(self, before: tuple[State, ...], texts: Sequence[str]) -> tuple[State, ...]:
        """Return the states for `texts`, with ids and marks carried over from `before` by one edit across both."""
        old = _JOINT.join(s.paragraph.text for s in before)
        edit = minimal_edit(old, _JOINT.join(texts))
        paragraphs = self._identified([s.paragraph for s in before], texts)
        placed, offset = [], 0
        for state in before:
            placed += [replace(m, span=_shift(m.span, offset)) for m in state.marks]
            offset += len(state.paragraph.text) + 1
        kept = moved(placed, edit)
        after, offset = [], 0
        for paragraph in paragraphs:
            end = offset + len(paragraph.text)
            own = [m for m in kept if offset <= m.span.start and m.span.end <= end]
            kept = tuple(m for m in kept if m not in own)
            after.append(State(paragraph, tuple(replace(m, span=_shift(m.span, -offset)) for m in own)))
            offset = end + 1
        return tuple(after)

    def _identified(self, old: list[Paragraph], texts: Sequence[str]) -> list[Paragraph]:
        """Return paragraphs for `texts`: equal ones at both ends stay as they are, the rest pair up in order."""
        head = 0
        while head < min(len(old), len(texts)) and old[head].text == texts[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(texts)) - head and old[-1 - tail].text == texts[-1 - tail]:
            tail += 1
        middle_old = old[head : len(old) - tail]
        like = (middle_old or old)[0]
        middle = []
        for n, text in enumerate(texts[head : len(texts) - tail]):
            middle.append(self.transcript.edited(middle_old[n], text) if n < len(middle_old)
                          else self.transcript.made(text, like))
        return [*old[:head], *middle, *old[len(old) - tail :]]


class _Drafts:
    """Paragraph states being rewritten for one step; they become runs of one paragraph each."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._before: dict[int, State] = {}
        self._text: dict[int, str] = {}
        self._marks: dict[int, tuple[Mark, ...]] = {}

    def accept(self, mark: Mark, text: str) -> bool:
        """Put `text` on an open mark, and its further parts; False where any part no longer stands."""
        home = self._review.paragraph_of(mark.id)
        if home is None or not self._open(home):
            return False
        current = next((m for m in self._marks[home] if m.id == mark.id), None)
        if current is None or current.decided or current.span.of(self._text[home]) != mark.suggestion.original:
            return False
        if not all(self._stands(patch) for patch in mark.suggestion.also):
            return False
        self._marks[home] = tuple(m for m in self._marks[home] if m.id != mark.id)
        self.edit(home, Edit(current.span, text))
        start = current.span.start
        settled = replace(current, span=Span(start, start + len(text)), verdict=Verdict.ACCEPTED, chosen=text)
        self._marks[home] = tuple(sorted([*self._marks[home], settled], key=lambda m: (m.span, m.id)))
        for patch in mark.suggestion.also:
            self.edit(patch.paragraph, Edit(patch.span, patch.replacement))
        return True

    def settle(self, mark: Mark, verdict: Verdict) -> None:
        """Give a mark a verdict; its text stays."""
        home = self._review.paragraph_of(mark.id)
        if home is not None and self._open(home):
            self._marks[home] = tuple(
                replace(m, verdict=verdict) if m.id == mark.id else m for m in self._marks[home]
            )

    def edit(self, paragraph_id: int, edit: Edit) -> None:
        """Edit a paragraph and move its marks."""
        if self._open(paragraph_id):
            self._text[paragraph_id] = edit.apply(self._text[paragraph_id])
            self._marks[paragraph_id] = moved(self._marks[paragraph_id], edit)

    def runs(self) -> list[Run]:
        """Return one run for each paragraph that changed."""
        result = []
        for paragraph_id, state in self._before.items():
            paragraph = state.paragraph
            if self._text[paragraph_id] != paragraph.text:
                paragraph = self._review.transcript.edited(paragraph, self._text[paragraph_id])
            after = State(paragraph, self._marks[paragraph_id])
            index = self._review.transcript.index_of(paragraph_id)
            if after != state and index is not None:
                result.append(Run(index, (state,), (after,)))
        return result

    def _open(self, paragraph_id: int) -> bool:
        if paragraph_id in self._before:
            return True
        paragraph = self._review.transcript.by_id(paragraph_id)
        if paragraph is None:
            return False
        marks = self._review.marks_in(paragraph_id)
        self._before[paragraph_id] = State(paragraph, marks)
        self._text[paragraph_id], self._marks[paragraph_id] = paragraph.text, marks
        return True

    def _stands(self, patch: Patch) -> bool:
        if not self._open(patch.paragraph):
            return False
        return patch.span.of(self._text[patch.paragraph]) == patch.original


def _settles(mark: Mark, suggestion: Suggestion) -> bool:
    """True where a decision already answers this suggestion."""
    if mark.verdict is Verdict.ACCEPTED:
        inside = mark.span.start <= suggestion.span.start and suggestion.span.end <= mark.span.end
        return inside and len(mark.span) > 0
    if not mark.span.overlaps(suggestion.span):
        return False
    same = mark.suggestion.original == suggestion.original
    return same and mark.suggestion.replacement == suggestion.replacement


def _named(verb: str, done: Sequence[tuple[Mark, str]]) -> str:
    """Name a step as the menu shows it: "accept Grok ×4"."""
    if not done:
        return verb
    text = done[0][1] or done[0][0].suggestion.original
    text = text if len(text) <= 30 else text[:29] + "…"
    if len(done) == 1:
        return f"{verb} {text}"
    return f"{verb} {text} ×{len(done)}" if len({t for _, t in done}) == 1 else f"{verb} {len(done)} suggestions"


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
