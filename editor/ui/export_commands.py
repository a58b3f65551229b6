"""Export: the clean text in another format, and the report of every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats
from editor.errors import UserError
from editor.storage.atomic import write_bytes
from editor.ui.translate import tr

if TYPE_CHECKING:
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
        try:
            # before the person is asked for a name: subtitles need times, and not every transcript has them
            data = formats.export(review.transcript, format_id)
        except UserError as error:
            self._window.files.tell(error)
            return
        self._write(data, tr("-clean"), extension, title)

    def _report(self, kind: str) -> None:
        from editor.formats import report

        review = self._window.desk.review
        if review is not None:
            self._write(report.render(review, kind), tr("-changes"), f".{kind}", tr("Report"))

    def _write(self, data: bytes, ending: str, extension: str, title: str) -> None:
        desk = self._window.desk
        stem = desk.path.stem if desk.path else desk.review.transcript.source.path.stem if (
            desk.review and desk.review.transcript.source.path) else tr("transcript")
        folder = desk.path.parent if desk.path else self._window.preferences.folder()
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export"), str(folder / f"{stem}{ending}{extension}"), f"{title} (*{extension})")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + extension)
        try:
            write_bytes(path, data)
        except UserError as error:
            self._window.files.tell(error)
            return
        self._window.say(tr("Exported to {name}", name=path.name))
