"""The project file brings back everything, and a file that is none is one sentence."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import formats
from editor.errors import UserError
from editor.review import Review, Verdict
from editor.storage import project
from editor.storage.ledger import Ledger
from editor.transcript import Transcript
from tests.storage.reviews import TEXT, essence, patched, review_of, step

DAMAGED = "caf\udce9 Grock\nand\u2028so\n"


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 50)), max_size=25), st.sampled_from([TEXT, DAMAGED]))
def test_what_is_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]],
                                  text: str) -> None:
    path = tmp_path_factory.mktemp("projects") / "talk.misheard"
    review = review_of(text)
    for choice, place in steps:
        step(review, choice, place)
    project.save(path, review)
    back, _ = project.load(path)
    assert essence(back) == essence(review)
    assert formats.files.content(back.transcript) == formats.files.content(review.transcript)
    assert back.history.clean


def test_decisions_say_who_what_why_and_when(tmp_path: Path) -> None:
    review, ledger = review_of(), Ledger(clock=lambda: 1000.0)
    ledger.listen(review)
    patched(review)
    review.decide([next(m.id for m in review.marks() if not m.decided)], Verdict.REJECTED)
    project.save(tmp_path / "a.misheard", review, ledger)
    back, times = project.load(tmp_path / "a.misheard")
    assert essence(back) == essence(review)
    assert {times.entry(m.id).at for m in back.marks()} == {1000.0}
    project.save(tmp_path / "b.misheard", back, times)
    connection = sqlite3.connect(tmp_path / "b.misheard")
    rows = connection.execute("SELECT heard, chosen, verdict, who, at FROM decision ORDER BY mark").fetchall()
    connection.close()
    assert (b'"Grock"', b'""', "rejected", "person", 1000.0) in rows
    assert any(verdict == "accepted" and chosen == b'"US"' for _, chosen, verdict, _, _ in rows)


def test_saving_replaces_the_old_project_whole(tmp_path: Path) -> None:
    path = tmp_path / "talk.misheard"
    project.save(path, review_of())
    other = Review(Transcript.of_lines(["other"]))
    project.save(path, other)
    assert [p.text for p in project.load(path)[0].transcript] == ["other"]
    assert [p.name for p in tmp_path.iterdir()] == ["talk.misheard"]


def foreign_database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE original (data, source)")
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def newer_project() -> bytes:
    data = bytearray(project.content(review_of()))
    data[60:64] = (99).to_bytes(4, "big")  # user_version, in the header of every SQLite file
    return bytes(data)


@pytest.mark.parametrize(("data", "word"), [
    (b"Just a text.\n", "not a Misheard project"), (b"", "not a Misheard project"),
    (foreign_database(), "not made by Misheard"), (newer_project(), "newer"),
    (project.content(review_of())[:5000], "damaged"), (b"SQLite format 3\x00" + bytes(4000), "project because"),
])
def test_a_file_that_is_no_project_is_one_sentence(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "talk.misheard"
    path.write_bytes(data)
    with pytest.raises(UserError, match=word) as caught:
        project.load(path)
    assert "talk.misheard" in str(caught.value)


@given(st.integers(100, 40000), st.binary(min_size=1, max_size=40))
def test_a_damaged_project_never_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, place: int,
                                                      junk: bytes) -> None:
    data = bytearray(project.content(review_of()))
    place %= len(data)
    data[place : place + len(junk)] = junk
    path = tmp_path_factory.mktemp("projects") / "talk.misheard"
    path.write_bytes(bytes(data))
    with contextlib.suppress(UserError):  # damage in a free page or in a letter goes unnoticed
        project.load(path)


def test_a_missing_project_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        project.load(tmp_path / "none.misheard")
    with pytest.raises(UserError, match="folder"):
        project.load(tmp_path)
