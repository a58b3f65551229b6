"""Stand between us and the Java server: start it, and end it when we are gone, however we went.

Run as a program of its own: `guardian.py COMMAND…`. The server writes to our standard output; when our standard input
ends, the server is killed. Imports nothing of Misheard, so that it stays small and starts in a blink.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # only Windows knows it


def main(command: list[str]) -> int:
    """Run `command` until it ends or standard input does; return its exit code."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's to answer
    try:
        # where the system can, the server dies with this very process too
        bind = _bind_to_parent if sys.platform == "linux" else None
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=bind, creationflags=NO_WINDOW)  # noqa: PLW1509 - no thread yet
    except OSError as error:
        print(f"cannot start {command[0]}: {error.strerror or error}", flush=True)
        return 127
    print(f"guardian: server {server.pid}", flush=True)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):  # the reader sees the end as soon as the server closes its own
        os.dup2(nothing, descriptor)
    threading.Thread(target=_wait, args=(server,), daemon=True).start()
    try:
        while os.read(0, 1024):
            pass
    except OSError:
        pass
    server.kill()
    server.wait()
    return 0


def _wait(server: subprocess.Popen[bytes]) -> None:
    os._exit(server.wait() & 0xFF)


def _bind_to_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
