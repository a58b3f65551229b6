"""False full stops: the recogniser took a pause for the end of a sentence.

After: "training our. Grok version", "Because. It just needs to be built", "requires a hundred thousand. Chips". A stop
behind a word that cannot end a sentence (an article, a possessive, a conjunction, a modal) is surely false; behind a
word that seldom ends one it is judged by whether the words on both sides are often neighbours. Kept: "what for. And
then", "I think so. So we went", initials and abbreviations ("S. R.", "Dr. Smith").
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from editor.suggest.dictionary.tables import hashes_of, pair_hash, word_pairs
from editor.suggest.speech.fragment import fragment
from editor.suggest.speech.lists import proper_words
from editor.suggest.speech.stop_words import (
    ABBREVIATIONS,
    AFTER_TIGHT,
    ANAPHORIC,
    AUXILIARIES,
    BE,
    BEFORE_IS,
    BELIEVING,
    BROKEN,
    BROKEN_BY,
    CLAUSE,
    CLAUSES,
    COMPLEMENTS,
    KNOWING,
    LINKING,
    LOOSE,
    MODALS,
    NEW_STARTS,
    OPENERS,
    PARTICLES,
    POINTING,
    PRONOUNS,
    REPLIES,
    SHORTEST_CLAUSE,
    STARTERS,
    STRANDED,
    STRICT,
    THINKING,
    TIGHT,
    UNFINISHED,
    WANTING,
)
from editor.suggest.speech.tokens import Token, frequency_of, in_english, words_of
from editor.suggest.speech.unfinished import unfinished
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_WORD_ENDINGS = ("ly", "ed", "ing", "tion", "sion", "ness", "ment", "able", "ible", "ous", "ical", "uses", "ies")
_PLACED = frozenset("it them that this you him us move moves moved come came go went so keep".split())
_INSIDE = re.compile(r"(?<=[^\W_][ ,]) ?([^\W\d_a-z][\w'’-]*)")
_ASIDE = re.compile(r"(?:You know|I mean)\b")


class StopDetector:
    """Finds full stops inside sentences and offers the joined text."""

    name = "speech.stop"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._cased: dict[int, Counter[str]] = {}
        self._names: Counter[str] = Counter()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Learn which words this transcript writes with a capital inside sentences: they keep it after a join."""
        self._cased, self._names = {}, Counter()
        self.change(paragraphs, ())

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Learn the same from changed paragraphs."""
        for paragraph_id in gone:
            self._names.subtract(self._cased.pop(paragraph_id, Counter()))
        for paragraph in paragraphs:
            self._names.subtract(self._cased.get(paragraph.id, Counter()))
            self._cased[paragraph.id] = _capitals_inside(paragraph.text)
            self._names.update(self._cased[paragraph.id])

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each stop that hardly ends a sentence."""
        if "." not in paragraph.text or not in_english(paragraph):
            return []
        cut = words_of(paragraph.text)
        words, found, text = cut.tokens, [], paragraph.text
        for n in cut.marks:
            gap = cut.gaps[n]
            stops = gap[:1] == "." != gap and gap.rstrip() == "."
            if stops and n + 1 < len(words) and words[n].key not in ABBREVIATIONS:
                confidence = stop_confidence(text, words, n)
                if confidence:
                    found.append(self._joined(paragraph, words[n], words[n + 1], confidence))
        return found

    def _joined(self, paragraph: Paragraph, left: Token, right: Token, confidence: float) -> Suggestion:
        inside = self._inside(right)
        # a word that stays as it is stays outside: it may be a misheard name, another detector's business
        span = Span(left.start, right.start if inside == right.text else right.end)
        joint = joint_of(paragraph.text, left, right)
        joined = f"{left.text}{joint}{'' if inside == right.text else inside}"
        surely = confidence >= 0.9
        reason = f"“{left.text}” cannot end a sentence" if surely else f"“{left.text}” seldom ends a sentence"
        return Suggestion(
            paragraph.id, paragraph.revision, span, span.of(paragraph.text), (joined,), Kind.SPEECH,
            "speech.stop", confidence, title="False full stop", reasons=(reason,),
            group=f"stop\t{left.key}" if surely else "",
        )

    def _inside(self, word: Token) -> str:
        """Return the word as it is written inside a sentence: a name keeps its capital."""
        if word.text == "I" or word.key.startswith("i'") or word.text[1:] != word.text[1:].lower():
            return word.text
        if self._names[word.text] > 0 and frequency_of(word.key) < 6:
            return word.text
        if word.key.removesuffix("'s") in proper_words():
            return word.text
        known = frequency_of(word.key)
        formed = known >= 2 and word.key.endswith(_WORD_ENDINGS)
        return word.text[:1].lower() + word.text[1:] if known >= 4 or formed else word.text


def stop_confidence(text: str, words: Sequence[Token], n: int) -> float:
    """Return how sure it is that the stop behind word `n` is false; 0 where it may stand. A word follows."""
    left, right = words[n], words[n + 1]
    before = words[n - 1].key if n else ""
    if left.key == right.key or (len(left.text) == 1 and left.text.isupper() and left.key not in ("i", "a")):
        return 0.0  # a doubled word, or an initial: not this detector's
    if left.key in ("i", "a") and _spelled(text, words, n):
        return 0.0  # "the I. T. department", "L.I. Brown", "Q and A."
    if left.text == "May":
        return 0.0  # the month, not the modal
    if right.key.startswith(left.key + "'"):
        return 0.0  # "they. They've": a false start
    if _ends_clause(words, n) or _elliptic(words, n):
        return 0.0
    if _cannot_end(left.key, before, right.key) or _wants_more(text, words, n):
        return 0.93
    aside = _ASIDE.match(text, right.start) is not None
    return max(unfinished(text, words, n, aside=aside) or _graded(text, words, n, before, aside=aside),
               fragment(text, words, n + 1))


def _spelled(text: str, words: Sequence[Token], n: int) -> bool:
    """True where "I" or "A" is a letter of an abbreviation, or an initial."""
    left, right = words[n], words[n + 1]
    before = words[n - 1] if n else None
    if before is not None and len(before.text) == 1 and before.key not in ("i", "a"):
        return True
    if left.text == "A" and before is not None and text[before.end : left.start] == " ":
        return True  # the article has no capital inside a sentence
    return left.text.isupper() and (text[max(left.start - 1, 0)] == "." or (len(right.text) == 1 and right.key != "i"))


def _ends_clause(words: Sequence[Token], n: int) -> bool:
    """True for the few ways in which a word of the strict class does end a sentence: "what it was", "so did she"."""
    earlier = [word.key for word in words[max(n - 4, 0) : n]]
    if words[n].key == "really" and earlier[-1:] == ["not"]:
        return True  # "Well, not really. My brother did"
    if words[n].key == "of" and earlier and earlier[-1] in KNOWING:
        return words[n + 1].key in STARTERS | REPLIES  # "not that I know of. No, never"
    if words[n].key in STRANDED and earlier[-2:-1] == ["to"] and not words[n + 1].key.endswith(("ing", "ly")):
        return True  # "much to talk about. Love it or not"
    if words[n].key in BE and earlier and earlier[-1] in PRONOUNS | {"this", "that", "there", "things", "people"}:
        return any(word in CLAUSES for word in earlier[:-1])
    if words[n].key not in PRONOUNS or not earlier:
        return False
    return earlier[-1] in ("than", "as", "am") or (earlier[-1] in AUXILIARIES and earlier[-2:-1] in (["so"], ["nor"]))


def _elliptic(words: Sequence[Token], n: int) -> bool:
    """True where a modal stands for a whole clause: "I hoped she would. She did.", "if I could. You know it"."""
    if words[n].key not in MODALS or n < 2:
        return False
    told = (words[n - 2].key in BELIEVING or words[n - 2].key == "if") and words[n - 1].key in PRONOUNS
    return told and words[n + 1].key in STARTERS


def _cannot_end(left: str, before: str, right: str) -> bool:
    if left in STRICT:
        return True
    if left != "is":
        return False
    return before == "which" or (before in BEFORE_IS and right not in STARTERS) or (before == "that" and right == "a")


def _wants_more(text: str, words: Sequence[Token], n: int) -> bool:
    """True where "is", "there would be" or a preposition lacks what it is about: "the speed of it is. Remarkable".

    Not in a clause that began with its complement ("what the trouble is", "who I came with"), nor in a short answer
    ("My brother is.").
    """
    left, right = words[n].key, words[n + 1].key
    if left not in WANTING or right in STARTERS or n < SHORTEST_CLAUSE:
        return False
    start = n
    while start and n - start < CLAUSE and text[words[start - 1].end] not in ".?!…":
        start -= 1
    before = [word.key for word in words[start:n]]
    if CLAUSES.intersection(before) or "to" in before:
        return False
    if left in ("is", "are"):
        return len(before) >= SHORTEST_CLAUSE and before[-1] not in PRONOUNS | BEFORE_IS | ANAPHORIC
    if left == "be":
        return before[-2:-1] == ["there"] and before[-1] in MODALS
    # "that's with. Roughly a hundred", but "the one I stayed with. Honestly"
    return right.endswith(("ing", "ly")) and len(right) > 5 and before[-1] in POINTING


def _graded(text: str, words: Sequence[Token], n: int, before: str, *, aside: bool) -> float:
    """Return how sure it is for a word that seldom ends a sentence, from what stands around it."""
    left, right = words[n].key, words[n + 1].key
    opening = _opening(text, words, n)
    if opening and right not in REPLIES:
        return opening
    if right in AUXILIARIES and text[words[n + 1].start :].partition(".")[0].rstrip(" ").endswith("?"):
        return 0.0
    if (left == "not" and before in MODALS and right not in STARTERS) or (left == "his" and before != "of"):
        return 0.75
    if left in BE and before in PRONOUNS and right in STARTERS:
        return 0.0  # "and so it is. Perhaps I was wrong"
    if left in ("is", "are", "be") and CLAUSES.intersection(w.key for w in words[max(n - 5, 0) : n]) and not aside:
        return 0.0  # "he knew what the light is. People"
    if left in LINKING:  # "it came to 4 million. Later it was more" is none
        return 0.7 if (aside or right not in STARTERS) and not before.isdigit() else 0.0
    if left in THINKING and before in PRONOUNS and right not in STARTERS:
        return 0.6
    if left == "that" and before in ("think", "believe", "guess", "hope"):
        return 0.7
    if left not in TIGHT | LOOSE or right in (AFTER_TIGHT if left in TIGHT else STARTERS):
        return 0.0
    attested = _attested(left, right)
    if aside:
        return 0.75 if left in TIGHT else 0.0
    if left in TIGHT:
        if left in PARTICLES and before != "back" and (not attested or right in STARTERS or before in _PLACED):
            return 0.0  # "turn it on. Turn", "we are moving on. Generally"
        if left == "to" and attested and right not in STARTERS:
            return 0.92
        return 0.75 if attested else (0.0 if right in STARTERS else 0.65)
    return 0.6 if attested else 0.0


def _opening(text: str, words: Sequence[Token], n: int) -> float:
    """Return how sure it is where the whole sentence up to word `n` only opens the next: "So.", "I think."."""
    start = n
    while start and n - start < 3 and not text[words[start - 1].end : words[start].start].strip(", "):
        start -= 1
    sentence = [word.key for word in words[start : n + 1]]
    if all(word in OPENERS for word in sentence):
        return 0.8
    if not start or len(sentence) > 3:
        return 0.0
    if sentence[0] in ("well", "so", "but", "and"):
        sentence = sentence[1:]
    return 0.6 if len(sentence) == 2 and sentence[0] == "i" and sentence[1] in THINKING else 0.0


@functools.lru_cache(maxsize=1 << 14)
def _attested(left: str, right: str) -> bool:
    """Return whether people write these two words side by side; kept, as pairs recur."""
    return float(word_pairs().of(pair_hash(hashes_of([left]), hashes_of([right])))[0]) > 0


def joint_of(text: str, left: Token, right: Token) -> str:
    """Return what joins the halves: a comma before an aside ("of, you know"), a dash where a new start is made."""
    if _ASIDE.match(text, right.start):
        return ", "
    if left.key in BROKEN and right.key in BROKEN_BY:
        return " – "
    if "'" in left.key and right.key in COMPLEMENTS:
        return " "  # "it's. A boat"
    return " – " if left.key in UNFINISHED and right.key in NEW_STARTS else " "


def _capitals_inside(text: str) -> Counter[str]:
    """Count the words that have a capital though no sentence begins there."""
    return Counter(_INSIDE.findall(text))
