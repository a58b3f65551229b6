"""Dictionary files and the library: every problem named, nothing lost, corrections on disk."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import UserError
from editor.storage.dictionaries import Library, read_dictionary, write_dictionary
from editor.suggest.dictionary.term import Dictionary, Match, Term

# what people type: no control characters, no separator, nothing that stripping would change
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="|"), min_size=1,
                max_size=12).map(str.strip).filter(bool)

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
    assert sorted(p.line for p in problems) == [3, 4]
    assert all(p.lost for p in problems)
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


def test_a_quote_that_does_not_close_costs_its_own_row_only(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text('term,heard_as,note\nGrok,Grock,\n"Open,broken\nSpaceX,space X,"two\nlines"\n"a"b,c\nxAI,\n',
                    encoding="utf-8")
    dictionary, problems = read_dictionary(path)
    assert [t.text for t in dictionary.terms] == ["Grok", "SpaceX", "xAI"]
    assert [p.line for p in problems] == [3, 6]


def test_odd_terms_are_kept_and_named(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("\n".join(["x" * 10_000, "Q", "42", "Grok", "Grok", "東京"]), encoding="utf-8")
    dictionary, problems = read_dictionary(path)
    assert [len(t.text) for t in dictionary.terms] == [10_000, 1, 2, 4, 2]
    assert [p.line for p in problems] == [1, 2, 5]
    assert all(len(str(p)) < 300 for p in problems)


def test_old_encodings_and_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    for data in ("term\nSjögren’s\n".encode("cp1252"), "\ufeffterm\r\nSjögren’s\r\n".encode(),
                 "term\nSjögren’s\n".encode("utf-16")):
        path.write_bytes(data)
        assert [t.text for t in read_dictionary(path)[0].terms] == ["Sjögren’s"]


def test_two_windows_correct_at_the_same_time(tmp_path: Path) -> None:
    here, there = (Library(builtin=tmp_path / "none", own=tmp_path / "own") for _ in range(2))
    first, second = here.correct("Grock", "Grok"), there.correct("grog", "Grok")
    first.redo()
    second.redo()
    assert here.corrections().terms == (Term("Grok", ("Grock", "grog")),)
    first.undo()  # leaves what the other window taught
    assert there.corrections().terms == (Term("Grok", ("grog",)),)
    first.redo()
    second.undo()
    assert here.corrections().terms == (Term("Grok", ("Grock",)),)


def test_many_processes_correct_at_once_and_none_is_lost(tmp_path: Path) -> None:
    code = ("import sys\nfrom pathlib import Path\nfrom editor.storage.dictionaries import Library\n"
            "library = Library(Path(sys.argv[1]), Path(sys.argv[1]))\n"
            "for n in range(8): library.correct(f'heard {sys.argv[2]} {n}', f'Right {n}').redo()\n")
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(n)], cwd=Path(__file__).parents[2])
                for n in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    terms = Library(builtin=tmp_path / "none", own=tmp_path).corrections().terms
    assert sorted(len(t.heard_as) for t in terms) == [3] * 8


def test_rows_that_cannot_be_read_are_not_lost_when_a_correction_is_added(tmp_path: Path) -> None:
    library = Library(builtin=tmp_path / "none", own=tmp_path)
    library.corrections_path.write_text("term,heard_as\nmine,\nby,hand,and,wrong\n", encoding="utf-8")
    library.correct("Grock", "Grok").redo()
    assert [t.text for t in library.corrections().terms] == ["mine", "Grok"]
    assert "by,hand,and,wrong" in (tmp_path / "my-corrections.csv.before").read_text(encoding="utf-8")


def test_corrections_that_cannot_be_written_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(UserError, match="own"):
        Library(builtin=tmp_path / "none", own=tmp_path / "own").correct("Grock", "Grok").redo()


@given(st.lists(st.builds(
    Term, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.lists(TEXTS, max_size=2).map(tuple), note=TEXTS,
    category=TEXTS, match=st.sampled_from(Match)), max_size=5, unique_by=lambda t: t.text),
    st.sampled_from([".csv", ".tsv", ".json"]))
def test_any_dictionary_survives_a_round_trip(tmp_path_factory: pytest.TempPathFactory, terms: list[Term],
                                              ending: str) -> None:
    path = tmp_path_factory.mktemp("dictionaries") / f"any{ending}"
    write_dictionary(path, Dictionary("any", tuple(terms)))
    back, problems = read_dictionary(path)
    assert back.terms == tuple(terms)
    assert not any(problem.lost for problem in problems)
