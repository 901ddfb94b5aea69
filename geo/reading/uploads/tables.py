"""Tables with positions: CSV in any common dialect, and Excel, with coordinates or WKT."""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely

from geo.reading.files import quoted
from geo.reading.uploads.encodings import decoded
from geo.reading.uploads.told import NoteKind, Notes, UploadError, numbers_in_words
from geo.records.texts import say

_WKT = {"wkt", "geom", "geometry", "the_geom", "wkt_geom", "shape"}
_LON = {"lon", "long", "lng", "longitude", "x", "lon_dd", "долгота", "طول", "طول البلد", "коорд_x"}
_LAT = {"lat", "latitude", "y", "lat_dd", "широта", "عرض", "عرض البلد", "коорд_y"}
_DELIMITERS = ",;\t|"
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?°?")
#: A text in a cell that is longer than this is no text of a property.
_LONGEST_CELL = 10_000_000


def read_csv_table(path: Path, notes: Notes) -> gpd.GeoDataFrame:
    """The rows of a CSV file that say where they are; those that do not are noted.

    The reference system is left open. Raises UploadError if no column holds positions.
    """
    text = decoded(path.read_bytes(), notes)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter_of(text)
    try:
        rows = [row for row in csv.reader(StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UploadError(
            say("the table is damaged ({how})", how=error), say("Save it again as CSV")
        ) from None
    if not rows:
        raise UploadError(say("the file is empty"), say("Export it again and send that file"))
    head, body = [name.strip() for name in rows[0]], rows[1:]
    # Short rows are filled up; what stands behind the last column belongs to none.
    columns = {
        name or f"column {at + 1}": [row[at] if at < len(row) else "" for row in body]
        for at, name in enumerate(head)
    }
    return _located(pd.DataFrame(columns, dtype=object), notes)


def read_excel_table(path: Path, sheet: str, notes: Notes) -> gpd.GeoDataFrame:
    """The same for one sheet of an Excel file, whose first row names the columns."""
    # By default GDAL guesses whether there is a row of names, and takes texts for data.
    frame = pyogrio.read_dataframe(path, layer=sheet, read_geometry=False, HEADERS="FORCE")
    return _located(pd.DataFrame(frame), notes)


def _delimiter_of(text: str) -> str:
    head = text[: text.find("\n")] if "\n" in text else text
    return max(_DELIMITERS, key=head.count)


def _located(table: pd.DataFrame, notes: Notes) -> gpd.GeoDataFrame:
    names = {str(name).strip().lower(): str(name) for name in table.columns}
    wkt = next((names[name] for name in names if name in _WKT), None)
    lon = next((names[name] for name in names if name in _LON), None)
    lat = next((names[name] for name in names if name in _LAT), None)
    if wkt is not None:
        shapes, used = _from_wkt(table[wkt], notes), [wkt]
    elif lon is not None and lat is not None:
        shapes, used = _from_numbers(table[lon], table[lat], notes), [lon, lat]
    else:
        raise UploadError(
            say("no column holds positions; the columns are {names}",
                names=", ".join(quoted(name) for name in list(names.values())[:12])),
            say("Name two columns lon and lat, or one wkt"),
        )  # fmt: skip
    text = say("Positions come from {columns}.", columns=", ".join(quoted(name) for name in used))
    notes.add(NoteKind.READ, text)
    return gpd.GeoDataFrame(table, geometry=shapes)


def _from_wkt(cells: Iterable[object], notes: Notes) -> npt.NDArray[np.object_]:
    texts = ["" if _is_blank(cell) else str(cell).strip() for cell in cells]
    # PostGIS writes the reference system before the shape.
    plain = [text.partition(";")[2] if text[:5].upper() == "SRID=" else text for text in texts]
    shapes = shapely.from_wkt([text or None for text in plain], on_invalid="ignore")
    bad = [at + 1 for at, text in enumerate(plain) if text and shapes[at] is None]
    _tell_bad(bad, say("no WKT"), notes)
    return np.asarray(shapes, dtype=object)


def _from_numbers(
    lons: Sequence[object], lats: Sequence[object], notes: Notes
) -> npt.NDArray[np.object_]:
    pairs = [(_number(lon), _number(lat)) for lon, lat in zip(lons, lats, strict=True)]
    points = np.array(pairs, dtype=float).reshape(-1, 2)
    good = np.isfinite(points).all(axis=1)
    _tell_bad([int(at) + 1 for at in np.flatnonzero(~good)], say("no number"), notes)
    # All at once: one by one they take longer than all else.
    shapes = np.full(len(points), None, dtype=object)
    shapes[good] = shapely.points(points[good])
    return shapes


def _number(cell: object) -> float:
    text = str(cell).strip()
    if not _NUMBER.fullmatch(text):
        return math.nan
    return float(text.rstrip("°").replace(",", "."))


def _tell_bad(rows: list[int], what: str, notes: Notes) -> None:
    if rows:
        text = say("What stands for a position is {what} in record {rows}.", what=what,
                   rows=numbers_in_words(rows))  # fmt: skip
        notes.add(NoteKind.DOUBT, text)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, float) and math.isnan(cell))
