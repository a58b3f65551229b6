"""What a grammar checker that starts and stops is doing at this moment, and how a person is told."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[str, str], None]
"""Told (source, status in words); called from any thread."""
STATE = "grammar state"
"""The source whose status is a State instead, behind it the languages of a server that is ready: "ready de en"."""


class State(enum.StrEnum):
    """The life of a LanguageTool server, ours or a remote one."""

    EMBEDDED = "embedded"  # there is no server: the embedded checker does the work
    IDLE = "idle"
    STARTING = "starting"
    WARMING = "warming"
    READY = "ready"
    GONE = "gone"  # it died; it will be started again
    FAILED = "failed"  # it will not be tried again until the settings change
    STOPPED = "stopped"

    @property
    def settled(self) -> bool:
        """True where waiting changes nothing: it is ready, or never will be."""
        return self in (State.EMBEDDED, State.READY, State.FAILED, State.STOPPED)


@dataclass(frozen=True, slots=True)
class Status:
    """A state, with what a person reads in the status bar and in Settings › Grammar."""

    state: State
    words: str
