"""Streamlit's own scripts, packed once and kept: two thirds of a first visit.

Their names hold a hash of what is in them, so what was packed for one reader serves all others.
"""

import gzip
import re
from asyncio import Event
from collections.abc import Callable, Iterator
from http import HTTPStatus
from posixpath import normpath

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = re.compile(r"q\s*=\s*0(\.0*)?")
_SMALLEST = 1000  # bytes; less is not worth packing
_MOST_KEPT = 800  # answers; Streamlit has about 300 files
_TEXTS = ("text/", "application/javascript", "application/json", "image/svg")


def _brotli(body: bytes) -> bytes:
    # A level more would take ten times as long for a tenth less: the first reader waits for it.
    return bytes(brotli.compress(body, quality=9))


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


#: What a browser may name, the smallest first.
_PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


class PackedOnce:
    """Packs answers with gzip, and those that never change only once, with brotli where asked."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=6)
        self._kept: dict[tuple[str, str], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pack the answer and keep it if it never changes."""
        way = _way_of_packing(scope)
        if not way:
            # Starlette takes a name with a weight of 0 for a wish.
            answers = self._packing if "gzip" in _accepted(scope) else self._app
            await answers(scope, receive, send)
            return
        key = scope["path"], way
        if key not in self._kept:
            answer = await _answer_of(self._app, scope)
            is_for_ever = _is_for_ever(answer)
            if _is_packable(answer):
                answer = await run_in_threadpool(_packed, answer, way)
            if is_for_ever and len(self._kept) < _MOST_KEPT:
                self._kept[key] = answer
        else:
            answer = self._kept[key]
        for message in answer:
            await send({**message})  # what lies outside adds headers to the message that it gets


async def _answer_of(app: ASGIApp, scope: Scope) -> list[Message]:
    answer: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        # The answer is for all readers to come: it goes on when the first of them has gone away.
        if not asked:
            await Event().wait()
        return asked.pop()

    async def note(message: Message) -> None:
        answer.append(message)

    await app(scope, receive, note)
    return answer


def _way_of_packing(scope: Scope) -> str:
    """The word for it, or nothing for a request whose answer may not be kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
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


def _is_for_ever(answer: list[Message]) -> bool:
    headers = Headers(raw=answer[0]["headers"])
    is_fixed = "immutable" in headers.get("cache-control", "")
    size = sum(len(message.get("body", b"")) for message in answer[1:])
    is_whole = answer[0]["status"] == HTTPStatus.OK and headers.get("content-length") == str(size)
    return is_whole and is_fixed and _is_packable(answer)


def _is_packable(answer: list[Message]) -> bool:
    headers = Headers(raw=answer[0]["headers"])
    is_text = headers.get("content-type", "").startswith(_TEXTS)
    return is_text and "content-encoding" not in headers


def _packed(answer: list[Message], way: str) -> list[Message]:
    body = b"".join(message.get("body", b"") for message in answer[1:])
    packed = _PACKERS[way](body)
    headers = MutableHeaders(raw=list(answer[0]["headers"]))
    headers["content-encoding"] = way
    headers["content-length"] = str(len(packed))
    headers.add_vary_header("Accept-Encoding")
    start = {**answer[0], "headers": headers.raw}
    return [start, {"type": "http.response.body", "body": packed}]
