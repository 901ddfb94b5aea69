"""The homes of data: a folder, a zip of one or of the whole atlas, a database."""

import atexit
import importlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geo.reading.homes.placing import hold, sweep
from geo.records.errors import GeoError

if TYPE_CHECKING:
    from geo.records.loaded import Loaded

_DATABASES = ("postgresql://", "postgres://")
_ZIP = ".zip"
_SCRATCH = "corridor-atlas-"


class HomeError(GeoError):
    """A home of data that cannot be read; its text is one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class HomeData:
    """What a home holds: the records, a folder with the other files, and what version it is.

    The other files are the look, the base map, the network and the gazetteer. `version` is another
    one when the data may be; it is empty where nobody can tell. `has_record_files` says whether
    the folder holds the records too, in files that can be copied and changed.
    """

    loaded: "Loaded"
    folder: Path
    version: str = ""
    has_record_files: bool = False


class Home(Protocol):
    """Where data live; `is_whole` if whoever reads there sees one moment, and no half a change."""

    @property
    def is_whole(self) -> bool:
        """Whether a change is seen as a whole; a folder may be written file by file."""

    @property
    def name(self) -> str:
        """What it is called, without any password."""

    def version(self) -> str:
        """What version of the data is there now; raises HomeError if it does not answer."""

    def read(self) -> HomeData:
        """All that is there now; raises HomeError if it cannot be read."""

    def apart(self) -> Path | None:
        """A copy of its files as they are now; None if nobody changes those that `read` names."""


@dataclass(frozen=True, slots=True)
class FolderHome:
    """A data folder; the atlas follows when anybody changes a file."""

    folder: Path
    is_whole = False

    @property
    def name(self) -> str:
        """The path."""
        return str(self.folder)

    def version(self) -> str:
        """A text that is another one whenever a file may be another."""
        from geo.reading.homes.apart import marks_of  # noqa: PLC0415

        return marks_of(self.folder)

    def read(self) -> HomeData:
        """The folder as it is."""
        # Late, here and below: readers of records are not needed to know where these are.
        from geo.reading.load import load  # noqa: PLC0415

        version = self.version()
        return HomeData(load(self.folder), self.folder, version, has_record_files=True)

    def apart(self) -> Path | None:
        """A copy of the files; raises HomeError if there is no room for it."""
        from geo.reading.homes.apart import copy_apart  # noqa: PLC0415

        copy = temporary_folder()
        try:
            copy_apart(self.folder, copy)
        except OSError as error:
            shutil.rmtree(copy, ignore_errors=True)
            raise HomeError(f"{self.name} could not be copied: {error.strerror}") from None
        return copy


@dataclass(frozen=True, slots=True)
class ZipHome:
    """A zip of a data folder, or the one of `/atlas/export/atlas.zip`.

    The latter holds the records alone; the other files are those of the folder `shipped`.
    """

    path: Path
    shipped: Path
    is_whole = True

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def version(self) -> str:
        """Nothing: a zip is read once."""
        return ""

    def read(self) -> HomeData:
        """What is in it, unpacked into a folder that goes with this process."""
        from geo.reading.homes.packed import unpacked  # noqa: PLC0415
        from geo.reading.homes.record_lists import loaded_of, read_record_lists  # noqa: PLC0415
        from geo.reading.load import load  # noqa: PLC0415

        folder = unpacked(self.path, temporary_folder())
        if (folder / "records").is_dir() and not (folder / "sources.csv").exists():
            lists, places = read_record_lists(folder)
            return HomeData(loaded_of(lists, places), self.shipped)
        return HomeData(load(folder), folder, has_record_files=True)

    def apart(self) -> Path | None:
        """Nothing: it was unpacked into a folder of ours."""
        return None


def temporary_folder() -> Path:
    """A new folder that goes with this process; raises HomeError if there is no room for one."""
    try:
        return Path(tempfile.mkdtemp(dir=_scratch()))
    except OSError as error:
        raise HomeError(f"{tempfile.gettempdir()}: {error.strerror}") from None


@cache
def _scratch() -> Path:
    sweep(Path(tempfile.gettempdir()), _SCRATCH)  # of processes that were killed
    folder = Path(tempfile.mkdtemp(prefix=_SCRATCH))
    hold(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def home_at(address: str, shipped: Path) -> Home:
    """The home at an address: a path, a path to a zip, or `postgresql://…`; `shipped` if empty.

    Raises HomeError if the packages for databases are missing.
    """
    if address.startswith(_DATABASES):
        return database_home(address)
    path = Path(address) if address else shipped
    if path.suffix.lower() == _ZIP and not path.is_dir():
        return ZipHome(path, shipped)
    return FolderHome(path)


def database_home(address: str) -> Home:
    """The home in a database; raises HomeError if the packages for it are missing."""
    try:
        # Most homes are folders, which need none of this.
        module = importlib.import_module("geo.reading.homes.postgis")
    except ImportError as error:
        raise HomeError(
            f"The package {error.name} for databases is missing; install the extra [postgis]."
        ) from None
    made: Callable[[str], Home] = module.PostgisHome
    return made(address)
