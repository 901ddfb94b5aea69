"""The atlas of a home that may change, and the last sound one while what is there now is not."""

from pathlib import Path
from threading import Lock

from geo.atlas import Atlas
from geo.reading.homes.home import Home, HomeData
from geo.reading.homes.kept_records import RECORDS
from geo.reading.homes.shelf import Shelf
from geo.records.dates import today
from geo.records.errors import GeoError, Issue
from geo.records.loaded import Gathered, Loaded


class KeptAtlas:
    """What a home holds, read again when it changes.

    `atlas` is the newest that is sound, or else the first that could be read; `folder` holds its
    other files, `record_files` is the folder of its records if they stand in files. `trouble` says
    what is wrong with the data that are there now, if they are newer. `shelf` keeps what follows
    from the data that are shown, if they can be kept at all.
    """

    def __init__(self, home: Home, shipped: Path, shelf: Shelf | None = None) -> None:
        """Read the home; one that cannot be read is an atlas without records that says why.

        Its other files are then those of `shipped`. The records of a folder with a `shelf` are
        taken from there, if they were read and checked before.
        """
        self._home, self._lock = home, Lock()
        self.shelf = shelf
        self.trouble: tuple[Issue, ...] = ()
        self._unsound: tuple[Issue, ...] = ()  # of the version that was seen last
        self._seen = ""
        if shelf is None:
            try:
                data = home.read()
            except GeoError as error:
                data = HomeData(Loaded(issues=(self._issue(error),)), shipped)
            self._seen = data.version
            self._take(_checked(data.loaded), data.folder, has_files=data.has_record_files)
        else:
            # Some rules ask what day it is.
            day = today().isoformat()
            kept = shelf.kept("records", day, RECORDS, lambda: _checked(home.read().loaded))
            self._take(kept, shelf.data, has_files=True)

    def refresh(self) -> bool:
        """Look whether the home has changed; True if there is a new atlas."""
        with self._lock:
            try:
                version = self._home.version()
                if version == self._seen:
                    self.trouble = self._unsound  # a home that did not answer does again
                    return False
                data = self._home.read()
            except GeoError as error:
                if self._seen:  # or else the atlas says so itself
                    self.trouble = (self._issue(error),)
                return False
            self._seen = data.version
            found = _checked(data.loaded)
            is_worse = bool(found.issues) and not self.atlas.issues
            self.trouble = self._unsound = found.issues if is_worse else ()
            if is_worse:
                return False
            self.shelf = None  # it is of the data before
            self._take(found, data.folder, has_files=data.has_record_files)
            return True

    def _take(self, found: Gathered, folder: Path, *, has_files: bool) -> None:
        self.atlas = Atlas(found, found.issues)
        self.folder = folder
        self.record_files: Path | None = folder if has_files else None

    def _issue(self, error: GeoError) -> Issue:
        hint = "Set ATLAS_DATA to data that can be read, or wait until these can"
        name = self._home.name
        found = str(error).removeprefix(f"{name}: ").rstrip(".")
        return Issue(name, "", "", "home_unread", found, hint)


def _checked(loaded: Loaded) -> Gathered:
    # Late: what was kept is checked already.
    from geo.rules.open_atlas import checked  # noqa: PLC0415

    return checked(loaded)
