"""From the settings to the options of a check: the one way for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from editor.storage.settings import Settings
from editor.suggest.assemble import EngineOptions
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.suggestion import Kind


def engine_options(settings: Settings, dictionaries: tuple[Dictionary, ...],
                   history: Mapping[tuple[str, str], tuple[int, int]]) -> EngineOptions:
    """Return the settings of the check, with these dictionaries and these past decisions."""
    off = settings.get("sources_off")
    return EngineOptions(
        dictionaries=dictionaries, kinds=frozenset(k for k in Kind if k.value not in off),
        grammar=settings.get("grammar"), language=settings.get("language"),
        least=float(settings.get("min_confidence")), level=settings.get("level"),
        languagetool=settings.get("languagetool"), server=settings.get("server"), rules=settings.get("rules"),
        history=history, ignored=frozenset(settings.get("ignored")),
    )
