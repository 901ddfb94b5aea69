"""Which country a line runs through: kilometres by country, and those where it has no business.

Outlines are those of `data/network/countries.geojson`, as held on the ground and simplified; they
say nothing about who ought to hold what.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pyproj
import shapely
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

from geo.geometry.projection import to_plane
from geo.reading.files import Problems
from geo.reading.ground import GROUND
from geo.reading.layers import read_layer
from geo.records.errors import DataError
from geo.records.model import LonLat, Segment
from geo.records.vocab import DEGREES

#: Where the outlines lie in a data folder.
OUTLINES = Path("network", "countries.geojson")
#: Where no outline covers the line.
AT_SEA = "sea"
#: Rivers wander and outlines are coarse: only what lies deeper in a country is foreign ground.
TOLERANCE_KM = 3.0

_ELLIPSOID = pyproj.Geod(ellps="WGS84")
_LEAST_KM = 0.05


class Countries:
    """Outlines of countries by ISO 3166-1 code; without any, nothing is known of a line."""

    def __init__(self, outlines: Mapping[str, BaseGeometry] | gpd.GeoSeries) -> None:
        """Lay an index over outlines in longitude and latitude (EPSG:4326)."""
        self.outlines = gpd.GeoSeries(outlines, crs=DEGREES).make_valid()
        self._codes = list(self.outlines.index)
        self._shapes = list(self.outlines)
        self._tree = STRtree(self._shapes)

    @property
    def is_known(self) -> bool:
        """Whether there are outlines; without any, no kilometre is in a country or at sea."""
        return bool(self._codes)

    def km_of(self, line: Sequence[LonLat]) -> dict[str, float]:
        """Geodesic kilometres of a line (longitude, latitude, EPSG:4326) by ISO country code.

        What no outline covers counts as `sea`. Pieces shorter than 50 m are left out. Without
        outlines nothing is found.
        """
        if not self.is_known:
            return {}
        # Line by line: gpd.overlay (identity) finds the same for all lines in four times the time.
        whole = LineString(line)
        found: dict[str, float] = {}
        left: BaseGeometry = whole
        for index in sorted(self._tree.query(whole)):
            km = _length_km(whole.intersection(self._shapes[index]))
            if km > _LEAST_KM:
                found[self._codes[index]] = km
                left = left.difference(self._shapes[index])
        rest = _length_km(left)
        return {**found, AT_SEA: rest} if rest > _LEAST_KM else found

    def km_of_segment(self, segment: Segment) -> dict[str, float]:
        """The same for a segment; off the coast, only a sea lane is at sea.

        Outlines are simplified: what lies off them on land counts for the country beside it.
        """
        found = self.km_of(segment.line)
        if segment.mode.is_by_water or AT_SEA not in found or len(found) == 1:
            return found
        at_sea = found.pop(AT_SEA)
        largest = max(found, key=lambda code: found[code])
        return {**found, largest: found[largest] + at_sea}

    def foreign_km(self, line: Sequence[LonLat], allowed: Collection[str]) -> dict[str, float]:
        """Kilometres deeper than `TOLERANCE_KM` inside each country that is not allowed.

        They are measured in the plane of `geo.geometry.projection`, which is good for a check.
        """
        course = LineString(to_plane(line))
        found = {
            code: course.intersection(inside).length
            for code, inside in self._insides.items()
            if code not in allowed and inside.intersects(course)
        }
        return {code: round(km, 1) for code, km in sorted(found.items()) if km > 0}

    @cached_property
    def _insides(self) -> Mapping[str, BaseGeometry]:
        """The outlines in the plane, shrunk by the tolerance."""
        return {code: _inside(shape) for code, shape in zip(self._codes, self._shapes, strict=True)}


def read_countries(path: Path) -> Countries:
    """Read a file of outlines (GeoJSON with `iso_a2`); a file that is missing holds none.

    Raises DataError with every fault of a file that is damaged.
    """
    if not os.path.lexists(path):
        return Countries({})
    problems = Problems(OUTLINES.as_posix())
    layer = read_layer(path, problems, GROUND[problems.file])
    if layer is None:
        raise DataError(problems.issues)
    return Countries(layer.set_index("iso_a2").geometry)


def _inside(shape: BaseGeometry) -> BaseGeometry:
    plane = shapely.transform(shape, lambda points: to_plane([LonLat(*at) for at in points]))
    inside = shapely.make_valid(plane).buffer(-TOLERANCE_KM)
    shapely.prepare(inside)
    return inside


def _length_km(shape: BaseGeometry) -> float:
    return float(_ELLIPSOID.geometry_length(shape)) / 1000
