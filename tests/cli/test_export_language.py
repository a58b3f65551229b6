"""`misheard export --language`: one side of a transcript in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.cli import run

_EN = ["The bridge was closed for the whole winter.  ", "Then the baker moved to the other street."]
_ZH = ["这座桥整个冬天都关闭了。", "后来面包师搬到了另一条街。"]


def _bilingual(folder: Path) -> Path:
    path = folder / "both.txt"
    path.write_bytes("\r\n".join([_EN[0], _ZH[0], "", _EN[1], _ZH[1], ""]).encode())
    return path


@pytest.mark.parametrize(("language", "lines"), [("en", _EN), ("zh", _ZH), ("zh-CN", _ZH)])
def test_one_language_is_written_line_by_line_as_it_was_read(tmp_path: Path, language: str, lines: list[str]) -> None:
    out = tmp_path / "one.txt"
    assert run(["export", str(_bilingual(tmp_path)), "-o", str(out), "--language", language]) == 0
    assert out.read_bytes() == ("\r\n".join([lines[0], "", lines[1]]) + "\r\n").encode()


def test_both_languages_are_the_file_as_it_was(tmp_path: Path) -> None:
    source, out = _bilingual(tmp_path), tmp_path / "out.txt"
    assert run(["export", str(source), "-o", str(out), "--language", "both"]) == 0
    assert out.read_bytes() == source.read_bytes()


def test_a_language_that_is_not_there_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.txt"
    assert run(["export", str(_bilingual(tmp_path)), "-o", str(out), "--language", "fr"]) == 1
    assert "both.txt" in capsys.readouterr().err
    assert not out.exists()


def test_clean_writes_one_language_and_never_over_the_file_itself(tmp_path: Path,
                                                                  capsys: pytest.CaptureFixture[str]) -> None:
    source, out = _bilingual(tmp_path), tmp_path / "one.txt"
    before = source.read_bytes()
    common = ["clean", str(source), "--source", "speech", "--only-language", "zh"]
    assert run([*common, "-o", str(out)]) == 0
    assert out.read_bytes() == f"{_ZH[0]}\r\n\r\n{_ZH[1]}\r\n".encode()
    assert run([*common, "--in-place"]) == 1
    assert "--in-place" in capsys.readouterr().err
    assert source.read_bytes() == before
