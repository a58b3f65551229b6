"""Ticks stand where the marks are, in the colours of their sources, and a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from editor.review import Review
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span, Transcript
from editor.ui.overview_ruler import OverviewRuler
from editor.ui.transcript_view import TranscriptView
from tests.ui.view_samples import checked_review


def opened(qtbot, review: Review) -> tuple[TranscriptView, OverviewRuler]:
    view = TranscriptView()
    ruler = OverviewRuler(view)
    for widget in (view, ruler):
        qtbot.addWidget(widget)
    view.resize(700, 300)
    ruler.resize(14, 300)
    view.set_review(review)
    review.listen(view.apply)
    view.show()
    ruler.show()
    ruler.refresh()
    qtbot.waitUntil(lambda: bool(ruler._buckets))
    return view, ruler


def seen_colours(ruler: OverviewRuler) -> set[str]:
    image = ruler.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_ticks_have_the_colours_of_their_sources_and_turn_green(qtbot):
    review = checked_review()
    view, ruler = opened(qtbot, review)
    assert {view.theme.dictionary.name(), view.theme.speech.name()} <= seen_colours(ruler)
    review.accept({m.id: None for m in review.marks()})
    ruler.refresh()
    qtbot.waitUntil(lambda: view.theme.speech.name() not in seen_colours(ruler))
    assert view.theme.accepted.name() in seen_colours(ruler)


def test_a_click_on_a_tick_activates_its_mark_and_elsewhere_goes_there(qtbot):
    lines = ["Nothing to see in this line of the text."] * 300
    lines[150] = "Here is Grock."
    review = Review(Transcript.of_lines(lines))
    review.receive(151, 0, [Suggestion(151, 0, Span(8, 13), "Grock", ("Grok",), Kind.DICTIONARY, "test", 0.9)])
    view, ruler = opened(qtbot, review)
    with qtbot.waitSignal(view.mark_activated) as heard:
        qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(7, 150))
    assert heard.args == [next(review.marks()).id]
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(7, 250))
    assert any(240 < paragraph < 270 for paragraph in view.visible_paragraphs())


def test_the_filter_of_the_view_holds_for_the_ruler(qtbot):
    view, ruler = opened(qtbot, checked_review())
    view.mark_filter = lambda mark: mark.suggestion.kind is Kind.SPEECH
    ruler.refresh()
    qtbot.waitUntil(lambda: view.theme.dictionary.name() not in seen_colours(ruler))
    assert view.theme.speech.name() in seen_colours(ruler)


def test_fifty_thousand_marks_are_gathered_in_slices(qtbot):
    review = Review(Transcript.of_lines(["Grock " * 50] * 1000))
    for n in range(1, 1001):
        review.receive(n, 0, [Suggestion(n, 0, Span(6 * k, 6 * k + 5), "Grock", ("Grok",), Kind.DICTIONARY, "test", 0.9)
                              for k in range(50)])
    _, ruler = opened(qtbot, review)
    assert len(ruler._buckets) <= 300
    assert sum(1 for _ in ruler._gather()) >= 30
