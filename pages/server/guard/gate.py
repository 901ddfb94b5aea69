"""Who may ask at all, and for what: hosts, origins, and addresses that nothing of ours needs.

Streamlit opens more than this atlas uses: figures of the process, an interface for agents, a place
to send files to. What no page needs is answered here, before Streamlit hears of it.
"""

import re
from collections.abc import Collection
from functools import cache as kept
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.status import WS_1008_POLICY_VIOLATION
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.server.guard.settings import ANY_HOST, HOSTS, base_path
from pages.server.watch.metrics import METERS
from pages.ui.own.sending import SENDING, Sending

_STATIC = Path(streamlit.__file__).parent / "static"
_NAME = re.compile(r"[a-z0-9._-]+")
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
#: Of what Streamlit answers beside pages and files, all that a page asks for.
_OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
_SHUT = ("/_stcore/", "/app/")
_FILES = "/static/"
_NOT_HERE = "There is nothing here."
_NO_UPLOAD = "No page of this visit asks for a file, or it has sent as many as it may."


class Gate:
    """Refuses foreign hosts and foreign websockets, and shuts what no page needs."""

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        hosts: Collection[str] = (),
        files: int = 1,
        sending: Sending = SENDING,
    ) -> None:
        """Wrap `app`, which stands below the path `base` and is called by the names `hosts`.

        A visit may have the server hold so many `files`.
        """
        self.app, self.hosts, self.files, self.sending = app, hosts, files, sending
        self.base = base_path(base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "websocket":
            if is_foreign(Headers(scope=scope)) or not self._is_named(scope):
                METERS.refused("origin")
                await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
                return
        elif scope["type"] == "http":
            path = scope["path"].removeprefix(self.base)
            if refusal := self._refusal(scope, path):
                await refusal(scope, receive, send)
                return
            if upload := _UPLOAD.fullmatch(path):
                await self._take_file(upload, scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope, path: str) -> PlainTextResponse | None:
        if not self._is_named(scope):
            METERS.refused("host")
            sentence = (
                "This server is not called by this name; "
                f"whoever runs it can allow it in the setting {HOSTS}."
            )
            return PlainTextResponse(sentence, 421)
        is_shut = path.startswith(_SHUT) and path not in _OPEN and not _UPLOAD.fullmatch(path)
        if is_shut or (path.startswith(_FILES) and path not in _files()):
            return PlainTextResponse(_NOT_HERE, 404)
        return None

    async def _take_file(
        self, upload: re.Match[str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        visit, name = upload.groups()
        with self.sending.file(visit, name, scope["method"], self.files) as may:
            if may:
                await self.app(scope, receive, send)
                return
        METERS.refused("upload")
        await PlainTextResponse(_NO_UPLOAD, 403)(scope, receive, send)

    def _is_named(self, scope: Scope) -> bool:
        """Whether the request calls the server by a name that it has.

        A name of somebody else may lead to this machine: then pages of that name could read what
        it answers. Numbers belong to nobody, and they are no names.
        """
        name = _host_name(Headers(scope=scope).get("host", ""))
        if name is None:
            return False
        if ANY_HOST in self.hosts or name == "localhost" or _is_number(name):
            return True
        if not self.hosts:
            # Who listens to others has a name that nobody told us.
            return not _is_loopback((scope.get("server") or ("",))[0])
        return any(
            name.endswith(known[1:]) if known.startswith("*.") else name == known
            for known in self.hosts
        )


def is_foreign(headers: Headers) -> bool:
    """Whether a page of another origin opens the websocket; browsers always name the origin.

    Streamlit compares as well, but asks a server outside for its own address before it refuses.
    """
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _host_name(host: str) -> str | None:
    """The name in a header `Host`, without port and in lower case; None if it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    name = (parts.hostname or "").rstrip(".")
    is_plain = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return name if is_plain and (_NAME.fullmatch(name) or _is_number(name)) else None


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(address: str) -> bool:
    return _is_number(address) and ip_address(address).is_loopback


@kept
def _files() -> frozenset[str]:
    """The paths of the files that Streamlit has; for any other path it sends its page."""
    places = (place for place in (_STATIC / "static").rglob("*") if place.is_file())
    return frozenset(f"/{place.relative_to(_STATIC).as_posix()}" for place in places)
