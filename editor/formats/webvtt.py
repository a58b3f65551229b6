"""WebVTT (.vtt): cues with identifiers, settings, voices and styling; NOTE, STYLE and REGION blocks are kept."""

from __future__ import annotations

import html
import re

from editor.formats import cues
from editor.formats.clock import TIMES
from editor.formats.cues import END, Block, Style, parsed
from editor.formats.format import Parsed
from editor.formats.inline import Markup
from editor.formats.registry import by_id
from editor.transcript import Transcript

_BLOCK = re.compile(rf"[^\r\n]+(?:{END}[^\r\n]+)*")  # lines without an empty one between; spaces are not empty
_TIMES_LINE = re.compile(rf"(?:\A|(?<=[\r\n]))[ \t]*{TIMES.pattern}[^\r\n]*(?:{END}|\Z)")
_NOT_CUES = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|\Z)")
_LINE_END = re.compile(END)
_MARKUP = Markup(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|</>", entities=True)


def parse(content: str) -> Parsed | None:
    """Read WebVTT; None where not one cue is found."""
    blocks = []
    for block in _BLOCK.finditer(content):
        if ">" not in block[0] or _NOT_CUES.match(block[0]):
            continue
        lines = list(_TIMES_LINE.finditer(content, *block.span()))
        for n, line in enumerate(lines):
            end = block.end()
            if n + 1 < len(lines):  # no blank line before the next cue: its number may stand above its times
                end = _text_end(content, line.end(), lines[n + 1].start())
            start = min(line.end(), end)
            if content[start - 1 : start] not in ("\r", "\n") and (ended := _LINE_END.match(content, start)):
                start = end = ended.end()  # no text at all
            end = len(content[start:end].rstrip("\r\n")) + start
            blocks.append(Block(line.start(), start, end))
    if not blocks:
        return None
    headless = not content.startswith("WEBVTT")
    notes = ("The first line is not WEBVTT: players may refuse the file; it is kept as it is.",) if headless else ()
    return parsed(content, blocks, STYLE, notes)


def _text_end(content: str, start: int, times: int) -> int:
    above = re.search(rf"(?:\A|(?<=[\r\n]))\d+[ \t]*{END}\Z", content[start:times])
    return start + above.start() if above else times


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")


def _voice(speaker: str) -> str:
    return f"<v {html.escape(speaker, quote=False)}>"


STYLE = Style(".", re.compile(r"(?!WEBVTT|(?:NOTE|STYLE|REGION)(?:\s|\Z))[^\r\n]+"), False, _MARKUP, _escape, _voice,
              voice_each_time=True)


def restore(transcript: Transcript) -> str:
    """Write a transcript back into the file that it was read from."""
    return cues.restore(transcript, STYLE)


def convert(transcript: Transcript) -> str:
    """Write any timed transcript as WebVTT."""
    from editor.formats import subrip

    return "WEBVTT\n\n" + cues.convert(transcript, STYLE, by_id("vtt").title, {"srt": subrip.STYLE, "vtt": STYLE})
