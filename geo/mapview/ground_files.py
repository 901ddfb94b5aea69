"""The files of the ground: what the first view shows, and what is fetched for a nearer one.

Lines and rings that nobody clicks are sent as steps: `{"lines": [[lon, lat, dlon, dlat, ...]]}` in
whole parts of a degree (`per_degree` of the file), the first pair from 0 E 0 N, each other from
the one before. That is half the bytes of GeoJSON once packed, and browsers make no pair of each.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.atlas import Atlas
from geo.mapview.assets import Assets
from geo.mapview.parallel_lanes import course_of
from geo.records.vocab import GeometryBasis, Mode

#: West, south, east and north of what there is of the ground, in degrees; `BOX` in `basemap.js`.
GROUND_BOX = (20.0, 18.0, 95.0, 62.0)
#: Names of files that are not of the first view begin like this.
NEAR = "near-"
_TOWNS = f"{NEAR}towns.geojson"
_SHAPES = (f"{NEAR}water.geojson", f"{NEAR}lines.geojson")
_SQUARE_DEG = 5
#: What a square holds, in the names of the files of the first view.
_KINDS = ("sea", "lakes", "rivers", "boundaries")
_DRAWN = {Mode.RAIL, Mode.ROAD}
_TRUE = {GeometryBasis.SURVEYED, GeometryBasis.OSM}

#: How many parts of a degree the files of the base map may be written in; the last is a metre.
_PARTS = (100, 1_000, 10_000, 100_000)
#: How deep the lines or rings lie in the coordinates of a geometry.
_DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
#: Drawn over the ground by Leaflet itself, which wants GeoJSON.
_AS_IT_IS = "kashmir"

Json = dict[str, Any]
Degrees = npt.NDArray[np.float64]  # longitude and latitude in rows


def far_files(folder: Path, assets: Assets) -> dict[str, str]:
    """Add what the first view shows, and the finer relief; name of each -> its file.

    The names are those of the files without their ending.
    """
    found = {}
    for path in sorted((folder / "basemap").glob("*.*")):
        if path.suffix == ".webp" or path.stem == _AS_IT_IS:
            found[path.stem] = assets.add(path.name, path.read_bytes())
        elif path.suffix == ".geojson" and NEAR not in path.name:
            found[path.stem] = lines_file(path, assets)
    return found


def lines_file(path: Path, assets: Assets) -> str:
    """Add a GeoJSON file of lines and areas as steps; a damaged one as it is, for maps to tell."""
    body = path.read_bytes()
    try:
        packed = in_steps(json.loads(body)["features"])
    except (LookupError, TypeError, ValueError):
        return assets.add(path.name, body)
    return assets.add_json(f"{path.stem}.json", packed)


def near_files(folder: Path, assets: Assets) -> dict[str, str]:
    """Add one file for each square of the earth: its fine shapes and its lesser towns.

    Returns the name of the square, such as `65-20` for the one from 65 E 20 N on -> its file.
    """
    return {
        square: assets.add_json(f"near-{square}.json", content)
        for square, content in _squares(folder / "basemap").items()
    }


@lru_cache(maxsize=1)
def _squares(folder: Path) -> dict[str, Json]:
    # A second of reading, which is the same for every language of the map.
    shapes: dict[str, dict[str, list[Json]]] = defaultdict(lambda: {kind: [] for kind in _KINDS})
    towns: dict[str, list[Json]] = defaultdict(list)
    for name in _SHAPES:
        for square, kind, feature in _features(folder / name):
            if kind in _KINDS:
                shapes[square][kind].append(feature)
    for square, _, feature in _features(folder / _TOWNS):
        towns[square].append(feature)
    return {
        square: {
            "box": _box(square),
            **_of_kinds(shapes[square]),
            "towns": {"features": towns[square]},
        }
        for square in sorted({*shapes, *towns})
    }


def _features(path: Path) -> Iterator[tuple[str, str, Json]]:
    if not path.is_file():
        return
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        about = dict(feature["properties"])
        square, kind = about.pop("square"), about.pop("kind", "")
        yield square, kind, {"properties": about, "geometry": feature["geometry"]}


def _box(square: str) -> list[int]:
    west, south = map(int, square.split("-"))
    return [west, south, west + _SQUARE_DEG, south + _SQUARE_DEG]


def network_file(atlas: Atlas, assets: Assets) -> str:
    """Add the railways and roads in service whose course is known, to lie below projects."""
    features = [
        {
            "properties": {"mode": segment.mode.value},
            "geometry": {"type": "LineString", "coordinates": list(course_of(segment))},
        }
        for segment in atlas.segments
        if segment.mode in _DRAWN
        and segment.geometry_basis in _TRUE
        and segment.lifecycle.is_in_service
    ]
    return assets.add_json("network.json", in_steps(features))


def in_steps(features: list[Json]) -> Json:
    """GeoJSON features of lines and areas, positions in degrees (EPSG:4326), as steps.

    Raises LookupError, TypeError or ValueError for what is no such feature.
    """
    lines = [_lines(feature["geometry"]) for feature in features]
    # All positions at once: of thousands of rings, most have a handful.
    every = [line for of_feature in lines for line in of_feature]
    points = np.array([at for line in every for at in line], dtype=float).reshape(-1, 2)
    parts = _parts_of(points)
    whole = np.rint(points * parts).astype(int)
    steps = np.diff(whole, axis=0, prepend=[[0, 0]])
    starts = np.cumsum([0, *map(len, every)])[:-1]
    steps[starts] = whole[starts]
    numbers = iter(steps.ravel().tolist())
    return {
        "per_degree": parts,
        "features": [
            {
                "properties": feature["properties"],
                "lines": [list(islice(numbers, 2 * len(line))) for line in of_feature],
            }
            for feature, of_feature in zip(features, lines, strict=True)
        ],
    }


def _of_kinds(shapes: dict[str, list[Json]]) -> Json:
    """The features of each kind, all as steps in the same parts of a degree."""
    packed = in_steps([feature for kind in _KINDS for feature in shapes[kind]])
    features = iter(packed["features"])
    return {
        "per_degree": packed["per_degree"],
        "shapes": {kind: [next(features) for _ in shapes[kind]] for kind in _KINDS},
    }


def _lines(geometry: Json) -> list[list[tuple[float, float]]]:
    found = [geometry["coordinates"]]
    for _ in range(_DEPTH[geometry["type"]]):
        found = [inner for outer in found for inner in outer]
    return found


def _parts_of(points: Degrees) -> int:
    """The fewest parts of a degree that lose nothing, or the most that there are."""
    exact = (n for n in _PARTS if np.allclose(np.rint(points * n) / n, points, rtol=0, atol=1e-9))
    return next(exact, _PARTS[-1])
