"""`python -m tests.load`: many readers at the atlas for some minutes, and how it bore them.

A whole run, as long and with as many readers as it has by itself, is kept in RESULTS.md.
"""

import argparse
import asyncio
import sys
import time

from geo.rules.open_atlas import open_atlas
from tests.bench.cost import memory_mb
from tests.browser.server import ROOT, Running, serve
from tests.load import report
from tests.load.browsing import browse
from tests.load.costs import at_rest, costs
from tests.load.reader import LoadTally, PretendedReader, Readable

_LOOK_S = 5.0
_ARRIVAL = 0.1  # of the time, until all readers are there
_SESSIONS, _MINUTES, _BROWSERS = 50, 10.0, 2


def main() -> int:
    """Start a server, load it, print the table; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=_SESSIONS)
    parser.add_argument("--minutes", type=float, default=_MINUTES)
    parser.add_argument("--browsers", type=int, default=_BROWSERS, help="pages of a real Chromium")
    parser.add_argument("--pause", type=float, default=5.0, help="seconds of thinking between acts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--costs", type=int, metavar="RUNS", help="only what each act costs")
    options = parser.parse_args()
    atlas = open_atlas(ROOT / "data", strict=False)
    readable = Readable(
        [record.id for record in (*atlas.sites, *atlas.segments, *atlas.projects)],
        [project.id for project in atlas.projects],
        [article.id for article in atlas.articles],
    )
    with serve(ROOT / "app.py") as server:
        if options.costs:
            found = asyncio.run(costs(server.url, server.pid, readable, options.costs))
            for name, spent in found.items():
                sys.stdout.write(f"{name:40}{spent.cpu_ms:8.1f} ms{spent.received_kb:8.1f} kB\n")
            return 0
        run = asyncio.run(_load(server, readable, options))
    sys.stdout.write(f"{report.table(run)}\n")
    if run.sessions >= _SESSIONS and run.minutes >= _MINUTES:
        report.keep(run)
    return 1 if run.failures else 0


async def _load(server: Running, readable: Readable, options: argparse.Namespace) -> report.LoadRun:
    """Let the readers read, and look at the memory of the server meanwhile."""
    tally = LoadTally()
    scout = PretendedReader(server.url, readable, LoadTally(), seed=0)
    async with scout.at_the_server():
        await scout.visit("")
    await at_rest(server.pid)
    start = time.monotonic()
    until = start + 60.0 * options.minutes
    memory = [(0.0, memory_mb(server.pid) or 0.0)]
    readers = (
        PretendedReader(server.url, readable, tally, options.seed * 1000 + number)
        for number in range(options.sessions)
    )
    whole = asyncio.gather(
        browse(server.url, until, options.pause, tally, options.browsers),
        *(reader.read(until, options.pause, _ARRIVAL * (until - start)) for reader in readers),
    )
    while not whole.done():
        await asyncio.wait([whole], timeout=_LOOK_S)
        memory.append((time.monotonic() - start, memory_mb(server.pid) or 0.0))
    await whole
    return report.LoadRun(
        options.sessions, options.browsers, options.minutes, tally.seconds, tally.failures, memory
    )


if __name__ == "__main__":
    sys.exit(main())
