"""A chosen candidate as a suggestion: its parts in one or two paragraphs, the replacement with its ending, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.suggest.dictionary.candidates import LETTERS, LISTED
from editor.suggest.dictionary.forms import KnownTerm
from editor.suggest.dictionary.judge import LISTED_CONFIDENCE
from editor.suggest.dictionary.matcher import LOCAL_NAMES, Findings, surface
from editor.suggest.dictionary.reasons import Circumstances
from editor.suggest.dictionary.words import carried, squash, suffix_of
from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Paragraph, Span

_TITLE = "Misheard term"
_ENDING = LOCAL_NAMES.index("ending")


@dataclass(frozen=True, slots=True)
class Offer:
    """One winner: candidate number `at` of the findings on the words `first` to `last`, what is heard, its term."""

    found: Findings
    at: int
    first: int
    last: int  # word after the last
    heard: str  # what stands there
    ending: str  # plural or possessive, of what stands there
    exact: int
    confidence: float
    entry: KnownTerm

    @classmethod
    def of(cls, found: Findings, at: int, confidence: float, entry: KnownTerm) -> Offer:
        """Return the offer of candidate number `at`."""
        first, last = found.first.item(at), found.last.item(at)
        heard = surface(found.passage, first, last)
        return cls(found, at, first, last, heard, suffix_of(heard), found.exact.item(at), confidence, entry)

    def right(self, entry: KnownTerm) -> str:
        """Return the term as it should stand here: with the plural or possessive that was heard."""
        ending = self.ending
        if not ending:
            return entry.term.text
        squashed = squash(self.heard)
        if squashed in entry.forms:
            return entry.term.text
        if "'" in ending or "’" in ending:
            return carried(entry.term.text, ending)
        # a final s is a plural only where the rest is the term, or sounds like it and the term has none
        bare = squashed[: -len(ending)]
        plural = bare in entry.forms or bool(self.found.rows[self.at, _ENDING])
        return carried(entry.term.text, ending) if plural else entry.term.text

    def plain_reasons(self) -> tuple[str, ...]:
        """Return the reason of an exact form; empty for what the model judged by sound."""
        text = self.entry.term.text
        if self.exact == LISTED:
            return (f"listed as heard for {text}",)
        if self.exact == LETTERS:
            same = self.heard.casefold().startswith(text.casefold())
            return (f"{text} is written so" if same else f"the letters of {text}, spaced otherwise",)
        return ()

    def circumstances(self, counts: tuple[int, int]) -> Circumstances:
        """Return what the reasons need; `counts`: the term right, these words for it, elsewhere in the document."""
        passage = self.found.passage
        texts = passage.vocabulary.texts
        words = tuple([texts[at] for at in passage.words[self.first : self.last].tolist()])
        zipf = tuple(passage.zipf[self.first : self.last].tolist())
        return Circumstances(self.entry.term.text, words, zipf, *counts)


def offered(offer: Offer, others: Sequence[KnownTerm], why: tuple[str, ...]) -> Suggestion:
    """Return the suggestion; a span over a border of cues gets a part in each."""
    passage, first, last = offer.found.passage, offer.first, offer.last
    begin, end = passage.paragraph.item(first), passage.paragraph.item(last - 1)
    right = offer.right(offer.entry)
    alternatives = tuple(dict.fromkeys((right, *map(offer.right, others)))) if others else (right,)
    paragraph = passage.paragraphs[begin]
    also: tuple[Patch, ...] = ()
    if begin == end:
        span = Span(passage.start.item(first), passage.end.item(last - 1))
    else:
        span, head, also = _divided(offer, right)
        alternatives = (head,)
    return Suggestion(
        paragraph=paragraph.id, revision=paragraph.revision, span=span, original=span.of(paragraph.text),
        replacements=alternatives, kind=Kind.DICTIONARY, rule="dictionary.exact" if offer.exact else "dictionary.sound",
        confidence=offer.confidence, term=offer.entry.term.text, title=_TITLE, reasons=why, also=also)


def _divided(offer: Offer, right: str) -> tuple[Span, str, tuple[Patch, ...]]:
    """Share a replacement between two or more cues: whole words to each, a single word to the longer part."""
    passage, first, last = offer.found.passage, offer.first, offer.last
    groups: dict[int, list[int]] = {}
    for word in range(first, last):
        groups.setdefault(int(passage.paragraph[word]), []).append(word)
    letters = {at: int(passage.end[words[-1]] - passage.start[words[0]]) for at, words in groups.items()}
    pieces = _shared_out(right.split(" "), list(letters.values()))
    parts = []
    for (at, words), piece in zip(groups.items(), pieces, strict=True):
        paragraph = passage.paragraphs[at]
        start, stop = int(passage.start[words[0]]), int(passage.end[words[-1]])
        if not piece:  # the space beside a word that goes goes with it
            if start and paragraph.text[start - 1] == " ":
                start -= 1
            elif paragraph.text[stop : stop + 1] == " ":
                stop += 1
        parts.append(Patch(paragraph.id, Span(start, stop), paragraph.text[start:stop], piece))
    return parts[0].span, parts[0].replacement, tuple(parts[1:])


def _shared_out(words: list[str], sizes: list[int]) -> list[str]:
    """Return the words shared out in order, each part near its share of the letters."""
    if len(words) < len(sizes):
        longest = max(range(len(sizes)), key=lambda at: sizes[at])
        return [" ".join(words) if at == longest else "" for at in range(len(sizes))]
    total, letters = sum(sizes), sum(map(len, words))
    pieces, taken, used = [], 0, 0
    for at, size in enumerate(sizes):
        used += size
        rest = len(sizes) - at - 1
        stop = taken + 1
        while stop < len(words) - rest and sum(map(len, words[: stop + 1])) <= letters * used / total + 1:
            stop += 1
        stop = len(words) if not rest else stop
        pieces.append(" ".join(words[taken:stop]))
        taken = stop
    return pieces


def listed_foreign(paragraph: Paragraph, forms: Sequence[tuple[str, int, bool]],
                   known: Sequence[KnownTerm]) -> list[Suggestion]:
    """Return the listed forms of other scripts that stand in the paragraph; they are matched exactly."""
    found = []
    for form, number, right in forms:
        text = known[number].term.text
        if right or form not in paragraph.text:
            continue
        found += [Suggestion(
            paragraph=paragraph.id, revision=paragraph.revision, span=span, original=form, replacements=(text,),
            kind=Kind.DICTIONARY, rule="dictionary.exact", confidence=LISTED_CONFIDENCE, term=text, title=_TITLE,
            reasons=(f"listed as heard for {text}",)) for span in places_of(paragraph.text, form)]
    return sorted(found, key=lambda s: s.span)


def places_of(text: str, form: str) -> list[Span]:
    """Return where `form` stands in `text`, as a word of its own where its script has spaces."""
    spans, at = [], text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (_joins(form[0], text[at - 1 : at]) or _joins(form[-1], text[end : end + 1])):
            spans.append(Span(at, end))
        at = text.find(form, end)
    return spans


def _joins(letter: str, neighbour: str) -> bool:
    """True where two letters belong to one word: not in scripts that are written without spaces."""
    return letter.isalpha() and neighbour.isalpha() and letter < "\u0e00" and neighbour < "\u0e00"

