"""Geometry repaired or left out, each feature told; what is left is plain, flat and valid."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading.uploads.told import NoteKind, Notes, numbers_in_words
from geo.records.texts import mark, say

#: The column with the number of a record in its layer, counted from 1, and that of its layer.
NUMBER, LAYER = "_number", "_layer"

_Shapes = npt.NDArray[np.object_]

#: What features are called, by the numbers that GEOS has for types of geometry.
_AS_WORDS = {
    0: mark("points"),
    1: mark("lines"),
    3: mark("areas"),
    4: mark("groups of points"),
    5: mark("groups of lines"),
    6: mark("groups of areas"),
}
_POINT, _LINE, _AREA, _COLLECTION = 0, 1, 3, 7
_HALF, _WHOLE = 180.0, 360.0


def mended(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    """The features that can be used, in longitude and latitude, with `NUMBER` and `LAYER`.

    Left out are features without geometry and with positions that are none; heights are dropped,
    collections taken apart, invalid shapes made valid, and shapes over the 180th meridian cut
    there. Each is noted with its numbers.
    """
    frame = _without_nothing(frame, notes)
    frame = _flat(frame, notes)
    frame = _apart(frame, notes)
    frame = _valid(frame, notes)
    frame = _cut_at_the_antimeridian(frame, notes)
    _tell_mixture(frame, notes)
    return frame


def _told(frame: gpd.GeoDataFrame, which: npt.NDArray[np.bool_]) -> dict[str, object]:
    numbers = numbers_in_words(int(number) for number in frame[NUMBER].to_numpy()[which])
    return {"layer": frame[LAYER].iloc[0], "records": numbers}


def _without_nothing(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    shapes: _Shapes = frame.geometry.to_numpy()
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if empty.any():
        text = say("{layer}: no geometry, left out: record {records}.", **_told(frame, empty))
        notes.add(NoteKind.LEFT_OUT, text)
    # `bounds` pass over positions that are no numbers, so each is looked at.
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    broken = np.zeros(len(shapes), dtype=bool)
    broken[owner[~np.isfinite(points).all(axis=1)]] = True
    if broken.any():
        text = say(
            "{layer}: a position that is no number, left out: record {records}.",
            **_told(frame, broken),
        )
        notes.add(NoteKind.LEFT_OUT, text)
    return frame[~(empty | broken)]


def _flat(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    shapes: _Shapes = frame.geometry.to_numpy()
    high = shapely.has_z(shapes) | shapely.has_m(shapes)
    if not high.any():
        return frame
    text = say("{layer}: heights were dropped: record {records}.", **_told(frame, high))
    notes.add(NoteKind.MENDED, text)
    return frame.set_geometry(shapely.force_2d(shapes), crs=frame.crs)


def _apart(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    """Collections taken apart: points, lines and areas have different verdicts."""
    mixed = shapely.get_type_id(frame.geometry.to_numpy()) == _COLLECTION
    if not mixed.any():
        return frame
    text = say("{layer}: collections were taken apart: record {records}.", **_told(frame, mixed))
    notes.add(NoteKind.MENDED, text)
    while mixed.any():
        pieces = frame[mixed].explode(index_parts=False)
        frame = gpd.GeoDataFrame(_joined(frame[~mixed], pieces), crs=frame.crs)
        mixed = shapely.get_type_id(frame.geometry.to_numpy()) == _COLLECTION
    return frame


def _joined(*frames: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return pd.concat(frames).sort_values(NUMBER, kind="stable", ignore_index=True)


def _valid(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    shapes: _Shapes = frame.geometry.to_numpy()
    bad = ~shapely.is_valid(shapes)
    if not bad.any():
        return frame
    repaired = shapes.copy()
    for at in np.flatnonzero(bad):
        why = shapely.is_valid_reason(shapes[at]).partition("[")[0].strip()
        repaired[at] = _repaired(shapes[at])
        told = say(
            "{layer}: record {number} was not valid ({why}) and was repaired.",
            layer=frame[LAYER].iloc[at],
            number=frame[NUMBER].iloc[at],
            why=why,
        )
        notes.add(NoteKind.MENDED, told)
    return frame.set_geometry(repaired, crs=frame.crs)


def _repaired(shape: BaseGeometry) -> BaseGeometry:
    """The valid shape; of an area only what is an area, if any of it is."""
    valid = shapely.make_valid(shape)
    parts = shapely.get_parts(valid)
    kinds = shapely.get_dimensions(parts)
    widest = parts[kinds == kinds.max()]
    return widest[0] if len(widest) == 1 else shapely.union_all(widest)


def _cut_at_the_antimeridian(frame: gpd.GeoDataFrame, notes: Notes) -> gpd.GeoDataFrame:
    shapes: _Shapes = frame.geometry.to_numpy()
    bounds = shapely.bounds(shapes)
    wide = bounds[:, 2] - bounds[:, 0] > _HALF
    far = (bounds[:, 0] < -_HALF) | (bounds[:, 2] > _HALF)
    over = far.copy()
    for at in np.flatnonzero(wide & ~far):
        over[at] = _jumps(shapes[at])
    if not over.any():
        return frame
    cut = shapes.copy()
    for at in np.flatnonzero(over):
        cut[at] = _cut(shapes[at])
    text = say("{layer}: over the 180th meridian, cut there: record {records}.",
               **_told(frame, over))  # fmt: skip
    notes.add(NoteKind.MENDED, text)
    return frame.set_geometry(cut, crs=frame.crs)


def _rings_and_lines(shape: BaseGeometry) -> _Shapes:
    parts = shapely.get_parts(shape)
    is_area = shapely.get_type_id(parts) == _AREA
    found: _Shapes = np.concatenate([shapely.get_rings(parts[is_area]), parts[~is_area]])
    return found


def _jumps(shape: BaseGeometry) -> bool:
    """Whether it goes from one position to the next more than half way round the earth."""
    return any(
        np.abs(np.diff(shapely.get_coordinates(part)[:, 0])).max(initial=0) > _HALF
        for part in _rings_and_lines(shape)
    )


def _cut(shape: BaseGeometry) -> BaseGeometry:
    """Unrolled so that no step is longer than half way round, then cut and put back."""
    parts = [_unrolled(part) for part in shapely.get_parts(shape)]
    low = min(part.bounds[0] for part in parts)
    turns = range(int((low + _HALF) // _WHOLE), 3)
    pieces = []
    for turn in turns:
        window = shapely.box(turn * _WHOLE - _HALF, -90, turn * _WHOLE + _HALF, 90)
        for part in parts:
            piece = shapely.intersection(part, window)
            if not piece.is_empty:
                pieces.append(shapely.transform(piece, lambda at, by=turn * _WHOLE: at - (by, 0)))
    return shapely.union_all(pieces) if pieces else shape


def _unrolled(part: BaseGeometry) -> BaseGeometry:
    def smooth(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack((np.unwrap(points[:, 0], period=_WHOLE), points[:, 1]))

    if shapely.get_type_id(part) == _AREA:
        rings = [smooth(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part)]
        return shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
    return shapely.transform(part, smooth)


def _tell_mixture(frame: gpd.GeoDataFrame, notes: Notes) -> None:
    counts = np.bincount(shapely.get_type_id(frame.geometry.to_numpy()), minlength=1)
    if np.count_nonzero(counts) > 1:
        often = [int(kind) for kind in np.argsort(-counts, kind="stable") if counts[kind]]
        words = ", ".join(f"{say(_AS_WORDS[kind])} {counts[kind]}" for kind in often)
        notes.add(NoteKind.READ, say("It mixes kinds of geometry: {kinds}.", kinds=words))
