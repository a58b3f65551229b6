"""Talk to a LanguageTool server through language-tool-python, as its client only.

The library keeps its request parameters and language tags; the transport is ours: one connection that stays open, no
proxy from the environment, one limit of time, no silent repetition of a text that was slow.
"""

from __future__ import annotations

import http.client
import json
import urllib.parse
from typing import Any, Literal

from language_tool_python import LanguageTool

TIMEOUT = 17.0  # seconds for one answer; the server itself gives up after 15
_NO_PROXIES: Any = {"http": None, "https": None, "all": None}


class RefusedError(Exception):
    """The server answered with an error; `status` is its HTTP code."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Client(LanguageTool):
    """One connection for one language; belongs to one thread.

    Making one asks the server for its languages, so it raises what `ask` raises.
    """

    def __init__(self, url: str, language: str, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._connection: http.client.HTTPConnection | None = None
        try:
            super().__init__(language, remote_server=url, proxies=_NO_PROXIES)
        except BaseException:
            self.hang_up()
            raise

    def ask(self, text: str) -> dict[str, Any]:
        """Return the server's whole answer to a text. Raises OSError, HTTPException, ValueError, RefusedError."""
        url = urllib.parse.urljoin(self._url, "check")
        answer = self._query_server(url, self._create_params(text), num_tries=1, method="post")
        if not isinstance(answer, dict):
            raise ValueError("the answer is no object")
        return answer

    def languages(self) -> Any:
        """Return the server's list of languages as it sends it. Raises what `ask` raises."""
        return self._query_server(urllib.parse.urljoin(self._url, "languages"), num_tries=1)

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _query_server(self, url: str, params: dict[str, str] | None = None, num_tries: int = 2,
                      method: Literal["get", "post"] = "get") -> Any:
        """Send one request; overrides the library's, which would start a server of its own and repeat itself."""
        place = urllib.parse.urlsplit(url)
        body = urllib.parse.urlencode(params or {}, errors="replace").encode("ascii")
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        path = place.path or "/"
        try:
            status, data = self._exchange(place, method.upper(), path, body if method == "post" else None, headers)
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        if status != 200:
            raise RefusedError(status, data[:300].decode("utf-8", "replace").strip() or f"HTTP status {status}")
        return json.loads(data)

    def _exchange(self, place: urllib.parse.SplitResult, method: str, path: str, body: bytes | None,
                  headers: dict[str, str]) -> tuple[int, bytes]:
        fresh = self._connection is None
        try:
            return self._once(place, method, path, body, headers)
        except (ConnectionResetError, BrokenPipeError, http.client.RemoteDisconnected):
            if fresh:
                raise
            self.hang_up()  # an idle connection that the server had closed: nothing was answered on it
            return self._once(place, method, path, body, headers)

    def _once(self, place: urllib.parse.SplitResult, method: str, path: str, body: bytes | None,
              headers: dict[str, str]) -> tuple[int, bytes]:
        if self._connection is None:
            kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
            self._connection = kind(place.hostname or "127.0.0.1", place.port, timeout=self._timeout)
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read()
