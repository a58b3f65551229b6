"""The dictionaries: which are switched on, the terms of each, and the fields of one term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.errors import UserError
from editor.review import Review, Verdict
from editor.storage.dictionaries import Library, Shelf
from editor.storage.dictionary_files import write_dictionary
from editor.suggest.dictionary.term import Dictionary, Term
from editor.ui.shelf_delegate import COUNT, ShelfDelegate
from editor.ui.term_form import TermForm
from editor.ui.term_table import ACCEPTED, CATEGORY, HEARD, HERE, SOUNDS, TermDelegate, TermRows
from editor.ui.translate import plural, tr

_SHELF = Qt.ItemDataRole.UserRole
_FILES = "*.csv *.tsv *.txt *.json"


class DictionaryWindow(QWidget):
    """A window beside the main one; `changed` says that the check must take the dictionaries anew."""

    changed = Signal()

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Dictionaries"))
        self.resize(1120, 700)
        self._library = library
        self._review: Review | None = None
        self._dictionary: Dictionary | None = None
        self.shelves = QListWidget()
        self.shelves.setAccessibleName(tr("Dictionaries"))
        self.shelves.setItemDelegate(ShelfDelegate(self.shelves))
        self.shelves.setFrameShape(QFrame.Shape.NoFrame)
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setAccessibleName(tr("Search terms"))
        self.add_button, self.export_button = QPushButton(tr("Add term")), QPushButton(tr("Export…"))
        self.add_button.setProperty("primary", True)
        self.rows = TermRows(self)
        self.table = QTableView()
        self.form = TermForm()
        self.notice = QLabel()
        self.notice.setProperty("look", "muted")
        self.notice.setWordWrap(True)
        self.delete_button = QPushButton(tr("Delete this dictionary"))
        self._set_up_table()
        self._lay_out()
        self._connect()
        self.fill()

    def _set_up_table(self) -> None:
        self.table.setModel(self.rows)
        self.table.setItemDelegate(TermDelegate(self.table))
        self.table.setAccessibleName(tr("Terms"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 18)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        for column, width in ((0, 160), (SOUNDS, 100), (CATEGORY, 100), (HERE, 128), (ACCEPTED, 84)):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(HEARD, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("shelf-side")
        side.setFixedWidth(240)
        heading = QLabel(tr("Dictionaries"))
        heading.setProperty("look", "title")
        heading.setContentsMargins(8, 0, 0, 4)
        left = QVBoxLayout(side)
        left.setContentsMargins(10, 14, 10, 12)
        left.addWidget(heading)
        left.addWidget(self.shelves, 1)
        for text, action in ((tr("＋  New dictionary…"), self.new), (tr("⤓  Import CSV, TSV, text…"), self.import_file),
                             (tr("⌕  Find terms in transcript…"), self.find_terms)):
            button = QPushButton(text)
            button.setProperty("look", "link")
            button.clicked.connect(action)
            left.addWidget(button)
        top = QHBoxLayout()
        for widget in (self.search, self.add_button, self.export_button):
            top.addWidget(widget)
        bottom = QHBoxLayout()
        bottom.addWidget(self.notice, 1)
        bottom.addWidget(self.delete_button)
        page = QWidget()
        page.setObjectName("page")
        right = QVBoxLayout(page)
        right.setContentsMargins(16, 14, 16, 12)
        right.setSpacing(10)
        right.addLayout(top)
        right.addWidget(self.table, 1)
        right.addWidget(self.form)
        right.addLayout(bottom)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(page, 1)

    def _connect(self) -> None:
        self.shelves.currentItemChanged.connect(self._show_shelf)
        self.shelves.itemChanged.connect(self._switched)
        self.search.textChanged.connect(self.rows.search)
        self.table.selectionModel().currentRowChanged.connect(self._show_term)
        self.rows.modelReset.connect(self._first_row)
        self.add_button.clicked.connect(self.add_term)
        self.export_button.clicked.connect(self.export)
        self.delete_button.clicked.connect(self.delete)
        self.form.changed.connect(self._keep_term)
        self.form.removed.connect(self._remove_term)

    # --- what is shown ---------------------------------------------------------------------------------------

    def show_review(self, review: Review | None) -> None:
        """Count each term in this review from now on."""
        self._review = review
        self._show_shelf()

    def fill(self, name: str = "") -> None:
        """List the dictionaries again and go to one of them (default: the one shown)."""
        name = name or (self.shelf.name if self.shelf else "")
        self.shelves.blockSignals(True)
        self.shelves.clear()
        for shelf in self._library.shelves():
            item = QListWidgetItem(shelf.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if shelf.on else Qt.CheckState.Unchecked)
            item.setData(_SHELF, shelf)
            item.setData(COUNT, len(self._load(shelf).terms))
            self.shelves.addItem(item)
            if shelf.name == name or self.shelves.currentRow() < 0:
                self.shelves.setCurrentItem(item)
        self.shelves.blockSignals(False)
        self._show_shelf()

    @property
    def shelf(self) -> Shelf | None:
        """The dictionary that is shown."""
        item = self.shelves.currentItem()
        found = item.data(_SHELF) if item is not None else None
        return found if isinstance(found, Shelf) else None

    def _load(self, shelf: Shelf) -> Dictionary:
        found = self._library.load(shelf.path) if shelf.path.exists() else None
        return found or Dictionary(shelf.name, title=shelf.title)

    def _show_shelf(self) -> None:
        shelf = self.shelf
        if shelf is None:
            return
        self._library.problems = []
        self._dictionary = self._load(shelf)
        here: Counter[str] = Counter()
        decided: Counter[str] = Counter()
        accepted: Counter[str] = Counter()
        for mark in self._review.marks() if self._review is not None else ():
            if mark.suggestion.term:
                here[mark.suggestion.term] += 1
                decided[mark.suggestion.term] += mark.decided
                accepted[mark.suggestion.term] += mark.verdict is Verdict.ACCEPTED
        self.rows.set_terms(self._dictionary.terms, here, {t: (accepted[t], n) for t, n in decided.items() if n})
        count = len(self._dictionary.terms)
        self.search.setPlaceholderText(plural("Search {n} term…", "Search {n} terms…", count))
        self.form.set_categories(sorted({t.category for t in self._dictionary.terms if t.category}))
        self.add_button.setEnabled(not shelf.builtin)
        self.delete_button.setVisible(not shelf.builtin and shelf.path.exists())
        problems = self._library.problems
        empty = tr("Nothing here yet. Select misheard words in the transcript and press Ctrl+D, or add a term.")
        words = self._dictionary.description if count or shelf.builtin else empty
        self.notice.setText(str(problems[0]) if problems else words)

    def _first_row(self) -> None:
        self.table.selectRow(0)
        self._show_term()

    def _show_term(self) -> None:
        shelf = self.shelf
        term = self.rows.term_at(self.table.currentIndex().row())
        self.form.show_term(term, writable=shelf is not None and not shelf.builtin)

    # --- what is changed -------------------------------------------------------------------------------------

    def add_term(self, text: str = "") -> None:
        """Show an empty form for a new term."""
        self.table.clearSelection()
        self.form.show_term(Term(text or ""), new=True)
        self.form.text.setFocus()

    def _keep_term(self, before: str, term: Term) -> None:
        assert self._dictionary is not None
        if term.text != before and any(t.text == term.text for t in self._dictionary.terms):
            self._tell(UserError(tr("“{term}” is in this dictionary already.", term=term.text)))
            return
        if before:
            terms = tuple(term if t.text == before else t for t in self._dictionary.terms)
        else:
            terms = (*self._dictionary.terms, term)
        self._write(replace(self._dictionary, terms=terms), term.text)

    def _remove_term(self, text: str) -> None:
        assert self._dictionary is not None
        self._write(replace(self._dictionary, terms=tuple(t for t in self._dictionary.terms if t.text != text)))

    def _write(self, dictionary: Dictionary, go_to: str = "") -> None:
        shelf = self.shelf
        if shelf is None or shelf.builtin:
            return

        def write() -> None:
            shelf.path.parent.mkdir(parents=True, exist_ok=True)
            write_dictionary(shelf.path, dictionary)

        if self._try(write):
            self.fill()
            row = self.rows.row_of(go_to)
            if row is not None:
                self.table.selectRow(row)
            self.changed.emit()

    def _switched(self, item: QListWidgetItem) -> None:
        shelf, on = item.data(_SHELF), item.checkState() == Qt.CheckState.Checked
        if self._try(lambda: self._library.switch(shelf.name, on)):
            self.changed.emit()

    # --- whole dictionaries ----------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a name and make an empty dictionary."""
        name, said = QInputDialog.getText(self, tr("New dictionary"), tr("Its name"))
        if said and name.strip():
            self.make(name.strip())

    def make(self, title: str) -> None:
        """Make an empty dictionary of the person's own and show it."""
        path = self._library.corrections_path.parent / f"{file_name(title)}.csv"
        if path.exists():
            self._tell(UserError(tr("There is a dictionary of this name already.")))
            return

        def write() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_dictionary(path, Dictionary(path.stem, title=title))

        if self._try(write):
            self.fill(path.stem)
            self.changed.emit()

    def import_file(self) -> None:
        """Copy a list of terms into the person's dictionaries."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Import terms"), "", f"{tr('Lists of terms')} ({_FILES})")
        if name:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Copy the list at `path` and show it; rows left out are told."""
        added: list[Path] = []
        if self._try(lambda: added.append(self._library.add(path))):
            self.fill(added[0].stem)
            self.changed.emit()

    def export(self) -> None:
        """Write the dictionary that is shown to a file."""
        if self._dictionary is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, tr("Export dictionary"), f"{self._dictionary.name}.csv",
                                              "CSV (*.csv);;JSON (*.json)")
        dictionary = self._dictionary
        if name:
            path = Path(name) if Path(name).suffix else Path(name + ".csv")
            self._try(lambda: write_dictionary(path, dictionary))

    def delete(self) -> None:
        """Delete the dictionary that is shown, after a question."""
        shelf = self.shelf
        if shelf is None:
            return
        question = tr("Delete the dictionary “{title}” with all its terms?", title=shelf.title)
        yes = QMessageBox.question(self, tr("Dictionaries"), question) == QMessageBox.StandardButton.Yes
        if yes and self._try(lambda: self._library.remove(shelf)):
            self.fill()
            self.changed.emit()

    def find_terms(self) -> None:
        """Offer names that the transcript has and no dictionary knows."""
        from editor.ui.found_terms_dialog import FoundTermsDialog, finder

        if self._review is None:
            self._tell(UserError(tr("Open a transcript first; its names are looked for.")))
            return
        found = finder(self._review, self._library.active())
        dialog = FoundTermsDialog(found, self._review.transcript.paragraphs, self)
        if dialog.exec() and (terms := dialog.terms()):
            if self.shelf is None or self.shelf.builtin:
                self.fill(self._library.corrections_path.stem)
            assert self._dictionary is not None
            known = {t.text for t in self._dictionary.terms}
            new = tuple(term for term in terms if term.text not in known)
            self._write(replace(self._dictionary, terms=(*self._dictionary.terms, *new)))

    def _try(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except UserError as error:
            self._tell(error)
            return False
        return True

    def _tell(self, error: UserError) -> None:
        QMessageBox.warning(self, tr("Dictionaries"), str(error))


def file_name(title: str) -> str:
    """Return a name for a file that says what the title says."""
    words = "".join(c if c.isalnum() else "-" for c in title.casefold()).strip("-")
    return "-".join(filter(None, words.split("-"))) or "dictionary"
