"""A data folder that others may change: which state it is in, and a copy that nobody changes.

What is shown is read again now and then, for another language or another day. It has to come from
the files that were found sound, whatever has become of those since.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from geo.reading.files import MAX_BYTES
from geo.reading.inventory import FOLDERS


def marks_of(folder: Path) -> str:
    """Another text whenever a file of the folder may be another: by its name, size and times."""
    found = hashlib.sha256()
    for path in _entries(folder):
        try:
            told = path.stat()
            times = told.st_mtime_ns, told.st_ctime_ns
            marks: object = (told.st_mode, told.st_ino, told.st_size, *times)
            if stat.S_ISDIR(told.st_mode):
                marks = "a folder"  # its own times say that a writer is at work in it
        except OSError as error:  # a link to nowhere, say
            marks = error.errno
        found.update(f"{path}\0{marks}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def copy_apart(folder: Path, copy: Path) -> None:
    """Copy the files of a data folder into an empty one; raises OSError if there is no room.

    What is no plain file of a fair size, or may not be read, becomes a link to where it stands: its
    reader finds there what is wrong with it.
    """
    for path in _entries(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if _is_plain(path):
            shutil.copyfile(path, target)
        elif path.name not in FOLDERS:
            target.symlink_to(path.absolute())


def _entries(folder: Path) -> Iterator[Path]:
    """What stands in a data folder and in those of it that are read; nothing hidden or half."""
    for below in sorted(FOLDERS):
        place = folder / below
        try:
            names = sorted(os.listdir(place))  # noqa: PTH208 - names only
        except OSError:
            continue
        yield from (place / name for name in names if not name.startswith("."))


def _is_plain(path: Path) -> bool:
    try:
        told = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(told.st_mode) and told.st_size <= MAX_BYTES and os.access(path, os.R_OK)
