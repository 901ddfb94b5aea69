"""The first HTML of a page: its own title and preview, words before any script runs, or a 404.

Streamlit sends the same empty file for every address, known or not. On a poor line that is a
white page for half a minute; here it gets the head of the page that was asked for and its first
words, which Streamlit replaces as soon as it is there.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL, Headers
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.records.texts import ENGLISH, language, say, use_language
from geo.views.addresses import EMBED, LANGUAGE
from geo.views.freshness import atlas_freshness
from geo.views.page_heads import PageHead, page_head
from pages.server.early_files import early_files
from pages.server.guard.settings import base_path
from pages.ui import cache
from pages.ui.downloads import MAP_COPY, map_files
from pages.ui.html import render

_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_THEIR_FONT = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*/SourceSans[^>]*>')
_HEAD_ENDS = b"</head>"
_ROOT = b'<div id="root">'
_ENGLISH = b'<html lang="en">'
_END = b"</body>"
#: How we ask for a page to be embedded, and how Streamlit does.
_OURS, _STREAMLITS = "1", "true"
#: Paths of Streamlit's own files and answers, and ours: no page is asked for there.
_NO_PAGE = (
    *("_stcore", "static", "component", "media", "favicon.png", "app"),
    *("atlas", "llms.txt", "healthz", "metrics"),
)
#: Where Streamlit answers while somebody signs in; nothing is there without an identity provider.
_SIGNING_IN = ("auth/login", "auth/logout", "oauth2callback")
_PICTURE = "atlas/preview.jpg"


class FirstWords:
    """Gives the HTML of each page its head and first words; unknown paths are answered by 404."""

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        origins: Sequence[str] = (),
        *,
        signs_in: bool = False,
    ) -> None:
        """Wrap `app`, which stands below the path `base`; pages of the `origins` may frame it.

        `signs_in` tells whether there is an identity provider.
        """
        self.app = app
        self.theirs = _SIGNING_IN if signs_in else ()
        self.origins = tuple(origins)
        self.base = f"{base_path(base)}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for pages; pass everything else on."""
        path = scope.get("path", "").removeprefix(self.base.rstrip("/")).strip("/")
        is_theirs = path.split("/")[0] in _NO_PAGE or path in self.theirs
        is_page = scope["type"] == "http" and not is_theirs
        if not is_page or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        url = URL(scope=scope)
        pairs = parse_qsl(url.query)
        if (EMBED, _OURS) in pairs:
            # Streamlit draws a page without its own head if it is asked in its own words.
            theirs = [(name, text) for name, text in pairs if name != EMBED]
            asked = urlencode([(EMBED, _STREAMLITS), *theirs], safe=",")
            await RedirectResponse(f"?{asked}")(scope, receive, send)
            return
        query = dict(pairs)
        use_language(query.get(LANGUAGE) or _language_of_browser(scope))
        head = await run_in_threadpool(lambda: page_head(cache.atlas(), path, query))
        if head is None:
            await _missing(self.base)(scope, receive, send)
            return
        values = {
            "head": head,
            "picture": f"{url.scheme}://{url.netloc}{self.base}{_PICTURE}",
            "home": self.base,
            "missing": False,
            "embedded": query.get(EMBED) == _STREAMLITS,
            "full": _full_link(pairs),
            "early": await run_in_threadpool(early_files, path),
            **await run_in_threadpool(self._bar),
        }
        spoken = _Spoken(send, values, is_head=scope["method"] == "HEAD")
        await self.app(_whole(scope), receive, spoken)

    def _bar(self) -> dict[str, object]:
        files = cache.bar()
        return {
            "bar": files,
            "files": map_files(),
            "copy_href": MAP_COPY,
            "day": atlas_freshness(cache.atlas()).as_of,
            "told": {
                "language": language(),
                "texts": files.texts(),
                "origins": self.origins,
                "charts": files.charts,
            },
        }


def _language_of_browser(scope: Scope) -> str:
    accepted = Headers(scope=scope).get("accept-language", "")
    return accepted.split(",")[0].split(";")[0].strip() or ENGLISH


def _full_link(pairs: Sequence[tuple[str, str]]) -> str:
    query = urlencode([(name, text) for name, text in pairs if name != EMBED], safe=",")
    return f"?{query}"


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
        names = ("head", "faces", "first_words", "bar", "bar_files")
        made = {name: render(name, **self._values).strip().encode() for name in names}
        # Theirs is not used: `early_files` names the font that is.
        body = _THEIR_FONT.sub(b"", self._body, count=1)
        body = _TITLE.sub(lambda _: made["head"], body, count=1)
        mark = b" data-embedded" if self._values["embedded"] else b""
        for old, new in (
            # Behind Streamlit's own style sheet, whose fonts these take the place of.
            (_HEAD_ENDS, made["faces"] + _HEAD_ENDS),
            (_ROOT, made["bar"] + _ROOT + made["first_words"]),
            # The style comes last: nothing that stands before it waits for it to be shown.
            (_END, made["bar_files"] + _END),
            (_ENGLISH, b'<html lang="%b"%b>' % (language().encode(), mark)),
        ):
            body = body.replace(old, new, 1)
        outdated = {b"content-length", b"etag", b"last-modified"}
        kept = [pair for pair in start["headers"] if pair[0].lower() not in outdated]
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
