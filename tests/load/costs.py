"""What each act of a reader costs the server, one after the other, in milliseconds of processor."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from tests.load.reader import LoadTally, PretendedReader, Readable

_PAGES = ("", "timeline", "routes", "compare", "project", "data", "articles", "sources", "about")
#: Less of the processor within such a time is rest.
_LOOK_S, _A_LOT_MS = 6.0, 60.0
_ROUTE = "routes?from=site-karachi-port&to=site-tashkent"


class ActCost(NamedTuple):
    """What an act takes: ms of processor in all threads of the server, kB of the websocket."""

    cpu_ms: float
    received_kb: float


class ProcessClock:
    """The processor time of another process on Linux."""

    def __init__(self, pid: int) -> None:
        """Make the clock of `pid`, as clock_getcpuclockid does."""
        self._clock = ((~pid) << 3) | 2

    def ms(self) -> float:
        """Milliseconds of all threads so far."""
        return time.clock_gettime_ns(self._clock) / 1e6


async def at_rest(pid: int) -> None:
    """Wait until a server that has just started has made and packed what it makes by itself."""
    clock = ProcessClock(pid)
    before = -_A_LOT_MS
    while clock.ms() - before > _A_LOT_MS:
        before = clock.ms()
        await asyncio.sleep(_LOOK_S)


async def costs(url: str, pid: int, readable: Readable, runs: int) -> dict[str, ActCost]:
    """Act -> its cost, the middle of so many runs; each is tried once before it counts."""
    reader = PretendedReader(url, readable, LoadTally(), seed=1)
    project, article = readable.projects[0], readable.articles[0]
    pages = (*_PAGES, _ROUTE, f"project?id={project}", f"articles?id={article}")
    found: dict[str, ActCost] = {}
    async with reader.at_the_server():
        clock = ProcessClock(pid)
        await reader.visit("")  # from now on all files of a first visit are asked for
        await at_rest(pid)

        async def spend(name: str, *acts: Callable[[], Awaitable[None]]) -> None:
            found[name] = await _spent(clock, reader, runs, acts)

        await spend("first visit", lambda: _first_visit(reader))
        await spend("visit of the map, files kept", lambda: reader.visit(""))
        await spend("click on the map", reader.click)
        for page in pages:
            name = f"page {page.partition('&')[0] or 'map'}"
            # Never twice the same: the way back to another page is not counted.
            other = "about" if page != "about" else "sources"
            await spend(name, partial(reader.turn_to, page), partial(reader.turn_to, other))
        for word in ("k", "khar", "Хайратон"):
            address = f"/atlas/search?{urlencode({'q': word})}"
            await spend(f"search {word}", partial(reader.get, address))
        await spend("route on another day", reader.ask_for_a_route)
        await spend("export, asked before", lambda: reader.get("/atlas/export/layers.geojson"))
        await spend("file of the map", lambda: reader.get("/atlas/preview.jpg"))
    return found


async def _first_visit(reader: PretendedReader) -> None:
    reader.forget_files()
    await reader.visit("")


async def _spent(
    clock: ProcessClock,
    reader: PretendedReader,
    runs: int,
    acts: tuple[Callable[[], Awaitable[None]], ...],
) -> ActCost:
    act, *between = acts
    cpu: list[float] = []
    received: list[int] = []
    for _ in range(runs + 1):
        before, bytes_before = clock.ms(), reader.received
        await act()
        await asyncio.sleep(0.05)  # what the server does after it has answered
        cpu.append(clock.ms() - before)
        received.append(reader.received - bytes_before)
        for other in between:
            await other()
            await asyncio.sleep(0.05)
    return ActCost(median(cpu[1:]), median(received[1:]) / 1000)
