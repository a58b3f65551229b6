"""One LanguageTool server of our own: started on a free loopback port, proved to be ours, and never left behind."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from editor.suggest.grammar.folder import ServerFolder
from editor.suggest.grammar.guardian import NO_WINDOW
from editor.suggest.grammar.java import Java

START_TIME = 60.0  # seconds until the server has to say that it listens; 1.5 on a quiet machine
_TRIES = 3  # with another port each, where somebody took the one that was free
# A small heap, one collector thread and the quick compiler: a third of the memory, half the time to the first answer.
# What a check leaves behind is collected early (48 MB): a fifth of our own server's memory less, at the same speed.
# Java's server otherwise holds back the end of each answer on an open connection until the client acknowledges what
# came before, which takes forty milliseconds.
FLAGS = ("-Xms64m", "-Xmn48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8",
         "-Dsun.net.httpserver.nodelay=true")
HEAP = 512  # MB for the first language; the rules of each further one need half as much again
MORE_HEAP, MOST_HEAP = 256, 1536
SETTINGS = {
    "pipelineCaching": "true", "maxPipelinePoolSize": "4", "pipelineExpireTimeInSeconds": "36000",
    "cacheSize": "2000", "cacheTTLSeconds": "3600", "maxCheckThreads": "2", "maxCheckTimeMillis": "15000",
    "maxTextLength": "20000",
}
_STARTED = re.compile(r"\bServer started\b")
_PID = re.compile(r"guardian: server (\d+)")


class NotStartedError(Exception):
    """The server did not come up; the text says why, for a person."""


class Server:
    """A running server. Made by `start_server`; `stop` may be called from any thread, and twice."""

    def __init__(self, guardian: subprocess.Popen[bytes], port: int, pid: int, folder: tempfile.TemporaryDirectory[str],
                 lines: deque[str]) -> None:
        self.port = port
        self.pid = pid
        self.started_at = time.monotonic()
        self._guardian = guardian
        self._folder = folder
        self._lines = lines
        self._stopping = threading.Lock()

    @property
    def url(self) -> str:
        """The address that only this computer can reach."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def alive(self) -> bool:
        """True while the server runs."""
        return self._guardian.poll() is None

    def memory(self) -> int:
        """Return the server's resident memory in bytes, 0 where that cannot be told."""
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except (psutil.Error, OSError):
            return 0

    def last_words(self) -> str:
        """Return the last lines it wrote."""
        return "\n".join(self._lines)

    def stop(self) -> None:
        """End the server and its guardian, and wait until both are gone."""
        with self._stopping:
            end(self._guardian)
            self._folder.cleanup()


def start_server(java: Java, folder: ServerFolder, extra_flags: Sequence[str] = (),
                 patience: float = START_TIME) -> Server:
    """Start a server and wait until it says itself that it listens. Raises NotStartedError. Takes one to three seconds.

    A stranger's server on the port cannot be taken for ours: only our own process's word counts.
    """
    for attempt in range(_TRIES):
        try:
            return _start(java, folder, extra_flags, patience)
        except _PortTakenError:
            if attempt + 1 == _TRIES:
                raise NotStartedError("other programs keep taking the ports that were free") from None
    raise AssertionError("unreachable")


class _PortTakenError(NotStartedError):
    """Somebody else got the port first."""


def _start(java: Java, folder: ServerFolder, extra_flags: Sequence[str], patience: float) -> Server:
    home = tempfile.TemporaryDirectory(prefix="misheard-languagetool-", ignore_cleanup_errors=True)
    config = Path(home.name, "server.properties")
    config.write_text("".join(f"{key}={value}\n" for key, value in SETTINGS.items()), encoding="ascii")
    port = _free_port()
    command = [
        str(java.path), f"-Xmx{heap(folder)}m", *FLAGS, *extra_flags,
        "-cp", os.pathsep.join(str(p) for p in folder.classpath),
        "org.languagetool.server.HTTPServer", "-p", str(port), "--config", str(config),
    ]
    guardian = subprocess.Popen(
        [*guardian_command(), *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        cwd=home.name, creationflags=NO_WINDOW,
    )
    lines: deque[str] = deque(maxlen=40)
    news: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_drain, args=(guardian, lines, news), name="languagetool-output", daemon=True).start()
    try:
        pid = _await_start(news, lines, patience)
    except NotStartedError:
        end(guardian)
        home.cleanup()
        raise
    return Server(guardian, port, pid, home, lines)


def heap(folder: ServerFolder) -> int:
    """Return how many megabytes of heap the server may use."""
    return min(MOST_HEAP, HEAP + MORE_HEAP * max(0, len(folder.languages) - 1))


def guardian_command() -> list[str]:
    """Return how to run the guardian: as a file of its own, without site packages or the user's environment."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--guardian-process"]
    return [sys.executable, "-I", "-S", str(Path(__file__).with_name("guardian.py"))]


def _await_start(news: queue.SimpleQueue[str | None], lines: deque[str], patience: float) -> int:
    """Wait for the server's own word that it listens; return its process id."""
    until = time.monotonic() + patience
    pid = 0
    while True:
        try:
            line = news.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise NotStartedError(f"it did not start within {patience:.0f} seconds") from None
        if line is None:
            raise _failure(lines)
        if found := _PID.search(line):
            pid = int(found[1])
        elif _STARTED.search(line):
            return pid


def _failure(lines: deque[str]) -> NotStartedError:
    text = "\n".join(lines)
    if "PortBindingException" in text or "Address already in use" in text:
        return _PortTakenError("the port was taken")
    if "UnsupportedClassVersionError" in text:
        return NotStartedError("this Java is too old for it")
    if "OutOfMemory" in text or "Could not reserve enough space" in text:
        return NotStartedError("there is not enough memory for it")
    last = next((line for line in reversed(lines) if line.strip() and not _PID.search(line)), "")
    return NotStartedError(f"it ended at once: {last.strip()[:200]}" if last else "it ended at once")


def _drain(guardian: subprocess.Popen[bytes], lines: deque[str], news: queue.SimpleQueue[str | None]) -> None:
    """Read what the server writes for as long as it lives: a full pipe would stop it."""
    assert guardian.stdout is not None
    told = False
    with guardian.stdout:
        for raw in iter(guardian.stdout.readline, b""):
            line = raw.decode("utf-8", "replace").rstrip()
            lines.append(line)
            if not told:
                news.put(line)
                told = bool(_STARTED.search(line))
    news.put(None)


def end(guardian: subprocess.Popen[bytes]) -> None:
    """Hang up on the guardian, upon which it kills the server; wait, and use force where it does not listen."""
    assert guardian.stdin is not None
    with contextlib.suppress(OSError):
        guardian.stdin.close()
    try:
        guardian.wait(5)
    except subprocess.TimeoutExpired:
        guardian.kill()
        guardian.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
