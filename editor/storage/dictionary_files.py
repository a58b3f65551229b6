"""Dictionary files: text lines, CSV or TSV with a header, JSON; read with every problem named, written without loss.

A plain text line is a term. A line `right: wrong | wrong` lists forms it was heard as; since titles hold colons too
("Star Trek: Picard"), a line is read so only where it has a `|` behind the colon, or where at least half of the
file's other lines have a colon followed by a space.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.errors import UserError
from editor.formats.decoding import decode
from editor.storage.atomic import write_bytes
from editor.suggest.dictionary.term import Dictionary, Match, Term

LONGEST_TERM = 200  # code points; nobody says more in one name
LEFT_OUT = "left out"
_LISTS = ("heard_as", "never", "sounds_like")
_COLUMNS = ("term", *_LISTS, "category", "note", "match")
_FORMAT = "misheard-dictionary"
_MATCHES = {str(match): match for match in Match}
csv.field_size_limit(1 << 30)  # a cell may be long; the term in it is judged, not the cell


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row of a dictionary file (`line` is 1-based, 0 for the file as a whole)."""

    path: Path
    line: int
    reason: str

    @property
    def lost(self) -> bool:
        """True where the row is not among the terms that were read."""
        return self.reason.endswith(LEFT_OUT) or "malformed" in self.reason

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else str(self.path)
        return f"{place}: {self.reason}"


def read_dictionary(path: Path | str) -> tuple[Dictionary, list[Problem]]:
    """Return the dictionary in a file, and what is wrong with single rows; the other rows are all there.

    Raises UserError where the file cannot be read at all.
    """
    path = Path(path)
    try:
        text = decode(path.read_bytes(), path).text
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such dictionary file; check the name") from None
    except IsADirectoryError:
        raise UserError(f"{path}: is a folder; name a dictionary file (.txt, .csv, .tsv or .json)") from None
    except OSError as error:
        raise UserError(f"{path}: the dictionary cannot be read ({error.strerror}); check its permissions") from None
    problems: list[Problem] = []
    readers = {".csv": _csv, ".tsv": _csv, ".json": _json}
    title, description, terms = readers.get(path.suffix.lower(), _lines)(path, text, problems)
    return Dictionary(path.stem, tuple(_sound(path, terms, problems)), title or path.stem, description), problems


def write_dictionary(path: Path | str, dictionary: Dictionary) -> None:
    """Write a dictionary as CSV, TSV or JSON, by the ending of `path`. Raises UserError for another ending."""
    path = Path(path)
    if path.suffix.lower() == ".json":
        write_bytes(path, _as_json(dictionary).encode())
    elif path.suffix.lower() in (".csv", ".tsv"):
        write_bytes(path, _as_csv(dictionary, "\t" if path.suffix.lower() == ".tsv" else ",").encode())
    else:
        raise UserError(f"{path}: a dictionary is written as .csv, .tsv or .json; choose one of these endings")


def _sound(path: Path, terms: Iterable[tuple[int, Term]], problems: list[Problem]) -> Iterator[Term]:
    """Yield the terms; name what is odd about one. Only an empty one, and one that says nothing new, are left out."""
    seen: dict[str, int] = {}
    for line, term in terms:
        if not term.text:
            problems.append(Problem(path, line, "the row has no term; left out"))
            continue
        if term.text in seen:
            if term == Term(term.text):
                problems.append(Problem(path, line, f"“{_short(term.text)}” stands on line {seen[term.text]} already"))
                continue
            problems.append(Problem(path, line, f"“{_short(term.text)}” is on line {seen[term.text]} too; both count"))
        if len(term.text) > LONGEST_TERM:
            problems.append(Problem(path, line, f"“{_short(term.text)}” is {len(term.text):,} characters long: it is "
                                                "found only where it is written so"))
        elif len(term.text) == 1:
            problems.append(Problem(path, line, f"“{term.text}” is a single letter: it is never found by its sound"))
        seen.setdefault(term.text, line)
        yield term


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _lines(path: Path, text: str, problems: list[Problem]) -> tuple[str, str, list[tuple[int, Term]]]:
    del path, problems  # every line is a term: nothing can be malformed here
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1)]
    lines = [(n, line) for n, line in lines if line and not line.startswith("#")]
    doubtful = [": " in line for _, line in lines if "|" not in line]
    paired = sum(doubtful) * 2 >= len(doubtful)
    result = []
    for number, line in lines:
        right, colon, wrong = line.partition(": ")
        if colon and ("|" in wrong or paired):
            result.append((number, Term(right.strip(), _parts(wrong))))
        else:
            result.append((number, Term(line)))
    return "", "", result


def _csv(path: Path, text: str, problems: list[Problem]) -> tuple[str, str, list[tuple[int, Term]]]:
    kept = list(io.StringIO(text, newline=""))  # lines end where CSV's do, not at U+2028
    comments: list[str] = []
    while len(comments) < len(kept) and (kept[len(comments)].startswith("#") or not kept[len(comments)].strip()):
        comments.append(kept[len(comments)].lstrip("#").strip())
    first = kept[len(comments)] if len(comments) < len(kept) else ""
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ("," if "," in first or ";" not in first else ";")
    columns: _Columns | None = None
    result: list[tuple[int, Term]] = []
    for line, row in _rows(path, kept, len(comments), delimiter, problems):
        if columns is None:
            columns = _Columns.of(path, line, row, problems)
        elif any(row) and (term := columns.term(path, line, row, problems)) is not None:
            result.append((line, term))
    title, _, description = (comments or [""])[0].partition(": ")
    return title, description or "", result


def _rows(path: Path, lines: list[str], start: int, delimiter: str,
          problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line; where quotes do not close, that line alone is a problem and reading goes on."""
    while start < len(lines):
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=delimiter, strict=True)
        begins = 0
        try:
            for row in reader:
                if row and "\n" in row[0]:
                    raise csv.Error("a quote that does not close")
                yield start + begins + 1, row
                begins = reader.line_num
            return
        except csv.Error as error:
            problems.append(Problem(path, start + begins + 1, f"malformed row ({error}); left out"))
            start += begins + 1


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column of a CSV file is; -1 where there is none."""

    names: tuple[str, ...]
    places: tuple[int, ...]  # of _COLUMNS
    further: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, path: Path, line: int, header: list[str], problems: list[Problem]) -> _Columns:
        names = tuple(name.strip().lower() for name in header)
        if "term" not in names:
            raise UserError(f"{path}: the first row must name the columns, with one called “term”")
        further = tuple((name, n) for n, name in enumerate(names) if name and name not in _COLUMNS)
        if further:
            unused = ", ".join(name for name, _ in further)
            problems.append(Problem(path, line, f"columns kept, not used: {unused}"))
        return cls(names, tuple(names.index(name) if name in names else -1 for name in _COLUMNS), further)

    def term(self, path: Path, line: int, row: list[str], problems: list[Problem]) -> Term | None:
        """Return the term of a row, None where it is malformed."""
        width = len(self.names)
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            problems.append(Problem(path, line, f"the row has {len(row)} cells where the header has {width}; left out"))
            return None
        row = [*row, *[""] * (width - len(row)), ""]  # the last one is what a missing column holds
        text, heard_as, never, sounds_like, category, note, match = (row[n].strip() for n in self.places)
        if match and match not in _MATCHES:
            problems.append(Problem(path, line, f"match is “sound” or “listed”, not “{match}”; taken as “sound”"))
            match = ""
        extra = tuple((name, row[n].strip()) for name, n in self.further if row[n].strip()) if self.further else ()
        return Term(text, _parts(heard_as), _parts(never), _parts(sounds_like), category, note,
                    _MATCHES[match or "sound"], extra)


def _json(path: Path, text: str, problems: list[Problem]) -> tuple[str, str, list[tuple[int, Term]]]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: is not valid JSON ({str(error)[:120]}); export it again") from None
    entries = content.get("terms") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise UserError(f"{path}: holds no list of terms; a dictionary is an object with “terms”")
    about = content if isinstance(content, dict) else {}
    result: list[tuple[int, Term]] = []
    for number, entry in enumerate(entries, 1):
        try:
            result.append((number, _term_of(entry)))
        except (TypeError, ValueError) as error:
            problems.append(Problem(path, number, f"entry {number} is malformed: {error}"))
    return str(about.get("title", "")), str(about.get("description", "")), result


def _term_of(entry: Any) -> Term:
    if isinstance(entry, str):
        return Term(entry.strip())
    if not isinstance(entry, dict) or not isinstance(entry.get("term"), str):
        raise TypeError("it needs a “term” that is text")
    heard_as, never, sounds_like = (_texts(entry, name) for name in _LISTS)
    extra = tuple((str(k), str(v)) for k, v in entry.items() if k not in _COLUMNS)
    return Term(entry["term"].strip(), heard_as, never, sounds_like, category=str(entry.get("category", "")),
                note=str(entry.get("note", "")), match=Match(entry.get("match", Match.SOUND)), extra=extra)


def _texts(entry: dict[str, Any], name: str) -> tuple[str, ...]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise TypeError(f"“{name}” must be a list of texts")
    return tuple(value)


def _as_json(dictionary: Dictionary) -> str:
    terms: list[dict[str, object]] = []
    for term in dictionary.terms:
        entry: dict[str, object] = {"term": term.text}
        entry.update({name: list(getattr(term, name)) for name in _LISTS if getattr(term, name)})
        entry.update({name: getattr(term, name) for name in ("category", "note") if getattr(term, name)})
        if term.match is not Match.SOUND:
            entry["match"] = str(term.match)
        terms.append({**entry, **dict(term.extra)})
    whole = {"format": _FORMAT, "version": 1, "title": dictionary.title, "description": dictionary.description,
             "terms": terms}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _as_csv(dictionary: Dictionary, delimiter: str) -> str:
    further = list(dict.fromkeys(key for term in dictionary.terms for key, _ in term.extra))
    lists = any("|" in part for term in dictionary.terms for name in _LISTS for part in getattr(term, name))
    if lists:
        raise UserError("a heard-as form holds “|”, which separates forms in CSV; write the dictionary as .json")
    out = io.StringIO(newline="")
    if (dictionary.title and dictionary.title != dictionary.name) or dictionary.description:
        about = dictionary.title + (f": {dictionary.description}" if dictionary.description else "")
        out.write("# " + " ".join(about.split()) + "\n")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*_COLUMNS, *further])
    for term in dictionary.terms:
        match = "" if term.match is Match.SOUND else str(term.match)
        extra = dict(term.extra)
        writer.writerow([term.text, *(" | ".join(getattr(term, name)) for name in _LISTS), term.category, term.note,
                         match, *(extra.get(key, "") for key in further)])
    return out.getvalue()


def _parts(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(part for part in (piece.strip() for piece in text.split("|")) if part)
