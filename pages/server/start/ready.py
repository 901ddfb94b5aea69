"""How the server starts: it answers at once, then comes what a page needs, in the order of need.

First what the HTML of a page says: the records and the files of the map. Then what draws the page.
Then, while nobody waits, the search and all that few ask for. Whoever asks before waits for just
what he asks for.
"""

import asyncio
import gc
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.records.errors import DataError
from pages.server.packed import PACKINGS
from pages.server.start.late import ALIVE, bring, found_at
from pages.server.start.sockets import send_at_once

_LOG = logging.getLogger(__name__)
_LOOK = 5.0  # s between two looks whether the data have changed
_PROBES = ("/healthz", "/metrics", *ALIVE)
_LEAVE = 3.0  # s that the start may take to notice that the server ends
_QUIET = 5.0  # s without a request, after which nobody waits for a page
_SOCKET = "websocket"
#: What the HTML of a page is made by.
_WORDS = ("pages.ui.cache", "pages.server.first_words", "pages.server.map_files")
#: What draws the first page. Packages come first and in one thread: two that begin to import the
#: same one at two ends of it would wait for each other.
_PAGES = (
    *("numpy", "pandas", "pyarrow", "shapely", "geopandas", "folium.plugins", "PIL.Image"),
    *("streamlit.emojis", "streamlit.components.v2.manifest_scanner", "pages.ui.address"),
    *("geo.mapview.folium_map", "geo.views.panels", "geo.views.pages.welcome"),
    *("geo.views.pages.day_page", "pages.ui.map_address", "pages.ui.boundary"),
)


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


class StartStep:
    """A step of the start, which many may wait for and one thread makes."""

    def __init__(self, make: Callable[[], None]) -> None:
        """A step that is done when `make` has returned."""
        self._make = make
        self._loop = asyncio.get_running_loop()
        self._done: asyncio.Future[None] = self._loop.create_future()

    def run(self) -> None:
        """Make it, in whatever thread; what fails is raised for all who wait."""
        try:
            self._make()
        except Exception as error:  # noqa: BLE001 - told to all who wait
            _LOG.exception("The server could not be started")
            self._tell(self._done.set_exception, error)
        else:
            self._tell(self._done.set_result, None)

    async def wait(self) -> None:
        """Wait until it is made."""
        await asyncio.shield(self._done)

    def _tell(self, how: Callable[..., None], what: object) -> None:
        with suppress(RuntimeError):  # the server has ended
            self._loop.call_soon_threadsafe(how, what)


@dataclass
class _Start:
    """The steps of the server of this process, while it runs."""

    words: StartStep | None = None
    pages: StartStep | None = None


_START = _Start()


class Ready:
    """Lets requests wait until there is what they ask for."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, in its time."""
        step = _START.pages if scope["type"] == _SOCKET else _START.words
        if step and scope["type"] != "lifespan" and not scope["path"].endswith(ALIVE):
            await step.wait()
        await self.app(scope, receive, send)


@asynccontextmanager
async def prepared(_app: object) -> AsyncIterator[None]:
    """Begin to make what pages need, beside the server, which lives already.

    What is wrong with the data is told by the pages.
    """
    send_at_once()
    stopped = Event()
    _START.words, _START.pages = StartStep(_words), StartStep(_pages)
    steps = (_START.words.run, _START.pages.run)
    begun = Thread(target=_begin, args=[steps, stopped], daemon=True)
    begun.start()
    yield
    _START.words = _START.pages = None
    stopped.set()
    PACKINGS.improve([b""])  # wakes it
    await run_in_threadpool(begun.join, _LEAVE)  # what is being imported is not torn apart


def _begin(steps: tuple[Callable[[], None], ...], stopped: Event) -> None:
    gc.disable()  # nothing of what is made here is garbage, and looking at it takes longer
    try:
        for run in steps:
            if not stopped.is_set():
                run()
    finally:
        gc.enable()
    if stopped.is_set():
        return
    found_at("pages.ui.cache:keep_for_ever")()
    PACKINGS.improve(found_at("pages.server.early_files:first_bodies")())
    for work in (PACKINGS.work, _search, _follow):
        Thread(target=work, args=[stopped], daemon=True).start()


def _words() -> None:
    bring(_WORDS)
    from pages.ui import cache  # noqa: PLC0415 - just brought

    with suppress(DataError):
        cache.payload()
    cache.bar()


def _pages() -> None:
    bring(_PAGES)
    from pages.ui import cache  # noqa: PLC0415

    cache.welcome_page()
    cache.file_issues()


def _follow(stopped: Event) -> None:
    """Take up data that change, and clear away what visits left behind."""
    from pages.ui import cache  # noqa: PLC0415

    while not stopped.wait(_LOOK):
        gc.collect()
        try:
            if cache.refresh():
                cache.payload()  # before the next reader asks
        except DataError:
            pass  # the pages tell
        except Exception:  # noqa: BLE001 - whatever it is, the next look may find better data
            _LOG.exception("new data could not be taken up")


def _search(stopped: Event) -> None:
    from pages.server.serve import ANSWERS  # noqa: PLC0415
    from pages.ui import cache  # noqa: PLC0415

    with suppress(DataError):
        if Quiet.wait(stopped):
            bring(ANSWERS.values())
            cache.countries()
            cache.prepared_finder()
