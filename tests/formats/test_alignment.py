"""Words align, and markup finds its place again: whatever is edited is read back as it was written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import subrip, webvtt
from editor.formats.alignment import align, tokens
from editor.formats.literal import plain, rebuild
from editor.formats.places import Place, places
from editor.transcript import SourcePiece

TEXT = st.lists(st.sampled_from(["Grock", "space X", " ", " ", "火", "水火", ",", "é", "e\u0301", "😀", "a", "\n"]),
                max_size=12).map("".join)
RAW = st.lists(st.sampled_from(["one", " ", "<i>", "</i>", "<b>", "&amp;", "&", "<", "<v Tom>", "{\\an8}", "\r\n", "\n",
                                "\0", "\u2029", "\ud83d", "火", "<00:01.000>", "two", "&#0;", "JOE: ", "\u00a0"]),
               max_size=12).map("".join)
WORDS = st.lists(st.sampled_from(["one", "two", "three", " ", "火", "\n", ",", "😀"]), max_size=10).map("".join)


@given(TEXT, TEXT)
def test_blocks_cover_both_texts_and_equal_ones_are_equal(a, b):
    blocks = align(a, b)
    assert "".join(a[x.a_start : x.a_end] for x in blocks) == a
    assert "".join(b[x.b_start : x.b_end] for x in blocks) == b
    assert all(a[x.a_start : x.a_end] == b[x.b_start : x.b_end] for x in blocks if x.equal)
    assert all(one.equal != two.equal for one, two in pairwise(blocks))


def test_changes_go_along_whole_words():
    changed = [("we use Grock now"[x.a_start : x.a_end], "we use Grok now"[x.b_start : x.b_end])
               for x in align("we use Grock now", "we use Grok now") if not x.equal]
    assert changed == [("Grock", "Grok")]
    assert next(x for x in align("火箭很快", "火车很快") if not x.equal).a_start == 1
    assert tokens("a  b, 火箭") == ["a", "  ", "b", ",", " ", "火", "箭"]


@pytest.mark.parametrize("markup", [subrip.STYLE.markup, webvtt.STYLE.markup], ids=["srt", "vtt"])
@given(raw=RAW, name=st.booleans())
def test_unedited_markup_is_rebuilt_literally(markup, raw, name):
    literal = markup.read(raw, name)
    assert markup.seen(raw, name)[0] == literal.text
    assert rebuild(literal, literal.text) == raw
    assert not set(literal.text) & {"\0", "\u2029", "\r", "\ud83d"}


@pytest.mark.parametrize("style", [subrip.STYLE, webvtt.STYLE], ids=["srt", "vtt"])
@given(raw=RAW, text=WORDS)
def test_edited_markup_reads_as_the_new_text(style, raw, text):
    raw = raw.replace("&#0;", "").replace("<v Tom>", "").replace("&", "").replace("<", "").replace("JOE: ", "")
    raw = f"<i>{raw}</i> &amp;" if style is webvtt.STYLE else f"<i>{raw}</i>"
    literal = style.markup.read(raw, False)
    written = rebuild(literal, text, style.escape)
    assert style.markup.seen(written, False)[0] == text
    assert written.count("<i>") == written.count("</i>") == 1
    assert written.index("<i>") < written.index("</i>")


@given(RAW, WORDS)
def test_plain_text_keeps_what_cannot_be_shown_while_it_stands(raw, text):
    raw = raw.replace("\u2029", "").replace("\n", "").replace("\r", "")
    literal = plain(raw)
    assert len(literal.text) == len(raw)
    assert rebuild(literal, literal.text) == raw
    assert rebuild(literal, text + literal.text) == text + raw
    assert rebuild(literal, text) == text


def test_places_count_lines_and_go_on_inside_a_cut_line():
    pieces = [SourcePiece("a", "a", after="\n"), SourcePiece("bb", "bb"), SourcePiece("ccc", "ccc"),
              SourcePiece("d", "d", after="\n"), SourcePiece("e", "e")]
    assert places(pieces) == [Place(1, 0), Place(2, 0), Place(2, 2), Place(2, 5), Place(3, 0)]
