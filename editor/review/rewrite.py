"""What becomes of paragraphs and marks when the lines of the view change: typing, paste, split, join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.review.history import State
from editor.review.mark import in_order, moved
from editor.transcript import Paragraph, Transcript, minimal_edit

_JOINT = "\u2029"  # between paragraphs while an edit across them is measured; only its length counts afterwards


def rewritten(transcript: Transcript, before: Sequence[State], texts: Sequence[str]) -> tuple[State, ...]:
    """Return the states for `texts`, with ids and marks carried over from `before` by one edit across all of them.

    A mark that a new paragraph border cuts in two goes: its text stands nowhere any more.
    """
    old = _JOINT.join(s.paragraph.text for s in before)
    edit = minimal_edit(old, _JOINT.join(texts))
    placed, offset = [], 0
    for state in before:
        placed += [m.shifted(offset) for m in state.marks]
        offset += len(state.paragraph.text) + 1
    marks = iter(in_order(moved(placed, edit)))
    mark = next(marks, None)
    after, offset = [], 0
    for paragraph in _identified(transcript, [s.paragraph for s in before], texts):
        end = offset + len(paragraph.text)
        own = []
        while mark is not None and mark.span.start <= end:
            if mark.span.start >= offset and mark.span.end <= end:
                own.append(mark.shifted(-offset))
            mark = next(marks, None)
        after.append(State(paragraph, tuple(own)))
        offset = end + 1
    return tuple(after)


def _identified(transcript: Transcript, old: list[Paragraph], texts: Sequence[str]) -> list[Paragraph]:
    """Return paragraphs for `texts`: equal ones at both ends stay as they are, the rest pair up in order.

    A paragraph that takes in the ones behind it lasts until their end; one that is split shares its time out among
    its parts by their length.
    """
    head = 0
    while head < min(len(old), len(texts)) and old[head].text == texts[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(texts)) - head and old[-1 - tail].text == texts[-1 - tail]:
        tail += 1
    gone = old[head : len(old) - tail]
    come = list(texts[head : len(texts) - tail])
    paired = min(len(gone), len(come))
    middle = [transcript.edited(p, text) for p, text in zip(gone, come, strict=False)]
    if middle and len(gone) > len(come) and gone[-1].end is not None:
        middle[-1] = replace(middle[-1], end=gone[-1].end)
    like = (middle[-1:] or old[head - 1 : head] or old[:1] or [Paragraph(0, "")])[0]
    middle += [transcript.made(text, like) for text in come[paired:]]
    if paired and len(come) > paired:
        middle[paired - 1 :] = _timed(middle[paired - 1 :])
    return [*old[:head], *middle, *old[len(old) - tail :]]


def _timed(parts: list[Paragraph]) -> list[Paragraph]:
    """Share the first part's time among all parts, by the length of their text."""
    begin, end = parts[0].begin, parts[0].end
    if begin is None or end is None:
        return parts
    weights = [len(p.text) + 1 for p in parts]
    borders = [begin + (end - begin) * sum(weights[:n]) // sum(weights) for n in range(len(parts) + 1)]
    return [replace(p, begin=borders[n], end=borders[n + 1]) for n, p in enumerate(parts)]
