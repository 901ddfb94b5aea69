"""Lines that follow a real network, in place of the schematic ones of the layers.

`python -m geo build network` writes them to `network/lines.geojson`, one feature a segment, with
the id of the segment. What is only promised keeps its schematic line, whatever the file says.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geo.geometry.measure import length_km
from geo.reading.files import Problems
from geo.reading.layers import read_features
from geo.reading.network.routing_hints import ROUTES
from geo.reading.parse import parse
from geo.records.loaded import TRACK_LINES
from geo.records.model import Id, LonLat, Record, Segment, SourceIds, Text
from geo.records.vocab import GeometryBasis

#: Where one of these is, lines can be made, so they should be there.
_GUIDES = ("network/waypoints.csv", "basemap")
_END_OFF_KM = 0.5
_REBUILD = "Run 'python -m geo build network' again"


class TrackLine(Record):
    """A derived line: `id` is that of its segment, `line` runs from `from_id` to `to_id`.

    `network_km` is the length along the network, in kilometres; `straight_km` the longest
    distance between two neighbouring points that are known; `end_gaps_km` how far the network
    ends from the two sites.
    """

    id: Id
    line: Annotated[tuple[LonLat, ...], Field(min_length=2)]
    network_km: Annotated[float, Field(gt=0)]
    geometry_basis: GeometryBasis
    geometry_note: Text
    geometry_source_ids: SourceIds
    straight_km: Annotated[float, Field(gt=0)]
    end_gaps_km: tuple[Annotated[float, Field(ge=0)], Annotated[float, Field(ge=0)]]

    @property
    def km_between_ends(self) -> float:
        """Kilometres along the network; with the gaps where it would be shorter than a ruler."""
        if self.network_km >= length_km((self.line[0], self.line[-1])):
            return self.network_km
        return round(self.network_km + sum(self.end_gaps_km), 1)


class TrackLines(NamedTuple):
    """The derived lines by segment, and their shapes in degrees."""

    by_id: Mapping[str, TrackLine]
    shapes: Mapping[str, BaseGeometry]


class Laid(NamedTuple):
    """Segments, the shapes of those that carry a derived line, and whether the file was read."""

    segments: tuple[Segment, ...]
    shapes: Mapping[str, BaseGeometry]
    is_read: bool


def read_track_lines(folder: Path, problems: Problems) -> TrackLines | None:
    """The derived lines of a data folder; None if nothing of the file can be used.

    An atlas without points to guide them has none. A damaged line is noted and left out.
    """
    guided = any((folder / name).exists() for name in _GUIDES)
    if not os.path.lexists(folder / TRACK_LINES) and not guided:
        return TrackLines({}, {})
    features = read_features(folder / TRACK_LINES, problems, ("LineString",))
    if features is None:
        return None
    lines, shapes = {}, {}
    for name, given, shape, positions in features.rows():
        if name in lines:
            problems.add("id_double", "the line stands twice", _REBUILD, name, "id")
        line = parse(TrackLine, {**given, "id": name, "line": positions}, problems, name)
        if line is not None:
            lines[name], shapes[name] = line, shape
    return TrackLines(lines, shapes)


def with_track_lines(segments: Iterable[Segment], folder: Path, problems: Problems) -> Laid:
    """The segments, those that exist and have a derived line carrying it.

    A line that does not end where its segment ends is older than the segment: it is noted, and
    the schematic line stays. Lines of segments that exist no more are passed over.
    """
    segments = tuple(segments)
    lines = read_track_lines(folder, problems)
    known = lines or TrackLines({}, {})
    if lines and not lines.by_id and not problems.issues and _should_have_lines(segments, folder):
        problems.add("lines_missing", "it holds no lines", _REBUILD)
    carried = tuple(
        _with_track_line(segment, known.by_id.get(segment.id), problems) for segment in segments
    )
    laid = [new.id for old, new in zip(segments, carried, strict=True) if new is not old]
    return Laid(carried, {name: known.shapes[name] for name in laid}, lines is not None)


def _should_have_lines(segments: Iterable[Segment], folder: Path) -> bool:
    is_guided = any((folder / name).exists() for name in (*_GUIDES, ROUTES))
    return is_guided and any(segment.lifecycle.is_built for segment in segments)


def _with_track_line(segment: Segment, found: TrackLine | None, problems: Problems) -> Segment:
    if found is None or not segment.lifecycle.is_on_the_ground:
        return segment
    off = _end_off_km(segment.line, found.line)
    if off > _END_OFF_KM:
        said = f"the line ends {off:.1f} km from where the segment ends"
        problems.add("line_outdated", said, _REBUILD, segment.id, "geometry")
        return segment
    fields = found.model_dump(exclude={"id", "line", "straight_km", "end_gaps_km"})
    fields |= {"line": found.line, "network_km": found.km_between_ends}
    return segment.model_copy(update=fields)


def _end_off_km(line: Sequence[LonLat], other: Sequence[LonLat]) -> float:
    return max(length_km((line[0], other[0])), length_km((line[-1], other[-1])))
