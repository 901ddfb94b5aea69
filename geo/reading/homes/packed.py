"""A zip of data, unpacked under its own names, but only below the folder that is meant for it."""

import zipfile
from pathlib import Path, PurePosixPath

from geo.reading.uploads.archives import check_members
from geo.reading.uploads.limits import limits_of
from geo.reading.uploads.told import UploadError
from geo.records.errors import GeoError

_CHUNK = 1 << 20


class PackedError(GeoError):
    """A zip that is no data, or that must not be unpacked."""


def unpacked(path: Path, folder: Path) -> Path:
    """Unpack into `folder`; returns where the data begin, which may be a folder within it.

    Raises PackedError, before anything is written, for sizes above the limits of uploads, names
    that lead elsewhere, links, passwords and archives within the archive; later for a member that
    is larger than its entry says.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            check_members(infos, limits_of())
            for info in infos:
                _write(archive, info, folder)
    except UploadError as error:
        raise PackedError(f"{path}: {error}") from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise PackedError(f"{path} is no zip that can be read: {error}") from None
    return _beginning(folder)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path) -> None:
    # `check_members` refuses such names; this holds even if it should not.
    target = (folder / PurePosixPath(info.filename)).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise zipfile.BadZipFile(f"{info.filename} leads out of the folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    left = info.file_size
    with archive.open(info) as member, target.open("wb") as out:
        while chunk := member.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile(f"{info.filename} is larger than its entry says")
            out.write(chunk)


def _beginning(folder: Path) -> Path:
    """The folder itself, or the only one in it, as a packed folder gives."""
    inner = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
    return inner[0] if len(inner) == 1 and inner[0].is_dir() else folder
