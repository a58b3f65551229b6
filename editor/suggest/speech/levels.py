"""Levels of clean-up: which speech findings each level applies in one pass, and how many of each kind that is.

"verbatim" mends only what the recogniser got wrong, "light" takes out stumbling too, "clean" what buys time,
"read-through" all that a reader would skip. A plan changes nothing: it names the findings to accept, as one step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editor.suggest.suggestion import LIKELY, SURE, Suggestion

_NEVER = 2.0
_FAIR = 0.70
# the least confidence at which a rule is applied, by level
_LEAST = {
    "verbatim": {"speech.loop": SURE, "speech.stop": SURE},
    "light": {"speech.loop": SURE, "speech.stop": _FAIR, "speech.question": _FAIR, "speech.repeat": SURE,
              "speech.restart": _FAIR, "speech.filler": SURE},
    "clean": {"speech.loop": LIKELY, "speech.stop": _FAIR, "speech.question": _FAIR, "speech.repeat": _FAIR,
              "speech.restart": _FAIR, "speech.filler": _FAIR, "speech.consistency": _FAIR,
              "speech.boilerplate": _FAIR},
    "read-through": {"speech.loop": LIKELY, "speech.stop": LIKELY, "speech.question": LIKELY,
                     "speech.repeat": LIKELY, "speech.restart": LIKELY, "speech.filler": LIKELY,
                     "speech.consistency": _FAIR, "speech.boilerplate": LIKELY},
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a level would accept: ids as they were given, and counts by the titles a person sees, most first."""

    level: str
    ids: tuple[int, ...]
    counts: tuple[tuple[str, int], ...]


def plan(findings: Iterable[tuple[int, Suggestion]], level: str) -> Plan:
    """Return what `level` applies of `findings` (any id, suggestion). Raises KeyError for an unknown level."""
    least = _LEAST[level]
    chosen = [(number, s) for number, s in findings
              if s.replacements and s.confidence >= least.get(s.rule, _NEVER)]
    counts = Counter(s.title for _, s in chosen)
    return Plan(level, tuple(number for number, _ in chosen), tuple(counts.most_common()))
