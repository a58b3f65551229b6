"""Whatever a person does, in whatever order: text, anchors and decisions agree with a simple model after every step.

The long version takes 100,000 steps: pytest tests/review/test_model.py -m slow -s
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from editor.review import Review, Verdict
from editor.review.history import History
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Edit, Span, Transcript
from tests.review.model import Model, seen_in, stands

WRONG = {"Grock": "Grok", "the the": "the", "um ": "", "GPD for": "GPT-4 😀", "a": "an", "oo": "o"}
PIECES = [*WRONG, "Grok", " ", "x", "😀", "o", "the", "𝒳y", "."]
texts = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
steps_taken = Counter[str]()


class Person(RuleBasedStateMachine):
    """Does at random what a person and the analysis do."""

    @initialize(lines=st.lists(texts, min_size=1, max_size=4))
    def open(self, lines: list[str]) -> None:
        self.now = 0.0
        self.review = Review(Transcript.of_lines(lines), History(lambda: self.now))
        self.model = Model(lines)
        self.past: list[tuple[Model, frozenset[str]]] = []
        self.future: list[tuple[Model, frozenset[str]]] = []
        self.stale: list[tuple[int, int, list[Suggestion]]] = []
        self.heard = 0  # analyses taken: each may change what is open without a step
        for index in range(len(lines)):
            self.analyse(index, 0)

    # --- helpers ---------------------------------------------------------------------------------------------

    def did(self, label: str) -> None:
        steps_taken[label] += 1
        self.now += 10

    def remember(self) -> None:
        self.past.append((self.model.copy(), self.review.ignored))
        self.future.clear()

    def suggestions(self, index: int, seed: int) -> list[Suggestion]:
        """What an analysis might say: the wrong words, some left out, some with another replacement."""
        paragraph = self.review.transcript[index]
        found = []
        for n, match in enumerate(re.finditer("|".join(map(re.escape, WRONG)), paragraph.text)):
            right = WRONG[match[0]] if (seed + n) % 5 else "another"
            kind = Kind.GRAMMAR if match[0] in ("a", "oo") else Kind.DICTIONARY
            if (seed + n) % 7:
                found.append(Suggestion(paragraph.id, paragraph.revision, Span(*match.span()), match[0], (right,),
                                        kind, "test", 0.9))
        return found

    def analyse(self, index: int, seed: int) -> None:
        paragraph = self.review.transcript[index]
        said = self.suggestions(index, seed)
        decided = [m for m in self.review.marks_in(paragraph.id) if m.decided]
        assert self.review.receive(paragraph.id, paragraph.revision, said)
        marks = self.review.marks_in(paragraph.id)
        assert [m for m in marks if m.decided] == decided
        shown = [m.suggestion for m in marks if not m.decided]
        assert all(s in said for s in shown)
        for s in said:
            answered = s.alike in self.review.ignored or any(
                (m.span.start <= s.span.start < s.span.end <= m.span.end and m.verdict is Verdict.ACCEPTED)
                or (m.span.overlaps(s.span) and m.suggestion.original == s.original) for m in decided
            )
            assert s in shown or answered
        self.model.forget_open(index)
        self.model.adopt(self.review, index)
        self.heard += 1
        self.stale.append((paragraph.id, paragraph.revision, said))

    def lines(self) -> list[str]:
        return [p.text for p in self.review.transcript]

    def marks(self, *verdicts: Verdict) -> list[int]:
        return [m.id for m in self.review.marks() if m.verdict in verdicts]

    def type_over(self, lines: list[str], start: int, old: int, new: int) -> None:
        """Let the view show `lines`, `new` of which stand where `old` stood from `start`."""
        if lines == self.lines():
            return
        self.remember()
        self.model.type_over(lines)
        change = self.review.typed(start, old, lines[start : start + new])
        assert change is not None
        assert change.origin == "typing"

    # --- the person ------------------------------------------------------------------------------------------

    @rule(data=st.data(), text=texts)
    def paste_over(self, data: st.DataObject, text: str) -> None:
        lines = self.lines()
        n = data.draw(st.integers(0, len(lines) - 1))
        a = data.draw(st.integers(0, len(lines[n])))
        b = data.draw(st.integers(a, min(len(lines[n]), a + 8)))
        lines[n] = lines[n][:a] + text + lines[n][b:]
        around = data.draw(st.integers(0, n))  # the view may name more paragraphs than have changed
        self.type_over(lines, around, n - around + 1, n - around + 1)
        self.did("paste")

    @rule(data=st.data(), pasted=st.lists(texts, min_size=1, max_size=3))
    def paste_lines(self, data: st.DataObject, pasted: list[str]) -> None:
        """Split, join, or paste several lines over a selection of several."""
        lines = self.lines()
        n = data.draw(st.integers(0, len(lines) - 1))
        m = data.draw(st.integers(n, min(len(lines) - 1, n + 2)))
        a = data.draw(st.integers(0, len(lines[n])))
        b = data.draw(st.integers(a if m == n else 0, len(lines[m])))
        put = [*pasted]
        put[0] = lines[n][:a] + put[0]
        put[-1] = put[-1] + lines[m][b:]
        old, new = lines[n : m + 1], list(put)
        while old and new and old[-1] == new[-1]:
            old.pop(), new.pop()
        while old and new and old[0] == new[0]:
            old.pop(0), new.pop(0)
        if not old or not new or len(lines) - (m - n + 1) + len(put) > 8:
            return
        lines[n : m + 1] = put
        self.type_over(lines, n, m - n + 1, len(put))
        self.did("paste lines")

    @rule(data=st.data(), word=st.sampled_from(["Grock", "xo", "oo", "é", "和平", "n't"]), back=st.integers(0, 3))
    def type_word(self, data: st.DataObject, word: str, back: int) -> None:
        """Keys without a pause are one step; backspaces after them another."""
        lines = self.lines()
        n = data.draw(st.integers(0, len(lines) - 1))
        a = data.draw(st.integers(0, len(lines[n])))
        self.review.history.seal()
        for made in (range(1, len(word) + 1), range(len(word) - 1, max(-1, len(word) - back - 1), -1)):
            steps = len(self.review.history._steps[: self.review.history._done])
            first = True
            for length in made:
                present = self.lines()
                present[n] = lines[n][:a] + word[:length] + lines[n][a:]
                if first:
                    self.remember()
                    first = False
                self.model.type_over(present)
                assert self.review.typed(n, 1, [present[n]]) is not None
            assert len(self.review.history._steps) == steps + (not first)
        self.did("type")

    @precondition(lambda self: self.marks(Verdict.OPEN))
    @rule(data=st.data(), chosen=st.sampled_from([None, None, "", "chosen", "a"]))
    def accept(self, data: st.DataObject, chosen: str | None) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.marks(Verdict.OPEN)), min_size=1, max_size=3, unique=True))
        self.accept_marks(dict.fromkeys(ids, chosen))
        self.did("accept")

    @precondition(lambda self: self.marks(Verdict.OPEN))
    @rule(data=st.data())
    def accept_alike(self, data: st.DataObject) -> None:
        mark = self.review.mark(data.draw(st.sampled_from(self.marks(Verdict.OPEN))))
        assert mark is not None
        alike = self.review.alike(mark)
        assert len(alike) == self.review.alike_count(mark)
        self.accept_marks({m.id: None for m in alike})
        self.did("accept alike")

    def accept_marks(self, choices: dict[int, str | None]) -> None:
        self.remember()
        paragraph = {m.id: p.id for p in self.review.transcript for m in self.review.marks_in(p.id)}
        marks = []
        asked = list(choices)  # of two on the very same words the one that is named first wins
        for mark in sorted((m for m in self.review.marks() if m.id in choices),
                           key=lambda m: (self.review.transcript.index_of(paragraph[m.id]), m.span, asked.index(m.id))):
            met = any(paragraph[m.id] == paragraph[mark.id] and m.span.overlaps(mark.span) for m in marks)
            if not met:  # one reopened may overlap a newer one: the first wins
                marks.append(mark)
        assert self.review.accept(choices) is not None
        for mark in marks:
            chosen = choices[mark.id]
            self.model.put(mark.id, mark.suggestion.replacement if chosen is None else chosen, Verdict.ACCEPTED)

    @precondition(lambda self: self.marks(Verdict.ACCEPTED))
    @rule(data=st.data())
    def revert(self, data: st.DataObject) -> None:
        mark_id = data.draw(st.sampled_from(self.marks(Verdict.ACCEPTED)))
        self.remember()
        assert self.review.revert([mark_id]) is not None
        self.model.put(mark_id, self.model.anchors[mark_id].original, Verdict.OPEN)
        self.did("revert")

    @precondition(lambda self: self.marks(Verdict.OPEN))
    @rule(data=st.data(), verdict=st.sampled_from([Verdict.REJECTED, Verdict.IGNORED]))
    def decide(self, data: st.DataObject, verdict: Verdict) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.marks(Verdict.OPEN)), min_size=1, max_size=3))
        self.remember()
        assert self.review.decide(ids, verdict) is not None
        for mark_id in ids:
            self.model.anchors[mark_id].verdict = verdict
        self.did("reject")

    @precondition(lambda self: self.marks(Verdict.OPEN))
    @rule(data=st.data())
    def ignore(self, data: st.DataObject) -> None:
        mark = self.review.mark(data.draw(st.sampled_from(self.marks(Verdict.OPEN))))
        assert mark is not None
        self.remember()
        for each in self.review.alike(mark):
            self.model.anchors[each.id].verdict = Verdict.IGNORED
        self.review.ignore(mark)
        assert not self.review.alike(mark)
        self.did("ignore")

    @precondition(lambda self: self.marks(Verdict.REJECTED, Verdict.IGNORED))
    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        mark_id = data.draw(st.sampled_from(self.marks(Verdict.REJECTED, Verdict.IGNORED)))
        mark = self.review.mark(mark_id)
        assert mark is not None
        self.remember()
        group = [mark]
        if mark.verdict is Verdict.IGNORED and mark.suggestion.alike in self.review.ignored:
            group = self.review.alike(mark, [Verdict.IGNORED])
        assert self.review.reopen([mark_id]) is not None
        for each in group:
            self.model.anchors[each.id].verdict = Verdict.OPEN
        self.did("reopen")

    @rule(find=st.sampled_from(["o", "Gro", " ", "😀"]), put=st.sampled_from(["", "ö", "new text"]))
    def replace_all(self, find: str, put: str) -> None:
        edits = {
            index: [Edit(Span(*m.span()), put) for m in re.finditer(re.escape(find), p.text)]
            for index, p in enumerate(self.review.transcript) if find in p.text
        }
        if edits:
            self.remember()
            transcript = self.review.transcript
            self.review.replace({transcript[index].id: some for index, some in edits.items()}, "replace")
            self.model.replace([(index, edit) for index, some in edits.items() for edit in some])
        self.did("replace")

    @precondition(lambda self: self.past)
    @rule(again=st.booleans())
    def undo(self, again: bool) -> None:
        for _ in range(1 + again):
            if self.past:
                self.future.append((self.model.copy(), self.review.ignored))
                self.come_back(self.review.undo(), *self.past.pop())
        self.did("undo")

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append((self.model.copy(), self.review.ignored))
        self.come_back(self.review.redo(), *self.future.pop())
        self.did("redo")

    def come_back(self, change: object, model: Model, ignored: frozenset[str]) -> None:
        """What was decided and where is as it was; an analysis meanwhile may have changed what is open."""
        assert change is not None
        assert self.review.ignored == ignored
        self.model = model.copy()
        assert self.lines() == model.texts()
        assert [m for m in seen_in(self.review) if m[4].decided] == [m for m in model.seen() if m[4].decided]
        if not self.heard:
            assert seen_in(self.review) == model.seen()
        for index in range(len(self.review.transcript)):
            self.model.forget_open(index)
            self.model.adopt(self.review, index)

    # --- the analysis ----------------------------------------------------------------------------------------

    @rule(data=st.data(), seed=st.integers(0, 40))
    def receive(self, data: st.DataObject, seed: int) -> None:
        self.analyse(data.draw(st.integers(0, len(self.review.transcript) - 1)), seed)
        self.did("receive")

    @precondition(lambda self: self.stale)
    @rule(data=st.data())
    def receive_stale(self, data: st.DataObject) -> None:
        paragraph_id, revision, said = data.draw(st.sampled_from(self.stale))
        present = self.review.transcript.by_id(paragraph_id)
        if present is None or present.revision != revision:
            before = seen_in(self.review)
            assert not self.review.receive(paragraph_id, revision, said)
            assert seen_in(self.review) == before
        self.did("receive stale")

    # --- what always holds -----------------------------------------------------------------------------------

    @invariant()
    def agrees(self) -> None:
        assert self.lines() == self.model.texts()
        assert seen_in(self.review) == self.model.seen()

    @invariant()
    def every_mark_stands_on_its_text(self) -> None:
        assert all(stands(self.review, m) for m in self.review.marks())

    @invariant()
    def counts_and_places_are_right(self) -> None:
        marks = list(self.review.marks())
        assert +self.review.counts == Counter(m.verdict for m in marks)
        assert len({m.id for m in marks}) == len(marks)
        alike = Counter(m.suggestion.alike for m in marks if not m.decided)
        assert all(self.review.alike_count(m) == alike[m.suggestion.alike] for m in marks)
        for index, paragraph in enumerate(self.review.transcript):
            assert self.review.transcript.index_of(paragraph.id) == index
            assert all(self.review.paragraph_of(m.id) == paragraph.id for m in self.review.marks_in(paragraph.id))
        revisions = [(p.id, p.revision) for p in self.review.transcript]
        assert len(set(revisions)) == len(revisions)


_quiet = settings(deadline=None, suppress_health_check=list(HealthCheck))


def test_a_person_at_random() -> None:
    run_state_machine_as_test(Person, settings=settings(_quiet, max_examples=40, stateful_step_count=40))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_steps() -> None:
    steps_taken.clear()
    while steps_taken.total() < 100_000:
        run_state_machine_as_test(Person, settings=settings(_quiet, max_examples=500, stateful_step_count=80))
    print(f"\n{steps_taken.total()} steps: {dict(steps_taken.most_common())}")
