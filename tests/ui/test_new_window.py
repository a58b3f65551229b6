"""Several files: each gets a window, and a process, of its own."""

import json
import os
import signal

from editor.storage import places
from editor.ui.new_window import open_windows


def recent() -> list[str]:
    try:
        return json.loads((places.state_dir() / "window.json").read_text())["recent"]
    except (OSError, ValueError, KeyError):
        return []


def test_a_further_file_is_opened_by_a_process_of_its_own(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "editor").mkdir()
    (tmp_path / "editor" / "__main__.py").write_text("raise SystemExit(9)")  # the person's own module of that name
    path = tmp_path / "second.txt"
    path.write_text("The second transcript.\n")
    (process,) = open_windows([path])
    try:
        qtbot.waitUntil(lambda: str(path) in recent(), timeout=60_000)
    finally:
        os.kill(process, signal.SIGTERM)


def test_all_files_that_are_dropped_are_opened(qtbot, tmp_path, monkeypatch):
    from tests.ui.window import Bench

    bench = Bench(qtbot, tmp_path)
    opened = []
    monkeypatch.setattr(bench.window.files, "open_more", opened.extend)
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for path in paths:
        path.write_text(path.name)
    bench.window.files.dropped([str(path) for path in paths])
    assert bench.window.desk.path == paths[0]
    assert opened == paths[1:]
