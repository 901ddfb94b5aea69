"""The atlas of a home that may change, and the last sound one while what is there now is not."""

from pathlib import Path
from threading import Lock

from geo.atlas import Atlas
from geo.reading.homes.home import Home, HomeData
from geo.records.errors import GeoError, Issue
from geo.records.loaded import Loaded
from geo.rules.open_atlas import checked_atlas


class KeptAtlas:
    """What a home holds, read again when it changes.

    `atlas` is the newest that is sound, or else the first that could be read; `folder` holds its
    other files, `record_files` is the folder of its records if they stand in files. `trouble` says
    what is wrong with the data that are there now, if they are newer.
    """

    def __init__(self, home: Home, shipped: Path) -> None:
        """Read the home; one that cannot be read is an atlas without records that says why.

        Its other files are then those of `shipped`.
        """
        self._home, self._lock = home, Lock()
        self.trouble: tuple[Issue, ...] = ()
        try:
            data = home.read()
        except GeoError as error:
            data = HomeData(Loaded(issues=(self._issue(error),)), shipped)
        self._seen = data.version
        self._unsound: tuple[Issue, ...] = ()  # of the version that was seen last
        self.atlas: Atlas = checked_atlas(data.loaded)
        self._keep_folder(data)

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
            atlas = checked_atlas(data.loaded)
            is_worse = bool(atlas.issues) and not self.atlas.issues
            self.trouble = self._unsound = atlas.issues if is_worse else ()
            if is_worse:
                return False
            self.atlas = atlas
            self._keep_folder(data)
            return True

    def _keep_folder(self, data: HomeData) -> None:
        self.folder = data.folder
        self.record_files: Path | None = data.folder if data.has_record_files else None

    def _issue(self, error: GeoError) -> Issue:
        hint = "Set ATLAS_DATA to data that can be read, or wait until these can"
        name = self._home.name
        found = str(error).removeprefix(f"{name}: ").rstrip(".")
        return Issue(name, "", "", "home_unread", found, hint)
