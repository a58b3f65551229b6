"""The document: a list of paragraph versions that changes by replacing a run of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from editor.transcript.paragraph import Paragraph, Source
from editor.transcript.span import minimal_edit

_MOST_SHIFTS = 64


class Transcript:
    """Paragraphs in order, and the source as it was read. Belongs to one thread."""

    def __init__(self, paragraphs: Iterable[Paragraph] = (), source: Source | None = None) -> None:
        self.source = source or Source()
        self._paragraphs = list(paragraphs)
        self._index: dict[int, int] | None = None  # where each stood when this was built
        self._recent: dict[int, tuple[int, int] | None] = {}  # put or taken since: (place, shifts known then), or gone
        self._shifts: list[tuple[int, int]] = []  # since it was built: (end of what gave way, how far the rest moved)
        self._last_id = max((p.id for p in self._paragraphs), default=0)
        self._last_revision = max((p.revision for p in self._paragraphs), default=0)

    @classmethod
    def of_lines(cls, lines: Sequence[str]) -> Transcript:
        """Make a transcript of plain lines, as tests and the command line's standard input need it."""
        return cls(Paragraph(id=n, text=line) for n, line in enumerate(lines, 1))

    def copy(self) -> Transcript:
        """Return a transcript that stays as this one is now; the paragraphs are shared."""
        copied = Transcript(source=self.source)
        copied._paragraphs = self._paragraphs.copy()
        copied._last_id, copied._last_revision = self._last_id, self._last_revision
        return copied

    def __len__(self) -> int:
        return len(self._paragraphs)

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self._paragraphs)

    def __getitem__(self, index: int) -> Paragraph:
        return self._paragraphs[index]

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """All paragraphs, in order; do not change the list."""
        return self._paragraphs

    def index_of(self, paragraph_id: int) -> int | None:
        """Return where the paragraph stands now, None where it is gone.

        O(1); one pass over the transcript after every 64th splice that changed its length or its ids.
        """
        if self._index is None:
            self._index = {p.id: n for n, p in enumerate(self._paragraphs)}
            self._recent, self._shifts = {}, []
        if paragraph_id in self._recent:
            known = self._recent[paragraph_id]
        else:
            at = self._index.get(paragraph_id)
            known = None if at is None else (at, 0)
        if known is None:
            return None
        index, shifts = known
        for end, by in self._shifts[shifts:]:
            if index >= end:
                index += by
        return index

    def by_id(self, paragraph_id: int) -> Paragraph | None:
        """Return the paragraph's present version, None where it is gone."""
        index = self.index_of(paragraph_id)
        return None if index is None else self._paragraphs[index]

    def edited(self, paragraph: Paragraph, text: str) -> Paragraph:
        """Return a new version of `paragraph` with `text` under a revision never used before; changes nothing."""
        self._last_revision += 1
        return replace(paragraph, text=text, revision=self._last_revision,
                       word_probabilities=_still_said(paragraph, text))

    def made(self, text: str, like: Paragraph) -> Paragraph:
        """Return a paragraph of a new id beside `like`: its speaker and language, no times, no origin."""
        self._last_id += 1
        self._last_revision += 1
        return Paragraph(id=self._last_id, text=text, revision=self._last_revision,
                         language=like.language, speaker=like.speaker)

    def splice(self, index: int, count: int, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Replace `count` paragraphs from `index` by `paragraphs`; return those that gave way."""
        gone = self._paragraphs[index : index + count]
        self._paragraphs[index : index + count] = paragraphs
        if self._index is not None and [p.id for p in gone] != [p.id for p in paragraphs]:
            self._moved(index, gone, paragraphs)
        return gone

    def _moved(self, index: int, gone: Sequence[Paragraph], come: Sequence[Paragraph]) -> None:
        """Note a splice for `index_of`, instead of building the whole index again for one split paragraph."""
        self._shifts.append((index + len(gone), len(come) - len(gone)))
        if len(self._shifts) > _MOST_SHIFTS or len(come) + len(gone) > _MOST_SHIFTS * 100:
            self._index = None
            return
        self._recent.update((p.id, None) for p in gone)
        self._recent.update((p.id, (n, len(self._shifts))) for n, p in enumerate(come, index))


def _still_said(paragraph: Paragraph, text: str) -> tuple[tuple[int, int, float], ...]:
    """Return the probabilities of the words that an edit to `text` left alone, where they stand now."""
    if not paragraph.word_probabilities:
        return ()
    edit = minimal_edit(paragraph.text, text)
    by = len(text) - len(paragraph.text)
    before = [word for word in paragraph.word_probabilities if word[1] <= edit.span.start]
    behind = [(a + by, b + by, p) for a, b, p in paragraph.word_probabilities if a >= edit.span.end]
    return (*before, *behind)
