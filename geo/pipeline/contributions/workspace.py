"""A folder in which changes of the data are saved: whole or not at all, journalled, undone again.

The folder holds `data/`, a copy of the data, `journal.jsonl` with one line for each record that
changed, `lock` for two savers at once, and for a moment `pending.json`: that file, renamed into its
place, is the point at which a change is saved. Whoever comes next finishes what it says, however
often, so a process that is killed leaves nothing half done. Nothing heavy is imported here.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.reading.homes.placing import PlaceError, folder_beside, put, swap_in, sync
from geo.records.errors import GeoError

#: Names what somebody is called of whom nobody said anything.
UNKNOWN = "unknown"
_DATA, _JOURNAL, _LOCK = "data", "journal.jsonl", "lock"
_PENDING = "pending.json"


class WorkspaceError(GeoError):
    """The workspace cannot be used, or there is nothing to undo."""


@dataclass(frozen=True)
class SavedChange:
    """One record that changed: its id, kind and file, and its values before and after.

    `old` is None for a record that is new, `new` for one that goes.
    """

    record: str
    kind: str
    file: str
    old: Mapping[str, object] | None
    new: Mapping[str, object] | None


@dataclass(frozen=True)
class Edit:
    """New texts of files by their path in the data folder, None for one that goes, and why.

    `undoes` is the number of the save that it takes back, 0 for any other.
    """

    files: Mapping[str, str | None]
    changes: tuple[SavedChange, ...]
    undoes: int = 0


@dataclass(frozen=True)
class JournalLine(SavedChange):
    """A change as it stands in the journal: when (UTC), who, and the number of its save."""

    time: str
    who: str
    save: int
    undoes: int = 0


#: The text of a file of the data by its path in the folder, or None if it is not there.
Read = Callable[[str], str | None]


class Workspace:
    """The folder; any number of processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = folder
        self.data = folder / _DATA

    def prepare(self, shown: Path | None) -> None:
        """Fill a folder that has no data with a copy of those shown; finish what was begun.

        Raises WorkspaceError if the folder cannot be written to, or has no data and those that are
        shown stand in no files (None).
        """
        try:
            with self.alone():
                if not self.data.is_dir():
                    if shown is None:
                        raise WorkspaceError(
                            f"{self.folder} has no folder {_DATA}, and the records that are shown "
                            "stand in no files; put a copy of the data there."
                        )
                    with folder_beside(self.data) as half:
                        _copy(shown, half)
                        swap_in(half, self.data)
        except PlaceError as error:
            raise WorkspaceError(str(error)) from None

    def read(self, path: str) -> str | None:
        """The text of a file of the data, or None if there is no such file."""
        place = self.data / path
        return place.read_text("utf-8") if place.is_file() else None

    def version(self) -> int:
        """A number that grows with every save; whatever was begun is finished before."""
        with self.alone():
            return self._journal_size()

    def save(self, who: str, make: Callable[[Read], Edit]) -> int:
        """Save what `make` makes of the present texts; returns the number of the save.

        Nobody else saves in between. When this returns, the change is on the disk. Raises what
        `make` raises, and has saved nothing then.
        """
        with self.alone():
            edit = make(self.read)
            number = max((line.save for line in self._lines()), default=0) + 1
            of_save = {"who": who, "save": number, "undoes": edit.undoes}
            now = datetime.now(UTC).isoformat(timespec="seconds")
            lines = [
                json.dumps({"time": now, **of_save, **asdict(change)}, ensure_ascii=False)
                for change in edit.changes
            ]
            pending = {
                "journal_bytes": self._journal_size(),
                "lines": lines,
                "files": dict(edit.files),
            }
            put(self.folder / _PENDING, json.dumps(pending, ensure_ascii=False))
            self._finish()
            return number

    def undo(self, who: str, turn: Callable[[tuple[SavedChange, ...], Read], Edit]) -> int:
        """Take back the last save that still stands; `turn` makes the edit that does it.

        Returns the number of the save that was undone. Raises WorkspaceError if there is none.
        """
        undone: list[int] = []

        def make(read: Read) -> Edit:
            last = last_save(self._lines())
            if not last:
                raise WorkspaceError("there is nothing to undo")
            undone.append(last[0].save)
            return replace(turn(last, read), undoes=last[0].save)

        self.save(who, make)
        return undone[0]

    def history(self) -> tuple[JournalLine, ...]:
        """Every line of the journal, the oldest first; whatever was begun is finished before."""
        with self.alone():
            return self._lines()

    def _lines(self) -> tuple[JournalLine, ...]:
        path = self.folder / _JOURNAL
        text = path.read_text("utf-8") if path.exists() else ""
        # Not by `splitlines`: a text may hold other ends of lines than those of the journal.
        return tuple(JournalLine(**json.loads(line)) for line in text.split("\n") if line)

    def _journal_size(self) -> int:
        path = self.folder / _JOURNAL
        return path.stat().st_size if path.exists() else 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Alone in the folder, with nothing left half done; a lock dies with its process."""
        try:
            with (self.folder / _LOCK).open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._finish()
                yield
        except OSError as error:
            raise WorkspaceError(f"{self.folder}: {error.strerror or error}.") from None

    def _finish(self) -> None:
        """Do what the pending file says, as often as it takes, and then forget it."""
        path = self.folder / _PENDING
        if not path.exists():
            return
        try:
            self._do(json.loads(path.read_text("utf-8")))
        except (OSError, PlaceError) as error:
            raise WorkspaceError(
                f"{error} The change that was begun is kept, and is finished by the next one who "
                "asks, once that is mended."
            ) from None
        path.unlink()
        sync(self.folder)

    def _do(self, pending: dict[str, Any]) -> None:
        for name, text in pending["files"].items():
            place = self.data / name
            if text is None:
                place.unlink(missing_ok=True)
            else:
                place.parent.mkdir(exist_ok=True)
                # Not beside the file: the check tells of whatever lies there and is not read.
                put(place, text, half_in=self.folder)
        with (self.folder / _JOURNAL).open("ab") as journal:
            journal.truncate(pending["journal_bytes"])
            journal.writelines(f"{line}\n".encode() for line in pending["lines"])
            journal.flush()
            os.fsync(journal.fileno())


def _copy(shown: Path, folder: Path) -> None:
    try:
        shutil.copytree(shown, folder, dirs_exist_ok=True)
    except shutil.Error as error:  # it holds a list of what was not copied, and why
        first, *_ = error.args[0]
        raise WorkspaceError(f"{first[0]} could not be copied: {first[-1]}") from None


def last_save(lines: Sequence[JournalLine]) -> tuple[JournalLine, ...]:
    """The lines of the last save that was not taken back and takes nothing back itself."""
    gone = {line.undoes for line in lines}
    standing = [line.save for line in lines if not line.undoes and line.save not in gone]
    return tuple(line for line in lines if standing and line.save == standing[-1])
