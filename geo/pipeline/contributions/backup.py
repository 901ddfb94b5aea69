"""A workspace in one file, and a workspace of such a file, while others may save in it."""

import gzip
import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from geo.pipeline.contributions.workspace import Workspace, WorkspaceError
from geo.reading.homes.placing import PlaceError, folder_beside, placed, swap_in

_DATA, _JOURNAL = "data", "journal.jsonl"
_AT_ONCE = 1_000_000
_MOST_FILES, _MOST_BYTES = 20_000, 2_000_000_000


def backup(folder: Path, file: Path) -> int:
    """Write the data and the journal of a workspace into `file`; returns how many files.

    Nobody saves meanwhile, and what was begun is finished before. The file stands there when it is
    whole and on the disk, or not at all. Raises WorkspaceError if there is no workspace, the file
    is there already, or it cannot be written.
    """
    workspace = Workspace(folder)
    if not workspace.data.is_dir():
        raise WorkspaceError(f"{folder} is no workspace: it has no folder {_DATA}.")
    if file.exists():
        raise WorkspaceError(f"{file} is there already; a backup takes the place of nothing.")
    try:
        with (
            workspace.alone(),
            placed(file, is_new=True) as out,
            tarfile.open(fileobj=out, mode="w:gz") as archive,
        ):
            return _add_all(archive, folder)
    except PlaceError as error:
        raise WorkspaceError(str(error)) from None


def _add_all(archive: tarfile.TarFile, folder: Path) -> int:
    paths = [*(folder / _DATA).rglob("*"), folder / _JOURNAL]
    files = [path for path in sorted(paths) if path.is_file()]
    for path in files:
        name = path.relative_to(folder).as_posix()
        # A file behind a link is what the atlas reads, so it is what is kept.
        member = tarfile.TarInfo(name)
        member.size, member.mtime = path.stat().st_size, int(path.stat().st_mtime)
        with path.open("rb") as body:
            archive.addfile(member, body)
    return len(files)


def restore(file: Path, folder: Path) -> int:
    """Make the workspace `folder` of what `backup` wrote; returns how many files.

    The folder is empty or not there yet; it is filled as a whole or left as it was. Raises
    WorkspaceError if it holds anything, or the file is none of a backup or damaged.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(f"{folder} is not empty; restore into a new folder.")
    try:
        _read_to_its_end(file)
        with folder_beside(folder) as half:
            with tarfile.open(file, "r:gz") as archive:
                members = _sound(archive, file)
                for member in members:
                    _write(archive, member, half)
            if folder.exists():
                folder.rmdir()
            swap_in(half, folder)
    except (OSError, PlaceError, tarfile.TarError, EOFError, zlib.error) as error:
        told = str(error).rstrip(".")
        raise WorkspaceError(f"{file} cannot be restored: {told}.") from None
    return len(members)


def _read_to_its_end(file: Path) -> None:
    """Raise EOFError or OSError for a file that broke off or was damaged: its end holds a sum."""
    whole = 0
    with gzip.open(file) as body:
        while part := body.read(_AT_ONCE):
            whole += len(part)
            if whole > _MOST_BYTES:
                raise WorkspaceError(f"{file} holds more than a workspace does.")


def _sound(archive: tarfile.TarFile, file: Path) -> list[tarfile.TarInfo]:
    """The files of the archive; raises WorkspaceError if they are not those of a workspace."""
    members: list[tarfile.TarInfo] = []
    names: set[PurePosixPath] = set()
    whole = 0
    for member in archive:
        path = PurePosixPath(member.name)
        is_ours = path.parts[:1] == (_DATA,) or path == PurePosixPath(_JOURNAL)
        whole += member.size
        if not member.isreg() or not is_ours or ".." in path.parts or path in names:
            raise WorkspaceError(f"{file} holds {member.name!r}, which is no file of a workspace.")
        if len(members) >= _MOST_FILES or whole > _MOST_BYTES:
            raise WorkspaceError(f"{file} holds more than a workspace does.")
        members.append(member)
        names.add(path)
    if not any(member.name.startswith(f"{_DATA}/") for member in members):
        raise WorkspaceError(f"{file} holds no data of a workspace.")
    return members


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    place = folder / member.name
    place.parent.mkdir(parents=True, exist_ok=True)
    body = archive.extractfile(member)
    if body is None:
        raise tarfile.TarError(member.name)
    with body, place.open("xb") as out:
        shutil.copyfileobj(body, out)
