"""Readers and writers of transcript files: bytes in, a Transcript out, and back without a byte changed.

One file a format; `registry` lists them. Text that nobody touched is written exactly as it was read.
"""

from editor.formats.files import content, export, read, write
from editor.formats.format import Format

__all__ = ["Format", "content", "export", "read", "write"]
