"""One reader at a server: opens pages, clicks on the map, searches and asks for routes.

Pages and clicks go over the websocket as Streamlit's own script in a browser sends them, without a
browser; the files and answers of the atlas go over HTTP, each connection for many of them.
"""

import asyncio
import json
import random
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

#: What a reader does, and how often in a hundred. A visit begins with the address of a page, as
#: links do; to come to a page is a click on its name in the menu.
MIX = {"click": 55, "page": 16, "visit": 4, "search": 15, "route": 6, "export": 4}
#: How often in a hundred a page is asked for; `{project}`, `{article}` are ids of the data.
PAGES = {
    "": 20,
    "timeline": 8,
    "routes": 5,
    "routes?from=site-karachi-port&to=site-tashkent": 12,
    "compare": 8,
    "project": 6,
    "project?id={project}": 15,
    "data": 9,
    "articles": 4,
    "articles?id={article}": 5,
    "sources": 3,
    "about": 3,
    "layers": 1,
    "desk": 1,
}
WORDS = ("kharlachi", "Хайратон", "جلال آباد", "steel", "torghundi", "who signed")
_ROUTES = (("karachi-port", "tashkent"), ("lahore", "moscow"), ("gwadar", "kashgar"))
_EXPORTS = ("table-border-posts.csv", "layers.geojson", "project-uap-railway.xlsx")
#: A reader leaves after so many acts, in the mean, and another one comes.
_ACTS_OF_A_READER = 25
_LETTER_S = 0.25
_PATIENCE_S = 60.0
_KEPT_S = 3.0  # a connection, less than the server keeps it
_LARGEST = 64_000_000
_CONNECTIONS = 6  # that a browser opens to a server
#: What a browser fetches by itself.
_LINKED = re.compile(
    r'<script\b[^>]*?\bsrc="([^"]+)"'
    r'|<link\b(?=[^>]*\brel="(?:stylesheet|(?:module)?preload|prefetch|icon|shortcut icon)")'
    r'[^>]*?\bhref="([^"]+)"'
)
_FRAME = "component/{}/index.html"


@dataclass(slots=True)
class LoadTally:
    """What happened: seconds of every answer by kind, and a sentence for each failure."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def add(self, kind: str, elapsed: float) -> None:
        """Keep the seconds of one answer."""
        self.seconds.setdefault(kind, []).append(elapsed)


@dataclass(frozen=True, slots=True)
class Readable:
    """Ids that a reader may ask for: what a map can select, projects and articles."""

    records: Sequence[str]
    projects: Sequence[str]
    articles: Sequence[str]


class PretendedReader:
    """A reader with a mind of its own, made from a seed."""

    def __init__(self, url: str, readable: Readable, tally: LoadTally, seed: int) -> None:
        """Keep where the server is and what may be asked for."""
        self.url, self.readable, self.tally = url, readable, tally
        self.chance = random.Random(seed)  # noqa: S311 - no secret, and the same every time
        self._forget_all()

    def _forget_all(self) -> None:
        self._socket: ClientConnection | None = None
        self._pages: dict[str, str] = {}
        self._kept: set[str] = set()
        self._component = self._fragment = self._script = ""
        self._query = ""
        self.received = 0

    async def read(self, until: float, pause_s: float, within_s: float = 0.0) -> None:
        """Come `within_s`, then do one thing after another until a time of the monotonic clock.

        Between two acts lie pauses.
        """
        await asyncio.sleep(self.chance.uniform(0.0, within_s))
        while time.monotonic() < until:
            async with self.at_the_server():
                await self._done("first visit", partial(self.visit, ""))
                while time.monotonic() < until and self.chance.random() > 1 / _ACTS_OF_A_READER:
                    await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause_s)
                    kind = self.chance.choices([*MIX], [*MIX.values()])[0]
                    await self._act(kind)
            self._forget_all()

    @asynccontextmanager
    async def at_the_server(self) -> Any:
        """Connections to the server while the block lasts."""
        limits = httpx.Limits(max_connections=_CONNECTIONS, keepalive_expiry=_KEPT_S)
        async with httpx.AsyncClient(
            base_url=self.url,
            limits=limits,
            timeout=_PATIENCE_S,
            trust_env=False,
            verify=False,  # noqa: S501 - plain HTTP; to read certificates takes its time
        ) as self._client:
            try:
                yield
            finally:
                await self._close()

    async def _act(self, kind: str) -> None:
        if kind == "search":
            await self._search()
            return
        acts: dict[str, Callable[[], Awaitable[None]]] = {
            "click": self.click,
            "page": lambda: self.turn_to(self._any_page()),
            "visit": lambda: self.visit(self._any_page()),
            "route": self.ask_for_a_route,
            "export": lambda: self.get(f"/atlas/export/{self.chance.choice(_EXPORTS)}"),
        }
        if kind == "click" and not self._component:  # the reader goes back to the map first
            await self._done("page", partial(self.turn_to, ""))
        await self._done(kind, acts[kind])

    async def _done(self, kind: str, act: Callable[[], Awaitable[None]]) -> None:
        """Do one thing and keep how long it took, or what went wrong."""
        start = time.monotonic()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await act()
        except (OSError, WebSocketException, httpx.HTTPError, TimeoutError, RuntimeError) as error:
            self.tally.failures.append(f"{kind}: {type(error).__name__} {error}"[:200])
            await self._close()
            return
        self.tally.add(kind, time.monotonic() - start)

    def _any_page(self) -> str:
        page = self.chance.choices([*PAGES], [*PAGES.values()])[0]
        return page.format(
            project=self.chance.choice(self.readable.projects),
            article=self.chance.choice(self.readable.articles),
        )

    async def _search(self) -> None:
        """Some letters, one after the other."""
        word = self.chance.choice(WORDS)
        for end in range(1, self.chance.randint(2, len(word)) + 1):
            query = urlencode({"q": word[:end]})
            await self._done("search", partial(self.get, f"/atlas/search?{query}"))
            await asyncio.sleep(_LETTER_S)

    async def ask_for_a_route(self) -> None:
        """The routes between two of a few places, on any day of ten months."""
        start, end = self.chance.choice(_ROUTES)
        day = f"2026-{self.chance.randint(1, 10):02}-{self.chance.randint(1, 28):02}"
        await self.get(f"/atlas/ways?{urlencode({'from': start, 'to': end, 'day': day})}")

    async def get(self, path: str) -> None:
        """An answer to a question; raises RuntimeError for one that is no 200."""
        await self._got(path)

    async def _got(self, path: str) -> httpx.Response:
        headers = {"Accept-Encoding": "gzip, br"}
        try:
            answer = await self._client.get(path, headers=headers)
        except httpx.RemoteProtocolError:
            # The server closed a connection that was idle, just then: browsers ask again.
            answer = await self._client.get(path, headers=headers)
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer

    async def visit(self, page: str) -> None:
        """Open an address: its document, all files that it names, then the page itself."""
        await self._close()
        document = await self._got(f"/{page}")
        base = urljoin(f"{self.url}/", page)
        linked = {urljoin(base, src or href) for src, href in _LINKED.findall(document.text)}
        await asyncio.gather(*map(self._fetch_once, sorted(linked)))
        address = urlsplit(self.url)
        self._socket = await connect(
            f"ws://{address.netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=_LARGEST,
        )
        message = BackMsg()
        message.rerun_script.page_name, _, self._query = page.partition("?")
        message.rerun_script.query_string = self._query
        await self._draw(message)

    async def turn_to(self, page: str) -> None:
        """Go to a page within the visit, as a click on its name in the menu does."""
        name, _, self._query = page.partition("?")
        if name not in self._pages:  # the reader has been cut off
            await self.visit(page)
            return
        message = BackMsg()
        message.rerun_script.page_script_hash = self._pages[name]
        message.rerun_script.query_string = self._query
        await self._draw(message)

    async def click(self) -> None:
        """Choose a record on the map: its script reruns the one part that shows the details."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self._query, self._script
        state.fragment_id = self._fragment
        chosen = {"select": self.chance.choice(self.readable.records), "date": "", "since": ""}
        widget = state.widget_states.widgets.add()
        widget.id, widget.json_value = self._component, json.dumps(chosen)
        await self._rerun(message)

    async def _draw(self, message: BackMsg) -> None:
        """Rerun the whole page, and fetch the frame of its map."""
        self._component = ""
        frames = await self._rerun(message)
        await asyncio.gather(*(self.get(f"/{_FRAME.format(name)}") for name in frames))

    async def _rerun(self, message: BackMsg) -> list[str]:
        """Send a message and take all that comes until the script has ended.

        Returns the names of the components that came.
        """
        if self._socket is None:
            raise RuntimeError("not connected")
        await self._socket.send(message.SerializeToString())
        frames: list[str] = []
        while True:
            data = await self._socket.recv()
            self.received += len(data)
            told = ForwardMsg()
            told.ParseFromString(data)
            frames += self._note(told)
            if told.WhichOneof("type") == "script_finished":
                return frames

    def _note(self, told: ForwardMsg) -> list[str]:
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self._script = told.new_session.page_script_hash
        if kind == "navigation":
            self._script = told.navigation.page_script_hash
            pages = told.navigation.app_pages
            self._pages = {page.url_pathname: page.page_script_hash for page in pages}
            for page in pages:
                if page.is_default:
                    self._pages[""] = page.page_script_hash
        if kind != "delta":
            return []
        element = told.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message[:120])
        if element.WhichOneof("type") != "component_instance":
            return []
        # A part of a page that reruns alone is one that a click is for.
        if told.delta.fragment_id:
            self._component = element.component_instance.id
            self._fragment = told.delta.fragment_id
        return [element.component_instance.component_name]

    async def _fetch_once(self, address: str) -> None:
        """A file that a browser keeps."""
        if address not in self._kept and address.startswith(self.url):
            self._kept.add(address)
            await self._got(address)

    def forget_files(self) -> None:
        """Fetch all files again, as somebody does who was never here."""
        self._kept.clear()

    async def _close(self) -> None:
        self._component = ""
        self._pages = {}
        if self._socket is not None:
            with suppress(OSError, WebSocketException):
                await self._socket.close()
            self._socket = None
