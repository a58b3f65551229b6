"""Download LanguageTool, check it, unpack it and put it in place: all of it, or nothing that anybody would take for it.

What has arrived is kept in a part file, so that the next try goes on from there. Unpacked is into a folder of another
name, which one rename makes the installation; a folder left by a process that was killed is swept away by the next.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import hashlib
import os
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from editor.errors import UserError
from editor.suggest.grammar.folder import downloads_folder, read_folder
from editor.suggest.grammar.offer import UNPACKED, Offer
from editor.suggest.grammar.transfer import PAUSES, StoppedError, Transfer, disk_trouble, megabytes

_UNPACKING = "misheard-unpacking"
_FAR = 1 << 40  # where Windows locks a byte: far behind what is read and written


class Step(enum.StrEnum):
    """What an installation does now."""

    TRANSFER = "transfer"
    BROKEN = "broken"  # waits to try the transfer again
    CHECK = "check"
    UNPACK = "unpack"


Told = Callable[[Step, int, int], None]
"""Told (step, bytes done, bytes in all; 0 where that is not known)."""


class BusyError(UserError):
    """Another process downloads the same."""


def install(offer: Offer, told: Told, stopped: threading.Event, pauses: Sequence[float] = PAUSES) -> Path:
    """Install what is offered and return its folder; returns at once where it is there already.

    Blocks for minutes; `stopped` ends it within a moment with StoppedError, and the next call goes on. Raises
    UserError for what goes wrong: no network, no such file, wrong bytes, a full disk, another process at it.
    """
    folder = offer.folder
    if read_folder(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _held(offer.part) as part:
            _sweep(folder.parent)
            _bring(offer, part, told, stopped, pauses)
            _unpack(offer, part, told, stopped)
    except OSError as error:
        raise disk_trouble(error, str(folder.parent)) from None
    finally:
        if offer.here == 0 or read_folder(folder):
            offer.part.unlink(missing_ok=True)
    return folder


def sweep() -> None:
    """Take away what an installation left that was killed while it unpacked; nothing of one that is at work."""
    place = downloads_folder()
    if not (place / _UNPACKING).exists():
        return
    with contextlib.suppress(BusyError, OSError), contextlib.ExitStack() as held:
        for part in _parts():
            held.enter_context(_held(part))
        _sweep(place)


def kept() -> int:
    """Return how many bytes of a download that was stopped are here."""
    return sum(part.stat().st_size for part in _parts())


def forget() -> None:
    """Delete what has arrived so far. Raises BusyError where it is still arriving."""
    for part in _parts():
        with _held(part):
            _sweep(part.parent)
        part.unlink(missing_ok=True)


def _parts() -> list[Path]:
    return sorted(downloads_folder().glob("LanguageTool-*.zip.part"))


def _bring(offer: Offer, part: IO[bytes], told: Told, stopped: threading.Event, pauses: Sequence[float]) -> None:
    """Have the whole archive in `part`, with the right checksum. What went on from old bytes gets a second chance."""
    resumed = part.seek(0, os.SEEK_END) > 0
    transfer = Transfer(offer.url, f"LanguageTool {offer.version}", offer.most, stopped, pauses)
    if resumed and _sum(part, lambda *_: None, stopped) == offer.sha256:
        return  # all was there: it had been stopped after the transfer
    _make_room(offer, transfer.size(), part)
    while True:
        transfer.run(part, lambda here, total: told(Step.TRANSFER, here, total), lambda: told(Step.BROKEN, 0, 0))
        if _sum(part, told, stopped) == offer.sha256:
            return
        part.seek(0)
        part.truncate()
        if not resumed:
            raise UserError(f"What came from {offer.url} is not LanguageTool {offer.version} (its checksum is "
                            "another): nothing was installed; try again later, or name a folder on disk in Settings")
        resumed = False


def _make_room(offer: Offer, size: int, part: IO[bytes]) -> None:
    """Raise UserError where the disk cannot take what is still to come and what will be unpacked."""
    needed = max(0, size - part.seek(0, os.SEEK_END)) + int(size * UNPACKED)
    free = shutil.disk_usage(offer.part.parent).free
    if needed > free:
        raise UserError(f"{offer.part.parent}: LanguageTool {offer.version} needs {megabytes(needed)} here, and "
                        f"{megabytes(free)} are free; make room and begin again")


def _sum(part: IO[bytes], told: Told, stopped: threading.Event) -> str:
    total, done = part.seek(0, os.SEEK_END), 0
    part.seek(0)
    digest = hashlib.sha256()
    while chunk := part.read(1 << 20):
        if stopped.is_set():
            raise StoppedError
        digest.update(chunk)
        done += len(chunk)
        told(Step.CHECK, done, total)
    return digest.hexdigest()


def _unpack(offer: Offer, part: IO[bytes], told: Told, stopped: threading.Event) -> None:
    """Unpack with the library's own guarded extractor, look at what came out, and give it its name."""
    from language_tool_python.exceptions import PathError
    from language_tool_python.safe_zip import SafeZipExtractor

    work = offer.folder.parent / _UNPACKING
    unsound = f"The archive of LanguageTool {offer.version} from {offer.url} cannot be used"
    try:
        work.mkdir()
        with _Watched(part, told, stopped) as archive:
            SafeZipExtractor().extractall(archive, work / "out", work_dir=work / "at-work")
        unpacked = work / "out" / offer.folder.name
        if read_folder(unpacked) is None:
            raise UserError(f"{unsound}: there is no server in it; nothing was installed")
        unpacked.rename(offer.folder)
    except (PathError, zipfile.BadZipFile, EOFError) as error:
        raise UserError(f"{unsound} ({error}); nothing was installed") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _Watched(zipfile.ZipFile):
    """An archive that tells how far its unpacking is, and can be stopped between two files."""

    def __init__(self, file: IO[bytes], told: Told, stopped: threading.Event) -> None:
        file.seek(0)
        super().__init__(file)
        self._told = told
        self._stopped = stopped
        self._done = 0
        self._in_all = sum(member.file_size for member in self.infolist())

    def open(self, name: Any, *arguments: Any, **named: Any) -> IO[bytes]:
        """Open a member, as ZipFile does."""
        if self._stopped.is_set():
            raise StoppedError
        self._told(Step.UNPACK, self._done, self._in_all)
        self._done += name.file_size if isinstance(name, zipfile.ZipInfo) else 0
        return super().open(name, *arguments, **named)


@contextlib.contextmanager
def _held(path: Path) -> Iterator[IO[bytes]]:
    """Open a part file for this process alone; it is free again when the process ends, however. Raises BusyError."""
    with path.open("a+b", buffering=0) as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(_FAR)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
                raise BusyError(f"{path}: another Misheard is downloading LanguageTool just now") from None
            raise
        yield file


def _sweep(place: Path) -> None:
    shutil.rmtree(place / _UNPACKING, ignore_errors=True)
