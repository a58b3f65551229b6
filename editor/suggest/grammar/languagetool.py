"""LanguageTool behind the port: a server of our own or a remote one, watched, started again, never trusted.

A thread of its own keeps the server: starts it, warms it, notices its death, replaces it when it grows too large.
Checks come in on other threads, two at a time at most; each has its own connection.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from editor.suggest.grammar.client import TIMEOUT, Client, RefusedError
from editor.suggest.grammar.folder import ServerFolder
from editor.suggest.grammar.java import Java
from editor.suggest.grammar.port import Failure, Issue, bearable, within
from editor.suggest.grammar.remote import Remote
from editor.suggest.grammar.server import NotStartedError, Server, heap, start_server
from editor.suggest.grammar.status import STATE, Report, State, Status
from editor.transcript.units import code_point_of

PAUSES = (1.0, 4.0, 15.0)  # seconds before each new start, while no start leads to an answer
LARGEST = 200_000_000  # bytes of resident memory beyond its heap after which an idle server is replaced
OLDEST = 8 * 3600.0  # seconds after which it is replaced, too: long runs have been seen to grow
LONGEST = 20_000  # UTF-16 units that the server takes at once
_WARM_TIME = 60.0  # seconds that our own server may take for its first answer
_VISIT_TIME = 10.0  # seconds that somebody else's may take for its
_WATCH = 0.5  # seconds between looks at the server; a failed check wakes the watch at once
_COLD = 8  # times that a language which was not asked for before may take longer than the server allows itself
_STRIKES = 2  # useless answers or timeouts in a row after which the server is replaced
# the variant that is meant where a text says only its language
_VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-BR", "ca": "ca-ES"}
_WARM_SENTENCE = "They is going to warm up the checker, which take a moment."


@dataclass(frozen=True, slots=True)
class Local:
    """A server that we start ourselves."""

    java: Java
    folder: ServerFolder
    flags: tuple[str, ...] = ()


class LanguageToolChecker:
    """See the port. `start` returns at once; `check` may be called from several threads."""

    name = "languagetool"

    def __init__(self, source: Local | Remote, report: Report | None = None, language: str = "en-US",
                 pauses: Sequence[float] = PAUSES, timeout: float = TIMEOUT) -> None:
        self.version = source.folder.version if isinstance(source, Local) else ""
        self._source = source
        self._report = report
        self._language = language
        self._pauses = pauses
        self._timeout = timeout
        self._lock = threading.Condition()
        self._status = Status(State.IDLE, "LanguageTool has not been started")
        self._codes: dict[str, str] = {}  # what may be asked for (lower case) to the server's own code
        self._server: Server | None = None
        self._generation = 0  # counts servers: an answer about an old one says nothing of the new one
        self._strikes = 0
        self._answered = 0
        self._cold: Counter[str] = Counter()  # by code: answers that came too late before the first in time
        self._busy = 0
        self._keeper: threading.Thread | None = None
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._own = threading.local()
        self._clients: list[Client] = []

    # --- life ------------------------------------------------------------------------------------------------

    @property
    def status(self) -> Status:
        """What it does now, in words too."""
        return self._status

    @property
    def server_pid(self) -> int:
        """Process id of our own server, 0 where there is none now."""
        server = self._server
        return server.pid if server else 0

    @property
    def memory(self) -> int:
        """Resident memory of our own server in bytes."""
        server = self._server
        return server.memory() if server else 0

    def start(self) -> None:
        """Begin to start the server, once; returns at once."""
        with self._lock:
            if self._keeper is None and not self._closing.is_set():
                self._keeper = threading.Thread(target=self._keep, name="languagetool", daemon=True)
                self._keeper.start()

    def wait(self, seconds: float) -> State:
        """Wait until it is ready or will never be, at most `seconds`; return the state."""
        with self._lock:
            self._lock.wait_for(lambda: self._status.state.settled, seconds)
            return self._status.state

    def close(self) -> None:
        """Stop the server; returns when it is gone."""
        self._closing.set()
        self._wake.set()
        server = self._server
        if server:
            server.stop()
        if self._keeper and self._keeper is not threading.current_thread():
            self._keeper.join(10)
        with self._lock:
            clients, self._clients = self._clients, []
        for client in clients:
            client.hang_up()
        self._say(State.STOPPED, "LanguageTool is stopped")

    def _keep(self) -> None:
        failures = 0
        while not self._closing.is_set():
            before = self._answered
            try:
                server, url = self._open()
            except NotStartedError as error:
                failures += 1
                if not self._again(failures, str(error)):
                    return
                continue
            self._watch(server)
            failures = 0 if self._answered > before else failures + 1
            if server:
                server.stop()
            self._server = None
            if not self._closing.is_set() and not self._again(failures, f"{url} stopped answering"):
                return

    def _again(self, failures: int, why: str) -> bool:
        """Wait before the next try; False where there is none."""
        if self._closing.is_set():
            return False
        if failures > len(self._pauses):
            self._say(State.FAILED, f"LanguageTool cannot be used: {why}")
            return False
        if failures:
            self._say(State.GONE, f"LanguageTool is not there ({why}); trying again")
            self._closing.wait(self._pauses[failures - 1])
        return not self._closing.is_set()

    def _open(self) -> tuple[Server | None, str]:
        """Start our server or visit the remote one, and wait until it answers quickly. Raises NotStartedError."""
        server = None
        if isinstance(self._source, Local):
            self._say(State.STARTING, "LanguageTool is starting")
            server = start_server(self._source.java, self._source.folder, self._source.flags)
            url = server.url
        else:
            url = self._source.address
            self._say(State.STARTING, f"LanguageTool at {url} is asked")
        try:
            self._server = server
            self._greet(url)
        except NotStartedError:
            if server:
                server.stop()
            self._server = None
            raise
        return server, url

    def _greet(self, url: str) -> None:
        """Ask for the languages, then check a sentence: only after its first answer is a server quick."""
        client = None
        try:
            local = isinstance(self._source, Local)
            client = Client(url, self._language, timeout=_WARM_TIME if local else _VISIT_TIME)
            listed = client.languages()
            self._say(State.WARMING, "LanguageTool is warming up")
            self._codes = _codes(listed, self._source.folder.languages if isinstance(self._source, Local) else ())
            _warm(client, _WARM_TIME if local else _VISIT_TIME)
        except (OSError, http.client.HTTPException) as error:
            raise NotStartedError(f"{url} does not answer ({error})") from None
        except (ValueError, KeyError, TypeError, AttributeError, RefusedError):
            raise NotStartedError(f"{url} does not answer like a LanguageTool server") from None
        finally:
            if client:
                client.hang_up()
        with self._lock:
            self._generation += 1
            self._strikes = 0
            self._cold = Counter({self._language: _COLD})  # it is warm
        where = "" if isinstance(self._source, Local) else f" at {url}"
        self._wake.clear()
        self._say(State.READY, f"LanguageTool {self.version}{where} is ready".replace("  ", " "))

    def _watch(self, server: Server | None) -> None:
        """Return when the server died, was found useless, is to be replaced, or we close."""
        while not self._closing.is_set():
            woken = self._wake.wait(_WATCH if server else None)
            if self._closing.is_set():
                return
            if woken or (server and not server.alive):
                self._say(State.GONE, "LanguageTool stopped; starting it again")
                return
            if server and not self._busy and (time.monotonic() - server.started_at > OLDEST
                                              or server.memory() > self._largest()):
                self._say(State.STARTING, "LanguageTool is being started afresh")
                return

    def _largest(self) -> int:
        """Bytes of resident memory that our server may reach."""
        return LARGEST + (heap(self._source.folder) << 20 if isinstance(self._source, Local) else 0)

    def _say(self, state: State, words: str) -> None:
        with self._lock:
            if self._closing.is_set() and state is not State.STOPPED:
                return
            news = self._status.words != words
            self._status = Status(state, words)
            self._lock.notify_all()
        if news and self._report:
            known = sorted({code for code in self._codes if "-" not in code}) if state is State.READY else []
            self._report(STATE, " ".join([state, *known]))
            self._report("grammar", words)

    # --- checks ----------------------------------------------------------------------------------------------

    def covers(self, language: str) -> bool:
        """Return whether the server knows the language; before it is there, whether it is the folder's promise."""
        if self._codes:
            return self._code(language) is not None
        if isinstance(self._source, Local) and self._source.folder.languages:
            return language.partition("-")[0].lower() in self._source.folder.languages
        return bool(language)

    def check(self, text: str, language: str = "en-US") -> Sequence[Issue] | Failure:
        """Return the server's findings in `text`."""
        code = self._code(language)
        if self._status.state is not State.READY or code is None:
            return Failure.UNAVAILABLE
        safe = bearable(text)
        if len(safe) + sum(c > "\uffff" for c in safe) > LONGEST:
            return Failure.TOO_LONG
        generation = self._generation
        with self._lock:
            self._busy += 1
        try:
            issues = within(text, _read(self._client(generation, code).ask(safe), safe))
        except RefusedError as error:
            return self._refused(error, generation, code)
        except TimeoutError:
            self._strike(generation)
            return Failure.TIMEOUT
        except ConnectionRefusedError:
            self._lost(generation)
            return Failure.UNAVAILABLE
        except (OSError, http.client.HTTPException):  # it went while it had this text in hand
            self._lost(generation)
            return Failure.CRASHED
        except _IncompleteError:
            return Failure.TIMEOUT
        except (ValueError, KeyError, TypeError, AttributeError):
            self._strike(generation)
            return Failure.CRASHED
        finally:
            with self._lock:
                self._busy -= 1
        with self._lock:
            self._strikes = 0
            self._answered += 1
            self._cold[code] = _COLD
        return issues

    def _refused(self, error: RefusedError, generation: int, code: str) -> Failure:
        """Tell a text that the server could not bear from a server that is no use, or is still reading rules."""
        if error.status == 413:
            return Failure.TOO_LONG
        if _out_of_time(error):
            with self._lock:
                self._cold[code] += 1
                return Failure.UNAVAILABLE if self._cold[code] <= _COLD else Failure.TIMEOUT
        self._strike(generation)
        return Failure.CRASHED

    def _strike(self, generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return
            self._strikes += 1
            out = self._strikes >= _STRIKES
        if out:
            self._lost(generation)

    def _lost(self, generation: int) -> None:
        """Take this server for dead, at once, so that nothing more is asked of it."""
        with self._lock:
            if generation != self._generation or self._status.state is not State.READY:
                return
        self._say(State.GONE, "LanguageTool stopped; starting it again")
        self._wake.set()

    def _client(self, generation: int, code: str) -> Client:
        """Return this thread's connection for a language of the present server."""
        if getattr(self._own, "generation", None) != generation:
            for old in getattr(self._own, "clients", {}).values():
                old.hang_up()
            self._own.generation, self._own.clients = generation, {}
        client: Client | None = self._own.clients.get(code)
        if client is None:
            server = self._server
            url = server.url if server else self._source.address if isinstance(self._source, Remote) else ""
            client = self._own.clients[code] = Client(url, code, self._timeout)
            with self._lock:
                self._clients.append(client)
        return client

    def _code(self, language: str) -> str | None:
        tag = language.lower()
        return self._codes.get(tag) or self._codes.get(tag.split("-")[0])


def _warm(client: Client, patience: float) -> None:
    """Have a sentence checked; on a busy computer the first takes longer than the server allows itself."""
    until = time.monotonic() + patience
    while True:
        try:
            _read(client.ask(_WARM_SENTENCE), _WARM_SENTENCE)
            return
        except (RefusedError, _IncompleteError) as error:
            late = time.monotonic() > until
            if late or not (isinstance(error, _IncompleteError) or _out_of_time(error)):
                raise ValueError("no answer to the first sentence") from None


def _out_of_time(error: Exception) -> bool:
    """True where the server gave up on a text by its own limit of time."""
    return "longer than" in str(error) or "took too long" in str(error)


class _IncompleteError(Exception):
    """The server says itself that it did not finish."""


def _codes(listed: object, built_for: Sequence[str]) -> dict[str, str]:
    """Return lower-case tags to the server's codes: each variant, and each language by its usual variant."""
    if not isinstance(listed, list) or not listed:
        raise ValueError("no languages")
    codes: dict[str, str] = {}
    for entry in listed:
        primary, long = str(entry["code"]).lower(), str(entry["longCode"])
        if built_for and primary.split("-")[0] not in built_for:
            continue  # its classes are there because English needs them, its dictionary is not
        codes.setdefault(primary, long)
        codes[long.lower()] = long
    for primary, usual in _VARIANTS.items():
        if usual.lower() in codes:
            codes[primary] = codes[usual.lower()]
    return codes


def _read(answer: dict[str, Any], text: str) -> list[Issue]:
    """Turn the server's JSON into issues; LanguageTool counts UTF-16 units. Raises what a wrong shape raises."""
    if answer["software"]["name"] != "LanguageTool":
        raise ValueError("not LanguageTool")
    if answer.get("warnings", {}).get("incompleteResults"):
        raise _IncompleteError
    issues = []
    for match in answer["matches"]:
        rule, offset, length = match["rule"], int(match["offset"]), int(match["length"])
        if offset < 0 or length < 1:
            continue
        start, end = code_point_of(text, offset), code_point_of(text, offset + length)
        replacements = tuple(str(r["value"]) for r in match["replacements"])[:5]
        category = str(rule["category"]["id"])
        spelling = rule.get("issueType") == "misspelling" and category == "TYPOS"
        issues.append(Issue(str(rule["id"]), category, start, end, str(match["message"]), replacements, spelling,
                            str(match.get("shortMessage") or rule.get("description") or "")))
    return issues
