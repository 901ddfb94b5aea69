"""Zip archives: looked at member by member before anything is unpacked, then under other names."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.told import UploadError
from geo.records.phrases import number
from geo.records.texts import say

_MB = 1_000_000
_CHUNK = 1 << 20
_MOST_MEMBERS = 2000
_PACKED = (".zip", ".kmz", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst")
#: A member is packed like this a thousand times smaller only to do harm.
_MOST_RATIO = 500
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: where it lies now, and what it was called."""

    path: Path
    name: str


def unpack(path: Path, folder: Path, limits: UploadLimits) -> list[Member]:
    """Unpack an archive into a folder, under numbers in place of names.

    Files of one name with different endings keep one number, so that a Shapefile stays together.
    Raises UploadError, before anything is written, for sizes above the limits, names that lead
    elsewhere, links, passwords and archives within the archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not _is_passed_over(info)]
            check_members(infos, limits)
            return _written(archive, infos, folder)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise UploadError(
            say("the archive is damaged or was cut off ({how})", how=error),
            say("Pack it again, or send it again whole"),
        ) from None


def check_members(infos: list[zipfile.ZipInfo], limits: UploadLimits) -> None:
    """Raise UploadError for the first member that must not be unpacked."""
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_mb * _MB:
        raise UploadError(
            say("unpacked it would take {size} MB; the most is {most} MB",
                size=number(unpacked / _MB), most=limits.unpacked_mb),
            say("Send the files in several archives"),
        )  # fmt: skip
    if len(infos) > _MOST_MEMBERS:
        raise UploadError(
            say("it holds {count} files; the most is {most}", count=len(infos), most=_MOST_MEMBERS),
            say("Send the files in several archives"),
        )
    for info in infos:
        fault = _fault_of(info)
        if fault:
            raise UploadError(*fault, record=info.filename)


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    """Folders, and what other systems put beside every file."""
    parts = PurePosixPath(info.filename).parts
    return info.is_dir() or "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("."))


def _fault_of(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    name = PurePosixPath(info.filename)
    again = say("Pack the files again, without folders")
    if name.is_absolute() or ".." in name.parts or "\\" in info.filename or ":" in info.filename:
        return say("a member leads out of the archive by its name"), again
    if stat.S_ISLNK(info.external_attr >> 16):
        return say("a member is a link to another file"), again
    if info.flag_bits & 1:
        return say("a member is locked by a password"), say("Pack it without a password")
    if name.suffix.lower() in _PACKED:
        return (
            say("an archive lies within the archive"),
            say("Unpack the inner one and send its files"),
        )
    if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
        return (
            say("a member unpacks to more than {times} times its size", times=_MOST_RATIO),
            say("Send the file itself, not packed"),
        )
    return None


def _written(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], folder: Path) -> list[Member]:
    numbers: dict[str, int] = {}
    members = []
    for info in infos:
        name = PurePosixPath(info.filename)
        number = numbers.setdefault(_stem(name), len(numbers))
        suffix = name.suffix.lower()
        path = folder / f"{number}{suffix if suffix.isascii() else ''}"
        left = info.file_size
        with archive.open(info) as packed, path.open("wb") as out:
            # What a member is in truth, not what its entry promises, is counted as it comes.
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise zipfile.BadZipFile(say("a member is larger than its entry says"))
                out.write(chunk)
        members.append(Member(path, info.filename))
    return members


def _stem(name: PurePosixPath) -> str:
    return str(name.with_suffix("")).lower()
