"""A lock beside a file, for the moment of reading, changing and writing it, between windows and processes."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from editor.errors import UserError

_STALE = 10.0  # seconds; a lock is held for milliseconds, an older one was left by a process that died
_PATIENCE = 5.0  # seconds


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of `path`. Raises UserError where another process holds it for long."""
    lock = path.with_name(path.name + ".lock")
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > _STALE:
                    lock.unlink()
            if time.monotonic() > limit:
                raise UserError(f"{path}: another Misheard is writing this file; try again in a moment") from None
            time.sleep(0.02)
        except OSError as error:
            raise UserError(f"{path}: cannot be written ({error.strerror}); check the folder's permissions") from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
