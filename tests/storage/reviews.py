"""Reviews with a bit of everything, and what must be the same of two reviews."""

from __future__ import annotations

from pathlib import Path

from editor.formats.files import transcript_of
from editor.review import Mark, Review
from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Edit, Paragraph, Source, Span

TEXT = "We trained Grock on h one hundreds. \U0001d4b3\r\nThe second line says Grock.\n\nA last one without an end"


def suggestion(paragraph: Paragraph, heard: str, right: str, kind: Kind = Kind.DICTIONARY) -> Suggestion:
    start = paragraph.text.index(heard)
    return Suggestion(paragraph.id, paragraph.revision, Span(start, start + len(heard)), heard, (right, "other"), kind,
                      "dictionary.sound", 0.93, term=right, title="Sound", reasons=("sounds like it",), group="",
                      also=())


def review_of(text: str = TEXT, path: str = "talk.txt") -> Review:
    review = Review(transcript_of(text.encode("utf-8", "surrogateescape"), Path(path)))
    for paragraph in list(review.transcript):
        if "Grock" in paragraph.text:
            review.receive(paragraph.id, paragraph.revision, [suggestion(paragraph, "Grock", "Grok")])
    return review


def decided(review: Review) -> list[tuple[int, Mark]]:
    return [(p.id, m) for p in review.transcript for m in review.marks_in(p.id) if m.decided]


def essence(review: Review) -> tuple[list[Paragraph], list[tuple[int, Mark]], frozenset[str], Source]:
    """Everything of a review that a file must bring back."""
    return list(review.transcript), decided(review), review.ignored, review.transcript.source


def step(review: Review, choice: int, place: int) -> None:
    """Do one of the things that a person does, chosen by two numbers."""
    count = len(review.transcript)
    index = place % count
    paragraph = review.transcript[index]
    marks = [m for m in review.marks() if not m.decided]
    match choice % 9:
        case 0 if marks:
            review.accept({marks[place % len(marks)].id: None})
        case 1 if marks:
            review.ignore(marks[place % len(marks)])
        case 2:
            review.typed(index, 1, [paragraph.text[: place % 7], paragraph.text[place % 7 :]])
        case 3:
            review.join(index)
        case 4:
            review.undo()
        case 5:
            review.redo()
        case 6:
            if "Grock" in paragraph.text:
                review.receive(paragraph.id, paragraph.revision, [suggestion(paragraph, "Grock", "Grok")])
        case 7 if marks:
            review.replace({paragraph.id: [Edit(Span(0, 0), f"Grock \U0001f600{place} ")]}, "replace")
        case _:
            review.typed(index, 1, [f"{paragraph.text} Grock{place}"])


def patched(review: Review) -> None:
    """Give the first two paragraphs a suggestion that spans both, and accept it."""
    first, second = review.transcript[0], review.transcript[1]
    found = Suggestion(first.id, first.revision, Span(0, 2), first.text[:2], ("US",), Kind.DICTIONARY, "r", 0.9,
                       also=(Patch(second.id, Span(0, 3), second.text[:3], "THE"),))
    review.receive(first.id, first.revision, [found])
    review.accept({review.marks_in(first.id)[0].id: None})
