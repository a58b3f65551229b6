"""The download of LanguageTool as the window sees it: a process of its own, told, stopped; the window never waits.

The process tells news in lines of JSON (see editor/getting.py). When the window is gone, however, its input ends, and
it ends with that; what has arrived is kept for the next time.
"""

from __future__ import annotations

import enum
import json
import sys
import time
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from editor.errors import UserError
from editor.ui.translate import tr

_GRACE = 7_000  # milliseconds for the process to end by itself
_SETTLING = 2.0  # seconds after which the pace says something


class Stage(enum.Enum):
    """Where a download is."""

    NONE = enum.auto()
    ASKING = enum.auto()  # for the size
    OFFERED = enum.auto()  # the person has to say yes
    RUNNING = enum.auto()
    STOPPED = enum.auto()
    FAILED = enum.auto()
    INSTALLED = enum.auto()


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a download; sizes in bytes, 0 where not known, `left` in seconds, -1 where not known.

    `step` is what a running one does: "transfer", "broken", "check" or "unpack".
    """

    stage: Stage = Stage.NONE
    version: str = ""
    url: str = ""
    folder: str = ""
    size: int = 0
    unpacked: int = 0
    here: int = 0
    step: str = ""
    done: int = 0
    total: int = 0
    left: float = -1.0
    why: str = ""


class Download(QObject):
    """One download at a time; `changed` whenever there is news, `installed` at the good end."""

    changed = Signal()
    installed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress()
        self._process: QProcess | None = None
        self._lines = b""
        self._again = False
        self._began = (0.0, 0)
        self._patience = QTimer(self, singleShot=True, interval=_GRACE)
        self._patience.timeout.connect(self._kill)

    def ask(self) -> None:
        """Find out what there is and how large it is; nothing is downloaded before `go`."""
        if self._process is not None:
            self._again = self.progress.stage is Stage.STOPPED  # it is still coming to its end
            return
        self._again = False
        self._lines = b""
        self._process = process = QProcess(self)
        program, *arguments = _command()
        process.setProgram(program)
        process.setArguments(arguments)
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        self._show(Progress(Stage.ASKING))
        process.start()

    def go(self) -> None:
        """The person wants it."""
        if self._process is not None and self.progress.stage is Stage.OFFERED:
            self._process.write(b"go\n")
            self._began = (0.0, 0)
            self._show(replace(self.progress, stage=Stage.RUNNING, step="transfer", done=self.progress.here,
                               total=self.progress.size))

    def stop(self) -> None:
        """Stop it, or the question; what has arrived stays."""
        if self._process is None:
            return
        asked = self.progress.stage in (Stage.ASKING, Stage.OFFERED)
        self._process.closeWriteChannel()
        self._patience.start()
        if asked:
            self._kill()  # it holds nothing yet
            self._show(Progress())
        else:
            self._show(replace(self.progress, stage=Stage.STOPPED, here=max(self.progress.done, self.progress.here)
                               if self.progress.step == "transfer" else self.progress.size))

    def forget(self) -> None:
        """Delete what has arrived."""
        from editor.suggest.grammar import installing

        try:
            installing.forget()
            self._show(Progress())
        except (UserError, OSError) as error:
            self._show(replace(self.progress, stage=Stage.FAILED, why=str(error)))

    def dismiss(self) -> None:
        """The person has read how it ended."""
        if self.progress.stage in (Stage.STOPPED, Stage.FAILED):
            self._show(Progress())

    def close(self) -> None:
        """The window is closed: end the process, at most half a second later."""
        if self._process is not None:
            self._process.finished.disconnect()
            self._process.errorOccurred.disconnect()
            self._process.closeWriteChannel()
            if not self._process.waitForFinished(500):
                self._process.kill()
                self._process.waitForFinished(500)
            self._drop()

    # --- news ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._process is None:
            return
        self._lines += bytes(self._process.readAllStandardOutput().data())
        *whole, self._lines = self._lines.split(b"\n")
        for line in whole:
            try:
                news = json.loads(line)
            except ValueError:
                continue
            if isinstance(news, dict):
                self._hear(news)

    def _hear(self, news: dict[str, Any]) -> None:
        what, now = news.pop("news", ""), self.progress
        if now.stage is Stage.ASKING and what == "offer":
            self._show(Progress(Stage.OFFERED, **news))
        elif what == "installed":
            self._show(replace(now, stage=Stage.INSTALLED))
        elif what == "failed":
            self._show(replace(now, stage=Stage.FAILED, why=news["why"], here=max(now.done, now.here)
                               if now.step == "transfer" else now.here))
        elif what == "stopped" and now.stage is Stage.STOPPED:
            self._show(replace(now, here=news["here"]))
        elif now.stage is Stage.RUNNING and "done" in news:
            self._show(replace(now, step=what, done=news["done"], total=news["total"],
                               left=self._left(what, news["done"], news["total"])))

    def _left(self, step: str, done: int, total: int) -> float:
        """Estimate the seconds that are left, -1 where it is too early to tell."""
        now = time.monotonic()
        if step != "transfer" or not self._began[0] or done < self._began[1]:
            self._began = (now, done)
        since, before = self._began
        if now - since < _SETTLING or done <= before:
            return -1.0
        return (total - done) * (now - since) / (done - before)

    def _finished(self) -> None:
        self._read()
        words = bytes(self._process.readAllStandardError().data()) if self._process is not None else b""
        self._drop()
        if self.progress.stage in (Stage.ASKING, Stage.OFFERED, Stage.RUNNING):
            last = words.decode("utf-8", "replace").strip().rpartition("\n")[2]
            self._sweep()
            self._show(replace(self.progress, stage=Stage.FAILED,
                               why=tr("The download ended unexpectedly. {words}", words=last).strip()))
        elif self.progress.stage is Stage.INSTALLED:
            self.installed.emit()
        if self._again:
            self.ask()

    def _error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _sweep(self) -> None:
        from editor.suggest.grammar import installing

        installing.sweep()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _drop(self) -> None:
        self._patience.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _show(self, progress: Progress) -> None:
        if progress != self.progress:
            self.progress = progress
            self.changed.emit()


def _command() -> list[str]:
    task = ["doctor", "--get-languagetool", "--for-window"]
    if getattr(sys, "frozen", False):
        return [sys.executable, *task]
    # -P: a file called random.py in the person's folder must not become the download's
    return [sys.executable, "-P", "-m", "editor", *task]


def _environment() -> QProcessEnvironment:
    from editor.jobs.process import environment

    made = QProcessEnvironment()
    for name, value in environment().items():
        made.insert(name, value)
    return made
