"""Decisions are counted over transcripts and windows, and counted back when undone."""

from pathlib import Path

from editor.review import Review, Verdict
from editor.storage.decisions import Decisions
from editor.suggest.suggestion import Kind
from tests.storage.reviews import review_of, suggestion


def open_marks(review: Review) -> list[int]:
    return [m.id for m in review.marks() if not m.decided]


def test_decisions_are_counted_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "decisions.sqlite"
    decisions, review = Decisions(path), review_of()
    decisions.listen(review)
    assert decisions.counts() == {}
    first, second = open_marks(review)
    review.accept({first: None})
    review.decide([second], Verdict.REJECTED)
    assert decisions.counts() == {("grock", "Grok"): (1, 1)}
    review.undo()
    assert decisions.counts() == {("grock", "Grok"): (1, 0)}
    review.undo()
    assert decisions.counts() == {}
    review.redo()
    decisions.close()
    assert Decisions(path).counts() == {("grock", "Grok"): (1, 0)}


def test_two_windows_add_to_one_count(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    windows = [Decisions(path), Decisions(path)]
    for decisions in windows:
        review = review_of()
        decisions.listen(review)
        review.accept(dict.fromkeys(open_marks(review)))
    assert windows[0].counts() == {("grock", "Grok"): (4, 0)}
    windows[0].forget("Grok")
    assert windows[1].counts() == {}
    for decisions in windows:
        decisions.close()


def test_only_terms_are_counted(tmp_path: Path) -> None:
    decisions, review = Decisions(tmp_path / "decisions.sqlite"), Review(review_of().transcript)
    decisions.listen(review)
    paragraph = review.transcript[0]
    review.receive(paragraph.id, paragraph.revision, [suggestion(paragraph, "Grock", "Grok", Kind.GRAMMAR)])
    review.accept(dict.fromkeys(open_marks(review)))
    assert decisions.counts() == {}


def test_a_damaged_file_is_put_aside_and_work_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    path.write_bytes(b"no database at all " * 100)
    decisions = Decisions(path)
    assert decisions.counts() == {}
    for _ in range(2):
        review = review_of()
        decisions.listen(review)
        review.accept(dict.fromkeys(open_marks(review)))
    assert decisions.counts() == {("grock", "Grok"): (2, 0)}
    assert path.with_suffix(".damaged").exists()
    decisions.close()
