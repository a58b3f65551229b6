"""Names across a pair: which Latin words of a translation are names, and where the other side writes them otherwise."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from editor.suggest.dictionary.tables import word_key, zipf_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span
from editor.transcript.language import mostly_latin

_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ \-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
_JOINED = re.compile(r"[A-Za-z0-9]+(?:['’\-][A-Za-z0-9]+)*")  # "GPT-4" is one
_MARKED = re.compile(r"[A-Za-z0-9]*(?:[a-z][A-Z]|[A-Z]{3}|[A-Z]+-?[0-9]|[a-z]-?[0-9])[A-Za-z0-9]*")
_WORDS_OF_A_NAME = 3
_WORDS_OF_A_CORRECTION = 4
# Odds that a term is meant where the translation writes it and the original does not: the translator read or heard it.
_WRITTEN = 9.0
_REPEATED = 3.0  # the same for further places: a translation says "it" where the original repeats the name


@dataclass(frozen=True, slots=True)
class Sided:
    """One side of a pair, and where a dictionary says that it is right."""

    paragraph: Paragraph
    right: Sequence[Span]

    def is_right(self, span: Span) -> bool:
        """True where the span touches a term that is written right."""
        return any(span.overlaps(other) for other in self.right)


def names_in(text: str) -> dict[str, list[Span]]:
    """Return the Latin names of a translation and where they stand: up to three words with a capital or a digit.

    In a translation that is in Latin letters itself every word could be one: there only what no ordinary word looks
    like is taken ("SpaceX", "GPT-4", "NASA"), and names that stand by themselves between other signs.
    """
    found: dict[str, list[Span]] = {}
    latin = mostly_latin(text)
    for run in _RUN.finditer(text):
        words = list(_WORD.finditer(text, run.start(), run.end()))
        for n, first in enumerate(words):
            for last in words[n : n + _WORDS_OF_A_NAME]:
                span = Span(first.start(), last.end())
                name = span.of(text)
                whole = span == Span(run.start(), run.end())
                named = _MARKED.search(name) if latin and not whole else any(c.isupper() or c.isdigit() for c in name)
                if named and name[:1].isalpha():
                    found.setdefault(name, []).append(span)
    return found


def misspelt(here: Sided, there: Sided, *, translation: bool) -> Iterator[Suggestion]:
    """Offer the other side's spelling of a name where only the spelling differs.

    A spelling that a dictionary says is right is never touched, and is offered with more confidence.
    """
    upper, lower = (there, here) if translation else (here, there)
    text, paragraph = upper.paragraph.text, here.paragraph
    names = names_in(lower.paragraph.text)
    for name, places in sorted(names.items()):
        if len(name) < 4 or name in text:
            continue
        spellings = [span for span in _spellings(text, name) if span.of(text) not in names]
        term_below = any(lower.is_right(span) for span in places)
        term_above = next((span for span in spellings if upper.is_right(span)), None)
        if translation and spellings and not term_below:
            written = (term_above or spellings[0]).of(text)
            if term_above or (_known(written) > _known(name) and _squashed(written) != _squashed(name)):
                for span in places:
                    yield _flag(paragraph, span, written, 0.8 if term_above else 0.4, "Name as in the original",
                                f"the original writes “{written}”", term=bool(term_above))
        elif not translation:
            for span in spellings:
                if not upper.is_right(span):
                    written = span.of(text)
                    sure = _squashed(written) == _squashed(name) or _known(name) >= _known(written)
                    yield _flag(paragraph, span, name, 0.85 if term_below else 0.75 if sure else 0.4,
                                "Name as in the translation", f"the translation writes “{name}”", term=term_below)


def corrections(before: str, after: str) -> dict[str, str]:
    """Return which names were put right between two versions of a text: the words before, and the words after.

    One to four words that gave way to a name (with a capital or a digit in it).
    """
    if before == after:
        return {}
    old, new = list(_JOINED.finditer(before)), list(_JOINED.finditer(after))
    made = {}
    matcher = SequenceMatcher(None, [m.group() for m in old], [m.group() for m in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a <= _WORDS_OF_A_CORRECTION and d - c <= _WORDS_OF_A_CORRECTION:
            heard = before[old[a].start() : old[b - 1].end()]
            right = after[new[c].start() : new[d - 1].end()]
            if len(_squashed(heard)) >= 3 and any(x.isupper() or x.isdigit() for x in right):
                made[heard] = right
            if 1 < b - a == d - c:  # "Grock three" put right as "Grok 3": the name by itself too
                words = zip(old[a:b], new[c:d], strict=True)
                made |= {x.group(): y.group() for x, y in words if x.group() != y.group() and y.group()[0].isupper()}
    return made


def echoes(here: Sided, made: Mapping[str, str], where: str, other: str = "") -> Iterator[Suggestion]:
    """Offer a correction that was made on the other side (`where`, in words) for the same wrong words here.

    With the text of the `other` side: also for a name that is spelt a little otherwise than the wrong one was, and
    that the other side does not have.
    """
    wanted = {_squashed(heard): (heard, right) for heard, right in made.items()}
    if not wanted:
        return
    text = here.paragraph.text
    words = list(_WORD.finditer(text))
    for n, first in enumerate(words):
        for last in words[n : n + _WORDS_OF_A_CORRECTION]:
            span = Span(first.start(), last.end())
            heard = span.of(text)
            (wrong, right), sure = wanted.get(_squashed(heard), ("", "")), 0.85
            if not right and last is first and other and heard[0].isupper() and heard not in other:
                near = (x for x in wanted if _near(_squashed(heard), x))
                (wrong, right), sure = wanted.get(next(near, ""), ("", "")), 0.6
            if right and heard != right and not here.is_right(span):
                yield _flag(here.paragraph, span, right, sure, f"Same as in {where}",
                            f"“{wrong}” became “{right}” in {where}", term=True)


def _near(one: str, two: str) -> bool:
    """True for two spellings of a name, squashed: a letter in four differs at most."""
    if abs(len(one) - len(two)) > 1 or not (one[:2] == two[:2] or one[1:] == two[1:]):
        return False
    return int(OSA.distance(one, two)) <= min(len(one), len(two)) // 4


def confirmed(original: str, translation: str, findings: Sequence[Suggestion]) -> list[Suggestion]:
    """Return the findings; a misheard term is surer where the translation writes the term more often than this side."""
    missing = {term: times for term in {f.replacement for f in findings if f.kind is Kind.DICTIONARY and f.replacements}
               if (times := _times(term, translation) - _times(term, original)) > 0}
    result = list(findings)
    for n in sorted(range(len(result)), key=lambda at: -result[at].confidence):
        finding = result[n]
        term = finding.replacement
        if finding.kind is not Kind.DICTIONARY or not finding.replacements or term not in missing:
            continue
        odds = finding.confidence / max(1 - finding.confidence, 1e-6) * (_WRITTEN if missing[term] > 0 else _REPEATED)
        missing[term] -= 1
        result[n] = replace(finding, confidence=min(odds / (1 + odds), 0.99),
                            reasons=(*finding.reasons, f"the translation writes “{term}”"))
    return result


def _times(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text))


@functools.lru_cache(maxsize=8)
def _written(text: str) -> tuple[dict[str, list[Span]], dict[str, list[Span]]]:
    """Return the runs of up to three words by their letters and digits, and of them the single words with a capital."""
    words = list(_WORD.finditer(text))
    runs: dict[str, list[Span]] = {}
    capitals: dict[str, list[Span]] = {}
    for n, first in enumerate(words):
        squashed = ""
        for last in words[n : n + _WORDS_OF_A_NAME]:
            squashed += _squashed(last.group())
            runs.setdefault(squashed, []).append(Span(first.start(), last.end()))
        if first.group()[0].isupper():
            capitals.setdefault(_squashed(first.group()), []).append(Span(first.start(), first.end()))
    return runs, capitals


def _spellings(text: str, name: str) -> list[Span]:
    """Return the places where `text` writes `name` with other spaces, capitals or one or two other letters."""
    wanted = _squashed(name)
    runs, capitals = _written(text)
    found = [span for span in runs.get(wanted, ()) if len(span) <= len(name) + _WORDS_OF_A_NAME]
    if not any(map(str.isdigit, wanted)):
        found += [span for squashed, spans in capitals.items() if squashed != wanted and _near(squashed, wanted)
                  for span in spans]
    return sorted(found)


def _squashed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _known(name: str) -> float:
    """Return the Zipf frequency of the rarest word of a name; 0 for an unknown one."""
    return min(float(zipf_of([word_key(word)])[0]) for word in name.replace("-", " ").split())


def _flag(paragraph: Paragraph, span: Span, right: str, confidence: float, title: str, reason: str, *,
          term: bool) -> Suggestion:
    """Make a suggestion; one about a `term` is alike to the dictionary's for the same words."""
    original = span.of(paragraph.text)
    group = f"{Kind.DICTIONARY}\t{original.casefold()}\t{right}" if term else ""
    return Suggestion(paragraph.id, paragraph.revision, span, original, (right,), Kind.SPEECH, "speech.pair",
                      confidence, title=title, reasons=(reason,), group=group)
