"""Reference systems: recognised, doubted or asked for; all positions end as longitude, latitude."""

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError

from geo.reading.uploads.sniffing import FileKind
from geo.reading.uploads.spatial import RawLayer
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.phrases import number
from geo.records.texts import say
from geo.records.vocab import DEGREES

#: Where the atlas lies: west, south, east, north, in degrees.
REGION = (20.0, 10.0, 100.0, 80.0)
_HALF_WAY_ROUND = 20_037_508.4
_MERCATOR = "EPSG:3857"
_MOST_LON, _MOST_LAT = 360.0, 90.0
#: From so large a share of positions on, it is taken for the rule.
_MOST_OF_ALL = 0.9
#: Kinds whose standard knows one reference system.
_ALWAYS_DEGREES = {FileKind.GEOJSON, FileKind.KML, FileKind.GPX}


def in_degrees(raw: RawLayer, given: str, notes: Notes, *, swap: bool = False) -> gpd.GeoDataFrame:
    """The layer in longitude and latitude (EPSG:4326).

    `given` is what the reader says (`EPSG:32642`), in place of what the file says. With `swap` the
    two axes change places. Raises UploadError with `asks_crs` where nobody says what numbers mean.
    """
    frame = raw.frame
    if swap:
        frame = frame.set_geometry(_swapped(frame.geometry))
        notes.add(NoteKind.MENDED, say("The two axes were swapped, as you asked."))
    system = _system_of(raw, given, notes)
    if system.is_geographic:
        system = _doubted(frame, system, notes)
    try:
        degrees = frame.set_crs(system, allow_override=True).to_crs(DEGREES)
    except (CRSError, pyproj.exceptions.ProjError) as error:
        raise UploadError(
            say("its positions cannot be brought into degrees ({how})", how=error),
            say("Export it in EPSG:4326"),
        ) from None
    _tell_lost(frame, degrees)
    if not swap:
        _suspect_swap(degrees, notes)
    return degrees


def system_named(text: str) -> pyproj.CRS:
    """The reference system that a reader named; raises UploadError for one that is none."""
    try:
        return pyproj.CRS.from_user_input(int(text) if text.strip().isdigit() else text.strip())
    except CRSError:
        raise UploadError(
            say("'{text}' is no reference system that is known here", text=text),
            say("Write its number, such as EPSG:4326 or EPSG:32642"),
            asks_crs=True,
        ) from None


def _system_of(raw: RawLayer, given: str, notes: Notes) -> pyproj.CRS:
    said = raw.frame.crs
    if given:
        system = system_named(given)
        text = say("Positions are read in {system}, as you said.", system=_name(system))
        notes.add(NoteKind.READ, text)
        return system
    if raw.kind in _ALWAYS_DEGREES and (said is None or said.is_geographic):
        text = say("Positions are longitude and latitude (EPSG:4326), as in every such file.")
        notes.add(NoteKind.READ, text)
        return pyproj.CRS(DEGREES)
    if said is not None:
        text = say("Positions are in {system}, as the file says.", system=_name(said))
        if raw.kind is FileKind.GEOJSON:
            text = say(
                "Its crs member says {system}, which is no longer part of GeoJSON; it was obeyed.",
                system=_name(said),
            )
        notes.add(NoteKind.READ, text)
        return pyproj.CRS(said)
    if raw.kind in {FileKind.CSV, FileKind.EXCEL} and _fits_degrees(raw.frame):
        text = say("The table names no reference system; its numbers fit degrees (EPSG:4326).")
        notes.add(NoteKind.DOUBT, text)
        return pyproj.CRS(DEGREES)
    raise _asked(raw)


def _asked(raw: RawLayer) -> UploadError:
    low_x, low_y, high_x, high_y = raw.frame.total_bounds
    box = f"{low_x:.6g} … {high_x:.6g}, {low_y:.6g} … {high_y:.6g}"
    if _fits_degrees(raw.frame):
        remedy = say("Say which one it is; the numbers ({box}) look like degrees, EPSG:4326",
                     box=box)  # fmt: skip
    elif max(abs(low_x), abs(high_x)) <= _HALF_WAY_ROUND:
        remedy = say("Say which one it is; the numbers ({box}) look like metres, such as EPSG:3857 "
                     "or a zone of UTM", box=box)  # fmt: skip
    else:
        remedy = say("Say which one it is; the numbers are {box}", box=box)
    found = say("nothing says in which reference system its positions are")
    return UploadError(found, remedy, layer=raw.name, asks_crs=True)


def _fits_degrees(frame: gpd.GeoDataFrame) -> bool:
    low_x, low_y, high_x, high_y = frame.total_bounds
    return bool(
        max(abs(low_x), abs(high_x)) <= _MOST_LON and max(abs(low_y), abs(high_y)) <= _MOST_LAT
    )


def _doubted(frame: gpd.GeoDataFrame, system: pyproj.CRS, notes: Notes) -> pyproj.CRS:
    """The system that the numbers fit: degrees, or else metres of Web Mercator called degrees."""
    bounds = frame.total_bounds
    if not np.isfinite(bounds).all() or _fits_degrees(frame):
        return system
    low_x, low_y, high_x, high_y = bounds
    if max(abs(low_y), abs(high_y)) <= _MOST_LON and max(abs(low_x), abs(high_x)) <= _MOST_LAT:
        raise UploadError(
            say(
                "its second numbers reach {high}, which no latitude does: the axes are swapped",
                high=number(max(abs(low_y), abs(high_y)), 3),
            ),
            say("Swap them here, or export it with the longitude first"),
        )
    if np.abs(bounds).max() <= _HALF_WAY_ROUND and _are_metres_of_here(frame):
        text = say(
            "It says degrees, but its numbers reach {high}: they were read as metres of "
            "EPSG:3857 (Web Mercator), which they fit.",
            high=number(np.abs(bounds).max()),
        )
        notes.add(NoteKind.DOUBT, text)
        return pyproj.CRS(_MERCATOR)
    raise UploadError(
        say("it says degrees, but its numbers reach {high}", high=number(np.abs(bounds).max())),
        say("Say which reference system it is in"),
        asks_crs=True,
    )


def _are_metres_of_here(frame: gpd.GeoDataFrame) -> bool:
    """Whether the numbers, as metres of Web Mercator, are places that the atlas is about.

    Small numbers, or those of another projection, are places of it too, but somewhere at sea.
    """
    points = shapely.get_coordinates(frame.geometry.values)
    metres = gpd.GeoSeries(gpd.points_from_xy(points[:, 0], points[:, 1]), crs=_MERCATOR)
    return _share_in_region(shapely.get_coordinates(metres.to_crs(DEGREES))) >= _MOST_OF_ALL


def _tell_lost(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> None:
    """Positions that cannot be projected become infinite, without a word."""
    lost = np.isfinite(before.bounds).all(axis=1) & ~np.isfinite(after.bounds).all(axis=1)
    if lost.any():
        raise UploadError(
            say("its positions lie outside the area of its reference system"),
            say("Say another reference system"),
            record=say("record {number}", number=int(np.flatnonzero(lost)[0]) + 1),
            asks_crs=True,
        )


def _suspect_swap(frame: gpd.GeoDataFrame, notes: Notes) -> None:
    points = shapely.get_coordinates(frame.geometry.values)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return
    as_is, swapped = _share_in_region(points), _share_in_region(points[:, ::-1])
    if as_is <= 1 - _MOST_OF_ALL and swapped >= _MOST_OF_ALL:
        text = say(
            "Latitude and longitude may be swapped: as they stand, {here} % of the positions lie "
            "in the region of the atlas, swapped {there} %. Nothing was changed.",
            here=round(as_is * 100),
            there=round(swapped * 100),
        )
        notes.add(NoteKind.DOUBT, text)


def _share_in_region(points: np.ndarray) -> float:
    west, south, east, north = REGION
    lon, lat = points[:, 0], points[:, 1]
    return float(((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)).mean())


def _swapped(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    turned = shapely.transform(shapes.values, lambda points: points[:, ::-1])
    return gpd.GeoSeries(turned, index=shapes.index, crs=shapes.crs)


def _name(system: pyproj.CRS) -> str:
    authority = system.to_authority()
    return f"{':'.join(authority)} ({system.name})" if authority else str(system.name)
