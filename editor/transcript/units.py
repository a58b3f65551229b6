"""Code points and UTF-16 units: two types, two conversions, used at the borders to Qt and LanguageTool only."""

from __future__ import annotations

from typing import NewType

CodePoint = NewType("CodePoint", int)
Utf16Unit = NewType("Utf16Unit", int)


def utf16_of(text: str, position: int) -> Utf16Unit:
    """Return the UTF-16 offset of code point `position` in `text`; O(position) unless the text is ASCII."""
    if text.isascii():
        return Utf16Unit(position)
    return Utf16Unit(len(text[:position].encode("utf-16-le", "surrogatepass")) // 2)


def code_point_of(text: str, offset: int) -> CodePoint:
    """Return the code point at UTF-16 `offset` in `text`.

    An offset between the halves of a pair counts as the start of that character: it never splits one.
    """
    if text.isascii():
        return CodePoint(offset)
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > offset:
            return CodePoint(index)
    return CodePoint(len(text))
