"""What is worked out ahead for the journal is what it would have written by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from editor import formats
from editor.review import Review
from editor.storage import record
from editor.storage.ledger import Ledger

TEXT = "1\n00:00:01,000 --> 00:00:02,000\n<i>the ferry</i>\nleft \udcff late\n\n".encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("count", [1, 450])
@pytest.mark.parametrize("edited", [False, True])
def test_packed_ahead_or_not_the_same_is_written(tmp_path, count, edited) -> None:
    path = tmp_path / "ferry.srt"
    path.write_bytes(TEXT * count)
    review = Review(formats.read(path))
    *_, ahead = record.packing(review)
    if edited:  # what was worked out is of an older state
        review.typed(0, 1, ["the boat left"])
    assert written(review, ahead) == written(review, None)


def written(review, ahead):
    with closing(sqlite3.connect(":memory:")) as connection:
        record.create(connection)
        record.write_base(connection, review, Ledger(), ahead)
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("original", "base")]
