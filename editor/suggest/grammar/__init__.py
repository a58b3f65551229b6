"""The grammar checker port, its adapters, and the stages that they make.

Harper and LanguageTool are imported where they are built, never with this package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from editor.suggest.detector import Detector
from editor.suggest.grammar.detector import Glossary, GrammarDetector
from editor.suggest.grammar.profile import load
from editor.suggest.grammar.status import STATE, Report, State

if TYPE_CHECKING:
    from editor.suggest.grammar.languagetool import Local
    from editor.suggest.grammar.remote import Remote

__all__ = ["GrammarDetector", "detectors"]


def detectors(mode: str, *, known: Glossary | None = None, folder: str = "", url: str = "",
              rules: Mapping[str, str] | None = None, ignored: frozenset[str] = frozenset(), language: str = "auto",
              report: Report | None = None) -> list[list[Detector]]:
    """Return one list of detectors a stage for `mode` ("auto", "languagetool", "embedded", "none").

    "auto" is the embedded checker, and LanguageTool as a later stage where Java and a folder are found or `url` names
    a server. "languagetool" is that alone; where it is not to be had, `report` is told and the embedded one takes its
    place.
    """
    if mode == "none":
        return []
    stages: list[list[Detector]] = []
    source, lacking = (None, "") if mode == "embedded" else find_languagetool(folder, url)
    if mode != "languagetool" or source is None:
        from editor.suggest.grammar.ahead import AheadDetector
        from editor.suggest.grammar.embedded import EmbeddedChecker

        profile = load("embedded", rules)
        checker = EmbeddedChecker(profile.off, language)
        tell = report if source is None else None
        stages.append([AheadDetector(checker, profile, known, ignored, language, tell)])
        if report:
            why = f"; {lacking}" if mode == "languagetool" else ""
            report(STATE, State.EMBEDDED)
            report("grammar", f"embedded checker{why}")
    if source is not None:
        from editor.suggest.grammar.languagetool import LanguageToolChecker
        from editor.suggest.grammar.waiting import LanguageToolDetector

        english = language if language.startswith("en-") else "en-US"
        tool = LanguageToolChecker(source, report, english)
        profile = load("languagetool", rules)
        stages.append([LanguageToolDetector(tool, profile, known, ignored, language, report)])
    return stages


def find_languagetool(folder: str = "", url: str = "") -> tuple[Local | Remote | None, str]:
    """Return where LanguageTool can be had, and "", or None and what is lacking, in words."""
    from editor.suggest.grammar.folder import find_folder
    from editor.suggest.grammar.java import NEEDED, find_java

    if url:
        from editor.suggest.grammar.remote import Remote

        return Remote(url), ""
    place = find_folder(folder)
    if place is None:
        return None, f"{folder} holds no LanguageTool" if folder else "LanguageTool is not installed"
    java = find_java()
    if java is None:
        return None, f"LanguageTool needs Java {NEEDED} or later, and there is none"
    if not java.fit:
        return None, f"LanguageTool needs Java {NEEDED} or later; {java.path} is Java {java.major}"
    from editor.suggest.grammar.languagetool import Local

    return Local(java, place), ""
