"""Headers that keep what is shown safe, on every answer, also on one that failed.

Documents run scripts that are files of this server and no others: what stands in a text can not
become a script. The frame of a map is another document, into which its component writes the script
of the map: that one runs by a number that is another one in each answer.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import cache as kept
from pathlib import Path

import streamlit
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.records.errors import DataError
from pages.server.theirs import FRAME, NONCE, map_component

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# Styles stand in attributes and are written by Streamlit while it runs, so they stay inline.
# Nothing needs another host, except the online tiles that a reader may switch on.
_POLICY = (
    "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: https://tile.openstreetmap.org; font-src 'self' data:; "
    "connect-src 'self' blob: data:; worker-src 'self' blob:; frame-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
#: For a component that we do not know: what it was made for.
_LOOSE = "'self' 'unsafe-inline' 'unsafe-eval'"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_FRAMING = b"x-frame-options"
#: What servers say of themselves, to nobody's use but that of who looks for old ones.
_BANNERS = {b"server", b"x-powered-by"}
#: Types of what a document of ours uses, whose rules hold for it: it is none itself.
_USED = (b"text/javascript", b"application/javascript", b"text/css", b"font/", b"image/webp")
_FAILED = "The atlas failed at this. Nothing was changed; try again, or ask for something else."


class OurHeaders:
    """Adds the security headers to every answer, and to the frame of a map what to fetch ahead.

    Scripts, styles, fonts and our pictures are not shown by themselves: of them a browser only has
    to know that they are what they say. What fails is answered with a sentence.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        """Wrap `app`, which pages of these `origins` may hold in a frame, besides its own."""
        self.app = app
        self._page = _headers(" ".join(("'self'", *script_hashes())), origins)
        self._origins = tuple(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answers get the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False
        ours = self._page
        if scope["path"].endswith(FRAME):
            nonce = secrets.token_urlsafe(18)
            scope = {**scope, NONCE: nonce}
            strict = f"'self' 'nonce-{nonce}'"
            ours = _headers(strict if map_component().is_strict else _LOOSE, self._origins)

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                message["headers"] = _with_ours(ours, scope["path"], message["headers"])
                has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if not has_begun:
                # The one that the server would send has no headers of ours.
                answer = PlainTextResponse(_FAILED, 500, headers={"Cache-Control": "no-store"})
                await answer(scope, receive, send_with_headers)
            raise  # it belongs into the log


_Headers = Sequence[tuple[bytes, bytes]]


def _with_ours(ours: _Headers, path: str, headers: _Headers) -> list[tuple[bytes, bytes]]:
    theirs = {_FRAMING, *_BANNERS, *(name for name, _ in ours)}
    rest = [pair for pair in headers if pair[0].lower() not in theirs]
    return [*rest, *(_HEADERS[:1] if _is_used(rest) else ours), *_link_headers(path)]


def _headers(scripts: str, origins: Sequence[str]) -> list[tuple[bytes, bytes]]:
    policy = " ".join((_POLICY.format(scripts=scripts), *origins)).encode()
    headers = [*_HEADERS, (b"content-security-policy", policy)]
    # The older header knows no list of origins, and browsers that know the newer skip it.
    return headers if origins else [*headers, (_FRAMING, b"SAMEORIGIN")]


@kept
def script_hashes() -> tuple[str, ...]:
    """The scripts that stand in Streamlit's own HTML, as a policy names them."""
    digests = (hashlib.sha256(found).digest() for found in _INLINE.findall(_INDEX.read_bytes()))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _is_used(headers: Sequence[tuple[bytes, bytes]]) -> bool:
    types = [value for name, value in headers if name.lower() == b"content-type"]
    return bool(types) and types[-1].startswith(_USED)


def _link_headers(path: str) -> list[tuple[bytes, bytes]]:
    if path.endswith(FRAME):
        # Late: the server lives before it has a map.
        from geo.mapview.folium_map import links_ahead  # noqa: PLC0415
        from pages.ui import cache  # noqa: PLC0415

        with suppress(DataError):
            return [(b"link", links_ahead(cache.payload()).encode())]
    return []
