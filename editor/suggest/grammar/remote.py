"""The address of a LanguageTool server that somebody else runs, and whether text leaves this computer for it."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

_VISIT = 3.0  # seconds for an answer to a question that every server answers from memory


@dataclass(frozen=True, slots=True)
class Remote:
    """A server that somebody else runs; `url` as the person typed it."""

    url: str

    @property
    def address(self) -> str:
        """The base address, with scheme and final slash, without the "v2" that some paste along."""
        url = self.url.strip()
        if "://" not in url:
            url = "http://" + url
        url = url.rstrip("/")
        return url.removesuffix("/check").removesuffix("/v2") + "/"

    @property
    def leaves_computer(self) -> bool:
        """True unless the address is this computer's own: then text leaves it."""
        host = (urlsplit(self.address).hostname or "").lower()
        return not (host in ("localhost", "::1") or host.startswith("127."))

    def trouble(self, patience: float = _VISIT) -> str:
        """Ask the server for its languages; return "" where it answers, else why it cannot be used, in words.

        No text is sent. Takes no longer than twice `patience`, in seconds, however slow names are resolved.
        """
        found: list[str] = []
        visit = threading.Thread(target=lambda: found.append(self._visit(patience)), daemon=True)
        visit.start()
        visit.join(2 * patience)
        return found[0] if found else f"{self.address} does not answer"

    def _visit(self, patience: float) -> str:
        from editor.suggest.grammar.client import Client, RefusedError

        client = None
        try:
            client = Client(self.address, "en-US", timeout=patience)
        except TimeoutError:
            return f"{self.address} does not answer"
        except (OSError, http.client.HTTPException) as error:
            return f"{self.address} cannot be reached ({getattr(error, 'strerror', '') or error})"
        except (ValueError, KeyError, TypeError, AttributeError, RefusedError):
            return f"{self.address} does not answer like a LanguageTool server"
        finally:
            if client:
                client.hang_up()
        return ""
