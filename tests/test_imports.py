"""The house's rules of import: no Qt outside editor/ui, no Qt in the worker, and rooms that look one way only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "editor").rglob("*.py")
)
# ui → jobs, review, storage, formats → suggest → transcript; each room may import itself and what stands here
ALLOWED = {
    "transcript": set(),
    "suggest": {"transcript"},
    "review": {"suggest", "transcript"},
    "formats": {"storage", "review", "suggest", "transcript"},  # reports are written from a review
    "storage": {"formats", "review", "suggest", "transcript"},  # a project file holds both
    "jobs": {"suggest", "transcript"},
    "ui": {"jobs", "review", "storage", "formats", "suggest", "transcript"},
}
ANYONE = {"errors", "assets", ""}  # "": the version


def run(program: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_outside_the_window_needs_qt() -> None:
    outside = [m for m in MODULES if not m.startswith("editor.ui") and m != "editor.__main__"]
    assert len(outside) > 30
    run(f"""
import importlib, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "PyQt6", "PyQt5"):
            raise ImportError(f"Qt is out of bounds here: {{name}}")
sys.meta_path.insert(0, NoQt())
for module in {outside!r}:
    importlib.import_module(module)
""")


def test_the_worker_starts_without_qt_and_the_gate_without_the_engine() -> None:
    run("""
import sys
import editor.jobs
heavy = {"numpy", "rapidfuzz", "harper", "language_tool_python", "PySide6"} & set(sys.modules)
assert not heavy, heavy
assert "editor.suggest.assemble" not in sys.modules
import editor.jobs.worker
import editor.suggest.assemble
assert "PySide6" not in sys.modules
""")


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_rooms_look_one_way_only(room: str) -> None:
    for path in (ROOT / "editor" / room).rglob("*.py"):
        seen = {other for other in rooms_imported(path) if other not in ANYONE} - {room}
        assert seen <= ALLOWED[room], f"{path.relative_to(ROOT)} imports {sorted(seen - ALLOWED[room])}"


def test_the_command_line_needs_no_window() -> None:
    """Only the function that opens the window imports it, and nothing but its front door."""
    run("import sys, editor.cli; assert not {m for m in sys.modules if m.startswith(('editor.ui', 'PySide6'))}")
    names = [node.module for node in ast.walk(ast.parse((ROOT / "editor" / "cli.py").read_text("utf-8")))
             if isinstance(node, ast.ImportFrom) and str(node.module).startswith("editor.ui")]
    assert set(names) <= {"editor.ui.app"}


def rooms_imported(path: Path) -> set[str]:
    """The first name behind `editor` in each import of a file, at any depth of the file."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" if node.module == "editor" else str(node.module)
                     for alias in node.names]
        rooms |= {name.split(".")[1] if "." in name else "" for name in names if name.split(".")[0] == "editor"}
    return {room if (ROOT / "editor" / room).is_dir() or (ROOT / "editor" / f"{room}.py").exists() else ""
            for room in rooms}
