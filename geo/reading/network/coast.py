"""What is land and what is water, and how far from the shore: `network/land.geojson`.

Lakes and reservoirs from 80 km² and the Caspian are water; rivers and straits narrower than 2 km
count as land. The coast is good to about half a kilometre where railways and roads of the atlas
run, and to a few kilometres around that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geometry.projection import to_plane
from geo.reading.files import Problems
from geo.reading.ground import GROUND
from geo.reading.layers import read_layer
from geo.records.errors import DataError
from geo.records.model import LonLat

#: Where the file lies in a data folder.
LAND = Path("network", "land.geojson")
#: How closely lines are looked at, in km.
STEP_KM = 0.5
#: Pieces of shore that one look-up measures against.
_CHUNK = 12
#: Suez and the Bosporus are narrower than the coast shows, so nothing is said there: west, south,
#: east, north.
_CANALS = ((32.2, 29.8, 32.8, 31.4), (28.9, 40.95, 29.35, 41.35))
#: Cells that the land is cut into, in degrees, so that few points of it are looked at.
_CELL_DEG = 4.0


class Coast:
    """Land as polygons in longitude and latitude (EPSG:4326), which do not overlap."""

    def __init__(self, land: Iterable[BaseGeometry]) -> None:
        """Lay an index over the land and one over its shores."""
        shapes = list(land)
        cells = [piece for shape in shapes for piece in _land_cells(shape)]
        self._land = shapely.STRtree(cells)
        rings = [ring for shape in shapes for ring in shapely.get_rings(shape)]
        self._shore = shapely.STRtree([piece for ring in rings for piece in _shore_pieces(ring)])

    def off_land(self, line: Sequence[LonLat], more_than_km: float) -> tuple[float, float, LonLat]:
        """How much of a line lies further than that from land, in km, how far, and where.

        The last is the point furthest from land; distances are those of the plane of
        `geo.geometry.projection`.
        """
        return self._strayed(line, more_than_km, on_land=False)

    def on_land(self, line: Sequence[LonLat], more_than_km: float) -> tuple[float, float, LonLat]:
        """How much of a line lies on land further than that from water, in km, and so on."""
        return self._strayed(line, more_than_km, on_land=True)

    def _strayed(
        self, line: Sequence[LonLat], more_than_km: float, *, on_land: bool
    ) -> tuple[float, float, LonLat]:
        points, step_km = _points_along(line)
        found, _ = self._land.query(shapely.points(points), predicate="intersects")
        dry = np.zeros(len(points), dtype=bool)
        dry[found] = True
        asked = np.flatnonzero((dry == on_land) & ~_in_canal(points))
        if not len(asked):
            return 0.0, 0.0, line[0]
        plane = to_plane([LonLat(*points[index]) for index in asked])
        _, away = self._shore.query_nearest(
            shapely.points(plane), return_distance=True, all_matches=False
        )
        worst = int(np.argmax(away))
        km = float((away > more_than_km).sum()) * step_km
        return km, float(away[worst]), LonLat(*points[asked[worst]].tolist())


def read_coast(folder: Path) -> Coast:
    """Read the land of a data folder.

    Raises:
        DataError: the file is missing or damaged; its only issue says so.

    """
    problems = Problems(LAND.as_posix())
    layer = read_layer(folder / LAND, problems, GROUND[problems.file])
    if layer is not None:
        return Coast(layer.geometry)
    hint = "Run 'python -m geo build network' again"
    first = problems.issues[0]
    rule = first.rule if first.rule == "file_missing" else "land_damaged"
    raise DataError((replace(first, rule=rule, hint=hint),))


def _in_canal(points: np.ndarray) -> np.ndarray:
    inside = np.zeros(len(points), dtype=bool)
    for west, south, east, north in _CANALS:
        inside |= np.all((points >= (west, south)) & (points <= (east, north)), axis=1)
    return inside


def _points_along(line: Sequence[LonLat]) -> tuple[np.ndarray, float]:
    """Points on a line, about `STEP_KM` apart, and how far apart on average, in km."""
    plane = to_plane(line)
    pieces = []
    for number, (here, onward) in enumerate(pairwise(np.asarray(line, dtype=float))):
        km = float(np.hypot(*(plane[number + 1] - plane[number])))
        shares = np.linspace(0, 1, max(2, int(km / STEP_KM) + 1), endpoint=False)
        pieces.append(here + (onward - here) * shares[:, None])
    points = np.vstack([*pieces, np.asarray(line[-1:], dtype=float)])
    length = float(np.hypot(*np.diff(plane, axis=0).T).sum())
    return points, length / max(len(points) - 1, 1)


def _land_cells(shape: BaseGeometry) -> list[BaseGeometry]:
    """A polygon in pieces of a few degrees, in longitude and latitude."""
    west, south, east, north = shape.bounds
    pieces = []
    for left in np.arange(west, east, _CELL_DEG):
        column = shape.intersection(shapely.box(left, south, left + _CELL_DEG, north))
        for low in np.arange(south, north, _CELL_DEG):
            cell = shapely.box(left, low, left + _CELL_DEG, low + _CELL_DEG)
            piece = column.intersection(cell)
            if not piece.is_empty:
                shapely.prepare(piece)
                pieces.append(piece)
    return pieces


def _shore_pieces(ring: BaseGeometry) -> list[BaseGeometry]:
    """Short pieces of a shore, in the plane of `geo.geometry.projection`."""
    points = to_plane([LonLat(*at) for at in ring.coords])
    starts = range(0, len(points) - 1, _CHUNK)
    return [shapely.LineString(points[start : start + _CHUNK + 1]) for start in starts]
