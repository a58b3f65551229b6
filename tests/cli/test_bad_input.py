"""What cannot be opened or saved is one sentence on stderr that names the file, exit code 1, and no traceback."""

from pathlib import Path

import pytest

from editor.cli import run

UNREADABLE = {
    "empty.txt": b"", "photo.srt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "talk.docx": b"PK\x03\x04\x14\x00" * 50, "noise.md": bytes(range(256)) * 40, "folder": None, "gone.vtt": None,
}


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail with one sentence; return it."""
    assert run(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    return err


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("command", ["suggest", "clean"])
def test_a_file_that_cannot_be_opened(name, command, tmp_path, capsys):
    path = tmp_path / name
    data = UNREADABLE[name]
    if data is not None:
        path.write_bytes(data)
    elif name == "folder":
        path.mkdir()
    target = ["-o", str(tmp_path / "out.txt")] if command == "clean" else []
    assert name in refused([command, str(path), *target, "--grammar", "none"], capsys)
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("name", ["missing-folder/out.txt", "out.srt"])
def test_a_place_or_format_that_cannot_be_written(name, tmp_path, capsys):
    source = tmp_path / "talk.txt"
    source.write_bytes(b"plain words\n")
    said = refused(["clean", str(source), "-o", str(tmp_path / name), "--grammar", "none"], capsys)
    assert "does not exist" in said or "no times" in said
    assert source.read_bytes() == b"plain words\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [("nul.txt", b"a\0b and words\n"), ("surrogate.txt", b"left \xed\xa0\xbd right\n"),
     ("long.txt", b"x" * 1_050_000), ("cut.txt", b"\xff\xfew\x00o\x00r\x00d"), ("latin.txt", b"caf\xe9 au lait\r\n"),
     ("order.srt", b"1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:09,000\nsooner\n")])
def test_odd_files_are_cleaned_and_keep_every_byte_that_was_not_changed(name, data, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    out = Path(tmp_path / f"clean-{name}")
    assert run(["clean", str(path), "-o", str(out), "--source", "dictionary", "--grammar", "none"]) == 0
    assert out.read_bytes() == data
