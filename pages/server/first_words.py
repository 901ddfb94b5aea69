"""The first HTML of a page: its own title and preview, words before any script runs, or a 404.

Streamlit sends the same empty file for every address, known or not. On a poor line that is a
white page for half a minute; here it gets the head of the page that was asked for and its first
words, which Streamlit replaces as soon as it is there.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.records.texts import ENGLISH, language, say, use_language
from geo.views.addresses import LANGUAGE
from geo.views.page_heads import PageHead, page_head
from pages.server.early_files import early_files
from pages.ui import cache
from pages.ui.html import render

_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_THEIR_FONT = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*/SourceSans[^>]*>')
_HEAD_ENDS = b"</head>"
_ROOT = b'<div id="root">'
_ENGLISH = b'<html lang="en">'
#: Paths of Streamlit's own files and answers, and ours: no page is asked for there.
_NO_PAGE = ("_stcore", "static", "component", "media", "atlas", "favicon.png", "app")
_PICTURE = "atlas/preview.jpg"


class FirstWords:
    """Gives the HTML of each page its head and first words; unknown paths are answered by 404."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Wrap `app`, which stands below the path `base`."""
        self.app = app
        self.base = "/".join(("", *filter(None, base.split("/")))) + "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for pages; pass everything else on."""
        path = scope.get("path", "").removeprefix(self.base.rstrip("/")).strip("/")
        is_page = scope["type"] == "http" and path.split("/")[0] not in _NO_PAGE
        if not is_page or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        use_language(query.get(LANGUAGE, ENGLISH))
        head = await run_in_threadpool(lambda: page_head(cache.atlas(), path, query))
        if head is None:
            await _missing(self.base)(scope, receive, send)
            return
        url = URL(scope=scope)
        picture = f"{url.scheme}://{url.netloc}{self.base}{_PICTURE}"
        values = {"head": head, "picture": picture, "home": self.base, "missing": False}
        early = await run_in_threadpool(early_files, path)
        spoken = _Spoken(send, {**values, "early": early}, is_head=scope["method"] == "HEAD")
        await self.app(_whole(scope), receive, spoken)


class _Spoken:
    """Holds an answer back until it is whole, and sends it with its head and first words."""

    def __init__(self, send: Send, values: Mapping[str, object], *, is_head: bool) -> None:
        self._send = send
        self._is_head = is_head
        self._values = values
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        names = ("head", "first_words")
        head, words = (render(name, **self._values).strip().encode() for name in names)
        # Theirs is not used: `early_files` names the font that is.
        body = _THEIR_FONT.sub(b"", self._body, count=1)
        body = _TITLE.sub(lambda _: head, body, count=1)
        # Behind Streamlit's own style sheet, whose fonts these take the place of.
        faces = render("faces", **self._values).strip().encode()
        body = body.replace(_HEAD_ENDS, faces + _HEAD_ENDS, 1)
        body = body.replace(_ROOT, _ROOT + words, 1)
        body = body.replace(_ENGLISH, b'<html lang="%b">' % language().encode(), 1)
        old = {b"content-length", b"etag", b"last-modified"}
        kept = [pair for pair in start["headers"] if pair[0].lower() not in old]
        length = (b"content-length", str(len(body)).encode())
        await self._send({**start, "headers": [*kept, length]})
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})


def _is_html(message: Message) -> bool:
    headers = {name.lower(): value for name, value in message["headers"]}
    is_plain = b"content-encoding" not in headers
    return is_plain and headers.get(b"content-type", b"").startswith(b"text/html")


def _whole(scope: Scope) -> Scope:
    """The same request, but for what could make the answer empty, a part, packed or `unchanged`."""
    asked = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}
    return {
        **scope,
        "method": "GET",
        "headers": [pair for pair in scope["headers"] if pair[0] not in asked],
    }


def _missing(home: str) -> HTMLResponse:
    head = PageHead(say("No such page"), say("The atlas has pages for the map and for its data."))
    html = render("no_page", head=head, home=home, language=language(), missing=True)
    return HTMLResponse(html, status_code=404)
