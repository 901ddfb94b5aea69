"""Writers that are killed at any moment, and writers whose disk is full or not theirs."""

import os
import random
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo.records.errors import GeoError
from tests.faults.writes import HalfError, WriteKind, aged, halves

NOBODY = 65534
_SMALL, _FULL_MB = 100, 8


@dataclass(slots=True)
class KillCount:
    """What came of the kills of one kind of write."""

    kills: int = 0
    amid: int = 0  # a write was under way: something of it lay beside
    lost: int = 0
    half: int = 0
    mixed: int = 0  # whole files of two writes that followed each other
    left: int = 0  # what was left behind and not taken away by the next write
    writes: int = 0


def kill_often(
    kind: WriteKind, folder: Path, kills: int, chance: random.Random, by: int = signal.SIGKILL
) -> KillCount:
    """Kill writers of this kind at random moments, and look each time what stands there."""
    kind.begin(folder)
    began = time.monotonic()
    kind.write(folder, 1)
    longest = 1.5 * (time.monotonic() - began)
    seen, stands = KillCount(), 1
    for _ in range(kills):
        said = _killed(kind, folder, stands + 1, chance.uniform(0, longest), by) or stands
        seen.kills += 1
        seen.amid += bool(halves(folder))
        try:
            numbers = kind.found(folder)
        except HalfError:
            seen.half += 1
            numbers = {said}
        seen.lost += not numbers <= {said, said + 1}
        seen.mixed += len(numbers) > 1
        stands = min(numbers)
    aged(halves(folder))
    kind.write(folder, stands + 1)
    seen.writes = stands + 1
    seen.lost += kind.found(folder) != {stands + 1}
    seen.left = len([path for path in halves(folder) if not _is_of_the_past(kind, path)])
    return seen


def _is_of_the_past(kind: WriteKind, path: Path) -> bool:
    """Whether nobody writes to that place again: a copy under a name of its own."""
    return kind.name in {"backup", "restore", "cache of packages", "first copy into a workspace"}


def _killed(kind: WriteKind, folder: Path, first: int, after: float, by: int) -> int:
    """The last number that a writer said it had written before it was killed; 0 if none."""
    heard, acks = os.pipe()
    child = os.fork()
    if not child:
        try:
            for number in range(first, first + 10_000):
                kind.write(folder, number)
                os.write(acks, f"{number}\n".encode())
        finally:
            os._exit(1)
    os.close(acks)
    end, told = time.monotonic() + after, b""
    while (left := end - time.monotonic()) > 0:
        if select.select([heard], [], [], left)[0]:
            told += os.read(heard, 1 << 16)
    os.kill(child, by)
    os.waitpid(child, 0)
    while more := os.read(heard, 1 << 16):
        told += more
    os.close(heard)
    return int(told.split()[-1]) if told else 0


@dataclass(frozen=True, slots=True)
class Refused:
    """What a writer said where it could not write, and whether the old state still stands."""

    said: str
    is_told: bool
    is_kept: bool


def refused(kind: WriteKind, folder: Path, how: Callable[[], None]) -> Refused:
    """One write in a child that `how` has put under some hardship."""
    heard, words = os.pipe()
    child = os.fork()
    if not child:
        said = "nothing"
        try:
            how()
            kind.write(folder, 2)
            said = "written"
        except GeoError as error:
            said = f"told {error}"
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is reported
            said = f"raised {error!r}"
        finally:
            os.write(words, said.encode())
            os._exit(0)
    os.close(words)
    said = b""
    while more := os.read(heard, 1 << 16):
        said += more
    os.close(heard)
    os.waitpid(child, 0)
    try:
        is_kept = kind.found(folder) == {1}
    except HalfError:
        is_kept = False
    text = said.decode()
    return Refused(text, text.startswith("told "), is_kept)


def small_files() -> None:
    """From now on no file of this process may be larger than some bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, _SMALL))


def as_nobody() -> None:
    """From now on this process has no rights but those of everybody."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A disk of some megabytes; None where none can be made."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-full-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={_FULL_MB}m", "tmpfs", str(folder)]
    is_made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if is_made else None
    finally:
        if is_made:
            subprocess.run(["umount", str(folder)], check=True)
        shutil.rmtree(folder)


def fill(folder: Path) -> None:
    """Take all room that is left on the disk."""
    with (folder / "filler").open("wb", buffering=0) as out:
        for size in (1 << 16, 1 << 12, 1):
            while _written(out.fileno(), size):
                pass


def _written(handle: int, size: int) -> bool:
    try:
        return os.write(handle, b"\0" * size) > 0
    except OSError:
        return False


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that everybody may look into and only its owner may write to."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-faults-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
