"""One side of a transcript in two languages: real files, byte for byte what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor import formats
from editor.transcript import Transcript
from editor.transcript.sides import Sides, in_language, sides_of

EN = ["The bridge was closed for the whole winter.  ", "Then the baker moved to the\tother street.",
      "It was as cold as it had been in the year of the flood."]
ZH = ["这座桥整个冬天都关闭了。", "后来面包师搬到了另一条街。　", "那一年和发洪水的那一年一样冷。"]


def written(folder: Path, name: str, content: str, language: str) -> bytes:
    path = folder / name
    path.write_bytes(content.encode())
    side = in_language(formats.read(path), language)
    formats.write(side, folder / f"{language}-{name}")
    return (folder / f"{language}-{name}").read_bytes()


@pytest.mark.parametrize(("language", "lines"), [("en", EN), ("zh-Hans", ZH)])
@pytest.mark.parametrize("between", ["", "\r\n", "\r\n\r\n"])
def test_text_keeps_its_lines_and_one_gap_between_them(tmp_path: Path, language: str, lines: list[str],
                                                       between: str) -> None:
    content = between.join(f"{en}\r\n{zh}\r\n" for en, zh in zip(EN, ZH, strict=True))
    assert written(tmp_path, "a.txt", content, language) == between.join(f"{x}\r\n" for x in lines).encode()


def cue(n: int, text: str, at: int) -> str:
    return f"{n}\n00:00:{at:02},000 --> 00:00:{at + 1:02},500\n{text}\n"


def test_cues_keep_their_times_and_markup_and_are_numbered_anew(tmp_path: Path) -> None:
    texts = [x for en, zh in zip(EN, ZH, strict=True) for x in (f"<i>{en}</i>", zh)]
    content = "\n".join(cue(n, text, 2 * n) for n, text in enumerate(texts, 1))
    out = written(tmp_path, "a.srt", content, "zh").decode()
    assert out == "\n".join(cue(n, zh, 4 * n) for n, zh in enumerate(ZH, 1))
    out = written(tmp_path, "b.srt", content, "en").decode()
    assert out.rstrip("\n") == "\n".join(cue(n, f"<i>{en}</i>", 4 * n - 2) for n, en in enumerate(EN, 1)).rstrip("\n")


def test_lines_of_one_cue_are_told_apart(tmp_path: Path) -> None:
    head = "WEBVTT - two\n\nNOTE both in one cue\n\n"
    times = ["00:01.000 --> 00:02.000 line:0\n", "00:03.000 --> 00:04.000\n", "00:05.000 --> 00:06.000\n"]
    whole = head + "\n".join(f"{t}{en}\n<b>{zh}</b>\n" for t, en, zh in zip(times, EN, ZH, strict=True))
    assert written(tmp_path, "a.vtt", whole, "zh").decode() == head + "\n".join(
        f"{t}<b>{zh}</b>\n" for t, zh in zip(times, ZH, strict=True))
    written(tmp_path, "b.vtt", whole, "en")
    assert [p.text for p in formats.read(tmp_path / "en-b.vtt")] == EN


def test_what_is_in_no_language_stays_on_both_sides() -> None:
    transcript = Transcript.of_lines([EN[0], ZH[0], "♪", EN[1], ZH[1], "1984"])
    assert [p.text for p in in_language(transcript, "zh")] == [ZH[0], "♪", ZH[1], "1984"]
    assert [p.text for p in in_language(transcript, "en")] == [EN[0], "♪", EN[1], "1984"]
    assert len(in_language(transcript, "fr")) == 0


def test_a_language_set_by_hand_stands_and_nothing_is_changed_in_the_transcript() -> None:
    transcript = Transcript.of_lines([EN[0], ZH[0], "Grok San", EN[1]])
    transcript.splice(2, 1, [replace(transcript[2], language="zh-CN")])
    before = list(transcript)
    assert [p.id for p in in_language(transcript, "zh")] == [2, 3]
    assert list(transcript) == before


def test_the_original_is_the_side_that_comes_first() -> None:
    assert sides_of(Transcript.of_lines([ZH[0], EN[0]]).paragraphs) == Sides("zh", "en")
    assert sides_of(Transcript.of_lines(EN).paragraphs) is None
    long = Transcript.of_lines([x for _ in range(4000) for x in (EN[0], ZH[0])]).paragraphs
    assert sides_of(long) == Sides("en", "zh")
