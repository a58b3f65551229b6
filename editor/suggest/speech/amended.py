"""What an edit put in the place of a name, so that the same can be offered in the translation beside it.

After: "Grock" made "Grok" in the original while the translation still writes "Grock". Kept: words that any language
may have; edits that rewrite whole sentences.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from editor.suggest.dictionary.tables import word_key, zipf_of
from editor.transcript import Span, minimal_edit

_LONGEST = 40  # code points of a name
_REWRITTEN = 400  # words; more were not mended but written anew
_WORD = re.compile(r"\S+")
_EDGES = " .,;:!?()[]\"“”'’"
_ORDINARY = 3.0  # zipf; a rarer word is taken for a name


def note(known: dict[str, str], before: str, after: str) -> None:
    """Add to `known` (wrong form to right one) what became what; taking a change back takes it out again."""
    for heard, right in _exchanged(before, after):
        if known.get(right) == heard:
            del known[right]
        elif _name_like(heard):
            known[heard] = right


def places_of(text: str, name: str) -> Iterator[Span]:
    """Yield where `name` stands in a text of any language, whose letters may touch a Latin name."""
    for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text):
        yield Span(*match.span())


def _exchanged(before: str, after: str) -> Iterator[tuple[str, str]]:
    edit = minimal_edit(before, after)
    end = edit.span.start + len(edit.text)
    old = _words(before, edit.span.start, edit.span.end)
    new = _words(after, edit.span.start, end)
    if len(old) > _REWRITTEN or len(new) > _REWRITTEN:
        return
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        heard, right = " ".join(old[a:b]).strip(_EDGES), " ".join(new[c:d]).strip(_EDGES)
        if what == "replace" and heard != right and 0 < len(heard) <= _LONGEST and 0 < len(right) <= _LONGEST:
            yield heard, right


def _words(text: str, start: int, end: int) -> list[str]:
    """Return the words that a stretch touches, whole."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return _WORD.findall(text[start:end])


def _name_like(text: str) -> bool:
    """True for what may be a name: Latin, and with a capital, a digit or a rare word in it."""
    if not text.isascii() or not any(map(str.isalpha, text)):
        return False
    if any(c.isupper() or c.isdigit() for c in text[1:]):
        return True
    return min(float(zipf_of([word_key(word)])[0]) for word in text.split()) < _ORDINARY
