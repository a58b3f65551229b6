"""The .misheard file: the original bytes, the text as it stands, and every decision with who, what, why and when.

It is an SQLite database, written whole into memory and then put in its place as any other file is (atomic.py): it
is never half written, and no journal files lie beside it. A disk that is full leaves the old file as it was.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from editor import __version__
from editor.errors import UserError
from editor.review import Review
from editor.storage import record
from editor.storage.atomic import write_bytes
from editor.storage.ledger import Ledger

EXTENSION = ".misheard"
_MAGIC = b"SQLite format 3\x00"


def save(path: Path | str, review: Review, ledger: Ledger | None = None) -> None:
    """Write the review to a project file; whoever reads it meets the old one or the new one, whole.

    Without a ledger the decisions count as made now. Raises UserError where the place cannot be written.
    """
    write_bytes(path, content(review, ledger))


def content(review: Review, ledger: Ledger | None = None) -> bytes:
    """Return the bytes of the project file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        record.create(connection)
        *_, ahead = record.packing(review)  # bit by bit: a window may want its turns meanwhile
        record.write_base(connection, review, ledger or Ledger(), ahead)
        about = [("program", f"Misheard {__version__}"), ("saved", time.time())]
        connection.executemany("INSERT INTO about VALUES (?, ?)", about)
        connection.commit()
        return connection.serialize()


def load(path: Path | str) -> tuple[Review, Ledger]:
    """Return the review in a project file, and when its decisions were made.

    Raises UserError where the file cannot be read, is damaged, or is no project.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"“{path}” does not exist (any more): check its name, or whether it was moved.") from None
    except IsADirectoryError:
        raise UserError(f"“{path}” is a folder: open a project file ({EXTENSION}) in it.") from None
    except OSError as error:
        raise UserError(f"“{path}” cannot be read ({error.strerror}): check its permissions.") from None
    if not data.startswith(_MAGIC):
        raise UserError(f"“{path}” is not a Misheard project: open the transcript itself.")
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            connection.execute("PRAGMA trusted_schema = OFF")
            record.check(connection)
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise record.NotARecordError("it is damaged")
            return record.read(connection)
    except record.NotARecordError as error:
        raise UserError(f"“{path}” cannot be opened as a project because {error}.") from None
    except (sqlite3.Error, OverflowError, UnicodeDecodeError):  # the last: damage inside a text
        raise UserError(f"“{path}” cannot be opened as a project because it is damaged: "
                        "open a copy of it, or the transcript itself.") from None
