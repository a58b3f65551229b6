"""Times of subtitles: reading what people and programs write, writing what players read. Milliseconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.transcript import Paragraph

STAMP = r"(?:\d{1,6}:)?\d{1,6}:\d{1,6}(?:[.,:]\d{0,9})?"
TIMES = re.compile(rf"(?P<begin>{STAMP})[ \t]*-{{1,3}}>[ \t]*(?P<end>{STAMP})")
_PARTS = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,:](\d*))?")


def milliseconds(stamp: str) -> int:
    """Read "1:02:03,450", "02:03.4" or "02:03"; the part behind the mark counts as decimals of a second."""
    if len(stamp) == 12 and stamp[2] == stamp[5] == ":" and stamp[8] in ",.":  # nearly every one
        return (int(stamp[:2]) * 60 + int(stamp[3:5])) * 60_000 + int(stamp[6:8]) * 1000 + int(stamp[9:])
    match = _PARTS.fullmatch(stamp)
    if match is None:
        raise ValueError(f"not a time: {stamp}")
    hours, minutes, seconds, decimals = match.groups()
    fraction = int((decimals or "0")[:3].ljust(3, "0"))
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + fraction


def stamp(time: int, mark: str, like: str = "") -> str:
    """Write a time with `mark` before the milliseconds; without hours where `like` has none and it needs none."""
    seconds, thousandths = divmod(max(0, time), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    short = like.count(":") == 1 and not hours
    return f"{'' if short else f'{hours:02}:'}{minutes:02}:{seconds:02}{mark}{thousandths:03}"


def timed(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int] | None]:
    """Return begin and end of each paragraph; what a person made shares the time of the cue before it by length.

    Cues made before all others share the first one's time. None: a paragraph read without a time, or no times at all.
    """
    times: list[tuple[int, int] | None] = [
        None if p.begin is None else (p.begin, p.begin if p.end is None else p.end) for p in paragraphs]
    at = 0
    while at < len(paragraphs):
        last = _behind_made(paragraphs, times, at + 1)
        whole = times[at]
        if whole is None and paragraphs[at].origin is None and last < len(paragraphs):
            whole, last = times[last], _behind_made(paragraphs, times, last + 1)
        if whole is not None and last - at > 1:
            times[at:last] = _shares(whole, [len(p.text) for p in paragraphs[at:last]])
        at = last
    return times


def _behind_made(paragraphs: Sequence[Paragraph], times: Sequence[tuple[int, int] | None], at: int) -> int:
    """Return where, from `at` on, the cues without a time that a person made come to their end."""
    while at < len(paragraphs) and times[at] is None and paragraphs[at].origin is None:
        at += 1
    return at


def _shares(whole: tuple[int, int], lengths: list[int]) -> list[tuple[int, int]]:
    begin, end = whole
    total, passed, shares = sum(lengths) or 1, 0, []
    for length in lengths:
        start = begin + (end - begin) * passed // total
        passed += length
        shares.append((start, begin + (end - begin) * passed // total))
    return shares
