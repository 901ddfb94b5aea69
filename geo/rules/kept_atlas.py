"""The atlas of a home that may change, and the last sound one while what is there now is not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from geo.atlas import Atlas
from geo.reading.homes.home import FolderHome, Home, HomeData
from geo.reading.homes.kept_records import RECORDS
from geo.reading.homes.shelf import Shelf
from geo.records.dates import today
from geo.records.errors import GeoError, Issue
from geo.records.loaded import Gathered, Loaded

#: All that is wrong with data, beyond what the rules of records say.
Closer = Callable[[HomeData, Atlas], tuple[Issue, ...]]


class KeptAtlas:
    """What a home holds, read again when it changes.

    `atlas` is the newest that is sound, or else the first that could be read; `folder` holds its
    other files, `record_files` is the folder of its records if they stand in files. Both are copies
    from the first look on, so that nobody changes what is shown. `trouble` says what is wrong with
    the data that are there now, if they are newer. `shelf` keeps what follows from the data that
    are shown, if they can be kept at all.
    """

    def __init__(
        self, home: Home, shipped: Path, shelf: Shelf | None = None, closer: Closer | None = None
    ) -> None:
        """Read the home; one that cannot be read is an atlas without records that says why.

        Its other files are then those of `shipped`. The records of a folder with a `shelf` are
        taken from there, if they were read and checked before. New data are looked at by `closer`
        too.
        """
        self._home, self._lock = home, Lock()
        self._closer = closer or (lambda _data, atlas: tuple(atlas.issues))
        self.shelf = shelf
        self.record_files: Path | None = None
        self.trouble: tuple[Issue, ...] = ()
        self._coming = ""  # a version that was seen once and may not be whole yet
        self._unsound: tuple[Issue, ...] = ()  # of the version that was seen last
        self._faults: tuple[Issue, ...] | None = None  # of what is shown, once it has to be known
        self._copies: list[Path] = []  # the newest is the last; the one before may be in use
        if shelf is None:
            try:
                data = home.read()
            except GeoError as error:
                data = HomeData(Loaded(issues=(self._issue(error),)), shipped)
            self._seen = data.version
            self._show(_checked(data.loaded), data.folder, has_files=data.has_record_files)
        else:
            self._seen = home.version()
            # Some rules ask what day it is.
            day = today().isoformat()
            kept = shelf.kept("records", day, RECORDS, lambda: _gathered(home.read().loaded))
            self._show(Atlas(kept, kept.issues), shelf.data, has_files=True)

    def refresh(self) -> bool:
        """Look whether the home has changed; True if there is a new atlas.

        What is written file by file is taken up when two looks have found the same. Data are kept
        out while more is wrong with them than with those that are shown.
        """
        with self._lock:
            try:
                version = self._home.version()
                if version == self._seen:
                    self.trouble = self._unsound  # a home that did not answer does again
                    self._coming = ""
                    self._set_apart(version)
                    return False
                if version != self._coming and not self._home.is_whole:
                    self._coming = version
                    return False
                copy = self._home.apart()
                if copy and self._home.version() != version:
                    _remove(copy)  # of two moments; the next look will see
                    return False
                data = FolderHome(copy).read() if copy else self._home.read()
            except GeoError as error:
                if self._seen:  # or else the atlas says so itself
                    self.trouble = (self._issue(error),)
                return False
            self._seen = version if copy else data.version
            return self._take(data, copy)

    def _take(self, data: HomeData, copy: Path | None) -> bool:
        """Show the data if they are no worse than those that are shown; whether they are."""
        atlas = _checked(data.loaded)
        found = tuple(atlas.issues)
        if self._faults is None and self._copies:
            self._faults = self._closer(FolderHome(self.folder).read(), self.atlas)
        shown = tuple(self.atlas.issues) if self._faults is None else self._faults
        if self._faults is not None:  # or else its files may be others by now: records alone count
            found = self._closer(data, atlas)
        is_emptier = _has_records(self.atlas) and not _has_records(atlas)
        is_worse = _has_records(self.atlas) and len(found) > len(shown)
        if is_worse or is_emptier:
            new = tuple(issue for issue in found if issue not in shown)
            self.trouble = self._unsound = new or found
            _remove(copy)
            return False
        self.trouble = self._unsound = ()
        self._faults = None if self._faults is None else found
        self.shelf = None  # it is of the data before
        self._show(atlas, data.folder, has_files=data.has_record_files)
        self._keep_copy(copy)
        return True

    def _set_apart(self, version: str) -> None:
        """Let what is shown come from a copy, if nobody has changed the files since."""
        if self._copies or not (copy := self._home.apart()):
            return
        if self._home.version() != version:
            _remove(copy)
            return
        self.folder = copy
        self.record_files = copy if self.record_files else None
        self._keep_copy(copy)

    def _keep_copy(self, copy: Path | None) -> None:
        if copy:
            self._copies.append(copy)
        while len(self._copies) > 2:  # noqa: PLR2004 - the newest, and the one before
            _remove(self._copies.pop(0))

    def _show(self, atlas: Atlas, folder: Path, *, has_files: bool) -> None:
        self.atlas = atlas
        self.folder = folder
        self.record_files = folder if has_files else None

    def _issue(self, error: GeoError) -> Issue:
        hint = "Set ATLAS_DATA to data that can be read, or wait until these can"
        name = self._home.name
        found = str(error).removeprefix(f"{name}: ").rstrip(".")
        return Issue(name, "", "", "home_unread", found, hint)


def _gathered(loaded: Loaded) -> Gathered:
    # Late: what was kept is checked already.
    from geo.rules.open_atlas import checked  # noqa: PLC0415

    return checked(loaded)


def _checked(loaded: Loaded) -> Atlas:
    found = _gathered(loaded)
    return Atlas(found, found.issues)


def _has_records(atlas: Atlas) -> bool:
    return any(True for _ in atlas.records())


def _remove(copy: Path | None) -> None:
    if copy:
        shutil.rmtree(copy, ignore_errors=True)
