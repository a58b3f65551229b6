"""Findings kept by sentence: after an edit a checker whose rules end with the sentence looks at what changed only."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace

from editor.suggest.grammar.port import Issue

# "I. You", "P. D" and "100s. And" are read across the stop: a cut needs two letters before it and a capital behind it
_CUT = re.compile(r"(?<=[^\W\d_]{2}[.!?]) (?=[^\W\d_])")
_PAIRED = re.compile(r"[\"“”«»„()\[\]{}<>\n\r\t]")  # signs that are matched, or read, beyond one sentence
_REMEMBERED = 5_000  # sentences


class Sentences:
    """A memory around `check`, which answers for any stretch (its first argument) of a text (its second one).

    For any number of threads, if `check` is.
    """

    def __init__(self, check: Callable[[str, str], list[Issue]]) -> None:
        self._check = check
        self._guard = threading.Lock()
        self._known: OrderedDict[str, tuple[Issue, ...]] = OrderedDict()

    def check(self, text: str) -> list[Issue]:
        """Return what `check` finds in `text`, having asked it for the stretch of new sentences at most."""
        cut = _sentences(text)
        known = [self._recall(text[start:end]) for start, end in cut]
        new = [n for n, issues in enumerate(known) if issues is None]
        if new:
            first, last = new[0], new[-1]
            begin = cut[first][0]
            found = _moved(self._check(text[begin : cut[last][1]], text), begin)
            for n in range(first, last + 1):
                start, end = cut[n]
                known[n] = tuple(_moved((i for i in found if start <= i.start and i.end <= end), -start))
            if sum(len(known[n] or ()) for n in range(first, last + 1)) < len(found):
                return self._check(text, text)  # one reaches over a cut: it rests on more than can be kept
            for n in range(first, last + 1):
                self._remember(text[slice(*cut[n])], known[n] or ())
        return [issue for (start, _), issues in zip(cut, known, strict=True) for issue in _moved(issues or (), start)]

    def _recall(self, sentence: str) -> tuple[Issue, ...] | None:
        with self._guard:
            issues = self._known.get(sentence)
            if issues is not None:
                self._known.move_to_end(sentence)
            return issues

    def _remember(self, sentence: str, issues: tuple[Issue, ...]) -> None:
        with self._guard:
            self._known[sentence] = issues
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences start and end, without the space between; all of `text` where no cut is safe."""
    if _PAIRED.search(text):
        return [(0, len(text))]
    stops = [m.start() for m in _CUT.finditer(text) if text[m.end()].isupper()]
    return list(zip([0, *(stop + 1 for stop in stops)], [*stops, len(text)], strict=True))


def _moved(issues: Iterable[Issue], by: int) -> list[Issue]:
    return [replace(issue, start=issue.start + by, end=issue.end + by) for issue in issues]
