"""Shapes as GeoJSON, FlatGeobuf, GeoParquet and Shapefile, by geopandas.

In the first three all kinds stand in one table, told apart by `layer`; a Shapefile has one file a
kind. Positions are degrees in EPSG:4326, longitude first.
"""

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio

from geo.views.exports.bundle import Bundle, Sheet
from geo.views.exports.package import zip_of
from geo.views.tables import FileCell, csv_file

CRS = "EPSG:4326"
_LAYER = "layer"
_SHORT = 10  # letters of a name in a Shapefile
_LONG = 254  # bytes of a text in it


def frame_of(sheets: Sequence[Sheet], *, together: bool = False) -> gpd.GeoDataFrame:
    """Drawn sheets as one table; with `together`, `layer` says from which sheet a row is."""
    rows: list[dict[str, FileCell]] = [
        {**({_LAYER: sheet.name} if together else {}), **row}
        for sheet in sheets
        for row in sheet.rows
    ]
    names = [name for sheet in sheets for name in sheet.columns]
    columns = dict.fromkeys([_LAYER, *names] if together else names)
    filled = {name: column_of([row.get(name) for row in rows]) for name in columns}
    shapes = [shape for sheet in sheets for shape in sheet.shapes]
    return gpd.GeoDataFrame(filled, geometry=shapes, crs=CRS)


def column_of(values: list[FileCell]) -> "pd.Series[object]":
    """A column of one type: whole numbers, numbers, truths or texts; None is not known."""
    known = [value for value in values if value is not None]
    kinds = {type(value) for value in known}
    if kinds == {bool} and len(known) == len(values):
        return pd.Series(values, dtype="bool")
    if kinds == {int} and len(known) == len(values):
        return pd.Series(values, dtype="int64")
    if kinds and kinds <= {int, float}:
        return pd.Series(values, dtype="float64")
    return pd.Series([_text(value) for value in values], dtype="object")


def _text(value: FileCell) -> str | None:
    if value is None or value == "":
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def geojson(bundle: Bundle) -> bytes:
    """A FeatureCollection of RFC 7946; `metadata` says where it comes from.

    What is not known is left out of the properties of a feature.
    """
    features = [
        {
            "type": "Feature",
            "id": row.get("id", f"{sheet.name}-{number}"),
            "geometry": shape.__geo_interface__,
            "properties": {_LAYER: sheet.name}
            | {name: value for name, value in row.items() if value not in {None, ""}},
        }
        for sheet in bundle.drawn
        for number, (row, shape) in enumerate(zip(sheet.rows, sheet.shapes, strict=True), 1)
    ]
    whole = {
        "type": "FeatureCollection",
        "name": bundle.name,
        "metadata": bundle.origin.members(),
        "features": features,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def flatgeobuf(bundle: Bundle) -> bytes:
    """One table of all shapes with a spatial index; its description says where it comes from."""
    frame = frame_of(bundle.drawn, together=True)
    return _written(
        frame,
        "FlatGeobuf",
        layer=bundle.name,
        TITLE=bundle.origin.title,
        DESCRIPTION=bundle.origin.text(),
    )


def _written(frame: gpd.GeoDataFrame, driver: str, layer: str, **options: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.fgb"
        pyogrio.write_dataframe(frame, path, driver=driver, layer=layer, layer_options=options)
        return path.read_bytes()


def parquet(bundle: Bundle) -> bytes:
    """GeoParquet 1.1; beside `geo` the metadata has `corridor-atlas`, where it comes from."""
    first, out = BytesIO(), BytesIO()
    frame = frame_of(bundle.drawn, together=True)
    frame.to_parquet(first, index=False, schema_version="1.1.0", compression="zstd")
    table = pq.read_table(first)
    told = json.dumps(bundle.origin.members(), ensure_ascii=False)
    known = {**table.schema.metadata, b"corridor-atlas": told.encode()}
    pq.write_table(table.replace_schema_metadata(known), out, compression="zstd")
    return out.getvalue()


def shapefile(bundle: Bundle) -> bytes:
    """A zip with one Shapefile a kind, what its short names mean, and where it comes from."""
    names = short_names(name for sheet in bundle.drawn for name in sheet.columns)
    files: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for sheet in bundle.drawn:
            frame = frame_of((sheet,)).rename(columns=names)
            path = Path(folder) / f"{sheet.name}.shp"
            pyogrio.write_dataframe(
                _cut(frame),
                path,
                driver="ESRI Shapefile",
                encoding="UTF-8",
                # Else the day on which it was written would stand in the file.
                layer_options={"DBF_DATE_LAST_UPDATE": bundle.origin.as_of},
            )
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    columns = ("file", "short_name", "column", "meaning")
    rows = [
        dict(zip(columns, (sheet.name, names[name], name, sheet.meanings[name]), strict=True))
        for sheet in bundle.drawn
        for name in sheet.columns
    ]
    note = f"Texts longer than {_LONG} bytes are cut; other formats have them whole."
    files["columns.csv"] = csv_file(columns, rows)
    files["README.txt"] = f"{bundle.origin.text()}\n{note}\n".encode()
    return zip_of(files)


def _cut(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    texts = [name for name in frame.columns if frame[name].dtype == "object"]
    cut = {
        name: frame[name].map(
            lambda text: text and text.encode()[:_LONG].decode(errors="ignore"), na_action="ignore"
        )
        for name in texts
    }
    return frame.assign(**cut)


def short_names(columns: Iterable[str]) -> dict[str, str]:
    """Names of at most ten letters, each given once: the beginning, then numbers."""
    short: dict[str, str] = {}
    for name in dict.fromkeys(columns):
        tries = [name[:_SHORT], *(f"{name[: _SHORT - 2]}_{n}" for n in range(1, 10))]
        tries += [f"{name[: _SHORT - 3]}_{n}" for n in range(10, 100)]
        short[name] = next(word for word in tries if word not in short.values())
    return short
