"""The fine shapes of the base map, cut into squares that are fetched one by one.

A reader who looks at one port needs the coast of that port and not of the whole region. Shapes are
longitude, latitude in degrees, EPSG:4326; each feature tells its square, such as `65-20` for the
one whose south west corner lies at 65 E 20 N.
"""

from collections.abc import Iterable, Iterator, Mapping

import shapely

from geo.pipeline.basemap.labels import CORRIDOR_COUNTRIES, LabelTown, english_name
from geo.pipeline.frame import BOX, Box
from geo.pipeline.layers import MapFeature, tidy_areas

SQUARE_DEG = 5
OVERLAP_DEG = 0.004  # neighbouring areas overlap, so that no seam shows between them
SEA_TOLERANCE_DEG, SEA_DECIMALS = 0.0003, 4

# Least number of people -> rank of the name. The towns of the first view have ranks up to 10; a
# zoom nearer lets in about one and a half ranks more.
RANKS = {50_000: 9, 15_000: 10, 5_000: 12, 1_000: 13}
SMALLEST_ELSEWHERE = 15_000  # people: outside the countries of the corridors only such towns


def squares() -> Iterator[tuple[str, Box]]:
    """Yield name and edges of each square, from south west to north east."""
    step = SQUARE_DEG
    for south in range(int(BOX.south) // step * step, int(BOX.north), step):
        for west in range(int(BOX.west), int(BOX.east), step):
            yield f"{west}-{south}", Box(west, south, west + step, south + step)


def square_of(lon: float, lat: float) -> str:
    """Return the name of the square that a position lies in."""
    return f"{int(lon // SQUARE_DEG) * SQUARE_DEG}-{int(lat // SQUARE_DEG) * SQUARE_DEG}"


def sea_near(sea: shapely.Geometry) -> list[MapFeature]:
    """Return the sea with every island and all that is known of its coast."""
    fine = tidy_areas(sea, SEA_TOLERANCE_DEG, SEA_DECIMALS)
    return [MapFeature(fine, {})]


def cut(kind: str, features: Iterable[MapFeature]) -> list[MapFeature]:
    """Return the parts of areas or lines in each square, with `square` and `kind` of each.

    Args:
        kind: what the features are; the name under which the map draws them.
        features: areas, which will overlap a little, or lines, which end at the edge.

    """
    whole = list(features)
    tree = shapely.STRtree([feature.shape for feature in whole])
    parts = []
    for name, box in squares():
        for at in sorted(tree.query(box.polygon())):
            inside = _inside(whole[at].shape, box)
            if not inside.is_empty:
                about = {"square": name, "kind": kind, **whole[at].properties}
                parts.append(MapFeature(inside, about))
    return parts


def _inside(shape: shapely.Geometry, box: Box) -> shapely.Geometry:
    is_area = shape.geom_type.endswith("Polygon")
    edge = box.polygon().buffer(OVERLAP_DEG, join_style="mitre") if is_area else box.polygon()
    wanted = "Polygon" if is_area else "LineString"
    found = shapely.get_parts(shapely.make_valid(shapely.clip_by_rect(shape, *edge.bounds)))
    parts = [part for part in found if part.geom_type == wanted]
    ordered = sorted(parts, key=lambda part: (part.bounds, part.wkt))
    multi = shapely.MultiPolygon if is_area else shapely.MultiLineString
    if is_area:
        ordered = list(shapely.orient_polygons(ordered))
    return ordered[0] if len(ordered) == 1 else multi(ordered)


def town_features(towns: Mapping[int, LabelTown], known: Iterable[MapFeature]) -> list[MapFeature]:
    """Return the towns that the first view leaves out, with `square`, `name` and `rank`.

    Args:
        towns: GeoNames entries by id.
        known: the towns of the first view.

    """
    # A town is known by its place: two may have one name.
    places = {shapely.get_coordinates(feature.shape).round(3).tobytes() for feature in known}
    found = [
        (_rank(town), town)
        for town in towns.values()
        if shapely.get_coordinates(shapely.Point(town.lon, town.lat)).round(3).tobytes()
        not in places
        and (town.country in CORRIDOR_COUNTRIES or town.population >= SMALLEST_ELSEWHERE)
    ]
    kept = [(rank, town) for rank, town in found if rank is not None]
    kept.sort(key=lambda pair: (pair[0], -pair[1].population, pair[1].geoname_id))
    return [
        MapFeature(
            shapely.Point(town.lon, town.lat),
            {
                "square": square_of(town.lon, town.lat),
                "name": english_name(town.name),
                "rank": rank,
            },
        )
        for rank, town in kept
    ]


def _rank(town: LabelTown) -> int | None:
    fitting = (rank for people, rank in RANKS.items() if town.population >= people)
    return next(fitting, None)
