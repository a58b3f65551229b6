"""Export › Original only, Translation only, Both languages: the menu names them, the file holds them."""

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.window import Bench

EN = ["They trained Grock in the old barn and it was for the best.", "That is what the miller said to all of us."]
ZH = ["他们在旧谷仓里训练了它，这是最好的。", "磨坊主是这样对我们大家说的。"]
TEXT = "".join(f"{en}\r\n{zh}\r\n\r\n" for en, zh in zip(EN, ZH, strict=True))


@pytest.fixture
def bench(qtbot, tmp_path):
    return Bench(qtbot, tmp_path, TEXT)


def exported(bench, monkeypatch, action="export.text"):
    asked = []

    def answer(_window, _title, proposed, _kinds):
        asked.append(proposed)
        return proposed, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert bench.window.actions_.trigger(action)
    if not asked:
        return "", b""
    with open(asked[0], "rb") as file:
        return asked[0].rpartition("/")[2], file.read()


def menu(bench):
    """Return text, tick and visibility of the three entries as the open menu shows them."""
    bench.window.menus.export.aboutToShow.emit()
    shown = [bench.window.actions_[f"export.{x}"] for x in ("both", "original", "translation")]
    rows = [(a.text(), a.isChecked(), a.isVisible()) for a in shown]
    bench.window.menus.export.aboutToHide.emit()
    return rows


def test_one_side_is_exported_until_both_are_chosen_again(bench, monkeypatch):
    assert menu(bench) == [("Both languages", True, True), ("Original only (English)", False, True),
                           ("Translation only (Chinese)", False, True)]
    bench.window.actions_.trigger("export.translation")
    assert [ticked for _, ticked, _ in menu(bench)] == [False, False, True]
    assert exported(bench, monkeypatch) == ("mill-clean-zh.txt", "\r\n\r\n".join([*ZH, ""])[:-2].encode())
    bench.window.actions_.trigger("export.original")
    assert exported(bench, monkeypatch) == ("mill-clean-en.txt", "\r\n\r\n".join([*EN, ""])[:-2].encode())
    bench.window.actions_.trigger("export.both")
    assert exported(bench, monkeypatch) == ("mill-clean.txt", TEXT.encode())


def test_a_language_set_by_hand_is_followed(bench, monkeypatch):
    bench.window.view.move_caret(len(TEXT.replace("\r", "").partition(EN[1])[0]) + 3)
    bench.window.edit.set_language("zh")
    bench.window.actions_.trigger("export.original")
    assert exported(bench, monkeypatch)[1] == f"{EN[0]}\r\n".encode()


def test_a_transcript_in_one_language_offers_no_choice(qtbot, tmp_path, monkeypatch):
    bench = Bench(qtbot, tmp_path, f"{EN[0]}\r\n{EN[1]}\r\n")
    assert [visible for *_, visible in menu(bench)] == [False] * 3
    bench.window.actions_.trigger("export.original")
    assert "one language" in bench.window.status.message.text()
    assert exported(bench, monkeypatch)[0] == "mill-clean.txt"


def test_another_transcript_is_exported_whole_again(bench, tmp_path, monkeypatch):
    bench.window.actions_.trigger("export.translation")
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    assert bench.window.files.open_path(other)
    assert [ticked for _, ticked, _ in menu(bench)] == [True, False, False]
    assert exported(bench, monkeypatch)[0] == "other-clean.txt"
