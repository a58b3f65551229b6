"""The address of a LanguageTool server that somebody else runs, and whether text leaves this computer for it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


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
