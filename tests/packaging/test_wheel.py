"""The wheel, installed into an empty environment: the command starts, every resource is there, a file is cleaned.

Nothing comes from the network: the wheel is built by the hatchling that is installed, and the new environment takes
the libraries (not Misheard itself) from the one that runs the tests.
"""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a program away from the checkout and return what it prints."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    environment |= {"PYTHONNOUSERSITE": "1", "QT_QPA_PLATFORM": "offscreen", **variables}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True,
                          encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("misheard-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment and return its interpreter."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False, symlinks=os.name != "nt")
    interpreter = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(sys.executable, "-m", "pip", "--python", interpreter, "install", "--quiet", "--no-index", "--no-deps",
        "--disable-pip-version-check", wheel, cwd=folder)
    packages = run(interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    libraries = Path(packages.strip()) / "libraries-of-the-tests.pth"
    libraries.write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return interpreter


def test_the_wheel_holds_every_resource_byte_for_byte_and_no_tests(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for path in sorted((ROOT / "resources").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = f"editor/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
                assert name in names
                assert archive.read(name) == path.read_bytes()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.startswith("misheard-")} == {"editor"}
    assert any(name.endswith("share/applications/org.misheard.Misheard.desktop") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_runs_and_finds_its_resources(python, tmp_path):
    command = python.with_name("misheard.exe" if os.name == "nt" else "misheard")
    assert "usage: misheard" in run(command, "--help", cwd=tmp_path)
    home = run(python, "-c", "import editor; print(editor.__file__)", cwd=tmp_path).strip()
    assert Path(home).is_relative_to(python.parents[1])
    found = run(python, "-c", "from editor.assets import resource; print(resource('samples/interview-sample.txt'))",
                cwd=tmp_path).strip()
    assert Path(found).is_relative_to(Path(home).parent)


def test_the_installed_command_cleans_the_sample_and_reports_every_change(python, tmp_path):
    sample = ROOT / "resources" / "samples" / "interview-sample.txt"
    command = python.with_name("misheard.exe" if os.name == "nt" else "misheard")
    (tmp_path / "names.txt").write_text("Grok: Grock\n", encoding="utf-8")
    run(command, "clean", sample, "-o", tmp_path / "clean.txt", "--source", "dictionary", "--accept", "maybe",
        "--dictionary", tmp_path / "names.txt",
        "--report", tmp_path / "report.html", cwd=tmp_path, MISHEARD_HOME=str(tmp_path / "home"))
    cleaned = (tmp_path / "clean.txt").read_text(encoding="utf-8")
    assert cleaned == sample.read_text(encoding="utf-8").replace("Grock", "Grok")
    assert "<q>Grock</q> → <q>Grok</q>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_installed_window_opens_on_the_sample_and_gets_its_suggestions(python, tmp_path):
    """By way of the installed worker process and dictionaries."""
    script = tmp_path / "look.py"
    script.write_text(
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from editor.assets import resource\n"
        "from editor.ui import app\n"
        "from editor.ui.main_window import MainWindow\n"
        "application = app.make_application()\n"
        "def look():\n"
        "    for window in application.topLevelWidgets():\n"
        "        if isinstance(window, MainWindow) and window.isVisible() and window.desk.review is not None:\n"
        "            found = sum(1 for _ in window.desk.review.marks())\n"
        "            if found:\n"
        "                print(len(window.desk.review.transcript), found > 0, window.windowTitle())\n"
        "                timer.stop()\n"
        "                window.close()\n"
        "timer = QTimer(interval=50)\n"
        "timer.timeout.connect(look)\n"
        "timer.start()\n"
        "raise SystemExit(app.run([resource('samples/interview-sample.txt')]))\n", encoding="utf-8")
    said = run(python, script, cwd=tmp_path, MISHEARD_HOME=str(tmp_path / "home"))
    lines = (ROOT / "resources" / "samples" / "interview-sample.txt").read_text(encoding="utf-8").splitlines()
    assert said.startswith(f"{len(lines)} True ")
