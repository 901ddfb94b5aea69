"""What the tests of pages share: caches that begin empty, filled from a store of costly things."""

import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.reading.homes.home import FolderHome
from geo.records.dates import today
from pages.ui import cache

#: What `cache` makes of the data and what takes long, where it finds it.
COSTLY = (
    "pages.ui.cache.KeptAtlas",
    "geo.mapview.payload.build_payload",
    "geo.reading.network.countries.read_countries",
    "geo.routing.router.Router",
    "geo.routing.scenarios.run_scenarios",
)


@pytest.fixture(autouse=True, scope="package")
def store() -> Iterator[None]:
    """Make each costly thing once for the same data on the same day, in this folder only."""
    with pytest.MonkeyPatch.context() as patch:
        for place in COSTLY:
            patch.setattr(place, _once(pkgutil.resolve_name(place)))
        yield
    clear_caches()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has opened nothing yet; afterwards nothing of it is left."""
    monkeypatch.setenv("ATLAS_DATA", "")
    clear_caches()
    yield
    clear_caches()


def clear_caches() -> None:
    for kept in cache.CACHES:
        kept.cache_clear()


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    made: dict[object, object] = {}

    def kept(*asked: object, **options: object) -> object:
        key = (today(), *map(_content, asked), *options.items())
        if key not in made:
            made[key] = make(*asked, **options)
        return made[key]

    return kept


def _content(asked: object) -> object:
    """A folder or file as what stands in it, so that copies are one; all else as itself."""
    if isinstance(asked, FolderHome):
        asked = asked.folder
    if not isinstance(asked, Path):
        return asked
    paths = sorted(asked.rglob("*")) if asked.is_dir() else [asked]
    return tuple((path.relative_to(asked), *_state(path)) for path in paths if path.is_file())


def _state(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_size, known.st_mtime_ns
