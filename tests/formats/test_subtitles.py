"""SubRip and WebVTT: byte for byte where untouched, markup in its place where edited, other formats from cues."""

import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import formats
from editor.errors import UserError
from editor.formats.clock import milliseconds, stamp
from editor.formats.files import transcript_of
from editor.review import Review
from editor.transcript import Transcript

GOLDEN = Path(__file__).parent / "golden"


def srt(content: str) -> Transcript:
    return transcript_of(content.encode(), Path("talk.srt"))


def vtt(content: str) -> Transcript:
    return transcript_of(content.encode(), Path("talk.vtt"))


def saved(transcript: Transcript) -> str:
    return formats.content(transcript).decode()


def change(transcript: Transcript, index: int, text: str) -> None:
    transcript.splice(index, 1, [transcript.edited(transcript[index], text)])


@pytest.mark.parametrize("name", ["awkward.srt", "awkward.vtt"])
def test_golden_files_are_written_byte_for_byte(name):
    data = (GOLDEN / name).read_bytes()
    assert formats.content(formats.read(GOLDEN / name)) == data
    assert formats.content(transcript_of(data.decode("utf-8-sig").encode("utf-16"), Path(name))) == \
        data.decode("utf-8-sig").encode("utf-16")


def test_golden_subrip_is_understood():
    transcript = formats.read(GOLDEN / "awkward.srt")
    assert [(p.begin, p.end, p.speaker, p.text) for p in transcript] == [
        (1000, 3500, "", "We asked Grock\nabout the launch."),
        (3400, 5000, "MARTA", "It was space X, wasn't it?"),
        (5500, 7000, "MARTA", "A dot and no decimals\n\nand a blank line inside"),
        (None, None, "", "These times cannot be read 😀"),
        (2000, 2500, "", "No number, and out of order"),
        (9000, 10000, "", ""),
        (10000, 12000, "", "Last one, a\u00a0b & 1 < 2"),
    ]
    notes = " ".join(transcript.source.notes)
    assert "without times that can be read: 1" in notes
    assert "not reordered): 1" in notes
    assert "above them ends: 1" in notes


def test_golden_webvtt_is_understood():
    transcript = formats.read(GOLDEN / "awkward.vtt")
    assert [(p.begin, p.speaker, p.text) for p in transcript] == [
        (1000, "Anna Berg", "We asked Grock & friends\nabout it"),
        (3500, "Tom", "AT&T, 1 < 2, then\u00a0more é"),
        (5000, "", " \nline under a line of one space"),
        (6000, "", "no blank line above"),
        (7000, "", ""),
        (360_008_000, "", "late"),
    ]


@pytest.mark.parametrize("name", ["awkward.srt", "awkward.vtt"])
def test_an_edit_changes_the_bytes_of_its_word_only(name):
    data = (GOLDEN / name).read_bytes()
    transcript = formats.read(GOLDEN / name)
    change(transcript, 0, transcript[0].text.replace("Grock", "Grok"))
    assert formats.content(transcript) == data.replace(b"Grock", b"Grok")


def test_tags_and_entities_stay_at_their_words_through_edits():
    transcript = formats.read(GOLDEN / "awkward.vtt")
    change(transcript, 1, "AT&T & Bell, 1 < 2 -->, so then\u00a0more é")
    assert ("<v.loud Tom>AT&T &amp; Bell, 1 < 2 --&gt;, <00:00:04.000>so then&nbsp;more &eacute;</v>"
            in saved(transcript)) or ("so <00:00:04.000>then&nbsp;more" in saved(transcript))
    change(transcript, 0, "We all asked Grok & friends")
    assert "<v Anna Berg>We all asked <c.loud>Grok</c> &amp; friends<i></i></v>" in saved(transcript)


def test_styling_in_subrip_closes_behind_the_new_word():
    transcript = srt("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}It was <b>space X</b>, not <i>Nassa</i>\n")
    change(transcript, 0, "It was SpaceX, not NASA")
    assert saved(transcript).endswith("{\\an8}It was <b>SpaceX</b>, not <i>NASA</i>\n")


def test_words_added_behind_a_tag_stay_outside_it():
    transcript = srt("1\n00:00:01,000 --> 00:00:02,000\n<b>one</b>, two\n")
    change(transcript, 0, "one 1, two")
    assert saved(transcript).endswith("<b>one</b> 1, two\n")


def test_a_cue_added_before_all_others_shares_the_time_of_the_first():
    transcript = srt("1\n00:00:01,000 --> 00:00:03,000\nabcd\n")
    Review(transcript).typed(0, 1, ["efgh", "abcd"])
    assert saved(transcript) == ("1\n00:00:01,000 --> 00:00:02,000\nefgh\n\n"
                                 "2\n00:00:02,000 --> 00:00:03,000\nabcd\n")


def test_a_cue_that_takes_the_place_of_a_deleted_one_takes_its_time():
    transcript = srt("1\n00:00:01,000 --> 00:00:03,000\nold\n")
    transcript.splice(0, 1, [transcript.made("new", transcript[0])])
    assert saved(transcript) == "1\n00:00:01,000 --> 00:00:03,000\nnew\n"


def test_an_identifier_does_not_fall_into_the_text_above_when_a_cue_between_goes():
    transcript = vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nfirst\n00:02.000 --> 00:03.000\nsecond\n\n"
                     "third one\n00:03.000 --> 00:04.000\nthird\n")
    transcript.splice(1, 1, [])
    assert [p.text for p in vtt(saved(transcript))] == ["first", "third"]


def test_a_new_line_break_is_the_files_own_and_no_blank_line_ends_a_cue():
    transcript = srt("1\r\n00:00:01,000 --> 00:00:02,000\r\none two\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nx\r\n")
    change(transcript, 0, "one\n\ntwo\n")
    assert "\r\none\r\ntwo\r\n\r\n2\r\n" in saved(transcript)
    change(transcript, 1, "")
    assert [p.text for p in srt(saved(transcript))] == ["one\ntwo", ""]


def test_a_split_cue_shares_its_time_and_the_numbers_go_on():
    transcript = srt("1\n00:00:01,000 --> 00:00:03,000\nabcd efgh\n\n2\n00:00:04,000 --> 00:00:05,000\nx")
    review = Review(transcript)
    review.typed(0, 1, ["abcd", "efgh"])
    assert saved(transcript) == ("1\n00:00:01,000 --> 00:00:02,000\nabcd\n\n2\n00:00:02,000 --> 00:00:03,000\nefgh\n\n"
                                 "3\n00:00:04,000 --> 00:00:05,000\nx")
    review.undo()
    assert saved(transcript).startswith("1\n00:00:01,000 --> 00:00:03,000\nabcd efgh\n\n2\n")
    review.typed(1, 1, ["x", "y"])
    assert saved(transcript).endswith("2\n00:00:04,000 --> 00:00:04,500\nx\n\n3\n00:00:04,500 --> 00:00:05,000\ny")


def test_joined_cues_take_both_times_and_settings_stay():
    transcript = vtt("WEBVTT\n\none\n00:01.000 --> 00:02.000 line:0\nfirst\n\nNOTE keep me\n\ntwo\n"
                     "00:02.000 --> 00:03.500\nsecond\n\nthree\n01:00:00.000 --> 01:00:01.000\nthird\n")
    Review(transcript).join(0)
    assert saved(transcript) == ("WEBVTT\n\none\n00:01.000 --> 00:03.500 line:0\nfirst second\n\nNOTE keep me\n\n"
                                 "three\n01:00:00.000 --> 01:00:01.000\nthird\n")


def test_deleting_the_first_cue_keeps_the_header_of_the_file():
    transcript = vtt("WEBVTT\n\nSTYLE\n::cue {}\n\none\n00:01.000 --> 00:02.000\nfirst\n\n"
                     "00:02.000 --> 00:03.000\nsecond")
    transcript.splice(0, 1, [])
    assert saved(transcript) == "WEBVTT\n\nSTYLE\n::cue {}\n\n00:02.000 --> 00:03.000\nsecond"


def test_text_typed_into_an_empty_last_cue_gets_its_own_line():
    transcript = srt("1\n00:00:01,000 --> 00:00:02,000")
    change(transcript, 0, "new")
    assert saved(transcript) == "1\n00:00:01,000 --> 00:00:02,000\nnew"


def test_a_speaker_that_is_renamed_is_renamed_in_the_markup():
    transcript = formats.read(GOLDEN / "awkward.vtt")
    review = Review(transcript)
    review.amend([replace(transcript[0], speaker="Anna & Co"), replace(transcript[3], speaker="Tom")], "name")
    assert "<v Anna &amp; Co>We asked" in saved(transcript)
    assert "<v Tom>no blank line above" in saved(transcript)
    subrip = formats.read(GOLDEN / "awkward.srt")
    Review(subrip).amend([replace(subrip[1], speaker="Martha")], "name")
    assert "{\\an8}MARTHA: It was <b>space X</b>" in saved(subrip)


def test_capitals_before_a_colon_are_a_speaker_only_where_they_return():
    once = srt("1\n00:00:01,000 --> 00:00:02,000\nWARNING: it is hot\n")
    assert (once[0].speaker, once[0].text) == ("", "WARNING: it is hot")


def test_a_file_without_one_cue_is_read_as_plain_text():
    transcript = srt("just words\nand more\n")
    assert transcript.source.format == "text"
    assert any("read as plain text" in note for note in transcript.source.notes)
    assert saved(transcript) == "just words\nand more\n"


def test_subtitles_are_known_by_their_content_where_the_name_says_nothing():
    data = b"1\n00:00:01,000 --> 00:00:02,000\nwords\n"
    assert transcript_of(data, Path("talk.txt")).source.format == "srt"
    assert transcript_of(b"WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", Path("talk")).source.format == "vtt"


def test_every_format_exports_from_webvtt():
    transcript = formats.read(GOLDEN / "awkward.vtt")
    assert formats.export(transcript, "text").decode().startswith(
        "Anna Berg: We asked Grock & friends about it\nTom: AT&T, 1 < 2, then\u00a0more é\n")
    assert formats.export(transcript, "markdown").decode().startswith(
        "**Anna Berg:** We asked Grock & friends about it\n\n**Tom:** AT&T, 1 \\< 2")
    subrip = formats.export(transcript, "srt").decode()
    assert subrip.startswith("1\n00:00:01,000 --> 00:00:03,500\nANNA BERG: We asked Grock & friends\n"
                             "<i>about</i> it\n\n2\n")
    assert [p.begin for p in srt(subrip)] == [p.begin for p in transcript]


def test_webvtt_from_subrip_escapes_and_names_voices():
    transcript = formats.read(GOLDEN / "awkward.srt")
    written = formats.export(transcript, "vtt").decode()
    assert written.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:03.500\n<i>We asked Grock</i>\nabout the launch.\n\n")
    assert "<v MARTA>It was <b>space X</b>, wasn't it?\n" in written
    assert "a\u00a0b &amp; 1 &lt; 2" in written
    again = vtt(written)
    assert [p.text for p in again] == [p.text.replace("\n\n", "\n") for p in transcript]


@pytest.mark.parametrize("wanted", ["srt", "vtt"])
def test_text_without_times_cannot_become_subtitles(wanted):
    transcript = transcript_of(b"only words\n", Path("talk.txt"))
    with pytest.raises(UserError, match=r"talk\.txt.*no times.*Markdown"):
        formats.export(transcript, wanted)


def test_a_cue_of_a_megabyte_is_cut_and_saved_in_one_piece():
    content = "1\n00:00:01,000 --> 00:00:02,000\n" + "word after word. " * 60_000 + "\n\n2\n00:00:03,000 --> "
    content += "00:00:04,000\nx\n"
    transcript = srt(content)
    assert max(len(p.text) for p in transcript) <= 8000
    assert saved(transcript) == content
    change(transcript, 1, "short")
    assert len(srt(saved(transcript))) < len(transcript) + 2
    transcript.splice(0, 1, [])
    assert saved(transcript).startswith("1\n00:00:01,000 --> 00:00:02,000\nshort")


def test_a_hundred_thousand_cues_cost_in_proportion():
    """Twenty times the cues cost at most forty times the processor time: nothing in it is quadratic."""

    def cost(count: int) -> float:
        content = "".join(f"{n + 1}\n{stamp(n * 2000, ',')} --> {stamp(n * 2000 + 1900, ',')}\n<i>cue</i> {n}\n\n"
                          for n in range(count))
        start = time.process_time()
        transcript = srt(content)
        assert saved(transcript) == content
        assert len(transcript) == count
        return time.process_time() - start

    small = min(cost(5_000) for _ in range(3))
    assert cost(100_000) < 40 * small


CUE_TEXT = st.text(st.sampled_from("ab <i></i>&;{}\\:MARTA\r\n->0123\u2028\u2029\0"), max_size=30)


@given(st.lists(CUE_TEXT, min_size=1, max_size=5), st.sampled_from(["talk.srt", "talk.vtt"]), st.data())
def test_whatever_is_in_cues_comes_back_and_an_edit_stays_inside(texts, name, data):
    mark = "," if name.endswith("srt") else "."
    content = "".join(f"{n}\n{stamp(n * 1000, mark)} --> {stamp(n * 1000 + 900, mark)}\n{text}\n\n"
                      for n, text in enumerate(texts, 1)).encode()
    transcript = transcript_of(content, Path(name))
    assert formats.content(transcript) == content
    assert not any("\u2029" in p.text or "\0" in p.text for p in transcript)
    if transcript.source.format == "text":
        return
    index = data.draw(st.integers(0, len(transcript) - 1))
    piece = transcript.source.pieces[index]
    change(transcript, index, transcript[index].text + " more")
    before, after = (b"".join((q.before + q.raw + q.after).encode() for q in part) for part in (
        transcript.source.pieces[:index], transcript.source.pieces[index + 1 :]))
    written = formats.content(transcript)
    assert written.startswith(before + piece.before.encode())
    assert written.endswith(piece.after.encode() + after)


TAME = st.lists(st.sampled_from(["one", "two", "<i>three</i>", "{four}", "five", "<b>", "&amp;", "火"]), min_size=1,
                max_size=5).map(" ".join)
PLAIN = st.lists(st.sampled_from(["six", "seven 7", "eight\nnine", "火"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(TAME, min_size=1, max_size=5), st.sampled_from(["talk.srt", "talk.vtt"]),
       st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n", "\n\n"]), st.data())
def test_split_joined_and_deleted_cues_are_read_again_as_they_stood(texts, name, newline, final, data):
    top = "WEBVTT\n\nNOTE top\n\n" if name.endswith("vtt") else ""
    cues = [f"{n}\n{stamp(n * 1000, ',')} --> {stamp(n * 1000 + 900, ',')} X1:1\n{text}"
            for n, text in enumerate(texts, 1)]
    content = (top + "\n\n".join(cues) + final).replace("\n", newline).encode()
    transcript = transcript_of(content, Path(name))
    assert len(transcript) == len(texts)
    review = Review(transcript)
    steps = 0
    for _ in range(data.draw(st.integers(1, 5))):
        count = len(transcript)
        index = data.draw(st.integers(0, count - 1))
        text = transcript[index].text
        at = data.draw(st.integers(0, len(text)))
        match data.draw(st.sampled_from(["split", "join", "delete", "type", "insert"])):
            case "split":
                done = review.typed(index, 1, [text[:at].strip(), text[at:].strip()])
            case "join":
                done = review.join(index)
            case "delete" if count > 1:
                done = review.typed(index, 1, [])
            case "type":
                done = review.typed(index, 1, [data.draw(PLAIN)])
            case _:
                done = review.typed(index, 1, [text, data.draw(PLAIN)])
        review.history.seal()
        steps += done is not None
    again = transcript_of(formats.content(transcript), Path(name))
    assert [p.text.strip() for p in again] == [p.text.strip() for p in transcript]
    assert [p.begin for p in again] == sorted(p.begin for p in again)
    assert formats.content(again) == formats.content(transcript)
    if top:
        assert "NOTE top" in saved(transcript)
    else:
        lines = saved(transcript).splitlines()
        numbers = [int(line) for line, time in pairwise(lines) if line.isdigit() and "-->" in time]
        assert numbers == list(range(1, len(transcript) + 1))
    for _ in range(steps):
        review.undo()
    assert formats.content(transcript) == content


def test_a_number_said_in_the_last_cue_is_text():
    transcript = transcript_of(f"1\n{stamp(1000, ',')} --> {stamp(1900, ',')}\nseven 7".encode(), Path("talk.srt"))
    review = Review(transcript)
    assert review.typed(0, 1, ["seven", "7"]) is not None
    again = transcript_of(formats.content(transcript), Path("talk.srt"))
    assert [p.text for p in again] == ["seven", "7"]
    assert saved(transcript).splitlines()[-1] == "7"


@given(st.integers(0, 400_000_000))
def test_times_are_written_as_they_are_read(time_of_cue):
    assert milliseconds(stamp(time_of_cue, ",")) == time_of_cue
    assert milliseconds(stamp(time_of_cue, ".", "00:01.000")) == time_of_cue


def test_times_of_careless_writers():
    assert [milliseconds(text) for text in ("0:01", "1:02:03,4", "00:00:01.0009", "99:59:59,999")] == [
        1000, 3_723_400, 1000, 359_999_999]


def test_cues_made_on_both_sides_of_the_only_timed_one_share_its_time():
    transcript = transcript_of(b"1\n00:00:01,000 --> 00:00:01,900\none", Path("talk.srt"))
    review = Review(transcript)
    review.typed(0, 1, ["o", "ne"])
    review.typed(0, 1, [])
    review.typed(0, 1, ["six", "ne", "ten"])
    begins = [p.begin for p in transcript_of(formats.content(transcript), Path("talk.srt"))]
    assert begins == sorted(begins)
    assert begins[0] == 1360
