"""The files of the ground: what the first view shows, and what is fetched for a nearer one."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.atlas import Atlas
from geo.mapview.assets import Assets
from geo.mapview.parallel_lanes import course_of
from geo.records.vocab import GeometryBasis, Mode

#: Names of files that are not of the first view begin like this.
NEAR = "near-"
_TOWNS = f"{NEAR}towns.geojson"
_SHAPES = (f"{NEAR}water.geojson", f"{NEAR}lines.geojson")
_SQUARE_DEG = 5
#: What a square holds, in the names of the files of the first view.
_KINDS = ("sea", "lakes", "rivers", "boundaries")
_DRAWN = {Mode.RAIL, Mode.ROAD}
_TRUE = {GeometryBasis.SURVEYED, GeometryBasis.OSM}

Json = dict[str, Any]


def far_files(folder: Path, assets: Assets) -> dict[str, str]:
    """Add what the first view shows, and the finer relief; name of each -> its file.

    The names are those of the files without their ending.
    """
    return {
        path.stem: assets.add(path.name, path.read_bytes())
        for path in sorted((folder / "basemap").glob("*.*"))
        if path.suffix == ".webp" or (path.suffix == ".geojson" and NEAR not in path.name)
    }


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
            "shapes": shapes[square],
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
    return assets.add_json("network.json", {"features": features})
