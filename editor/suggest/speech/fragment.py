"""Fragments: a piece that cannot be a sentence stands behind a full stop, so the stop before it is false.

After: "much more fragile. Than we think", "the old Romans. Who were great builders", "on a team. Of clearing the
course". Kept: questions ("Who are you?"), and the same words where a main clause follows ("Because it rained, we
stayed", "To be fair, she asked").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.suggest.speech.stop_words import AUXILIARIES, PRONOUNS, REPLIES
from editor.suggest.speech.tokens import Token

_ALWAYS = frozenset("whereas including".split())
_SUBJECTS = PRONOUNS | frozenset(
    "i'm we're they're you're it's he's she's there there's i've we've they've you've if when".split()
)
_TAILS = (["and", "so", "on"], ["and", "so", "forth"], ["or", "so"], ["or", "something"], ["or", "whatever"])
_COMMANDS = REPLIES | PRONOUNS | {"then", "so", "go", "now", "scene", "but", "again", "counting", "cut"}
_COMMA = re.compile(r",(?! (?:which|who|whose|where|you know|I mean|or|etc)\b)")  # behind it a main clause may begin
_IF_WORDS = 8  # of an "if" that has no main clause
_AUXILIARY_SUBJECTS = frozenset("what how why where when who which".split())


def fragment(text: str, words: Sequence[Token], n: int) -> float:
    """Return how sure it is that the sentence beginning at word `n` continues the one before; 0 where it may stand."""
    first = words[n].key
    if words[n - 1].key in REPLIES or words[n - 1].key in _AUXILIARY_SUBJECTS:
        return 0.0
    end = _last(text, words, n)
    close = text[words[end].end : words[end].end + 1]
    if close == "?" or end == n:
        return 0.0
    second = words[n + 1].key
    if first == "than":
        return 0.93
    asked = n + 2 <= end and words[n + 2].key in _AUXILIARY_SUBJECTS  # "Such as which one."
    more = (first, second) == ("except", "that") or ((first, second) == ("such", "as") and not asked)
    if first in _ALWAYS or more:
        return 0.8
    said = [word.key for word in words[n : end + 1]]
    if said in _TAILS:
        return 0.8
    if len(said) == 2 and first == "and" and second not in _COMMANDS:
        return 0.6  # "lean and simple. And fast."
    clause = _COMMA.search(text, words[n].start, words[end].end) is not None
    if first in ("who", "which") and second in AUXILIARIES:
        return 0.75 if first == "who" else 0.6
    if first == "that" and second in _SUBJECTS:
        return 0.7
    if first == "whether" and second in _SUBJECTS:
        return 0.55
    if first == "where" and second in _SUBJECTS and not clause:
        return 0.6
    return 0.0 if clause else _bare(first, words[n : end + 1])


def _bare(first: str, sentence: Sequence[Token]) -> float:
    """Return the same for a sentence without a comma: no main clause follows what it begins with."""
    second = sentence[1].key
    if first in ("of", "for") and second.endswith("ing") and len(second) > 4:
        return 0.7
    if first == "because" and second != "of":
        return 0.6
    if first == "if" and len(sentence) <= _IF_WORDS and _one_clause(sentence):
        return 0.55
    if first == "or" and second not in AUXILIARIES:
        return 0.55
    if first == "and" and second.endswith("ed") and not sentence[1].text[:1].isupper() and len(second) > 4:
        return 0.55
    verbless = not any(w.key in AUXILIARIES or w.key in PRONOUNS or "'" in w.key for w in sentence)
    if first == "to" and second in ("do", "have"):
        verbless = not any(w.key in AUXILIARIES or w.key in PRONOUNS or "'" in w.key for w in sentence[2:])
    if first == "to" and verbless and second not in ("the", "a", "my", "your") and len(sentence) > 2:
        return 0.6
    if first == "from" and verbless and 3 <= len(sentence) <= 8:
        return 0.6
    if first.endswith("ing") and len(first) > 5 and verbless and first not in ("nothing", "something", "everything"):
        return 0.55 if second in ("into", "to", "the", "a", "from", "with") else 0.0
    return 0.0


def _one_clause(sentence: Sequence[Token]) -> bool:
    """True for "if we are one family": no second subject, and one auxiliary at most, so nothing follows from it."""
    subjects = sum(w.key in _SUBJECTS or "'" in w.key for w in sentence[1:])
    return sentence[1].key in PRONOUNS and subjects == 1 and sum(w.key in AUXILIARIES for w in sentence) <= 1


def _last(text: str, words: Sequence[Token], n: int) -> int:
    """Return the index of the last word of the sentence that begins at `n`."""
    while n + 1 < len(words) and not _ends(text[words[n].end : words[n + 1].start]):
        n += 1
    return n


def _ends(gap: str) -> bool:
    return gap[:1] in (".", "?", "!", "…") and gap != "."
