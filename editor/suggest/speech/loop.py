"""Loops: the recogniser got stuck and wrote the same sentence over and over.

After: "I don't think so. I don't think so. I don't think so. I don't", "is it is it is it working", the same cue ten
times in a row, and two copies of which the recogniser was equally sure to the last digit. Kept: sound checks and
greetings ("Hello. Hello. Hello.", "testing one two three"), chants and songs (set off by commas, marked with a note),
and two copies that were heard (a doubled phrase, not a loop).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.suggest.speech.loop_across import Stream
from editor.suggest.speech.loop_probability import copied, copied_pair_at
from editor.suggest.speech.loop_runs import COPIES, SHORT, SHORTEST, run_at, said_twice, short_run_at
from editor.suggest.speech.stop_words import STRICT
from editor.suggest.speech.tokens import Token, Words, between, in_english, on_its_line, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_LEAST_AGAIN = 4  # words of a sentence that is said again after it was broken into
_BREAK = 2  # words of what breaks in
_ENDS = (".", "?", "!", "…")


class LoopDetector:
    """Finds loops inside a paragraph, and such as run through several paragraphs or cues."""

    name = "speech.loop"
    kind = Kind.SPEECH

    def __init__(self, level: str = "light") -> None:
        """At the level "verbatim" only what nobody says by stumbling counts."""
        self._stumbling = level != "verbatim"
        self._stream = Stream()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Look for loops that run through several paragraphs."""
        self._stream.load(paragraphs)

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Look again around changed paragraphs."""
        self._stream.change(paragraphs, gone)

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each loop: one copy stays, in the paragraph where it was first said."""
        if not in_english(paragraph):
            return []
        across = self._stream.parts(paragraph)
        inside = _inside(paragraph, stumbling=self._stumbling)
        return sorted([*across, *(s for s in inside if not any(s.span.overlaps(a.span) for a in across))],
                      key=lambda s: s.span)


def _inside(paragraph: Paragraph, *, stumbling: bool) -> list[Suggestion]:
    cut = words_of(paragraph.text)
    words, keys = cut.tokens, cut.keys
    found = []
    at = 0
    for place in said_twice(keys) if "♪" not in paragraph.text else ():
        if at <= place <= len(keys) - SHORTEST * 2:
            at = place
            period, end = run_at(keys, at)
            if period:
                at = _sentence_start(paragraph.text, words, at, end - period * COPIES)
                found.append(_collapsed(paragraph, words, at, period, end))
            elif paragraph.word_probabilities and (pair := copied_pair_at(paragraph, words, at)):
                period, end = pair, at + 2 * pair
                found.append(_collapsed(paragraph, words, at, period, end))
            elif stumbling and (end := _said_again(paragraph.text, words, at)) > 0:
                found.append(_again(paragraph, words, at, end))
            at = max(end, at + 1)
    if not stumbling:
        return found
    taken = [s.span for s in found]
    return [*found, *(s for s in _short(paragraph, cut) if not any(s.span.overlaps(t) for t in taken))]


def _short(paragraph: Paragraph, cut: Words) -> list[Suggestion]:
    """Find copies of two or three words with nothing between them, where the sentence goes on."""
    text, words, found, done = paragraph.text, cut.tokens, [], 0
    sizes = range(SHORT, SHORTEST)
    same = [b"\1" * size * (COPIES - 1) in cut.equal_at(size) for size in sizes]  # cheap: there seldom is one
    for at in range(len(words) - SHORT * COPIES if any(same) else 0):
        if at < done:
            continue
        period, end = short_run_at(cut.keys, at)
        joints = "".join(between(text, words[n], words[n + 1]) for n in range(at, min(end, len(words) - 1)))
        if period and end < len(words) and not joints:
            found.append(_collapsed(paragraph, words, at, period, end))
            done = end
    return found


def _said_again(text: str, words: Sequence[Token], at: int) -> int:
    """Return the first word of the second copy of a sentence that one or two words broke into; 0 where none does.

    "I never wanted that house. I'm. I never wanted that house." is one; what breaks in cannot be a sentence.
    """
    if at and text[words[at - 1].end : words[at].start].strip()[-1:] not in _ENDS:
        return 0
    size = 1
    while at + size < len(words) and text[words[at + size - 1].end : words[at + size].start].strip()[-1:] not in _ENDS:
        size += 1
    first = [word.key for word in words[at : at + size]]
    for gap in range(1, _BREAK + 1) if size >= _LEAST_AGAIN else ():
        again = at + size + gap
        broken = words[at + size : again]
        if again + size <= len(words) and all(word.key in STRICT for word in broken) and first == [
                word.key for word in words[again : again + size]] and text[broken[-1].end :][:1] in _ENDS:
            return again
    return 0


def _sentence_start(text: str, words: Sequence[Token], at: int, last: int) -> int:
    """Return the first word from `at` that begins a sentence, so that a whole sentence stays; `at` where none does."""
    for n in range(at, last + 1):
        if n == 0 or text[words[n - 1].end : words[n].start].strip()[-1:] in _ENDS:
            return n
    return at


def _collapsed(paragraph: Paragraph, words: Sequence[Token], at: int, period: int, end: int) -> Suggestion:
    text = paragraph.text
    copies = (end - at) // period
    stop = end if (end - at) % period == 0 else at + copies * period
    joint = between(text, words[at + period - 1], words[at + period])
    kept = text[words[at].start : words[at + period - 1].end]
    span, kept = on_its_line(text, Span(words[at].start, words[stop - 1].end), kept)
    times = "twice" if copies == 2 else f"{copies} times over"
    reasons: tuple[str, ...] = (f"the same {period} words {times}",)
    if copied(paragraph, words, at, period, copies):
        reasons += ("the recogniser's probabilities repeat exactly",)
    # a crowd shouts, a recogniser seldom does
    confidence = 0.6 if joint == "!" and len(reasons) == 1 else 0.95
    return _made(paragraph, span, kept, confidence, reasons)


def _again(paragraph: Paragraph, words: Sequence[Token], at: int, again: int) -> Suggestion:
    """Return the suggestion to begin with the second copy; the line break stays where it was."""
    span, kept = on_its_line(paragraph.text, Span(words[at].start, words[again].end), words[at].text)
    return _made(paragraph, span, kept, 0.96, ("the same sentence again after it was broken off",))


def _made(paragraph: Paragraph, span: Span, kept: str, confidence: float, reasons: tuple[str, ...]) -> Suggestion:
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (kept,), Kind.SPEECH, "speech.loop",
        confidence, title="Loop", reasons=reasons,
    )
