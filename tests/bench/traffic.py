"""What goes over the wire of one page: websocket frames and HTTP responses."""

import time
from typing import Any

from playwright.sync_api import BrowserContext, Page, WebSocket

_QUIET = 0.3
_LONGEST = 5.0


class PageTraffic:
    """Counts bytes of a page from before its first request on."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        """Listen to `page`, which must still be empty."""
        self.page = page
        self.websocket = 0
        self._changed = time.monotonic()
        self._urls: dict[str, str] = {}
        self._sizes: dict[str, float] = {}
        page.on("websocket", self._listen)
        self._session = session = context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def throttle(self, bytes_per_second: float, latency_ms: float) -> None:
        """Make the line as slow as this from now on."""
        self._session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": latency_ms,
                "downloadThroughput": bytes_per_second,
                "uploadThroughput": bytes_per_second,
            },
        )

    def settle(self) -> None:
        """Return when nothing has moved for a while."""
        limit = time.monotonic() + _LONGEST
        while time.monotonic() - self._changed < _QUIET and time.monotonic() < limit:
            self.page.wait_for_timeout(50)

    def http(self, kind: str) -> float:
        """Bytes of all responses of a kind: `atlas`, `component` or `shell`."""
        return sum(size for url, size in self._sizes.items() if _kind(url) == kind)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._frame)
        socket.on("framereceived", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        body = payload.encode() if isinstance(payload, str) else payload
        self.websocket += len(body)
        self._changed = time.monotonic()

    def _asked(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._urls.get(event["requestId"], "")
        self._sizes[url] = self._sizes.get(url, 0) + event["encodedDataLength"]
        self._changed = time.monotonic()


def _kind(url: str) -> str:
    if "/atlas/" in url:
        return "atlas"
    return "component" if "/component/" in url else "shell"
