"""The change report as one web page: the text as read beside the text as it stands, every changed word marked.

Needs no network and no script; follows the reader's light or dark setting; prints.
"""

from __future__ import annotations

from html import escape

from editor import __version__
from editor.assets import resource
from editor.formats.clock import stamp
from editor.formats.report.amendments import BREAK, HAND, Amendment, Row, rows
from editor.formats.report.tables import counts, reasons_of
from editor.review import Review

_NAMES = {"dictionary": "dictionary", "grammar": "grammar", "speech": "speech", HAND: "by hand"}
_CONTEXT = 90  # characters shown around a change; longer runs of untouched text are cut out
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Misheard {version}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="file">{file}</p>
<ul class="counts">
{counts}
</ul>
</header>
<main>
{table}
</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"""


def page(review: Review) -> str:
    """Return the whole page."""
    source = review.transcript.source
    name = source.path.name if source.path else "transcript"
    cue = "Cue" if source.format in ("srt", "vtt") else "Line"
    body = [_row(row, cue) for row in rows(review)]
    head = (f'<thead><tr><th scope="col">{cue}</th><th scope="col">As read</th><th scope="col">As it stands</th>'
            '<th scope="col">Why</th></tr></thead>')
    table = f"<table>\n{head}\n<tbody>\n" + "\n".join(body) + "\n</tbody>\n</table>" if body else \
        '<p class="none">Nothing was changed: the text stands as it was read.</p>'
    footer = "Everything that is not listed here is the same in both texts."
    return _PAGE.format(
        version=escape(__version__), title=escape(f"Changes in {name}"), file=escape(str(source.path or "")),
        style=resource("reports/report.css").read_text("utf-8"), counts=_counts(counts(review)), table=table,
        footer=footer)


def _counts(found: dict[str, int]) -> str:
    total = found["changes"]
    items = [f'<li class="total"><b>{total:,}</b> change{"" if total == 1 else "s"}</li>']
    items += [f'<li class="{source}"><b>{found[source]:,}</b> {name}</li>' for source, name in _NAMES.items()]
    for verdict, name in (("rejected", "rejected"), ("ignored", "ignored"), ("open", "still open")):
        if found[verdict]:
            items.append(f'<li class="left"><b>{found[verdict]:,}</b> {name}</li>')
    return "\n".join(items)


def _row(row: Row, cue: str) -> str:
    time = f"<br><time>{stamp(row.begin, '.')}</time>" if row.begin is not None else ""
    language = f' lang="{escape(row.language)}"' if row.language else ""
    left, right = _sides(row)
    why = "".join(_reason(change) for change in row.changes) or '<li class="hand">by hand</li>'
    return (f'<tr><th scope="row"><span class="narrow">{cue} </span>{row.place.line}{time}</th>'
            f'<td class="old" dir="auto"{language}>{left}</td><td class="new" dir="auto"{language}>{right}</td>'
            f'<td class="why"><ul>{why}</ul></td></tr>')


def _sides(row: Row) -> tuple[str, str]:
    """Return both texts of a row as HTML, the changed words marked, long untouched runs cut out of both alike."""
    left, right, at = [], [], 0
    for n, change in enumerate(row.changes):
        same = _same(row.before[at : change.start], first=n == 0, last=False)
        left += [same, _marked("del", change.original, change.source)]
        right += [same, _marked("ins", change.replacement, change.source)]
        at = change.end
    same = _same(row.before[at:], first=not row.changes, last=True)
    return "".join([*left, same]), "".join([*right, same])


def _same(text: str, first: bool, last: bool) -> str:
    room = _CONTEXT if first or last else 2 * _CONTEXT
    if len(text) <= room + 20:
        return _shown(text)
    gap = '<span class="gap" title="unchanged text left out">…</span>'
    head = "" if first else _shown(text[: _word_end(text, _CONTEXT)])
    tail = "" if last else _shown(text[_word_start(text, len(text) - _CONTEXT) :])
    return head + gap + tail


def _word_end(text: str, position: int) -> int:
    space = text.find(" ", position)
    return space if 0 <= space <= position + 20 else position


def _word_start(text: str, position: int) -> int:
    space = text.rfind(" ", max(0, position - 20), position)
    return space + 1 if space >= 0 else position


def _marked(tag: str, text: str, source: str) -> str:
    return f'<{tag} class="{source}">{_shown(text)}</{tag}>' if text else ""


def _shown(text: str) -> str:
    return escape(text, quote=False).replace(BREAK, '<span class="break">¶</span>\n')


def _reason(change: Amendment) -> str:
    old, new = _brief(change.original), _brief(change.replacement)
    if old and new:
        what = f"<q>{old}</q> → <q>{new}</q>"
    elif old or new:
        what = f"<q>{old}</q> removed" if old else f"<q>{new}</q> added"
    else:
        what = "spacing"
    said = escape("; ".join(reasons_of(change)), quote=False) if change.suggestion else ""
    chip = f'<span class="chip {change.source}">{_NAMES[change.source]}</span>'
    return f"<li>{chip} {what}{f' <span class=reason>{said}</span>' if said else ''}</li>"


def _brief(text: str) -> str:
    text = " ".join(text.replace(BREAK, "¶").split())
    return escape(text if len(text) <= 60 else f"{text[:40]} … {text[-15:]}", quote=False)
