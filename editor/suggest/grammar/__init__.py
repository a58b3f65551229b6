"""The grammar checker port, its adapters, and the stages that they make.

Harper and LanguageTool are imported where they are built, never with this package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editor.suggest.detector import Detector
from editor.suggest.grammar.detector import Glossary, GrammarDetector
from editor.suggest.grammar.profile import load

__all__ = ["GrammarDetector", "detectors"]


def detectors(mode: str, *, known: Glossary | None = None, rules: Mapping[str, str] | None = None,
              ignored: frozenset[str] = frozenset(),
              report: Callable[[str, str], None] | None = None) -> list[list[Detector]]:
    """Return one list of detectors a stage for `mode` ("auto", "languagetool", "embedded", "none")."""
    if mode == "none":
        return []
    from editor.suggest.grammar.embedded import EmbeddedChecker

    profile = load("embedded", rules)
    checker = EmbeddedChecker(profile.off)
    if report:
        report("grammar", "embedded checker")
    return [[GrammarDetector(checker, profile, known, ignored)]]
