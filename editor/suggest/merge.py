"""Who wins where findings meet: vetoes first, then the stronger finding, its rivals kept as alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span

_RANK = {Kind.DICTIONARY: 2, Kind.SPEECH: 1, Kind.GRAMMAR: 0}
_ALTERNATIVES = 5
EMBEDDED = "embedded."
"""Before the rules of the embedded grammar checker; the other checker is believed first."""
UNKNOWN_WORD = "unknown\t"
"""Before the group of an unknown word."""


def merge(
    paragraph: Paragraph,
    findings: Iterable[Suggestion],
    protected: Sequence[Span] = (),
    least: float = MAYBE,
) -> list[Suggestion]:
    """Return the findings that do not overlap, in text order.

    Dropped: a finding below `least`, on text that is not what it says, without any change, or (unless it comes
    from the dictionary) touching a `protected` span: a term that is already right. Where two overlap a dictionary
    finding outranks a grammar finding; otherwise the higher confidence wins, then the longer span. The loser's
    replacements on the very same span stay reachable as alternatives.
    """
    sound = [f for f in findings if _stands(paragraph, f, least) and not _vetoed(f, protected)]
    sound = _one_checker(sound)
    sound.sort(key=lambda f: (-_strength(f), -len(f.span), f.span.start))
    kept: list[Suggestion] = []
    for finding in sound:
        rival = next((n for n, k in enumerate(kept) if k.span.overlaps(finding.span)), None)
        if rival is None:
            kept.append(finding)
        elif kept[rival].span == finding.span:
            more = [r for r in finding.replacements if r not in kept[rival].replacements]
            joined = kept[rival].replacements + tuple(more)
            kept[rival] = replace(kept[rival], replacements=joined[:_ALTERNATIVES])
    return sorted(kept, key=lambda f: f.span)


def _strength(finding: Suggestion) -> float:
    """Confidence, with the dictionary (once likely) above grammar."""
    lifted = finding.kind is Kind.DICTIONARY and finding.confidence >= 0.5
    lowered = finding.kind is Kind.GRAMMAR and finding.group.startswith(UNKNOWN_WORD)  # never above another's finding
    return finding.confidence + (2 if lifted else 0) - (2 if lowered else 0) + _RANK[finding.kind] * 1e-6


def _one_checker(findings: Sequence[Suggestion]) -> list[Suggestion]:
    """Where both grammar checkers speak of the same text, the embedded one gives way.

    What it proposes for the very same span stays as an alternative, and that it agrees is a reason.
    """
    minor = [f for f in findings if f.kind is Kind.GRAMMAR and f.rule.startswith(EMBEDDED)]
    if not minor:
        return list(findings)
    major = [f for f in findings if f.kind is Kind.GRAMMAR and not f.rule.startswith(EMBEDDED)]
    kept = [f for f in findings if f.kind is not Kind.GRAMMAR]
    for finding in major:
        for other in minor:
            if other.span == finding.span:
                finding = _agreed(finding, other)
        kept.append(finding)
    return [*kept, *(f for f in minor if not any(f.span.overlaps(m.span) for m in major))]


def _agreed(finding: Suggestion, other: Suggestion) -> Suggestion:
    more = tuple(r for r in other.replacements if r not in finding.replacements)
    same = other.replacement == finding.replacement
    return replace(finding, replacements=(finding.replacements + more)[:_ALTERNATIVES],
                   reasons=(*finding.reasons, "both grammar checkers say so") if same else finding.reasons)


def _stands(paragraph: Paragraph, finding: Suggestion, least: float) -> bool:
    if finding.confidence < least or finding.revision != paragraph.revision:
        return False
    if finding.span.end > len(paragraph.text) or finding.span.of(paragraph.text) != finding.original:
        return False
    return bool(finding.also) or not finding.replacements or finding.replacement != finding.original


def _vetoed(finding: Suggestion, protected: Sequence[Span]) -> bool:
    if finding.kind is not Kind.GRAMMAR:
        return False
    return any(finding.span.overlaps(span) for span in protected)
