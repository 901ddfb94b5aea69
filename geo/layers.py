"""Layers as geopandas tables in EPSG:4326: files without records, and the shapes of all records.

A layer is read, checked and kept as one table; rules join and measure it and read nothing back.
"""

import io
from collections.abc import Collection, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.door import Problems, read_bytes
from geo.model import Area, LonLat, Segment, Site

DEGREES = "EPSG:4326"
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
            found = "the geometry reaches off the globe"
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


def shapes_of(
    sites: Sequence[Site], segments: Sequence[Segment], areas: Sequence[Area]
) -> gpd.GeoDataFrame:
    """The places, lines and outlines of the records in one table, by id, with their kind."""
    places = np.array([site.at for site in sites], dtype=float).reshape(-1, 2)
    lines, owners = _flat([segment.line for segment in segments])
    rings, outlines = _flat([area.ring for area in areas])
    shapes = (
        shapely.points(places),
        shapely.linestrings(lines, indices=owners),
        shapely.polygons(shapely.linearrings(rings, indices=outlines)),
    )
    records = (*sites, *segments, *areas)
    kinds = {"kind": [type(record).__name__ for record in records]}
    ids = [record.id for record in records]
    return gpd.GeoDataFrame(kinds, index=ids, geometry=np.concatenate(shapes), crs=DEGREES)


def _flat(lines: Sequence[Sequence[LonLat]]) -> tuple[np.ndarray, np.ndarray]:
    """All positions of all lines, and for each the number of its line."""
    positions = np.array([at for line in lines for at in line], dtype=float).reshape(-1, 2)
    return positions, np.repeat(np.arange(len(lines)), [len(line) for line in lines])
