"""KML and KMZ: a folder a kind, lines in the colour of their project, paler where they only plan.

KML knows no dashes, so what does not run is thinner and half transparent, and its name says so.
"""

from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree as ET

from shapely.geometry.base import BaseGeometry

from geo.views.exports.bundle import Bundle, Sheet
from geo.views.exports.package import zip_of
from geo.views.tables import FileCell

_SPACE = "http://www.opengis.net/kml/2.2"
_NAMES = ("name", "name_en", "leg", "id")
_BREAKS = "\n\t"
_RUNS, _PLANNED = ("ff", "3"), ("80", "1.5")  # opacity and width of a line


def kml(bundle: Bundle) -> bytes:
    """A document with all shapes; its description says where it comes from."""
    root = ET.Element("kml", xmlns=_SPACE)
    document = ET.SubElement(root, "Document")
    _tell(document, "name", bundle.origin.title)
    # Programs show a description as a page.
    _tell(document, "description", escape(bundle.origin.text(), quote=False))
    for name, colour, (opacity, width) in _styles(bundle):
        line = ET.SubElement(ET.SubElement(document, "Style", id=name), "LineStyle")
        # KML writes colours as opacity, blue, green, red.
        _tell(line, "color", opacity + colour[5:7] + colour[3:5] + colour[1:3])
        _tell(line, "width", width)
    for sheet in bundle.drawn:
        folder = ET.SubElement(document, "Folder")
        _tell(folder, "name", sheet.title)
        for row, shape in zip(sheet.rows, sheet.shapes, strict=True):
            mark = _placemark(folder, sheet, row)
            runs = bool(row.get("is_in_service"))
            if row.get("colour"):
                _tell(mark, "styleUrl", f"#{_style_name(str(row['colour']), runs=runs)}")
            _draw(mark, shape)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def kmz(bundle: Bundle) -> bytes:
    """The same, packed."""
    return zip_of({"doc.kml": kml(bundle)})


def _styles(bundle: Bundle) -> list[tuple[str, str, tuple[str, str]]]:
    rows = [row for sheet in bundle.drawn for row in sheet.rows]
    colours = sorted({str(row["colour"]) for row in rows if row.get("colour")})
    return [
        (_style_name(colour, runs=runs), colour, _RUNS if runs else _PLANNED)
        for colour in colours
        for runs in (True, False)
    ]


def _style_name(colour: str, *, runs: bool) -> str:
    return f"{'runs' if runs else 'plan'}-{colour.removeprefix('#')}"


def _placemark(folder: ET.Element, sheet: Sheet, row: Mapping[str, FileCell]) -> ET.Element:
    """A place with its name, its state where it does not run, and all its fields."""
    attributes = {"id": str(row["id"])} if "id" in row else {}
    mark = ET.SubElement(folder, "Placemark", attributes)
    name = next((str(row[key]) for key in _NAMES if row.get(key)), "")
    state = row.get("state")
    _tell(mark, "name", name if row.get("is_in_service") or not state else f"{name} ({state})")
    data = ET.SubElement(mark, "ExtendedData")
    for column in sheet.columns:
        value = row.get(column)
        if value not in {None, ""}:
            cell = ET.SubElement(data, "Data", name=column)
            _tell(cell, "value", str(value).lower() if isinstance(value, bool) else str(value))
    return mark


def _draw(mark: ET.Element, shape: BaseGeometry) -> None:
    if shape.geom_type == "Polygon":
        ring = ET.SubElement(ET.SubElement(mark, "Polygon"), "outerBoundaryIs")
        part, points = ET.SubElement(ring, "LinearRing"), shape.exterior.coords
    else:
        part, points = ET.SubElement(mark, shape.geom_type), shape.coords
    _tell(part, "coordinates", " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points))


def _tell(parent: ET.Element, tag: str, text: str) -> None:
    # XML has no other control characters, escaped or not.
    kept = (letter for letter in text if letter.isprintable() or letter in _BREAKS)
    ET.SubElement(parent, tag).text = "".join(kept)
