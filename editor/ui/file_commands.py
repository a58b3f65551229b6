"""Open, save, close: what a person does with files, with every error told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from editor import formats
from editor.assets import resource
from editor.errors import UserError
from editor.formats.registry import FORMATS
from editor.review import Change, Review
from editor.review.history import Place
from editor.storage import places
from editor.ui.beside import Beside, lengthy
from editor.ui.disk_watch import DiskWatch
from editor.ui.opening import Opening, large
from editor.ui.questions import Answer, ask_unsaved
from editor.ui.rescue import Rescue
from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.storage.ledger import Ledger
    from editor.ui.main_window import MainWindow

PROJECT = ".misheard"
SAMPLE = "samples/interview-sample.txt"


class FileCommands:
    """Handlers of the "file" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sample = False
        self.rescue = Rescue(window)
        self.opening = Opening(window)
        self.beside = Beside(self.tell, window)
        self._waiting: tuple[Review, Path | None, Ledger | None] | None = None
        self.watch = DiskWatch(window)
        self.watch.changed.connect(self._changed_on_disk)

    # --- opening ---------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_close():
            return
        folder = str(self._window.preferences.folder())
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Open transcripts"), folder, readable())
        if names:
            self._load(Path(names[0]))
            self.open_more([Path(name) for name in names[1:]])

    def open_path(self, path: Path) -> bool:
        """Open a file after the question about unsaved changes; True where it is open now.

        A large one is not: it is read beside the window, and opens when it is ready.
        """
        return self.may_close() and self._load(path)

    def open_sample(self) -> None:
        """Open the transcript that comes with Misheard."""
        if self.may_close() and self._load(resource(SAMPLE), sample=True):
            self._window.notice.ask(tr(
                "This is the sample. F8 goes to the next suggestion; Enter accepts it, Del rejects it, Shift+Enter "
                "accepts all places alike, U takes a step back. F1 shows all keys."))

    def open_first(self, path: Path) -> None:
        """Open the file that the program was started with; the sample is no file of the person's."""
        if path.resolve() == resource(SAMPLE).resolve():
            self.open_sample()
        else:
            self._load(path)

    def new_window(self) -> None:
        """Open an empty window."""
        from editor.ui.new_window import open_windows

        open_windows([None])

    def open_more(self, paths: list[Path]) -> None:
        """Open each of these in a window of its own."""
        if paths:
            from editor.ui.new_window import open_windows

            failed = [path.name for path, process in zip(paths, open_windows(paths), strict=True) if not process]
            if failed:
                self.tell(UserError(tr("{names}: no further window could be started; open one file after the other",
                                       names=", ".join(failed))))

    def dropped(self, names: list[str]) -> None:
        """Open the files dropped on the window: the first here, every other one in a window of its own."""
        paths = [Path(name) for name in names]
        if paths and self.may_close():
            self._load(paths[0])
            self.open_more(paths[1:])

    def encoding(self) -> None:
        """Read the file again with an encoding that the person chooses."""
        from editor.ui.encoding_dialog import EncodingDialog

        review, path = self._window.desk.review, self._window.desk.path
        if review is None:
            return
        if path is None or path.suffix.lower() == PROJECT:
            self._window.say(tr("Only a file read from disk can be read with another encoding"))
            return
        dialog = EncodingDialog(path, review.transcript.source.encoding, self._window)
        if dialog.exec() and self.may_close():
            self._load(path, encoding=dialog.encoding())

    def _load(self, path: Path, *, encoding: str | None = None, sample: bool = False) -> bool:
        self.opening.cancel()
        read = partial(_read, path, encoding)
        if large(path):
            self.opening.start(path, read, self._left_as_it_was(), partial(self._show, path, sample))
            return False
        try:
            review, ledger = read()
        except UserError as error:
            self.tell(error)
            return False
        self._show(path, sample, review, ledger)
        return True

    def _show(self, path: Path, sample: bool, review: Review, ledger: Ledger | None) -> None:
        self._lay(review, None if sample else path, ledger)
        self._opened(path, sample=sample)

    def _left_as_it_was(self) -> Callable[[], bool]:
        """Return a question that the person is asked only if the open transcript was changed after this."""
        review = self._window.desk.review
        changes: list[Change] = []
        if review is not None:
            review.listen(changes.append)
        return lambda: (not changes and self._window.desk.review is review) or self.may_close()

    def make_room(self) -> None:
        """Clear the desk for a transcript that is on its way; the person has agreed."""
        self.beside.finish()
        self.rescue.done()
        self.watch.look_at(None)
        self._waiting = None
        self._window.desk.close()

    def adopt(self, review: Review, path: Path | None, ledger: Ledger) -> None:
        """Take over work that was brought back; it counts as not saved."""
        sample = path is not None and path.resolve() == resource(SAMPLE).resolve()
        self._lay(review, None if sample else path, ledger, unsaved=True)
        self._opened(path or Path(tr("Untitled")), sample=sample or path is None)

    def _lay(self, review: Review, path: Path | None, ledger: Ledger | None = None, *, unsaved: bool = False) -> None:
        """Lay a review on the desk; before the first paint no journal is begun yet, and nothing can be done either."""
        self.opening.cancel()
        self.beside.finish()
        self.rescue.done()
        self._window.desk.open_review(review, path)
        if self._window.started:
            self.rescue.follow(review, path, ledger, unsaved=unsaved)
        else:
            self._waiting = (review, path, ledger)

    def _opened(self, path: Path, *, sample: bool) -> None:
        window, review = self._window, self._window.desk.review
        assert review is not None
        self._sample = sample
        self.show_state()
        self.watch.look_at(window.desk.path)
        if not self._sample:
            window.preferences.add_recent(path)
            self.show_recent()
        source = review.transcript.source
        window.status.show_encoding("" if path.suffix.lower() == PROJECT else source.encoding.upper())
        if source.notes:
            window.notice.ask(" ".join(source.notes), (tr("Read with another…"), self.encoding))
        if window.started:
            window.start_checking()

    # --- saving ----------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write the file that was opened; ask for a name where there is none. False where it is not (to be) saved."""
        path = self._window.desk.path
        return self._write(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Write under another name, in the format of the file that was opened."""
        review = self._window.desk.review
        if review is None:
            return False
        start = self._window.desk.path or self._window.preferences.folder() / (
            review.transcript.source.path.name if review.transcript.source.path else tr("transcript") + ".txt")
        title = next((f.title for f in FORMATS if f.id == review.transcript.source.format), tr("Text"))
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save as"), str(start), f"{title} (*{start.suffix});;{tr('Project')} (*{PROJECT})")
        return bool(name) and self._write(Path(name))

    def save_project(self) -> bool:
        """Write a project: the text, the original, and every decision."""
        start = self._window.desk.path or self._window.preferences.folder() / tr("transcript")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as project"),
                                              str(start.with_suffix(PROJECT)), f"{tr('Project')} (*{PROJECT})")
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix.lower() == PROJECT else path.with_name(path.name + PROJECT))

    def _write(self, path: Path) -> bool:
        review = self._window.desk.review
        if review is None:
            return False
        self.beside.finish()
        beside = lengthy(review)
        ledger = self.rescue.ledger
        at, steps = review.history.place(), self.rescue.steps
        if beside:
            # what is typed from now on is not in this file, and counts as not saved
            review = review.snapshot()
            ledger = ledger.copy() if ledger is not None else None
            self._window.say(tr("Saving {name}…", name=path.name))
        return self.beside.run(partial(_save, path, review, ledger), lambda _: self._saved(path, at, steps),
                               beside=beside)

    def _saved(self, path: Path, at: Place, steps: int) -> None:
        self.watch.look_at(path)
        self.rescue.saved(path, self.rescue.steps - steps)
        self._window.desk.saved(path, at)
        self._window.preferences.add_recent(path)
        self.show_recent()
        self._window.say(tr("Saved {name}", name=path.name))

    def save_copy(self) -> str:
        """Put a copy of the text as it is beside the settings (an error is being told); return where, in a sentence."""
        review = self._window.desk.review
        if review is None:
            return ""
        source = review.transcript.source.path
        name = source.name if source is not None else "transcript.txt"
        path = places.state_dir() / "rescued" / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            formats.write(review.transcript, path)
        except (UserError, OSError):
            return tr("No copy of your text could be saved; save it yourself now.")
        return tr("A copy of your text was saved as {path}.", path=path)

    # --- closing ---------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the transcript, and show the start page."""
        if self.may_close():
            self.opening.cancel()
            self.make_room()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def may_close(self) -> bool:
        """Ask about unsaved changes where there are any; False where the person wants to stay."""
        self.beside.finish()
        desk = self._window.desk
        if not desk.dirty:
            return True
        name = desk.path.name if desk.path else tr("this transcript")
        answer = ask_unsaved(self._window, name)
        if answer is Answer.SAVE and self.save():
            self.beside.finish()
            return not desk.dirty
        return answer is Answer.DISCARD

    def end(self) -> None:
        """The window closes: nothing is left to recover."""
        self.opening.cancel()
        self.beside.finish()
        self.watch.look_at(None)
        self.rescue.close()

    # --- what else happens to files --------------------------------------------------------------------------

    def start(self) -> None:
        """Called after the first paint: offer what a crash left behind."""
        self.show_recent()
        if self._waiting is not None:
            self.rescue.follow(*self._waiting)
            self._waiting = None
        self.rescue.offer()
        if self._window.preferences.trouble:
            self._window.notice.ask(self._window.preferences.trouble)

    def show_recent(self) -> None:
        """Fill the menu of recent files."""
        menu = self._window.menus.recent
        menu.clear()
        for path in self._window.preferences.recent():
            menu.addAction(str(path)).triggered.connect(partial(self._open_recent, path))
        menu.setEnabled(not menu.isEmpty())

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        # later, for the menu that is cleared by this still runs
        QTimer.singleShot(0, partial(self.open_path, path))

    def _changed_on_disk(self) -> None:
        path = self._window.desk.path
        if path is None:
            return
        if not path.exists():
            self._window.notice.ask(tr("{name} was deleted or moved by another program. Save writes it again.",
                                       name=path.name))
        else:
            self._window.notice.ask(tr("{name} was changed by another program. Saving would replace that change.",
                                       name=path.name), (tr("Read it again"), self._read_again))

    def _read_again(self) -> None:
        path = self._window.desk.path
        if path is not None:
            self.open_path(path)

    def show_state(self) -> None:
        """Show in title and status bar whether all is saved."""
        desk = self._window.desk
        if desk.review is None:
            self._window.setWindowTitle("Misheard")
            return
        name = desk.path.name if desk.path else tr("Sample") if self._sample else tr("Untitled")
        self._window.setWindowTitle(f"{name}[*] – Misheard")
        self._window.setWindowModified(desk.dirty)
        self._window.status.show_saved(tr("Not saved yet") if desk.dirty else tr("Saved") if desk.path else "")

    def tell(self, error: UserError) -> None:
        """Show an error that the person can do something about."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Misheard", str(error), QMessageBox.StandardButton.Ok, self._window)
        box.exec()


def _read(path: Path, encoding: str | None) -> tuple[Review, Ledger | None]:
    """Read a transcript or a project; touches no window, so any thread may."""
    if path.suffix.lower() == PROJECT:
        from editor.storage import project

        return project.load(path)
    return Review(formats.read(path, encoding=encoding)), None


def _save(path: Path, review: Review, ledger: Ledger | None) -> None:
    """Write a transcript or a project; touches no window, so any thread may. Raises UserError."""
    if path.suffix.lower() == PROJECT:
        from editor.storage import project

        project.save(path, review, ledger)
    else:
        formats.write(review.transcript, path)


def readable() -> str:
    """Return the filter of the open dialog: everything that can be read, then each format."""
    every = " ".join(f"*{e}" for f in FORMATS for e in f.extensions)
    lines = [f"{tr('Transcripts')} ({every} *{PROJECT})", f"{tr('Project')} (*{PROJECT})"]
    lines += [f"{f.title} ({' '.join(f'*{e}' for e in f.extensions)})" for f in FORMATS]
    return ";;".join([*lines, f"{tr('All files')} (*)"])
