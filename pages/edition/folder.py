"""An edition is written beside its folder and put in its place whole, or not at all."""

import json
from collections.abc import Iterable
from pathlib import Path

from geo.reading.homes.placing import PlaceError, folder_beside, swap_in
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
    or the new one; whatever fails leaves the old one.
    """
    folder = folder.resolve()
    _check(folder)
    try:
        with folder_beside(folder) as beside:
            count = _write(beside, files)
            beside.chmod(_READABLE)
            swap_in(beside, folder)
    except PlaceError as error:
        raise FolderError(str(error)) from error
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
