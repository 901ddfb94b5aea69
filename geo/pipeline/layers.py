"""Read features from map files and write small GeoJSON files that give readable diffs.

All coordinates are longitude, latitude in degrees, EPSG:4326.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyogrio
import shapely

from geo.pipeline.frame import BOX, Box
from geo.reading.homes.placing import put

PropertyValue = str | int | float | bool | Mapping[str, str] | Sequence[str] | Sequence[float]


@dataclass(frozen=True, slots=True)
class MapRow:
    """One feature of a source file: its shape and its text or number fields."""

    shape: shapely.Geometry
    fields: Mapping[str, object]

    def text(self, name: str) -> str:
        """Return a field as trimmed text; an absent value is empty."""
        value = self.fields[name]
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> float:
        """Return a field as a number; an absent value or a text is 0."""
        value = self.fields[name]
        number = float(value) if isinstance(value, int | float) else 0.0
        return 0.0 if number != number else number  # noqa: PLR0124 - the only value unlike itself


@dataclass(frozen=True, slots=True)
class MapFeature:
    """One feature to write: a shape in EPSG:4326, a few properties, and an id where it has one."""

    shape: shapely.Geometry
    properties: Mapping[str, PropertyValue]
    id: str = ""


def read_rows(path: Path, layer: str | None = None, box: Box = BOX) -> list[MapRow]:
    """Return the features of a map file that touch the box, in file order.

    Args:
        path: a shapefile or GeoPackage in EPSG:4326.
        layer: name of the layer where the file has several.
        box: only features whose bounds touch it are read; they are not clipped.

    """
    meta, _, shapes, columns = pyogrio.raw.read(path, layer=layer, bbox=tuple(box))
    names = [str(name) for name in meta["fields"]]
    values = [column.tolist() for column in columns]
    return [
        MapRow(shape, dict(zip(names, record, strict=True)))
        for shape, *record in zip(shapely.from_wkb(shapes), *values, strict=True)
    ]


def tidy_lines(shape: shapely.Geometry, tolerance: float, decimals: int) -> shapely.Geometry:
    """Return lines clipped to the box, simplified (degrees) and rounded; ends stay where they are.

    Pieces that shrink to one point are dropped, so the result may be empty.
    """
    inside = shape.intersection(BOX.polygon())
    lines = [part for part in shapely.get_parts(inside) if part.length > 0]
    joined = shapely.line_merge(shapely.MultiLineString(lines))
    simple = shapely.simplify(joined, tolerance)
    rounded = shapely.set_precision(simple, 10**-decimals, mode="pointwise")
    parts = shapely.get_parts(shapely.remove_repeated_points(rounded))
    return _single_or_multi([part for part in parts if part.length > 0], shapely.MultiLineString)


def tidy_areas(shape: shapely.Geometry, tolerance: float, decimals: int) -> shapely.Geometry:
    """Return polygons clipped to the box, simplified (degrees) and rounded, valid, may be empty."""
    inside = shapely.make_valid(shape).intersection(BOX.polygon())
    simple = shapely.simplify(inside, tolerance, preserve_topology=True)
    rounded = shapely.set_precision(simple, 10**-decimals)
    parts = [part for part in shapely.get_parts(rounded) if part.geom_type == "Polygon"]
    # RFC 7946 wants outer rings anticlockwise.
    return _single_or_multi(list(shapely.orient_polygons(parts)), shapely.MultiPolygon)


def _single_or_multi(parts: list[shapely.Geometry], multi: type) -> shapely.Geometry:
    """Return one shape as it is and several, in a fixed order, as one multi shape."""
    ordered = sorted(parts, key=lambda part: (part.bounds, part.wkt))
    return ordered[0] if len(ordered) == 1 else multi(ordered)


def write_geojson(
    path: Path,
    features: Iterable[MapFeature],
    decimals: int,
    about: Mapping[str, str] | None = None,
) -> None:
    """Write a FeatureCollection (RFC 7946), one feature a line, in the order given.

    Args:
        path: the file to write; replaced when it exists.
        features: shapes in EPSG:4326, longitude first.
        decimals: digits kept in coordinates (3 is about 100 m, 4 about 10 m).
        about: further members of the collection, such as its licence.

    """
    lines = [_feature_line(feature, decimals) for feature in features]
    body = ",\n".join(lines)
    members = {"type": "FeatureCollection", **(about or {})}
    head = json.dumps(members, ensure_ascii=False, separators=(",", ":")).removesuffix("}")
    put(path, head + ',"features":[\n' + body + "\n]}\n")


def _feature_line(feature: MapFeature, decimals: int) -> str:
    geometry = shapely.geometry.mapping(feature.shape)
    record = {
        "type": "Feature",
        **({"id": feature.id} if feature.id else {}),
        "properties": feature.properties,
        "geometry": {
            "type": geometry["type"],
            "coordinates": _rounded(geometry["coordinates"], decimals),
        },
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _rounded(value: object, decimals: int) -> object:
    if isinstance(value, int | float):
        return round(value, decimals)
    if isinstance(value, list | tuple):
        return [_rounded(part, decimals) for part in value]
    raise TypeError(f"not a coordinate: {value!r}")
