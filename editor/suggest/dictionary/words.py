"""Words as the matcher sees them: where they are in a text, their letters without spacing, case and punctuation."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_SOUNDED = 80  # letters of a term that is looked for by sound
# a word with its apostrophes and trailing digits ("GPT4"), a number ("10,000", "100s", "3D"), letters of any script
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\d*|\d+(?:,\d{3})+|\d+[A-Za-z]{0,3}\d*|[^\W\d_]+\d+\w*")
_SUFFIX = re.compile(r"(?:['’]s|s['’]|s)$")
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff]")
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff5a]")

# words so common that they are never an error by themselves
ARTICLES = frozenset({"a", "an", "the"})
STOP_WORDS = frozenset("""
a about after all also am an and any are as at be because been before being but by can come could day did do does done
down even every few first for from get give go going good got had has have having he her here him his how i i'd i'll
i'm i've if in into is isn't it it's its just know let let's like look made make many may me mean more most much must my
new no not now of off oh ok okay on one only or other our out over people really right said same saw say see she should
so some such take tell than that that's the their them then there these they they're thing things think this those
through time to too two uh um under up us use used very want was way we we're well were what when where which while who
why will with would year years yeah yes you you're your
""".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: code points `start` to `end`, exclusive."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a text, in order."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each word: `tokens` without the objects, for long texts."""
    return [match.span() for match in _TOKEN.finditer(text)]


@functools.lru_cache(maxsize=1 << 16)
def squash(text: str) -> str:
    """Return letters and digits only, folded: "S.R. 71" and "SR-71" are both "sr71"."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def suffix_of(word: str) -> str:
    """Return the plural or possessive ending of a word ("'s", "s'", "s"), empty where it has none."""
    if not word.endswith(("s", "'", "’")):
        return ""
    match = _SUFFIX.search(word)
    if not match or word[:-1].endswith(("s", "S")):
        return ""
    return match.group() if match.start() >= (1 if len(match.group()) == 2 else 2) else ""


def without_suffix(word: str) -> str:
    """Return the word without its plural or possessive ending."""
    ending = suffix_of(word)
    return word[: -len(ending)] if ending else word


def is_latin(text: str) -> bool:
    """True where English rules of sound may apply: letters or digits of the Latin script and no other script's."""
    return bool(_LATIN.search(text)) and not _FOREIGN.search(text)


def mostly_latin(text: str) -> bool:
    """True where more letters are Latin than not, or there are none."""
    if text.isascii():
        return True
    foreign = len(_FOREIGN.findall(text))
    return foreign == 0 or len(_LATIN.findall(text)) > foreign


def carried(term: str, ending: str) -> str:
    """Return the term with the ending that the heard words had, unless the term has one of its own.

    "H 100s" gives "H100s", "cyber trucks" gives "Cybertrucks", "Tezla's" gives "Tesla's".
    """
    if not ending or (squash(term).endswith("s") and ending == "s"):
        return term
    return term + ending.replace("s'", "s'" if not term.endswith("s") else "'")


def holds_any(words: Sequence[str], forms: frozenset[str]) -> bool:
    """True where a run of these squashed words is one of the squashed forms."""
    return bool(forms) and any("".join(words[first:last]) in forms for first in range(len(words))
                               for last in range(first + 1, len(words) + 1))
