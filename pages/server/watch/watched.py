"""Every answer counted and, if the operator wants it, told in a line of JSON without any person.

A line has the time, an id that the answer carries too, what was asked for in a few fixed words,
the status, the milliseconds and the bytes. What a reader typed, the address that asks, cookies and
the browser are in no line.
"""

import json
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import TextIO

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.guard.settings import base_path
from pages.server.watch.metrics import METERS, Meters

#: The id of a request: one of a proxy is taken over.
REQUEST_ID = b"x-request-id"
_THEIR_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_OURS = ("search", "ways", "cite", "export", "own", "openapi.json", "changes.atom", "changes.json")
_OTHERS = ("static", "component", "media", "healthz", "metrics")
_UPLOAD = "_stcore/upload_file/"
_STREAM = "_stcore/stream"
#: What became of a websocket, as a status: one that is closed before it is open was refused.
_OF_SOCKETS = {"websocket.accept": 101, "websocket.close": 403}


def route_of(path: str) -> str:
    """What a path below the path of the server asks for, in one of a few words."""
    first, _, rest = path.strip("/").partition("/")
    if first == "atlas":
        return next((name for name in _OURS if rest.split("/")[0] == name), "asset")
    if path.strip("/").startswith(_UPLOAD):
        return "upload"
    if path.strip("/") == _STREAM:
        return "stream"
    if first in _OTHERS:
        return first
    # Late: whether the server lives is asked before there are pages.
    from geo.views.addresses import PAGES  # noqa: PLC0415

    return "page" if not rest and first in {page.path for page in PAGES} else "other"


class Watched:
    """Counts answers, gives each request an id and logs it."""

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        log: TextIO | None = None,
        figures: Meters = METERS,
    ) -> None:
        """Wrap `app`, which stands below the path `base`; lines go to `log`, if there is one."""
        self.app, self.log, self.figures = app, log, figures
        self.base = base_path(base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and note what came of it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        noted = _Noted(send, scope, is_told=self.log is not None)
        try:
            await self.app(scope, receive, noted)
        finally:
            noted.status = noted.status or 500  # so a server answers if nothing was sent
            route = route_of(scope.get("path", "").removeprefix(self.base))
            if route != "stream":  # it lasts as long as a reader stays
                self.figures.answered(route, noted.status, noted.seconds())
            if self.log:
                self.log.write(noted.line(route) + "\n")
                self.log.flush()


class _Noted:
    """Sends an answer on and notes its status, its size and its time."""

    def __init__(self, send: Send, scope: Scope, *, is_told: bool) -> None:
        self._send, self._is_told = send, is_told
        self._method = scope.get("method", "WEBSOCKET")
        named = Headers(scope=scope).get("x-request-id", "")
        self._id = named if _THEIR_ID.fullmatch(named) else secrets.token_hex(8)
        self._began, self._bytes = time.monotonic(), 0
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self._is_told:
                headers = [*message["headers"], (REQUEST_ID, self._id.encode())]
                message = {**message, "headers": headers}
        self._bytes += len(message.get("body", b""))
        self.status = self.status or _OF_SOCKETS.get(message["type"], 0)
        await self._send(message)

    def seconds(self) -> float:
        return time.monotonic() - self._began

    def line(self, route: str) -> str:
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": self._id,
            "method": self._method,
            "route": route,
            "status": self.status,
            "ms": round(self.seconds() * 1000, 1),
            "bytes": self._bytes,
        }
        return json.dumps(told)


def log_of_the_process() -> TextIO:
    """Where lines go: the standard error, as with everything else that a server says."""
    return sys.stderr
