"""Export: the clean text in another format, and the report of every change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats
from editor.storage.atomic import write_bytes
from editor.ui.beside import lengthy
from editor.ui.opening import LARGE
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.review import Review
    from editor.ui.main_window import MainWindow


class ExportCommands:
    """Handlers of the "export" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

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
        # before the person is asked for a name: subtitles need times, and not every transcript has them
        self._render(review, lambda now: formats.export(now.transcript, format_id), tr("-clean"), extension, title)

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
