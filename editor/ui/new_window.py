"""More windows: each is a process of its own, so that what befalls one transcript never touches another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess

import editor


def open_windows(paths: Sequence[Path | None]) -> list[int]:
    """Start a window for each path (None: an empty one) and return their process ids; they outlive this one.

    0 stands for a window that the system would not start.
    """
    return [_start([] if path is None else [str(path.resolve())]) for path in paths]


def _start(arguments: list[str]) -> int:
    program, *own = _command()
    started, process = QProcess.startDetached(program, [*own, *arguments], "")
    return process if started else 0


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # this very package first, and -P: never a module of that name in the person's folder
    home = str(Path(editor.__file__).resolve().parent.parent)
    return [sys.executable, "-P", "-c",
            f"import sys; sys.path.insert(0, {home!r}); from editor.__main__ import main; main()"]
