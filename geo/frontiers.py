"""Which countries a line runs through, apart from those that it may."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import shapely

from geo.model import LonLat
from geo.plane import to_plane

#: Rivers wander and outlines are coarse: only what lies deeper in a country counts.
TOLERANCE_KM = 3.0


def foreign_km(
    line: Sequence[LonLat], allowed: Collection[str], countries: Mapping[str, shapely.Geometry]
) -> dict[str, float]:
    """Kilometres of a line deeper than `TOLERANCE_KM` inside each country that is not allowed.

    Args:
        line: positions in EPSG:4326, longitude first.
        allowed: country codes (ISO 3166-1, two capitals).
        countries: from `read_countries`.

    """
    course = shapely.LineString(to_plane(line))
    found = {
        code: course.intersection(inside).length
        for code, inside in countries.items()
        if code not in allowed and inside.intersects(course)
    }
    return {code: round(km, 1) for code, km in sorted(found.items()) if km > 0}


@cache
def read_countries(path: Path) -> Mapping[str, shapely.Geometry]:
    """Read outlines of countries, in the plane of `geo.plane`, shrunk by the tolerance."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    shapes = {
        feature["properties"]["iso_a2"]: shapely.geometry.shape(feature["geometry"])
        for feature in collection["features"]
    }
    return {code: _shrunk(shape) for code, shape in shapes.items()}


def _shrunk(shape: shapely.Geometry) -> shapely.Geometry:
    plane = shapely.transform(shape, lambda points: to_plane([LonLat(*at) for at in points]))
    inside = shapely.make_valid(plane).buffer(-TOLERANCE_KM)
    shapely.prepare(inside)
    return inside
