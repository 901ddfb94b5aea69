"""Damaged data folders: a case is a file of a sound folder and a way to damage it, by chance.

A folder is made of links to the sound files, so that a case costs nothing but its damage.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.records.kinds import KINDS
from tests.fuzz.damage import DAMAGES, Damage, damages_of

SWAPPED = "another file of its kind"
#: What can be wrong with a whole folder: name -> what is put into its place.
FOLDERS = ("network", "basemap", "gazetteer", "articles", "layers")
#: What takes long is tried with a file for each way of reading.
_TRIED_SLOWLY = (
    *("sites.geojson", "basemap/near-water", "basemap/places", "network/land", "network/lines"),
    *("claims.csv", "network/waypoints", "network/routes", "style.yaml", "projects.yaml"),
    *("articles/", "README.md", "gazetteer/places", "basemap/relief"),
)
_GONE, _A_FILE, _EMPTY = "folder missing", "a file in place of the folder", "folder empty"


@dataclass(frozen=True, slots=True)
class FolderCase:
    """One damaged folder: `file` below it, the name of the damage, and the seed of its chance."""

    file: str
    damage: str
    seed: int = 0

    def make(self, sound: Path, folder: Path) -> Path:
        """Write the damaged folder, which must not exist; returns it."""
        for path in sorted(sound.rglob("*")):
            target = folder / path.relative_to(sound)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(path.resolve())
        self._spoil(sound, folder)
        return folder

    def make_alone(self, sound: Path, folder: Path) -> Path:
        """Write a folder that holds the damaged file and the look of the map, and no other."""
        folder.mkdir(parents=True)
        for name in {self.file, "style.yaml"}:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if (sound / name).is_file():
                (folder / name).symlink_to((sound / name).resolve())
        self._spoil(sound, folder)
        return folder

    def _spoil(self, sound: Path, folder: Path) -> None:
        rng = random.Random(f"{self.file} {self.damage} {self.seed}")  # noqa: S311
        place = folder / self.file
        if self.file in FOLDERS:
            shutil.rmtree(place, ignore_errors=True)
            if self.damage == _A_FILE:
                place.write_text("Not a folder.\n", encoding="utf-8")
            elif self.damage == _EMPTY:
                place.mkdir()
        elif self.damage == SWAPPED:
            place.unlink()
            place.symlink_to(rng.choice(_like(sound, self.file)))
        else:
            damage_of(self.damage, self.file).apply(place, rng)


def damage_of(name: str, file: str) -> Damage:
    """The damage of this name that fits a file."""
    return next(damage for damage in DAMAGES if damage.name == name and damage.fits(file))


def files_of(sound: Path) -> list[str]:
    """The files of a folder, of those that are many of a kind the first two."""
    names = sorted(
        path.relative_to(sound).as_posix() for path in sound.rglob("*") if path.is_file()
    )
    many = [pattern.partition("*")[0] for kind in KINDS for pattern in kind.files if "*" in pattern]
    for start in many:
        names = [
            name
            for name in names
            if not name.startswith(start) or name in [n for n in names if n.startswith(start)][:2]
        ]
    return names


def all_cases(sound: Path, seed: int = 0) -> Iterator[FolderCase]:
    """Every damage of every file of a folder, once."""
    for file in files_of(sound):
        for damage in damages_of(file):
            if damage.is_slow and not file.startswith(_TRIED_SLOWLY):
                continue
            yield FolderCase(file, damage.name, seed)
        if _like(sound, file):
            yield FolderCase(file, SWAPPED, seed)
    for file in FOLDERS:
        for name in (_GONE, _A_FILE, _EMPTY):
            yield FolderCase(file, name, seed)


def _like(sound: Path, file: str) -> list[Path]:
    """The other files of a folder with the ending of this one."""
    place = (sound / file).resolve()
    found = sorted(path.resolve() for path in sound.rglob(f"*{place.suffix}"))
    return [path for path in found if path != place]
