"""The change report for programs: JSON, which can be applied to the text as read, and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from editor import __version__
from editor.formats.clock import stamp
from editor.formats.report.amendments import BREAK, Amendment, Row, rows
from editor.review import Review, Verdict

_COLUMNS = ("line", "start", "end_line", "end", "time", "original", "replacement", "source", "rule", "term",
            "confidence", "reasons")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as the tables name it: lines (cues) count from 1, `start` and `end` are code points in theirs."""

    line: int
    start: int
    end_line: int
    end: int
    time: str
    change: Amendment

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in short phrases."""
        return reasons_of(self.change)


def reasons_of(change: Amendment) -> tuple[str, ...]:
    """Return why a change was made; a hand edit says so itself."""
    if change.suggestion is None:
        return ("edited by hand",)
    return change.suggestion.reasons or ((change.suggestion.title,) if change.suggestion.title else ())


def entries(review: Review) -> Iterator[Entry]:
    """Yield every change with its place in the file as read."""
    for row in rows(review):
        time = "" if row.begin is None else stamp(row.begin, ".")
        for change in row.changes:
            (line, start), (end_line, end) = place_in(row, change.start), place_in(row, change.end)
            yield Entry(line, start, end_line, end, time, change)


def place_in(row: Row, position: int) -> tuple[int, int]:
    """Return the line (cue) and the code point in it of a position in a row's text as read."""
    before = row.before[:position]
    paragraph = before.count(BREAK)
    place = row.places[paragraph] if paragraph < len(row.places) else row.place
    return place.line, place.offset + len(before) - (before.rfind(BREAK) + 1)


def counts(review: Review) -> dict[str, int]:
    """Return how many changes came from each source, and how many suggestions were left or turned down."""
    found = Counter(change.source for row in rows(review) for change in row.changes)
    return {"changes": sum(found.values()), **{s: found[s] for s in ("dictionary", "grammar", "speech", "hand")},
            "open": review.counts[Verdict.OPEN], "rejected": review.counts[Verdict.REJECTED],
            "ignored": review.counts[Verdict.IGNORED]}


def json_of(review: Review) -> str:
    """Return the report as JSON; U+2029 in a text stands for the border between two paragraphs."""
    source = review.transcript.source
    changes = [
        {"line": e.line, "start": e.start, "end_line": e.end_line, "end": e.end,
         "time": e.time or None, "original": e.change.original, "replacement": e.change.replacement,
         "source": e.change.source,
         "rule": e.change.suggestion.rule if e.change.suggestion else "",
         "term": e.change.suggestion.term if e.change.suggestion else "",
         "confidence": round(e.change.suggestion.confidence, 4) if e.change.suggestion else None,
         "reasons": list(e.reasons)}
        for e in entries(review)
    ]
    report = {"report": "misheard changes", "version": 1, "program": f"Misheard {__version__}",
              "file": str(source.path) if source.path else None, "format": source.format,
              "encoding": source.encoding, "counts": counts(review), "changes": changes}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def csv_of(review: Review) -> str:
    """Return the report as CSV with a byte order mark, as spreadsheets want it; "¶" is a border of paragraphs.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    table = io.StringIO()
    table.write("\ufeff")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for e in entries(review):
        suggestion = e.change.suggestion
        writer.writerow([
            e.line, e.start, e.end_line, e.end, e.time, _cell(e.change.original), _cell(e.change.replacement),
            e.change.source, suggestion.rule if suggestion else "", _cell(suggestion.term if suggestion else ""),
            f"{suggestion.confidence:.2f}" if suggestion else "", _cell(" · ".join(e.reasons))])
    return table.getvalue()


def _cell(text: str) -> str:
    text = text.replace(BREAK, "¶")
    return f"'{text}" if text.startswith(_FORMULA) else text
