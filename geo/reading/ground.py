"""Derived layers that hold no records: the ground of the map, other railways, land and outlines.

Each feature is looked at before anybody draws it or measures with it; a damaged one is told and
left out, and the rest stands. Positions are (longitude, latitude) in degrees, EPSG:4326.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from geo.reading.features import are_pairs, read_collection
from geo.reading.files import Problems, keys_twice, quoted, read_bytes

Json = dict[str, Any]
#: Rule, field, what was found, what to do.
_Fault = tuple[str, str, str, str]

_POLYGONS, _LINES = ("Polygon", "MultiPolygon"), ("LineString", "MultiLineString")
#: How deep the lists of positions lie in the coordinates of a geometry.
DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
_SHORTEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
_FARTHEST_LON, _FARTHEST_LAT = 180.0, 90.0
#: What maps show, in degrees: west, south, east, north. Land is asked for beyond it, by ships.
_FRAME, _OF_LAND = (19.0, 17.0, 96.0, 63.0), (-15.0, -5.0, 145.0, 68.0)
_LONGEST_NAME = 200
_SQUARE, _COUNTRY = re.compile(r"\d{1,3}-\d{1,2}"), re.compile(r"[A-Z]{2}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME and value.isprintable()


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and value >= 0  # type: ignore[operator, arg-type]


def _is_names(value: object) -> bool:
    return isinstance(value, dict) and "en" in value and all(map(_is_text, value.values()))


def _of(form: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(form.fullmatch(value))


_TEXT, _NUMBER = (_is_text, "Write a short text"), (_is_number, "Write a number from 0 on")
#: What a property of each name has to be, and what to do where it is not.
_FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("name", "status", "course"), _TEXT),
    **dict.fromkeys(("rank", "population", "area_km2"), _NUMBER),
    "kind": (
        lambda value: value in {"sea", "lakes", "rivers", "boundaries"},
        "Write sea, lakes, rivers or boundaries",
    ),
    "square": (_of(_SQUARE), "Write its west and south, as 65-20"),
    "iso_a2": (_of(_COUNTRY), "Write the code of a country, as PK"),
    "names": (_is_names, "Write names by language, English among them"),
    "capital": (lambda value: isinstance(value, bool), "Write true or false"),
}


@dataclass(frozen=True, slots=True)
class GroundKind:
    """What a file of the ground holds: geometries of these types with these properties.

    All of it lies in the `frame`: west, south, east and north in degrees.
    """

    types: tuple[str, ...]
    columns: tuple[str, ...] = ()
    frame: tuple[float, float, float, float] = _FRAME


#: Below the data folder.
GROUND: Mapping[str, GroundKind] = {
    "network/countries.geojson": GroundKind(_POLYGONS, ("iso_a2",)),
    "network/context-rail.geojson": GroundKind(_LINES, ("course",)),
    "network/land.geojson": GroundKind(("Polygon",), frame=_OF_LAND),
    "basemap/sea.geojson": GroundKind(_POLYGONS),
    "basemap/lakes.geojson": GroundKind(_POLYGONS, ("area_km2",)),
    "basemap/rivers.geojson": GroundKind(_LINES, ("rank",)),
    "basemap/boundaries.geojson": GroundKind(_LINES, ("status",)),
    "basemap/kashmir.geojson": GroundKind(_POLYGONS, ("name",)),
    "basemap/places.geojson": GroundKind(("Point",), ("name", "rank", "population", "capital")),
    "basemap/countries.geojson": GroundKind(("Point",), ("iso_a2", "names", "rank")),
    "basemap/near-water.geojson": GroundKind(_POLYGONS, ("square", "kind")),
    "basemap/near-lines.geojson": GroundKind(_LINES, ("square", "kind")),
    "basemap/near-towns.geojson": GroundKind(("Point",), ("square", "name", "rank")),
}
PICTURES = ("basemap/relief.webp", "basemap/near-relief.webp")
#: The head of a WebP picture: its family, four bytes of its size, and its kind.
_FAMILY, _WEBP, _HEAD = b"RIFF", b"WEBP", 12


def read_ground(folder: Path, name: str, problems: Problems) -> list[Json]:
    """The sound features of a file of `GROUND` below a data folder; none where it is damaged."""
    return sound_ground(folder / name, problems, GROUND[name]) or []


def sound_ground(path: Path, problems: Problems, kind: GroundKind) -> list[Json] | None:
    """The sound features of a layer, or None when it cannot be used; every fault is noted."""
    found = read_collection(path, problems)
    if found is None:
        return None
    sound = []
    for number, feature in enumerate(found, 1):
        label = f"feature {number}"
        for key in keys_twice(feature) if problems.has_doubles else ():
            hint = "Delete one of the two: only the last one is read"
            problems.add("key_double", f"'{key}' stands twice", hint, label, key)
        faults = [*_faults(feature, kind)]
        for rule, field, said, hint in faults:
            problems.add(rule, said, hint, label, field)
        if isinstance(feature, dict) and not faults:
            sound.append(feature)
        if problems.is_full:
            break
    if problems.has_escapes and not _is_writable(sound):
        said, hint = "a \\u of it is half a character", "Write the character itself, or delete it"
        problems.add("half_character", said, hint)
        return None
    return sound


def read_picture(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a WebP picture, or None with the reason noted."""
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    # The head says how many bytes come after its first eight; one may be left over to be even.
    said = int.from_bytes(raw[4:8], "little") + 8
    if raw[:4] != _FAMILY or raw[8:_HEAD] != _WEBP or not said <= len(raw) <= said + 1:
        hint = "Restore it from git, or run 'python -m geo build basemap' again"
        problems.add("picture", "it is no whole WebP picture", hint)
        return None
    return raw


def _faults(feature: object, kind: GroundKind) -> Iterator[_Fault]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "not_a_feature", "", "there is no Feature here", "Use type Feature"
        return
    yield from _geometry_faults(feature.get("geometry"), kind)
    given = feature.get("properties")
    if not isinstance(given, dict):
        yield "properties_missing", "properties", "there are no properties", "Restore it from git"
        return
    for name in kind.columns:
        if given.get(name) is None:
            yield "field_missing", name, "the property is missing", "Give every feature a value"
        elif not _FORMS[name][0](given[name]):
            yield "value", name, f"{quoted(given[name])} is not what stands here", _FORMS[name][1]


def _geometry_faults(geometry: object, asked: GroundKind) -> Iterator[_Fault]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or kind not in asked.types:
        said = f"the geometry is {quoted(kind) if kind else 'missing'}"
        yield "geometry_type", "geometry", said, f"Draw a {' or a '.join(asked.types)}"
        return
    coordinates = geometry.get("coordinates")
    lines = [[coordinates]] if kind == "Point" else _lists_in(coordinates, DEPTH[kind])
    for line in lines or [None]:
        fault = _line_fault(line, kind, asked.frame)
        if fault:
            yield fault
            return


def _lists_in(value: object, depth: int) -> list[object]:
    """What lies so many lists deep; nothing where something else lies there."""
    level = [value]
    for _ in range(depth):
        if not all(isinstance(part, list) for part in level):
            return []
        level = list(chain.from_iterable(level))  # type: ignore[arg-type]
    return level


def _line_fault(line: object, kind: str, frame: Sequence[float]) -> _Fault | None:
    """What is wrong with the positions of a line, of a ring or of a point."""
    if not isinstance(line, list) or not line or not are_pairs(line):
        hint = "Write [longitude, latitude], two numbers in degrees"
        return "position", "geometry", "it has something else than positions", hint
    lons, lats = [at[0] for at in line], [at[1] for at in line]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    if not _is_within((west, south, east, north), frame):
        is_off = max(-west, east) > _FARTHEST_LON or max(-south, north) > _FARTHEST_LAT
        reach = f"from {west:g} to {east:g} east and {south:g} to {north:g} north"
        said = f"it reaches off the {'globe' if is_off else 'map'}, {reach}"
        if _is_within((south, west, north, east), frame):
            hint = "Give longitude first, latitude second: they look swapped"
            return "swapped_axes", "geometry", said, hint
        return "out_of_region", "geometry", said, "Write longitude and latitude in degrees"
    if len(line) < _SHORTEST.get(kind, 1):
        return "line_short", "geometry", "a line or ring has too few points", "Draw the rest of it"
    if kind in _POLYGONS and line[0] != line[-1]:
        hint = "End the ring with the position it begins with"
        return "ring_open", "geometry", "a ring is not closed", hint
    return None


def _is_within(box: Sequence[float], frame: Sequence[float]) -> bool:
    west, south, east, north = box
    return frame[0] <= west and frame[1] <= south and east <= frame[2] and north <= frame[3]


def _is_writable(value: Sequence[Json]) -> bool:
    """Whether all texts of a value can be written as UTF-8."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
