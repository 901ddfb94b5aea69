"""One damaged file alone, read by everything that reads it: cheap, as nothing else is read.

Only `python -m geo check` and the start of the app read every file; pages look at what those have
taken. So most cases are tried here, and a few as whole folders.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from geo.atlas import Atlas
from geo.mapview.assets import Assets
from geo.pipeline.check import problems
from geo.reading.load import load
from geo.records.errors import DataError
from geo.records.loaded import Loaded
from geo.rules.open_atlas import checked_atlas
from tests.fuzz.folders import FolderCase
from tests.fuzz.trial import Parts, TrialOutcome, tried


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound folder, with what was read of it once for all cases.

    `outlines` is a folder with outlines of countries; without any, places are not asked for theirs.
    """

    folder: Path
    loaded: Loaded
    atlas: Atlas
    outlines: Path

    @classmethod
    def of(cls, folder: Path) -> "Sound":
        """Read it."""
        loaded = load(folder)
        return cls(folder, loaded, checked_atlas(loaded), folder)


def door_cases(
    sound: Sound, cases: Sequence[FolderCase], work: Path
) -> Iterator[dict[str, object]]:
    """Each case tried, many in one process; one that ends it is named and the rest goes on."""
    left = list(cases)
    while left:
        outcome = tried(lambda parts, todo=tuple(left): _in_turn(parts, sound, todo, work))
        done = 0
        for case in left:
            found = _found(outcome, case, done)
            if found is None:
                break
            yield found
            done += 1
        if not done:
            raise RuntimeError(f"the trials did not begin: {outcome}")
        left = left[done:]


def _found(outcome: TrialOutcome, case: FolderCase, number: int) -> dict[str, object] | None:
    parts = {
        name.partition(" ")[2]: said
        for name, said in outcome.parts.items()
        if name.startswith(f"{number} ")
    }
    if not parts:
        return None
    noted = outcome.notes.get(str(number), {})
    return {
        "file": case.file,
        "damage": case.damage,
        "seed": case.seed,
        "faults": {name: said for name, said in parts.items() if said != "fine"},
        **noted,
    }


def _in_turn(parts: Parts, sound: Sound, cases: Sequence[FolderCase], work: Path) -> None:
    for number, case in enumerate(cases):
        folder = work / f"case-{number}"  # what is kept is kept by its path
        shutil.rmtree(folder, ignore_errors=True)
        try:
            case.make_alone(sound.folder, folder)
        except (ValueError, StopIteration, LookupError, TypeError) as error:
            parts.send(part=f"{number} made", said=f"not made: {error}")
            continue
        begun = time.process_time()
        issues: list[str] = []
        for name, read, of in READERS:
            if not case.file.startswith(of):
                continue
            parts.attempt(f"{number} {name}", partial(read, sound, folder, issues))
        shutil.rmtree(folder, ignore_errors=True)
        told = [said for said in issues if said.startswith(case.file)]
        parts.send(
            notes={
                str(number): {
                    "told": len(told),
                    "first": told[0][:200] if told else "",
                    "seconds": round(time.process_time() - begun, 2),
                }
            }
        )


def _records(sound: Sound, folder: Path, issues: list[str]) -> None:
    """All that the check says of the folder with the file alone."""
    loaded = load(folder)
    found = problems(checked_atlas(loaded), loaded, folder, sound.outlines)
    issues += [issue.sentence() for issue in found]


def _map(sound: Sound, folder: Path, _issues: list[str]) -> None:
    """All files that a map fetches, of the sound records over what the folder has."""
    from geo.mapview.payload import build_payload  # noqa: PLC0415 - only a copy may import much

    with suppress(DataError):
        build_payload(sound.atlas, folder)


def _towns(sound: Sound, folder: Path, _issues: list[str]) -> None:
    from geo.search.gazetteer import read_towns  # noqa: PLC0415 - as above
    from geo.search.search import NameIndex  # noqa: PLC0415

    with suppress(DataError):
        towns = read_towns(folder)
        index = NameIndex(sound.atlas, lambda: towns)
        index.prepare()
        index.town(1)


def _countries(sound: Sound, folder: Path, _issues: list[str]) -> None:
    from geo.reading.network.countries import OUTLINES, read_countries  # noqa: PLC0415 - as above

    with suppress(DataError):
        countries = read_countries(folder / OUTLINES)
        for segment in sound.atlas.segments:
            countries.km_of_segment(segment)


def _drawing(sound: Sound, folder: Path, _issues: list[str]) -> None:
    from geo.mapview.copies.drawn_map import _ground  # noqa: PLC0415 - as above

    _ground.cache_clear()
    with suppress(DataError):
        _ground(folder)


_OF_THE_MAP = ("basemap", "network/context", "style", "sites", "layers")
#: What is tried of a case: its name, what it does, and how the names of its files begin.
READERS: tuple[tuple[str, Callable[[Sound, Path, list[str]], None], tuple[str, ...]], ...] = (
    ("check", _records, ("",)),
    ("map", _map, _OF_THE_MAP),
    ("search", _towns, ("gazetteer",)),
    ("countries", _countries, ("network/countries",)),
    ("drawing", _drawing, ("basemap",)),
)


def without_scripts(put: Callable[[object, str, object], None] = setattr) -> None:
    """Leaflet, scripts and fonts are the same for every case: they are not made again."""
    import geo.mapview.payload as made  # noqa: PLC0415 - as above

    put(Assets, "add_scripts", lambda *_asked: "scripts")
    put(made, "font_files", cache(made.font_files))
