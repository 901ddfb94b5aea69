"""Land, lakes and the hatched parts of Jammu and Kashmir, as polygons.

Shapes are longitude, latitude in degrees, EPSG:4326. None of these files holds countries: the
base map has no country fills, because no published set of polygons is undisputed here.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import shapely

from geo.pipeline.frame import BOX, area_km2
from geo.pipeline.layers import MapFeature, MapRow, tidy_areas
from geo.pipeline.packages import PackageError

DECIMALS = 3
LAND_TOLERANCE_DEG = 0.012
SMALLEST_ISLAND_KM2 = 10.0
LAKE_TOLERANCE_DEG = 0.008
SMALLEST_LAKE_KM2 = 40.0
OCEAN_SQUARE_DEG = 1000.0  # the world ocean is one polygon of 42,705; the Caspian has 41
KASHMIR_TOLERANCE_DEG = 0.02

# Name of the piece in the source -> the name that is shown. The source is older than 2019 and
# uses the former name of Gilgit-Baltistan.
KASHMIR_PIECES = {
    "Azad Kashmir": "Azad Jammu and Kashmir (administered by Pakistan)",
    "Northern Areas": "Gilgit-Baltistan (administered by Pakistan)",
    "Jammu and Kashmir": "Jammu and Kashmir and Ladakh (administered by India)",
    "Kashmir": "Siachen area",
}


def land_features(land: Iterable[MapRow]) -> list[MapFeature]:
    """Return the land as one feature without properties; the rest of the box is water.

    Islands below `SMALLEST_ISLAND_KM2` are left out. Seas joined to the ocean and the Caspian
    are not land. The shape ends at the edges of the box, so draw it without an outline.
    """
    merged = shapely.unary_union([shapely.make_valid(row.shape) for row in land])
    tidy = tidy_areas(merged, LAND_TOLERANCE_DEG, DECIMALS)
    large = [part for part in shapely.get_parts(tidy) if area_km2(part) >= SMALLEST_ISLAND_KM2]
    return [MapFeature(shapely.MultiPolygon(large), {})]


def read_water(path: Path) -> list[shapely.Geometry]:
    """Return the inland water polygons that touch the box from a bare GeometryCollection.

    Ponds below a quarter of `SMALLEST_LAKE_KM2` are skipped before anything costly is done:
    larger pieces may still belong to one lake that the source has cut up.
    """
    collection = json.loads(path.read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(shape) for shape in collection["geometries"]]
    frame = BOX.polygon()
    return [
        shapely.make_valid(part)
        for part in shapely.get_parts(shapes)
        if part.area < OCEAN_SQUARE_DEG
        and shapely.box(*part.bounds).intersects(frame)
        and area_km2(part) >= SMALLEST_LAKE_KM2 / 4
    ]


def lake_features(water: Iterable[shapely.Geometry]) -> list[MapFeature]:
    """Return lakes and reservoirs from the largest down, with `area_km2` (rough, see `area_km2`).

    Args:
        water: valid polygons; overlapping pieces, such as those of the Caspian, are joined.

    """
    lakes = [
        (round(area_km2(lake)), tidy_areas(lake, LAKE_TOLERANCE_DEG, DECIMALS))
        for lake in shapely.get_parts(shapely.unary_union(list(water)))
        if area_km2(lake) >= SMALLEST_LAKE_KM2
    ]
    kept = [(area, lake) for area, lake in lakes if not lake.is_empty]
    kept.sort(key=lambda pair: (-pair[0], pair[1].bounds))
    return [MapFeature(lake, {"area_km2": area}) for area, lake in kept]


def kashmir_features(provinces: Iterable[MapRow]) -> list[MapFeature]:
    """Return the pieces of Jammu and Kashmir to hatch, each with the `name` to show.

    Args:
        provinces: polygons with the fields `name` and `admin`.

    Shared edges are simplified once for both neighbours, so no slivers open between them.

    Raises:
        PackageError: a piece is missing from the source.

    """
    found = {row.text("name"): row.shape for row in provinces if row.text("name") in KASHMIR_PIECES}
    missing = [name for name in KASHMIR_PIECES if name not in found]
    if missing:
        raise PackageError(f"provinces: {', '.join(missing)} not found in the source")
    pieces = [shapely.make_valid(found[name]) for name in KASHMIR_PIECES]
    simple = shapely.coverage_simplify(pieces, KASHMIR_TOLERANCE_DEG)
    return [
        MapFeature(_as_multipolygon(tidy_areas(shape, 0.0, DECIMALS)), {"name": shown})
        for shape, shown in zip(simple, KASHMIR_PIECES.values(), strict=True)
    ]


def _as_multipolygon(shape: shapely.Geometry) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))
