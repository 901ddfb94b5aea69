"""`python -m tests.load`: many readers at the atlas for some minutes, and how it bore them."""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from geo.rules.open_atlas import open_atlas
from tests.browser.server import ROOT, serve
from tests.load.costs import costs
from tests.load.reader import LoadTally, PretendedReader, Readable

_LOOK_S = 5.0
_MB = 1024 * 1024
#: Memory still grows while the first readers come; after that it should not.
_WARM_UP = 0.3


def main() -> int:
    """Start a server, load it, print the table; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10.0)
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
    tally = LoadTally()
    with serve(ROOT / "app.py") as server:
        if options.costs:
            found = asyncio.run(costs(server.url, server.pid, readable, options.costs))
            for name, spent in found.items():
                sys.stdout.write(f"{name:40}{spent.cpu_ms:8.1f} ms{spent.received_kb:8.1f} kB\n")
            return 0
        memory = asyncio.run(_load(server.url, server.pid, readable, tally, options))
    for line in _table(tally, memory, options.sessions):
        sys.stdout.write(f"{line}\n")
    return 1 if tally.failures else 0


async def _load(
    url: str, pid: int, readable: Readable, tally: LoadTally, options: argparse.Namespace
) -> list[tuple[float, float]]:
    """The memory of the server as (seconds, MB) while the readers read."""
    start = time.monotonic()
    until = start + 60.0 * options.minutes
    memory = [(0.0, _resident_mb(pid))]
    readers = [
        PretendedReader(url, readable, tally, options.seed * 1000 + number)
        for number in range(options.sessions)
    ]
    tasks = [asyncio.create_task(reader.read(until, options.pause)) for reader in readers]
    whole = asyncio.gather(*tasks)
    while not whole.done():
        await asyncio.wait([whole], timeout=_LOOK_S)
        memory.append((time.monotonic() - start, _resident_mb(pid)))
    await whole
    return memory


def _resident_mb(pid: int) -> float:
    """Resident memory of a process in MB, as Linux tells it."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024 / _MB
    return 0.0


def _table(tally: LoadTally, memory: list[tuple[float, float]], sessions: int) -> Iterable[str]:
    yield f"{'what':10}{'count':>7}{'median s':>10}{'p95 s':>8}{'max s':>8}"
    for kind, found in sorted(tally.seconds.items()):
        ordered = sorted(found)
        p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        yield f"{kind:10}{len(found):7}{median(found):10.2f}{p95:8.2f}{ordered[-1]:8.2f}"
    yield f"failures {len(tally.failures)}"
    yield from dict.fromkeys(tally.failures)
    first, last = memory[0][1], memory[-1][1]
    yield f"memory {first:.0f} to {last:.0f} MB, {(last - first) / sessions:.1f} MB a session"
    yield f"memory after warm-up grows by {_slope(memory):.2f} MB a minute"


def _slope(memory: list[tuple[float, float]]) -> float:
    """MB a minute by least squares, of the time after the warm-up."""
    end = memory[-1][0]
    kept = [(at / 60.0, mb) for at, mb in memory if at > _WARM_UP * end]
    middle, mean = (sum(column) / len(kept) for column in zip(*kept, strict=True))
    spread = sum((at - middle) ** 2 for at, _ in kept)
    return sum((at - middle) * (mb - mean) for at, mb in kept) / spread if spread else 0.0


if __name__ == "__main__":
    sys.exit(main())
