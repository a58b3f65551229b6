"""Names that no dictionary knows: found with their places, put together by sound, ordinary words left out."""

from __future__ import annotations

from editor.suggest.speech.new_names import new_names
from editor.transcript import Transcript

LINES = [
    "We met Anna Kozinsky in the mill, and Kozinsky was late.",
    "Then Mr Kaczynski left, and nobody asked Kosinski's brother.",
    "The mill runs on polytopean wheels, says Kozinsky. Wheels are good.",
    "Grok was there too, and then the Grok people left.",
]


def found(lines: list[str], known: frozenset[str] = frozenset()) -> dict[str, dict[str, int]]:
    transcript = Transcript.of_lines(lines)
    return {name.text: dict(name.forms) for name in new_names(transcript, lambda text: text.casefold() in known)}


def test_forms_that_sound_alike_are_one_name() -> None:
    names = found(LINES)
    assert names["Kozinsky"] == {"Kozinsky": 2, "Kosinski": 1}
    assert names["polytopean"] == {"polytopean": 1}
    assert not names.keys() & {"Then", "The", "Wheels", "mill", "We"}


def test_what_a_dictionary_knows_is_left_out() -> None:
    assert "Grok" in found(LINES)
    assert "Grok" not in found(LINES, frozenset({"grok"}))


def test_places_are_the_words_in_text_order() -> None:
    transcript = Transcript.of_lines(LINES)
    name = next(n for n in new_names(transcript, lambda _: False) if n.text == "Kozinsky")
    texts = {p.id: p.text for p in transcript}
    assert [(pid, span.of(texts[pid])) for pid, span in name.places] == [
        (1, "Kozinsky"), (2, "Kosinski"), (3, "Kozinsky")]


def test_an_empty_transcript_has_none() -> None:
    assert new_names([], lambda _: False) == []
