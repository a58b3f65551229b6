"""What the worker is at this moment, in a few bytes that both processes see: it survives the worker's death."""

from __future__ import annotations

import mmap
import struct
import sys
import tempfile
from typing import IO

_LAYOUT = struct.Struct("<qqqqq")  # turn, busy, paragraph, revision, stage


class Crumb:
    """Shared memory of one worker process: the last work it began.

    Anonymous on Windows (found by its name), an unlinked temporary file elsewhere (found by its descriptor): neither
    leaves anything behind, however the processes end.
    """

    def __init__(self, name: str, memory: mmap.mmap, file: IO[bytes] | None = None) -> None:
        self.name = name
        self._memory = memory
        self._file = file
        self._turn = 0

    @classmethod
    def create(cls, tag: str) -> Crumb:
        """Make the memory, on the window's side; `tag` is unique on this computer."""
        if sys.platform == "win32":
            return cls(tag, mmap.mmap(-1, _LAYOUT.size, tagname=tag))
        file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the memory
        file.write(bytes(_LAYOUT.size))
        file.flush()
        return cls(str(file.fileno()), mmap.mmap(file.fileno(), _LAYOUT.size), file)

    @classmethod
    def open(cls, name: str) -> Crumb:
        """Find the memory again, on the worker's side."""
        if sys.platform == "win32":
            return cls(name, mmap.mmap(-1, _LAYOUT.size, tagname=name))
        return cls(name, mmap.mmap(int(name), _LAYOUT.size))

    @property
    def descriptors(self) -> tuple[int, ...]:
        """What the worker has to inherit."""
        return (self._file.fileno(),) if self._file else ()

    def begin(self, work: tuple[int, int, int] | None) -> None:
        """Write down the work that starts now, None when it is over; about a microsecond."""
        self._turn += 1
        _LAYOUT.pack_into(self._memory, 0, self._turn, work is not None, *(work or (0, 0, 0)))

    def read(self) -> tuple[int, tuple[int, int, int] | None]:
        """Return the number of the turn, and the work under way in it."""
        turn, busy, paragraph, revision, stage = _LAYOUT.unpack_from(self._memory, 0)
        return turn, (paragraph, revision, stage) if busy else None

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
        if self._file:
            self._file.close()
