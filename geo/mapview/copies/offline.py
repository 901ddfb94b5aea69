"""The map of a view with all that it needs in itself: a browser that has it asks nobody anything.

What the large map fetches file by file is cut down here to what a view shows: its lines and places,
and of the ground what lies within their frame.
"""

import base64
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from shapely import LineString, Polygon, clip_by_rect
from shapely.geometry import shape

from geo.mapview.assets import WEB
from geo.mapview.fonts import font_faces, font_files
from geo.mapview.ground_files import GROUND_BOX, Degrees, in_steps
from geo.mapview.map_files import Payload
from geo.mapview.payload import Json
from geo.mapview.script_bundle import joined_script
from geo.mapview.style import Style
from geo.mapview.theme import frame_variables
from geo.records.vocab import SiteKind

Box = tuple[float, float, float, float]

_HERE = Path(__file__).parent
_ENDS = re.compile("</script|<!--", re.IGNORECASE)
#: Files of the ground by what they hold.
_AREAS, _LINES = ("sea", "lakes"), ("rivers", "boundaries")
_LABELS = ("places", "countries")
_HATCHED = "kashmir"  # small, and the script draws it in any case
_PICTURES = ("relief", "near-relief")
#: The finer picture of the relief comes along where the view is nearer than this zoom.
_FINE_FROM, _NEAR_FROM = 6.0, 6.5  # as in `basemap.js` and `canvas_layer.js`
#: A window of this size, in pixels, is what a position with a zoom shows.
_WINDOW_PX, _TILE_PX = (1600, 1300), 256
_MARGIN = 0.12  # of the frame, on each side
_LEAST_DEG = 1.5  # of margin, so that a short line has land around it
_FEWEST = (2, 4)  # points of a line, and of a ring
_PLACES = 4  # decimals of a degree, ten metres: finer than any shape of the ground


@dataclass(frozen=True, slots=True)
class OfflineView:
    """What an offline map shows.

    `sets` are the words by the names of `view_state.js`, `lines` and `places` the ids of the
    records that are on; `position` is latitude, longitude and zoom, None where all is to be seen.
    """

    sets: Mapping[str, Sequence[str]]
    lines: Collection[str]
    places: Collection[str]
    select: str = ""
    date: str = ""
    basemap: str = "relief"
    position: tuple[float, float, float] | None = None


def offline_map(files: Payload, view: OfflineView) -> Json:
    """What `offline.js` starts from: index, layers, files of the ground, and the view.

    `shown` is what is to be seen first and `frame` what there is of the ground, each as west,
    south, east and north in degrees.
    """
    index = _read(files, files.index)
    together = _read(files, index["together"])
    layers = view.sets["layers"]
    features = {name: found for name, found in together["features"].items() if name in view.lines}
    sites = {
        name: _within(site, layers) for name, site in index["sites"].items() if name in view.places
    }
    shown = _shown(features, sites, view)
    frame = _frame(shown, view)
    ground = _ground(files, index, frame, view)
    return {
        "index": {
            **index,
            "projects": {name: index["projects"][name] for name in layers},
            "sites": sites,
            "features": {name: index["features"][name] for name in features},
            "basemap": {name: name for name in ground if name in index["basemap"]},
            "squares": {name: name for name in ground if name in index["squares"]},
            "context": {name: name for name in ground if name in index["context"]},
            **dict.fromkeys(("network", "together", "history"), ""),
            "articles": [],
            **{name: {} for name in ("aliases", "addresses", "texts")},
        },
        "layers": {
            name: [line for line in together["layers"][name] if line in features] for name in layers
        },
        "features": features,
        "history": _read(files, index["history"]) if view.date else None,
        "files": ground,
        "shown": shown,
        "frame": frame,
        "view": {
            "sets": {name: list(words) for name, words in view.sets.items()},
            "select": view.select or None,
            "date": view.date or None,
            "basemap": view.basemap,
            "position": view.position,
        },
    }


def offline_scripts(files: Payload) -> tuple[str, str]:
    """Leaflet, and the module that starts the map, as they may stand within a page.

    Raises ValueError if a page would end there.
    """
    leaflet = _body(files, f"{files.scripts}/leaflet.js").decode()
    script = joined_script(_HERE, "offline.js", WEB)
    if _ENDS.search(leaflet) or _ENDS.search(script):
        raise ValueError("A script holds what ends a script in a page.")
    return leaflet, script


def offline_style(files: Payload, style: Style) -> str:
    """All CSS of an offline map, its typeface included."""
    fonts = {name: _data("font/woff2", body) for name, body in font_files().items()}
    leaflet = _body(files, f"{files.scripts}/leaflet.css").decode()
    sheets = (WEB / "atlas.css", _HERE / "offline.css")
    own = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return font_faces(fonts) + frame_variables(style) + leaflet + own


def _within(site: Json, layers: Collection[str]) -> Json:
    return {**site, "projects": [name for name in site["projects"] if name in layers]}


def _body(files: Payload, name: str) -> bytes:
    asset = files.assets.get(name)
    if asset is None:
        raise KeyError(f"The map has no file {name}.")
    return asset.body


def _read(files: Payload, name: str) -> Json:
    content: Json = json.loads(_body(files, name))
    return content


def _data(media_type: str, body: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(body).decode()}"


def _shown(features: Mapping[str, Json], sites: Mapping[str, Json], view: OfflineView) -> Box:
    """What is to be seen first: all that is drawn, or the window that the view names."""
    boxes = [shape(found["geometry"]).bounds for found in features.values()]
    # Border posts are on wherever they lie; those that no line reaches are left at the edge.
    posts = SiteKind.BORDER_CROSSING.value
    near = [site for site in sites.values() if site["projects"] or site["kind"] != posts]
    boxes += [(site["lon"], site["lat"]) * 2 for site in near or sites.values()]
    if view.position:
        return _on_ground(_window(*view.position))
    return _on_ground(_around(boxes)) if boxes else GROUND_BOX


def _frame(shown: Box, view: OfflineView) -> Box:
    """What comes along of the ground: as much as a window shows, and some land around."""
    west, south, east, north = shown
    zoom = view.position[2] if view.position else _fitting(shown)
    box = _around([shown, _window((south + north) / 2, (west + east) / 2, zoom)])
    west, south, east, north = box
    wide = max(_LEAST_DEG, (east - west) * _MARGIN)
    high = max(_LEAST_DEG, (north - south) * _MARGIN)
    return _on_ground((west - wide, south - high, east + wide, north + high))


def _around(boxes: Sequence[Sequence[float]]) -> Box:
    """The box around boxes."""
    lowest = (min(box[side] for box in boxes) for side in (0, 1))
    highest = (max(box[side] for box in boxes) for side in (2, 3))
    west, south, east, north = (*lowest, *highest)
    return west, south, east, north


def _on_ground(box: Box) -> Box:
    """A box cut to where there is a ground; a ship may go farther."""
    west, south, east, north = (
        round(min(max(value, GROUND_BOX[side % 2]), GROUND_BOX[side % 2 + 2]), 2)
        for side, value in enumerate(box)
    )
    return west, south, east, north


def _window(lat: float, lon: float, zoom: float) -> Box:
    """What a window shows around a position; of latitude a little more than that."""
    per_pixel = 360 / (_TILE_PX * 2**zoom)
    wide, high = (pixels * per_pixel / 2 for pixels in _WINDOW_PX)
    return lon - wide, lat - high, lon + wide, lat + high


def _ground(files: Payload, index: Json, frame: Box, view: OfflineView) -> dict[str, Any]:
    """Files of the ground by name: what lies within the frame, pictures as addresses of data."""
    known = index["basemap"]
    names = {name: known[name] for name in (*_AREAS, *_LINES) if name in known}
    if "rail" in view.sets["context"]:
        names |= index["context"]
    found: dict[str, Any] = {
        name: in_steps(_clipped(_read(files, file), name, frame)) for name, file in names.items()
    }
    found |= {name: _labels(_read(files, known[name]), frame) for name in _LABELS if name in known}
    if _HATCHED in known:
        found[_HATCHED] = _read(files, known[_HATCHED])
    zoom = view.position[2] if view.position else _fitting(frame)
    for name in _PICTURES[: 2 if zoom >= _FINE_FROM else 1]:
        if view.basemap == "relief" and name in known:
            found[name] = _data("image/webp", _body(files, known[name]))
    if view.position and zoom >= _NEAR_FROM:
        window = _window(*view.position)
        for name, file in index["squares"].items():
            square = _read(files, file)
            if _meet(square["box"], window):
                found[name] = _square(square, window)
    return found


def _fitting(frame: Box) -> float:
    """The nearest zoom, in whole numbers, at which a window shows the whole frame."""
    west, south, east, north = frame
    for zoom in range(9, 0, -1):
        left, bottom, right, top = _window((south + north) / 2, (west + east) / 2, zoom)
        if right - left >= east - west and top - bottom >= north - south:
            return zoom
    return 0


def _square(square: Json, window: Box) -> Json:
    """A square of the near ground, cut to a window; beyond it the coarse shapes stay."""
    west, south, east, north = square["box"]
    left, bottom, right, top = window
    parts = square["per_degree"]
    cut = {
        kind: _clipped({"per_degree": parts, "features": features}, kind, window)
        for kind, features in square["shapes"].items()
    }
    packed = in_steps([feature for features in cut.values() for feature in features])
    steps = iter(packed["features"])
    return {
        "box": [max(west, left), max(south, bottom), min(east, right), min(north, top)],
        "per_degree": packed["per_degree"],
        "shapes": {kind: [next(steps) for _ in features] for kind, features in cut.items()},
        "towns": _labels(square["towns"], window),
    }


def _meet(box: Sequence[float], other: Sequence[float]) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _labels(file: Json, box: Box) -> Json:
    """The points of a file that lie in the box."""
    inside = [
        feature
        for feature in file["features"]
        if _meet(feature["geometry"]["coordinates"] * 2, box)
    ]
    return {"features": inside}


def _clipped(file: Json, kind: str, box: Box) -> list[Json]:
    """What of a file of steps lies within the box, as GeoJSON: rings for areas, else lines."""
    kept = []
    for feature in file.get("features", ()):
        cut = [
            part
            for steps in feature["lines"]
            for part in _cut(
                np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / file["per_degree"],
                is_area=kind in _AREAS,
                box=box,
            )
        ]
        if cut:
            geometry = {"type": "Polygon" if kind in _AREAS else "MultiLineString"}
            kept.append({**feature, "geometry": {**geometry, "coordinates": cut}})
    return kept


def _cut(points: Degrees, *, is_area: bool, box: Box) -> list[list[list[float]]]:
    """The parts of a ring or line within the box; of a ring, what it fills there is cut."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    if not _meet((west, south, east, north), box) or len(points) < _FEWEST[is_area]:
        return []
    whole = Polygon(points) if is_area else LineString(points)
    cut = clip_by_rect(whole, *box)
    parts = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == whole.geom_type]
    # A ring cut at the edge is one ring, whatever holes it has: these are rings of their own.
    lines = [part.exterior if is_area else part for part in parts if not part.is_empty]
    return [np.round(np.asarray(line.coords), _PLACES).tolist() for line in lines]
