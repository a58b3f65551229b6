"""Every format that Misheard reads or writes, and which of them a file is in."""

from __future__ import annotations

import re
from pathlib import Path

from editor.errors import UserError
from editor.formats.clock import STAMP
from editor.formats.format import Format

TEXT = Format("text", "Plain text", (".txt", ".text", ".log", ".asc"), "text")
_SUBRIP = Format("srt", "SubRip subtitles", (".srt",), "subrip")
_WEBVTT = Format("vtt", "WebVTT subtitles", (".vtt", ".webvtt"), "webvtt")
FORMATS: tuple[Format, ...] = (
    TEXT,
    Format("markdown", "Markdown", (".md", ".markdown", ".mdown"), "markdown"),
    _SUBRIP,
    _WEBVTT,
    Format("json", "Recogniser's JSON (Whisper)", (".json",), "recogniser"),
)

_LOOKS = (  # how the content of a file begins whose name does not say enough
    (_WEBVTT, re.compile(r"WEBVTT(?:[ \t][^\r\n]*)?(?:\r|\n|\Z)")),
    (_SUBRIP, re.compile(rf"\s*\d+[ \t]*(?:\r\n|\r|\n)[ \t]*{STAMP}[ \t]*-->[ \t]*{STAMP}")),
)


def by_id(format_id: str) -> Format:
    """Return a format; UserError names the known ones where there is none of that id."""
    for known in FORMATS:
        if known.id == format_id:
            return known
    raise UserError(f"“{format_id}” is not a format; choose one of {', '.join(f.id for f in FORMATS)}.")


def by_extension(path: Path) -> Format | None:
    """Return the format of a file name, None where it says nothing."""
    extension = path.suffix.lower()
    return next((known for known in FORMATS if extension in known.extensions), None)


def guess(content: str, path: Path) -> Format:
    """Return the format of a decoded file: what its first lines show, else what its name says, else plain text."""
    named = by_extension(path)
    if named is None or named is TEXT:
        for known, look in _LOOKS:
            if look.match(content):
                return known
    return named or TEXT


