"""Sea, lakes and the hatched parts of Jammu and Kashmir, as polygons.

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
FAR_DECIMALS = 2  # for the first view: a hundredth of a degree is a pixel of zoom 6
SEA_TOLERANCE_DEG = 0.02
SMALLEST_ISLAND_KM2 = 25.0
SMALLEST_SEA_DEG2 = 1.0  # the ocean has 42,700 and the Caspian 41; other parts are errors
LAKE_TOLERANCE_DEG = 0.008
FAR_LAKE_TOLERANCE_DEG = 0.02
SMALLEST_LAKE_KM2 = 40.0
SMALLEST_FAR_LAKE_KM2 = 120.0
LARGEST_LAKE_KM2 = 100_000.0  # the Caspian is larger, and is a sea
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


def read_seas(path: Path) -> shapely.Geometry:
    """Return ocean and Caspian in and a little around the box, from a bare GeometryCollection."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(shape) for shape in collection["geometries"]]
    frame = BOX.polygon().buffer(0.5, join_style="mitre")
    return shapely.unary_union(
        [
            shapely.make_valid(shapely.clip_by_rect(part, *frame.bounds))
            for part in shapely.get_parts(shapes)
            if part.area > SMALLEST_SEA_DEG2 and part.intersects(frame)
        ]
    )


def sea_features(sea: shapely.Geometry) -> list[MapFeature]:
    """Return the sea as one feature without properties, coarse; the rest of the box is land.

    Islands below `SMALLEST_ISLAND_KM2` are left out. The shape ends at the edges of the box, so
    draw it without an outline.
    """
    tidy = tidy_areas(without_small_islands(sea), SEA_TOLERANCE_DEG, FAR_DECIMALS)
    return [MapFeature(shapely.MultiPolygon(list(shapely.get_parts(tidy))), {})]


def without_small_islands(sea: shapely.Geometry) -> shapely.Geometry:
    """Return an area whose holes have `SMALLEST_ISLAND_KM2` or more."""
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                part.exterior,
                [
                    ring
                    for ring in part.interiors
                    if area_km2(shapely.Polygon(ring)) >= SMALLEST_ISLAND_KM2
                ],
            )
            for part in shapely.get_parts(sea)
            if part.geom_type == "Polygon"
        ]
    )


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


def join_lakes(water: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return the lakes and reservoirs that pieces of water make up, the largest first.

    Args:
        water: valid polygons; overlapping pieces are joined.

    """
    joined = shapely.get_parts(shapely.unary_union(list(water)))
    found = [(area_km2(lake), lake) for lake in joined]
    kept = [pair for pair in found if SMALLEST_LAKE_KM2 <= pair[0] < LARGEST_LAKE_KM2]
    kept.sort(key=lambda pair: (-round(pair[0]), pair[1].bounds))
    return [lake for _, lake in kept]


def lake_features(
    lakes: Iterable[shapely.Geometry], tolerance: float, decimals: int, least_km2: float
) -> list[MapFeature]:
    """Return lakes of `least_km2` or more with `area_km2` (rough, see `area_km2`).

    Args:
        lakes: whole lakes, as `join_lakes` gives them.
        tolerance: how far a shore may move, in degrees.
        decimals: digits kept in coordinates.
        least_km2: smaller ones are left out.

    """
    large = [(round(area_km2(lake)), lake) for lake in lakes if area_km2(lake) >= least_km2]
    drawn = [(area, tidy_areas(lake, tolerance, decimals)) for area, lake in large]
    return [MapFeature(lake, {"area_km2": area}) for area, lake in drawn if not lake.is_empty]


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
