"""SubRip (.srt): numbered cues with times; `<i>` and `{\\an8}` tags are markup, everything else is text.

Read as players do, with patience: a missing number or blank line, a dot for a comma, hours left out, blank lines
inside a cue, times that cannot be read. What cannot be understood stays in the file as it is.
"""

from __future__ import annotations

import re

from editor.formats import cues
from editor.formats.clock import STAMP
from editor.formats.cues import END, Block, Style, parsed
from editor.formats.format import Parsed
from editor.formats.inline import Markup
from editor.formats.registry import by_id
from editor.transcript import Transcript

_TIMES_LINE = rf"[ \t]*{STAMP}[ \t]*-{{1,3}}>[ \t]*{STAMP}[^\r\n]*"
# Begins at a line end, which a search finds fast; the content gets one in front, so positions count one more.
HEADER = re.compile(rf"[\r\n](?=[\ufeff \t]*\d)(?:[\ufeff \t]*\d+[ \t]*{END}{{1,2}}"
                    rf"(?P<any>{_TIMES_LINE}|[^\r\n]*-->[^\r\n]*)|(?P<times>{_TIMES_LINE}))(?={END}|\Z)")
_LINE_END = re.compile(END)
_MARKUP = Markup(r"(?i:</?(?:i|b|u|s|em|strong|font)(?:\s[^<>]*)?/?>)|\{\\[^{}\r\n]*\}|\{/?[biusBIUS]\}",
                 entities=False)


def parse(content: str) -> Parsed | None:
    """Read SubRip; None where not one cue is found."""
    headers = list(HEADER.finditer("\n" + content))
    blocks = []
    for n, header in enumerate(headers):
        ended = _LINE_END.match(content, header.end() - 1)
        start = ended.end() if ended else header.end() - 1
        limit = headers[n + 1].start() if n + 1 < len(headers) else len(content)  # behind the line end it begins with
        end = len(content[start:limit].rstrip("\r\n \t")) + start
        while start < end and content[start] in "\r\n":
            start += 1
        times = header.start("times") if header["any"] is None else header.start("any")
        blocks.append(Block(times - 1, start, end))
    return parsed(content, blocks, STYLE) if blocks else None


def _escape(text: str) -> str:
    return text.replace("-->", "->")


def _voice(speaker: str) -> str:
    return f"{speaker.upper()}: "


STYLE = Style(",", re.compile(r"[\ufeff \t]*\d+[ \t]*"), True, _MARKUP, _escape, _voice, voice_each_time=False)


def restore(transcript: Transcript) -> str:
    """Write a transcript back into the file that it was read from."""
    return cues.restore(transcript, STYLE)


def convert(transcript: Transcript) -> str:
    """Write any timed transcript as SubRip."""
    from editor.formats import webvtt

    return cues.convert(transcript, STYLE, by_id("srt").title, {"vtt": webvtt.STYLE})
