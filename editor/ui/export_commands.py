"""Export: the clean text in another format, in one language or both, and the report of every change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats
from editor.errors import UserError
from editor.storage.atomic import write_bytes
from editor.transcript.language import name_of
from editor.transcript.sides import Sides, in_language, sides_of
from editor.ui.beside import lengthy
from editor.ui.opening import LARGE
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.review import Review
    from editor.transcript import Transcript
    from editor.ui.main_window import MainWindow


class ExportCommands:
    """Handlers of the "export" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._only = ""  # the language that is exported, "" for all

    # --- which language --------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Name the languages when the menu opens; another transcript is exported in both again."""
        self._window.menus.export.aboutToShow.connect(self._show)
        self._window.menus.export.aboutToHide.connect(partial(self._set_visible, True))
        self._window.desk.opened.connect(self._forget)
        self._name(None)

    def both(self) -> None:
        """Export everything."""
        self._choose("", self._sides())

    def original(self) -> None:
        """Export the paragraphs of the original alone, from now on."""
        sides = self._sides()
        self._choose(sides.original if sides else "", sides)

    def translation(self) -> None:
        """Export the paragraphs of the translation alone, from now on."""
        sides = self._sides()
        self._choose(sides.translation if sides else "", sides)

    def _choose(self, language: str, sides: Sides | None) -> None:
        self._only = language
        self._name(sides)
        if language:
            self._window.say(tr("Exports hold {language} only, until you choose both again",
                                language=tr(name_of(language))))
        else:
            self._window.say(tr("Exports hold both languages") if sides else
                             tr("This transcript is in one language; all of it is exported"))

    def _forget(self) -> None:
        self._only = ""
        self._name(None)

    def _show(self) -> None:
        """Name the languages in the menu that is about to open; where there is one only, there is nothing to choose."""
        sides = self._sides()
        self._name(sides)
        self._set_visible(sides is not None or bool(self._only))

    def _sides(self) -> Sides | None:
        """Return the two languages as they are now: the person may have changed one by hand."""
        review = self._window.desk.review
        return sides_of(review.transcript.paragraphs) if review is not None else None

    def _set_visible(self, visible: bool) -> None:
        for action_id in ("export.both", "export.original", "export.translation"):
            self._window.actions_[action_id].setVisible(visible)

    def _name(self, sides: Sides | None) -> None:
        rows = (("export.both", tr("Both languages"), ""),
                ("export.original", tr("Original only"), sides.original if sides else ""),
                ("export.translation", tr("Translation only"), sides.translation if sides else ""))
        for action_id, text, language in rows:
            action = self._window.actions_[action_id]
            action.setText(f"{text} ({tr(name_of(language))})" if language else text)
            action.setChecked(language == self._only and (bool(language) or action_id == "export.both"))

    # --- which format ----------------------------------------------------------------------------------------

    def text(self) -> None:
        """Write plain text."""
        self._export("text", ".txt", tr("Plain text"))

    def markdown(self) -> None:
        """Write Markdown."""
        self._export("markdown", ".md", tr("Markdown"))

    def srt(self) -> None:
        """Write SubRip subtitles."""
        self._export("srt", ".srt", tr("SubRip subtitles"))

    def vtt(self) -> None:
        """Write WebVTT subtitles."""
        self._export("vtt", ".vtt", tr("WebVTT subtitles"))

    def html(self) -> None:
        """Write the report of every change, to be read in a browser."""
        self._report("html")

    def csv(self) -> None:
        """Write every change as a table."""
        self._report("csv")

    def json(self) -> None:
        """Write every change as JSON."""
        self._report("json")

    def _export(self, format_id: str, extension: str, title: str) -> None:
        review = self._window.desk.review
        if review is None:
            return
        only = self._only
        ending = tr("-clean") + (f"-{only}" if only else "")
        # before the person is asked for a name: subtitles need times, and not every transcript has them
        self._render(review, lambda now: formats.export(_side(now.transcript, only), format_id), ending, extension,
                     title)

    def _report(self, kind: str) -> None:
        from editor.formats import report

        review = self._window.desk.review
        if review is not None:
            self._render(review, lambda now: report.render(now, kind), tr("-changes"), f".{kind}", tr("Report"))

    def _render(self, review: Review, render: Callable[[Review], bytes], ending: str, extension: str,
                title: str) -> None:
        """Have the bytes made, beside the window where that takes long, and then ask where to write them."""
        beside = lengthy(review)
        if beside:
            self._window.say(tr("Preparing the export…"))
        now = review.snapshot() if beside else review
        self._window.files.beside.run(lambda: render(now), lambda data: self._write(data, ending, extension, title),
                                      beside=beside, must=False)

    def _write(self, data: object, ending: str, extension: str, title: str) -> None:
        assert isinstance(data, bytes)
        desk = self._window.desk
        stem = desk.path.stem if desk.path else desk.review.transcript.source.path.stem if (
            desk.review and desk.review.transcript.source.path) else tr("transcript")
        folder = desk.path.parent if desk.path else self._window.preferences.folder()
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export"), str(folder / f"{stem}{ending}{extension}"), f"{title} (*{extension})")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + extension)
        self._window.files.beside.run(lambda: write_bytes(path, data), lambda _: self._window.say(
            tr("Exported to {name}", name=path.name)), beside=len(data) >= LARGE)


def _side(transcript: Transcript, only: str) -> Transcript:
    """Return what is exported. Raises UserError where nothing is in the language any more."""
    if not only:
        return transcript
    side = in_language(transcript, only)
    if not len(side):
        raise UserError(tr("Nothing is in {language} any more: choose Export › Both languages.",
                           language=tr(name_of(only))))
    return side
