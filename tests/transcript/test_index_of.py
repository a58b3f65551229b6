"""Where a paragraph stands, after any splices."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.transcript import Transcript


@settings(deadline=None)
@given(st.integers(0, 6), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), st.integers(0, 3)), max_size=150))
def test_index_of_agrees_with_the_list_after_any_splices(count: int, splices: list[tuple[int, int, int]]) -> None:
    transcript = Transcript.of_lines(["x"] * count)
    known = {p.id for p in transcript}
    parked = []
    for place, gone, come in splices:
        index = min(place, len(transcript))
        fresh = [transcript.made("x", like=parked[0] if parked else Transcript.of_lines(["x"])[0]) for _ in range(come)]
        if parked and fresh:
            fresh[0] = parked.pop()  # undo brings old ids back
        parked += transcript.splice(index, gone, fresh)
        known |= {p.id for p in fresh}
        if place % 3:
            for paragraph_id in known:
                expected = next((n for n, p in enumerate(transcript) if p.id == paragraph_id), None)
                assert transcript.index_of(paragraph_id) == expected
