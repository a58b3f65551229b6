"""Levels of clean-up: which findings each level applies in one pass, and how many of each kind that is.

"verbatim" mends only what the recogniser got wrong, "light" takes out stumbling too, "clean" what buys time,
"read-through" all that a reader would skip. A plan changes nothing: it names the findings to accept, as one step.
The window and the command line apply the same plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editor.suggest.suggestion import LIKELY, SURE, Kind, Suggestion

NEVER = 2.0
_FAIR = 0.70
# the least confidence at which a rule, or all of a kind, is applied, by level
_LEAST = {
    "verbatim": {"dictionary": SURE, "speech.loop": SURE, "speech.stop": SURE},
    "light": {"dictionary": SURE, "grammar": SURE, "speech.loop": SURE, "speech.stop": _FAIR, "speech.question": _FAIR,
              "speech.repeat": SURE, "speech.restart": _FAIR, "speech.filler": SURE, "speech.comma": _FAIR},
    "clean": {"dictionary": SURE, "grammar": SURE, "speech.loop": LIKELY, "speech.stop": _FAIR,
              "speech.question": _FAIR, "speech.repeat": _FAIR, "speech.restart": _FAIR, "speech.filler": _FAIR,
              "speech.consistency": _FAIR, "speech.boilerplate": _FAIR, "speech.comma": _FAIR},
    "read-through": {"dictionary": SURE, "grammar": SURE, "speech.loop": LIKELY, "speech.stop": LIKELY,
                     "speech.question": LIKELY, "speech.repeat": LIKELY, "speech.restart": LIKELY,
                     "speech.filler": LIKELY, "speech.consistency": _FAIR, "speech.boilerplate": LIKELY,
                     "speech.comma": _FAIR},
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a level would accept: ids as they were given, and counts by the titles a person sees, most first."""

    level: str
    ids: tuple[int, ...]
    counts: tuple[tuple[str, int], ...]


def plan(findings: Iterable[tuple[int, Suggestion]], level: str) -> Plan:
    """Return what `level` applies of `findings` (any id, suggestion). Raises KeyError for an unknown level."""
    chosen = [(number, s) for number, s in findings if s.replacements and s.confidence >= least_for(s, level)]
    counts = Counter(heading(s) for _, s in chosen)
    return Plan(level, tuple(number for number, _ in chosen), tuple(counts.most_common()))


def least_for(finding: Suggestion, level: str) -> float:
    """Return from which confidence a level applies findings like this one; above 1 where it never does."""
    least = _LEAST[level]
    return least.get(finding.rule if finding.kind is Kind.SPEECH else finding.kind, NEVER)


def heading(finding: Suggestion) -> str:
    """Return what a finding is counted under: its title for what recognisers do to speech, else its kind."""
    return finding.title or finding.rule if finding.kind is Kind.SPEECH else finding.kind.capitalize()
