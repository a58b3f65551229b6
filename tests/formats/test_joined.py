"""Two cues or segments joined into one: markup, word times and speakers of both stay; all else byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor import formats
from editor.review import Review
from editor.transcript import Edit, Span

SRT = ("1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>We were</i>\r\ngoing\r\n\r\n"
       "2\r\n00:00:02,500 --> 00:00:04,000\r\nto the <b>market</b>,\r\n\r\n"
       "3\r\n00:00:04,000 --> 00:00:05,000\r\n<i>all</i> of us.\r\n\r\n"
       "4\r\n00:00:06,000 --> 00:00:07,000\r\n{\\an8}Yes.")
VTT = ("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nc1\n00:01.000 --> 00:02.000 line:0\n<v Ann>We &amp; they were\n\n"
       "NOTE in between\n\nc2\n00:02.500 --> 00:04.000\n<v Ann>at the <c.loud>market</c>.</v>\n\n"
       "c3\n00:05.000 --> 00:06.000\n<v Bob>Yes.\n")


def review_of(folder: Path, name: str, content: str) -> Review:
    (folder / name).write_bytes(content.encode())
    return Review(formats.read(folder / name))


def written(review: Review) -> str:
    return formats.content(review.transcript).decode()


def test_the_markup_of_all_cues_stays(tmp_path: Path) -> None:
    review = review_of(tmp_path, "a.srt", SRT)
    review.join(0)
    review.join(0)
    assert written(review) == ("1\r\n00:00:01,000 --> 00:00:05,000\r\n<i>We were</i>\r\ngoing to the <b>market</b>, "
                               "<i>all</i> of us.\r\n\r\n2\r\n00:00:06,000 --> 00:00:07,000\r\n{\\an8}Yes.")
    assert b"<i>all</i> of us." in formats.export(review.transcript, "vtt")
    paragraph = review.transcript[0]
    at = paragraph.text.index("market")
    review.replace({paragraph.id: [Edit(Span(at, at + 6), "mill")]}, "by hand")
    assert "<b>mill</b>, <i>all</i> of us." in written(review), "later edits keep it too"
    for _ in range(3):
        review.undo()
    assert written(review) == SRT


def test_a_cue_that_was_deleted_leaves_no_markup_behind(tmp_path: Path) -> None:
    review = review_of(tmp_path, "a.srt", SRT)
    review.typed(0, 2, ["We went."])  # the two were rewritten as one: nothing of the second is left
    assert written(review).startswith("1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>We went.</i>\r\n\r\n2\r\n")
    review = review_of(tmp_path, "b.srt", SRT)
    review.typed(1, 2, [])
    first, _, rest = written(review).partition("\r\n\r\n")
    assert first == SRT.partition("\r\n\r\n")[0]
    assert rest.startswith("2\r\n00:00:06,000")
    assert "<b>" not in written(review)


def test_one_speaker_is_named_once_and_comments_stay(tmp_path: Path) -> None:
    review = review_of(tmp_path, "a.vtt", VTT)
    review.join(0)
    assert written(review) == VTT.replace("00:02.000 line:0", "00:04.000 line:0").replace(
        "they were\n", "they were at the <c.loud>market</c>.\n").replace(
        "c2\n00:02.500 --> 00:04.000\n<v Ann>at the <c.loud>market</c>.</v>\n\n", "")
    review.undo()
    assert written(review) == VTT


@pytest.mark.parametrize("kind", ["start", "timestamp"])
def test_the_words_of_both_segments_keep_their_times(tmp_path: Path, kind: str) -> None:
    def segment(n: int, text: str, begin: float) -> dict[str, object]:
        words = [{"word": f" {w}", "start": begin + k / 10, "end": begin + k / 10 + 0.1, "probability": 0.5 + k / 10}
                 for k, w in enumerate(text.split())]
        times = {"timestamp": [begin, begin + 1]} if kind == "timestamp" else {"start": begin, "end": begin + 1}
        return {"id": n, **times, "text": f" {text}", "words": words}

    segments = [segment(0, "We were going", 1.0), segment(1, "to the market.", 3.0), segment(2, "Yes.", 5.0)]
    content = json.dumps({"text": " We were going to the market. Yes.", "segments": segments})
    review = review_of(tmp_path, "a.json", content)
    review.join(0)
    now = json.loads(written(review))
    assert now["text"] == " We were going to the market. Yes."
    assert [s["text"] for s in now["segments"]] == [" We were going to the market.", " Yes."]
    assert now["segments"][0]["words"] == [*segments[0]["words"], *segments[1]["words"]]  # type: ignore[misc]  # JSON
    assert now["segments"][1] == segments[2]
    review.undo()
    assert written(review) == content
