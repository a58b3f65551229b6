"""Recognisers' JSON: read with times and probabilities, written back with only what changed."""

import json
from pathlib import Path

import pytest

from editor import formats
from editor.formats import recogniser
from editor.review import Review
from editor.transcript import Transcript

WHISPER = {
    "text": " We asked Grock about it. It said nothing — really.",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " We asked Grock about it.",
         "tokens": [50364, 492, 2351], "temperature": 0.0, "avg_logprob": -0.21, "no_speech_prob": 0.01,
         "words": [{"word": " We", "start": 0.0, "end": 0.3, "probability": 0.98},
                   {"word": " asked", "start": 0.3, "end": 0.8, "probability": 0.97},
                   {"word": " Grock", "start": 0.8, "end": 1.4, "probability": 0.31},
                   {"word": " about", "start": 1.4, "end": 1.9, "probability": 0.99},
                   {"word": " it.", "start": 1.9, "end": 2.5, "probability": 0.99}]},
        {"id": 1, "seek": 0, "start": 2.5, "end": 4.0, "text": " It said nothing — really.", "tokens": [1, 2]},
    ],
    "language": "en",
}
WHISPERX = {"segments": [
    {"start": 0.1, "end": 1.0, "text": "Good morning.", "speaker": "SPEAKER_00",
     "words": [{"word": "Good", "start": 0.1, "end": 0.4, "score": 0.9}, {"word": "morning."}]},
    {"start": 1.1, "end": 2.0, "text": "Morning, Ann.", "speaker": "SPEAKER_01", "words": []}],
    "word_segments": [{"word": "Good", "start": 0.1}]}
WHISPER_CPP = {"result": {"language": "en"}, "transcription": [
    {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,200"}, "offsets": {"from": 0, "to": 1200},
     "text": " Hello there.", "tokens": [
         {"text": "[_BEG_]", "p": 0.9}, {"text": " Hello", "p": 0.8}, {"text": " there", "p": 0.4}]}]}
PIPELINE = {"text": "Hi all. Bye.", "chunks": [
    {"timestamp": [0.0, 1.0], "text": "Hi all."}, {"timestamp": [1.0, None], "text": "Bye."}]}
CAPTIONS = [{"text": "first line", "start": 1.5, "duration": 2.0}, {"text": "second", "start": 3.5, "duration": 1.0}]


def put(folder: Path, value: object, name: str = "talk.json", **how: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, **how), encoding="utf-8")
    return path


def edit(transcript: Transcript, at: int, old: str, new: str) -> None:
    paragraph = transcript[at]
    assert old in paragraph.text
    transcript.splice(at, 1, [transcript.edited(paragraph, paragraph.text.replace(old, new))])


@pytest.mark.parametrize("layout", [
    {}, {"indent": 2}, {"indent": "\t", "ensure_ascii": False}, {"separators": (",", ":")}])
@pytest.mark.parametrize(("value", "texts", "times", "speakers"), [
    (WHISPER, ["We asked Grock about it.", "It said nothing — really."], [(0, 2500), (2500, 4000)], ["", ""]),
    (WHISPERX, ["Good morning.", "Morning, Ann."], [(100, 1000), (1100, 2000)], ["SPEAKER_00", "SPEAKER_01"]),
    (WHISPER_CPP, ["Hello there."], [(0, 1200)], [""]),
    (PIPELINE, ["Hi all.", "Bye."], [(0, 1000), (1000, None)], ["", ""]),
    (CAPTIONS, ["first line", "second"], [(1500, 3500), (3500, 4500)], ["", ""]),
], ids=["whisper", "whisperx", "whisper.cpp", "pipeline", "captions"])
def test_each_shape_is_read_and_written_back_byte_for_byte(tmp_path, value, texts, times, speakers, layout):
    path = put(tmp_path, value, **layout)
    transcript = formats.read(path)
    assert transcript.source.format == "json"
    assert [p.text for p in transcript] == texts
    assert [(p.begin, p.end) for p in transcript] == times
    assert [p.speaker for p in transcript] == speakers
    assert formats.content(transcript) == path.read_bytes()


def test_word_probabilities_stand_on_their_words(tmp_path):
    first = formats.read(put(tmp_path, WHISPER))[0]
    assert {first.text[a:b]: p for a, b, p in first.word_probabilities} == {
        "We": .98, "asked": .97, "Grock": .31, "about": .99, "it.": .99}
    parts = formats.read(put(tmp_path, WHISPER_CPP))[0]
    assert [(parts.text[a:b], p) for a, b, p in parts.word_probabilities] == [("Hello", .8), ("there", .4)]


def test_an_edit_keeps_the_probabilities_of_the_other_words(tmp_path):
    transcript = formats.read(put(tmp_path, WHISPER))
    edit(transcript, 0, "asked Grock", "often asked Grok")
    now = transcript[0]
    assert {now.text[a:b]: p for a, b, p in now.word_probabilities} == {"We": .98, "about": .99, "it.": .99}


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"indent": 4, "ensure_ascii": False}])
def test_an_edited_segment_is_written_anew_and_nothing_else(tmp_path, layout):
    path = put(tmp_path, WHISPER, **layout)
    before = path.read_text("utf-8")
    transcript = formats.read(path)
    edit(transcript, 0, "Grock", "Grok 2")
    formats.write(transcript, path)
    after = path.read_text("utf-8")
    value = json.loads(after)
    assert value["text"] == " We asked Grok 2 about it. It said nothing — really."
    first = value["segments"][0]
    assert first["text"] == " We asked Grok 2 about it."
    assert first["avg_logprob"] == -0.21
    assert "tokens" not in first
    assert [w["word"] for w in first["words"]] == [" We", " asked", " Grok", " 2", " about", " it."]
    new = first["words"][2:4]
    assert new[0]["start"] == .8
    assert new[0]["end"] == new[1]["start"]
    assert new[1]["end"] == 1.4
    assert all("probability" not in w for w in new)
    assert first["words"][4] == WHISPER["segments"][0]["words"][3]
    second = before[before.index('"id": 1') :]
    assert after.endswith(second)
    if "indent" in layout:
        assert after.splitlines()[3:6] == before.splitlines()[3:6]
        assert after[after.index('"words"') :].splitlines()[1:3] == before[before.index('"words"') :].splitlines()[1:3]


def test_a_deleted_and_a_split_paragraph(tmp_path):
    path = put(tmp_path, WHISPERX, indent=1)
    transcript = formats.read(path)
    transcript.splice(0, 1, [])
    second = transcript[0]
    transcript.splice(0, 1, [transcript.edited(second, "Morning,"), transcript.made("dear Ann.", second)])
    segments = json.loads(formats.content(transcript))["segments"]
    assert [s["text"] for s in segments] == ["Morning, dear Ann."]
    transcript.splice(0, 2, [])
    assert json.loads(formats.content(transcript))["segments"] == []


def test_the_last_segment_deleted(tmp_path):
    transcript = formats.read(put(tmp_path, PIPELINE))
    transcript.splice(1, 1, [])
    value = json.loads(formats.content(transcript))
    assert [c["text"] for c in value["chunks"]] == ["Hi all."]
    assert value["text"] == "Hi all."


def test_a_very_long_segment_is_cut_for_the_screen_and_saved_whole(tmp_path):
    words = " ".join(f"word{n}" for n in range(3000))
    path = put(tmp_path, {"segments": [
        {"start": 0, "end": 900, "text": words}, {"start": 900, "end": 901, "text": "End."}]})
    transcript = formats.read(path)
    assert len(transcript) > 3
    assert formats.content(transcript) == path.read_bytes()
    edit(transcript, 1, "word1000", "changed")
    assert [s["text"] for s in json.loads(formats.content(transcript))["segments"]] == [
        words.replace("word1000", "changed"), "End."]


def test_characters_that_cannot_be_shown_survive_an_edit(tmp_path):
    path = put(tmp_path, [{"text": "a \x00 and \ud800 b", "start": 0, "end": 1}])
    transcript = formats.read(path)
    edit(transcript, 0, " b", " c")
    assert json.loads(formats.content(transcript))[0]["text"] == "a \x00 and \ud800 c"


@pytest.mark.parametrize("text", [
    "{", "[" * 100_000, '{"segments": [}', '{"segments": [{"text": 1}]}', '{"segments": [3]}', "{}", "[]", '"text"',
    "[", '{"results": {"transcripts": []}}', '{"segments": [{"text": "a"}]', '{"a": ' * 5000, '[{"text": "x"}',
])
def test_other_json_is_shown_as_text_with_a_note_and_kept(tmp_path, text):
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    transcript = formats.read(path)
    assert transcript.source.format == "text"
    assert any("No part of it is Recogniser's JSON" in note for note in transcript.source.notes)
    assert formats.content(transcript) == path.read_bytes()


def test_any_transcript_is_exported_as_segments(tmp_path):
    srt = tmp_path / "a.srt"
    srt.write_text("1\n00:00:01,000 --> 00:00:02,500\nANN: One.\n\n"
                   "2\n00:00:03,000 --> 00:00:04,000\nANN: Two ‘é’.\n", "utf-8")
    data = formats.export(formats.read(srt), "json")
    assert json.loads(data)["segments"] == [
        {"id": 0, "start": 1.0, "end": 2.5, "speaker": "ANN", "text": "One."},
        {"id": 1, "start": 3.0, "end": 4.0, "speaker": "ANN", "text": "Two ‘é’."}]
    assert recogniser.parse(data.decode()) is not None
    text = formats.export(Transcript.of_lines(["only words"]), "json")
    assert json.loads(text)["segments"] == [{"id": 0, "text": "only words"}]


def test_subtitles_from_a_recognisers_json(tmp_path):
    srt = formats.export(formats.read(put(tmp_path, WHISPER)), "srt").decode()
    assert "00:00:02,500 --> 00:00:04,000\nIt said nothing — really." in srt


def test_a_review_of_json_goes_back_into_the_json(tmp_path):
    path = put(tmp_path, WHISPER, indent=2)
    review = Review(formats.read(path))
    review.typed(0, 1, ["We asked Grok about it."])
    assert "Grok about" in json.loads(formats.content(review.transcript))["text"]
    review.undo()
    assert formats.content(review.transcript) == path.read_bytes()
