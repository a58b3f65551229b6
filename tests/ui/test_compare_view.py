"""Compare: both sides level, the changed words marked, deleted and new lines in their places."""

from editor import formats
from editor.review import Review
from editor.ui.compare_view import CompareView


def marked(pane):
    return [s.cursor.selectedText() for s in pane.extraSelections()]


def review_of(tmp_path, text):
    path = tmp_path / "mill.txt"
    path.write_bytes(text.encode())
    return Review(formats.read(path))


def test_changed_words_are_marked_on_both_sides_beyond_the_first_plane_too(qtbot, tmp_path):
    review = review_of(tmp_path, "the 😀 mill of Grock\nthe same\n")
    review.typed(0, 1, ["the 😀 mill of Grok, new"])
    view = CompareView()
    qtbot.addWidget(view)
    view.show_review(review)
    assert marked(view.before) == ["Grock"]
    assert marked(view.after) == ["Grok, new"]
    assert "1 line differs" in view.heading.text()


def test_a_deleted_line_leaves_a_gap_so_that_the_sides_stay_level(qtbot, tmp_path):
    review = review_of(tmp_path, "one\ntwo\nthree\n")
    review.typed(1, 1, [])
    view = CompareView()
    qtbot.addWidget(view)
    view.show_review(review)
    assert view.before.toPlainText().splitlines() == ["one", "two", "three"]
    assert view.after.toPlainText().split("\n")[:3] == ["one", "", "three"]
    view.only_changes.setChecked(True)
    assert view.before.toPlainText().split("\n") == ["two"]
