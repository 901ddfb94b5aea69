"""Files below `network/` and `basemap/` that hold no records, checked as closely as those that do.

Each is read through the same door, and every fault is told. What is made by a command is to be
made again; what is written by hand is to be corrected.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from geo.reading.features import read_collection
from geo.reading.files import Problems, keys_twice, odd_numbers, read_text
from geo.reading.ground import GROUND, PICTURES, read_picture
from geo.reading.inventory import OTHERS
from geo.reading.layers import read_layer
from geo.reading.network.coast import LAND
from geo.reading.network.routing_hints import ROUTES, sound_guides
from geo.reading.network.track_lines import read_track_lines
from geo.reading.parse import parse
from geo.reading.rows import read_rows
from geo.records.errors import Issue
from geo.records.loaded import TRACK_LINES
from geo.records.model import Claim, Id, LonLat, Record, Segment, Site, Text
from geo.rules.network.countries import swapped_points

_HAND = "network/waypoints.csv"
_Km = Annotated[float, Field(gt=0)]


class Waypoint(Record):
    """A point that the real track runs through, in the order of its stretch."""

    chord: Id
    order: Annotated[int, Field(ge=0)]
    lon: Annotated[float, Field(ge=20, le=95)]
    lat: Annotated[float, Field(ge=18, le=62)]
    name: Text
    error_km: Annotated[float, Field(ge=0)] | None = None
    note: Text | None = None
    track_km: _Km | None = None
    countries: Annotated[str, Field(pattern=r"^[A-Z]{2}( [A-Z]{2})*$")] | None = None


class KeptLine(Record):
    """A segment that keeps the line of its layer, and why."""

    segment_id: Id
    reason: Text


class MeasuredClaim(Record):
    """A published length and the length along the network."""

    claim_id: Id
    network_km: _Km


class TakenLength(Record):
    """A published length that the network of roads took over, and what it had before."""

    claim_id: Id
    published_km: _Km
    network_km: _Km


_TABLES: dict[str, type[Record]] = {
    _HAND: Waypoint,
    "network/kept.csv": KeptLine,
    "network/legs.csv": MeasuredClaim,
    "network/roads.csv": TakenLength,
}


def derived_files(folder: Path, records: Collection[Record]) -> Iterator[Issue]:
    """Yield every fault of the files of `network/` and `basemap/` but land and guides.

    Where the points by hand or the folder of the base map are, all the others have to be.
    """
    yield from _missing_files(folder)
    for name, model in _TABLES.items():
        if _is_there(folder / name):
            yield from _table_faults(folder, name, model, records)
    for name in GROUND:
        if name != LAND.as_posix() and _is_there(folder / name):
            yield from _layer_faults(folder, name)
    if _is_there(folder / TRACK_LINES):
        yield from _member_faults(folder)
    yield from _lines_of_nothing(folder, records)
    for name in PICTURES:
        if _is_there(folder / name):
            yield from _picture_faults(folder, name)
    yield from _routing_hint_faults(folder, records)


def _is_there(path: Path) -> bool:
    """Whether anything is there, if only a link to nothing."""
    return os.path.lexists(path)


def _picture_faults(folder: Path, name: str) -> Iterator[Issue]:
    problems = Problems(name)
    read_picture(folder / name, problems)
    yield from problems.issues


def _rebuild_hint(name: str) -> str:
    return f"Restore it from git, or run 'python -m geo build {name.partition('/')[0]}' again"


def _missing_files(folder: Path) -> Iterator[Issue]:
    has_ground = (folder / "basemap").is_dir()
    # They come together: without the network, say, lengths would be those of straight lines.
    is_due = has_ground or (folder / _HAND).exists()
    has = {"network": is_due, "basemap": is_due, "gazetteer": has_ground}
    for name in OTHERS:
        place = name.partition("/")[0]
        # The lines and the land are asked for where they are read; nobody has to be guided.
        is_told = name in {TRACK_LINES, LAND.as_posix(), ROUTES}
        if has.get(place) and not is_told and not _is_there(folder / name):
            yield Issue(name, "", "", "file_missing", "there is no such file", _rebuild_hint(name))


def _table_faults(
    folder: Path, name: str, model: type[Record], records: Iterable[Record]
) -> Iterator[Issue]:
    """Faults of a table; ids have to be those of records, and each stands once."""
    problems = Problems(name)
    table = read_rows(folder / name, model, problems)
    known = {getattr(record, "id", "") for record in records}
    seen: set[object] = set()
    chords: dict[str, list[LonLat]] = {}
    for row in table.rows:
        record = parse(model, row.values, problems, row.label, table.missing)
        key = tuple(row.values.get(field) for field in _KEYS[model])
        if key in seen:
            hint = "Delete one of the two rows"
            problems.add("row_double", f"{key[0]} stands twice", hint, row.label, _KEYS[model][0])
        seen.add(key)
        if isinstance(record, Waypoint):
            chords.setdefault(record.chord, []).append(LonLat(record.lon, record.lat))
        if record is not None and model is not Waypoint and key[0] not in known:
            found, hint = f"there is no record {key[0]}", _rebuild_hint(name)
            problems.add("unknown_id", found, hint, row.label, _KEYS[model][0])
    for name_of_chord, line in chords.items():
        _note_swapped(line, problems, name_of_chord, "lon")
    yield from problems.issues


#: What a row of each table is about.
_KEYS: dict[type[Record], tuple[str, ...]] = {
    Waypoint: ("chord", "order"),
    KeptLine: ("segment_id",),
    MeasuredClaim: ("claim_id",),
    TakenLength: ("claim_id",),
}


def _layer_faults(folder: Path, name: str) -> Iterator[Issue]:
    problems = Problems(name)
    read_layer(folder / name, problems, GROUND[name])
    yield from problems.issues


def _member_faults(folder: Path) -> Iterator[Issue]:
    """Of the track lines: keys that stand twice, members that nobody reads, what is no feature."""
    problems = Problems(TRACK_LINES)
    for number, feature in enumerate(read_collection(folder / TRACK_LINES, problems) or (), 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            hint = "Use type Feature"
            problems.add("not_a_feature", "there is no Feature here", hint, f"feature {number}")
        for key in keys_twice(feature) if problems.has_doubles else ():
            hint = "Delete one of the two: only the last one is read"
            problems.add("key_double", f"'{key}' stands twice", hint, f"feature {number}", key)
        if problems.is_full:
            break
    yield from problems.issues


def _lines_of_nothing(folder: Path, records: Iterable[Record]) -> Iterator[Issue]:
    """Derived lines of segments that exist no more, or that never did."""
    segments = {record.id for record in records if isinstance(record, Segment)}
    lines = read_track_lines(folder, Problems(TRACK_LINES))
    for line_id in sorted(lines.by_id.keys() - segments if lines else ()):
        found = "no segment has this id"
        yield Issue(TRACK_LINES, line_id, "id", "unknown_id", found, _rebuild_hint(TRACK_LINES))


def _routing_hint_faults(folder: Path, records: Collection[Record]) -> Iterator[Issue]:
    """Rows of the guides that lead nowhere; the other faults are told with the rule of water."""
    known = {record.id: record for record in records if isinstance(record, Segment | Claim)}
    sites = {record.id: record.at for record in records if isinstance(record, Site)}
    problems = Problems(ROUTES)
    for record_id, guide in sound_guides(folder, Problems(ROUTES)).rows.items():
        if record_id not in known:
            hint = "Name a segment or a claim"
            problems.add("unknown_id", f"there is no record {record_id}", hint, record_id, "id")
        for place in guide.via or ():
            if not isinstance(place, LonLat) and place not in sites:
                hint = "Correct the id or add the place"
                problems.add("unknown_id", f"there is no place {place}", hint, record_id, "via")
        record = known.get(record_id)
        ends = (record.from_id, record.to_id) if isinstance(record, Segment) else ()
        stops = (*ends[:1], *(guide.via or ()), *ends[1:])
        chain = [stop if isinstance(stop, LonLat) else sites.get(stop) for stop in stops]
        _note_swapped([at for at in chain if at], problems, record_id, "via")
    yield from problems.issues


def _note_swapped(line: Sequence[LonLat], problems: Problems, record: str, field: str) -> None:
    for at in swapped_points(line):
        found = f"({at.lon:g}, {at.lat:g}) looks swapped"
        problems.add("swapped_axes", found, "Give longitude first, latitude second", record, field)


def odd_figures(folder: Path) -> Iterator[Issue]:
    """Numbers of GeoJSON files that are written with an exponent."""
    for path in sorted(folder.rglob("*.geojson")):
        problems = Problems(path.relative_to(folder).as_posix())
        text = read_text(path, Problems(problems.file))
        for line, number in odd_numbers(text or ""):
            hint = "Write it in plain digits, as 1000 or 0.001"
            problems.add("number_form", f"{number} in line {line} has an exponent", hint)
        yield from problems.issues
