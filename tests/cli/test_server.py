"""The command line and grammar servers: text goes where the command line says, and nowhere else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor import batch
from editor.cli import run
from editor.storage.settings import Settings
from editor.suggest.grammar.remote import Remote

FAKE = Path(__file__).parents[1] / "suggest" / "grammar" / "fake_java.py"
TEXT = "They was in the old barn with teh others, and we seen an horse.\n"
Serve = Callable[[str], tuple[str, Callable[[], str]]]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server that only speaks like LanguageTool; give its address, and what it was asked so far."""
    started: list[subprocess.Popen[bytes]] = []

    def start(mode: str) -> tuple[str, Callable[[], str]]:
        log = tmp_path / "log"
        log.touch()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        child = subprocess.Popen([sys.executable, str(FAKE), "-p", str(port)], stdout=subprocess.PIPE,
                                 env={**os.environ, "FAKE_JAVA": mode, "FAKE_LOG": str(log)})
        started.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == b"Server started\n"
        return f"http://127.0.0.1:{port}/v2", lambda: log.read_text(encoding="utf-8")

    yield start
    for child in started:
        child.kill()
        with child:
            pass


def suggest(talk: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[set[str], str]:
    """Return the words that are marked, and what was said."""
    capsys.readouterr()
    assert run(["suggest", str(talk), "--source", "grammar", "--format", "jsonl", *more]) == 0
    said = capsys.readouterr()
    return {json.loads(line)["original"] for line in said.out.splitlines()}, said.err


def test_the_settings_alone_send_nothing_elsewhere(talk: Path, capsys, serve: Serve,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    address, asked = serve("good")
    monkeypatch.setattr(Remote, "leaves_computer", property(lambda self: True))  # as if it were another computer's
    Settings().set("server", address)
    for grammar in ("auto", "languagetool"):
        _, said = suggest(talk, capsys, "--grammar", grammar)
        assert "nothing leaves this computer; --server http://127.0.0.1" in said
        assert asked().count("\n") == 1  # its own start
    found, said = suggest(talk, capsys, "--server", address)
    assert f"the text is sent to {Remote(address).address}" in said
    assert "POST They was in" in asked()
    assert "teh" in found


def test_a_server_on_this_computer_is_used_as_the_settings_say(talk: Path, capsys, serve: Serve) -> None:
    address, asked = serve("good")
    Settings().set("server", address)
    found, said = suggest(talk, capsys, "--grammar", "languagetool")
    assert "POST They was in" in asked()
    assert "teh" in found
    assert said == ""


def test_a_server_that_cannot_be_reached_is_told_and_the_embedded_checker_works(talk: Path, capsys) -> None:
    expected, _ = suggest(talk, capsys, "--grammar", "embedded")
    assert expected
    for grammar in ("auto", "languagetool"):
        found, said = suggest(talk, capsys, "--grammar", grammar, "--server", "http://127.0.0.1:9")
        assert found == expected
        assert said.startswith("misheard: http://127.0.0.1:9/ cannot be reached (")
        assert said.endswith("); the embedded checker does its work\n")


def test_a_server_that_takes_calls_and_says_nothing(talk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Remote.trouble
    monkeypatch.setattr(Remote, "trouble", lambda self: whole(self, patience=0.3))
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        found, said = suggest(talk, capsys, "--server", address)
    assert found
    assert said == f"misheard: {address} does not answer; the embedded checker does its work\n"


def test_a_stranger_on_the_port_gets_no_text(talk: Path, capsys, serve: Serve) -> None:
    address, asked = serve("foreign")
    found, said = suggest(talk, capsys, "--server", address)
    assert found
    assert "does not answer like a LanguageTool server; the embedded checker does its work" in said
    assert "POST" not in asked()


def test_a_server_without_a_grammar_check_is_a_mistake(talk: Path, capsys) -> None:
    for more in (["--grammar", "embedded"], ["--source", "speech"]):
        assert run(["suggest", str(talk), "--server", "http://127.0.0.1:9", *more]) == 1
        assert "no grammar is checked there" in capsys.readouterr().err


def test_a_checker_that_stops_is_told_once(capsys) -> None:
    report = batch._report()
    for source, words in (("grammar state", "starting"), ("grammar", "LanguageTool is starting"),
                          ("grammar state", "gone"), ("grammar", "LanguageTool is not there"),
                          ("grammar state", "gone"), ("grammar", "LanguageTool is not there"),
                          ("grammar state", "ready en"), ("grammar", "LanguageTool is ready"),
                          ("grammar passages", "LanguageTool left out a passage")):
        report(source, words)
    assert capsys.readouterr().err == ("misheard: LanguageTool is not there\n"
                                       "misheard: LanguageTool left out a passage\n")
