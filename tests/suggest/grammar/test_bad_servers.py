"""LanguageTool's adapter against servers that are slow, deaf, lying, foreign, or dying in mid-answer. No Java.

What is known to go wrong with such checkers, and the test that guards against it (of this file unless named):

1. a server for each retry (slow start, busy port, proxy): never_speaks, taken_port, ends_at_once, proxy
2. a stranger's server on the port: foreign_server
3. orphans after a kill: no_server_survives_us; with the real one: test_languagetool, left_when_worker_or_window
4. a forked child that ends takes the server along: forked_child
5. exceptions of the library escape: java_is_asked ("26-ea"), garbage, code_points (lone surrogate), ends_at_once
6. a slow text is sent twice: deaf_server
7. an error answer restarts the server: too_long
8. LTP_JAR_DIR_PATH half obeyed: library's_variables
9. offsets in other units: code_points, liar; test_languagetool, astral; test_embedded, emoji
10. offsets kept in a cache of the class: two_threads
11. an incomplete answer taken for no findings: incomplete
12. ready before the rules are read: good_server
13. a question for the languages with every check: ask_for_the_languages_once
14. the checker's own word lists edited: library's_variables
15. the embedded checker's traps: test_embedded (profile, unknown words, hard_texts, threads_that_ask_at_once)
16. another engine's hang on a run of digits: that engine is not used; such runs: test_embedded, pieces
17. two packages of one name: test_embedded, one_harper
18. pathological texts: test_embedded and test_languagetool, monsters
19. stale findings on edited text: tests/review/test_review.py, tests/jobs/test_loop.py (revisions)
20. repairs of the dictionary's terms: test_embedded, words_of_the_dictionary; tests/suggest/test_merge_checkers.py
"""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from editor.suggest.engine import Engine
from editor.suggest.grammar.folder import ServerFolder, find_folder, read_folder
from editor.suggest.grammar.java import Java, find_java
from editor.suggest.grammar.languagetool import LanguageToolChecker, Local
from editor.suggest.grammar.port import Failure
from editor.suggest.grammar.profile import load
from editor.suggest.grammar.remote import Remote
from editor.suggest.grammar.server import NotStartedError, start_server
from editor.suggest.grammar.status import STATE, State
from editor.suggest.grammar.waiting import LanguageToolDetector
from editor.transcript import Paragraph

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake Java is a script with a first line")
FAKE = Path(__file__).with_name("fake_java.py")
FOLDER = ServerFolder(Path(), "6.8", ("en",), (Path("server.jar"),))


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Java:
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    return Java(fake_program(tmp_path), 17)


def hear(source: str, words: str) -> None:
    (states if source == STATE else said).append(words)


@pytest.fixture
def checker(java: Java, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., LanguageToolChecker]]:
    """Make checkers whose server behaves as named; at the end no process of theirs may be left."""
    made: list[LanguageToolChecker] = []

    def make(mode: str, **settings: float) -> LanguageToolChecker:
        monkeypatch.setenv("FAKE_JAVA", mode)
        said.clear()
        states.clear()
        checker = LanguageToolChecker(Local(java, FOLDER), hear,
                                      pauses=(0.01, 0.01, 0.01), **settings)
        made.append(checker)
        checker.start()
        checker.wait(30)
        return checker

    yield make
    for each in made:
        each.close()
    wait_until(lambda: not started_by_us(java))


said: list[str] = []
states: list[str] = []


def fake_program(folder: Path) -> Path:
    bin_folder = folder / "home" / "bin"
    bin_folder.mkdir(parents=True)
    program = bin_folder / "java"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -S {FAKE} "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def started_by_us(java: Java) -> list[int]:
    """Return the processes, fake servers and guardians, that belong to this fake Java."""
    log = Path(os.environ["FAKE_LOG"])
    pids = [int(line.split()[1]) for line in log.read_text().splitlines() if line.startswith("START")] \
        if log.exists() else []
    guardians = [p.pid for p in psutil.process_iter(["cmdline"]) if str(java.path) in (p.info["cmdline"] or ())]
    return [pid for pid in (*pids, *guardians) if alive(pid)]


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not what():
        assert time.monotonic() < until, "it never came to be"
        time.sleep(0.02)


def log_lines() -> list[str]:
    return Path(os.environ["FAKE_LOG"]).read_text().splitlines()


def test_a_good_server_is_ready_only_after_a_sentence_and_counts_code_points(
        checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")
    assert tool.status.state is State.READY
    assert said == ["LanguageTool is starting", "LanguageTool is warming up", "LanguageTool 6.8 is ready"]
    assert states == ["starting", "warming", "ready en"]
    assert any(line.startswith("POST") for line in log_lines())  # the sentence that warmed it up
    text = "😀𝒳 teh 漢字 \U00020000 teh \ud800 teh\0"
    issues = tool.check(text, "en")
    assert [text[i.start : i.end] for i in issues if not isinstance(i, str)] == ["teh"] * 3


def test_checks_ask_for_the_languages_once_and_keep_the_connection(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")
    for n in range(20):
        assert not isinstance(tool.check(f"number {n}", "en"), Failure)
    assert sum(line.startswith("GET") for line in log_lines()) == 3  # the keeper asks twice, this thread once


def test_a_proxy_in_the_environment_does_not_matter(checker: Callable[..., LanguageToolChecker],
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert len(checker("good").check("teh", "en")) == 1


def test_the_librarys_variables_and_word_lists_do_not_matter(checker: Callable[..., LanguageToolChecker],
                                                             monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "theirs"))
    (tmp_path / "theirs").mkdir()
    assert len(checker("good").check("teh", "en")) == 1
    assert list((tmp_path / "theirs").iterdir()) == []  # neither downloaded nor edited


def test_two_threads_do_not_mix_their_offsets(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")

    def ends(text: str) -> set[tuple[tuple[int, int], ...]]:
        return {tuple((i.start, i.end) for i in tool.check(text, "en") if not isinstance(i, str)) for _ in range(40)}

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ends, ["😀😀 teh 𝒳 teh", "plain teh plain teh"])) == [{((3, 6), (9, 12))},
                                                                               {((6, 9), (16, 19))}]


def test_offsets_of_a_liar_are_dropped(checker: Callable[..., LanguageToolChecker]) -> None:
    issues = checker("lying").check("it is teh end", "en")
    assert [(i.rule, i.start, i.end) for i in issues if not isinstance(i, str)] == [("TEH", 6, 9)]


def test_an_incomplete_answer_is_not_taken_for_no_findings(checker: Callable[..., LanguageToolChecker]) -> None:
    assert checker("hasty").check("it is teh end", "en") is Failure.TIMEOUT


def test_garbage_is_a_failure_and_twice_a_new_server(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("garbled")
    pid = tool.server_pid
    assert tool.check("one", "en") is Failure.CRASHED
    assert tool.check("two", "en") is Failure.CRASHED
    wait_until(lambda: tool.status.state is State.READY and tool.server_pid != pid)
    assert not alive(pid)


def test_a_deaf_server_is_replaced(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("deaf", timeout=0.2)
    pid = tool.server_pid
    assert [tool.check("hello", "en") for _ in range(2)] == [Failure.TIMEOUT] * 2
    assert sum(line == "POST hello" for line in log_lines()) == 2  # none was sent again behind our back
    wait_until(lambda: not alive(pid))


def test_a_foreign_server_never_becomes_ours(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("foreign")
    assert tool.status.state is State.FAILED
    assert "does not answer like a LanguageTool server" in tool.status.words
    assert tool.check("secret text", "en") is Failure.UNAVAILABLE
    assert not any(line.startswith("POST") for line in log_lines())


def test_a_server_that_ends_at_once_is_tried_four_times_and_leaves_nothing(
        checker: Callable[..., LanguageToolChecker], java: Java) -> None:
    tool = checker("broken")
    assert tool.status.state is State.FAILED
    assert "Could not find or load main class" in tool.status.words
    assert sum(line.startswith("START") for line in log_lines()) == 4
    assert started_by_us(java) == []


def test_a_taken_port_is_left_to_its_owner(checker: Callable[..., LanguageToolChecker]) -> None:
    assert checker("taken").status.state is State.READY
    assert sum(line.startswith("START") for line in log_lines()) == 2


def test_a_server_that_never_speaks_is_ended(java: Java, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_JAVA", "silent")
    with pytest.raises(NotStartedError, match="did not start within"):
        start_server(java, FOLDER, patience=0.5)
    wait_until(lambda: started_by_us(java) == [])


def test_a_killed_server_is_noticed_and_started_again(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")
    pid = tool.server_pid
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: tool.status.state is State.READY and tool.server_pid != pid)
    assert len(tool.check("teh", "en")) == 1


def test_a_server_dying_in_mid_answer_costs_no_paragraph(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("mortal")
    engine = Engine([[LanguageToolDetector(tool, load("languagetool"))]])
    paragraphs = [Paragraph(n, f"Paragraph {n} is teh best of all.") for n in range(1, 13)]
    engine.load(paragraphs)
    found = {p.id: [s.original for s in engine.suggest(p.id)] for p in paragraphs}
    assert found == {p.id: ["teh"] for p in paragraphs}
    assert sum(line.startswith("START") for line in log_lines()) > 2  # it did die


def test_a_passage_that_kills_every_server_is_given_up_and_the_rest_checked(
        checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")
    told: list[str] = []
    detector = LanguageToolDetector(tool, load("languagetool"), report=lambda _, words: told.append(words))
    engine = Engine([[detector]])
    paragraphs = [Paragraph(1, "This one is deadly for it."), Paragraph(2, "This one is teh other.")]
    engine.load(paragraphs)
    assert engine.suggest(1) == []
    assert [s.original for s in engine.suggest(2)] == ["teh"]
    assert any("left out a passage" in words for words in told)


def test_what_is_too_long_is_said_so(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("strict")
    pid = tool.server_pid
    assert tool.check("x " * 30, "en") is Failure.TOO_LONG
    assert tool.check("😀" * 10_001, "en") is Failure.TOO_LONG  # UTF-16 counts
    assert [tool.check("y " * 30, "en") for _ in range(5)] == [Failure.TOO_LONG] * 5
    assert tool.status.state is State.READY
    assert tool.server_pid == pid  # an answer that says no is no reason for a new server


def test_a_language_that_is_not_installed_is_not_asked(checker: Callable[..., LanguageToolChecker]) -> None:
    tool = checker("good")
    assert [tool.covers(tag) for tag in ("en", "en-US", "de", "zh")] == [True, True, False, False]
    engine = Engine([[LanguageToolDetector(tool, load("languagetool"))]])
    engine.load([Paragraph(1, "Das ist teh Ende.", language="de"), Paragraph(2, "我们正在训练 teh 模型并且测试")])
    assert [engine.suggest(1), engine.suggest(2)] == [[], []]


@pytest.mark.parametrize("victim", ["worker", "guardian"])
def test_no_server_survives_us(victim: str, java: Java, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Kill −9 of the process that started the server; of the guardian, where the system helps."""
    if victim == "guardian" and sys.platform != "linux":
        pytest.skip("only Linux ends a process with its parent")
    monkeypatch.setenv("FAKE_JAVA", "good")
    program = (
        "import sys, time\nfrom pathlib import Path\n"
        "from editor.suggest.grammar.folder import ServerFolder\nfrom editor.suggest.grammar.java import Java\n"
        "from editor.suggest.grammar.server import start_server\n"
        "s = start_server(Java(Path(sys.argv[1]), 17), ServerFolder(Path(), '6.8', (), (Path('x.jar'),)))\n"
        "print(s.pid, s._guardian.pid, flush=True)\ntime.sleep(60)\n"
    )
    root = str(Path(__file__).resolve().parents[3])
    worker = subprocess.Popen([sys.executable, "-c", program, str(java.path)], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PYTHONPATH": root})
    assert worker.stdout is not None
    with worker.stdout:
        server, guardian = map(int, worker.stdout.readline().split())
        assert alive(server)
        os.kill(worker.pid if victim == "worker" else guardian, signal.SIGKILL)
        wait_until(lambda: not alive(server))
        worker.kill()
        worker.wait()
    wait_until(lambda: not alive(guardian))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_child_leaves_our_server_alone(java: Java, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_JAVA", "good")
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from editor.suggest.grammar.folder import ServerFolder\nfrom editor.suggest.grammar.java import Java\n"
        "from editor.suggest.grammar.server import start_server\n"
        "s = start_server(Java(Path(sys.argv[1]), 17), ServerFolder(Path(), '6.8', (), (Path('x.jar'),)))\n"
        "child = os.fork()\nif not child:\n    sys.exit()\n"
        "os.waitpid(child, 0)\nprint(s.alive, flush=True)\ns.stop()\nprint(s.alive)\n"
    )
    root = str(Path(__file__).resolve().parents[3])
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program, str(java.path)], stdout=subprocess.PIPE,
                          text=True, env={**os.environ, "PYTHONPATH": root}, check=True)
    assert done.stdout.split() == ["True", "False"]
    wait_until(lambda: started_by_us(java) == [])


def test_remote_addresses_are_read_as_people_type_them() -> None:
    assert Remote("localhost:8081").address == "http://localhost:8081/"
    assert Remote(" https://lt.example.org/api/v2/check ").address == "https://lt.example.org/api/"
    assert not Remote("http://127.0.0.1:8081/v2").leaves_computer
    assert not Remote("localhost:8081").leaves_computer
    assert Remote("http://localhost.example.org").leaves_computer


def test_a_remote_server_that_is_not_there_is_named() -> None:
    tool = LanguageToolChecker(Remote("http://127.0.0.1:9/"), pauses=(0.01,))
    tool.start()
    assert tool.wait(30) is State.FAILED
    assert "http://127.0.0.1:9/" in tool.status.words
    tool.close()


@pytest.mark.parametrize(("version", "major"), [("17.0.15", 17), ("26-ea", 26), ("1.8.0_402", 8)])
def test_java_is_asked_for_its_version(version: str, major: int, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_VERSION", version)
    monkeypatch.setenv("JAVA_HOME", str(fake_program(tmp_path).parents[1]))
    monkeypatch.setenv("PATH", "/bin:/usr/bin" if major >= 17 else str(tmp_path))
    if major < 17:
        monkeypatch.setenv("PATH", str(tmp_path))
        (tmp_path / "home" / "bin" / "java").write_text(
            f"#!/bin/sh\necho 'java version \"{version}\"' >&2\n")
    found = find_java()
    assert found is not None
    assert (found.major, found.fit) == (major, major >= 17)


def test_a_chosen_folder_without_languagetool_is_not_replaced_silently(tmp_path: Path) -> None:
    assert find_folder(str(tmp_path)) is None
    (tmp_path / "LanguageTool-6.8").mkdir()
    (tmp_path / "LanguageTool-6.8" / "languagetool-server.jar").touch()
    folder = read_folder(tmp_path)
    assert folder is not None
    assert (folder.version, folder.languages) == ("6.8", ())
