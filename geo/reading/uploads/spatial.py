"""Files that GDAL and pyarrow read: each layer as a table, with its reference system if any."""

import json
import struct
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo.reading.uploads.encodings import encoding_of
from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.sniffing import FileKind, check_json, check_xml, too_many
from geo.reading.uploads.tables import read_csv_table, read_excel_table
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.texts import say

#: What GPX says once more, point by point.
_OF_GPX = ("route_points", "track_points")
#: A Shapefile is useless without these.
_PARTS = (".shx", ".dbf")
_SHP_HEAD, _DBF_HEAD = 100, 32
_SQLITE_HEAD = 32
#: What stands before the features of a GeoJSON collection is shorter.
_JSON_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class RawLayer:
    """One layer as it stood in its file; `frame` may have no reference system."""

    name: str
    kind: FileKind
    frame: gpd.GeoDataFrame


def raw_layers(
    path: Path, kind: FileKind, name: str, limits: UploadLimits, notes: Notes
) -> Iterator[RawLayer]:
    """All layers of one file with features; raises UploadError for a file that is damaged."""
    _check(path, kind, limits)
    try:
        if kind is FileKind.CSV:
            yield RawLayer(name, kind, read_csv_table(path, notes))
        elif kind is FileKind.GEOPARQUET:
            yield RawLayer(name, kind, _read_parquet(path))
        else:
            for raw in _layers_of(path, kind, limits, notes):
                # Some formats name their one layer after the file, which has a name of ours here.
                yield replace(raw, name=name) if raw.name in {path.stem, ""} else raw
    except (DataSourceError, DataLayerError, pa.ArrowInvalid, OSError, RuntimeError) as error:
        raise _damaged(_first_line(error, path)) from None


def _layers_of(
    path: Path, kind: FileKind, limits: UploadLimits, notes: Notes
) -> Iterator[RawLayer]:
    if kind is FileKind.GEOJSON and (name := _name_of_collection(path)) is not None:
        yield _collection(path, name, limits)
        return
    for layer, geometry in pyogrio.list_layers(path):
        if kind is FileKind.GPX and layer in _OF_GPX:
            continue
        if kind is FileKind.EXCEL:
            yield RawLayer(layer, kind, read_excel_table(path, layer, notes))
            continue
        if geometry is None:
            text = say("Layer {layer} has no geometry and is left out.", layer=layer)
            notes.add(NoteKind.LEFT_OUT, text)
            continue
        promised = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
        if promised > limits.features:
            raise too_many(say("features"), promised, limits.features)
        if not promised and kind is FileKind.GPX:
            continue  # a GPX file has all its layers whether it fills them or not
        options: dict[str, Any] = {"use_arrow": True}
        if kind is FileKind.SHAPEFILE:
            options = {"encoding": _encoding_of_dbf(path, notes)}
        frame = pyogrio.read_dataframe(path, layer=layer, **options)
        if len(frame) != promised:
            raise _damaged(say("{there} of {promised} features are there", there=len(frame),
                               promised=promised))  # fmt: skip
        yield RawLayer(layer, kind, gpd.GeoDataFrame(frame))


def _name_of_collection(path: Path) -> str | None:
    """The name of a GeoJSON collection, empty if it has none; None where its head says neither.

    GDAL reads a GeoJSON file from end to end each time that it is opened, so it is opened once,
    and not for its list of layers and for their number of features as well.
    """
    with path.open("rb") as stream:
        head, is_there, _ = stream.read(_JSON_HEAD).partition(b'"features"')
    try:
        said = json.loads(head.removeprefix(BOM_UTF8) + b'"features": []}') if is_there else {}
    except ValueError:
        return None
    if said.get("type") != "FeatureCollection":
        return None
    name = said.get("name")
    return name if isinstance(name, str) else ""


def _collection(path: Path, name: str, limits: UploadLimits) -> RawLayer:
    """The one layer of a GeoJSON collection."""
    most = limits.features
    frame = pyogrio.read_dataframe(path, use_arrow=True, max_features=most + 1)
    if len(frame) > most:
        there = pyogrio.read_info(path, force_feature_count=True)["features"]
        raise too_many(say("features"), there, most)
    return RawLayer(name, FileKind.GEOJSON, gpd.GeoDataFrame(frame))


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_parquet(path)
    except ValueError as error:
        if isinstance(error, pa.ArrowInvalid):
            raise
        raise UploadError(
            say("it is Parquet without the description of its geometry that GeoParquet has"),
            say("Export it as GeoParquet 1.0 or newer"),
        ) from None


def _check(path: Path, kind: FileKind, limits: UploadLimits) -> None:
    """What GDAL would pass over: depth, entities, and files that end too early."""
    if kind in {FileKind.KML, FileKind.GPX}:
        check_xml(path, limits)
    elif kind is FileKind.GEOJSON:
        check_json(path, limits)
    elif kind is FileKind.SHAPEFILE:
        _check_shapefile(path)
    elif kind is FileKind.GEOPACKAGE:
        _check_sqlite(path)


def _check_shapefile(path: Path) -> None:
    lacking = [ending for ending in _PARTS if not path.with_suffix(ending).exists()]
    if lacking:
        raise UploadError(
            say("of the Shapefile only a part is there; {parts} lacks", parts=", ".join(lacking)),
            say("Pack .shp, .shx, .dbf and .prj into one zip archive"),
        )
    for part in (path, path.with_suffix(".shx")):
        with part.open("rb") as stream:
            head = stream.read(_SHP_HEAD)
        words = struct.unpack(">i", head[24:28])[0] if len(head) == _SHP_HEAD else 0
        if words * 2 != part.stat().st_size:
            raise _damaged(say("{part} is not as long as it says", part=part.suffix))
    with path.with_suffix(".dbf").open("rb") as stream:
        head = stream.read(_DBF_HEAD)
    records, first, each = (
        struct.unpack("<IHH", head[4:12]) if len(head) == _DBF_HEAD else (1, 0, 0)
    )
    if path.with_suffix(".dbf").stat().st_size < first + records * each or not first:
        raise _damaged(say("{part} is not as long as it says", part=".dbf"))


def _check_sqlite(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_SQLITE_HEAD)
    size, pages = (
        struct.unpack(">H", head[16:18])[0],
        struct.unpack(">I", head[28:32])[0] if len(head) == _SQLITE_HEAD else 0,
    )
    if path.stat().st_size < (65536 if size == 1 else size) * pages:
        raise _damaged(say("{part} is not as long as it says", part=".gpkg"))


def _encoding_of_dbf(path: Path, notes: Notes) -> str | None:
    """None where the Shapefile names its encoding itself, which GDAL then obeys."""
    page = path.with_suffix(".cpg")
    if page.exists() and (said := page.read_text("ascii", "ignore").strip()):
        text = say("Its names are in {encoding}, as its .cpg file says.", encoding=said)
        notes.add(NoteKind.READ, text)
        return None
    data = path.with_suffix(".dbf").read_bytes()
    first = struct.unpack("<H", data[8:10])[0]
    found = encoding_of(data[first:], notes)
    return "utf-8" if found == "utf-8-sig" else found


def _damaged(how: str) -> UploadError:
    return UploadError(
        say("the file is damaged or was cut off ({how})", how=how),
        say("Export it again, or send it again whole"),
    )


def _first_line(error: Exception, path: Path) -> str:
    """What the library said, without the name of the temporary file."""
    text = str(error).split("\n", maxsplit=1)[0].replace(str(path), path.name)
    return text.split("; It might help", maxsplit=1)[0]
