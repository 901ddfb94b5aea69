"""Files to records: the only reader of the data folder.

`load` never raises for bad data. Every problem becomes an Issue with file, record and field, and
the record is left out; everything else is there.
"""

import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.files import Door
from geo.errors import Issue
from geo.model import (
    Area,
    Article,
    BorderStatus,
    Claim,
    Correction,
    Event,
    LonLat,
    Person,
    Project,
    Record,
    Segment,
    Site,
    Source,
)

#: Places stand in two files, because data from OpenStreetMap has a licence of its own.
SITE_FILES = ("sites.geojson", "sites-osm.geojson")

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Loaded:
    """All records that could be read, where each came from, and what could not be read."""

    sources: tuple[Source, ...]
    sites: tuple[Site, ...]
    segments: tuple[Segment, ...]
    areas: tuple[Area, ...]
    projects: tuple[Project, ...]
    people: tuple[Person, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    border_statuses: tuple[BorderStatus, ...]
    articles: tuple[Article, ...]
    corrections: tuple[Correction, ...]
    files: tuple[tuple[str, str], ...]
    issues: tuple[Issue, ...]

    def records(self) -> tuple[Any, ...]:
        """All records of all kinds, in the order of `files`."""
        return (
            *self.sources,
            *self.projects,
            *self.sites,
            *self.segments,
            *self.areas,
            *self.people,
            *self.claims,
            *self.events,
            *self.border_statuses,
            *self.articles,
            *self.corrections,
        )


class _Reader:
    """Turns raw rows and features into records and remembers where they came from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.door = Door(folder)
        self.issues: list[Issue] = self.door.issues
        self.files: dict[str, str] = {}

    def table(self, name: str, kind: type[_R], *, optional: bool = False) -> tuple[_R, ...]:
        rows = self.door.rows(self.folder / name, optional=optional)
        return self._records(name, kind, (_typed(row, kind) for row in rows))

    def listing(self, name: str, kind: type[_R]) -> tuple[_R, ...]:
        return self._records(name, kind, self.door.documents(self.folder / name))

    def articles(self) -> tuple[Article, ...]:
        found = []
        for path in sorted((self.folder / "articles").glob("*.md")):
            raw = self.door.article(path)
            if raw:
                found += self._records(f"articles/{path.name}", Article, [raw])
        return tuple(found)

    def sites(self) -> tuple[Site, ...]:
        found: list[Site] = []
        for name in SITE_FILES:
            optional = name != SITE_FILES[0]
            if optional and not (self.folder / name).is_file():
                continue
            raws = [raw for raw, _ in self.features(name, {"Point": ("at", Site)})]
            found += self._records(name, Site, raws)
        return tuple(found)

    def layers(self) -> tuple[tuple[Segment, ...], tuple[Area, ...]]:
        segments: list[Segment] = []
        areas: list[Area] = []
        shapes = {"LineString": ("line", Segment), "Polygon": ("ring", Area)}
        for path in sorted((self.folder / "layers").glob("*.geojson")):
            name = f"layers/{path.name}"
            for raw, kind in self.features(name, shapes):
                raw["project_id"] = path.stem
                if kind is Segment:
                    segments += self._records(name, Segment, [raw])
                else:
                    areas += self._records(name, Area, [raw])
        return tuple(segments), tuple(areas)

    def features(self, name: str, shapes: Mapping[str, tuple[str, type[Record]]]) -> list[tuple[dict[str, Any], type[Record]]]:
        """Raw records of a GeoJSON file; geometry is read by geopandas, one feature at a time."""
        found = []
        for feature in self.door.collection(self.folder / name):
            record_id = str(feature.get("id", ""))
            shape = feature["geometry"].get("type")
            if shape not in shapes:
                self._issue(name, record_id, "geometry", "geometry_type", f"{shape} is not expected here", f"Use {' or '.join(shapes)}.")
                continue
            field, kind = shapes[shape]
            geometry = self._geometry(name, record_id, feature)
            if geometry is not None:
                found.append(({"id": record_id, **feature["properties"], field: _positions(geometry)}, kind))
        return found

    def _geometry(self, name: str, record_id: str, feature: Mapping[str, Any]) -> BaseGeometry | None:
        ring = feature["geometry"].get("coordinates")
        if feature["geometry"]["type"] == "Polygon" and not _is_closed(ring):
            self._issue(name, record_id, "geometry", "ring_open", "the ring does not end where it begins", "Repeat the first position at the end.")
            return None
        try:
            plain = {"type": "Feature", "properties": {}, "geometry": feature["geometry"]}
            geometry = gpd.GeoDataFrame.from_features([plain], crs="EPSG:4326").geometry.iloc[0]
        except (ValueError, TypeError, IndexError, AttributeError):
            geometry = None
        if geometry is None or geometry.is_empty:
            self._issue(name, record_id, "geometry", "geometry", "the coordinates cannot be read", "Give longitude, latitude pairs (RFC 7946).")
            return None
        return geometry  # type: ignore[no-any-return]

    def _records(self, name: str, kind: type[_R], raws: Iterable[Mapping[str, Any]]) -> tuple[_R, ...]:
        found = []
        for raw in raws:
            try:
                record = kind.model_validate(raw)
            except ValidationError as error:
                for detail in error.errors():
                    self._invalid(name, kind, raw, detail)
                continue
            found.append(record)
            self.files.setdefault(record.id, name)  # type: ignore[attr-defined]
        return tuple(found)

    def _invalid(self, name: str, kind: type[Record], raw: Mapping[str, Any], detail: ErrorDetails) -> None:
        field = ".".join(str(part) for part in detail["loc"])
        rule = detail["type"]
        found = f"{_short(detail['input'])} {detail['msg'][0].lower()}{detail['msg'][1:]}"
        hint = "See data/README.md for what the field takes."
        if rule == "extra_forbidden":
            close = difflib.get_close_matches(field, kind.model_fields, n=1)
            found = "no record has this field"
            hint = f"Did you mean {close[0]}?" if close else "Leave it out."
        elif rule == "missing":
            found, hint = "the field is missing", "Every record needs it."
        self._issue(name, str(raw.get("id", "")), field, rule, found, hint)

    def _issue(self, file: str, record: str, field: str, rule: str, found: str, hint: str) -> None:
        self.issues.append(Issue(file, record, field, rule, found, hint))


def load(folder: Path) -> Loaded:
    """Read every file of the data folder; see `Loaded` for what comes back."""
    reader = _Reader(folder)
    segments, areas = reader.layers()
    return Loaded(
        sources=reader.table("sources.csv", Source),
        sites=reader.sites(),
        segments=segments,
        areas=areas,
        projects=reader.listing("projects.yaml", Project),
        people=reader.table("people.csv", Person, optional=True),
        claims=reader.table("claims.csv", Claim),
        events=reader.table("events.csv", Event),
        border_statuses=reader.table("border_status.csv", BorderStatus),
        articles=reader.articles(),
        corrections=reader.table("corrections.csv", Correction, optional=True),
        files=tuple(reader.files.items()),
        issues=tuple(reader.issues),
    )


def _typed(row: Mapping[str, str], kind: type[Record]) -> dict[str, Any]:
    """A CSV row as a raw record: empty cells are absent, lists are split, names are gathered."""
    raw: dict[str, Any] = {}
    names: dict[str, Any] = {}
    for column, cell in row.items():
        if not cell.strip():
            continue
        if column.startswith("name_") and "names" in kind.model_fields:
            names[column.removeprefix("name_")] = _split(cell) if column == "name_also" else cell
        elif column in kind.model_fields and _is_tuple(kind.model_fields[column].annotation):
            raw[column] = _split(cell)
        else:
            raw[column] = cell
    return raw | ({"names": names} if names else {})


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _is_tuple(annotation: Any) -> bool:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        return any(_is_tuple(one) for one in typing.get_args(annotation))
    return typing.get_origin(annotation) is tuple


def _positions(geometry: BaseGeometry) -> LonLat | list[LonLat]:
    if isinstance(geometry, Point):
        return LonLat(geometry.x, geometry.y)
    if isinstance(geometry, Polygon):
        return [LonLat(x, y) for x, y, *_ in geometry.exterior.coords]
    if isinstance(geometry, LineString):
        return [LonLat(x, y) for x, y, *_ in geometry.coords]
    raise TypeError(f"{geometry.geom_type} has no place in the atlas")


def _is_closed(rings: Any) -> bool:
    return bool(rings) and isinstance(rings, list) and bool(rings[0]) and rings[0][0] == rings[0][-1]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
