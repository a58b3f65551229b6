"""Where marks go when the text around them or under them changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.review import Mark, Verdict
from editor.review.mark import in_order, moved, moved_by_all
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Edit, Span


def mark(start: int, end: int, number: int = 1, verdict: Verdict = Verdict.OPEN) -> Mark:
    said = Suggestion(1, 0, Span(start, end), "x" * (end - start), ("y",), Kind.DICTIONARY, "test", 0.9)
    return Mark(number, said, Span(start, end), verdict)


@pytest.mark.parametrize(("start", "end", "text", "becomes"), [
    (0, 0, "ab", (7, 12, Verdict.OPEN)),  # before it
    (5, 5, "ab", (7, 12, Verdict.OPEN)),  # at its very start
    (10, 10, "ab", (5, 10, Verdict.OPEN)),  # at its very end
    (12, 14, "", (5, 10, Verdict.OPEN)),  # behind it
    (3, 5, "", (3, 8, Verdict.OPEN)),  # up to it
    (7, 7, "ab", (5, 12, Verdict.EDITED)),  # into it
    (7, 8, "", (5, 9, Verdict.EDITED)),  # out of it
    (3, 7, "abc", (6, 9, Verdict.EDITED)),  # over its start: what is left
    (8, 12, "abc", (5, 8, Verdict.EDITED)),  # over its end
    (5, 7, "", (5, 8, Verdict.EDITED)),  # its head
    (5, 10, "abc", None),  # all of it
    (0, 20, "", None),
])
def test_an_edit_moves_settles_or_removes(start: int, end: int, text: str,
                                          becomes: tuple[int, int, Verdict] | None) -> None:
    after = moved([mark(5, 10)], Edit(Span(start, end), text))
    assert [(m.span.start, m.span.end, m.verdict) for m in after] == ([becomes] if becomes else [])


def test_a_rejected_mark_that_is_rewritten_speaks_for_that_text_no_longer() -> None:
    (after,) = moved([mark(5, 10, verdict=Verdict.REJECTED)], Edit(Span(6, 7), ""))
    assert after.verdict is Verdict.EDITED
    assert after.text is None


spans = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda s: Span(s[0], s[0] + s[1]))


@given(st.lists(spans, max_size=8), st.lists(st.tuples(spans, st.text(max_size=3)), max_size=6))
def test_many_edits_at_once_are_the_same_as_one_after_the_other(
    places: list[Span], drawn: list[tuple[Span, str]]
) -> None:
    edits: list[Edit] = []
    for span, text in sorted(drawn, key=lambda d: d[0]):
        if not edits or (span.start >= edits[-1].span.end and not (len(span) == len(edits[-1].span) == 0)):
            edits.append(Edit(span, text))
    marks = in_order(mark(s.start, s.end, n) for n, s in enumerate(places, 1))
    single = marks
    for edit in reversed(edits):
        single = moved(single, edit)
    assert moved_by_all(marks, edits) == single
