"""Getting LanguageTool: all of it or nothing, whatever the network, the disk and the server do."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.suggest.grammar import installing
from editor.suggest.grammar.folder import find_folder, read_folder
from editor.suggest.grammar.installing import BusyError, Step, forget, install, kept, sweep
from editor.suggest.grammar.offer import Offer, offered
from editor.suggest.grammar.transfer import StoppedError, Transfer
from tests.suggest.grammar.archive_server import NAME, ArchiveServer, archive

ROOT = Path(__file__).resolve().parents[3]
CONTENT = archive()
MOST = 512 << 20


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where language-tool-python keeps its downloads."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "downloads"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path / "downloads"


@pytest.fixture
def server(place: Path) -> Iterator[ArchiveServer]:
    server = ArchiveServer(CONTENT)
    yield server
    server.close()


def offer_of(server: ArchiveServer) -> Offer:
    return Offer("6.8", server.url, server.sha256, MOST)


def get(server: ArchiveServer, told: Callable[[Step, int, int], None] = lambda *_: None,
        stopped: threading.Event | None = None, tries: int = 3) -> Path:
    return install(offer_of(server), told, stopped or threading.Event(), pauses=(0.0,) * tries)


def names(place: Path) -> list[str]:
    """What lies in the folder, without the checksum in a part's name."""
    found = sorted(p.name for p in place.iterdir()) if place.exists() else []
    return [name.split("-", 2)[0] + " part" if name.endswith(".part") else name for name in found]


def installed(place: Path) -> bool:
    return names(place) == [NAME] and len(list((place / NAME / "org").iterdir())) == 20


def test_it_lands_where_the_library_and_we_look(server: ArchiveServer, place: Path) -> None:
    news: list[tuple[Step, int, int]] = []
    folder = get(server, lambda *some: news.append(some))
    assert installed(place)
    found = find_folder(str(place))
    assert found is not None
    assert (found.path, found.version) == (folder, "6.8")
    from language_tool_python.download_lt import LocalLanguageTool

    assert [tool.version_name for tool in LocalLanguageTool.get_installed_versions()] == ["6.8"]
    steps = [step for step, _, _ in news]
    assert list(dict.fromkeys(steps)) == [Step.TRANSFER, Step.CHECK, Step.UNPACK]
    amounts = [done for step, done, _ in news if step is Step.TRANSFER]
    assert amounts == sorted(amounts)
    assert amounts[-1] == len(CONTENT) == news[0][2]
    asked = len(server.asked)
    assert get(server) == folder  # it is there: nobody is asked
    assert len(server.asked) == asked


def test_the_size_is_told_before_anything_is_taken(server: ArchiveServer, place: Path) -> None:
    for server.ranges in (True, False):
        assert Transfer(server.url, "it", MOST, threading.Event()).size() == len(CONTENT)
    assert Transfer(server.host + "moved", "it", MOST, threading.Event()).size() == len(CONTENT)
    assert not place.exists()


def test_the_library_says_what_there_is(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = offered()
    assert offer.url.endswith(f"/LanguageTool-{offer.version}.zip")
    assert offer.folder == place / f"LanguageTool-{offer.version}"
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", "F" * 64)
    assert offered().sha256 == "f" * 64
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", "short")
    with pytest.raises(UserError, match="no checksum"):
        offered()


def test_a_stopped_download_goes_on_where_it_was(server: ArchiveServer, place: Path) -> None:
    stop_at(server, len(CONTENT) // 2)
    assert names(place) == ["LanguageTool part"]
    here = offer_of(server).here
    assert here >= len(CONTENT) // 2
    assert find_folder(str(place)) is None
    get(server)
    assert installed(place)
    assert server.wanted[1:] == [f"bytes={here}-"]


def stop_at(server: ArchiveServer, count: int, step: Step = Step.TRANSFER) -> None:
    stopped = threading.Event()

    def told(now: Step, done: int, _: int) -> None:
        if now is step and done >= count:
            stopped.set()

    with pytest.raises(StoppedError):
        get(server, told, stopped)


def test_without_ranges_it_begins_anew(server: ArchiveServer, place: Path) -> None:
    stop_at(server, 100_000)
    server.ranges = False
    get(server)
    assert installed(place)


def test_a_server_that_sends_another_part_is_not_believed(server: ArchiveServer, place: Path) -> None:
    stop_at(server, 100_000)
    server.lies_about_range = True
    get(server)
    assert installed(place)


def test_a_connection_that_breaks_is_taken_up_again(server: ArchiveServer, place: Path) -> None:
    server.breaks = [100_000, 50_000, 10_000]
    news: list[Step] = []
    get(server, lambda step, *_: news.append(step))
    assert installed(place)
    assert news.count(Step.BROKEN) == 3
    assert len(server.wanted) == 4


def test_a_connection_that_breaks_always_is_given_up(server: ArchiveServer, place: Path) -> None:
    server.ranges = False
    server.breaks = [100_000] * 50
    with pytest.raises(UserError, match=r"the connection broke.*\.1 MB are here"):
        get(server)
    assert 50 - len(server.breaks) in (4, 5, 6)  # what is on the way when a connection breaks may be lost or not
    assert names(place) == ["LanguageTool part"]
    server.breaks = []
    get(server)
    assert installed(place)


def test_wrong_bytes_are_never_installed(server: ArchiveServer, place: Path) -> None:
    offer = offer_of(server)
    server.content = CONTENT[:-1] + b"x"
    with pytest.raises(UserError, match="checksum"):
        install(offer, lambda *_: None, threading.Event())
    assert names(place) == []


def test_wrong_bytes_from_before_are_replaced(server: ArchiveServer, place: Path) -> None:
    place.mkdir()
    for old in (b"x" * 50_000, b"x" * len(CONTENT), b"x" * (len(CONTENT) + 7)):
        offer_of(server).part.write_bytes(old)
        get(server)
        assert installed(place)
        for file in sorted((place / NAME).rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        (place / NAME).rmdir()


@pytest.mark.parametrize(("status", "words"), [
    (404, "is not at .* any more; “make languagetool” builds one"), (403, "error 403"), (503, "error 503"),
])
def test_errors_of_the_server_are_told(server: ArchiveServer, place: Path, status: int, words: str) -> None:
    server.status = status
    with pytest.raises(UserError, match=words):
        get(server)
    assert names(place) == []


def test_no_network(server: ArchiveServer, place: Path) -> None:
    offer = replace(offer_of(server), url="http://127.0.0.1:9/LanguageTool-6.8.zip")
    with pytest.raises(UserError, match="cannot be reached; is there a network"):
        install(offer, lambda *_: None, threading.Event(), pauses=(0.0,))
    assert names(place) == []


@pytest.mark.parametrize("content", [archive(server=False), archive(traverse=True), b"no zip at all"],
                         ids=["no server", "points outside", "no zip"])
def test_an_archive_that_is_no_good_leaves_nothing(server: ArchiveServer, place: Path, content: bytes) -> None:
    server.content = content
    with pytest.raises(UserError, match=r"cannot be used.*nothing was installed"):
        get(server)
    assert "misheard-unpacking" not in names(place)
    assert find_folder(str(place)) is None
    assert not (place / "outside.txt").exists()


def test_too_much_is_refused(server: ArchiveServer, place: Path) -> None:
    with pytest.raises(UserError, match="too many"):
        install(replace(offer_of(server), most=1000), lambda *_: None, threading.Event())
    assert names(place) == []


def test_a_disk_without_room_is_told_beforehand(server: ArchiveServer, place: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(installing.shutil, "disk_usage", lambda path: usage(1, 1, len(CONTENT)))
    with pytest.raises(UserError, match=r"needs 1\.1 MB here, and 0\.4 MB are free"):
        get(server)
    assert server.wanted == []
    assert names(place) == []


@pytest.mark.parametrize("share", [0.5, 1.0], ids=["while it arrives", "while it is unpacked"])
def test_a_disk_that_fills_up(server: ArchiveServer, place: Path, share: float) -> None:
    """A limit on the size of a file is how a test can have a full disk without being its owner."""
    if share == 1.0:
        server.content = big = zip_with_one_large_file()
    else:
        big = CONTENT
    resource = pytest.importorskip("resource", reason="limits of a process are a thing of POSIX")
    limit = int(len(big) * share) + 100
    done = subprocess.run([*command(), "--get-languagetool"], env=environment(server), capture_output=True, text=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), check=False)
    assert done.returncode == 1
    assert "the disk is full; make room and begin again" in done.stderr
    assert len(done.stderr.splitlines()[-1].split("misheard: ")) == 2
    assert names(place) == ["LanguageTool part"]
    get(server)
    assert names(place) == [NAME]


def zip_with_one_large_file() -> bytes:
    import io
    import zipfile

    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(f"{NAME}/languagetool-server.jar", b"a jar")
        for n in range(8):
            made.writestr(f"{NAME}/org/{n}.bin", os.urandom(50_000))
        made.writestr(f"{NAME}/org/large.txt", ("much the same " + os.urandom(5_000).hex()) * 100)
    return kept.getvalue()


def command() -> list[str]:
    return [sys.executable, "-m", "editor", "doctor"]


def environment(server: ArchiveServer) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LTP_DOWNLOAD_HOST_NEW_RELEASES": server.host,
            "LTP_DOWNLOAD_SHA256": server.sha256}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("step", [Step.TRANSFER, Step.UNPACK])
def test_killed_at_any_moment_it_leaves_no_installation(server: ArchiveServer, place: Path, step: Step) -> None:
    server.content = archive(8000 if step is Step.UNPACK else 400)
    server.pause = 0.02 if step is Step.TRANSFER else 0.0
    child = subprocess.Popen([*command(), "--get-languagetool", "--for-window"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, env=environment(server))
    assert child.stdin is not None
    assert child.stdout is not None
    with child, contextlib.suppress(BrokenPipeError):
        assert json.loads(child.stdout.readline())["news"] == "offer"
        child.stdin.write("go\n")
        child.stdin.flush()
        for line in child.stdout:
            if json.loads(line)["news"] == step:
                break
        child.kill()
    assert find_folder(str(place)) is None
    server.pause = 0.0
    sweep()
    assert names(place) == ["LanguageTool part"]
    get(server)
    assert names(place) == [NAME]


def test_the_window_is_gone_and_so_is_the_download(server: ArchiveServer, place: Path) -> None:
    server.pause = 0.05
    with subprocess.Popen([*command(), "--get-languagetool", "--for-window"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True, env=environment(server)) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        offer = json.loads(child.stdout.readline())
        assert (offer["version"], offer["size"], offer["here"]) == ("6.8", len(CONTENT), 0)
        assert server.wanted == []  # nothing is taken before the person says so
        child.stdin.write("go\n")
        child.stdin.flush()
        for line in child.stdout:
            news = json.loads(line)
            assert news["news"] == "transfer"
            if news["done"]:
                break
        child.stdin.close()
        last = [json.loads(line) for line in child.stdout][-1]
        assert child.wait() == 1
    assert last["news"] == "stopped"
    assert last["here"] == offer_of(server).here > 0
    assert names(place) == ["LanguageTool part"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_on_the_terminal(server: ArchiveServer, place: Path, how: signal.Signals) -> None:
    server.stalls = 100_000
    with subprocess.Popen([*command(), "--get-languagetool"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=environment(server)) as child:
        assert child.stderr is not None
        assert child.stdout is not None
        assert child.stderr.readline() == "downloading\n"
        while offer_of(server).here < 50_000:
            time.sleep(0.01)
        child.send_signal(how)
        server.stalls = 0
        assert "are kept, and the same command goes on from there" in child.stderr.read()
        assert child.wait() == 1
        first = child.stdout.readline()
    assert first.startswith("LanguageTool 6.8: 0.4 MB to download from http")
    done = subprocess.run([*command(), "--get-languagetool"], env=environment(server), capture_output=True, text=True,
                          check=True)
    assert "of it are here already" in done.stdout
    assert f"is installed in {place / NAME}" in done.stdout
    assert installed(place)


def test_one_at_a_time(server: ArchiveServer, place: Path) -> None:
    stop_at(server, 100_000)
    offer = offer_of(server)
    (place / installing._UNPACKING).mkdir()
    with installing._held(offer.part):
        for what in (lambda: get(server), forget):
            with pytest.raises(BusyError, match="another Misheard is downloading"):
                what()
        sweep()
        assert installing._UNPACKING in names(place)  # the other one is at work in it
    sweep()
    assert names(place) == ["LanguageTool part"]
    assert kept() == offer.here > 0
    forget()
    assert kept() == 0
    assert names(place) == []


def test_stopped_while_it_is_unpacked(server: ArchiveServer, place: Path) -> None:
    stop_at(server, 200_000, Step.UNPACK)
    assert names(place) == ["LanguageTool part"]
    server.close()  # all of it is here: no network is needed any more
    folder = install(offer_of(server), lambda *_: None, threading.Event(), pauses=())
    assert read_folder(folder)
    assert installed(place)


def test_the_doctor_names_all_ways(place: Path, server: ArchiveServer) -> None:
    def doctor() -> str:
        return subprocess.run(command(), env={**environment(server), "MISHEARD_LANGUAGETOOL": str(place / "none")},
                              capture_output=True, text=True, check=True).stdout

    if "LanguageTool           not here" not in doctor():
        pytest.skip("this checkout has a LanguageTool folder of its own")
    assert "misheard doctor --get-languagetool  (downloads it; 6.8, all its languages)" in doctor()
    assert "make languagetool" in doctor()
    assert "Settings › Grammar" in doctor()
    stop_at(server, 100_000)
    assert "goes on: 0." in doctor()
    get(server)
    assert f"ok       LanguageTool           6.8: all its languages ({place / NAME})" in doctor()
