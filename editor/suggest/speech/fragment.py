"""Fragments: a piece that cannot be a sentence stands behind a full stop, so the stop before it is false.

After: "much more fragile. Than we think", "the old Romans. Who were great builders", "on a team. Of clearing the
course". Kept: questions ("Who are you?"), and the same words where a main clause follows ("Because it rained, we
stayed", "To be fair, she asked").
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.speech.stop_words import AUXILIARIES, PRONOUNS, REPLIES
from editor.suggest.speech.tokens import Token

_ALWAYS = frozenset("than whereas including".split())
_SUBJECTS = PRONOUNS | frozenset(
    "i'm we're they're you're it's he's she's there there's i've we've they've you've if when".split()
)
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
    if first in _ALWAYS or (first == "such" and second == "as") or (first == "except" and second == "that"):
        return 0.8
    clause = "," in text[words[n].start : words[end].end]
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
    if first == "or" and second not in AUXILIARIES:
        return 0.55
    if first == "and" and second.endswith("ed") and not sentence[1].text[:1].isupper() and len(second) > 4:
        return 0.55
    verbless = not any(w.key in AUXILIARIES or w.key in PRONOUNS or "'" in w.key for w in sentence)
    if first == "to" and verbless and second not in ("the", "a", "my", "your") and len(sentence) > 2:
        return 0.6
    if first == "from" and verbless and 3 <= len(sentence) <= 8:
        return 0.6
    if first.endswith("ing") and len(first) > 5 and verbless and first not in ("nothing", "something", "everything"):
        return 0.55 if second in ("into", "to", "the", "a", "from", "with") else 0.0
    return 0.0


def _last(text: str, words: Sequence[Token], n: int) -> int:
    """Return the index of the last word of the sentence that begins at `n`."""
    while n + 1 < len(words) and not _ends(text[words[n].end : words[n + 1].start]):
        n += 1
    return n


def _ends(gap: str) -> bool:
    return gap[:1] in (".", "?", "!", "…") and gap != "."
