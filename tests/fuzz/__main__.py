"""`python -m tests.fuzz [--seed N] [--count N] [--only DOOR]`: bad input by the thousand.

Cases by chance at every door through which strangers' words come in, and damaged data folders. The
same seed gives the same cases. A failing case is made small and written into a folder of its own.
"""

import argparse
import gc
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.fuzz.doors.door import BrokenPromise
from tests.fuzz.plan import FAILING, Batch, FolderBatch, Tried, batches, folder_batches, made_ready
from tests.fuzz.results import RESULTS, table, written_into

_WORKERS = 2


def main() -> int:
    """Try all cases; prints what came of them and each that fails; 1 if any did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=int, default=10_000, help="cases of all doors together")
    parser.add_argument("--only", default="", help="doors with this in their name, or `folders`")
    parser.add_argument("--file", default="", help="damaged files with this in path or damage")
    parser.add_argument("--whole", action="store_true", help="whole folders and every page")
    parser.add_argument("--results", action="store_true", help=f"write the table into {RESULTS}")
    options = parser.parse_args()
    begun, work = time.monotonic(), Path(tempfile.mkdtemp(prefix="atlas-fuzz-"))
    todo: list[Batch | FolderBatch] = list(batches(options.seed, options.count, options.only))
    if options.only in "folders":
        count = None if options.file or options.whole else options.count
        cases = folder_batches(work, options.seed, count, options.file, is_whole=options.whole)
        todo += cases
    random.Random(options.seed).shuffle(todo)  # noqa: S311 - so that both workers end together
    print(f"seed {options.seed}, {sum(batch.count for batch in todo)} cases", flush=True)
    made_ready(todo)
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(_WORKERS, maxtasksperchild=1) as pool:
        results = list(_told(pool.imap_unordered(_try, todo, chunksize=1), options.seed))
    shutil.rmtree(work)
    seconds = time.monotonic() - begun
    rows = table(results)
    print("\n".join(rows))
    tried, failed = (
        sum(found.tried for found in results),
        sum(len(found.broken) for found in results),
    )
    print(f"{failed} of {tried} fail; seed {options.seed}; {seconds:.0f} s")
    if options.results:
        written_into(rows, tried, options.seed, seconds)
    return int(failed > 0)


def _try(batch: Batch | FolderBatch) -> Tried:
    return batch.tried()


def _told(found: Iterable[Tried], seed: int) -> Iterable[Tried]:
    """Print each failing case when it comes, and write it out."""
    number = 0
    for tried in found:
        for broken in tried.broken:
            number += 1
            _tell(broken, broken.write(FAILING / str(seed), number))
        yield tried


def _tell(broken: BrokenPromise, path: Path) -> None:
    print(f"{broken.door}: {broken.at}: {broken.said[:300]}\n    {path}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
