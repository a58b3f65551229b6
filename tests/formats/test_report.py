"""The report holds every change: applied to the text as read it gives the text as it stands."""

import csv
import io
import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import UserError
from editor.formats.files import transcript_of
from editor.formats.report import BREAK, amendments, apply, render, rows
from editor.review import Review, Verdict
from editor.suggest.suggestion import Kind, Patch, Suggestion
from editor.transcript import Edit, Span


def review_of(content: str, name: str = "talk.txt") -> Review:
    return Review(transcript_of(content.encode(), Path(name)))


def suggest(review: Review, index: int, original: str, *replacements: str, kind: Kind = Kind.DICTIONARY,
            also: tuple[Patch, ...] = ()) -> None:
    """Have the analysis find `original` wherever it stands in one paragraph."""
    paragraph = review.transcript[index]
    found, at = [], paragraph.text.find(original)
    while at >= 0:
        found.append(Suggestion(paragraph.id, paragraph.revision, Span(at, at + len(original)), original, replacements,
                                kind, "rule", 0.9, term=replacements[0], reasons=("sounds alike",), also=also))
        at = paragraph.text.find(original, at + len(original))
    assert review.receive(paragraph.id, paragraph.revision, found)


def accept_all(review: Review) -> None:
    review.accept({mark.id: None for mark in review.marks() if not mark.decided})


def as_read(review: Review) -> str:
    return BREAK.join(piece.text for piece in review.transcript.source.pieces)


def as_it_stands(review: Review) -> str:
    return BREAK.join(p.text for p in review.transcript)


def test_accepted_suggestions_and_hand_edits_are_told_apart():
    review = review_of("we use Grock and Grock\nspace X flies\nuntouched\n")
    suggest(review, 0, "Grock", "Grok")
    suggest(review, 1, "space X", "SpaceX", kind=Kind.GRAMMAR)
    accept_all(review)
    review.replace({1: [Edit(Span(0, 2), "You")]}, "typing")
    found = amendments(review)
    assert [(c.original, c.replacement, c.source) for c in found] == [
        ("we", "You", "hand"), ("Grock", "Grok", "dictionary"), ("Grock", "Grok", "dictionary"),
        ("space X", "SpaceX", "grammar")]
    assert apply(as_read(review), found) == as_it_stands(review)


def test_removed_text_and_undo():
    review = review_of("the the cat\n")
    suggest(review, 0, "the ", "", kind=Kind.SPEECH)
    first = review.marks_in(1)[0]
    review.accept({first.id: None})
    assert [(c.start, c.end, c.replacement, c.source) for c in amendments(review)] == [(0, 4, "", "speech")]
    review.undo()
    assert amendments(review) == []


def test_a_suggestion_accepted_on_top_of_another_is_not_lost():
    review = review_of("we use space Xx now\n")
    suggest(review, 0, "space Xx", "Space X")
    accept_all(review)
    suggest(review, 0, "use Space X", "use SpaceX", kind=Kind.GRAMMAR)
    accept_all(review)
    assert review.transcript[0].text == "we use SpaceX now"
    assert apply(as_read(review), amendments(review)) == "we use SpaceX now"


def test_the_further_part_of_a_suggestion_names_it():
    review = review_of("1\n00:00:01,000 --> 00:00:02,000\nwe use chat\n\n2\n00:00:02,000 --> 00:00:03,000\nGPT now\n",
                       "talk.srt")
    suggest(review, 0, "chat", "ChatGPT", also=(Patch(2, Span(0, 4), "GPT ", ""),))
    accept_all(review)
    assert [p.text for p in review.transcript] == ["we use ChatGPT", "now"]
    assert [(c.original, c.source) for c in amendments(review)] == [("chat", "dictionary"), ("GPT ", "dictionary")]


def test_splits_joins_and_deletions_are_changes_too():
    review = review_of("one two\nthree\nfour\nfive\n")
    review.typed(0, 1, ["one", "two"])
    review.typed(2, 2, ["three, four"])
    review.typed(3, 1, [])
    assert as_it_stands(review) == BREAK.join(["one", "two", "three, four"])
    assert apply(as_read(review), amendments(review)) == as_it_stands(review)
    assert [row.place.line for row in rows(review)] == [1, 2]


@pytest.mark.parametrize("kind", ["html", "csv", "json"])
def test_everything_deleted(kind):
    review = review_of("one\ntwo\n")
    review.typed(0, 2, [])
    assert apply(as_read(review), amendments(review)) == ""
    assert render(review, kind)


BITS = ["Grock", "the", "the ", " ", "火", ",", "space X", "a", "😀"]
WORDS = st.lists(st.sampled_from(BITS), max_size=8).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_the_changes_give_the_text_as_it_stands_whatever_was_done(lines, data):
    review = review_of("\n".join([*lines, "end"]))
    for _ in range(data.draw(st.integers(1, 6))):
        index = data.draw(st.integers(0, max(0, len(review.transcript) - 1)))
        match data.draw(st.sampled_from(["accept", "type", "split", "join", "delete", "undo", "insert"])):
            case "accept" if len(review.transcript):
                wrong, right = data.draw(st.sampled_from([("Grock", "Grok"), ("the", ""), ("space X", "SpaceX"),
                                                          ("Grok", "xAI Grok"), ("X,", "火")]))
                suggest(review, index, wrong, right)
                accept_all(review)
            case "type" if len(review.transcript):
                review.typed(index, 1, [data.draw(WORDS)])
            case "split" if len(review.transcript):
                text = review.transcript[index].text
                at = data.draw(st.integers(0, len(text)))
                review.typed(index, 1, [text[:at], text[at:]])
            case "join":
                review.join(index)
            case "delete" if len(review.transcript) > 1:
                review.typed(index, 1, [])
            case "insert" if len(review.transcript):
                review.typed(index, 1, [review.transcript[index].text, data.draw(WORDS)])
            case "undo":
                review.undo()
    found = amendments(review)
    assert apply(as_read(review), found) == as_it_stands(review)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for kind in ("html", "csv", "json"):
        render(review, kind)


def test_json_can_be_applied_line_by_line():
    review = review_of("a Grock b\nspace X\n" + "long words go on. " * 600 + "Grock.\n")
    for index in (0, len(review.transcript) - 1):
        suggest(review, index, "Grock", "Grok")
    accept_all(review)
    report = json.loads(render(review, "json"))
    assert report["counts"]["dictionary"] == report["counts"]["changes"] == 2
    lines = "".join(p.raw + p.after for p in review.transcript.source.pieces).splitlines()
    for change in reversed(report["changes"]):
        line = lines[change["line"] - 1]
        assert line[change["start"] : change["end"]] == change["original"] == "Grock"
        lines[change["line"] - 1] = line[: change["start"]] + change["replacement"] + line[change["end"] :]
    assert lines[0] == "a Grok b"
    assert lines[2].endswith("go on. Grok.")
    assert report["changes"][0]["reasons"] == ["sounds alike"]


def test_csv_opens_in_a_spreadsheet_and_runs_no_formula():
    review = review_of("=1+1 is two\n")
    suggest(review, 0, "=1+1", "=cmd()")
    accept_all(review)
    data = render(review, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    header, row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    cells = dict(zip(header, row, strict=True))
    assert (cells["original"], cells["replacement"], cells["source"]) == ("'=1+1", "'=cmd()", "dictionary")


class Page(HTMLParser):
    """Collects what a test asks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("del", "ins") and self.get_starttag_text().startswith(("<del", "<ins")):
            self.marked.append((self.tags[-1][0], data))
            self.tags.append(("", {}))


def test_the_page_marks_words_escapes_text_and_needs_nothing_else():
    review = review_of("<script>alert('x')</script> & Grock " + "word " * 300 + "Grock\nuntouched line\n", "a<b>.txt")
    suggest(review, 0, "Grock", "Grok")
    accept_all(review)
    review.decide([], Verdict.REJECTED)
    page = render(review, "html").decode()
    parser = Page()
    parser.feed(page)
    assert parser.marked == [("del", "Grock"), ("del", "Grock"), ("ins", "Grok"), ("ins", "Grok")]
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in parser.tags}
    assert not any({"src", "href"} & set(attributes) for _, attributes in parser.tags)
    assert "http" not in page
    assert "sounds alike" in page
    assert "untouched line" not in page
    assert "…" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_a_review_without_changes_says_so():
    assert b"Nothing was changed" in render(review_of("words\n"), "html")


def test_an_unknown_kind_of_report_is_refused():
    with pytest.raises(UserError, match=r"“pdf”.*html, csv, json"):
        render(review_of("words\n"), "pdf")
