"""The journal loses nothing: killed processes, full disks, two windows, files that changed meanwhile."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.formats.files import content
from editor.storage import recovery
from editor.storage.recovery import Journal
from tests.storage.reviews import essence, review_of, step

posix = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX systems do")


def typist(folder: Path, seed: int, most: int, limit: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.typist", str(folder), str(seed), str(most), str(limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def replayed(seed: int, steps: int) -> object:
    """Return what a review is after so many steps of the typist."""
    review = review_of()
    dice = random.Random(seed)
    for _ in range(steps):
        step(review, dice.randrange(9), dice.randrange(50))
    return essence(review)


@posix
@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    process = typist(tmp_path, seed, 100_000)
    assert process.stdout is not None
    done = 0
    for line in process.stdout:
        done = int(line)
        if done == 15 + 37 * seed:
            time.sleep(random.Random(seed).random() / 50)
            process.send_signal(signal.SIGKILL)
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    (session,) = recovery.pending(tmp_path)
    review, _ = recovery.restore(session)
    # the step after the last one told may have been done too
    assert essence(review) in [replayed(seed, n) for n in (done, done + 1)]
    assert review.transcript.source.data == review_of().transcript.source.data
    assert not review.history.clean
    recovery.discard(session)
    assert recovery.pending(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_full_disk_is_said_and_the_work_goes_on(tmp_path: Path) -> None:
    process = typist(tmp_path, 3, 400, limit=60_000)
    out, _ = process.communicate()
    *numbers, said = out.splitlines()
    assert [int(n) for n in numbers] == list(range(1, 401))
    assert said.count("save soon") == 1
    assert str(tmp_path) in said
    for session in recovery.pending(tmp_path):  # what could be written is still whole
        recovery.restore(session)


@posix
def test_a_really_full_disk(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a tiny disk")
    try:
        said: list[str] = []
        review = review_of()
        journal = Journal(review, folder=tmp_path / "sessions", trouble=said.append)
        step(review, 8, 1)
        (tmp_path / "filler").write_bytes(bytes(os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_bsize))
        for number in range(200):
            step(review, 8, number)
        assert len(said) == 1
        assert "the disk is full" in said[0]
        (tmp_path / "filler").unlink()
        journal._failed = time.monotonic() - 60  # the pause before it tries again is over
        step(review, 8, 1)
        assert said[1:] == [""]
        journal.abandon()
        (session,) = recovery.pending(tmp_path / "sessions")
        assert essence(recovery.restore(session)[0]) == essence(review)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_two_windows_do_not_see_each_others_living_sessions(tmp_path: Path) -> None:
    one, two = review_of(), review_of()
    first, second = Journal(one, folder=tmp_path), Journal(two, folder=tmp_path)
    step(one, 8, 1)
    step(two, 8, 2)
    assert recovery.pending(tmp_path) == []
    second.abandon()
    (session,) = recovery.pending(tmp_path)
    assert essence(recovery.restore(session)[0]) == essence(two)
    step(one, 8, 3)
    first.rest()
    first.abandon()
    assert [s.steps for s in recovery.pending(tmp_path)] == [2, 1]


def test_a_recovered_session_is_kept_safe_again(tmp_path: Path) -> None:
    review = review_of()
    journal = Journal(review, folder=tmp_path)
    step(review, 8, 1)
    journal.abandon()
    (session,) = recovery.pending(tmp_path)
    back, ledger = recovery.restore(session)
    again = Journal(back, session.path, folder=tmp_path, ledger=ledger, unsaved=True)
    recovery.discard(session)
    again.abandon()  # a second crash, before any step
    (session,) = recovery.pending(tmp_path)
    assert essence(recovery.restore(session)[0]) == essence(review)


def test_saved_work_needs_no_recovery(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    review = review_of()
    path.write_bytes(review.transcript.source.data)
    journal = Journal(review, path, folder=tmp_path / "sessions")
    step(review, 8, 1)
    path.write_bytes(content(review.transcript))
    journal.saved(path)
    journal.abandon()
    assert recovery.pending(tmp_path / "sessions") == []
    step(review, 8, 1)
    other = Journal(review, path, folder=tmp_path / "sessions")
    step(review, 8, 1)
    other.close()
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_file_that_changed_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    review = review_of()
    path.write_bytes(review.transcript.source.data)
    journal = Journal(review, path, folder=tmp_path / "sessions")
    step(review, 8, 1)
    journal.abandon()
    (session,) = recovery.pending(tmp_path / "sessions")
    assert session.path == path
    assert session.file_state == "same"
    path.write_bytes(b"another program was here\n")
    assert session.file_state == "changed"
    path.unlink()
    assert session.file_state == "gone"


def test_a_damaged_journal_is_put_aside_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.recovery").write_bytes(b"not a database at all, but long enough to be looked at " * 100)
    assert recovery.pending(tmp_path) == []
    assert [p.name for p in tmp_path.iterdir()] == ["x.damaged"]
    review = review_of()
    journal = Journal(review, folder=tmp_path)
    step(review, 8, 1)
    journal.abandon()
    (session,) = recovery.pending(tmp_path)
    connection = sqlite3.connect(session.file)
    connection.execute("UPDATE base SET paragraphs = '[]'")
    connection.commit()
    connection.close()
    with pytest.raises(UserError, match="cannot be recovered"):
        recovery.restore(session)


@pytest.mark.parametrize("steps", [0, 5, 30])
def test_what_is_done_while_the_journal_begins_on_a_thread_is_in_it(tmp_path: Path, steps: int) -> None:
    review, dice = review_of(), random.Random(5)
    journal = Journal(review, folder=tmp_path)
    journal.begin_beside()
    for _ in range(steps):
        step(review, dice.randrange(9), dice.randrange(50))
    while not journal.settled():
        time.sleep(0.001)
    journal.abandon()
    sessions = recovery.pending(tmp_path)
    assert len(sessions) == (1 if steps else 0)
    for session in sessions:
        assert essence(recovery.restore(session)[0]) == replayed(5, steps)


def test_a_journal_that_cannot_begin_on_its_thread_says_so_once_on_ours(tmp_path: Path) -> None:
    said: list[str] = []
    review = review_of()
    (tmp_path / "file").write_text("not a folder")
    journal = Journal(review, folder=tmp_path / "file", trouble=said.append)
    journal.begin_beside()
    while not journal.settled():
        time.sleep(0.001)
    step(review, 1, 1)
    assert len(said) == 1
    assert "save soon" in said[0]
    journal.close()
