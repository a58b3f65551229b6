"""Turn what a checker complains about into what a recogniser did: a false full stop, a doubled word, letters apart."""

from __future__ import annotations

import re
from dataclasses import replace

from editor.suggest.grammar.port import Issue

_STOP = re.compile(r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)(?P<stop>[.!?])\s+(?P<next>[^\W\d_]+(?:['’][^\W\d_]+)*)")
_TWICE = re.compile(r"\b(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)[,.]?\s+(?P=word)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\ba I(?!['’\w])", re.ASCII)
JOINED = 0.40  # the stop is nearly always false, but half of the time more is missing there
ONCE = 0.80
APART = 0.30  # "a I don't know" is a false start, "the safety of a I" is not
_REACH = 12  # code points around a finding in which the full stop or the doubled word has to be


def joined(issue: Issue, text: str) -> Issue | None:
    """Return the finding that takes the full stop out ("the. If" → "the if"); None where there is none near."""
    for found in _STOP.finditer(text, max(0, issue.start - _REACH)):
        if found.start() > issue.end:
            break
        if found.end("stop") <= issue.start or found.start("word") >= issue.end:
            continue
        following = found["next"]
        if not following[0].isupper():
            return None
        lower = following if _keeps_capital(following) else following[0].lower() + following[1:]
        return replace(issue, start=found.start(), end=found.end(), replacements=(f"{found['word']} {lower}",),
                       message="the sentence seems to go on after this full stop", title="False full stop", sure=JOINED)
    return None


def once(issue: Issue, text: str) -> Issue | None:
    """Return the finding that drops one of two equal words; None where there are none."""
    start, end = max(0, issue.start - _REACH), min(len(text), issue.end + _REACH)
    for found in _TWICE.finditer(text, start, end):
        if found.start() < issue.end and issue.start < found.end():
            return replace(issue, start=found.start(), end=found.end(), replacements=(found["word"],),
                           message="the same word stands here twice", title="Doubled word", sure=ONCE)
    return None


def together(issue: Issue, text: str) -> Issue:
    """Return the finding that makes "AI" of "a I" where a checker asks for another article; else the finding itself."""
    for found in _LETTERS.finditer(text, max(0, issue.start - 2), min(len(text), issue.end + 3)):
        if found.start() <= issue.start and issue.end <= found.end():
            return replace(issue, start=found.start(), end=found.end(), replacements=("AI",),
                           message="no article stands before “I”; spelled letters may be meant", title="Letters apart",
                           sure=APART)
    return issue


def _keeps_capital(word: str) -> bool:
    """True for "I", "I'm" and what is written in capitals; names cannot be told, so they are a person's to keep."""
    return word == "I" or word[:2] in ("I'", "I’") or (len(word) > 1 and word.isupper())
