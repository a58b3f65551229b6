"""The window in which a level of clean-up is chosen."""

from pytestqt.qtbot import QtBot

from editor.review import Review
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span, Transcript
from editor.ui.levels_dialog import LevelsDialog


def test_counts_follow_the_level(qtbot: QtBot) -> None:
    text = "We we sold it, um, late."
    review = Review(Transcript.of_lines([text]))

    def found(start: int, end: int, new: str, rule: str, confidence: float, title: str) -> Suggestion:
        return Suggestion(1, review.transcript[0].revision, Span(start, end), text[start:end], (new,), Kind.SPEECH,
                          rule, confidence, title=title)

    review.receive(1, review.transcript[0].revision, [
        found(0, 5, "We", "speech.repeat", 0.95, "Doubled word"), found(13, 19, " ", "speech.filler", 0.8, "Filler"),
    ])
    dialog = LevelsDialog(review)
    qtbot.addWidget(dialog)
    assert dialog.counts.text().splitlines() == ["Doubled word: 1", "1 place in all"]
    dialog.level.setCurrentIndex(0)
    assert not dialog.apply_button.isEnabled()
    dialog.level.setCurrentIndex(2)
    assert dict(dialog.chosen.counts) == {"Doubled word": 1, "Filler": 1}
    assert review.accept(dict.fromkeys(dialog.chosen.ids)) is not None
    assert review.transcript[0].text == "We sold it late."
    review.undo()
    assert review.transcript[0].text == text
