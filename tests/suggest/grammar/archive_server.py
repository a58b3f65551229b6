"""A server on loopback that has an archive of LanguageTool, and sends it as badly as a test asks for."""

from __future__ import annotations

import hashlib
import io
import random
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "LanguageTool-6.8"


def archive(kilobytes: int = 400, server: bool = True, traverse: bool = False) -> bytes:
    """Return a zip that looks like LanguageTool's: the jar, libs, and much else; hard to press."""
    noise = random.Random(7)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        if server:
            made.writestr(f"{NAME}/languagetool-server.jar", b"a jar")
        for n in range(20):
            made.writestr(f"{NAME}/org/rules-{n}.xml", noise.randbytes(kilobytes * 50))
        if traverse:
            made.writestr("../outside.txt", "nobody should find this")
    return kept.getvalue()


class ArchiveServer:
    """Serves `content` at /LanguageTool-6.8.zip. Attributes may be changed at any time.

    `ranges`: whether a Range is obeyed. `breaks`: after how many bytes each of the coming answers breaks off. `status`:
    an error code to answer with. `pause`: seconds after each 16 KiB. `stalls`: after how many bytes nothing comes any
    more, until it is 0. `asked` collects the Range of every request.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.ranges = True
        self.breaks: list[int] = []
        self.status = 0
        self.pause = 0.0
        self.stalls = 0
        self.lies_about_range = False
        self.claims = 0
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # whoever hangs up is meant to
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        """The address that the archive's name is put behind."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def url(self) -> str:
        """The archive's address."""
        return f"{self.host}{NAME}.zip"

    @property
    def sha256(self) -> str:
        """The checksum of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def wanted(self) -> list[str]:
        """The ranges of the requests for the file itself, without the question for its size."""
        return [a for a in self.asked if a != "bytes=0-0"]

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                wanted = self.headers.get("Range", "")
                outer.asked.append(wanted)
                if outer.status:
                    self.send_error(outer.status)
                    return
                if self.path != f"/{NAME}.zip":  # addresses move on, as those of releases do
                    self.send_response(302)
                    self.send_header("Location", f"/{NAME}.zip")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self._send(wanted)

            def _send(self, wanted: str) -> None:
                whole, start, end = len(outer.content), 0, len(outer.content)
                if wanted and outer.ranges:
                    first, _, last = wanted.removeprefix("bytes=").partition("-")
                    start, end = int(first), int(last) + 1 if last else whole
                    if start >= whole:
                        self.send_response(416)
                        self.send_header("Content-Range", f"bytes */{whole}")
                        self.send_header("Content-Length", "0")
                        self.end_headers()
                        return
                    self.send_response(206)
                    told = max(0, start - 5) if outer.lies_about_range and not last else start
                    self.send_header("Content-Range", f"bytes {told}-{end - 1}/{whole}")
                else:
                    self.send_response(200)
                self.send_header("Content-Length", str(outer.claims or end - start))
                self.end_headers()
                self._body(outer.content[start:end], question=wanted == "bytes=0-0")

            def _body(self, data: bytes, question: bool) -> None:
                limit = outer.breaks.pop(0) if outer.breaks and not question else None
                for at in range(0, len(data), 16_384):
                    if limit is not None and at >= limit:
                        self.wfile.flush()
                        self.close_connection = True
                        self.connection.shutdown(2)
                        return
                    try:
                        self.wfile.write(data[at : at + 16_384])
                    except OSError:
                        self.close_connection = True
                        return
                    while 0 < outer.stalls <= at:
                        time.sleep(0.01)
                    if outer.pause:
                        time.sleep(outer.pause)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler
