"""Who wins where findings meet: vetoes first, then the stronger finding, its rivals kept as alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor.suggest.suggestion import MAYBE, Kind, Suggestion
from editor.transcript import Paragraph, Span

_RANK = {Kind.DICTIONARY: 2, Kind.SPEECH: 1, Kind.GRAMMAR: 0}
_ALTERNATIVES = 5


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
    return finding.confidence + (2 if lifted else 0) + _RANK[finding.kind] * 1e-6


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
