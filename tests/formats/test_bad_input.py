"""What cannot be opened gets one clear sentence; what can be, however odd, is opened and kept."""

import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from editor import formats
from editor.errors import UserError


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, **how: str) -> str:
    """Return the sentence with which a file is refused; it names the file and is one line."""
    with pytest.raises(UserError) as caught:
        formats.read(path, **how)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def kept(path: Path) -> formats.files.Transcript:
    """Open a file and see that it would be saved byte for byte."""
    transcript = formats.read(path)
    assert formats.content(transcript) == path.read_bytes()
    assert all(len(p.text) <= 8000 for p in transcript)
    return transcript


def test_a_folder(tmp_path):
    assert "is a folder: open a file in it" in refusal(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(tmp_path, data):
    assert "is empty" in refusal(put(tmp_path, "talk.txt", data))


def test_a_file_that_vanished(tmp_path):
    assert "does not exist" in refusal(tmp_path / "gone.srt")
    assert "does not exist" in refusal(put(tmp_path, "a.txt", b"x") / "below-a-file.txt")
    assert "too long" in refusal(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="root hands the file to nobody")
def test_a_file_that_may_not_be_read(tmp_path):
    """In a process of an ordinary user: root may read everything."""
    path = put(tmp_path, "secret.txt", b"words")
    path.chmod(0o600)
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    script = ("import os, sys\nfrom editor import formats\nfrom editor.errors import UserError\nos.setuid(65534)\n"
              "try: formats.read(sys.argv[1])\nexcept UserError as error: print(error)")
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert "secret.txt” may not be read by you" in done.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_hang(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "not an ordinary file" in refusal(path)


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"%PDF-1.7\n", "PDF"), (b"ID3\x04\x00\x00", "sound"), (b"RIFF\x24\x08\x00\x00WAVE", "sound"),
     (b"\x00\x00\x00\x20ftypM4A ", "sound"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"{\\rtf1\\ansi", "rich text"),
     (b"SQLite format 3\x00", "database"), (b"\x7fELF\x02\x01\x01\x00", "a program"),
     (b"\x00\x01\x02\x03", "only a program can read")],
)
def test_binary_files_are_named_for_what_they_are(tmp_path, start, what):
    noise = random.Random(1).randbytes(5000)
    assert what in refusal(put(tmp_path, "talk.txt", start + noise))


def test_a_word_document_and_plain_noise(tmp_path):
    path = tmp_path / "talk.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert "Word document" in refusal(path)
    assert "not a text file" in refusal(put(tmp_path, "noise.srt", random.Random(2).randbytes(20_000)))
    assert "not a text file" in refusal(put(tmp_path, "zeros.txt", bytes(10_000)))


def test_words_that_look_like_a_signature_are_text(tmp_path):
    assert kept(put(tmp_path, "talk.txt", b"ID3 tags and RIFF files, a talk\n"))[0].text.startswith("ID3 tags")


def test_unknown_format_and_encoding(tmp_path):
    path = put(tmp_path, "talk.txt", b"words")
    with pytest.raises(UserError, match=r"“docx” is not a format.*text, markdown, srt, vtt"):
        formats.read(path, format="docx")
    assert "no such encoding" in refusal(path, encoding="klingon-8")
    with pytest.raises(UserError, match="no such encoding"):
        formats.export(formats.read(path), "text", encoding="klingon-8")


@pytest.mark.parametrize("name", ["talk.txt", "talk.md", "talk.srt", "talk.vtt"])
@pytest.mark.parametrize(
    "data",
    [b"word " * 210_000,  # one line of 1 MB
     b"x" * 1_050_000,  # the same without a space
     b"x" * 1_050_000 + b"\xe9",  # and one letter that is not ASCII at its end
     b"<a" * 300_000, b"{\\" * 300_000, b"1\n" * 20_000, b" " * 1_000_000 + b"-->", b"." * 1_000_000,
     "火".encode() * 350_000,
     b"a\0b\0\0 words and more words\n",
     b"left \xed\xa0\xbd right\n",  # a lone surrogate encoded as UTF-8
     b"\xff\xfel\x00e\x00\x3d\xd8 \x00r\x00",  # one in UTF-16
     b"\xff\xfea\x00b",  # UTF-16 that is cut off
     b"caf\xe9 \x81\x8d\x9d\n",  # bytes that Windows-1252 does not have
     b"\n\n\n", b" ", b"\r", "\u2028\u2029\u2028".encode(),
     b"1\n\n2\n00:00:01,000 -->\nhalf a time\n\n--> 00:00:03,000\n\n3\n99:99:99,999 --> 00:00:00,000\nbackwards",
     (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bob>never closed <i>tag\n\n<v\n\n00:02.000 --> x\n"
     b"&unknown; &#0; &#xD800;\n"),
     b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<i>" * 2000 + b"\n\n",
     b"1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\ndoubled line ends\r\r\n\r\r\n2\r\r\n"],
)
def test_odd_files_are_opened_and_kept(tmp_path, name, data):
    transcript = kept(put(tmp_path, name, data))
    assert len(transcript) >= 1
    for paragraph in transcript:
        paragraph.text.encode("utf-8")
        assert "\0" not in paragraph.text
        assert "\u2029" not in paragraph.text


def test_out_of_order_and_overlapping_cues_stay_where_they_are(tmp_path):
    data = (b"1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:03,000\nsooner\n\n"
            b"3\n00:00:02,000 --> 00:00:04,000\noverlapping\n")
    transcript = kept(put(tmp_path, "talk.srt", data))
    assert [p.text for p in transcript] == ["later", "sooner", "overlapping"]
    assert len(transcript.source.notes) == 2
    assert formats.export(transcript, "text") == b"later\nsooner\noverlapping\n"


def test_the_guess_of_an_encoding_reads_a_sample_only(tmp_path, monkeypatch):
    import charset_normalizer

    seen = []
    real = charset_normalizer.from_bytes
    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda data: seen.append(len(data)) or real(data))
    text = "Мы говорим о ракетах, о машинах и о том, как ошибается распознавание речи.\n"
    transcript = kept(put(tmp_path, "talk.txt", (text * 20_000).encode("cp1251")))
    assert transcript[0].text == text.strip()
    assert len(seen) == 1
    assert seen[0] < 100_000
