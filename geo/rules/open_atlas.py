"""From a data folder to the atlas: read, checked by all rules, and indexed."""

from dataclasses import fields
from pathlib import Path

from geo.atlas import Atlas
from geo.reading.load import load
from geo.records.errors import DataError
from geo.records.loaded import Gathered, Loaded
from geo.rules.validate import validate


def open_atlas(folder: Path, *, strict: bool = True) -> Atlas:
    """Read and check the data folder.

    Strict raises DataError with all issues; otherwise whatever is sound is returned and
    `Atlas.issues` says what is not.
    """
    atlas = checked_atlas(load(folder))
    if atlas.issues and strict:
        raise DataError(atlas.issues)
    return atlas


def checked_atlas(loaded: Loaded) -> Atlas:
    """The atlas of what was loaded, with every problem of its records."""
    found = checked(loaded)
    return Atlas(found, found.issues)


def checked(loaded: Loaded) -> Gathered:
    """What was loaded, with every problem of its records too: all that an atlas is made of."""
    told = {entry.name: getattr(loaded, entry.name) for entry in fields(Gathered)}
    return Gathered(**{**told, "issues": tuple(sorted((*loaded.issues, *validate(loaded))))})
