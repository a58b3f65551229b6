"""What a hand edit teaches: when a person rewrites "Grock" as "Grok", the pair may belong into the dictionary.

Pure functions over texts; asking the person, and remembering the answer, is the window's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.review.history import Run
from editor.review.review import Review
from editor.transcript import Paragraph, Span, minimal_edit

_WORD = re.compile(r"[^\W_]+(?:['’.&+-][^\W_]+)*")
_MOST_WORDS = 4
_LEAST_LIKE = 0.34  # of the letters alone: "GPD for" and "GPT-4" are .40, words that have nothing in common below .3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A pair worth asking about: what was heard, what it is, and in how many other places the former stands."""

    heard: str
    right: str
    places: int = 0


def lesson_of(before: str, after: str) -> Lesson | None:
    """Return the pair that the edit from one text to the other teaches, None where it teaches nothing.

    It does when a few whole words gave way to a few others that sound or look like them and are a name: with a
    capital inside a sentence, several capitals, or a digit. A rewritten phrase, a comma or "their" for "there" is
    no entry for a dictionary of names.
    """
    edit = minimal_edit(before, after)
    if edit.span.start == edit.span.end and not edit.text:
        return None
    shift = len(edit.text) - len(edit.span)
    old = _whole_words(before, edit.span)
    new = _whole_words(after, Span(edit.span.start, edit.span.end + shift))
    # a word that only one of the two texts has whole is whole in both
    start = min(old.start, new.start)
    end = max(old.end, new.end - shift)
    heard, right = before[start:end].strip(), after[start : end + shift].strip()
    if not heard or not right or heard == right or max(_words(heard), _words(right)) > _MOST_WORDS:
        return None
    if not _WORD.search(heard) or not _is_name(right, starts=_starts_sentence(after, start)):
        return None
    return Lesson(heard, right) if _alike(heard, right) >= _LEAST_LIKE else None


def lessons(runs: Iterable[Run]) -> list[Lesson]:
    """Return what the runs of one change teach; a paragraph that was split or joined teaches nothing."""
    found = {}
    for run in runs:
        if len(run.before) == len(run.after) == 1:
            lesson = lesson_of(run.before[0].paragraph.text, run.after[0].paragraph.text)
            if lesson is not None:
                found[lesson.heard, lesson.right] = lesson
    return list(found.values())


def counted(lesson: Lesson, paragraphs: Iterable[Paragraph]) -> Lesson:
    """Return the lesson with the number of places where the wrong words still stand, in any case."""
    pattern = re.compile(rf"(?<!\w){re.escape(lesson.heard)}(?!\w)", re.IGNORECASE)
    return Lesson(lesson.heard, lesson.right, sum(len(pattern.findall(p.text)) for p in paragraphs))


class HandEdits:
    """Collects what is typed into a paragraph until the person leaves it, so that a word is judged when it is whole.

    Feed it every Change of a review; ask `finished` when the caret goes to another paragraph or rests for a while.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self._began: dict[int, str] = {}  # paragraph id -> its text before it was typed into

    def typed(self, runs: Sequence[Run]) -> None:
        """Remember how paragraphs were before the first key; call for changes of origin "typing" only."""
        for run in runs:
            if len(run.before) == len(run.after) == 1:
                paragraph = run.before[0].paragraph
                self._began.setdefault(paragraph.id, paragraph.text)
            else:
                for state in run.before:
                    self._began.pop(state.paragraph.id, None)

    def forget(self) -> None:
        """Start anew: after undo, redo and every command, what was typed is no hand edit of its own any more."""
        self._began.clear()

    def finished(self) -> list[Lesson]:
        """Return what the edits since the last call teach, with the places where the same words still stand."""
        found = {}
        for paragraph_id, text in self._began.items():
            paragraph = self._review.transcript.by_id(paragraph_id)
            lesson = lesson_of(text, paragraph.text) if paragraph is not None else None
            if lesson is not None:
                found[lesson.heard, lesson.right] = counted(lesson, self._review.transcript)
        self._began.clear()
        return list(found.values())


def _whole_words(text: str, span: Span) -> Span:
    """Return the span widened to the borders of the words that it touches."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    words = [m for m in _WORD.finditer(text, start, end) if m.end() >= span.start and m.start() <= span.end]
    return Span(min(words[0].start(), span.start), max(words[-1].end(), span.end)) if words else span


def _words(text: str) -> int:
    return len(text.split())


def _is_name(text: str, *, starts: bool) -> bool:
    if any(c.isdigit() for c in text) and any(c.isalpha() for c in text):
        return True
    capitals = [n for n, c in enumerate(text) if c.isupper()]
    return bool(capitals) and (not starts or capitals != [0])


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\u00a0\"'“‘(")
    return not before or before[-1] in ".!?…:\n"


def _alike(heard: str, right: str) -> float:
    one, two = ("".join(c for c in text.casefold() if c.isalnum()) for text in (heard, right))
    if one == two:
        return 1.0
    from difflib import SequenceMatcher  # seldom asked for, and the window starts sooner without it

    return SequenceMatcher(None, one, two, autojunk=False).ratio()
