"""The formats of downloads: one table, from which routes, buttons and documentation are made.

What writes a format is imported when somebody asks for it, for its packages are heavy.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.views.exports.bundle import Bundle


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its ending, its name, its type, and `module:function` that writes a bundle.

    `is_drawn` formats hold shapes only; `holds_all` is false where one kind fits a file, the
    first or the one that `part=` names. `is_text` is packed on its way.
    """

    ending: str
    label: str
    media_type: str
    writer: str
    is_drawn: bool = False
    holds_all: bool = True
    is_text: bool = False

    def write(self, bundle: Bundle) -> bytes:
        """The file; the same bundle gives the same bytes."""
        module, _, name = self.writer.partition(":")
        make: Callable[[Bundle], bytes] = getattr(importlib.import_module(module), name)
        return make(bundle)


def csv_of(bundle: Bundle) -> bytes:
    """The first sheet as CSV; each of its rows says where it comes from."""
    from geo.views.tables import csv_file  # noqa: PLC0415 - as above

    sheet = bundle.sheets[0]
    return csv_file(sheet.columns, sheet.rows)


_HERE = "geo.views.exports"
_SHAPES: dict[str, Any] = {"is_drawn": True}
#: Another format is one line here, and its writer.
FORMATS = (
    ExportFormat(
        "csv", "CSV", "text/csv", f"{_HERE}.formats:csv_of", holds_all=False, is_text=True
    ),
    ExportFormat(
        "xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        f"{_HERE}.workbook:workbook",
    ),
    ExportFormat(
        "geojson",
        "GeoJSON",
        "application/geo+json",
        f"{_HERE}.geo_files:geojson",
        is_text=True,
        **_SHAPES,
    ),
    ExportFormat(
        "gpkg",
        "GeoPackage",
        "application/geopackage+sqlite3",
        f"{_HERE}.geo_package:geo_package",
        is_text=True,
        **_SHAPES,
    ),
    ExportFormat(
        "kml",
        "KML",
        "application/vnd.google-earth.kml+xml",
        f"{_HERE}.kml:kml",
        is_text=True,
        **_SHAPES,
    ),
    ExportFormat("kmz", "KMZ", "application/vnd.google-earth.kmz", f"{_HERE}.kml:kmz", **_SHAPES),
    ExportFormat(
        "fgb",
        "FlatGeobuf",
        "application/vnd.flatgeobuf",
        f"{_HERE}.geo_files:flatgeobuf",
        is_text=True,
        **_SHAPES,
    ),
    ExportFormat(
        "parquet",
        "GeoParquet",
        "application/vnd.apache.parquet",
        f"{_HERE}.geo_files:parquet",
        **_SHAPES,
    ),
    ExportFormat(
        "shp.zip", "Shapefile", "application/zip", f"{_HERE}.geo_files:shapefile", **_SHAPES
    ),
)


def format_of(ending: str) -> ExportFormat | None:
    """The format with this ending, or None."""
    return next((known for known in FORMATS if known.ending == ending), None)
