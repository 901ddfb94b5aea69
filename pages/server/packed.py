"""Streamlit's own scripts, packed once and kept: two thirds of a first visit.

Their names hold a hash of what is in them, so what was packed for one reader serves all others.
"""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST = 1000  # bytes; less is not worth packing
_MOST_KEPT = 400  # files; Streamlit has about 300


class PackedOnce:
    """Packs answers with gzip, those that never change only once."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._packing = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=6)
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pack the answer and keep it if it never changes."""
        if scope["type"] != "http" or not _may_be_kept(scope):
            await self._packing(scope, receive, send)
            return
        path = scope["path"]
        if path in self._kept:
            for message in self._kept[path]:
                await send(message)
            return
        answer: list[Message] = []

        async def send_and_note(message: Message) -> None:
            # What lies outside adds headers to the message that it gets.
            answer.append({**message})
            await send(message)

        await self._packing(scope, receive, send_and_note)
        if _is_packed_for_ever(answer[0]) and len(self._kept) < _MOST_KEPT:
            self._kept[path] = answer


def _may_be_kept(scope: Scope) -> bool:
    asked = Headers(scope=scope)
    is_plain = not {"range", "if-none-match", "if-modified-since"} & set(asked)
    is_packable = "gzip" in asked.get("accept-encoding", "")
    return scope["method"] == "GET" and "/static/" in scope["path"] and is_plain and is_packable


def _is_packed_for_ever(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_for_ever = "immutable" in headers.get("cache-control", "")
    return (
        start["status"] == HTTPStatus.OK
        and is_for_ever
        and headers.get("content-encoding") == "gzip"
    )
