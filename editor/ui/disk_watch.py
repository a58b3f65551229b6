"""Notices when another program changes or deletes the open file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE = 250  # milliseconds: editors write in several steps, and replace the file


class DiskWatch(QObject):
    """Watches one file; our own saves are announced with `look_at` and stay unmentioned."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: tuple[int, int] | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)
        self._settling.timeout.connect(self._compare)

    def look_at(self, path: Path | None) -> None:
        """Watch `path` as it is now; None watches nothing."""
        watched = self._watcher.files() + self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self._settling.stop()
        self._path = path
        if path is not None:
            self._known = _mark_of(path)
            self._watcher.addPaths([str(p) for p in (path, path.parent) if p.exists()])

    def _stirred(self, _: str) -> None:
        self._settling.start()

    def _compare(self) -> None:
        if self._path is None:
            return
        now = _mark_of(self._path)
        if now != self._known:
            self._known = now
            self.changed.emit()
        if self._path.exists() and str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))  # a file that was replaced is no longer watched


def _mark_of(path: Path) -> tuple[int, int] | None:
    """Return the length and a hash of the file's bytes, for this process only; None where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return len(content), hash(content)
