"""The reader of GeoJSON: each layer becomes one geopandas table in EPSG:4326, checked and kept.

Rules join and measure the tables. Records are made of their rows, and `Loaded.shapes` keeps the
shapes of all records in one.
"""

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading.features import sound_features
from geo.reading.files import Problems, read_bytes
from geo.records.loaded import DEGREES

Positions = tuple[tuple[float, float], ...]

_WORLD = (-180.0, -90.0, 180.0, 90.0)


def read_layer(
    path: Path, problems: Problems, types: Collection[str], columns: Sequence[str] = ()
) -> gpd.GeoDataFrame | None:
    """The layer of a GeoJSON file, or None when it cannot be used; every fault is noted.

    All its geometries are of the `types`, valid and in degrees, and each has the `columns`.
    """
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    try:
        layer = gpd.read_file(io.BytesIO(raw))
    except (RuntimeError, ValueError, TypeError):  # those of GDAL are RuntimeErrors
        hint = "Restore it from git; if it ends in the middle, it was cut off"
        problems.add("layer_unread", "it holds no features that can be read", hint)
        return None
    noted = len(problems.issues)
    if not isinstance(layer, gpd.GeoDataFrame) or layer.empty:
        problems.add("layer_empty", "it holds no geometry", "Restore it from git")
    elif layer.has_z.any():
        number = int(layer.has_z.to_numpy().argmax()) + 1
        hint = "Write [longitude, latitude], two numbers in degrees"
        found = "a position has more than two numbers"
        problems.add("position", found, hint, f"feature {number}", "geometry")
    elif layer.crs is None or layer.crs.to_epsg() != int(DEGREES.rpartition(":")[2]):
        hint = "Reproject the file to EPSG:4326 and delete the crs member"
        problems.add("crs_other", f"the file is in {layer.crs}, not in EPSG:4326", hint)
    else:
        _note_geometries(layer, problems, types)
        _note_columns(layer, problems, columns)
    return layer if len(problems.issues) == noted else None


def _note_geometries(layer: gpd.GeoDataFrame, problems: Problems, types: Collection[str]) -> None:
    """Note each feature whose geometry is missing, of another type, off the globe or invalid."""
    shapes = layer.geometry
    missing = (shapes.isna() | shapes.is_empty).to_numpy()
    kinds = shapes.geom_type.fillna("nothing").to_numpy()
    bounds = shapes.bounds.to_numpy()
    within = (bounds[:, :2] >= _WORLD[:2]).all(axis=1) & (bounds[:, 2:] <= _WORLD[2:]).all(axis=1)
    for number in np.flatnonzero(missing | ~within | ~np.isin(kinds, list(types))):
        label = f"feature {number + 1}"
        if missing[number] or kinds[number] not in types:
            found = f"the geometry is {'missing' if missing[number] else kinds[number]}"
            hint = f"Draw a {' or a '.join(types)}"
            problems.add("geometry_type", found, hint, label, "geometry")
        else:
            west, south, east, north = bounds[number]
            reach = f"{west:g} to {east:g} east and {south:g} to {north:g} north"
            found = f"the geometry reaches off the globe, from {reach}"
            hint = "Write longitude and latitude in degrees"
            problems.add("out_of_region", found, hint, label, "geometry")
    for number, reason in shapes[~missing & ~shapes.is_valid].is_valid_reason().items():
        found = f"the geometry is not sound: {str(reason).lower()}"
        hint = "Draw it without crossings"
        problems.add("geometry_invalid", found, hint, f"feature {number + 1}", "geometry")


def _note_columns(layer: gpd.GeoDataFrame, problems: Problems, columns: Sequence[str]) -> None:
    for name in columns:
        if name not in layer:
            found, hint = "no feature has this property", "Restore the file from git"
            problems.add("field_missing", found, hint, field=name)
            continue
        for number in np.flatnonzero(layer[name].isna().to_numpy()):
            found, hint = "the property is missing", "Give every feature a value"
            problems.add("field_missing", found, hint, f"feature {number + 1}", name)


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
