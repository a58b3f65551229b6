"""A review as SQLite keeps it: one schema for the project file and the recovery journal, written and read here.

`base` holds all paragraphs at one moment; `paragraph` and `splice` what became of them since (the journal's part; a
project has neither). Texts are JSON in blobs: they may hold lone surrogates, which SQLite's text cannot.
Open marks are not kept: they are the analysis' and come again with it. Decided marks are kept whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.review import Mark, Review, Verdict
from editor.storage.ledger import Entry, Ledger
from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Paragraph, Source, SourcePiece, Span, Transcript

APPLICATION_ID = 0x4D534844  # "MSHD"
VERSION = 1
_PORTION = 200  # paragraphs
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE original (data BLOB NOT NULL, source BLOB NOT NULL);
CREATE TABLE base (paragraphs BLOB NOT NULL);
CREATE TABLE paragraph (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE splice (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, count INTEGER NOT NULL, ids BLOB NOT NULL);
CREATE TABLE decision (
  mark INTEGER PRIMARY KEY, paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  heard BLOB NOT NULL, chosen BLOB NOT NULL, verdict TEXT NOT NULL, source TEXT NOT NULL, rule TEXT NOT NULL,
  suggestion BLOB NOT NULL, who TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX decision_paragraph ON decision (paragraph);
CREATE TABLE ignored (alike BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class NotARecordError(ValueError):
    """The database holds no review, or one that is damaged; the text says which, for a sentence."""


def create(connection: sqlite3.Connection) -> None:
    """Lay the empty tables, in a transaction that the caller commits."""
    connection.execute("BEGIN")
    for statement in (f"PRAGMA application_id = {APPLICATION_ID};PRAGMA user_version = {VERSION};{_SCHEMA}").split(";"):
        connection.execute(statement)


@dataclass(frozen=True, slots=True)
class Packing:
    """A source and paragraphs as `write_base` writes them, worked out ahead."""

    source: bytes
    paragraphs: list[Paragraph]
    base: bytes


def packing(review: Review) -> Iterator[Packing | None]:
    """Work out ahead what `write_base` needs of a long transcript: None after each portion, the whole last."""
    source, now = review.transcript.source, list(review.transcript)
    pieces, rows = [], []
    for n in range(0, len(source.pieces), _PORTION):
        pieces.append(packed([_piece_row(p) for p in source.pieces[n : n + _PORTION]])[1:-1])
        yield None
    for n in range(0, len(now), _PORTION):
        rows.append(packed([_paragraph_row(p) for p in now[n : n + _PORTION]])[1:-1])
        yield None
    base = b"[" + b",".join(rows) + b"]"
    yield None
    head = packed(_source_row(replace(source, pieces=())))
    whole = head.removesuffix(b"[]}") + b"[" + b",".join(pieces) + b"]}"
    yield None
    yield Packing(whole, now, base)


def write_base(connection: sqlite3.Connection, review: Review, ledger: Ledger, ahead: Packing | None = None) -> None:
    """Write the whole review as it stands, in place of what was there. The caller commits.

    `ahead` saves most of the time, as long as it is of the transcript as it stands.
    """
    source = review.transcript.source
    for table in ("original", "base", "paragraph", "splice", "decision", "ignored"):
        connection.execute(f"DELETE FROM {table}")
    if ahead is None or ahead.paragraphs != review.transcript.paragraphs:
        ahead = Packing(packed(_source_row(source)), [], packed([_paragraph_row(p) for p in review.transcript]))
    connection.execute("INSERT INTO original VALUES (?, ?)", (source.data, ahead.source))
    connection.execute("INSERT INTO base VALUES (?)", (ahead.base,))
    for paragraph in review.transcript:
        marks = review.marks_in(paragraph.id)
        if any(mark.decided for mark in marks):  # a statement for each of 100,000 cues would hold up the window
            write_decisions(connection, paragraph.id, marks, ledger)
    write_ignored(connection, review.ignored)


def write_paragraph(connection: sqlite3.Connection, paragraph: Paragraph) -> None:
    """Write one paragraph as it stands now."""
    connection.execute("INSERT OR REPLACE INTO paragraph VALUES (?, ?)",
                       (paragraph.id, packed(_paragraph_row(paragraph))))


def write_splice(connection: sqlite3.Connection, place: int, count: int, ids: Sequence[int]) -> None:
    """Write that `count` paragraphs from `place` gave way to those of `ids`."""
    connection.execute("INSERT INTO splice (place, count, ids) VALUES (?, ?, ?)", (place, count, packed(list(ids))))


def write_decisions(connection: sqlite3.Connection, paragraph_id: int, marks: Iterable[Mark], ledger: Ledger) -> None:
    """Write the decisions in one paragraph, in place of those that were there."""
    connection.execute("DELETE FROM decision WHERE paragraph = ?", (paragraph_id,))
    rows = []
    for mark in marks:
        if mark.decided:
            entry = ledger.entry(mark.id)
            rows.append((mark.id, paragraph_id, mark.span.start, mark.span.end, packed(mark.suggestion.original),
                         packed(mark.chosen), mark.verdict.value, mark.suggestion.kind.value, mark.suggestion.rule,
                         packed(_suggestion_row(mark.suggestion)), entry.who, entry.at))
    if rows:
        connection.executemany(f"INSERT OR REPLACE INTO decision VALUES ({','.join('?' * 12)})", rows)


def write_ignored(connection: sqlite3.Connection, ignored: Iterable[str]) -> None:
    """Write what is silenced in this transcript."""
    connection.execute("DELETE FROM ignored")
    connection.executemany("INSERT INTO ignored VALUES (?)", [(packed(alike),) for alike in ignored])


def read(connection: sqlite3.Connection) -> tuple[Review, Ledger]:
    """Return the review that a database holds, and when each decision was made.

    Raises NotARecordError where there is none or it is damaged, sqlite3.DatabaseError where the file is no database.
    """
    check(connection)
    try:
        data, about = connection.execute("SELECT data, source FROM original").fetchone()
        transcript = Transcript(_paragraphs(connection), _source(bytes(data), unpacked(about)))
        review, ledger = Review(transcript), Ledger()
        _read_decisions(connection, review, ledger)
        review.ignored = frozenset(str(unpacked(alike)) for (alike,) in connection.execute("SELECT alike FROM ignored"))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as error:
        raise NotARecordError("it is damaged") from error
    return review, ledger


def check(connection: sqlite3.Connection) -> None:
    """Raise NotARecordError where the database is not of Misheard, or of a newer one."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotARecordError("it was not made by Misheard")
    if version > VERSION:
        raise NotARecordError("a newer Misheard made it; update this one")


def packed(value: Any) -> bytes:
    """Return a value as JSON bytes; lone surrogates survive."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Any:
    """Return the value of JSON bytes."""
    return json.loads(bytes(data).decode("utf-8", "surrogatepass"))


def _paragraphs(connection: sqlite3.Connection) -> list[Paragraph]:
    """Return the paragraphs as they stand: the base, with every splice and change since."""
    (base,) = connection.execute("SELECT paragraphs FROM base").fetchone()
    known = {p.id: p for p in map(_paragraph, unpacked(base))}
    order = list(known)
    for place, count, ids in connection.execute("SELECT place, count, ids FROM splice ORDER BY number"):
        order[place : place + count] = unpacked(ids)
    for (body,) in connection.execute("SELECT body FROM paragraph"):
        paragraph = _paragraph(unpacked(body))
        known[paragraph.id] = paragraph
    return [known[paragraph_id] for paragraph_id in order]


def _read_decisions(connection: sqlite3.Connection, review: Review, ledger: Ledger) -> None:
    found: dict[int, list[Mark]] = {}
    columns = 'mark, paragraph, start, "end", chosen, verdict, suggestion, who, at'
    for mark, paragraph_id, start, end, chosen, verdict, suggestion, who, at in connection.execute(
            f"SELECT {columns} FROM decision ORDER BY mark"):
        paragraph = review.transcript.by_id(paragraph_id)
        if paragraph is None or end > len(paragraph.text):
            raise ValueError("a decision outside the text")
        found.setdefault(paragraph_id, []).append(
            Mark(mark, _suggestion(unpacked(suggestion)), Span(start, end), Verdict(verdict), str(unpacked(chosen))))
        ledger.put(mark, Entry(float(at), str(who)))
    for paragraph_id, marks in found.items():
        review.restore(paragraph_id, marks)


def _paragraph_row(p: Paragraph) -> list[Any]:
    return [p.id, p.text, p.revision, p.language, p.speaker, p.begin, p.end, p.soft, p.origin,
            p.word_probabilities]


def _paragraph(row: list[Any]) -> Paragraph:
    paragraph_id, text, revision, language, speaker, begin, end, soft, origin, probabilities = row
    return Paragraph(int(paragraph_id), str(text), int(revision), language, speaker, begin, end, soft, origin,
                     tuple((int(a), int(b), float(p)) for a, b, p in probabilities))


def _source_row(source: Source) -> dict[str, Any]:
    return {"path": str(source.path) if source.path else None, "format": source.format, "encoding": source.encoding,
            "bom": source.bom.hex(), "newline": source.newline, "notes": list(source.notes),
            "pieces": [_piece_row(p) for p in source.pieces]}


def _piece_row(p: SourcePiece) -> list[Any]:
    return [p.raw, None if p.text == p.raw else p.text, p.before, p.after]


def _source(data: bytes, row: dict[str, Any]) -> Source:
    pieces = tuple(SourcePiece(raw, raw if text is None else text, before, after)
                   for raw, text, before, after in row["pieces"])
    return Source(Path(row["path"]) if row["path"] else None, row["format"], row["encoding"],
                  bytes.fromhex(row["bom"]), row["newline"], pieces, data, tuple(row["notes"]))


def _suggestion_row(s: Suggestion) -> list[Any]:
    also = [[p.paragraph, p.span.start, p.span.end, p.original, p.replacement] for p in s.also]
    return [s.paragraph, s.revision, s.span.start, s.span.end, s.original, s.replacements, s.kind.value, s.rule,
            s.confidence, s.term, s.title, s.reasons, s.group, also]


def _suggestion(row: list[Any]) -> Suggestion:
    paragraph, revision, start, end, original, replacements, kind, rule, confidence, *rest = row
    term, title, reasons, group, also = rest
    return Suggestion(
        paragraph, revision, Span(start, end), original, tuple(replacements), Kind(kind), rule, float(confidence),
        term, title, tuple(reasons), group,
        tuple(Patch(home, Span(a, b), old, new) for home, a, b, old, new in also))
