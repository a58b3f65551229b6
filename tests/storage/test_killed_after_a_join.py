"""A process that joins two cues and is killed the moment it has said so: nothing of the join is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editor import formats
from editor.review import Review, Verdict
from editor.storage import recovery
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span

SRT = ("1\n00:00:01,000 --> 00:00:02,000\nWe trained <i>Grock</i>\n\n2\n00:00:02,500 --> 00:00:04,000\n"
       "in the barn of Grock.\n\n3\n00:00:05,000 --> 00:00:06,000\nYes.\n")


def reviewed(path: Path) -> Review:
    """Open the file, with a suggestion in each of the first two cues."""
    review = Review(formats.read(path))
    for paragraph in review.transcript.paragraphs[:2]:
        at = paragraph.text.index("Grock")
        review.receive(paragraph.id, 0, [Suggestion(paragraph.id, 0, Span(at, at + 5), "Grock", ("Grok",),
                                                    Kind.DICTIONARY, "dictionary.sound", 0.9)])
    return review


def main(path: Path, folder: Path) -> None:
    """What the process that is killed does."""
    review = reviewed(path)
    recovery.Journal(review, folder=folder)
    review.accept({review.marks_in(1)[0].id: None})
    review.decide([review.marks_in(2)[0].id], Verdict.REJECTED)
    review.join(0)
    print("joined", flush=True)
    signal.pause()


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX systems do")
def test_the_join_and_the_decisions_in_it_come_back(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SRT)
    command = [sys.executable, "-m", "tests.storage.test_killed_after_a_join", str(path), str(tmp_path / "kept")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    assert process.stdout.readline() == "joined\n"
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    (session,) = recovery.pending(tmp_path / "kept")
    review, _ = recovery.restore(session)
    assert formats.content(review.transcript).decode() == (
        "1\n00:00:01,000 --> 00:00:04,000\nWe trained <i>Grok</i> in the barn of Grock.\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nYes.\n")
    assert [(m.verdict, m.span) for m in review.marks_in(1)] == [
        (Verdict.ACCEPTED, Span(11, 15)), (Verdict.REJECTED, Span(31, 36))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
