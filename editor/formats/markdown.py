"""Markdown: read and restored line by line as plain text with its markup; written with one blank line between."""

from __future__ import annotations

import re

from editor.formats import text
from editor.formats.text import parse, restore
from editor.transcript import Transcript

_SIGNS = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(\s*)(#{1,6}(?=\s)|[>+-](?=\s|$)|\d+(?=[.)]\s)|=+\s*$|-+\s*$|~~~)")

__all__ = ["convert", "parse", "restore"]


def convert(transcript: Transcript) -> str:
    """Write any transcript as Markdown paragraphs; signs that Markdown would take as markup are escaped."""
    if transcript.source.format == "markdown":
        return restore(transcript)
    blocks = []
    for name, line in text.spoken_lines(transcript):
        if line.strip():
            blocks.append((f"**{_escaped(name)}:** " if name else "") + _escaped(line.strip()))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _escaped(line: str) -> str:
    escaped = _SIGNS.sub(r"\\\g<0>", line)
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    at = opening.end() if opening[2].isdigit() else opening.start(2)  # "1\." but "\#"
    return escaped[:at] + "\\" + escaped[at:]
