"""What is made before a reader asks for it, out of the way of those who are here already."""

import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.records.errors import DataError
from pages.server.early_files import first_bodies
from pages.server.packed import PACKINGS
from pages.server.sockets import send_at_once
from pages.ui import cache

_LOOK = 5.0  # s between two looks whether the data have changed
_PROBES = ("/healthz", "/metrics", "/_stcore/health")
_QUIET = 5.0  # s without a request, after which nobody waits for a page


class Quiet:
    """Notes when the server was last asked for something."""

    asked_at = 0.0  # s, of the clock that never goes back; of all servers of this process

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        # Who only looks whether the server lives comes every few seconds and waits for no page.
        if not scope.get("path", "").endswith(_PROBES):
            Quiet.asked_at = time.monotonic()
        await self.app(scope, receive, send)

    @staticmethod
    def wait(stopped: Event) -> bool:
        """Wait until nobody has asked for some seconds; False if `stopped` came first."""
        rest = _QUIET
        while rest > 0:
            if stopped.wait(rest):
                return False
            rest = Quiet.asked_at + _QUIET - time.monotonic()
        return True


@asynccontextmanager
async def prepared(_app: object) -> AsyncIterator[None]:
    """Make what the map needs before the server answers, so that its first reader need not wait.

    Then, while it answers, pack what a first visit fetches, and make the search ready. What is
    wrong with the data is told by the pages.
    """
    send_at_once()
    with suppress(DataError):
        await run_in_threadpool(cache.payload)
    stopped = Event()
    PACKINGS.improve(first_bodies())
    for work in (PACKINGS.work, _search, _follow):
        Thread(target=work, args=[stopped], daemon=True).start()
    yield
    stopped.set()
    PACKINGS.improve([b""])  # wakes it


def _follow(stopped: Event) -> None:
    """Take up data that change; a folder does not. Then clear away what visits left behind."""
    while not stopped.wait(_LOOK):
        gc.collect()
        with suppress(DataError):
            if cache.refresh():
                cache.payload()  # before the next reader asks


def _search(stopped: Event) -> None:
    with suppress(DataError):
        # Of what the first page needs this takes longest, and it makes the map's own files known.
        cache.bar()
        cache.file_issues()  # outlines of countries are read for it
        if Quiet.wait(stopped):
            cache.prepared_finder()
