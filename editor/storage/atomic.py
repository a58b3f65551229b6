"""Write a file whole or not at all: a temporary file beside it, flushed to the disk, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from editor.errors import UserError


def write_bytes(path: Path | str, data: bytes) -> None:
    """Replace the content of `path` by `data`; whoever reads it meets the old content or the new, never a part.

    A symbolic link stays one: the file that it points to is written. The permissions of a file that exists are
    kept. Raises UserError where the disk is full, the folder is gone, or either may not be written.
    """
    target = Path(os.path.realpath(path))
    try:
        before = _status(target)
        if before is not None and stat.S_ISDIR(before.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if before is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, data, before)
    except OSError as error:
        raise UserError(write_failure(path, error)) from error


def write_failure(path: Path | str, error: OSError) -> str:
    """Return the sentence that tells a person why `path` could not be written, and what to do."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            why = "the disk is full: make room there, or save to another disk"
        case errno.EROFS:
            why = "that disk is read-only: save to another place"
        case errno.EACCES | errno.EPERM:
            why = "you may not write there: change its permissions, or save to another folder"
        case errno.ENOENT | errno.ENOTDIR:
            why = "its folder does not exist (any more): make it again, or save to another folder"
        case errno.EISDIR:
            why = "it is a folder: give the name of a file"
        case errno.ENAMETOOLONG:
            why = "its name is too long: choose a shorter one"
        case _:
            why = f"{error.strerror or error}: save to another place"
    return f"“{path}” cannot be saved because {why}."


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_permissions(name, before)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _keep_permissions(name: str, before: os.stat_result | None) -> None:
    """Give the temporary file (made for its owner only) the mode and owner that the finished file shall have."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        return
    if hasattr(os, "chown") and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):  # only root may give files away; the content matters more
            os.chown(name, before.st_uid, before.st_gid)
    os.chmod(name, stat.S_IMODE(before.st_mode))


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
