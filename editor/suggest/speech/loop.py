"""Loops: the recogniser got stuck and wrote the same sentence over and over.

After: "I don't think so. I don't think so. I don't think so. I don't" and a chorus of "thank you for watching". Kept:
sound checks and greetings of one or two words ("Hello. Hello. Hello."), and two copies (a doubled phrase, not a loop).
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.detector import Local
from editor.suggest.speech.tokens import Token, in_english, tokens
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

SHORTEST, LONGEST, COPIES = 4, 40, 3  # words of one copy, and how many copies make a loop


class LoopDetector(Local):
    """Finds runs in which a phrase of SHORTEST to LONGEST words stands at least COPIES times."""

    name = "speech.loop"
    kind = Kind.SPEECH

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each loop: one copy stays."""
        if not in_english(paragraph):
            return []
        words = tokens(paragraph.text)
        keys = [word.key for word in words]
        found, at = [], 0
        while at + SHORTEST * COPIES <= len(keys):
            period, end = _loop(keys, at)
            if not period:
                at += 1
                continue
            at = _sentence_start(paragraph.text, words, at, end - period * COPIES)
            found.append(_collapsed(paragraph, words, at, period, end))
            at = end
        return found


def _loop(keys: Sequence[str], at: int) -> tuple[int, int]:
    """Return (period, end) of the loop that begins at `at`; (0, 0) where none does."""
    limit = min(at + LONGEST, at + (len(keys) - at) // COPIES) + 1
    again = at + SHORTEST - 1
    while True:
        try:
            again = keys.index(keys[at], again + 1, limit)
        except ValueError:
            return 0, 0
        period = again - at
        end = again + 1
        while end < len(keys) and keys[end] == keys[end - period]:
            end += 1
        if end - at >= period * COPIES and len(set(keys[at:again])) > 2:
            return period, end


def _sentence_start(text: str, words: Sequence[Token], at: int, last: int) -> int:
    """Return the first word from `at` that begins a sentence, so that a whole sentence stays; `at` where none does."""
    for n in range(at, last + 1):
        if n == 0 or text[words[n - 1].end : words[n].start].strip()[-1:] in (".", "?", "!"):
            return n
    return at


def _collapsed(paragraph: Paragraph, words: Sequence[Token], at: int, period: int, end: int) -> Suggestion:
    copies = (end - at) // period
    stop = end if (end - at) % period == 0 else at + copies * period
    span = Span(words[at].start, words[stop - 1].end)
    times = _equal_probabilities(paragraph, span)
    kept = paragraph.text[words[at].start : words[at + period - 1].end]
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (kept,), Kind.SPEECH, "speech.loop", 0.95,
        title="Loop", reasons=(f"the same {period} words {copies} times over", *times),
    )


def _equal_probabilities(paragraph: Paragraph, span: Span) -> tuple[str, ...]:
    """Return a further reason where the recogniser was equally sure of every copy: it copied, it did not hear."""
    inside = [p for start, end, p in paragraph.word_probabilities if span.start <= start and end <= span.end]
    repeated = len(inside) > 2 and len({round(p, 3) for p in inside}) * COPIES <= len(inside)
    return ("the recogniser's probabilities repeat exactly",) if repeated else ()
