"""Doubled words and phrases: the speaker (or the recogniser) says the same words again before going on.

After: "to to Tesla", "when we, when we met", "It's. It's a", "I think I think". Kept: emphasis and greetings that
people double on purpose ("many, many", "no, no", "bye bye"), and doublings that grammar allows ("that that",
"had had", "what it is is"), and numbers: "twenty twenty" is a year.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.detector import Local
from editor.suggest.speech.loop_runs import COPIES, tries_microphone
from editor.suggest.speech.stop_words import STRICT
from editor.suggest.speech.tokens import Token, Words, between, in_english, on_its_line, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

LONGEST = 12  # words in one copy
_JOINTS = frozenset({"", ",", ".", "…", "...", "-", "–", "—", ",.", ";", "?"})
_EMPHASIS = frozenset(
    "very many so no yes yeah yep okay ok bye hello hi hey ha haha really much more long far big great huge good bad "
    "pretty way too never ever again all over right well now there oh wow wait go come please hard fast slow old new "
    "small tiny deep early late quite extremely super high low quick little knock blah thank thanks welcome "
    "sure maybe look listen step day night hear round higher lower bigger smaller faster better worse less".split()
)
_GRAMMAR = frozenset("that had is was her you".split())
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
)
_FUNCTION = frozenset(
    "the a an of to in on at by for from with and or but if as than then this these those we they i he she it our your "
    "their my his its be been are were am do does did have has can could will would should may might must not because "
    "what when where who how which why into about just also like only i'm we're they're you're it's it'll we'll i'll "
    "i've we've they've there's that's what's he's she's don't didn't".split()
)


_PRONOUNS = frozenset("i you we they he she it".split())
_THANKS = frozenset({"thank", "thanks"})
_SOOTHING = frozenset("on you it's it is up of course my god i know".split())
_ENCORES = frozenset({("one", "more", "time"), ("once", "more"), ("one", "more"), ("just", "one", "more")})
_OPEN = frozenset("to for in on at with how some so".split())  # behind a stop the second copy goes on
_ENDS = (".", "?", "!", "…", ":")
_OPENS_CLAUSE = frozenset("where when whether if because that which until unless while".split())
_TRANSITIVE = frozenset("keep get make take put use have be let give bring need want find build".split())
_GREETING = frozenset("hi hello hey bye goodbye welcome".split())
_TIMES = frozenset("morning afternoon evening night day".split())
_CLOSES = ("", ",", ".", "!", "?")


class RepeatDetector(Local):
    """Finds copies of 1 to LONGEST words standing next to each other, longest first."""

    name = "speech.repeat"
    kind = Kind.SPEECH

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each run of copies."""
        if not in_english(paragraph):
            return []
        cut = words_of(paragraph.text)
        words = cut.tokens
        found = []
        at = 0
        for place in _places(cut):
            if place < at:
                continue
            at = place
            size, copies = _copies(paragraph.text, words, at)
            if copies < 2:
                continue
            suggestion = _judged(paragraph, words, at, size, copies)
            if suggestion is not None:
                found.append(suggestion)
            if suggestion is not None or (size > 1 and copies >= COPIES):  # or "it, sing it" is a run in "sing it"
                at += size * (copies - 1)
            at += 1
        return found


def _places(cut: Words) -> list[int]:
    """Return the words from which on some are said twice, whatever stands between the copies; at the speed of C."""
    if len(set(cut.keys)) == len(cut.keys):
        return []
    found = set()
    for size in range(1, min(LONGEST, len(cut.keys) // 2) + 1):
        same, run = cut.equal_at(size), b"\1" * size
        at = same.find(run)
        while at >= 0:
            found.add(at)
            at = same.find(run, at + 1)
    return sorted(found)


def _copies(text: str, words: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the size of the longest phrase from `at` that is said again at once, and how often it stands there."""
    first = words[at].key
    near = words[at + 1 : at + 1 + min(LONGEST, (len(words) - at) // 2)]
    for size in range(len(near), 0, -1):
        if near[size - 1].key != first or not _equal(text, words, at, at + size, size):
            continue
        size = _period(words, at, size)
        copies = 2
        while at + (copies + 1) * size <= len(words) and _equal(text, words, at, at + copies * size, size):
            copies += 1
        return size, copies
    return 0, 0


def _period(words: Sequence[Token], at: int, size: int) -> int:
    """Return the shortest phrase of which the one at `at` is made: "the the" is "the" twice."""
    keys = [word.key for word in words[at : at + size]]
    return next(n for n in range(1, size + 1) if size % n == 0 and keys == keys[:n] * (size // n))


def _equal(text: str, words: Sequence[Token], one: int, two: int, size: int) -> bool:
    if any(words[one + n].key != words[two + n].key for n in range(size)):
        return False
    return between(text, words[two - 1], words[two]) in _JOINTS


def _judged(paragraph: Paragraph, words: Sequence[Token], at: int, size: int, copies: int) -> Suggestion | None:
    phrase = [word.key for word in words[at : at + size]]
    joint = between(paragraph.text, words[at + size - 1], words[at + size])
    after = paragraph.text[words[at + size * copies - 1].end :][:1]
    if phrase[0] == "and" and len(phrase) == 2 and at and words[at - 1].key == phrase[1]:
        return None  # "ran and ran and ran"
    confidence = _confidence(phrase, joint, copies, alone=after in _CLOSES)
    if size == 1 and copies == 2 and after not in _CLOSES:
        confidence = max(confidence or 0.0, _in_place(paragraph.text, words, at, joint)) or None
    if confidence is None:
        return None
    last = at + size * (copies - 1)
    span = Span(words[at].start, words[last + size - 1].end)
    # the first copy knows whether a sentence begins here, the last one how it goes on
    kept = words[at].text + paragraph.text[words[last].end : span.end]
    span, kept = on_its_line(paragraph.text, span, kept)
    what = "word" if size == 1 else f"{size} words"
    times = "twice" if copies == 2 else f"{copies} times"
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text),
        (kept,), Kind.SPEECH, "speech.repeat", confidence,
        title="Doubled word" if size == 1 else "Doubled phrase", reasons=(f"the same {what} {times} in a row",),
    )


def _confidence(phrase: Sequence[str], joint: str, copies: int, *, alone: bool) -> float | None:
    """Return how sure it is that one copy should go; None where people double on purpose.

    `alone`: nothing follows the last copy before the next comma or stop.
    """
    if len(phrase) == 1:
        return _of_word(phrase[0], joint, copies, alone=alone)
    if len(phrase) == 2 and phrase[1] == "and":
        return None  # "up and up and up"
    if phrase[0] in _THANKS or (alone and joint == "," and all(word in _EMPHASIS | _SOOTHING for word in phrase)):
        return None
    if len(phrase) == 2 and joint == "." and phrase[0] in _PRONOUNS and phrase[1] in ("is", "was", "are", "were"):
        return 0.4  # "I know who he is. He is new."
    if all(word in _EMPHASIS or word in _NUMBERS for word in phrase):
        return None
    if tries_microphone(phrase) or tuple(phrase) in _ENCORES or _greets(phrase):
        return None
    if copies >= COPIES and joint in (",", "!") and phrase[0] not in _FUNCTION:
        return None  # "row it, row it, row it": said so to drive somebody on
    return 0.93 if joint in ("", ",", "-", "–", "—") or phrase[0] in _FUNCTION else 0.85


def _in_place(text: str, words: Sequence[Token], at: int, joint: str) -> float:
    """Return how sure it is for two copies of a word, from what stands around them; 0 where that says nothing."""
    word, before = words[at].key, words[at - 1].key if at else ""
    opens = not at or text[words[at - 1].end : words[at].start].strip()[-1:] in _ENDS
    if joint == "." and before in _OPENS_CLAUSE and word in _PRONOUNS:
        return 0.9  # "a place where you. You have to"
    if joint == "." and before == "to" and word in _TRANSITIVE:
        return 0.6  # "we have to keep. Keep it going"
    if joint == "" and opens and word in ("is", "that") and words[at + 2].key not in _PRONOUNS:
        return 0.9 if word == "is" else 0.6  # "Is is the car slower"
    counted = at + 2 < len(words) and (words[at + 2].key in _NUMBERS or words[at + 2].key.isdigit())
    return 0.6 if word == "one" and joint == "" and not counted and before not in _NUMBERS else 0.0


def _greets(phrase: Sequence[str]) -> bool:
    """True for "good morning, Anna", said by two people or to two."""
    return phrase[0] in _GREETING or (phrase[0] == "good" and phrase[1] in _TIMES)


def _of_word(word: str, joint: str, copies: int, *, alone: bool) -> float | None:
    if word in _EMPHASIS or word in _NUMBERS or word.isdigit():
        return None
    if joint == "?":
        return None
    if word in _GRAMMAR and joint == ".":
        return 0.4
    if word in _GRAMMAR:
        return 0.6 if joint and copies >= 2 else (0.8 if copies > 2 else None)
    if joint == "." and word not in STRICT | _OPEN:
        return 0.4  # "I took it. It helped": a sentence may begin as the last one ended
    if word in _FUNCTION:
        return 0.95
    if alone:
        return 0.4  # "slowly, slowly.": said twice for weight
    return 0.9 if joint == "" else 0.75
