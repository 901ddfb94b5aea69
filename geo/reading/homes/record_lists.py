"""Records that stand in lists by kind, as JSON writes them, to what a data folder gives."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.reading.files import Problems
from geo.reading.layers import table_of
from geo.reading.parse import parse
from geo.records.errors import Issue
from geo.records.kinds import KINDS, Kind, kind_of
from geo.records.loaded import Loaded
from geo.records.model import Area, Record, Segment, Site

#: By kind, the fields of each record; and by id the file that the record stands in, where known.
Lists = Mapping[str, Sequence[Mapping[str, Any]]]
Places = Mapping[str, str]
_LAYERS = "layers/"
_OSM = "src-osm"


def loaded_of(lists: Lists, places: Places) -> Loaded:
    """The records, checked one by one as those of files are; lines are taken as they are drawn."""
    issues: list[Issue] = []
    taken: dict[str, Any] = {}
    files: dict[str, str] = {}
    refused: set[str] = set()
    for kind in KINDS:
        problems = Problems(f"records/{kind.plural}.json")
        records = []
        for number, values in enumerate(lists.get(kind.plural, ()), 1):
            record = parse(kind.model, values, problems, f"{kind.plural} {number}")
            name = str(values.get("id", ""))
            if record is None:
                refused.add(name)
            elif name in files:
                hint = "Ids are unique over all kinds"
                problems.add("id_double", f"the id is taken in {files[name]}", hint, name, "id")
            else:
                files[name] = places.get(name) or _file_of(kind, record)
                records.append(record)
        taken[kind.plural] = tuple(records)
        issues += problems.issues
    shapes = dict(_shapes(taken))
    layers = {name for name in files.values() if name.startswith(_LAYERS)}
    return Loaded(
        **taken,
        issues=tuple(sorted(issues)),
        files=MappingProxyType(files),
        refused=frozenset(refused - {""}),
        layers=tuple(Path(name).stem for name in sorted(layers)),
        shapes=table_of(
            {name: shape for name, (_, shape) in shapes.items()},
            [kind for kind, _ in shapes.values()],
        ),
    )


def _file_of(kind: Kind, record: Record) -> str:
    """The file in which such a record stands; a place from OpenStreetMap has one of its own."""
    if isinstance(record, Site):
        is_osm = (record.location_source_id or "").startswith(_OSM)
        return next(name for name in kind.files if ("osm" in name) == is_osm)
    name = str(getattr(record, kind.named_by, "")) if kind.named_by else ""
    return kind.files[0].replace("*", name)


def _shapes(
    taken: Mapping[str, Sequence[Record]],
) -> Iterator[tuple[str, tuple[str, BaseGeometry]]]:
    for model in (Site, Segment, Area):
        for record in taken[kind_of(model).plural]:
            if isinstance(record, Site):
                yield record.id, (model.__name__, Point(record.at))
            elif isinstance(record, Segment):
                yield record.id, (model.__name__, LineString(record.line))
            elif isinstance(record, Area):
                yield record.id, (model.__name__, Polygon(record.ring))


def read_record_lists(folder: Path) -> tuple[Lists, Places]:
    """The lists below `records/` of an unpacked atlas, former ids among them, and their files.

    Raises ValueError for what is no list of records.
    """
    lists = {path.stem: _list(path) for path in sorted((folder / "records").glob("*.json"))}
    former, places = folder / "former-ids.json", folder / "files.json"
    if former.is_file():
        told = json.loads(former.read_bytes())
        lists["former_ids"] = [
            {"id": name, "record_ids": ids if isinstance(ids, list) else [ids]}
            for name, ids in told.items()
        ]
    return lists, json.loads(places.read_bytes()) if places.is_file() else {}


def _list(path: Path) -> list[dict[str, Any]]:
    found = json.loads(path.read_bytes())
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise ValueError(f"{path.name} holds no list of records")
    return found
