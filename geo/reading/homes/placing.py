"""Files and folders come into their places whole: made beside, on the disk, then renamed.

Whoever reads sees what stood there before or what stands there now. A writer that is killed leaves
`.NAME.….half` beside, which no reader takes for data; the next writer of the same place takes it
away. Everything that the atlas writes goes through here. Nothing heavy is imported.
"""

import ctypes
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from geo.records.errors import GeoError

#: The ending of what is not done yet: no reader takes it for data.
HALF = ".half"
#: The folder in a data folder for what follows from the rest of it; no record stands in it.
KEPT = ".kept"
#: Seconds for which even what nobody holds is left alone: its writer may just have made it.
_YOUNG = 10.0
#: Of `renameat2` of Linux: names relative to the working folder, and that two change places.
_HERE, _EXCHANGE = -100, 2


class PlaceError(GeoError):
    """Nothing was written: what stood there stands as it was."""


@contextmanager
def placed(path: Path, *, half_in: Path | None = None, is_new: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block has ended well.

    It is made beside `path`, or in the folder `half_in` of the same disk. A link stays one and the
    file behind it is replaced; what is no file, such as a pipe, is written to as it is. `is_new`
    takes the place of nothing. Raises PlaceError, also for what the disk says to the block.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                yield out
            return
        target = Path(os.path.realpath(path))
        half = _half_of(target, half_in or target.parent)
        try:
            with half.open("xb") as out:
                with suppress(OSError):  # some network disks cannot; it dies with its process
                    fcntl.flock(out, fcntl.LOCK_EX)
                yield out
                out.flush()
                os.fsync(out.fileno())
                if target.exists():
                    shutil.copymode(target, half)
                    if is_new:
                        raise PlaceError(f"{path} is there already, and was left as it is.")
                half.replace(target)
        finally:
            half.unlink(missing_ok=True)
        sync(target.parent)
    except OSError as error:
        raise PlaceError(_told(path, error)) from error


def put(path: Path, body: str | bytes, *, half_in: Path | None = None) -> None:
    """Put a file with this text or these bytes in its place; raises PlaceError."""
    with placed(path, half_in=half_in) as out:
        out.write(body.encode() if isinstance(body, str) else body)


@contextmanager
def folder_beside(path: Path, *, half_in: Path | None = None) -> Iterator[Path]:
    """A new folder beside `path`, gone after the block unless it was renamed; raises PlaceError."""
    try:
        place = half_in or path.parent
        place.mkdir(parents=True, exist_ok=True)
        half = _half_of(path, place)
        half.mkdir()
        try:
            with _held(half):
                yield half
        finally:
            shutil.rmtree(half, ignore_errors=True)
    except OSError as error:
        raise PlaceError(_told(half_in or path, error)) from error


@contextmanager
def put_together(folder: Path) -> Iterator[Path]:
    """A new folder whose files all go into `folder` when the block has ended well.

    What else stands there stays. One writer at a time: raises PlaceError while another is at work.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _held(folder) as is_alone:
            if not is_alone:
                raise PlaceError(f"Somebody else is writing into {folder}; nothing was changed.")
            with folder_beside(folder / folder.name, half_in=folder) as half:
                yield half
                sync_all(half)
                for path in sorted(half.iterdir()):
                    path.replace(folder / path.name)
                sync(folder)
    except OSError as error:
        raise PlaceError(_told(folder, error)) from error


def swap_in(made: Path, folder: Path) -> None:
    """Put a folder that was made beside in the place of another one, which is gone then.

    At no moment is there none, where the system can let two names change places; elsewhere for a
    moment between two renames. Raises OSError, with the old folder in its place.
    """
    sync_all(made)
    if not folder.exists():
        made.rename(folder)
    elif not _exchanged(made, folder):
        old = made.with_name(f"{made.name}-old")
        folder.rename(old)
        try:
            made.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    sync(folder.parent)


def sync_all(folder: Path) -> None:
    """Wait until all that stands in a folder is on the disk."""
    for place, _, names in os.walk(folder):
        for name in names:
            sync(Path(place) / name)
        sync(Path(place))


def sync(path: Path) -> None:
    """Wait until a file or the names in a folder are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _half_of(target: Path, place: Path) -> Path:
    """A name for what is not done yet; what others left there and nobody holds is taken away."""
    start = f".{target.name}."
    sweep(place, start, HALF)
    return place / f"{start}{secrets.token_hex(4)}{HALF}"


def sweep(place: Path, start: str, end: str = "") -> None:
    """Take away what is called so and was left behind: nobody holds it any more."""
    with suppress(OSError):
        for left in place.iterdir():
            if left.name.startswith(start) and left.name.endswith(end):
                _take_away(left)


def hold(folder: Path) -> None:
    """Hold a folder as long as this process lives, so that nobody takes it away."""
    with suppress(OSError):
        # The handle is left open on purpose.
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take_away(left: Path) -> None:
    with suppress(OSError):  # somebody else was quicker, or it is not ours
        is_young = abs(time.time() - left.stat().st_mtime) < _YOUNG
        with _held(left) as is_free:
            if is_young or not is_free:
                return
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Hold a file or folder until the end of the block; False if another process does."""
    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # some network disks hold no folders: better without than not at all
            pass
        yield True
    finally:
        os.close(handle)


def _exchanged(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(first), os.fsencode(second)
    return call is not None and call(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0


def _told(path: Path, error: OSError) -> str:
    return f"{path} could not be written: {error.strerror or error}. What stood there still stands."
