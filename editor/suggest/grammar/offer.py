"""What language-tool-python would download: version, address, checksum, and where it looks for it afterwards.

The library itself would transfer it without a word about the size, without an end by request, and from the beginning
after each broken connection; see transfer.py and installing.py for our way with the same archive.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from editor.errors import UserError
from editor.suggest.grammar.folder import downloads_folder

UNPACKED = 1.7
"""Bytes on disk for a byte of the archive; 1.60 for the releases that the library knows, and room for folders."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An archive of LanguageTool: `folder` is where it would be installed, `sha256` what it must sum up to."""

    version: str
    url: str
    sha256: str
    most: int
    """Bytes beyond which it cannot be what it says."""

    @property
    def folder(self) -> Path:
        """The folder where language-tool-python, and so find_folder, looks for it."""
        return downloads_folder() / f"LanguageTool-{self.version}"

    @property
    def part(self) -> Path:
        """The file that holds what has arrived so far; its name keeps it apart from any other archive's."""
        return downloads_folder() / f"LanguageTool-{self.version}-{self.sha256[:8]}.zip.part"

    @property
    def here(self) -> int:
        """Bytes that have arrived already."""
        try:
            return self.part.stat().st_size
        except OSError:
            return 0


def offered() -> Offer:
    """Return what the library names as its default. Raises UserError where it knows no checksum for it."""
    from language_tool_python import download_lt as library

    version = library.LTP_DOWNLOAD_VERSION
    tool = library.LocalLanguageTool.from_version_name(version)
    suffix = re.sub(r"[^A-Za-z0-9]+", "_", version).upper()
    # the library's own variables, for a mirror in a company
    sums = (os.environ.get(f"LTP_DOWNLOAD_SHA256_{suffix}"), os.environ.get("LTP_DOWNLOAD_SHA256"),
            library.EXPECTED_DOWNLOAD_SHA256.get(version))
    sha256 = next((value.strip().lower() for value in sums if value), "")
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise UserError(f"LanguageTool {version}: there is no checksum to tell it by; “make languagetool” builds one")
    return Offer(version, tool.download_url, sha256, library.MAX_DOWNLOAD_BYTES)
