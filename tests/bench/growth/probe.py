"""What one data folder costs, in a process of its own: `python -m tests.bench.growth.probe FOLDER`.

Prints one object of JSON: processor milliseconds, bytes and, last, resident megabytes by the names
of `tests.bench.growth.measures.MEASURES`. Everything is asked of the same records, whatever else
the folder holds.
"""

import gzip
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from geo.atlas import Atlas
from geo.mapview.map_files import Payload
from geo.mapview.payload import build_payload
from geo.routing.route_model import LineFilter, RouteQuery
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from geo.search.answers import answer_json
from geo.search.finder import Finder
from geo.search.gazetteer import read_towns
from geo.views.pages.welcome import welcome
from geo.views.panels import panel
from geo.views.tables import TABLES, TableQuery, filtered_table, page_of
from pages.ui.html import render
from tests.bench.searching import WORDS

#: Places, lines and projects of which everything is told, each of them often named.
RECORDS = (
    *("site-karachi", "site-torkham", "site-tashkent", "seg-uap-termez-hairatan"),
    *("pakistan-steel-mills", "uap-railway", "main-line-1", "connecting-lines"),
)
_PAIRS = (
    ("site-karachi-port", "site-tashkent"),
    ("site-karachi-port", "site-moscow"),
    ("site-gwadar", "site-almaty"),
    ("site-peshawar", "site-termez"),
    ("site-lahore", "site-tehran"),
)
_TABLE, _FIND = "Lines", "rail"
_RUNS = 3
_R = TypeVar("_R")
Measured = dict[str, float]


def measured(folder: Path) -> Measured:
    """Everything that one folder costs; raises DataError if it is not sound."""
    found: Measured = {}
    atlas = _timed(found, "open", lambda: open_atlas(folder))
    files = _timed(found, "payload", lambda: build_payload(atlas, folder))
    _weigh(found, files)
    _search(found, atlas, folder)
    _tell(found, atlas)
    _plan(found, atlas)
    _list(found, atlas)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024e-3
    return found


def _weigh(found: Measured, files: Payload) -> None:
    """Bytes of the index and of all that a first view fetches of ours, packed as they go out."""
    packed = {name: _packed(files, name) for name in (files.index, *files.lines, *files.ground)}
    found["index-bytes"] = packed[files.index] / 1e3
    found["first-bytes"] = sum(packed.values()) / 1e3


def _packed(files: Payload, name: str) -> int:
    asset = files.assets.get(name)
    if asset is None:
        raise LookupError(name)
    is_picture = name.endswith(".webp")
    return len(asset.body if is_picture else gzip.compress(asset.body, mtime=0))


def _search(found: Measured, atlas: Atlas, folder: Path) -> None:
    finder = Finder(atlas, lambda: read_towns(folder))
    _timed(found, "search-ready", finder.prepare)
    spent, sizes = [], []
    for word in WORDS:
        for end in range(1, len(word) + 1):
            typed = word[:end]
            spent.append(_least(lambda typed=typed: finder.search(typed)))
            sizes.append(len(json.dumps(answer_json(finder.search(typed))).encode()))
    found["search"] = statistics.median(spent)
    found["search-most"] = max(spent)
    found["search-bytes"] = max(sizes) / 1e3


def _tell(found: Measured, atlas: Atlas) -> None:
    def details() -> list[str]:
        return [render("panel", panel=panel(atlas, record_id)) for record_id in RECORDS]

    found["panel-bytes"] = sum(len(html.encode()) for html in details()) / 1e3
    found["panel"] = _least(details) / len(RECORDS)
    _timed(found, "welcome", lambda: welcome(atlas))


def _plan(found: Measured, atlas: Atlas) -> None:
    router = _timed(found, "network", lambda: Router(atlas))

    def routes() -> list[object]:
        return [
            router.find_routes(RouteQuery(start, end, reach=LineFilter.PROPOSED))
            for start, end in _PAIRS
        ]

    routes()  # what is laid out for the first question of a day
    found["routes"] = _least(routes) / len(_PAIRS)


def _list(found: Measured, atlas: Atlas) -> None:
    table = _timed(found, "table-ready", lambda: TABLES[_TABLE](atlas))

    def shown() -> str:
        rows = filtered_table(table, TableQuery(_FIND))
        return render("records", page=page_of(atlas, rows))

    found["table-bytes"] = len(shown().encode()) / 1e3
    found["table"] = _least(shown)


def _timed(found: Measured, name: str, work: Callable[[], _R]) -> _R:
    start = time.process_time()
    result = work()
    found[name] = (time.process_time() - start) * 1000
    return result


def _least(work: Callable[[], object]) -> float:
    """Processor ms of the quickest of some runs."""
    spent: list[float] = []
    for _ in range(_RUNS):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


def main(arguments: Sequence[str]) -> None:
    """Print what a folder costs."""
    sys.stdout.write(f"{json.dumps(measured(Path(arguments[0])))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
