"""How a paragraph's text stands in a Qt document: one character for each, where Qt would drop or break at some.

Qt ends a block at CR, U+2029, U+FDD0 and U+FDD1, drops lone surrogates and a leading U+FEFF, and takes U+FFFC for a
picture. Each of these is shown as one other character of the same width in UTF-16; the review keeps the original.
"""

from __future__ import annotations

import re

LINE = "\u2028"  # how Qt writes a line break inside a block
BLOCK = "\u2029"  # how Qt writes the break between two blocks

_TABLE = {"\n": LINE, "\0": "␀", "\r": "␍", BLOCK: "¶", "\ufdd0": "�", "\ufdd1": "�", "\ufeff": "�", "\ufffc": "�"}
_STRANGE = re.compile("[" + "".join(_TABLE) + "\ud800-\udfff]")
_UNTAKEABLE = re.compile("[\0\ufdd0\ufdd1\ufeff\ufffc\ud800-\udfff]")


def shown(text: str) -> str:
    """Return `text` as Qt can hold it: as many code points, each where it was."""
    if not _STRANGE.search(text):
        return text
    return _STRANGE.sub(lambda m: _TABLE.get(m.group(), "�"), text)


def taken(text: str) -> str:
    """Return what a person typed or pasted as a paragraph keeps it: a line break inside is LF."""
    return text.replace(LINE, "\n")


def pasteable(text: str) -> str:
    """Return foreign text fit to insert: every kind of line end is LF, what Qt cannot hold is left out."""
    return _UNTAKEABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace(BLOCK, "\n"))
