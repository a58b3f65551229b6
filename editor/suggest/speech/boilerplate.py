"""Boilerplate: what recognisers learned from video endings and write where nobody speaks.

After: "Thanks for watching." and "Subtitles by the Amara.org community" in the middle of a conversation. Kept: the
same words as part of a sentence ("he told me to like and subscribe"), inside quotation marks, and at the true end of
the transcript, where somebody may have said them; a text for readers ("read-through") does without them there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from editor.suggest.speech.lists import boilerplate
from editor.suggest.speech.tokens import in_english, tokens
from editor.suggest.suggestion import LIKELY, Kind, Suggestion
from editor.transcript import Paragraph, Span

_GATES = ("watching", "listening", "subscri", "subtitle", "caption", "transcri", "translat", "next video", "next one",
          "next time", "this video", "the video", "the bell", "right back", "www.")  # a search for each is quick
_SENTENCE = re.compile(r"[^\s.?!…](?:[^.?!…\n]|\.(?=\w))*[.?!…]*")
_CREDIT = re.compile(
    r"(?:(?i:english )?(?i:subtitles?|captions?|closed captions?|closed captioning|captioning|transcript|transcription|"
    r"translation|subtitled|captioned|transcribed|translated)(?i:(?: (?:and|&) (?:\w+))? (?:provided )?by (?:the )?)"
    r"[A-Z][\w'’.-]*(?: [\w'’.-]+){0,4}|(?i:(?:for more information,? )?(?:please )?(?:visit )?www\.\w[\w.-]+))[.?!…]*")
_QUOTES = "\"“”'‘’"
_LEADS = frozenset("so and okay ok well alright right but now".split())
_INVENTED, _HOSTS, _AT_END = 0.65, 0.4, 0.55
_CREDITED = 0.8
_HEARD_BADLY, _RISE = 0.5, 0.15  # a mean probability of its words below this makes it likelier
_END = 25  # so many words from the last one, a transcript is at its end


class BoilerplateDetector:
    """Finds whole sentences of boilerplate; at every level in the middle, at the end for "read-through" only."""

    name = "speech.boilerplate"
    kind = Kind.SPEECH

    def __init__(self, level: str = "light") -> None:
        self._at_end = level == "read-through"
        self._texts: dict[int, str] = {}
        self._tail: dict[int, int] | None = None  # paragraphs near the end to the number of words behind each

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Learn where the transcript ends."""
        self._texts = {p.id: p.text for p in paragraphs}
        self._tail = None

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Take new versions of some paragraphs."""
        for paragraph_id in gone:
            self._texts.pop(paragraph_id, None)
        self._texts.update({p.id: p.text for p in paragraphs if p.id in self._texts})
        self._tail = None

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each sentence that was hardly said, to take it out."""
        text = paragraph.text
        lower = text.lower()
        if not any(gate in lower for gate in _GATES) or not in_english(paragraph):
            return []
        behind = self._behind().get(paragraph.id)
        found = []
        for start, end, confidence in _sentences(text):
            confidence += _RISE if _badly_heard(paragraph, start, end) else 0.0
            if behind is not None and behind + len(text[end:].split()) <= _END:
                if not self._at_end:
                    continue
                confidence = _AT_END
            found.append(_made(paragraph, start, end, confidence))
        return found

    def _behind(self) -> dict[int, int]:
        if self._tail is None:
            self._tail = {}
            words = 0
            for paragraph_id in reversed(self._texts):
                if words > _END:
                    break
                self._tail[paragraph_id] = words
                words += len(self._texts[paragraph_id].split())
        return self._tail


def _sentences(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, how sure) of each sentence that is boilerplate as a whole."""
    known = boilerplate()
    for match in _SENTENCE.finditer(text):
        said = match.group()
        start, end = match.span()
        if said[0] in _QUOTES or text[max(start - 1, 0) : start].strip(" \n") or text[end : end + 1].strip():
            continue
        if _CREDIT.fullmatch(said):
            yield start, end, _CREDITED
            continue
        keys = [word.key for word in tokens(said)]
        while keys and keys[0] in _LEADS:
            keys = keys[1:]
        hosts = known.get(" ".join(keys))
        if hosts is not None:
            yield start, end, _HOSTS if hosts else _INVENTED


def _badly_heard(paragraph: Paragraph, start: int, end: int) -> bool:
    inside = [p for a, b, p in paragraph.word_probabilities if start <= a and b <= end]
    return bool(inside) and sum(inside) / len(inside) < _HEARD_BADLY


def _made(paragraph: Paragraph, start: int, end: int, confidence: float) -> Suggestion:
    text = paragraph.text
    while end < len(text) and text[end] == " ":
        end += 1
    if end == len(text):  # nothing follows: the space in front goes too
        start = len(text[:start].rstrip(" "))
    span = Span(start, end)
    where = "said at the end of videos" if confidence < LIKELY else "learned from the ends of videos, hardly said here"
    said = " ".join(span.of(text).casefold().split()).rstrip(".?!…")
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(text), ("",), Kind.SPEECH, "speech.boilerplate", confidence,
        title="Boilerplate", reasons=(where,), group=f"boilerplate\t{said}",
    )
