"""Data folders damaged while a server shows them: kept out, told, and mended without a restart."""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.reading.homes.home import FolderHome
from geo.rules.kept_atlas import KeptAtlas
from pages.ui.cache import _all_problems
from tests.fuzz.damage import DAMAGES

Change = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class RunningDamage:
    """A damage by its name: what it does to a data folder."""

    name: str
    make: Change


def _of(file: str, way: str) -> RunningDamage:
    """A way of `tests/fuzz/damage.py`, done to one file."""

    def make(folder: Path) -> None:
        damage = next(known for known in DAMAGES if known.name == way and known.fits(file))
        path = next(iter(sorted(folder.glob(file))))
        damage.apply(path, random.Random(way))  # noqa: S311

    return RunningDamage(f"{file}: {way}", make)


def _swapped(first: str, second: str) -> Change:
    def make(folder: Path) -> None:
        (folder / first).rename(folder / "between")
        (folder / second).rename(folder / first)
        (folder / "between").rename(folder / second)

    return make


def _twice(name: str) -> Change:
    def make(folder: Path) -> None:
        with (folder / name).open("ab") as out:
            out.write((folder / name).read_bytes().split(b"\n", 1)[1])

    return make


def _file_instead(name: str) -> Change:
    def make(folder: Path) -> None:
        shutil.rmtree(folder / name)
        (folder / name).write_text("no folder", "utf-8")

    return make


def _without_records(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file() and path.name != "style.yaml":
            path.unlink()
    shutil.rmtree(folder / "layers")


def _all_cut(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)


def _link_to_itself(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.name)


#: Of the folder itself, or of several files at once.
_OF_FOLDERS = (
    RunningDamage("all files cut in half", _all_cut),
    RunningDamage("all records gone", _without_records),
    RunningDamage("the folder gone", shutil.rmtree),
    RunningDamage("the folder a link to itself", _link_to_itself),
    RunningDamage("layers/ a file", _file_instead("layers")),
    RunningDamage("layers/ gone", lambda folder: shutil.rmtree(folder / "layers")),
    RunningDamage("claims.csv and sources.csv swapped", _swapped("claims.csv", "sources.csv")),
    RunningDamage("projects.yaml and style.yaml swapped", _swapped("projects.yaml", "style.yaml")),
    RunningDamage("sources.csv: every row twice", _twice("sources.csv")),
    RunningDamage(
        "a sheet that nobody reads", lambda folder: (folder / "claims.xlsx").write_bytes(b"PK")
    ),
)
_SMALL = (
    *(_of("sources.csv", way) for way in ("missing", "cut at 30%", "a pipe", "rubbish", "empty")),
    *(_of("projects.yaml", way) for way in ("cut at 70%", "a folder in its place", "alias bomb")),
    *(_of("projects.yaml", way) for way in ("null", "deep flow", "UTF-16", "a link to itself")),
    *(_of("sites.geojson", way) for way in ("cut at 70%", "a link to /dev/zero", "too large")),
    *(_of("layers/*.geojson", way) for way in ("missing", "empty table", "coordinates of 1e308")),
    *(_of("claims.csv", way) for way in ("cut at 30%", "a link to nothing", "control character")),
    *(_of("style.yaml", way) for way in ("missing", "rubbish")),
)
#: Of files that only a whole atlas has.
_WHOLE = (
    *(_of("network/lines.geojson", way) for way in ("missing", "cut at 70%", "null")),
    *(_of("network/countries.geojson", way) for way in ("empty", "a pipe")),
    _of("network/land.geojson", "cut at 30%"),
    *(_of("basemap/relief.webp", way) for way in ("cut at 70%", "a folder in its place")),
    *(_of("basemap/sea.geojson", way) for way in ("missing", "metres")),
    _of("basemap/near-water.geojson", "cut at 100%"),
    *(_of("gazetteer/places.parquet", way) for way in ("cut at 30%", "another table", "missing")),
    RunningDamage("basemap/ gone", lambda folder: shutil.rmtree(folder / "basemap")),
)


def running_damages(*, is_whole: bool) -> tuple[RunningDamage, ...]:
    """Ways to damage a running folder; those of derived files too if it has them."""
    return (*_SMALL, *_OF_FOLDERS, *(_WHOLE if is_whole else ()))


@dataclass(frozen=True, slots=True)
class Followed:
    """What a server did with damaged data, and with sound ones afterwards."""

    damage: str
    is_kept: bool  # the old atlas, and every file of it
    is_told: bool  # in a sentence that names what is wrong
    is_taken_up: bool  # the sound data that came afterwards, and no word of the others
    seconds: float


def followed(sound: Path, work: Path, damages: tuple[RunningDamage, ...]) -> Iterator[Followed]:
    """Damage a folder that is shown, one way after the other; mend and change it in between."""
    folder = work / "data"
    shutil.copytree(sound, folder)
    kept = KeptAtlas(FolderHome(folder), sound, closer=_all_problems)
    assert kept.refresh() is False  # what is shown stands apart now
    for number, damage in enumerate(damages):
        before, files = kept.atlas, _bodies(kept.folder)
        began = time.process_time()
        damage.make(folder)
        looks = [kept.refresh(), kept.refresh()]
        seconds = time.process_time() - began
        is_kept = looks == [False, False] and kept.atlas is before
        is_kept = is_kept and _bodies(kept.folder) == files
        is_told = any(issue.file and issue.found for issue in kept.trouble)
        _mend(sound, folder, number)
        looks = [kept.refresh(), kept.refresh()]
        titles = {source.title for source in kept.atlas.sources}
        is_taken_up = looks == [False, True] and f"News {number}" in titles and not kept.trouble
        yield Followed(damage.name, is_kept, is_told, is_taken_up, round(seconds, 2))


def _bodies(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _mend(sound: Path, folder: Path, number: int) -> None:
    """Sound data again, with another title of the first source."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound, folder)
    path = folder / "sources.csv"
    header, first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    at = header.split(",").index("title")
    cells = first.split(",")
    cells[at] = f"News {number}"
    path.write_text("".join((header, ",".join(cells), *rest)), "utf-8")
