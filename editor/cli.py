"""The `misheard` command: the window, and the same engine without it.

Exit codes: 0 done, 1 failed (one sentence on stderr that names the file), 2 wrong usage. Progress goes to stderr, and
only where that is a terminal.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import editor
from editor.errors import UserError

COMMANDS = ("suggest", "clean", "export", "dictionary", "doctor")
_SOURCES = ("dictionary", "grammar", "speech")

_WINDOW_HELP = """\
commands (misheard COMMAND --help tells more):
  suggest FILE…                print the suggestions
  clean FILE… -o OUT           apply suggestions and write the clean text
  export FILE -o OUT           write a transcript in another format
  dictionary check|convert     look over a dictionary file, or write it as CSV or JSON
  doctor                       what is here, what is missing, and the one command that gets it
"""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; return the exit code. Raises SystemExit(2) for wrong usage, as argparse does."""
    try:
        if arguments and arguments[0] in COMMANDS:
            options = _command_parser().parse_args(arguments)
            return int(options.run(options))
        return _open_window(_window_parser().parse_args(arguments))
    except UserError as error:
        print(f"misheard: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("misheard: stopped", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # the reader of our output left (`misheard suggest … | head`); keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="misheard", epilog=_WINDOW_HELP, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Clean up machine transcripts: misheard names, grammar, speech errors; reviewed from the keyboard.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="transcripts to open, a window for each")
    parser.add_argument("--sample", action="store_true", help="open the sample transcript that comes with Misheard")
    parser.add_argument("--version", action="version", version=f"misheard {editor.__version__}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="misheard")
    commands = parser.add_subparsers(dest="command", required=True)

    suggest = commands.add_parser("suggest", help="print the suggestions for transcripts")
    _add_analysis(suggest)
    suggest.add_argument("--format", choices=("table", "jsonl"), default="table",
                         help="a table for people, or one JSON object a line")
    suggest.set_defaults(run=_suggest)

    clean = commands.add_parser("clean", help="apply suggestions and write the clean text")
    _add_analysis(clean)
    target = clean.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", type=Path, metavar="OUT",
                        help="file to write; its ending chooses the format; a folder for several files")
    target.add_argument("--in-place", action="store_true", help="write over the files themselves")
    clean.add_argument("--only-language", default="both", metavar="TAG",
                       help="of a transcript in two languages write only this one, e.g. en or zh (default: both)")
    clean.add_argument("--accept", choices=("sure", "likely", "maybe"), default=None,
                       help="apply every suggestion that is as sure as this (default: what the level applies, as "
                            "Clean up to a level in the window does)")
    clean.add_argument("--report", type=Path, metavar="OUT", help="list every change: OUT.html, .csv or .json")
    clean.set_defaults(run=_clean)

    export = commands.add_parser("export", help="write a transcript in another format")
    export.add_argument("files", nargs=1, type=Path, metavar="FILE")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="its ending chooses the format")
    export.add_argument("--language", default="both", metavar="TAG",
                        help="of a transcript in two languages only this one, e.g. en or zh (default: both)")
    export.set_defaults(run=_export)

    dictionary = commands.add_parser("dictionary", help="look over a dictionary file, or convert it")
    actions = dictionary.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="report malformed rows; exit 1 where there are any")
    check.add_argument("path", type=Path, metavar="PATH")
    check.set_defaults(run=_dictionary_check)
    convert = actions.add_parser("convert", help="write it as CSV or JSON")
    convert.add_argument("path", type=Path, metavar="PATH")
    convert.add_argument("output", type=Path, nargs="?", metavar="OUT", help="default: PATH with the ending .csv")
    convert.set_defaults(run=_dictionary_convert)

    doctor = commands.add_parser("doctor", help="what is here, what is missing, and the one command that gets it")
    doctor.add_argument("--get-languagetool", action="store_true",
                        help="download and install LanguageTool (size told first, checksum checked; stop with Ctrl+C, "
                             "the same command goes on)")
    doctor.add_argument("--for-window", action="store_true", help=argparse.SUPPRESS)
    doctor.set_defaults(run=_doctor)
    return parser


def _add_analysis(parser: argparse.ArgumentParser) -> None:
    from editor.storage.settings import declared

    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--dictionary", action="append", type=Path, default=[], metavar="PATH",
                        help="use these dictionary files (and no others); repeatable")
    parser.add_argument("--source", type=_sources, default=_SOURCES, metavar="KINDS",
                        help="which kinds of suggestions, comma-separated: dictionary,grammar,speech (default: all)")
    parser.add_argument("--grammar", choices=tuple(declared("grammar").choices), default="auto",
                        help="which grammar checker (default: LanguageTool where it is set up, else the embedded one)")
    parser.add_argument("--server", default="", metavar="URL",
                        help="check grammar at this LanguageTool server; the text is sent there (one on another "
                             "computer is used only where it is named here, whatever the settings say)")
    parser.add_argument("--min-confidence", type=_probability, default=None, metavar="P",
                        help="leave out suggestions below this confidence, 0 to 1 (default: 0.2)")
    parser.add_argument("--language", default="auto", metavar="TAG",
                        help="language of the text, e.g. en-US (default: found for each paragraph)")
    parser.add_argument("--level", choices=tuple(declared("level").choices), default="light",
                        help="how much of the spoken style to clean up (default: light)")


def _sources(text: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [part for part in chosen if part not in _SOURCES]
    if unknown or not chosen:
        raise argparse.ArgumentTypeError(f"unknown source {', '.join(unknown)!r}; there are {', '.join(_SOURCES)}")
    return chosen


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def _open_window(options: argparse.Namespace) -> int:
    from editor.assets import resource

    files = [resource("samples/interview-sample.txt")] if options.sample else options.files
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError("there is no display to open a window on; misheard clean FILE -o OUT does the job without one")
    gc.disable()  # nothing that is loaded for the window is garbage; the window's own Collector takes over
    from editor.ui.app import run as run_window

    return run_window([Path(file) for file in files])


def _suggest(options: argparse.Namespace) -> int:
    from editor.batch import suggest

    return suggest(options)


def _clean(options: argparse.Namespace) -> int:
    from editor.batch import clean

    return clean(options)


def _export(options: argparse.Namespace) -> int:
    from editor import formats
    from editor.batch import only_language, write_as

    write_as(only_language(formats.read(options.files[0]), options.language, options.files[0]), options.output)
    return 0


def _dictionary_check(options: argparse.Namespace) -> int:
    from editor.storage.dictionaries import read_dictionary

    dictionary, problems = read_dictionary(options.path)
    for problem in problems:
        print(problem, file=sys.stderr)
    aliases = sum(len(term.heard_as) for term in dictionary.terms)
    print(f"{options.path}: {len(dictionary.terms)} terms, {aliases} heard-as forms, {len(problems)} problems")
    return 1 if problems else 0


def _dictionary_convert(options: argparse.Namespace) -> int:
    from editor.storage.dictionaries import read_dictionary, write_dictionary

    output = options.output or options.path.with_suffix(".csv")
    if output.exists() and output.resolve() == options.path.resolve():
        raise UserError(f"{output}: is the file that is read; name another file to write, e.g. "
                        f"{options.path.with_suffix('.json').name}")
    dictionary, problems = read_dictionary(options.path)
    for problem in problems:
        print(problem, file=sys.stderr)
    write_dictionary(output, dictionary)
    print(f"{output}: {len(dictionary.terms)} terms written")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    if options.get_languagetool:
        from editor.getting import get_languagetool, serve_window

        return serve_window() if options.for_window else get_languagetool()
    from editor.doctor import examine

    for finding in examine():
        print(finding)
    return 0
