"""A Java that is none: prints a version, or behaves like a LanguageTool server, as badly as FAKE_JAVA asks for.

Flags the word "teh" wherever it stands, in UTF-16 units, as LanguageTool does. FAKE_LOG gets a line for every start
and every request.
"""

import json
import os
import sys
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODE = os.environ.get("FAKE_JAVA", "good")
LOG = os.environ.get("FAKE_LOG", os.devnull)


def note(line: str) -> None:
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(line + "\n")


def matches(text: str) -> list[dict[str, object]]:
    found, at = [], text.find("teh")
    while at >= 0:
        offset = len(text[:at].encode("utf-16-le")) // 2
        found.append({
            "message": "Possible typo.", "shortMessage": "Typo", "offset": offset, "length": 3,
            "replacements": [{"value": "the"}],
            "rule": {"id": "TEH", "description": "teh", "issueType": "misspelling", "category": {"id": "TYPOS"}},
        })
        at = text.find("teh", at + 1)
    return found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        note("GET " + self.path)
        if MODE == "foreign":
            self.send(b"<html>It works!</html>", "text/html")
        else:
            self.send(json.dumps([{"name": "English", "code": "en", "longCode": "en-US"}]).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        text = urllib.parse.parse_qs(body, keep_blank_values=True)["text"][0]
        note("POST " + text[:60])
        warming = "warm up" in text
        if MODE == "deaf" and not warming:
            time.sleep(60)
        if "deadly" in text or (MODE == "mortal" and not warming and Path(LOG).read_text().count("POST") % 4 == 0):
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"mat')
            self.wfile.flush()
            os._exit(9)
        if MODE == "strict" and len(text) > 40 and not warming:
            self.send(b"Error: text is too long", status=413)
            return
        hasty = MODE == "hasty" and not warming
        answer = {"software": {"name": "LanguageTool"}, "warnings": {"incompleteResults": hasty},
                  "matches": matches(text)}
        if MODE == "lying" and not warming:
            rule = {"id": "LIE", "category": {"id": "TYPOS"}}
            for offset, length in ((-5, 3), (0, 0), (len(text), 4), (10**9, 1), (0, len(text) + 50)):
                answer["matches"].append({"message": "", "offset": offset, "length": length,
                                          "replacements": [{"value": "x"}], "rule": rule})
        if MODE == "garbled" and not warming:
            self.send(b'{"software": {"name": "LanguageTool"}, "matches": [{"message": 7}]}')
            return
        self.send(json.dumps(answer).encode())

    def send(self, data: bytes, kind: str = "application/json", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        print("x" * 2000, flush=True)  # a talkative server must not stop because nobody reads


def main() -> int:
    if "-version" in sys.argv:
        print(f'openjdk version "{os.environ.get("FAKE_VERSION", "17.0.1")}" 2025-04-15', file=sys.stderr)
        return 0
    note(f"START {os.getpid()}")
    if MODE == "broken":
        print("Error: Could not find or load main class")
        return 1
    if MODE == "taken" and Path(LOG).read_text().count("START") < 2:
        print("org.languagetool.server.PortBindingException: LanguageTool HTTP server could not be started")
        return 1
    if MODE == "silent":
        time.sleep(60)
    port = int(sys.argv[sys.argv.index("-p") + 1])
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    print("Server started", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
