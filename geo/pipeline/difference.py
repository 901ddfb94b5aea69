"""`python -m geo diff OLD NEW`: what two versions of the data say differently.

A version is a data folder, or the zip that `/atlas/export/atlas.zip` gives.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from geo.reading.load import load
from geo.records.errors import GeoError
from geo.records.kinds import KINDS

_Records = Mapping[tuple[str, str], Mapping[str, Any]]
_LONGEST = 100  # letters of a value that is told on a screen
_ABSENT = "nothing"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not what it was; None is not known."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that stands in both versions, and the fields that differ."""

    kind: str
    id: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Kind and record of each that was added or removed, and what changed, by kind and id."""

    added: tuple[tuple[str, Mapping[str, Any]], ...]
    removed: tuple[tuple[str, Mapping[str, Any]], ...]
    changed: tuple[RecordChange, ...]

    def as_json(self) -> str:
        """The same for programs, always in the same order."""
        lists = {
            "added": [{"kind": kind, "record": record} for kind, record in self.added],
            "removed": [{"kind": kind, "record": record} for kind, record in self.removed],
            "changed": [asdict(change) for change in self.changed],
        }
        return json.dumps(lists, ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[str]:
        """The same for readers: `+` added, `-` removed, `~` changed with old and new value."""
        for sign, records in (("+", self.added), ("-", self.removed)):
            yield from (f"{sign} {kind} {record['id']}" for kind, record in records)
        for change in self.changed:
            yield f"~ {change.kind} {change.id}"
            for field in change.fields:
                yield f"    {field.field}: {_short(field.old)} -> {_short(field.new)}"
        counts = (len(self.added), len(self.removed), len(self.changed))
        yield "{} added, {} removed, {} changed".format(*counts)


def difference(old: Path, new: Path) -> Difference:
    """What the second version says differently; raises GeoError if one cannot be read."""
    before, after = _records(old), _records(new)
    both = [key for key in before if key in after and before[key] != after[key]]
    return Difference(
        tuple((kind, after[kind, id_]) for kind, id_ in after if (kind, id_) not in before),
        tuple((kind, before[kind, id_]) for kind, id_ in before if (kind, id_) not in after),
        tuple(RecordChange(*key, tuple(_fields(before[key], after[key]))) for key in both),
    )


def _records(path: Path) -> _Records:
    """All records of a version by kind and id, in order of both."""
    lists = _of_folder(path) if path.is_dir() else _of_zip(path)
    found = {(kind, str(record["id"])): record for kind in lists for record in lists[kind]}
    return dict(sorted(found.items()))


def _of_folder(path: Path) -> Mapping[str, list[dict[str, Any]]]:
    loaded = load(path)
    return {
        kind.plural: [
            record.model_dump(mode="json", exclude_none=True)
            for record in getattr(loaded, kind.plural)
        ]
        for kind in KINDS
        if kind.is_record
    }


def _of_zip(path: Path) -> Mapping[str, list[dict[str, Any]]]:
    try:
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("records/")]
            if not names:
                raise GeoError(f"{path} holds no records; take /atlas/export/atlas.zip")
            return {Path(name).stem: json.loads(archive.read(name)) for name in names}
    except (OSError, BadZipFile, ValueError) as error:
        raise GeoError(f"{path} is no folder and no zip of the atlas: {error}") from error


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*old, *new)):
        if old.get(field) != new.get(field):
            yield FieldChange(field, old.get(field), new.get(field))


def _short(value: object) -> str:
    if value is None:
        return _ABSENT
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
