"""What answers is imported when it is needed, by one thread at a time."""

import importlib
import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from threading import RLock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: What asks whether the server lives, and what its own page asks first: nothing of ours is in it.
ALIVE = ("/_stcore/health", "/_stcore/host-config")
#: Two threads that begin to import one package at two of its ends may wait for each other.
_TURN = RLock()


def bring(places: Iterable[str]) -> None:
    """Import modules, or those of `module:name`, in this order; others may come between two."""
    for place in places:
        with _TURN:
            importlib.import_module(place.partition(":")[0])


def found_at(place: str) -> Any:  # noqa: ANN401 - whatever has that name
    """What `module:name` names."""
    bring([place])
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def late(place: str) -> Callable[[Request], Awaitable[Response]]:
    """An answer that is made by `module:function`, which is imported when somebody asks for it."""

    async def answer(request: Request) -> Response:
        make = await run_in_threadpool(found_at, place)
        if inspect.iscoroutinefunction(make):
            made: Response = await make(request)
            return made
        return await run_in_threadpool(make, request)

    return answer


class Late:
    """A part on the way of requests that is imported by the first one that it is there for."""

    def __init__(self, app: ASGIApp, place: str, options: Mapping[str, object]) -> None:
        """Wrap `app` by the class at `module:name`, which takes the `options`."""
        self.app, self.place, self.options = app, place, options
        self._made: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on through that part; who asks whether the server lives goes past it."""
        if self._made is None:
            if scope.get("path", "").endswith(ALIVE):
                await self.app(scope, receive, send)
                return
            make = await run_in_threadpool(found_at, self.place)
            self._made = make(self.app, **self.options)
        await self._made(scope, receive, send)
