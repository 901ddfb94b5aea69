"""The reader of GeoJSON: each layer becomes one geopandas table in EPSG:4326, checked and kept.

Rules join and measure the tables. Records are made of their rows, and `Loaded.shapes` keeps the
shapes of all records in one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading.features import sound_features
from geo.reading.files import Problems
from geo.reading.ground import GroundKind, sound_ground
from geo.records.vocab import DEGREES

Positions = tuple[tuple[float, float], ...]


def read_layer(path: Path, problems: Problems, kind: GroundKind) -> gpd.GeoDataFrame | None:
    """The layer of a GeoJSON file, or None when it cannot be used; every fault is noted.

    All its geometries are of the types of its kind, valid and in degrees, and each has its columns.
    """
    features = sound_ground(path, problems, kind)
    if features is None or any(issue.rule not in _HARMLESS for issue in problems.issues):
        return None
    layer = gpd.GeoDataFrame.from_features(features, crs=DEGREES)
    noted = len(problems.issues)
    _note_invalid(layer, problems)
    return layer if len(problems.issues) == noted else None


#: What can be mended by reading on.
_HARMLESS = frozenset({"unseen", "bom", "crs_member", "field_unknown"})


def _note_invalid(layer: gpd.GeoDataFrame, problems: Problems) -> None:
    """Note each feature whose geometry crosses itself, say."""
    shapes = layer.geometry
    for number, reason in shapes[~shapes.is_valid].is_valid_reason().items():
        found = f"the geometry is not sound: {str(reason).lower()}"
        hint = "Draw it without crossings"
        problems.add("geometry_invalid", found, hint, f"feature {number + 1}", "geometry")


class Features(NamedTuple):
    """The sound features of a file of records: ids, properties as they stand, and shapes.

    Properties are no columns: those would lose keys that stand twice, and which were left out.
    """

    ids: Sequence[str]
    properties: Sequence[Mapping[str, object]]
    shapes: np.ndarray

    def rows(self) -> Iterator[tuple[str, Mapping[str, object], BaseGeometry, Positions]]:
        """Id, properties, shape and the positions of the shape, exactly as they stood, of each."""
        positions = [(lon, lat) for lon, lat in shapely.get_coordinates(self.shapes).tolist()]
        first = 0
        counts = shapely.get_num_coordinates(self.shapes).tolist()
        for name, given, shape, count in zip(*self, counts, strict=True):
            yield name, given, shape, tuple(positions[first : first + count])
            first += count


def read_features(path: Path, problems: Problems, types: Sequence[str]) -> Features | None:
    """The sound features of a file of records, or None when the file cannot be used.

    `types` are the geometry types that it may hold.
    """
    features = sound_features(path, problems, types)
    if features is None:
        return None
    return Features(
        [feature["id"] for feature in features],
        [feature["properties"] for feature in features],
        _shapes([feature["geometry"] for feature in features]),
    )


def table_of(shapes: Mapping[str, BaseGeometry], kinds: Iterable[str]) -> gpd.GeoDataFrame:
    """One table of the shapes of all records by id, with the kind of each.

    One for all: a table for each file costs more than to read the file.
    """
    return gpd.GeoDataFrame(
        {"kind": list(kinds)}, index=list(shapes), geometry=list(shapes.values()), crs=DEGREES
    )


def _shapes(geometries: Sequence[Mapping[str, Any]]) -> np.ndarray:
    """Points, lines and outlines without holes that the door has passed, all of a kind at once."""
    kinds = np.array([geometry["type"] for geometry in geometries])
    shapes = np.empty(len(geometries), dtype=object)
    for kind in set(kinds.tolist()):
        rows = np.flatnonzero(kinds == kind).tolist()
        given = [geometries[row]["coordinates"] for row in rows]
        shapes[rows] = _MAKERS[kind](given)
    return shapes


def _points(positions: Sequence[Sequence[float]]) -> np.ndarray:
    return np.asarray(shapely.points(np.array(positions, dtype=float)))


def _lines(lines: Sequence[Sequence[Sequence[float]]]) -> np.ndarray:
    positions, owners = _flat(lines)
    return np.asarray(shapely.linestrings(positions, indices=owners))


def _outlines(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> np.ndarray:
    positions, owners = _flat([rings[0] for rings in polygons])
    return np.asarray(shapely.polygons(shapely.linearrings(positions, indices=owners)))


_MAKERS: dict[str, Callable[[Any], np.ndarray]] = {
    "Point": _points,
    "LineString": _lines,
    "Polygon": _outlines,
}


def _flat(lines: Sequence[Sequence[Sequence[float]]]) -> tuple[np.ndarray, np.ndarray]:
    """All positions of all lines, and for each the number of its line."""
    positions = np.array([at for line in lines for at in line], dtype=float)
    return positions, np.repeat(np.arange(len(lines)), [len(line) for line in lines])
