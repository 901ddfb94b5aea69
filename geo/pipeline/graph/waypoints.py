"""Points placed by hand: where the real track runs between two distant points of the network.

`data/network/README.md` explains the columns of `waypoints.csv`. Rows of one chord belong together;
its first and last row are named `node` and repeat two points of the network to the third decimal.
Chords whose name begins with `bridge-` (for a railway) or `road-` are stretches that exist on the
ground and that the package lacks.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from geo.geometry.measure import length_km
from geo.pipeline.graph.graph import HAND, Graph, GraphEdge, GraphError, Origin
from geo.records.model import LonLat

COLUMNS = ("chord", "order", "lon", "lat", "note")
_BRIDGE = "bridge-"
_ROAD = "road-"
_HIGHWAY = "highway-"
OSM_SOURCE = "src-osm-2026-asia-railway"
ROAD_SOURCE = "src-osm-mapy-stredna-azia"
OLDER_STATIONS_SOURCE = "src-osm-2019-esr"
#: Notes of points that were read in OpenStreetMap; all others are our own knowledge.
_SOURCE_OF = {
    "station": OSM_SOURCE,
    "track": OSM_SOURCE,
    "station of 2019": OLDER_STATIONS_SOURCE,
    "road": ROAD_SOURCE,
}
#: A point of a bridge that lies so close to one of the network is that one.
_SAME_KM = 0.2
#: Ends of the second track of a double line lie so close to those of the first.
_TWIN_KM = 1.5
_TWIN_SHARE = 0.05
#: A little more than the reach of both, so that few distances must be worked out.
_ROUGH_DEG = 0.02
#: Track is this much longer than a line drawn by hand through its stations: the middle value of
#: the chords whose length we know, see `tests/shipped/test_build_network.py`.
WINDING = 1.02


@dataclass(frozen=True, slots=True)
class Chord:
    """One chord or bridge: its name, its points with both ends, and where each point comes from."""

    name: str
    points: tuple[LonLat, ...]
    marks: tuple[str, ...]

    @property
    def is_bridge(self) -> bool:
        """Whether the package lacks this stretch."""
        return self.name.startswith((_BRIDGE, _ROAD))

    @property
    def is_for_road(self) -> bool:
        """Whether it belongs to the network of roads."""
        return self.name.startswith(_ROAD)


def read_chords(path: Path) -> list[Chord]:
    """Read the chords, in the order of their names.

    Raises:
        GraphError: a column is missing, a cell is no number or a chord has fewer than two rows.

    """
    with path.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            raise GraphError(f"{path.name}: the header lacks {', '.join(missing)}")
        rows = sorted((_read_row(path, row) for row in table), key=lambda row: row[:2])
    chords = []
    for name, members in groupby(rows, key=lambda row: row[0]):
        _, _, points, marks = zip(*members, strict=True)
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            raise GraphError(f"{path.name}: chord {name} has one row, it needs two ends")
        chords.append(Chord(name, points, marks))
    return chords


def _read_row(path: Path, row: Mapping[str, str]) -> tuple[str, int, LonLat, str]:
    mark = _SOURCE_OF.get(row["note"], HAND)
    try:
        return row["chord"], int(row["order"]), LonLat(float(row["lon"]), float(row["lat"])), mark
    except ValueError as error:
        raise GraphError(
            f"{path.name}: chord {row['chord']}, order {row['order']}: {error}"
        ) from None


def apply_chords(graphs: Sequence[Graph], chords: Iterable[Chord]) -> int:
    """Lead edges through the points placed for them; returns how many points were placed.

    A chord belongs to the first network that has both its ends as neighbours. A second track
    beside it is led through the same points.

    Raises:
        GraphError: no edge of any network joins the two ends of a chord.

    """
    numbers = [{at: number for number, at in enumerate(graph.points)} for graph in graphs]
    placed = 0
    for chord in chords:
        found = _edge_of(chord, graphs, numbers)
        if found is None:
            raise GraphError(
                f"waypoints: no link joins the ends of chord {chord.name}; "
                "name two neighbours of one network, to the third decimal"
            )
        graph, start, end = found
        if chord.name.startswith(_HIGHWAY):
            _lengthen(graph, start, end, length_km(chord.points))
        _thread_with_twin(graph, start, end, chord)
        placed += len(chord.points) - 2
    return placed


def _edge_of(
    chord: Chord, graphs: Sequence[Graph], numbers: Sequence[Mapping[LonLat, int]]
) -> tuple[Graph, int, int] | None:
    for graph, known in zip(graphs, numbers, strict=True):
        start, end = known.get(chord.points[0]), known.get(chord.points[-1])
        if start is not None and end is not None and end in graph.edges[start]:
            return graph, start, end
    return None


def _lengthen(graph: Graph, start: int, end: int, km: float) -> None:
    """Make an edge at least as long as the line through points that its road is known to pass.

    The package measured roads on simplified lines; a road is never shorter than such a line.
    """
    edge = graph.edges[start][end]
    if edge.km < km:
        graph.edges[start][end] = graph.edges[end][start] = GraphEdge(km, edge.origin)


def _thread_with_twin(graph: Graph, start: int, end: int, chord: Chord) -> None:
    km = graph.edges[start][end].km
    starts, ends = _points_around(graph, start), set(_points_around(graph, end))
    twins = [
        (tail, head)
        for tail in starts
        for head in sorted(graph.edges[tail].keys() & ends)
        if abs(graph.edges[tail][head].km - km) <= _TWIN_SHARE * km
    ]
    for tail, head in twins:
        graph.thread_through(tail, head, chord.points[1:-1], chord.marks[1:-1])


def _points_around(graph: Graph, number: int) -> list[int]:
    """Numbers of the points that a second track may begin at, in order."""
    lon, lat = graph.points[number]
    near = [
        other
        for other, at in enumerate(graph.points)
        if abs(at.lat - lat) < _ROUGH_DEG and abs(at.lon - lon) < 2 * _ROUGH_DEG
    ]
    return [other for other in near if graph.chord_km(other, number) <= _TWIN_KM]


def build_bridges(graph: Graph, bridges: Iterable[Chord]) -> float:
    """Add stretches that the package lacks; returns their kilometres.

    A point of a bridge that lies on one of the network joins it. The length of a bridge is that
    of its line on the ellipsoid, times `WINDING`.

    Raises:
        GraphError: a bridge leads nowhere, even with the others.

    """
    total, before, starts = 0.0, len(graph.points), {}
    for bridge in bridges:
        chain = [
            _point_at(graph, at, mark) for at, mark in zip(bridge.points, bridge.marks, strict=True)
        ]
        starts[bridge.name] = chain[0]
        for start, end in pairwise(chain):
            km = graph.chord_km(start, end) * WINDING
            graph.join_points(start, end, GraphEdge(km, Origin.BRIDGE))
            total += km
    parts = graph.connected_parts()
    apart = [name for name, start in starts.items() if parts[start] >= before]
    if apart:
        raise GraphError(f"waypoints: {', '.join(apart)} touches the network nowhere")
    return total


def _point_at(graph: Graph, at: LonLat, mark: str) -> int:
    near = [
        (length_km((at, known)), number)
        for number, known in enumerate(graph.points)
        if abs(known.lat - at.lat) < _ROUGH_DEG and abs(known.lon - at.lon) < 2 * _ROUGH_DEG
    ]
    km, number = min(near, default=(_SAME_KM, -1))
    return number if km < _SAME_KM else graph.add_point(at, mark)
