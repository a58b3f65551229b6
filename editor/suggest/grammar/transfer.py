"""Bring a large file over the network into a file on disk, from where it stopped the last time.

A broken connection is taken up again by itself, with a Range where the server has that and from the beginning where
it has not. What was received stays on disk, whatever happens.
"""

from __future__ import annotations

import errno
import os
import re
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

from editor.errors import UserError

PAUSES = (1.0, 3.0, 6.0)  # seconds before each new try, while no try brings anything new
_PATIENCE = (10.0, 30.0)  # seconds for a connection; for the next bytes
_CHUNK = 16_384
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

_T = TypeVar("_T")
Told = Callable[[int, int], None]
"""Told (bytes here, bytes in all; 0 where that is not known)."""


class StoppedError(Exception):
    """It was asked to stop."""


class _BrokenError(Exception):
    """The connection broke, or the server cannot just now: worth another try."""


class Transfer:
    """One file from one address. `stopped` ends it within a moment; `most` is the most that is taken, in bytes."""

    def __init__(self, url: str, name: str, most: int, stopped: threading.Event,
                 pauses: Sequence[float] = PAUSES) -> None:
        self._url = url
        self._name = name
        self._most = most
        self._stopped = stopped
        self._pauses = pauses

    def size(self) -> int:
        """Ask the server how many bytes the file has, 0 where it does not say. Raises UserError, StoppedError."""
        return self._persevering(lambda: 0, self._ask_size)

    def run(self, part: IO[bytes], told: Told, broken: Callable[[], None] = lambda: None) -> None:
        """Write the file to `part`, behind what it holds. `broken` is told where it waits for a new try.

        Raises UserError (no such file, no network, disk full) and StoppedError.
        """
        self._persevering(lambda: part.seek(0, os.SEEK_END), lambda: self._receive(part, told), broken)

    def _persevering(self, reached: Callable[[], int], attempt: Callable[[], _T],
                     broken: Callable[[], None] = lambda: None) -> _T:
        """Try again as long as tries bring something; `reached` counts bytes."""
        best, failures = reached(), 0
        while True:
            try:
                return attempt()
            except _BrokenError as error:
                if self._stopped.is_set():
                    raise StoppedError from None
                here = reached()
                best, failures = (here, 0) if here > best else (best, failures + 1)
                if failures > len(self._pauses):
                    raise UserError(f"{self._name} could not be downloaded ({error}); {_kept(here)}") from None
                broken()
                self._stopped.wait(self._pauses[max(failures - 1, 0)] if self._pauses else 0.0)
                if self._stopped.is_set():
                    raise StoppedError from None

    def _ask_size(self) -> int:
        # the first byte instead of HEAD, which addresses that are signed for GET refuse
        with self._get(0, "bytes=0-0") as response:
            return _total(response) or 0

    def _receive(self, part: IO[bytes], told: Told) -> None:
        """One try. Raises _BrokenError where it ended too early."""
        start = part.seek(0, os.SEEK_END)
        with self._get(start, f"bytes={start}-" if start else "") as response:
            total = _total(response) or 0
            if response.status_code == 416 and start == total:
                return  # all of it is here
            if response.status_code != 206 or _begin(response) != start:
                start = 0  # it sends everything, or something else than was asked for: begin anew
                part.seek(0)
                part.truncate()
                if response.status_code != 200:
                    raise _BrokenError("the server sent another part of the file")
            if total > self._most:
                raise UserError(f"{self._name}: {self._url} holds {total:,} bytes, too many; nothing was taken")
            here = start
            told(here, total)
            for chunk in self._chunks(response):
                here += len(chunk)
                if here > self._most:
                    raise UserError(f"{self._name}: {self._url} sends more than it can hold; nothing was installed")
                write(part, chunk)
                told(here, total)
        if here < total:
            raise _BrokenError("the connection broke")

    def _chunks(self, response: Any) -> Any:
        import requests

        try:
            for chunk in response.iter_content(_CHUNK):
                if self._stopped.is_set():
                    raise StoppedError
                yield chunk
        except requests.RequestException as error:
            raise _BrokenError("the connection broke") from error

    def _get(self, start: int, wanted: str) -> Any:
        import requests

        headers = {"Accept-Encoding": "identity"}  # ranges count bytes of the file itself
        if wanted:
            headers["Range"] = wanted
        try:
            response = requests.get(self._url, headers=headers, stream=True, timeout=_PATIENCE)
        except (requests.ConnectionError, requests.Timeout) as error:
            raise _BrokenError("the server cannot be reached; is there a network?") from error
        except requests.RequestException as error:
            raise UserError(f"{self._name} could not be downloaded: {self._url} is not an address ({error})") from None
        if response.status_code in (200, 206) or (response.status_code == 416 and start):
            return response
        response.close()
        if response.status_code == 429 or response.status_code >= 500:
            raise _BrokenError(f"the server answers with error {response.status_code}")
        if response.status_code == 404:
            raise UserError(f"{self._name} is not at {self._url} any more; “make languagetool” builds one, or name a "
                            "folder on disk in Settings › Grammar")
        raise UserError(f"{self._name} could not be downloaded: {self._url} answers with error {response.status_code}; "
                        "“make languagetool” builds one, or name a folder on disk in Settings › Grammar")


def write(file: IO[bytes], data: bytes) -> None:
    """Write `data`. Raises UserError where the disk is full or the file cannot be written."""
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest):]  # an unbuffered file on a disk that is nearly full takes a piece
    except OSError as error:
        raise disk_trouble(error, str(file.name)) from None


def disk_trouble(error: OSError, path: str) -> UserError:
    """Say what is wrong with the disk, and what to do."""
    if error.errno in _FULL:
        return UserError(f"{path}: the disk is full; make room and begin again: it goes on where it stopped")
    return UserError(f"{path}: cannot be written ({error.strerror or error}); check the folder's permissions")


def _kept(here: int) -> str:
    return f"{megabytes(here)} are here, and the next try goes on from there" if here else "try again later"


def megabytes(count: int) -> str:
    """Return a size in words: "247 MB"; below ten with one decimal."""
    millions = count / 1e6
    return f"{millions:.0f} MB" if millions >= 10 else f"{millions:.1f} MB"


def _begin(response: Any) -> int | None:
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(found[1]) if found else None


def _total(response: Any) -> int | None:
    """Return the size of the whole file as the answer tells it."""
    found = re.search(r"/(\d+)$", response.headers.get("Content-Range", ""))
    if found:
        return int(found[1])
    length = response.headers.get("Content-Length", "")
    return int(length) if response.status_code == 200 and length.isdigit() else None
