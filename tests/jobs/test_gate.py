"""The gate with a real worker process: results, order, crashes, hangs, and the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from editor.jobs import Gate
from editor.suggest.assemble import EngineOptions
from editor.suggest.suggestion import Kind
from editor.transcript import Paragraph, Transcript
from tests.jobs.listener import Keeping

ROOT = Path(__file__).parents[2]
MakeGate = Callable[..., tuple[Gate, Keeping]]


@pytest.fixture
def make() -> Iterator[MakeGate]:
    gates: list[Gate] = []

    def gate(engine: str = "plain", patience: float = 10.0) -> tuple[Gate, Keeping]:
        listener = Keeping()
        gates.append(Gate(listener, f"tests.jobs.engines:{engine}", patience))
        return gates[-1], listener

    yield gate
    for each in gates:
        each.close()
    assert not [t.name for t in threading.enumerate() if t.name.startswith("gate-")]


def options(word: str = "good") -> EngineOptions:
    return EngineOptions(language=word)


def lines(*texts: str) -> list[Paragraph]:
    return list(Transcript.of_lines(texts))


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def wait_for(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_results_of_all_stages_arrive_as_objects(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines("a bad and worse line", "nothing here", "bad 😀 bad"))
    heard.wait(lambda: heard.rests > 0)
    assert heard.words(1) == ["good", "worst"]
    assert heard.words(2) == []
    assert [s.span.start for s in heard.found[3].suggestions] == [0, 6]
    assert heard.found[1].suggestions[0].kind is Kind.DICTIONARY
    assert heard.found[1].pending == frozenset()
    assert ("dictionary", "ready") in heard.statuses
    assert heard.steps[-1][0] == heard.steps[-1][1]


def test_an_edit_is_checked_again_and_what_is_gone_is_forgotten(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines("bad", "bad"))
    heard.wait(lambda: heard.rests > 0)
    rests = heard.rests
    gate.change([Paragraph(1, "fine", revision=5)], gone=[2])
    heard.wait(lambda: heard.rests > rests)
    assert heard.found[1].revision == 5
    assert heard.words(1) == []


def test_new_options_check_everything_again(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options("good"))
    gate.load(lines("bad", "bad"))
    heard.wait(lambda: heard.rests > 0)
    rests = heard.rests
    gate.configure(options("better"))
    heard.wait(lambda: heard.rests > rests)
    assert heard.words(1) == heard.words(2) == ["better"]


def test_cancel_stops_and_an_edit_starts_anew(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines(*["SLOW bad"] * 3000))
    heard.wait(lambda: len(heard.found) > 0)
    gate.cancel()
    heard.wait(lambda: heard.rests > 0)
    assert len(heard.found) < 3000
    rests = heard.rests
    gate.change([Paragraph(3000, "bad", revision=1)])
    heard.wait(lambda: heard.rests > rests)
    assert heard.words(3000) == ["good"]


def test_a_paragraph_that_kills_the_worker_is_set_aside_and_the_rest_is_done(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines("bad", "DIE bad", "bad", "DIE", "worse"))
    heard.wait(lambda: {p for p, _ in heard.troubles} == {2, 4} and heard.words(5) == ["worst"])
    assert heard.words(1) == heard.words(3) == ["good"]
    assert "stopped at this paragraph" in heard.troubles[0][1]
    assert any(source == "worker" and "started again" in text for source, text in heard.statuses)
    gate.change([Paragraph(2, "no longer deadly, bad", revision=7)])
    heard.wait(lambda: heard.words(2) == ["good"])


def test_a_worker_that_is_killed_while_it_rests_comes_back_with_the_edited_text(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines("bad", "bad", "bad"))
    heard.wait(lambda: heard.rests > 0)
    gate.change([Paragraph(1, "now", revision=1), Paragraph(9, "worse", revision=2)], gone=[3])
    heard.wait(lambda: heard.words(9) == ["worst"])
    first = gate.worker_pid
    assert first is not None
    rests = heard.rests
    heard.found.clear()
    os.kill(first, signal.SIGKILL)
    heard.wait(lambda: heard.rests > rests)
    assert set(heard.found) == {1, 2, 9}
    assert gate.worker_pid != first
    assert not heard.troubles


def test_a_hang_is_ended_and_set_aside(make: MakeGate) -> None:
    gate, heard = make(patience=2.0)
    gate.configure(options())
    gate.load(lines("bad", "HANG", "bad"))
    heard.wait(lambda: heard.words(3) == ["good"])
    assert [p for p, _ in heard.troubles] == [2]
    assert "longer than 2 seconds" in heard.troubles[0][1]


def test_an_error_in_a_detector_costs_one_paragraph_and_no_restart(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines("bad", "RAISE", "bad"))
    heard.wait(lambda: heard.rests > 0)
    assert heard.troubles == [(2, "A check failed here and was left out (ValueError: asked for).")]
    assert heard.words(3) == ["good"]
    assert not [text for source, text in heard.statuses if source == "worker"]


def test_a_worker_that_always_dies_is_given_up_and_new_options_try_again(
    make: MakeGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.jobs.keeper._PAUSES", (0.0, 0.05))
    gate, heard = make("broken")
    gate.configure(options())
    gate.load(lines("bad"))
    heard.wait(lambda: any("switched off" in text for _, text in heard.statuses))
    assert gate.worker_pid is None
    assert "Abort" in gate.last_words  # the fault handler's own report, kept for a bug report
    gate.configure(options())
    heard.wait(lambda: sum("switched off" in text for _, text in heard.statuses) == 2)


def test_a_worker_that_cannot_be_started_is_said_and_tried_again(
    make: MakeGate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as nowhere:
        nowhere.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        gate, heard = make()
        heard.wait(lambda: any("cannot be started" in text for _, text in heard.statuses))
    gate.configure(options())
    gate.load(lines("bad"))
    heard.wait(lambda: heard.words(1) == ["good"])


def test_answers_about_the_transcript_before_are_dropped(make: MakeGate) -> None:
    gate, heard = make()
    gate.configure(options())
    gate.load(lines(*["SLOW bad"] * 500))
    heard.wait(lambda: len(heard.found) > 0)
    with gate._speaking:
        heard.found.clear()
        gate._serial += 1  # as `load` does
    gate.load(lines("fine"))
    heard.wait(lambda: heard.rests > 0)
    assert {p: len(r.suggestions) for p, r in heard.found.items()} == {1: 0}


def test_no_call_waits_for_a_worker_that_hangs(make: MakeGate) -> None:
    gate, _ = make()
    gate.configure(options())
    gate.load(lines("HANG"))
    cpu = time.thread_time()
    for n in range(2000):  # far more than a pipe holds
        gate.change([Paragraph(1, "HANG " + "x" * 1000, revision=n + 1)])
    assert time.thread_time() - cpu < 1.0
    gate.close()


def test_closing_ends_the_worker_and_what_it_started(make: MakeGate) -> None:
    gate, heard = make("with_a_server")
    gate.configure(options())
    gate.load(lines("bad"))
    heard.wait(lambda: heard.rests > 0)
    server = int(next(text for source, text in heard.statuses if source == "server"))
    worker = gate.worker_pid
    assert worker is not None
    assert psutil.pid_exists(server)
    gate.close()
    assert gone(worker)
    wait_for(lambda: gone(server))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
@pytest.mark.parametrize("text", ["bad", "HANG"])
def test_the_worker_ends_whatever_kills_the_window(how: signal.Signals, text: str) -> None:
    program = f"""
import time
from editor.jobs import Gate
from editor.suggest.assemble import EngineOptions
from tests.jobs.listener import Keeping
from editor.transcript import Transcript
heard = Keeping()
gate = Gate(heard, "tests.jobs.engines:plain")
gate.configure(EngineOptions())
gate.load(Transcript.of_lines(["bad", {text!r}]))
heard.wait(lambda: ("dictionary", "ready") in heard.statuses)
print(gate.worker_pid, flush=True)
time.sleep(3600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT) as window:
        assert window.stdout is not None
        worker = int(window.stdout.readline())
        assert psutil.pid_exists(worker)
        window.send_signal(how)
    wait_for(lambda: gone(worker))


def test_a_frozen_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.__main__ import main
    from editor.jobs import process, worker

    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = process._command()
    assert command == [sys.executable, process.FROZEN_FLAG]
    monkeypatch.setattr(sys, "argv", [*command, "--engine", "x:y", "--crumb", "7"])
    monkeypatch.setattr(worker, "main", lambda arguments: asked.append(arguments) or 0)
    with pytest.raises(SystemExit):
        main()
    assert asked == [["--engine", "x:y", "--crumb", "7"]]


def test_no_descriptor_and_no_process_is_left_behind(make: MakeGate) -> None:
    def once() -> None:
        gate, heard = make()
        gate.configure(options())
        gate.load(lines("DIE", "bad"))
        heard.wait(lambda: heard.words(2) == ["good"])
        gate.close()

    once()
    me = psutil.Process()
    before = me.num_fds() if hasattr(me, "num_fds") else 0
    once()
    assert (me.num_fds() if hasattr(me, "num_fds") else 0) == before
    assert not [c for c in me.children() if "editor.jobs.worker" in " ".join(c.cmdline())]
