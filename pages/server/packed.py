"""Files that never change, packed once and kept: nearly all of a first visit.

Their names hold a hash of what is in them, so what was packed for one reader serves all others. To
pack something as small as can be takes a hundred times as long as to pack it well. So the first
reader who asks for a file gets it packed well, and a thread makes it smaller for those who follow.
"""

import gzip
import os
import re
import sys
import threading
from asyncio import Event
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from posixpath import normpath
from queue import SimpleQueue

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Paths of files that never change: Streamlit's, and ours by the hash in their names.
_FIXED = re.compile(r"/static/|/atlas/([0-9a-f]{12}/[\w.-]+|[\w-]+\.[0-9a-f]{12}\.\w+)$")
_NOTHING = re.compile(r"q\s*=\s*0(\.0*)?")
_SMALLEST = 1000  # bytes; less is not worth packing
_MOST_KEPT = 1600  # files; Streamlit has about 300, and we some 250 in each language
_TEXTS = ("text/", "application/javascript", "application/json", "application/geo", "image/svg")
_LEAST_URGENT = 19  # of the niceness of Unix


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=5))


def _smallest_brotli(body: bytes) -> bytes:
    # Lists of coordinates are a third smaller for it, scripts a tenth.
    return bytes(brotli.compress(body, quality=11))


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


#: What a browser may name, the smallest first.
_PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


class Packings:
    """Bodies of files by how they are packed."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: dict[tuple[bytes, str], bytes] = {}
        self._small: set[bytes] = set()
        self._waiting: SimpleQueue[bytes] = SimpleQueue()

    def packed(self, body: bytes, way: str) -> bytes:
        """The body packed in a `way`, `br` or `gzip`, from now on kept."""
        if (body, way) not in self._kept:
            self._kept[body, way] = _PACKERS[way](body)
            self.improve([body])
        return self._kept[body, way]

    def kept(self, body: bytes, way: str) -> bytes | None:
        """The body packed in a `way`, if somebody has asked for that before."""
        return self._kept.get((body, way))

    def improve(self, bodies: Iterable[bytes]) -> None:
        """Have these packed as small as can be, one after the other, when there is time."""
        for body in bodies:
            self._waiting.put(body)

    def make_smaller(self, body: bytes) -> None:
        """Pack the body as small as can be, for those who read brotli and ask from now on."""
        if body not in self._small:
            self._kept[body, "br"] = _smallest_brotli(body)
            self._small.add(body)

    def work(self, stopped: threading.Event) -> None:
        """Make smaller what waits, one after the other: for a thread of its own.

        It ends after the one that comes when it is `stopped`, if only an empty one.
        """
        if sys.platform == "linux":
            with suppress(OSError):  # of this thread alone, which holds no lock while it packs
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LEAST_URGENT)
        while not stopped.is_set():
            self.make_smaller(self._waiting.get())


#: All of this process.
PACKINGS = Packings()


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: bytes

    @property
    def is_for_ever(self) -> bool:
        headers = Headers(raw=self.start["headers"])
        is_fixed = "immutable" in headers.get("cache-control", "")
        is_whole = headers.get("content-length") == str(len(self.body))
        return self.start["status"] == HTTPStatus.OK and is_whole and is_fixed and self.is_packable

    @property
    def is_packable(self) -> bool:
        headers = Headers(raw=self.start["headers"])
        is_text = headers.get("content-type", "").startswith(_TEXTS)
        return is_text and "content-encoding" not in headers

    def packed(self, way: str, body: bytes) -> "_Answer":
        """The same answer with its body packed."""
        headers = MutableHeaders(raw=list(self.start["headers"]))
        headers["content-encoding"] = way
        headers["content-length"] = str(len(body))
        headers["vary"] = "Accept-Encoding"
        return _Answer({**self.start, "headers": headers.raw}, body)


class PackedOnce:
    """Packs answers with gzip, and those that never change only once, with brotli where asked."""

    def __init__(self, app: ASGIApp, packings: Packings = PACKINGS) -> None:
        """Wrap `app`; what never changes is kept packed in `packings`."""
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=6)
        self._packings = packings
        self._kept: dict[str, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pack the answer and keep it if it never changes."""
        if "/atlas/export/" in scope.get("path", ""):
            await self._app(scope, receive, send)  # packed and kept there, or packed by its format
            return
        way = _way_of_packing(scope)
        if not way:
            # Starlette takes a name with a weight of 0 for a wish.
            answers = self._packing if "gzip" in _accepted(scope) else self._app
            await answers(scope, receive, send)
            return
        answer = self._kept.get(scope["path"]) or await self._asked(scope)
        if scope["path"] in self._kept:
            body = self._packings.kept(answer.body, way)
            if body is None:  # to pack it takes a while
                body = await run_in_threadpool(self._packings.packed, answer.body, way)
            answer = answer.packed(way, body)
        elif answer.is_packable:
            answer = answer.packed(way, await run_in_threadpool(_PACKERS[way], answer.body))
        # What lies outside adds headers to the message that it gets.
        await send({**answer.start})
        await send({"type": "http.response.body", "body": answer.body})

    async def _asked(self, scope: Scope) -> _Answer:
        # Streamlit would pack it with gzip.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        answer = await _answer_of(self._app, {**scope, "headers": headers})
        if answer.is_for_ever and len(self._kept) < _MOST_KEPT:
            self._kept[scope["path"]] = answer
        return answer


async def _answer_of(app: ASGIApp, scope: Scope) -> _Answer:
    said: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        # The answer is for all readers to come: it goes on when the first of them has gone away.
        if not asked:
            await Event().wait()
        return asked.pop()

    async def note(message: Message) -> None:
        said.append(message)

    await app(scope, receive, note)
    start, *rest = said
    return _Answer(start, b"".join(message.get("body", b"") for message in rest))


def _way_of_packing(scope: Scope) -> str:
    """The word for it, or nothing for a request whose answer may not be kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or not _FIXED.search(scope["path"]):
        return ""
    # The file system takes `/./` and `//` too, and each spelling would be packed and kept again.
    if normpath(scope["path"]) != scope["path"]:
        return ""
    asked = Headers(scope=scope)
    if {"range", "if-none-match", "if-modified-since"} & set(asked):
        return ""
    accepted = _accepted(scope)
    return next((way for way in _PACKERS if way in accepted), "")


def _accepted(scope: Scope) -> set[str]:
    is_http = scope["type"] == "http"
    named = Headers(scope=scope).get("accept-encoding", "") if is_http else ""
    return {*accepted_encodings(named)}


def accepted_encodings(encodings: str) -> Iterator[str]:
    """The names in the header, but for those that it refuses with a weight of 0."""
    for part in encodings.lower().split(","):
        name, *weights = (word.strip() for word in part.split(";"))
        if not any(_NOTHING.fullmatch(weight) for weight in weights):
            yield name
