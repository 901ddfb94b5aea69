"""An edition is written beside its folder and put in its place whole, or not at all."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from geo.records.errors import GeoError

#: What only the folder of an edition holds, and what it says there.
MARKER, _NAME = "edition.json", "corridor-atlas"
_READABLE = 0o755


class FolderError(GeoError):
    """There is no place for the edition; nothing was changed."""


def marker(told: dict[str, object]) -> bytes:
    """The file that says what an edition is."""
    return json.dumps({"edition": _NAME, **told}, ensure_ascii=False, indent=1).encode() + b"\n"


def replace_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files, by their paths in the folder, and put them in its place; counts them.

    Raises FolderError if something stands there that is no edition. A reader sees the old edition
    or the new one, but for the moment between two renames; whatever fails leaves the old one.
    """
    folder = folder.resolve()
    _check(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise FolderError(f"{folder.parent} cannot be written to: {error.strerror}.") from error
    try:
        count = _write(beside, files)
        beside.chmod(_READABLE)
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _check(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderError(f"{folder} is no folder.")
    if any(folder.iterdir()) and not _is_edition(folder):
        raise FolderError(
            f"{folder} holds files that are no edition of the atlas; it was left as it is. "
            "Name a folder that is new, empty or an edition."
        )


def _is_edition(folder: Path) -> bool:
    try:
        told = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("edition") == _NAME


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    count = 0
    for name, body in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        count += 1
    return count


def _swap(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.rename(folder)
        return
    old = beside.with_name(f"{beside.name}.old")
    folder.rename(old)
    try:
        beside.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
