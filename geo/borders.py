"""Which country a line runs through: kilometres by country, on land and at sea.

The outlines are those of `data/network/countries.geojson`, as held on the ground and simplified;
they say nothing about who ought to hold what.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyproj
from shapely import STRtree
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.model import LonLat, Segment
from geo.vocab import Mode

_ELLIPSOID = pyproj.Geod(ellps="WGS84")
#: Where no outline covers the line.
AT_SEA = "sea"
_LEAST_KM = 0.05


class Countries:
    """Outlines of countries, read once; without the file every kilometre is at sea."""

    def __init__(self, folder: Path) -> None:
        """Read the outlines of a data folder."""
        path = folder / "network" / "countries.geojson"
        if path.exists():
            table = gpd.read_file(path)
            self._codes = [str(code) for code in table["iso_a2"]]
            self._shapes: list[BaseGeometry] = [one.buffer(0) for one in table.geometry]
        else:
            self._codes, self._shapes = [], []
        self._tree = STRtree(self._shapes)

    def km_of(self, line: Sequence[LonLat]) -> dict[str, float]:
        """Geodesic kilometres of a line (longitude, latitude, EPSG:4326) by ISO country code.

        What no outline covers counts as `sea`. Pieces shorter than 50 m are left out.
        """
        whole = LineString(line)
        found: dict[str, float] = {}
        left: BaseGeometry = whole
        for index in sorted(self._tree.query(whole)):
            inside = whole.intersection(self._shapes[index])
            km = _length_km(inside)
            if km > _LEAST_KM:
                code = self._codes[index]
                found[code] = found.get(code, 0.0) + km
                left = left.difference(self._shapes[index])
        rest = _length_km(left)
        return {**found, AT_SEA: rest} if rest > _LEAST_KM else found

    def km_of_segment(self, segment: Segment) -> dict[str, float]:
        """The same for a segment; off the coast, only a sea lane is at sea.

        Outlines are simplified: what lies off them on land counts for the country beside it.
        """
        found = self.km_of(segment.line)
        if segment.mode is Mode.SEA or AT_SEA not in found or len(found) == 1:
            return found
        at_sea = found.pop(AT_SEA)
        largest = max(found, key=lambda code: found[code])
        return {**found, largest: found[largest] + at_sea}


def _length_km(shape: BaseGeometry) -> float:
    return float(_ELLIPSOID.geometry_length(shape)) / 1000
