"""One reader at a server: opens pages, clicks on the map, searches and asks for routes.

Pages and clicks go over the websocket as Streamlit's own script in a browser sends them, without a
browser; the files and answers of the atlas go over HTTP.
"""

import asyncio
import http.client
import json
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

#: What a reader does, and how often in a hundred.
MIX = {"click": 60, "page": 15, "search": 15, "route": 6, "export": 4}
PAGES = ("", "timeline", "routes", "compare", "project", "data", "articles", "sources", "about")
WORDS = ("kharlachi", "Хайратон", "جلال آباد", "steel", "torghundi", "who signed")
_ROUTES = (("karachi-port", "tashkent"), ("lahore", "moscow"), ("gwadar", "kashgar"))
_EXPORTS = ("table-border-posts.csv", "layers.geojson", "project-uap-railway.xlsx")
_PATIENCE_S = 60.0
_LARGEST = 64_000_000


@dataclass(slots=True)
class LoadTally:
    """What happened: seconds of every answer by kind, and a sentence for each failure."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def add(self, kind: str, elapsed: float) -> None:
        """Keep the seconds of one answer."""
        self.seconds.setdefault(kind, []).append(elapsed)


class PretendedReader:
    """A reader with a mind of its own, made from a seed."""

    def __init__(self, url: str, records: list[str], tally: LoadTally, seed: int) -> None:
        """Keep where the server is and what may be clicked."""
        self.url, self.records, self.tally = url, records, tally
        self.chance = random.Random(seed)  # noqa: S311 - no secret, and the same every time
        self._socket: ClientConnection | None = None
        self._component = self._fragment = self._page = ""
        self._script = ""

    async def read(self, until: float, pause_s: float) -> None:
        """Do one thing after another until a time of the monotonic clock, with pauses between."""
        await self._done("page", lambda: self._open(""))
        while time.monotonic() < until:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause_s)
            kind = self.chance.choices([*MIX], [*MIX.values()])[0]
            await self._done(kind, partial(self._act, kind))
        await self._close()

    async def _done(self, kind: str, act: Callable[[], Awaitable[None]]) -> None:
        """Do one thing and keep how long it took, or what went wrong."""
        start = time.monotonic()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await act()
        except (OSError, WebSocketException, TimeoutError, RuntimeError) as error:
            self.tally.failures.append(f"{kind}: {type(error).__name__} {error}"[:200])
            await self._close()
            return
        self.tally.add(kind, time.monotonic() - start)

    async def _act(self, kind: str) -> None:
        if kind == "click":
            await self._click()
        elif kind == "page":
            await self._open(self.chance.choice(PAGES))
        elif kind == "search":
            word = self.chance.choice(WORDS)
            typed = word[: self.chance.randint(1, len(word))]
            await self._get(f"/atlas/search?{urlencode({'q': typed})}")
        elif kind == "route":
            start, end = self.chance.choice(_ROUTES)
            day = f"2026-{self.chance.randint(1, 10):02}-{self.chance.randint(1, 28):02}"
            await self._get(f"/atlas/ways?{urlencode({'from': start, 'to': end, 'day': day})}")
        else:
            await self._get(f"/atlas/export/{self.chance.choice(_EXPORTS)}")

    async def _click(self) -> None:
        """Choose a record on the map: its script reruns the one part that shows the details."""
        if not self._component:  # the reader was on another page, or cut off
            await self._open("")
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = "", self._script
        state.fragment_id = self._fragment
        chosen = {"select": self.chance.choice(self.records), "date": "", "since": ""}
        widget = state.widget_states.widgets.add()
        widget.id, widget.json_value = self._component, json.dumps(chosen)
        await self._rerun(message)

    async def _get(self, path: str) -> bytes:
        """The body of an answer; raises RuntimeError for one that is no 200."""
        return await asyncio.to_thread(self._got, path)

    def _got(self, path: str) -> bytes:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=_PATIENCE_S)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
        except http.client.HTTPException as error:
            raise RuntimeError(f"{path}: {type(error).__name__}") from None
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    async def _open(self, page: str) -> None:
        await self._close()
        address = urlsplit(self.url)
        await self._get(f"/{page}")
        self._socket = await connect(
            f"ws://{address.netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=_LARGEST,
        )
        message = BackMsg()
        message.rerun_script.page_name = page
        await self._rerun(message)

    async def _rerun(self, message: BackMsg) -> None:
        """Send a message and take all that comes until the script has ended."""
        if self._socket is None:
            raise RuntimeError("not connected")
        await self._socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await self._socket.recv())
            self._note(told)
            if told.WhichOneof("type") == "script_finished":
                return

    def _note(self, told: ForwardMsg) -> None:
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self._script = told.new_session.page_script_hash
        if kind != "delta":
            return
        element = told.delta.new_element
        if element.WhichOneof("type") == "component_instance":
            self._component = element.component_instance.id
            self._fragment = told.delta.fragment_id
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message[:120])

    async def _close(self) -> None:
        self._component = ""
        if self._socket is not None:
            with suppress(OSError, WebSocketException):
                await self._socket.close()
            self._socket = None
