"""The homes of data: a folder, a zip of one or of the whole atlas, a database."""

import atexit
import importlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geo.records.errors import GeoError

if TYPE_CHECKING:
    from geo.records.loaded import Loaded

_DATABASES = ("postgresql://", "postgres://")
_ZIP = ".zip"


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
    """Where data live."""

    @property
    def name(self) -> str:
        """What it is called, without any password."""

    def version(self) -> str:
        """What version of the data is there now; raises HomeError if it does not answer."""

    def read(self) -> HomeData:
        """All that is there now; raises HomeError if it cannot be read."""


@dataclass(frozen=True, slots=True)
class FolderHome:
    """A data folder; who changes it starts the atlas again."""

    folder: Path

    @property
    def name(self) -> str:
        """The path."""
        return str(self.folder)

    def version(self) -> str:
        """Nothing: folders are read once."""
        return ""

    def read(self) -> HomeData:
        """The folder as it is."""
        # Late, here and below: readers of records are not needed to know where these are.
        from geo.reading.load import load  # noqa: PLC0415

        return HomeData(load(self.folder), self.folder, has_record_files=True)


@dataclass(frozen=True, slots=True)
class ZipHome:
    """A zip of a data folder, or the one of `/atlas/export/atlas.zip`.

    The latter holds the records alone; the other files are those of the folder `shipped`.
    """

    path: Path
    shipped: Path

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


def temporary_folder() -> Path:
    """A new folder that goes with this process."""
    folder = Path(tempfile.mkdtemp(prefix="corridor-atlas-"))
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
