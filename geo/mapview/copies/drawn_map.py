"""A map as one SVG: lines in the map's own colours and dashes, on a ground of sea and frontiers.

Coordinates are pixels of Mercator; a brief prints them as they are.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from shapely import clip_by_rect
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.geometry.projection import mercator_latitude, mercator_y
from geo.mapview.ground_files import GROUND_BOX, GroundFiles
from geo.mapview.style import Style

WIDE_PX, HIGH_PX = 760, 360
_ROOM_PX = 34  # between what is drawn and the edge
_NEAREST = 40_000  # pixels for 360 degrees: a short line does not stand without context
_FURTHEST_LAT = 80.0
_GROUND = ("sea", "lakes", "boundaries", "countries")
_FONT = "Atlas Sans"
_LETTER_PX, _WIDE_LETTER_PX = 5.6, 8.0  # of a name of a place, and of a country
_NAME_PX, _COUNTRY_PX = 11, 10
#: A sign, in pixels from its middle.
_DIAMOND = "M0 -6L5.5 0L0 6L-5.5 0Z"
_CROSS, _DASH = "M-2.2 -2.2L2.2 2.2M2.2 -2.2L-2.2 2.2", "M-2.4 0H2.4"

At = tuple[float, float]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line to be drawn: longitude and latitude of its points, its colour and its look.

    `pattern` is that of a state in `style.yaml`, `width` in pixels, `soft` an opacity; `is_plan`
    where it is a plan over a line of others that runs.
    """

    points: Sequence[At]
    colour: str
    pattern: dict[str, Any]
    width: float
    soft: float = 1.0
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place with its name; `access` is the state of a border post, empty for other places."""

    name: str
    at: At
    access: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """From degrees to pixels of the picture."""

    scale: float
    left: float
    top: float

    @classmethod
    def around(cls, points: Iterable[At]) -> "_Sheet":
        places = [(lon / 360, _mercator(lat)) for lon, lat in points] or [(0.1, 0.4), (0.3, 0.45)]
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        north, south = min(y for _, y in places), max(y for _, y in places)
        scale = min(
            (WIDE_PX - 2 * _ROOM_PX) / max(east - west, 1e-9),
            (HIGH_PX - 2 * _ROOM_PX) / max(south - north, 1e-9),
            _NEAREST,
        )
        left, top = (west + east) / 2 - WIDE_PX / scale / 2, (north + south) / 2
        return cls(scale, left, top - HIGH_PX / scale / 2)

    def put(self, at: Sequence[float]) -> At:
        x, y = at[0] / 360, _mercator(at[1])
        return round((x - self.left) * self.scale, 1), round((y - self.top) * self.scale, 1)

    def box(self) -> _Box:
        """West, south, east and north of the picture, with a margin, in degrees."""
        margin = 8 / self.scale
        west, east = self.left - margin, self.left + WIDE_PX / self.scale + margin
        north, south = self.top - margin, self.top + HIGH_PX / self.scale + margin
        return west * 360, _latitude(south), east * 360, _latitude(north)


def _mercator(lat: float) -> float:
    """Share of the whole, from north to south."""
    inside = max(-_FURTHEST_LAT, min(_FURTHEST_LAT, lat))
    return 0.5 - float(mercator_y(inside)) / (2 * math.pi)


def _latitude(share: float) -> float:
    return float(mercator_latitude((0.5 - share) * 2 * math.pi))


def drawn_map(
    folder: Path, style: Style, lines: Sequence[DrawnLine], places: Sequence[DrawnPlace]
) -> str:
    """The picture of lines and places; `folder` is that of the data, with the ground in it."""
    ink = {name: both["light"] for name, both in style["theme"].items()}
    every = [point for line in lines for point in line.points] or [place.at for place in places]
    sheet = _Sheet.around(every)
    picture = _node("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDE_PX} {HIGH_PX}")
    _add(picture, "rect", width=WIDE_PX, height=HIGH_PX, fill=ink["paper"])
    # A ship may go farther than there is a ground.
    (left, bottom), (right, top) = sheet.put(GROUND_BOX[:2]), sheet.put(GROUND_BOX[2:])
    land = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    _add(picture, "rect", **land, fill=ink["land"])
    _draw_ground(picture, _ground(folder), sheet, ink)
    for line in lines:
        _draw_line(picture, line, sheet, ink["paper"])
    countries = [
        (str(about["names"]["en"]).upper(), whole.coords[0])
        for whole, about in sorted(_ground(folder)["countries"], key=lambda at: at[1]["rank"])
    ]
    _draw_names(picture, places, countries, sheet, ink)
    return ET.tostring(picture, encoding="unicode")


@lru_cache(maxsize=1)
def _ground(folder: Path) -> dict[str, list[tuple[BaseGeometry, dict[str, Any]]]]:
    ground = GroundFiles(folder)
    return {
        name: [
            (shape(part["geometry"]), part["properties"])
            for part in ground.features(f"basemap/{name}.geojson")
        ]
        for name in _GROUND
    }


def _draw_ground(
    picture: ET.Element,
    ground: dict[str, list[tuple[BaseGeometry, dict[str, Any]]]],
    sheet: _Sheet,
    ink: dict[str, str],
) -> None:
    box = sheet.box()
    for name, fill in (("sea", ink["sea"]), ("lakes", ink["water"])):
        for whole, _ in ground[name]:
            if path := _path(clip_by_rect(whole, *box), sheet):
                _add(picture, "path", d=path, fill=fill, fill_rule="evenodd")
    for whole, about in ground["boundaries"]:
        if path := _path(clip_by_rect(whole, *box), sheet):
            dash = {} if about.get("status") == "international" else {"stroke_dasharray": "3 3"}
            look = {"stroke": ink["frontier"], "stroke_width": 0.8, "stroke_opacity": 0.75}
            _add(picture, "path", d=path, fill="none", **look, **dash)


def _path(whole: BaseGeometry, sheet: _Sheet) -> str:
    """The outlines or lines of a shape; a point of it is left out."""
    rings: list[BaseGeometry] = []
    for part in getattr(whole, "geoms", [whole]):
        rings += [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
    kinds = {"LineString", "LinearRing"}
    kept = [ring for ring in rings if ring.geom_type in kinds and not ring.is_empty]
    return "".join(_trail(ring.coords, sheet) for ring in kept)


def _trail(points: Iterable[Sequence[float]], sheet: _Sheet) -> str:
    places = dict.fromkeys(sheet.put(point) for point in points)
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _draw_line(picture: ET.Element, line: DrawnLine, sheet: _Sheet, paper: str) -> None:
    """As `line_style.js` draws it: a rim, the line, and under a plan the line that runs."""
    pattern, width = line.pattern, line.width
    opacity = round(pattern["opacity"] * line.soft, 2)
    path = {"d": _trail(line.points, sheet), "fill": "none", "stroke_linejoin": "round"}
    dash = " ".join(f"{step:g}" for step in pattern["dash"])
    dashes = {"stroke_dasharray": dash} if dash else {}
    if pattern["hollow"]:
        rim = {"stroke": line.colour, "stroke_width": width + 2, "stroke_opacity": opacity}
        _add(picture, "path", **path, **rim, **dashes)
        _add(picture, "path", **path, stroke=paper, stroke_width=max(1, width - 1))
        return
    rim = {"stroke": paper, "stroke_width": width + 3, "stroke_opacity": 0.8}
    _add(picture, "path", **path, **rim)
    if line.is_plan:
        bed = {
            "stroke": line.colour,
            "stroke_width": max(1, width * 0.3),
            "stroke_opacity": 0.7,
        }
        _add(picture, "path", **path, **bed)
    own = {"stroke": line.colour, "stroke_width": width, "stroke_opacity": opacity}
    _add(picture, "path", **path, **own, **dashes)


def _draw_names(
    picture: ET.Element,
    places: Sequence[DrawnPlace],
    countries: Sequence[tuple[str, At]],
    sheet: _Sheet,
    ink: dict[str, str],
) -> None:
    """Places as far as their names have room, the first first; then countries in what is left."""
    taken = [_around(sheet.put(place.at), 6) for place in places if place.access]
    for place in places:
        x, y = sheet.put(place.at)
        wide = len(place.name) * _LETTER_PX
        spots = ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - wide / 2, y - 10))
        found = next((spot for spot in spots if _is_free(_name_box(spot, wide), taken)), None)
        if not found and not place.access:
            continue  # a ring without a name tells nothing
        taken.append(_around((x, y), 4))
        _draw_sign(picture, place.access, (x, y), ink)
        if found:
            taken.append(_name_box(found, wide))
            rim = {"stroke": ink["paper"], "stroke_width": 2.6, "stroke_linejoin": "round"}
            _write(picture, place.name, found, _NAME_PX, ink["ink"], **rim)
            _write(picture, place.name, found, _NAME_PX, ink["ink"])
    for name, at in countries:
        x, y = sheet.put(at)
        wide = len(name) * _WIDE_LETTER_PX
        if _is_free(_name_box((x - wide / 2, y), wide), taken):
            spaced = {"letter_spacing": 1.4, "text_anchor": "middle", "opacity": 0.8}
            _write(picture, name, (x, y), _COUNTRY_PX, ink["quiet"], **spaced)
            taken.append(_name_box((x - wide / 2, y), wide))


def _around(at: At, far: float) -> _Box:
    return at[0] - far, at[1] - far, at[0] + far, at[1] + far


def _name_box(at: At, wide: float) -> _Box:
    """The box of a name whose letters begin here, on this line."""
    return at[0] - 1, at[1] - 10, at[0] + wide + 1, at[1] + 3


def _is_free(box: _Box, taken: Sequence[_Box]) -> bool:
    is_inside = box[0] > 0 and box[2] < WIDE_PX and box[1] > 0 and box[3] < HIGH_PX
    return is_inside and not any(_overlap(box, other) for other in taken)


def _overlap(box: _Box, other: _Box) -> bool:
    apart = box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1]
    return not apart


def _draw_sign(picture: ET.Element, access: str, at: At, ink: dict[str, str]) -> None:
    """A post as on the map: full where its state is known, hollow where it is not."""
    x, y = at
    place = _add(picture, "g", transform=f"translate({x} {y})")
    if not access:
        look = {"fill": ink["paper"], "stroke": ink["ink"], "stroke_width": 1.1}
        _add(place, "circle", r=2.4, **look)
        return
    known = {"open": ink["good"], "closed": ink["bad"]}.get(access, ink["ink"])
    is_known = "known" not in access
    colour = ink["bad"] if "closed" in access else known
    inner = ink["paper"] if is_known else colour
    rim = {"stroke": ink["paper"] if is_known else colour, "stroke_width": 1.4}
    broken = {} if is_known else {"stroke_dasharray": "2.4 1.6"}
    fill = known if is_known else ink["paper"]
    _add(place, "path", d=_DIAMOND, fill=fill, **rim, **broken)
    mark = _CROSS if "closed" in access else _DASH if "limits" in access else ""
    if mark:
        _add(place, "path", d=mark, fill="none", stroke=inner, stroke_width=1.4)


def _write(picture: ET.Element, words: str, at: At, size: int, colour: str, **more: object) -> None:
    named = {
        "x": round(at[0], 1),
        "y": round(at[1], 1),
        "font_family": _FONT,
        "font_size": size,
    }
    _add(picture, "text", **named, fill=colour, **more).text = words


def _node(tag: str, **values: object) -> ET.Element:
    return ET.Element(tag, {name.replace("_", "-"): f"{text}" for name, text in values.items()})


def _add(parent: ET.Element, tag: str, **values: object) -> ET.Element:
    node = _node(tag, **values)
    parent.append(node)
    return node
