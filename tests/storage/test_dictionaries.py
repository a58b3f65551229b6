"""Dictionary files and the library: every problem named, nothing lost, corrections on disk."""

from pathlib import Path

import pytest

from editor.errors import UserError
from editor.storage.dictionaries import Library, read_dictionary, write_dictionary
from editor.suggest.dictionary.term import Dictionary, Match, Term

FULL = Dictionary("full", (
    Term("Grok", ("Grock", "grog"), ("grog",), ("grock",), "product", "an assistant"),
    Term("H100", match=Match.LISTED, extra=(("maker", "a chip firm"),)),
    Term("naïve, “quoted” 𝒳"),
), "Full", "every field")


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".json"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"full{ending}"
    write_dictionary(path, FULL)
    back, problems = read_dictionary(path)
    assert back.terms == FULL.terms
    assert back.title == "Full"
    assert all("maker" in p.reason for p in problems)


def test_text_lines_with_titles_keep_their_colons(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("# names\nGrok\nStar Journey: The Return\nGPT-4\nSpaceX: space X | space ex\n", encoding="utf-8")
    dictionary, problems = read_dictionary(path)
    assert problems == []
    assert [t.text for t in dictionary.terms] == ["Grok", "Star Journey: The Return", "GPT-4", "SpaceX"]
    assert dictionary.terms[-1].heard_as == ("space X", "space ex")


def test_right_wrong_lines_are_read_where_the_file_is_made_of_them(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text("Grok: Grock\nSpaceX: space X | space ex\n", encoding="utf-8")
    assert [t.heard_as for t in read_dictionary(path)[0].terms] == [("Grock",), ("space X", "space ex")]


def test_a_malformed_row_is_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("term,heard_as\nGrok,Grock\n,lost\nToo,many,cells\nSpaceX,space X\n", encoding="utf-8")
    dictionary, problems = read_dictionary(path)
    assert [t.text for t in dictionary.terms] == ["Grok", "SpaceX"]
    assert [p.line for p in problems] == [4, 3]
    assert all("terms.csv, line" in str(p) for p in problems)


@pytest.mark.parametrize(("name", "content"), [
    ("broken.json", "{"), ("list.json", '{"terms": 3}'), ("headless.csv", "Grok,Grock\n"),
])
def test_a_file_that_cannot_be_a_dictionary_is_one_sentence(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=name):
        read_dictionary(path)


def test_a_correction_is_on_disk_and_undone(tmp_path: Path) -> None:
    library = Library(builtin=tmp_path / "none", own=tmp_path / "own")
    step = library.correct("Grock", "Grok")
    step.redo()
    again = library.correct("grog", "Grok")
    again.redo()
    assert library.corrections().terms == (Term("Grok", ("Grock", "grog")),)
    assert Library(builtin=tmp_path / "none", own=tmp_path / "own").active()[0].terms[0].text == "Grok"
    again.undo()
    step.undo()
    assert library.corrections().terms == ()


def test_switching_off_lasts(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "space.csv").write_text("# Space: rockets\nterm,heard_as\nFalcon 9,\n", encoding="utf-8")
    library = Library(builtin=packs, own=tmp_path / "own")
    assert [s.title for s in library.shelves()] == ["My corrections", "Space"]
    assert [d.name for d in library.active()] == ["space"]
    library.switch("space", False)
    assert Library(builtin=packs, own=tmp_path / "own").active() == ()
    library.switch("space", True)
    assert [d.name for d in library.active()] == ["space"]
