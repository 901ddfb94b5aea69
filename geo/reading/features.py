"""The door of GeoJSON: features as they stand in the text, checked against RFC 7946 and our rules.

What geopandas would pass over is told here: keys that stand twice, members nobody reads, positions
that are none. `geo.reading.layers` makes tables of what passes.
Positions are (longitude, latitude) in degrees, EPSG:4326. Outer rings run anticlockwise.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from math import isnan
from pathlib import Path
from typing import Any, TypeGuard, cast

from geo.reading.files import Problems, keys_twice, quoted, read_json

#: Whatever the file calls it, these are the one reference system that GeoJSON may have.
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")
_MEMBERS = {"type", "id", "geometry", "properties", "bbox"}
_OF_COLLECTION = {"type", "features", "license", "attribution", "name", "bbox", "crs"}
_OF_GEOMETRY = {"type", "coordinates", "bbox"}
_SMALLEST_RING = 4
#: No number of a position is larger, in degrees or in metres; squares of it are finite.
_LARGEST = 1e100

#: Rule, what was found, what to do.
_Fault = tuple[str, str, str]


def sound_features(
    path: Path, problems: Problems, allowed: Sequence[str]
) -> list[dict[str, Any]] | None:
    """The sound features of a file, or None when the file as a whole cannot be used.

    `allowed` are the geometry types that the file may hold. Damaged features are noted and left
    out.
    """
    features = read_collection(path, problems)
    if features is None:
        return None
    return [
        cast("dict[str, Any]", feature)
        for number, feature in enumerate(features, 1)
        if not problems.is_full and _is_sound(feature, f"feature {number}", problems, allowed)
    ]


def read_collection(path: Path, problems: Problems) -> list[object] | None:
    """The features of a file as they stand, or None when it holds no collection of them."""
    noted = len(problems.issues)
    value = read_json(path, problems)
    if value is None and any(issue.rule != "unseen" for issue in problems.issues[noted:]):
        return None
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        kind = value.get("type") if isinstance(value, dict) else value
        hint = "Wrap the features in one FeatureCollection"
        problems.add("not_a_collection", f"the file holds {quoted(kind)}", hint)
        return None
    for key in getattr(value, "keys_twice", ()):
        hint = "Put both into one: only the last one is read"
        problems.add("key_double", f"'{key}' stands twice", hint, field=key)
    for key in value.keys() - _OF_COLLECTION:
        hint = "Correct its name, or delete it; places and lines go into 'features'"
        problems.add("field_unknown", f"nobody reads '{key}'", hint, field=key)
    if not isinstance(value.get("features"), list):
        problems.add("not_a_collection", "there is no list of features", "Add 'features': [ ... ]")
        return None
    if not value["features"]:
        hint = "Restore them from git, or delete the file if nothing belongs into it"
        problems.add("nothing_inside", "the list of features is empty", hint)
    if "crs" in value and not _is_wgs84(value["crs"], problems):
        return None
    return cast("list[object]", value["features"])


def _is_wgs84(crs: object, problems: Problems) -> bool:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs
    if not isinstance(name, str):
        hint = "Delete the member: GeoJSON is always longitude, latitude in WGS 84"
        problems.add("crs_member", f"the crs member, {quoted(crs)}, names no system", hint)
    elif name.endswith(_WGS84):
        hint = "Delete it: GeoJSON is always longitude, latitude in WGS 84"
        problems.add("crs_member", f"the file has a crs member, {quoted(name)}", hint)
    else:
        hint = "Reproject the file to EPSG:4326 and delete the crs member"
        problems.add("crs_other", f"the file is in {quoted(name)}, not in EPSG:4326", hint)
        return False
    return True


def _is_sound(feature: object, label: str, problems: Problems, allowed: Sequence[str]) -> bool:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        problems.add("not_a_feature", "there is no Feature here", "Use type Feature", label)
        return False
    record = feature.get("id")
    if not isinstance(record, str) or not record:
        found, hint = _no_id(record, feature.get("properties"))
        problems.add("id_missing", found, hint, label, "id")
        return False
    if problems.has_doubles:
        members = {key: value for key, value in feature.items() if key != "properties"}
        for key in (*getattr(feature, "keys_twice", ()), *keys_twice(members)):
            hint = "Delete one of the two: only the last one is read"
            problems.add("key_double", f"'{key}' stands twice", hint, record, key)
    for key in feature.keys() - _MEMBERS:
        hint = "Fields of ours go into 'properties'"
        problems.add("field_unknown", f"a feature has no member '{key}'", hint, record, key)
    if not isinstance(feature.get("properties"), dict):
        hint = "Add 'properties': { ... } with the fields of the record"
        problems.add("properties_missing", "there are no properties", hint, record, "properties")
        return False
    faults = list(_geometry_faults(feature.get("geometry"), allowed))
    for rule, found, hint in faults:
        problems.add(rule, found, hint, record, "geometry")
    return all(rule in _HARMLESS for rule, _, _ in faults)


def _no_id(record: object, properties: object) -> tuple[str, str]:
    """What to say of a feature that has no id, or none that is text."""
    if record is None or record == "":
        if isinstance(properties, dict) and "id" in properties:
            return "the id stands among the properties", "Write it on the feature itself"
        return "there is no id", "Write it on the feature itself, not among its properties"
    if isinstance(record, int | float):
        return (
            f"the id is the number {record}",
            "Give the id of the record, between quotation marks",
        )
    return f"the id is {quoted(record)}", "Give the id of the record, between quotation marks"


#: Faults of a geometry that is still good enough to be shown.
_HARMLESS = {"ring_clockwise", "member_unknown"}


def _geometry_faults(geometry: object, allowed: Sequence[str]) -> Iterator[_Fault]:
    """Every fault of one geometry; after the first deep one the rest is not looked at."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in allowed:
        yield "geometry_type", f"the geometry is {quoted(kind)}", f"Draw a {' or a '.join(allowed)}"
        return
    for key in sorted(geometry.keys() - _OF_GEOMETRY):
        yield (
            "member_unknown",
            f"nobody reads '{key}' of the geometry",
            "Correct its name or delete it",
        )
    coordinates = geometry.get("coordinates")
    if kind == "Point":
        yield from _position_faults([coordinates])
    elif kind == "LineString":
        yield from _line_faults(coordinates)
    else:
        yield from _polygon_faults(coordinates)


def _line_faults(line: object) -> Iterator[_Fault]:
    if not isinstance(line, list) or len(line) < 2:  # noqa: PLR2004 - a line has two ends
        yield "line_short", "the line has fewer than two points", "Draw it from site to site"
        return
    yield from _position_faults(line)


def _polygon_faults(rings: object) -> Iterator[_Fault]:
    if not isinstance(rings, list) or not rings or not isinstance(rings[0], list):
        yield "ring_missing", "the polygon has no ring", "Draw its outline"
        return
    if len(rings) > 1:
        yield "ring_hole", "the polygon has a hole", "Draw the outline only; a hole is not kept"
        return
    ring = rings[0]
    faults = list(_position_faults(ring))
    yield from faults
    if faults:
        return
    if len(ring) < _SMALLEST_RING or ring[0] != ring[-1]:
        found = f"the ring begins at {ring[0]} and ends at {ring[-1]}" if ring else "it is empty"
        yield "ring_open", found, "End the ring with the position it begins with"
    elif _turns_clockwise(ring):
        hint = "Reverse the ring: outer rings run anticlockwise"
        yield "ring_clockwise", "the outer ring runs clockwise", hint


def _position_faults(positions: Sequence[object]) -> Iterator[_Fault]:
    if are_pairs(positions):
        return
    for position in positions:
        if not _is_pair(position):
            found = f"{quoted(position)} is not a position"
            yield "position", found, "Write [longitude, latitude], two numbers in degrees"
            return
        if not all(map(_is_finite, position)):
            found = f"{position[0]}, {position[1]} is not a place"
            yield "not_finite", found, "Write numbers; NaN and Infinity are not JSON"
            return


def are_pairs(positions: Sequence[object]) -> bool:
    """Whether all are two finite numbers, asked at once: only where not, each is looked at."""
    if set(map(type, positions)) != {list}:
        return False
    pairs = cast("Sequence[list[float]]", positions)
    numbers = list(chain.from_iterable(pairs))
    if set(map(len, pairs)) != {2} or not set(map(type, numbers)) <= {int, float}:
        return False
    # What is no number hides from the least and the most, but not from the sum.
    return min(numbers) > -_LARGEST and max(numbers) < _LARGEST and not isnan(sum(numbers))


def _is_finite(number: float) -> bool:
    """Whether it is a number that a computer can measure with."""
    return -_LARGEST < number < _LARGEST


def _is_pair(position: object) -> TypeGuard[list[float]]:
    """Whether the value is two numbers; a third one, a height, has no use on this map."""
    return (
        isinstance(position, list)
        and len(position) == 2  # noqa: PLR2004 - longitude and latitude
        and all(
            isinstance(number, int | float) and not isinstance(number, bool) for number in position
        )
    )


def _turns_clockwise(ring: Sequence[Sequence[float]]) -> bool:
    """Whether the shoelace sum of a closed ring is negative."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) < 0
