"""The recovery journal: every step of a review is on disk before the next event is handled, so that nothing is lost.

One SQLite database a session, in the state folder, in write-ahead mode. A living session holds its database
exclusively; the system lets go of that lock when the process dies, however it dies, and so a session that can be
opened is one that was left behind. Two windows never meet in one file.

A commit is handed to the system, not waited for (synchronous = NORMAL): it survives the death of the process, not
always a power cut, after which the database stands at an earlier step, whole.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from editor.errors import UserError
from editor.review import Change, Review
from editor.storage import places, record
from editor.storage.ledger import Ledger

_ENDING = ".recovery"
_RETRY = 10.0  # seconds between two attempts while the disk is full
_PATIENCE = 2.0  # seconds; another window may look at the file at this very moment
_STALE = 60.0  # seconds after which a session without a first commit is dead
_LOG_PAGES = 16_000  # of write-ahead log (64 MB) after which SQLite moves it into the database by itself
_FULL = ("Your work is not being kept safe against a crash because {why}. Go on, but save soon{place}.")


class Journal:
    """Writes down each change of one review while it lives. One thread: the review's.

    `trouble` is told a sentence when writing fails (a full disk), and "" once it works again; the work goes on in
    memory meanwhile. Nothing is written before the first change, unless `begin` is called (when the window idles):
    it writes the whole transcript once, which takes milliseconds for an hour of speech.
    """

    def __init__(self, review: Review, path: Path | None = None, *, folder: Path | None = None,
                 trouble: Callable[[str], None] | None = None, ledger: Ledger | None = None,
                 unsaved: bool = False) -> None:
        self._review, self._path = review, path or review.transcript.source.path
        self._folder = folder or folder_of_sessions()
        self._file = self._folder / f"{uuid.uuid4().hex}{_ENDING}"
        self._trouble = trouble or (lambda sentence: None)
        self.ledger = ledger or Ledger()
        self._connection: sqlite3.Connection | None = None
        self._hash = _hash(review.transcript.source.data)
        self._steps = 1 if unsaved else 0
        self._ignored = review.ignored
        self._failed: float | None = None
        self._closed = False
        self._ahead: record.Packing | None = None
        self._writing: threading.Thread | None = None  # while it lives the connection is its own
        self._outcome: sqlite3.Error | OSError | None = None
        self.ledger.listen(review)
        review.listen(self._note)
        if unsaved:
            self.begin()

    def begin(self) -> None:
        """Write the whole review, if that has not been done yet."""
        self._settle()
        if self._connection is None and not self._closed:
            self._try(partial(self._write_all, self._review, self.ledger))

    def begin_beside(self) -> None:
        """Do as `begin` does, on a thread; a change that comes meanwhile waits for it.

        Ask `settled` until it is True.
        """
        if self._connection is not None or self._closed or self._writing is not None:
            return
        write = partial(self._write_all, self._review.snapshot(), self.ledger.copy())

        def work() -> None:
            self._outcome = self._attempt(write)

        self._writing = threading.Thread(target=work, name="journal")
        self._writing.start()

    def settled(self) -> bool:
        """True once `begin_beside` is through; tells of its trouble then."""
        if self._writing is None or not self._writing.is_alive():
            self._settle()
        return self._writing is None

    def _settle(self) -> None:
        """Wait for the thread, and take the connection over."""
        thread, self._writing = self._writing, None
        if thread is not None:
            thread.join()
            self._tell(self._outcome)

    def packing(self) -> Iterator[None]:
        """Work out bit by bit what `begin` will write, so that it is short for a long transcript too."""
        for ahead in record.packing(self._review):
            self._ahead = ahead
            yield

    def rest(self) -> None:
        """Move the log into the database and wait for the disk: call it when the window idles (it may take 100 ms).

        Without it the log grows to 64 MB before SQLite does so in the middle of a step.
        """
        self._settle()
        if self._connection is not None:
            connection = self._connection
            self._try(lambda: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())

    @property
    def steps(self) -> int:
        """How many changes were made since the last save."""
        return self._steps

    def saved(self, path: Path | None = None, since: int = 0) -> None:
        """The review was saved to `path`: there is nothing to recover but `since` changes made after that, if any."""
        self._settle()
        if path is not None:
            self._path = path
            with suppress(OSError):
                self._hash = _hash(path.read_bytes())
        self._steps = since
        if self._connection is not None:
            self._try(self._write_about)

    def close(self) -> None:
        """The person saved, or chose not to: forget the session."""
        self._settle()
        self._closed = True
        self._drop()
        _remove(self._file)

    def abandon(self) -> None:
        """Let go of the file but keep it, as a crash would."""
        self._settle()
        self._closed = True
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # --- inside ----------------------------------------------------------------------------------------------

    def _note(self, change: Change) -> None:
        if self._closed:
            return
        self._settle()
        self._steps += 1
        if self._connection is None:
            if self._failed is None or time.monotonic() - self._failed > _RETRY:
                self._try(partial(self._write_all, self._review, self.ledger))
        else:
            self._try(lambda: self._write_change(change))

    def _try(self, write: Callable[[], object]) -> None:
        """Write in one transaction; on failure say so once, and start anew later."""
        self._tell(self._attempt(write))

    def _attempt(self, write: Callable[[], object]) -> sqlite3.Error | OSError | None:
        """Write in one transaction; return why that failed, the database closed."""
        try:
            write()
            if self._connection is not None:
                self._connection.commit()
        except (sqlite3.Error, OSError) as error:
            self._drop()
            return error
        return None

    def _tell(self, error: sqlite3.Error | OSError | None) -> None:
        """Say once that writing fails, and once that it works again."""
        if error is not None:
            first, self._failed = self._failed is None, time.monotonic()
            if first:
                self._trouble(_sentence(error, self._file))
            return
        if self._failed is not None:
            self._failed = None
            self._trouble("")

    def _drop(self) -> None:
        """Close the database without another word; what was committed stays."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.rollback()
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _write_all(self, review: Review, ledger: Ledger) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(self._file, timeout=_PATIENCE, check_same_thread=False)  # see `_writing`
        self._connection = connection
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            record.create(connection)
        record.write_base(connection, review, ledger, self._ahead)
        self._ahead = None
        self._ignored = review.ignored
        self._write_about()

    def _write_change(self, change: Change) -> None:
        connection = self._connection
        assert connection is not None
        for run in change.runs:
            before, after = [s.paragraph.id for s in run.before], [s.paragraph.id for s in run.after]
            if before != after:
                record.write_splice(connection, run.index, len(before), after)
            for gone in set(before) - set(after):
                record.write_decisions(connection, gone, (), self.ledger)
            known = {s.paragraph.id: s for s in run.before}
            for state in run.after:
                old = known.get(state.paragraph.id)
                if old is None or old.paragraph != state.paragraph:
                    record.write_paragraph(connection, state.paragraph)
                decided = [m for m in state.marks if m.decided]
                if old is None or decided != [m for m in old.marks if m.decided]:
                    record.write_decisions(connection, state.paragraph.id, decided, self.ledger)
        if self._review.ignored != self._ignored:
            self._ignored = self._review.ignored
            record.write_ignored(connection, self._ignored)
        self._write_about()

    def _write_about(self) -> None:
        assert self._connection is not None
        about = [("path", str(self._path) if self._path else None), ("hash", self._hash), ("steps", self._steps),
                 ("at", time.time()), ("process", os.getpid())]
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about)


@dataclass(frozen=True, slots=True)
class Session:
    """Work that was left behind: `path` is the file it belongs to (None where never saved), `at` the time of the
    last step in seconds since 1970, `steps` how many were not saved, `decisions` how many decisions it holds."""

    file: Path
    path: Path | None
    at: float
    steps: int
    decisions: int
    hash: str

    @property
    def file_state(self) -> str:
        """"same" where the file on disk is the one that was read or saved, "changed", or "gone"."""
        if self.path is None:
            return "gone"
        try:
            return "same" if _hash(self.path.read_bytes()) == self.hash else "changed"
        except OSError:
            return "gone"


def folder_of_sessions() -> Path:
    """Return where the journals are; it need not exist yet."""
    return places.state_dir() / "recovery"


def pending(folder: Path | None = None) -> list[Session]:
    """Return what can be recovered, the latest first. Sessions of living windows are not among it.

    Sessions without unsaved work are cleared away; a damaged one is put aside under another name.
    """
    folder = folder or folder_of_sessions()
    found = []
    for file in sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else ():
        session = _look(file)
        if session is not None and session.steps:
            found.append(session)
        elif session is not None:
            _remove(file)
    return sorted(found, key=lambda s: s.at, reverse=True)


def restore(session: Session) -> tuple[Review, Ledger]:
    """Return the review as it was at the last step, original bytes and decisions included; the session stays.

    Open a `Journal(review, session.path, ledger=ledger, unsaved=True)` on it first, then `discard` the session.
    Raises UserError where its file is damaged or gone.
    """
    try:
        with closing(_open(session.file)) as connection:
            review, ledger = record.read(connection)
    except (sqlite3.Error, OSError, ValueError) as error:
        raise UserError(f"“{session.file}” cannot be recovered ({error}); the file is left where it is.") from None
    review.history.mark_dirty()
    return review, ledger


def discard(session: Session) -> None:
    """Forget a session for good."""
    _remove(session.file)


def _open(file: Path) -> sqlite3.Connection:
    """Open the database of a session whose process is dead. Raises sqlite3.OperationalError where it lives."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=0.0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _look(file: Path) -> Session | None:
    """Return what a session holds, None where it is alive, empty or damaged."""
    try:
        with closing(_open(file)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                if time.time() - file.stat().st_mtime > _STALE:  # else it may be being made at this moment
                    _remove(file)
                return None
            record.check(connection)
            about = dict(connection.execute("SELECT name, value FROM about"))
            (decisions,) = connection.execute("SELECT count(*) FROM decision").fetchone()
            path = Path(about["path"]) if about["path"] else None
            return Session(file, path, float(about["at"]), int(about["steps"]), decisions, str(about["hash"]))
    except sqlite3.OperationalError:
        return None  # alive, or the folder may not be read: not ours to touch
    except (sqlite3.DatabaseError, KeyError, TypeError, ValueError):
        with suppress(OSError):
            file.rename(file.with_suffix(".damaged"))
        return None


def _remove(file: Path) -> None:
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        with suppress(OSError):
            name.unlink()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sentence(error: sqlite3.Error | OSError, file: Path) -> str:
    text = str(error)
    if isinstance(error, sqlite3.OperationalError) and "full" in text:
        why = "the disk is full"
    elif "readonly" in text or isinstance(error, PermissionError):
        why = "that folder may not be written"
    else:
        why = f"the recovery file cannot be written ({text})"
    return _FULL.format(why=why, place=f" (“{file.parent}”)")
