"""One worker process as the window's side holds it: started, written to, read from, ended with all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from pathlib import Path
from typing import IO, Any

from editor.jobs.crumb import Crumb
from editor.jobs.messages import Answer, Order, frame, read_frame

FROZEN_FLAG = "--worker-process"
"""First argument by which a frozen `misheard` knows that it is to be the worker (see editor/__main__.py)."""
_TAIL = 8000


class WorkerProcess:
    """A running worker. `send` belongs to one thread, `receive` to another; `kill` may be called from any."""

    def __init__(self, engine: str) -> None:
        self.crumb = Crumb.create(f"misheard-{uuid.uuid4().hex}")
        self.hung = False
        self._burying = threading.Lock()
        self._buried = False
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            [*_command(), "--engine", engine, "--crumb", self.crumb.name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._words, env=environment(),
            **_apart(self.crumb),
        )

    @property
    def pid(self) -> int:
        """Process id, for tests and for the status of `misheard doctor`."""
        return self._process.pid

    def send(self, order: Order) -> bool:
        """Write one message; blocks while the worker's pipe is full. False where the worker is gone."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame(order))
            self._process.stdin.flush()
        except (OSError, ValueError):  # broken pipe, or closed by `hang_up`
            return False
        return True

    def receive(self) -> Answer | None:
        """Wait for the next answer; None once the worker has ended."""
        assert self._process.stdout is not None
        answer: Answer | None = read_frame(self._process.stdout.read)
        return answer

    def hang_up(self) -> None:
        """Close the worker's input, upon which it ends by itself."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def kill(self) -> None:
        """End the worker at once, and whatever it started."""
        with self._burying:
            if self._buried:  # the number may be another process's by now
                return
            if sys.platform == "win32":
                self._process.kill()
            else:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def bury(self) -> tuple[int, str]:
        """Clean up behind a worker that has ended; return its exit code and what it wrote to stderr last."""
        self.kill()  # a server that it left behind; before the process id is free for others
        with self._burying:
            code = self._process.wait()
            self._buried = True
        self.hang_up()
        if self._process.stdout is not None:
            self._process.stdout.close()
        size = self._words.seek(0, os.SEEK_END)
        self._words.seek(max(0, size - _TAIL))
        words = self._words.read().decode("utf-8", "replace")
        self._words.close()
        self.crumb.close()
        return code, words


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_FLAG]
    # -P: a file called random.py in the person's folder must not become the worker's
    return [sys.executable, "-P", "-m", "editor.jobs.worker"]


def environment() -> dict[str, str]:
    """The window's environment, with this very package found first."""
    import editor

    home = str(Path(editor.__file__).resolve().parent.parent)
    others = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [home, others]))}


def _apart(crumb: Crumb) -> dict[str, Any]:
    """A process group of its own: Ctrl+C in the terminal is the window's to answer, and all of it can be killed."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True, "pass_fds": crumb.descriptors}
