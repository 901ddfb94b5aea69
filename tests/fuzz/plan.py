"""What a run tries: batches of cases of each door, and batches of damaged folders."""

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz.door import Sound, door_cases, without_scripts
from tests.fuzz.doors.door import BrokenPromise, Door, send_batch
from tests.fuzz.folders import FolderCase, all_cases
from tests.fuzz.small_atlas import small_atlas
from tests.fuzz.trial import (
    PATIENCE,
    WALL_SECONDS,
    check_folder,
    serve_folder,
    tried,
    warm,
)

#: Where failing cases are written, a folder for each seed.
FAILING = Path("build") / "fuzz"
_A_BATCH, _FOLDERS_A_BATCH = 250, 40
#: The part of all cases, in hundredths, that are damaged folders.
_FOLDER_SHARE = 10
#: Before a door: its name in a list of those that are tried seldom, whatever the count.
_SELDOM = {"uploads in a child": 30}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a batch: cases by what they came to, and those that broke a promise."""

    door: str
    counts: Counter[str]
    broken: tuple[BrokenPromise, ...]
    seconds: float
    megabytes: float

    @property
    def tried(self) -> int:
        """How many cases were tried."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Batch:
    """So many cases of a door, from a seed."""

    door: str
    seed: int
    count: int

    def tried(self) -> Tried:
        """Try them in a process of their own."""
        work = send_batch(doors()[self.door], self.seed, self.count)
        outcome = tried(work, WALL_SECONDS if self.door in _SELDOM else PATIENCE)
        notes = outcome.notes
        broken = [BrokenPromise(self.door, self.seed, **found) for found in notes.get("broken", ())]
        # Who ended the process is known by what was sent before it.
        broken += [
            BrokenPromise(self.door, self.seed, said, said, case)
            for case, said in outcome.faults.items()
        ]
        counts = Counter(notes.get("counts", {"ended": 1}))
        return Tried(self.door, counts, tuple(broken), outcome.seconds, outcome.megabytes)


@dataclass(frozen=True, slots=True)
class FolderBatch:
    """Damaged folders, one file in each; `is_whole` lets every page see the whole folder."""

    sound: Path
    work: Path
    cases: tuple[FolderCase, ...]
    is_whole: bool = False
    door: str = "folders"

    @property
    def count(self) -> int:
        """How many cases it has."""
        return len(self.cases)

    def tried(self) -> Tried:
        """Try them, many in one process."""
        counts: Counter[str] = Counter()
        broken = []
        work = self.work / f"batch-{os.getpid()}"
        results = map(self._whole, self.cases) if self.is_whole else self._alone(work)
        for found in results:
            faults = found["faults"]
            counts["told" if found.get("told") else "not told"] += 1
            if isinstance(faults, dict):
                name = f"{found['file']}: {found['damage']}"
                broken += [
                    BrokenPromise(self.door, self.cases[0].seed, f"{name}: {part}", said, name)
                    for part, said in faults.items()
                ]
        return Tried(self.door, counts, tuple(broken), 0, 0)

    def _alone(self, work: Path) -> Iterator[dict[str, object]]:
        without_scripts()
        return door_cases(_sound(self.sound), self.cases, work)

    def _whole(self, case: FolderCase) -> dict[str, object]:
        import shutil  # noqa: PLC0415 - few runs come here

        folder = case.make(self.sound, self.work / f"case-{os.getpid()}")
        try:
            check = tried(check_folder(folder, case.file))
            app = tried(serve_folder(folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return {
            "file": case.file,
            "damage": case.damage,
            "faults": {**check.faults, **app.faults},
            "told": check.notes.get("named"),
        }


@cache
def _sound(folder: Path) -> Sound:
    return Sound.of(folder)


@cache
def doors() -> dict[str, Door]:
    """Every door by its name."""
    # Late: they read settings of the process.
    from tests.fuzz.doors.files import FILE_DOORS  # noqa: PLC0415
    from tests.fuzz.doors.forms import FORM_DOORS  # noqa: PLC0415
    from tests.fuzz.doors.requests import REQUEST_DOORS  # noqa: PLC0415
    from tests.fuzz.doors.texts import PASTED  # noqa: PLC0415

    return {door.name: door for door in (*REQUEST_DOORS, PASTED, *FILE_DOORS, *FORM_DOORS)}


def batches(seed: int, count: int, only: str = "") -> Iterator[Batch]:
    """Cases of every door whose name has `only` in it, by their shares of `count`."""
    for name, door in doors().items():
        if only not in name:
            continue
        left = _SELDOM.get(name, round(count * door.share / 100))
        number = 0
        while left > 0:
            size = min(_A_BATCH, left)
            yield Batch(name, seed * 1000 + number, size)
            left, number = left - size, number + 1


def folder_batches(
    work: Path, seed: int, count: int | None, only: str = "", *, is_whole: bool = False
) -> list[FolderBatch]:
    """Damaged folders by chance: their share of `count`, or all."""
    sound = small_atlas(work / "sound")
    cases = [case for case in all_cases(sound, seed) if only in f"{case.file}: {case.damage}"]
    random.Random(seed).shuffle(cases)  # noqa: S311
    if count is not None:
        cases = cases[: round(count * _FOLDER_SHARE / 100)]
    parts = [cases[at : at + _FOLDERS_A_BATCH] for at in range(0, len(cases), _FOLDERS_A_BATCH)]
    return [FolderBatch(sound, work, tuple(part), is_whole) for part in parts]


def made_ready(todo: Sequence[Batch | FolderBatch]) -> None:
    """Read once, before any process is copied, what all copies need."""
    warm()
    if any(isinstance(batch, Batch) for batch in todo):
        from pages.ui import cache as ours  # noqa: PLC0415 - heavy

        for made in (ours.recogniser, ours.query_choices, ours.judge, ours.ground, ours.payload):
            made()
        ours.prepared_finder()
    for batch in todo:
        if isinstance(batch, FolderBatch):
            _sound(batch.sound)
            return
