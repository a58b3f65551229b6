"""From `misheard doctor --get-languagetool` to the findings of the server that it brought: the real one, in its zip."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from editor.suggest.grammar import find_languagetool
from editor.suggest.grammar.languagetool import Local
from tests.suggest.grammar.archive_server import NAME, ArchiveServer

SOURCE, LACKING = find_languagetool()
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.languagetool,
    pytest.mark.skipif(not isinstance(SOURCE, Local), reason=f"{LACKING}; make languagetool builds it"),
    pytest.mark.timeout(600),
]


def zipped() -> bytes:
    """LanguageTool as its own archive has it: one jar that names the others, which lie in `libs`."""
    assert isinstance(SOURCE, Local)
    kept, launcher = io.BytesIO(), io.BytesIO()
    line = "Class-Path: " + " ".join(f"libs/{jar.name}" for jar in SOURCE.folder.classpath)
    folded = line[:70] + "".join("\r\n " + line[n : n + 69] for n in range(70, len(line), 69))
    with zipfile.ZipFile(launcher, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\r\n{folded}\r\n\r\n")
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr(f"{NAME}/languagetool-server.jar", launcher.getvalue())
        for path in SOURCE.folder.classpath:
            made.write(path, f"{NAME}/libs/{path.name}")
    return kept.getvalue()


def test_downloaded_found_and_used(tmp_path: Path) -> None:
    server = ArchiveServer(zipped())
    server.breaks = [3_000_000]  # one break on the way
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LTP_PATH": str(tmp_path / "downloads"),
                   "LTP_DOWNLOAD_HOST_NEW_RELEASES": server.host, "LTP_DOWNLOAD_SHA256": server.sha256,
                   "NO_PROXY": "127.0.0.1", "MISHEARD_LANGUAGETOOL": str(tmp_path / "downloads")}

    def misheard(*arguments: str) -> str:
        return subprocess.run([sys.executable, "-m", "editor", *arguments], env=environment, capture_output=True,
                              text=True, check=True).stdout

    try:
        told = misheard("doctor", "--get-languagetool")
    finally:
        server.close()
    folder = tmp_path / "downloads" / NAME
    assert f"is installed in {folder}" in told
    assert len(server.wanted) == 2
    assert f"6.8: all its languages ({folder})" in misheard("doctor")
    talk = tmp_path / "talk.txt"
    talk.write_text("He have two idea about it, and they is both good ones.\n", encoding="utf-8")
    rows = [json.loads(line) for line in misheard("suggest", str(talk), "--grammar", "languagetool", "--source",
                                                  "grammar", "--format", "jsonl").splitlines()]
    assert {"have", "idea"} & {word for row in rows for word in row["original"].split()}
    assert not any(row["rule"].startswith("embedded.") for row in rows)
