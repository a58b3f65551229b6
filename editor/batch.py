"""`misheard suggest` and `misheard clean`: files in, suggestions or clean text out, by the engine of the window."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from editor import formats
from editor.errors import UserError
from editor.formats.registry import FORMATS
from editor.formats.report import render
from editor.review import Review
from editor.storage.atomic import write_bytes
from editor.storage.checking import engine_options
from editor.storage.decisions import Decisions
from editor.storage.dictionaries import Library, read_dictionary
from editor.storage.settings import Settings
from editor.suggest.assemble import EngineOptions, Report, build
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.engine import Engine
from editor.suggest.grammar.remote import Remote
from editor.suggest.grammar.status import STATE, State
from editor.suggest.speech.levels import plan
from editor.suggest.suggestion import LIKELY, MAYBE, SURE, Kind, Suggestion
from editor.transcript import Paragraph, Transcript
from editor.transcript.sides import in_language

_REPORTS = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
_CUTS = {"sure": SURE, "likely": LIKELY, "maybe": MAYBE}


def suggest(options: argparse.Namespace) -> int:
    """Print the suggestions of each file; return the exit code."""
    chosen = _chosen(options, options.min_confidence)
    engine = build(chosen, _report())
    several = len(options.files) > 1
    for path in options.files:
        transcript = _read(path, options.language)
        found = _analysed(engine, transcript, path, chosen.ignored)
        places = _places(transcript)
        if options.format == "jsonl":
            for suggestion in found:
                print(json.dumps(_row(path, places, suggestion), ensure_ascii=False))
        else:
            _print_table(path if several else None, places, found)
    return 0


def clean(options: argparse.Namespace) -> int:
    """Apply what the level says (or --accept), write the clean text and the report; return the exit code."""
    outputs = _outputs(options)
    least = options.min_confidence or 0.0
    cut = max(_CUTS[options.accept], least) if options.accept else least
    if options.report and options.report.suffix.lower() not in _REPORTS:
        raise UserError(f"{options.report}: a report is written as .html, .csv or .json; choose one of these endings")
    if options.in_place and options.only_language != "both":
        raise UserError("--in-place would take the other language out of the files; write copies with -o OUT")
    chosen = _chosen(options, max(cut, MAYBE))
    engine = build(chosen, _report())
    for path, output in zip(options.files, outputs, strict=True):
        transcript = _read(path, options.language)
        review = Review(transcript)
        for paragraph_id, some in _by_paragraph(_analysed(engine, transcript, path, chosen.ignored)).items():
            paragraph = transcript.by_id(paragraph_id)
            if paragraph is not None:
                review.receive(paragraph_id, paragraph.revision, some)
        found = [(mark.id, mark.suggestion) for mark in review.marks() if mark.suggestion.confidence >= cut]
        # without --accept it is the level that says what is applied, exactly as in the window
        ids = [number for number, _ in found] if options.accept else plan(found, options.level).ids
        review.accept(dict.fromkeys(ids), "clean")
        write_as(only_language(transcript, options.only_language, path), output)
        accepted = sum(1 for mark in review.marks() if mark.decided)
        print(f"{output}: {accepted} changes", file=sys.stderr)
        if options.report:
            target = options.report if len(outputs) == 1 else options.report.with_stem(
                f"{options.report.stem}-{path.stem}")
            write_bytes(target, render(review, _REPORTS[target.suffix.lower()]))
    return 0


def write_as(transcript: Transcript, path: Path) -> None:
    """Write a transcript; the ending of `path` chooses the format, no or an unknown ending keeps the one it had."""
    known = next((f for f in FORMATS if path.suffix.lower() in f.extensions), None)
    if known is None or known.id == transcript.source.format:
        formats.write(transcript, path)
    else:
        write_bytes(path, formats.export(transcript, known.id))


def only_language(transcript: Transcript, language: str, path: Path) -> Transcript:
    """Return the transcript, or a copy with the paragraphs in `language` alone where it is not "both".

    Raises UserError naming `path` where there are none, so that no empty file is written.
    """
    if language == "both":
        return transcript
    side = in_language(transcript, language)
    if not len(side):
        raise UserError(f"{path}: no paragraph is in the language “{language}”; choose another, or both")
    return side


def _read(path: Path, language: str) -> Transcript:
    transcript = formats.read(path)
    for note in transcript.source.notes:
        print(f"misheard: {path}: {note}", file=sys.stderr)
    if language != "auto":
        chosen = [replace(p, language=language) for p in transcript]
        transcript.splice(0, len(transcript), chosen)
    return transcript


def _chosen(options: argparse.Namespace, least: float | None) -> EngineOptions:
    """Return the command line's own choices, and the settings for what it has no option for."""
    kinds = frozenset(Kind(source) for source in options.source)
    kept = engine_options(Settings(), _dictionaries(options.dictionary), Decisions().counts())
    chosen = replace(kept, kinds=kinds, grammar=options.grammar, language=options.language,
                     least=MAYBE if least is None else least, level=options.level)
    return _with_server(chosen, options.server)


def _with_server(chosen: EngineOptions, named: str) -> EngineOptions:
    """Settle which server is asked, and tell: text leaves the computer only for one named on the command line.

    One that does not answer is told at once, in one sentence, and the embedded checker takes its place.
    """
    if Kind.GRAMMAR not in chosen.kinds or chosen.grammar not in ("auto", "languagetool"):
        if named:
            raise UserError(f"--server {named}: no grammar is checked there with these options; leave --server out, or "
                            "use --grammar languagetool")
        return chosen
    kept = Remote(chosen.server) if chosen.server else None
    if kept and kept.leaves_computer and not named:
        _tell(f"the server of the settings is not used, nothing leaves this computer; --server {kept.address} uses it")
        return replace(chosen, server="")
    server = Remote(named or chosen.server)
    if not server.url:
        return chosen
    trouble = server.trouble()
    if trouble:
        _tell(f"{trouble}; the embedded checker does its work")
        return replace(chosen, server="", grammar="embedded")
    if server.leaves_computer:
        _tell(f"the text is sent to {server.address}")
    return replace(chosen, server=server.url)


def _tell(words: str) -> None:
    print(f"misheard: {words}", file=sys.stderr)


def _report() -> Report:
    """Return what tells of a checker that stops in mid-work or leaves something out."""
    told: set[str] = set()
    state = ""

    def report(source: str, words: str) -> None:
        nonlocal state
        if source == STATE:
            state = words.partition(" ")[0]
        elif source == "grammar" and state not in (State.GONE, State.FAILED):
            return
        elif words not in told:
            told.add(words)
            _tell(words)

    return report


def _dictionaries(paths: Sequence[Path]) -> tuple[Dictionary, ...]:
    if not paths:
        return Library().active()
    result = []
    for path in paths:
        dictionary, problems = read_dictionary(path)
        for problem in problems:
            print(f"misheard: {problem}", file=sys.stderr)
        result.append(dictionary)
    return tuple(result)


def _analysed(engine: Engine, transcript: Transcript, path: Path, ignored: frozenset[str]) -> list[Suggestion]:
    """Return what the engine finds in a transcript, without the words that are never to be reported."""
    engine.load(transcript.paragraphs)
    never = frozenset(map(str.casefold, ignored))
    found: list[Suggestion] = []
    total = len(transcript)
    show = sys.stderr.isatty()
    for number, paragraph in enumerate(transcript, 1):
        found += [s for s in engine.suggest(paragraph.id) if s.original.casefold() not in never]
        if show:
            print(f"\r{path.name}: {number} of {total} paragraphs", end="", file=sys.stderr, flush=True)
    if show:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    return found


def _by_paragraph(found: Sequence[Suggestion]) -> dict[int, list[Suggestion]]:
    result: dict[int, list[Suggestion]] = {}
    for suggestion in found:
        result.setdefault(suggestion.paragraph, []).append(suggestion)
    return result


def _places(transcript: Transcript) -> dict[int, tuple[int, int]]:
    """Return for each paragraph id its line (or cue), 1-based, and where in that line it starts, in code points."""
    return {paragraph.id: (line, base) for paragraph, line, base in _lines(transcript)}


def _lines(transcript: Transcript) -> Iterator[tuple[Paragraph, int, int]]:
    line = base = 0
    for paragraph in transcript:
        if not paragraph.soft:
            line, base = line + 1, 0
        yield paragraph, line, base
        base += len(paragraph.text)


def _row(path: Path, places: dict[int, tuple[int, int]], s: Suggestion) -> dict[str, object]:
    line, base = places[s.paragraph]
    return {
        "file": str(path), "line": line, "start": base + s.span.start, "end": base + s.span.end,
        "original": s.original, "replacement": s.replacement, "alternatives": list(s.replacements[1:]),
        "source": str(s.kind), "rule": s.rule, "term": s.term, "confidence": round(s.confidence, 4),
        "tier": str(s.tier), "reasons": list(s.reasons),
    }


def _print_table(path: Path | None, places: dict[int, tuple[int, int]], found: Sequence[Suggestion]) -> None:
    if path is not None:
        print(f"{path}:")
    if not found:
        print("no suggestions")
        return
    width = max(60, shutil.get_terminal_size((110, 24)).columns)
    column = min(30, (width - 24) // 3)
    print(f"{'line':>5}  {'heard':{column}}  {'suggested':{column}}  {'sure':>4}  why")
    for s in found:
        shown = s.replacement if s.replacements and s.replacement else ("(remove)" if s.replacements else "(look here)")
        why = "; ".join(s.reasons) or s.title or s.rule
        head = f"{places[s.paragraph][0]:>5}  {_cell(s.original, column)}  {_cell(shown, column)}  "
        head += f"{s.confidence:>4.0%}  "
        print(head + _cut(why, max(20, width - len(head))))
    counts = {kind: sum(1 for s in found if s.kind is kind) for kind in Kind}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    print(f"{len(found)} suggestions: {told}")


def _cell(text: str, width: int) -> str:
    return f"{_cut(text, width):{width}}"


def _cut(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _outputs(options: argparse.Namespace) -> list[Path]:
    """Return where each file's clean text goes. Raises UserError where two would land in one file."""
    if options.in_place:
        return list(options.files)
    output: Path = options.output
    if output.is_dir():
        return [output / path.name for path in options.files]
    if len(options.files) > 1:
        raise UserError(f"{output}: is not a folder; several files need a folder to be written to (make it first)")
    return [output]
