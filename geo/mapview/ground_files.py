"""The files of the ground: what the first view shows, and what is fetched for a nearer one.

Lines and rings that nobody clicks are sent as steps: `{"lines": [[lon, lat, dlon, dlat, ...]]}` in
whole parts of a degree (`per_degree` of the file), the first pair from 0 E 0 N, each other from
the one before. That is half the bytes of GeoJSON once packed, and browsers make no pair of each.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.atlas import Atlas
from geo.mapview.assets import Assets
from geo.mapview.parallel_lanes import course_of
from geo.reading.files import Problems
from geo.reading.ground import DEPTH, GROUND, PICTURES, read_ground, read_picture
from geo.records.errors import Issue
from geo.records.vocab import GeometryBasis, Mode

#: West, south, east and north of what there is of the ground, in degrees; `BOX` in `basemap.js`.
GROUND_BOX = (20.0, 18.0, 95.0, 62.0)
#: Names of files that are not of the first view begin like this.
NEAR = "near-"
_BELOW = "basemap/"
_TOWNS = f"{_BELOW}{NEAR}towns.geojson"
_SHAPES = (f"{_BELOW}{NEAR}water.geojson", f"{_BELOW}{NEAR}lines.geojson")
_SQUARE_DEG = 5
#: What a square holds, in the names of the files of the first view.
_KINDS = ("sea", "lakes", "rivers", "boundaries")
_DRAWN = {Mode.RAIL, Mode.ROAD}
_TRUE = {GeometryBasis.SURVEYED, GeometryBasis.OSM}

#: How many parts of a degree the files of the base map may be written in; the last is a metre.
_PARTS = (100, 1_000, 10_000, 100_000)
#: Drawn over the ground by Leaflet itself, which wants GeoJSON, as labels are.
_AS_IT_IS = "kashmir"

Json = dict[str, Any]
Degrees = npt.NDArray[np.float64]  # longitude and latitude in rows


class GroundFiles:
    """The ground of a data folder as far as it is sound; `issues` says what of it is not."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing read."""
        self.folder = folder
        self.issues: tuple[Issue, ...] = ()

    def features(self, name: str) -> list[Json]:
        """The sound features of a file below the folder, as `geo.reading.ground` reads them."""
        problems = Problems(name)
        found = read_ground(self.folder, name, problems) if self._has(name) else []
        self.note(problems.issues)
        return found

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture below the folder; None if there is none, or no sound one."""
        problems = Problems(name)
        found = read_picture(self.folder / name, problems) if self._has(name) else None
        self.note(problems.issues)
        return found

    def _has(self, name: str) -> bool:
        # Its files come together: where the folder is, one that is missing is told.
        is_due = name.startswith(_BELOW) and (self.folder / _BELOW).is_dir()
        return is_due or os.path.lexists(self.folder / name)

    def note(self, issues: Iterable[Issue]) -> None:
        """Keep what is wrong, each once."""
        self.issues = tuple(dict.fromkeys((*self.issues, *issues)))


def far_files(ground: GroundFiles, assets: Assets) -> dict[str, str]:
    """Add what the first view shows, and the finer relief; name of each -> its file.

    The names are those of the files without their ending. What is damaged is left out.
    """
    found = {}
    for name in PICTURES:
        if body := ground.picture(name):
            found[Path(name).stem] = assets.add(Path(name).name, body)
    for name in GROUND:
        if not name.startswith(_BELOW) or NEAR in name or not (features := ground.features(name)):
            continue
        path = Path(name)
        if path.stem == _AS_IT_IS or "Point" in GROUND[name].types:
            whole = {"type": "FeatureCollection", "features": features}
            found[path.stem] = assets.add_json(path.name, whole)
        else:
            found[path.stem] = assets.add_json(f"{path.stem}.json", in_steps(features))
    return dict(sorted(found.items()))


def lines_file(ground: GroundFiles, name: str, assets: Assets) -> str | None:
    """Add a file of lines of `geo.reading.ground` as steps; None if nothing of it can be drawn."""
    features = ground.features(name)
    if not features:
        return None
    return assets.add_json(f"{Path(name).stem}.json", in_steps(features))


def near_files(ground: GroundFiles, assets: Assets) -> dict[str, str]:
    """Add one file for each square of the earth: its fine shapes and its lesser towns.

    Returns the name of the square, such as `65-20` for the one from 65 E 20 N on -> its file.
    """
    squares, issues = _squares(ground.folder)
    ground.note(issues)
    return {
        square: assets.add_json(f"near-{square}.json", content)
        for square, content in squares.items()
    }


@lru_cache(maxsize=1)
def _squares(folder: Path) -> tuple[dict[str, Json], tuple[Issue, ...]]:
    # A second of reading, which is the same for every language of the map.
    ground = GroundFiles(folder)
    shapes: dict[str, dict[str, list[Json]]] = defaultdict(lambda: {kind: [] for kind in _KINDS})
    towns: dict[str, list[Json]] = defaultdict(list)
    for name in _SHAPES:
        for square, kind, feature in _features(ground, name):
            shapes[square][kind].append(feature)
    for square, _, feature in _features(ground, _TOWNS):
        towns[square].append(feature)
    squares = {
        square: {
            "box": _box(square),
            **_of_kinds(shapes[square]),
            "towns": {"features": towns[square]},
        }
        for square in sorted({*shapes, *towns})
    }
    return squares, ground.issues


def _features(ground: GroundFiles, name: str) -> Iterator[tuple[str, str, Json]]:
    for feature in ground.features(name):
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
    for _ in range(DEPTH[geometry["type"]]):
        found = [inner for outer in found for inner in outer]
    return found


def _parts_of(points: Degrees) -> int:
    """The fewest parts of a degree that lose nothing, or the most that there are."""
    exact = (n for n in _PARTS if np.allclose(np.rint(points * n) / n, points, rtol=0, atol=1e-9))
    return next(exact, _PARTS[-1])
