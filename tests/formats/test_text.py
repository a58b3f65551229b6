"""Plain text and Markdown: what nobody touched is written byte for byte."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import formats
from editor.errors import UserError
from editor.formats.files import transcript_of
from editor.formats.lines import LONG, cut
from editor.review import Review
from editor.transcript import Transcript

AWKWARD = "one\u00a0two\r\nthree\u2028still three\rfour 😀 𝒳\n\n\tsix\x0b\x0c\x85 seven"


def opened(data: bytes, encoding: str | None = None) -> Transcript:
    return transcript_of(data, Path("talk.txt"), encoding=encoding)


def texts(transcript: Transcript) -> list[str]:
    return [p.text for p in transcript]


def change(transcript: Transcript, index: int, text: str) -> None:
    transcript.splice(index, 1, [transcript.edited(transcript[index], text)])


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
     ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b""), ("utf-32-le", codecs.BOM_UTF32_LE)],
)
def test_unicode_encodings_round_trip_with_every_kind_of_line_end(encoding, bom):
    data = bom + AWKWARD.encode(encoding)
    transcript = opened(data)
    assert (transcript.source.encoding, transcript.source.bom) == (encoding, bom)
    assert texts(transcript) == ["one\u00a0two", "three\u2028still three", "four 😀 𝒳", "", "\tsix\x0b\x0c\x85 seven"]
    assert formats.content(transcript) == data
    change(transcript, 0, "ONE\u00a0two")
    assert formats.content(transcript) == data.replace("one".encode(encoding), "ONE".encode(encoding))


@pytest.mark.parametrize("text", ["a\nb\n", "a\nb", "a\r\nb\r\n", "\n", "\n\n", "a\u2029b", " a \n"])
def test_the_last_line_ends_as_it_did(text):
    data = text.encode()
    transcript = opened(data)
    assert formats.content(transcript) == data


def test_windows_1252_is_found_and_said():
    data = "Élodie asked: “Où est l’autre façade?” – £20, naïve café".encode("cp1252")
    transcript = opened(data)
    assert transcript.source.encoding == "cp1252"
    assert "“Où est" in transcript[0].text
    assert any("Windows-1252" in note for note in transcript.source.notes)
    assert formats.content(transcript) == data


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1251", "Сегодня мы поговорим о ракетах и о том, как распознавание речи ошибается в именах. "),
     ("shift_jis", "今日は音声認識がどのように名前を間違えるかについて話します。ロケットの話もします。"),
     ("cp1250", "dziś mówimy o rakietach i samochodach, które jeżdżą same, bo świat jest źle opisany; "),
     ("gb18030", "今天我们谈谈语音识别怎样听错名字，也谈谈火箭和电动汽车的事情。"),
     ("euc_kr", "오늘은 음성 인식이 이름을 어떻게 잘못 듣는지 이야기합니다. 로켓 이야기도 합니다.")],
)
def test_other_old_encodings_are_guessed_and_kept(encoding, text):
    data = (text * 8 + "\n" + text * 4).encode(encoding)
    transcript = opened(data)
    assert transcript[0].text == text * 8
    assert any("guess" in note for note in transcript.source.notes)
    assert formats.content(transcript) == data


def test_the_person_can_name_the_encoding():
    data = "Łódź is not Lodz".encode("cp1250")
    assert opened(data, "cp1250")[0].text == "Łódź is not Lodz"
    with pytest.raises(UserError, match=r"talk\.txt.*no such encoding"):
        opened(data, "cp99999")
    with pytest.raises(UserError, match=r"talk\.txt"):
        opened(data, "zlib")


def test_mixed_line_ends_are_kept_and_new_lines_get_the_usual_one():
    transcript = opened(b"a b\r\nc\r\nd\ne")
    review = Review(transcript)
    review.typed(2, 1, ["d", "new"])
    assert formats.content(transcript) == b"a b\r\nc\r\nd\nnew\r\ne"
    review.typed(0, 1, ["a", "b"])
    assert formats.content(transcript) == b"a\r\nb\r\nc\r\nd\nnew\r\ne"


def test_splitting_joining_and_deleting_lose_no_line_end():
    transcript = opened(b"one two\nthree\nfour")
    review = Review(transcript)
    review.typed(2, 1, ["four", "five"])
    assert formats.content(transcript) == b"one two\nthree\nfour\nfive"
    review.join(0)
    assert formats.content(transcript) == b"one two three\nfour\nfive"
    review.typed(0, 2, ["four"])
    assert formats.content(transcript) == b"four\nfive"
    for _ in range(3):
        review.undo()
    assert formats.content(transcript) == b"one two\nthree\nfour"


def test_a_very_long_line_is_shown_in_parts_and_saved_in_one_piece():
    line = "".join(f"Sentence number {n} goes on. " for n in range(1200)) + "x" * 9000
    data = f"before\n{line}\nafter\n".encode()
    transcript = opened(data)
    parts = [p for p in transcript if p.id not in (1, len(transcript))]
    assert len(parts) > 9
    assert [p.soft for p in parts] == [False] + [True] * (len(parts) - 1)
    assert all(0 < len(p.text) <= 8000 for p in parts)
    assert parts[0].text.endswith("goes on. ")
    assert formats.content(transcript) == data
    change(transcript, 3, "short")
    assert formats.content(transcript).decode() == f"before\n{parts[0].text}{parts[1].text}short" + "".join(
        p.text for p in parts[3:]) + "\nafter\n"


def test_deleting_the_first_part_of_a_long_line_does_not_glue_the_rest_to_the_line_before():
    transcript = opened(("short line\n" + "word and more. " * 700 + "\n").encode())
    rest = "".join(p.text for p in transcript if p.id > 2)
    transcript.splice(1, 1, [])
    assert formats.content(transcript).decode() == f"short line\n{rest}\n"


def test_joining_the_line_before_with_a_long_line_keeps_it_one_line():
    transcript = opened(("short line\n" + "word and more. " * 700 + "\n").encode())
    Review(transcript).join(0)
    assert formats.content(transcript).decode() == "short line " + "word and more. " * 700 + "\n"


def test_splitting_a_part_of_a_long_line_adds_one_line_end_only():
    transcript = opened(("word and more. " * 700 + "\n").encode())
    first = transcript[0].text
    Review(transcript).typed(0, 1, [first[:-10], first[-10:]])
    written = formats.content(transcript).decode()
    assert written == first[:-10] + "\n" + ("word and more. " * 700)[len(first) - 10 :] + "\n"


def test_a_cut_tears_no_character_apart():
    assert all(part.startswith("e") for part in cut("e\u0301\u0323" * 5000))
    assert all(part.startswith("👩") for part in cut("👩🏽\u200d🚀" * 4000))


@given(st.text(alphabet=st.sampled_from("ab .。\u0301\u200d👩🏽"), min_size=1), st.integers(LONG - 50, 3 * LONG))
def test_a_cut_line_joins_to_itself(pattern, length):
    line = (pattern * length)[:length]
    parts = cut(line)
    assert "".join(parts) == line
    assert all(0 < len(part) <= LONG for part in parts)


def test_nuls_and_damaged_characters_are_shown_and_kept():
    data = b"caf\xc3\xa9 na\xc3\xafve \xe2\x80\x94 a\0b bad \xff byte\nnext line\n"
    transcript = opened(data)
    assert transcript[0].text == "café naïve — a␀b bad � byte"
    assert formats.content(transcript) == data
    change(transcript, 0, "coffee, naïve — a␀b bad � bytes")
    assert formats.content(transcript) == b"coffee, na\xc3\xafve \xe2\x80\x94 a\0b bad \xff bytes\nnext line\n"
    assert formats.export(transcript, "markdown").decode().startswith("coffee, naïve — a␀b bad � bytes")
    assert formats.export(transcript, "text").decode() == "coffee, naïve — a\0b bad � bytes\nnext line\n"


def test_lone_surrogates_in_utf_16_are_kept():
    data = codecs.BOM_UTF16_LE + "left ".encode("utf-16-le") + b"\x3d\xd8" + " right\nsecond".encode("utf-16-le")
    transcript = opened(data)
    assert texts(transcript) == ["left � right", "second"]
    assert formats.content(transcript) == data
    change(transcript, 0, "left � wrong")
    assert formats.content(transcript) == data.replace("right".encode("utf-16-le"), "wrong".encode("utf-16-le"))


def test_surrogates_encoded_as_utf_8_are_kept():
    data = b"plain words \xed\xa0\xbd and more\n"
    transcript = opened(data)
    assert transcript.source.encoding == "utf-8"
    assert "\ufffd" in transcript[0].text
    assert formats.content(transcript) == data


def test_utf_16_that_is_cut_off_is_kept():
    data = codecs.BOM_UTF16_BE + "some words\nand more".encode("utf-16-be") + b"\x00"
    transcript = opened(data)
    assert texts(transcript) == ["some words", "and more"]
    assert any("cut off" in note for note in transcript.source.notes)
    assert formats.content(transcript) == data


def test_a_character_that_the_encoding_lacks_is_named():
    transcript = opened("Où est Élodie?".encode("cp1252"))
    change(transcript, 0, "Où est Élodie → 火?")
    with pytest.raises(UserError, match=r"talk\.txt.*Windows-1252.*→.*UTF-8"):
        formats.content(transcript, "talk.txt")
    assert formats.content(transcript, "talk.txt", "utf-8").decode() == "Où est Élodie → 火?"


@given(st.binary(min_size=1, max_size=400))
def test_whatever_bytes_are_read_are_written_again(data):
    try:
        transcript = opened(data)
    except UserError:
        return
    assert formats.content(transcript) == data
    for paragraph in transcript:
        paragraph.text.encode("utf-8")
        assert "\0" not in paragraph.text


@given(st.lists(st.text(st.characters(exclude_characters="\n\r\u2029\0\ufdd0\ufdd1", exclude_categories=["Cs"])),
                min_size=1, max_size=6),
       st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=6, max_size=6), st.data())
def test_an_edit_changes_the_bytes_of_its_paragraph_only(lines, ends, data):
    joined = "".join(line + end for line, end in zip(lines, ends, strict=False)) + "x"
    transcript = opened(joined.encode(), "utf-8")
    if texts(transcript) != [*lines, "x"]:  # a byte order mark; "\r", an empty line and "\n" are one line end
        return
    index = data.draw(st.integers(0, len(lines) - 1))
    change(transcript, index, "NEW 😀")
    lines[index] = "NEW 😀"
    assert formats.content(transcript).decode() == "".join(a + b for a, b in zip(lines, ends, strict=False)) + "x"


def test_write_and_read_again(tmp_path):
    path = tmp_path / "talk.md"
    path.write_bytes(b"# Title\r\n\r\n* one *word*\r\n")
    transcript = formats.read(path)
    assert transcript.source.format == "markdown"
    change(transcript, 0, "# Better title")
    formats.write(transcript, path)
    assert path.read_bytes() == b"# Better title\r\n\r\n* one *word*\r\n"


def test_markdown_of_plain_text_escapes_what_would_be_markup():
    transcript = opened(b"# not a title\n1. not a list\nsnake_case and *stars*\n\n- dash\n")
    assert formats.export(transcript, "markdown").decode() == (
        "\\# not a title\n\n1\\. not a list\n\nsnake_case and \\*stars\\*\n\n\\- dash\n")


def test_a_transcript_without_a_file_is_written_as_plain_text():
    assert formats.content(Transcript.of_lines(["one", "two"])) == b"one\ntwo\n"
