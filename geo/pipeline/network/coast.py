"""Where there is land: to tell railways and roads that run in the sea from those on the ground.

Shapes are longitude, latitude in degrees, EPSG:4326. Lakes and reservoirs are water, the Caspian
too. The result is never drawn; `geo.reading.network.coast` reads it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from geo.pipeline.frame import Box
from geo.pipeline.layers import MapFeature
from geo.pipeline.packages import PackageError

DECIMALS = 3
#: Where lines on land run. Beyond it only ships pass, far off the coast.
HEART = Box(25.0, 20.0, 95.0, 62.0)
BEYOND = Box(-12.0, -2.0, 142.0, 66.0)
#: How far a coast may be moved to be drawn with fewer points.
TOLERANCE_DEG, FAR_TOLERANCE_DEG = 0.005, 0.08
#: Smaller islands are water, smaller lakes are land.
SMALLEST_ISLAND_KM2, SMALLEST_FAR_ISLAND_KM2, SMALLEST_LAKE_KM2 = 5.0, 3000.0, 80.0
#: Half the width of the water that is closed: bridges span rivers and narrow reservoirs.
NARROW_DEG = 0.009
#: A square degree in the middle of the region. Good enough to leave small things out.
_SQUARE_KM2 = 9000.0
_LEAST_POINTS = 4

_Ring = npt.NDArray[np.float64]
_Rings = list[list[_Ring]]


def read_lands(path: Path) -> _Rings:
    """Read a collection of one MultiPolygon: for each polygon its outer ring, then its holes.

    Raises:
        PackageError: the file has another form.

    """
    try:
        (whole,) = json.loads(path.read_text(encoding="utf-8"))["geometries"]
        polygons = whole["coordinates"]
    except (KeyError, TypeError, ValueError) as error:
        raise PackageError(f"{path.name}: not a collection of one MultiPolygon: {error}") from None
    return [[np.asarray(ring, dtype=float) for ring in polygon] for polygon in polygons]


def land_features(lands: _Rings) -> list[MapFeature]:
    """Return the land, one feature a polygon, from the largest down.

    The heart of the region is drawn finely, what lies around it roughly, without lakes.
    """
    # A hole may hold islands, so each polygon loses its own lakes before they are joined.
    fine = [
        _without_lakes(polygon) for polygon in _polygons_meeting(lands, HEART, SMALLEST_ISLAND_KM2)
    ]
    heart = _clipped(shapely.union_all(fine), HEART)
    closed = heart.buffer(NARROW_DEG, quad_segs=2).buffer(-NARROW_DEG, quad_segs=2)
    near = _clipped(shapely.simplify(closed, TOLERANCE_DEG), HEART)
    outer = [polygon[0] for polygon in _polygons_meeting(lands, BEYOND, SMALLEST_FAR_ISLAND_KM2)]
    rough = _clipped(shapely.union_all(_polygons(outer, FAR_TOLERANCE_DEG)), BEYOND)
    far = shapely.difference(rough, HEART.polygon())
    parts = [
        *_rounded_parts(near, DECIMALS, SMALLEST_ISLAND_KM2),
        *_rounded_parts(far, DECIMALS - 1, SMALLEST_FAR_ISLAND_KM2),
    ]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    return [MapFeature(part, {}) for part in parts]


def _polygons_meeting(lands: _Rings, box: Box, smallest: float) -> list[list[_Ring]]:
    """Polygons that meet a box and may be large enough."""
    return [
        land for land in lands if land and _is_large(land[0], smallest) and _meets_box(land[0], box)
    ]


def _without_lakes(polygon: Sequence[_Ring]) -> shapely.Geometry:
    outer = _clipped(shapely.union_all(_polygons(polygon[:1], TOLERANCE_DEG)), HEART)
    large = [ring for ring in polygon[1:] if _is_large(ring, SMALLEST_LAKE_KM2)]
    lakes = _polygons([ring for ring in large if _meets_box(ring, HEART)], TOLERANCE_DEG)
    return outer.difference(
        shapely.union_all([lake for lake in lakes if _area_km2(lake) >= SMALLEST_LAKE_KM2])
    )


def _polygons(rings: Iterable[_Ring], tolerance: float) -> list[shapely.Geometry]:
    drawn = [shapely.linearrings(ring) for ring in rings if len(ring) >= _LEAST_POINTS]
    simple = shapely.simplify(drawn, tolerance / 2)
    return [shapely.make_valid(polygon) for polygon in shapely.polygons(simple)]


def _clipped(shape: shapely.Geometry, box: Box) -> shapely.Geometry:
    return shapely.clip_by_rect(shape, *box)


def _rounded_parts(
    shape: shapely.Geometry, decimals: int, smallest: float
) -> Iterator[shapely.Polygon]:
    rounded = shapely.set_precision(shapely.make_valid(shape), 10**-decimals)
    for part in shapely.get_parts(rounded):
        if part.geom_type == "Polygon" and _area_km2(part) >= smallest:
            holes = [ring for ring in part.interiors if _is_lake(ring.coords)]
            yield shapely.orient_polygons(shapely.Polygon(part.exterior, holes))


def _is_lake(ring: Sequence[tuple[float, ...]]) -> bool:
    return _area_km2(shapely.Polygon(ring)) >= SMALLEST_LAKE_KM2


def _area_km2(shape: shapely.Geometry) -> float:
    return float(shape.area) * _SQUARE_KM2


def _is_large(ring: _Ring, smallest: float) -> bool:
    """Whether the box around a ring is large enough; a quick look before anything costly."""
    return len(ring) >= _LEAST_POINTS and float(np.prod(np.ptp(ring, axis=0))) * _SQUARE_KM2 >= (
        smallest
    )


def _meets_box(ring: _Ring, box: Box) -> bool:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return bool(west <= box.east and east >= box.west and south <= box.north and north >= box.south)
