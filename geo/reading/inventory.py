"""Which files a data folder may hold: whatever else lies there is told, as nobody reads it."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from geo.reading.homes.placing import HALF, KEPT
from geo.records.errors import Issue
from geo.records.kinds import KINDS

#: Files that hold no records, apart from the documents.
OTHERS = (
    "style.yaml",
    *("network/waypoints.csv", "network/routes.csv", "network/kept.csv", "network/legs.csv"),
    *("network/roads.csv", "network/lines.geojson", "network/context-rail.geojson"),
    *("network/land.geojson", "network/countries.geojson"),
    *("basemap/relief.webp", "basemap/sea.geojson", "basemap/lakes.geojson"),
    *("basemap/rivers.geojson", "basemap/boundaries.geojson", "basemap/kashmir.geojson"),
    *("basemap/places.geojson", "basemap/countries.geojson"),
    *("basemap/near-relief.webp", "basemap/near-water.geojson"),
    *("basemap/near-lines.geojson", "basemap/near-towns.geojson"),
    "gazetteer/places.parquet",
)
DOCUMENTS = ("README.md", "basemap/README.md", "gazetteer/README.md", "network/README.md")
PATTERNS = (*dict.fromkeys(name for kind in KINDS for name in kind.files), *OTHERS, *DOCUMENTS)
#: The data folder itself and those below it that hold files, by their path from it.
FOLDERS = frozenset(str(PurePosixPath(name).parent) for name in PATTERNS)
#: What desktops and version control leave behind.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"})


def unknown_files(folder: Path) -> Iterator[Issue]:
    """Yield an issue for each file that nobody reads, and one for each folder of such files."""
    for place, folders, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        folders[:] = sorted(set(folders) - {KEPT})
        if below not in FOLDERS:
            folders.clear()
            if names:
                yield _unknown_folder(below, len(names))
            continue
        for name in sorted(set(names) - _LITTER):
            path = name if below == "." else f"{below}/{name}"
            if not _is_known(path):
                yield Issue(
                    path, "", "", "file_unknown", "nobody reads this file", _hint(folder, path)
                )


def _is_known(path: str) -> bool:
    return any(
        fnmatchcase(path, pattern) and path.count("/") == pattern.count("/") for pattern in PATTERNS
    )


def _unknown_folder(below: str, count: int) -> Issue:
    files = "1 file" if count == 1 else f"{count} files"
    parent = PurePosixPath(below).parent.as_posix()
    close = get_close_matches(below, FOLDERS, n=1, cutoff=0.7)
    if below.endswith(HALF):
        hint = _LEFT_BEHIND
    elif parent in FOLDERS - {"."}:
        hint = f"Move the files that count to {parent}/ itself"
    else:
        hint = f"Did you mean {close[0]}/?" if close else "Move it out of the data folder"
    return Issue(f"{below}/", "", "", "folder_unknown", f"nobody reads the {files} here", hint)


_LEFT_BEHIND = "Delete it: a command that was stopped left it behind"
_SHEETS = (".xlsx", ".xls", ".ods", ".numbers")
_COPIES = (".bak", ".orig", ".old", ".tmp", ".swp", "~")


def _hint(folder: Path, path: str) -> str:
    """What the file should be called, if that can be guessed."""
    plain = path.strip().lower()
    if plain.endswith(_SHEETS):
        return "Save it as CSV under a name of data/README.md, or move it out of the data folder"
    if plain.endswith(HALF):
        return _LEFT_BEHIND
    if plain.endswith(_COPIES):
        return "Move it out of the data folder: it is a copy, and nobody reads it"
    wanted = _meant(plain)
    if not wanted:
        return "Move it out of the data folder; data/README.md lists the files that are read"
    if (folder / wanted).exists():
        return f"{wanted} stands beside it and is read; move this one out of the folder"
    return f"Did you mean {wanted}? Rename it; only such names are read"


def _meant(plain: str) -> str:
    """The name of a file that is read and that this one nearly has; empty if there is none."""
    here = PurePosixPath(plain)
    for pattern in PATTERNS:
        if "*" in pattern and here.parent == PurePosixPath(pattern).parent:
            return pattern.replace("*", here.stem)
    return next(iter(get_close_matches(plain, PATTERNS, n=1, cutoff=0.75)), "")
