"""Accept all alike: what is unticked is never applied."""

from PySide6.QtCore import Qt

from editor.ui.alike_dialog import AlikeDialog
from tests.ui.suggestions import small_review


def test_only_ticked_places_are_returned_and_counted(qtbot):
    review = small_review()
    marks = review.alike(review.marks_in(2)[0])
    dialog = AlikeDialog(review, marks, "Grock → Grok")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.ticked() == [m.id for m in marks]
    assert dialog.accept_button.text() == "Accept 2 places"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.ticked() == [marks[1].id]
    assert dialog.accept_button.text() == "Accept 1 place"
    dialog.untick_all()
    assert not dialog.accept_button.isEnabled()
    assert "They trained Grock → Grok in the old barn" in dialog.list.item(0).text()
