"""GeoPackage: a layer a kind, tables without shapes beside them, and styles that QGIS opens."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pyogrio

from geo.records.vocab import Lifecycle
from geo.views.exports.bundle import Bundle, Look, Sheet
from geo.views.exports.geo_files import column_of, frame_of

_CLOCK = "OGR_CURRENT_DATE"
_clock_lock = Lock()  # the option is that of the whole process
_MM = 0.26  # a pixel of the map, in the millimetres of QGIS
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
#: As GeoPackage 1.3 writes them, for none of its writers gives the metadata a fixed time.
_EXTENSION = "http://www.geopackage.org/spec121/#extension_metadata"
_METADATA = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""


def geo_package(bundle: Bundle) -> bytes:
    """The file; every layer, table and time in it is the same whenever it is made."""
    moment = f"{bundle.origin.as_of}T00:00:00.000Z"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.gpkg"
        with _clock_lock:
            pyogrio.set_gdal_config_options({_CLOCK: moment})
            try:
                for number, sheet in enumerate(bundle.sheets):
                    _add(path, sheet, is_first=number == 0)
            finally:
                pyogrio.set_gdal_config_options({_CLOCK: None})
        with closing(sqlite3.connect(path)) as base:
            _tell(base, bundle, moment)
            base.commit()
        return path.read_bytes()


def _add(path: Path, sheet: Sheet, *, is_first: bool) -> None:
    rows = {name: column_of([row.get(name) for row in sheet.rows]) for name in sheet.columns}
    frame = frame_of((sheet,)) if sheet.shapes else pd.DataFrame(rows)
    told = {"IDENTIFIER": sheet.title, "FID": "fid"}
    made = {"dataset_options": {"VERSION": "1.3"}} if is_first else {"append": True}
    name = sheet.name.replace("-", "_")
    pyogrio.write_dataframe(frame, path, driver="GPKG", layer=name, layer_options=told, **made)


def _tell(base: sqlite3.Connection, bundle: Bundle, moment: str) -> None:
    """Where it comes from, in the tables that the standard has for it, and the looks of layers."""
    base.executescript(_STYLES)
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (moment,),
    )
    base.executescript(_METADATA)
    tables = ("gpkg_metadata", "gpkg_metadata_reference")
    base.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')",
        [(name, _EXTENSION) for name in tables],
    )
    text = json.dumps(bundle.origin.members(), ensure_ascii=False, indent=1)
    base.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', 'https://json.org', 'application/json', ?)",
        (text,),
    )
    base.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)",
        (moment,),
    )
    for sheet in bundle.drawn:
        base.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, 'geom', 'Corridor Atlas', ?, 1, ?, '', ?)",
            (sheet.name.replace("-", "_"), qml(sheet, bundle.look), "As on the map", moment),
        )


def qml(sheet: Sheet, look: Look) -> str:
    """The style of a layer: a pattern for each state, in the colour of the row."""
    kind = sheet.shapes[0].geom_type
    root = ET.Element("qgis", version="3.28", styleCategories="Symbology")
    states = dict.fromkeys(str(row.get("state") or "") for row in sheet.rows)
    renderer = ET.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="state", forceraster="0",
        symbollevels="0", enableorderby="0",
    )  # fmt: skip
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, state in enumerate(states):
        label = next((word.label for word in Lifecycle if word.value == state), state)
        told = {"symbol": str(number), "value": state, "label": label, "render": "true"}
        ET.SubElement(categories, "category", told)
        _symbol(symbols, str(number), kind, look.states.get(state, {}), look)
    text: str = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


def _symbol(
    symbols: ET.Element, name: str, kind: str, state: Mapping[str, Any], look: Look
) -> None:
    form = {"Point": "marker", "Polygon": "fill"}.get(kind, "line")
    symbol = ET.SubElement(
        symbols, "symbol", name=name, type=form, alpha=str(state.get("opacity", 1.0)),
        clip_to_extent="1", force_rhr="0",
    )  # fmt: skip
    if form == "marker":
        _layer(symbol, "SimpleMarker", {"name": "circle", "size": "2.2", "color": _rgb(look.paper)})
    elif form == "fill":
        _layer(symbol, "SimpleFill", {"style": "no", "outline_color": _rgb(look.ink)})
    else:
        _line(symbol, state, look)


def _line(symbol: ET.Element, state: Mapping[str, Any], look: Look) -> None:
    dash = [f"{length * _MM:.2f}" for length in state.get("dash") or ()]
    pattern = {"use_custom_dash": "1", "customdash": ";".join(dash)} if dash else {}
    base = {"line_width": "0.9", "line_width_unit": "MM", "customdash_unit": "MM"}
    _layer(symbol, "SimpleLine", {**base, **pattern, "line_color": _rgb(look.ink)}, by_row=True)
    if state.get("hollow"):
        inner = {**base, "line_width": "0.4", "line_color": _rgb(look.paper)}
        _layer(symbol, "SimpleLine", inner)


def _layer(symbol: ET.Element, kind: str, options: dict[str, str], *, by_row: bool = False) -> None:
    layer = ET.SubElement(
        symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    )
    given = ET.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ET.SubElement(given, "Option", name=name, type="QString", value=value)
    if by_row:
        _coloured_by_row(layer)


def _coloured_by_row(layer: ET.Element) -> None:
    """The colour that stands in the column `colour`."""
    whole = ET.SubElement(ET.SubElement(layer, "data_defined_properties"), "Option", type="Map")
    ET.SubElement(whole, "Option", name="name", type="QString", value="")
    properties = ET.SubElement(whole, "Option", name="properties", type="Map")
    colour = ET.SubElement(properties, "Option", name="outlineColor", type="Map")
    ET.SubElement(colour, "Option", name="active", type="bool", value="true")
    ET.SubElement(colour, "Option", name="field", type="QString", value="colour")
    ET.SubElement(colour, "Option", name="type", type="int", value="2")
    ET.SubElement(whole, "Option", name="type", type="QString", value="collection")


def _rgb(colour: str) -> str:
    """`#rrggbb` as QGIS writes it; white where the style of the map could not be read."""
    digits = colour.removeprefix("#") or "f" * 6
    return ",".join(str(int(digits[at : at + 2], 16)) for at in (0, 2, 4)) + ",255"
