"""The dictionaries there are: built-in packs, the user's own files, "My corrections"; and which are switched on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from editor.assets import resource
from editor.errors import UserError
from editor.storage import places
from editor.storage.atomic import write_bytes, write_failure
from editor.storage.dictionary_files import Problem, read_dictionary, write_dictionary
from editor.storage.lock import locked
from editor.storage.settings import Settings
from editor.suggest.dictionary.term import Dictionary, Term

__all__ = ["MY_CORRECTIONS", "Correction", "Library", "Problem", "Shelf", "check", "convert", "read_dictionary",
           "write_dictionary"]

MY_CORRECTIONS = "my-corrections"
_ENDINGS = (".csv", ".tsv", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One dictionary as a list shows it, without its terms."""

    name: str
    title: str
    path: Path
    builtin: bool
    on: bool


class Library:
    """All dictionaries on disk. Reads files when asked; several windows may use the same folder."""

    def __init__(self, builtin: Path | None = None, own: Path | None = None) -> None:
        self._builtin = builtin or resource("dictionaries")
        self._own = own or places.data_dir() / "dictionaries"
        self._read: dict[tuple[Path, int, int], tuple[Dictionary, list[Problem]]] = {}
        self.problems: list[Problem] = []

    def shelves(self) -> list[Shelf]:
        """Return every dictionary: "My corrections" first, the user's own, then the built-in packs."""
        off = Settings().get("dictionaries_off")
        mine = self.corrections_path
        own = [path for path in self._files(self._own) if path != mine]
        rows = [(mine, False), *((path, False) for path in own), *((path, True) for path in self._files(self._builtin))]
        return [
            Shelf(path.stem, self._title(path), path, builtin, path.stem not in off) for path, builtin in rows
        ]

    def paths(self) -> list[Path]:
        """Return every dictionary file, without reading any: what `load` one by one makes the rest quick."""
        return [*self._files(self._own), *self._files(self._builtin)]

    def switch(self, name: str, on: bool) -> None:
        """Switch a dictionary on or off, for all transcripts. Raises UserError where it cannot be written down."""
        settings = Settings()
        off = set(settings.get("dictionaries_off"))
        settings.set("dictionaries_off", sorted(off - {name} if on else off | {name}))

    def active(self) -> tuple[Dictionary, ...]:
        """Return the dictionaries that are switched on, with their terms. A file that cannot be read is a problem."""
        self.problems = []
        result = []
        for shelf in self.shelves():
            if shelf.on and (shelf.builtin or shelf.path.exists()):
                dictionary = self.load(shelf.path)
                if dictionary is not None:
                    result.append(dictionary)
        return tuple(result)

    def load(self, path: Path) -> Dictionary | None:
        """Return the dictionary in a file (read again only where the file changed), None where it cannot be read."""
        try:
            status = path.stat()
            key = (path, status.st_mtime_ns, status.st_size)
            if key not in self._read:
                self._read[key] = read_dictionary(path)
        except (UserError, OSError) as error:
            self.problems.append(Problem(path, 0, str(error)))
            return None
        dictionary, problems = self._read[key]
        self.problems += problems
        return dictionary

    @property
    def corrections_path(self) -> Path:
        """Where "My corrections" is kept."""
        return self._own / f"{MY_CORRECTIONS}.csv"

    def corrections(self) -> Dictionary:
        """Return "My corrections" as it is on disk now."""
        if not self.corrections_path.exists():
            return Dictionary(MY_CORRECTIONS, title="My corrections")
        dictionary, self.problems = read_dictionary(self.corrections_path)
        return dictionary

    def correct(self, heard: str, right: str) -> Correction:
        """Return the undoable step that has `heard` (may be "") corrected to `right` from now on; nothing done yet."""
        return Correction(self, " ".join(heard.split()), " ".join(right.split()))

    def change_corrections(self, term: str, change: Callable[[Term | None], Term | None]) -> Term | None:
        """Put what `change` makes of the entry `term` (None: there is none) in its place; return what stood there.

        Reads and writes under a lock, so that two windows never lose each other's words. Where the file has rows
        that cannot be read (edited by hand), a copy of it is kept beside it first.
        """
        try:
            self._own.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(write_failure(self.corrections_path, error)) from error
        with locked(self.corrections_path):
            problems: list[Problem] = []
            dictionary = Dictionary(MY_CORRECTIONS)
            if self.corrections_path.exists():
                dictionary, problems = read_dictionary(self.corrections_path)
            if any(problem.lost for problem in problems):
                write_bytes(self.corrections_path.with_suffix(".csv.before"), self.corrections_path.read_bytes())
            before = next((t for t in dictionary.terms if t.text == term), None)
            after = change(before)
            if after != before:
                terms = [after if t is before else t for t in dictionary.terms]
                if before is None:
                    terms.append(after)
                kept = tuple(t for t in terms if t is not None)
                write_dictionary(self.corrections_path, replace(dictionary, title="My corrections", terms=kept))
        return before

    def add_term(self, term: Term) -> None:
        """Put a term into "My corrections", in place of the entry of the same text. Raises UserError."""
        self.change_corrections(term.text, lambda _: term)

    def add(self, path: Path) -> Path:
        """Copy a dictionary file into the user's folder as CSV or JSON; return where. Raises UserError."""
        dictionary, _ = read_dictionary(path)
        self._own.mkdir(parents=True, exist_ok=True)
        ending = ".json" if path.suffix.lower() == ".json" else ".csv"
        target = self._own / f"{path.stem}{ending}"
        if target.exists():
            raise UserError(f"{target.name}: a dictionary of this name is there already; rename the file first")
        write_dictionary(target, replace(dictionary, name=path.stem))
        return target

    def remove(self, shelf: Shelf) -> None:
        """Delete one of the user's dictionaries. Raises UserError for a built-in pack."""
        if shelf.builtin:
            raise UserError(f"{shelf.title}: a built-in pack cannot be deleted; switch it off instead")
        shelf.path.unlink(missing_ok=True)

    def _title(self, path: Path) -> str:
        if path.stem == MY_CORRECTIONS:
            return "My corrections"
        dictionary = self.load(path)
        return dictionary.title if dictionary else path.stem

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)


class Correction:
    """An undoable entry in "My corrections": `heard` is written as `right` from now on."""

    def __init__(self, library: Library, heard: str, right: str) -> None:
        if not right:
            raise UserError("A correction needs the right form; type what was really said")
        if "|" in heard:
            raise UserError("“|” cannot be part of what was heard; select the words without it")
        self._library = library
        self.heard, self.right = heard, right
        self._new_form = self._new_term = False

    def redo(self) -> None:
        """Write the entry to disk."""
        self._library.change_corrections(self.right, self._with_form)

    def undo(self) -> None:
        """Take it out again, and nothing that another window has put there since."""
        self._library.change_corrections(self.right, self._without_form)

    def _with_form(self, now: Term | None) -> Term:
        known = self.heard in ("", self.right) or (now is not None and self.heard in now.heard_as)
        self._new_form = not known
        self._new_term = now is None
        now = now or Term(self.right)
        return now if known else replace(now, heard_as=(*now.heard_as, self.heard))

    def _without_form(self, now: Term | None) -> Term | None:
        if now is not None and self._new_form:
            now = replace(now, heard_as=tuple(form for form in now.heard_as if form != self.heard))
        return None if self._new_term and now == Term(self.right) else now


def check(path: Path | str) -> list[Problem]:
    """Return what is wrong with a dictionary file, row by row."""
    return read_dictionary(path)[1]


def convert(path: Path | str, out: Path | str) -> Dictionary:
    """Write the dictionary at `path` to `out`, in the format of its ending; return it."""
    dictionary, _ = read_dictionary(path)
    write_dictionary(out, dictionary)
    return dictionary
