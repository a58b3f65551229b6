"""False full stops: the recogniser took a pause for the end of a sentence.

After: "training our. Grok version", "Because. It just needs to be built", "requires a hundred thousand. Chips". A stop
behind a word that cannot end a sentence (an article, a possessive, a conjunction, a modal) is surely false; behind a
word that seldom ends one it is judged by whether the words on both sides are often neighbours. Kept: "what for. And
then", "I think so. So we went", initials and abbreviations ("S. R.", "Dr. Smith").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from editor.suggest.dictionary.tables import Hashes, hashes_of, pair_hash, word_key, word_pairs, zipf_of
from editor.suggest.speech.tokens import Token, in_english, tokens
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_STRICT = frozenset(
    "a an the my your our their its than of from because and or but if although whether unless until "
    "i'm we're they're you're it's there's that's he's she's i've we've they've you've he'd she'd they'd we'd i'd "
    "would could should must might can't very every just was were into onto by being let's who's "
    "what's where's i he she we they nor per".split()
)
_TIGHT = frozenset(
    "to for in on at with be is are am been need needs only most have has had will can may why such no any some "
    "really also even which who whose as both each between during without toward towards".split()
)
_LOOSE = frozenset(
    "about this these those that what when where how get make take put use want go then so here there it".split()
)
_OPENERS = frozenset("so or plus".split())  # "So. Another thing": one word is no sentence
_REPORTING = frozenset("think thought say says said know knew believe hope mean".split())
_QUANTITIES = frozenset("hundred thousand million billion ten twenty fifty several".split())
_STARTERS = frozenset(
    "and but so if well i you we they it that this how what or because no yes yeah okay oh there a the where when "
    "why now then he she these those do does did is are was were all right my as for in to let just not very "
    "people of first second next also".split()
)
_PLAIN_ENDINGS = ("ly", "ed", "ing", "ion", "ions", "ness", "ment", "able", "ous", "ful")  # seldom a name's
_INSIDE = re.compile(r"(?<=[^\W_][ ,]) ?([^\W\d_a-z][\w'’-]*)")
_ASIDE = re.compile(r"(?:You know|I mean)\b")
_UNFINISHED = frozenset(
    "a an the my our your their its i he she we they i'm we're they're you're it's there's that's he's she's i've "
    "we've they've you've let's who's what's where's can't".split()
)
_NEW_STARTS = frozenset(
    "i you we they he she it i'm we're they're you're it's there's that's there this that if so but and the a what "
    "to because well in they've we've i've".split()
)
_AFTER_TIGHT = frozenset("and but so well no yes yeah okay oh how or if it all i they we".split())
_BEFORE_STOP = frozenset("which what how where when there that this it who".split())  # "which is. The" cannot end
_ABBREVIATIONS = frozenset("mr mrs ms dr prof st vs etc inc ltd co jr sr no fig approx dept est".split())


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
        words = tokens(paragraph.text)
        found = []
        text = paragraph.text
        for n in range(len(words) - 1):
            if text[words[n].end] != "." or words[n].key in _ABBREVIATIONS:
                continue
            gap = text[words[n].end : words[n + 1].start]
            if gap.rstrip() == "." and gap != ".":
                confidence = _confidence(text, words, n)
                if confidence:
                    found.append(self._joined(paragraph, words[n], words[n + 1], confidence))
        return found

    def _joined(self, paragraph: Paragraph, left: Token, right: Token, confidence: float) -> Suggestion:
        span = Span(left.start, right.end)
        joined = f"{left.text}{_joint(paragraph.text, left, right)}{self._inside(right)}"
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
        if self._names[word.text] > 0 and zipf_of([word_key(word.key)])[0] < 6:
            return word.text
        plain = word.key.endswith(_PLAIN_ENDINGS) or float(zipf_of([word_key(word.key)])[0]) >= 4.0
        return word.text[:1].lower() + word.text[1:] if plain else word.text


def _confidence(text: str, words: Sequence[Token], n: int) -> float:
    """Return how sure it is that no sentence ends behind word `n`; 0 where it may well end."""
    left, right = words[n], words[n + 1]
    before = words[n - 1].key if n else ""
    if left.key == right.key or (len(left.text) == 1 and left.text.isupper() and left.key not in ("i", "a")):
        return 0.0  # a doubled word, or an initial: not this detector's
    if left.text == "May":
        return 0.0
    if left.key in _STRICT or (left.key == "is" and before in _BEFORE_STOP):
        return 0.93
    alone = n == 0 or text[words[n - 1].end : words[n].start].strip() in (".", "?", "!")
    if alone and left.key in _OPENERS:
        return 0.8 if right.key not in ("yeah", "yes", "no", "okay") else 0.0
    if right.key == "you" and n + 2 < len(words) and words[n + 2].key == "know" and left.key in _TIGHT | {"then"}:
        return 0.75
    return _by_neighbours(left, right, before)


def _by_neighbours(left: Token, right: Token, before: str) -> float:
    """Judge a stop by how well the words on both sides of it go together."""
    content = right.key not in _STARTERS and float(zipf_of([word_key(right.key)])[0]) < 5.6
    if left.key in _TIGHT or (left.key == "that" and before in _REPORTING):
        if left.key not in _TIGHT:
            return 0.75
        if content:
            return 0.75
        attested = float(word_pairs().of(_pair(left.key, right.key))[0]) > 0
        return 0.75 if attested and right.key not in _AFTER_TIGHT else 0.0
    if left.key in _LOOSE and right.key not in _STARTERS:
        return 0.6 if float(word_pairs().of(_pair(left.key, right.key))[0]) > 0 else 0.0
    quantity = left.key in _QUANTITIES or (left.key.endswith("ly") and len(left.key) > 5)
    return 0.6 if quantity and content else 0.0


def _pair(left: str, right: str) -> Hashes:
    return pair_hash(hashes_of([word_key(left)]), hashes_of([word_key(right)]))


def _joint(text: str, left: Token, right: Token) -> str:
    """Return what joins the halves: a comma before an aside ("of, you know"), a dash where a new start is made."""
    if _ASIDE.match(text, right.start):
        return ", "
    return " – " if left.key in _UNFINISHED and right.key in _NEW_STARTS else " "


def _capitals_inside(text: str) -> Counter[str]:
    """Count the words that have a capital though no sentence begins there."""
    return Counter(_INSIDE.findall(text))
