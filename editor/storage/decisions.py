"""What was decided about each heard form and term, over all transcripts: the matcher learns from the counts.

One small SQLite database in the data folder; several windows may add to it at once. Losing it loses no work, so a
disk that is full is passed over in silence.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from editor.review import Change, Mark, Review, Verdict
from editor.storage import places
from editor.suggest.suggestion import Kind

_SCHEMA = """CREATE TABLE IF NOT EXISTS decided (
  heard TEXT NOT NULL, term TEXT NOT NULL, accepted INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (heard, term)) WITHOUT ROWID"""
_ADD = """INSERT INTO decided VALUES (:heard, :term, max(0, :accepted), max(0, :rejected))
  ON CONFLICT DO UPDATE SET accepted = max(0, accepted + :accepted), rejected = max(0, rejected + :rejected)"""


class Decisions:
    """Counts of accepted and rejected by (heard form in lower case, term)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or places.data_dir() / "decisions.sqlite"
        self._connection: sqlite3.Connection | None = None

    def listen(self, review: Review) -> None:
        """Count the decisions of a review; what is undone is counted back."""
        review.listen(self.note)

    def note(self, change: Change) -> None:
        """Count what a change decided, or took back."""
        before = {m.id: m for run in change.runs for s in run.before for m in s.marks}
        counts: Counter[tuple[str, str, Verdict]] = Counter()
        for run in change.runs:
            for state in run.after:
                for mark in state.marks:
                    old = before.get(mark.id)
                    if old is not None and old.verdict is not mark.verdict and mark.suggestion.kind is Kind.DICTIONARY:
                        _count(counts, old, -1)
                        _count(counts, mark, 1)
        self._add(counts)

    def counts(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return (accepted, rejected) by (heard form in lower case, term); empty where there is no history yet."""
        try:
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                rows = connection.execute("SELECT heard, term, accepted, rejected FROM decided "
                                          "WHERE accepted > 0 OR rejected > 0")
                return {(heard, term): (accepted, rejected) for heard, term, accepted, rejected in rows}
        except sqlite3.Error:
            return {}

    def forget(self, term: str | None = None) -> None:
        """Forget what was decided about a term, or everything."""
        self._run(lambda c: c.execute("DELETE FROM decided WHERE ?1 IS NULL OR term = ?1", (term,)))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _add(self, counts: Counter[tuple[str, str, Verdict]]) -> None:
        rows: dict[tuple[str, str], dict[str, str | int]] = {}
        for (heard, term, verdict), by in counts.items():
            if by:
                row = rows.setdefault((heard, term), {"heard": heard, "term": term, "accepted": 0, "rejected": 0})
                row["accepted" if verdict is Verdict.ACCEPTED else "rejected"] = by
        if rows:
            self._run(lambda c: c.executemany(_ADD, rows.values()))

    def _run(self, write: Callable[[sqlite3.Connection], object]) -> None:
        try:
            if self._connection is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(self._path, timeout=0.5)
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute(_SCHEMA)
            with self._connection:
                write(self._connection)
        except sqlite3.DatabaseError as error:
            self.close()
            if not isinstance(error, sqlite3.OperationalError):  # damaged: begin anew, the old one aside
                with suppress(OSError):
                    self._path.replace(self._path.with_suffix(".damaged"))
        except (OSError, UnicodeEncodeError):  # a folder that cannot be made; a lone surrogate
            return


def _count(counts: Counter[tuple[str, str, Verdict]], mark: Mark, by: int) -> None:
    if mark.verdict in (Verdict.ACCEPTED, Verdict.REJECTED):
        term = mark.suggestion.term or mark.suggestion.replacement
        counts[(mark.suggestion.original.casefold(), term, mark.verdict)] += by
