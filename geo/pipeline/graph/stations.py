"""Station points as further points of the tracks: they show where a long edge really runs."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import shapely

from geo.geometry.measure import length_km
from geo.geometry.projection import to_plane
from geo.pipeline.frame import Box
from geo.pipeline.graph.graph import Graph
from geo.records.model import LonLat

#: Where the stations of the Indian package lie beside tracks of Pakistan.
STATION_REGION = Box(66.0, 23.0, 76.0, 35.0)
#: The point of a station stands beside its tracks, and points are rounded.
_BESIDE_KM = 0.8
#: Stations nearer than this to an end tell nothing that the end does not.
_AT_END_KM = 0.5


def read_stations(path: Path, box: Box = STATION_REGION) -> list[LonLat]:
    """Read the station points of @railroute-ts/india in a box, sorted, none twice."""
    records = json.loads(path.read_text(encoding="utf-8"))
    points = {LonLat(*record["coord"]) for record in records}
    return sorted(
        at for at in points if box.west <= at.lon <= box.east and box.south <= at.lat <= box.north
    )


@dataclass(frozen=True, slots=True)
class ThreadingRule:
    """When a point may bend an edge: edges of at least `shortest_km`, and how long it may get.

    `slack` is how many times its known length the bent edge may have. The lengths of railways are
    good to a per cent; those of roads come from lines that were simplified, and are too short.
    """

    shortest_km: float
    slack: float


STATIONS_ON_RAIL = ThreadingRule(shortest_km=3.0, slack=1.01)
TOWNS_ON_ROADS = ThreadingRule(shortest_km=12.0, slack=1.06)


def thread_stations(
    graph: Graph, stations: Sequence[LonLat], mark: str, rule: ThreadingRule = STATIONS_ON_RAIL
) -> int:
    """Lead long edges through the stations on them; returns how many times that was done.

    A station belongs to an edge if it lies no further from the chord than the track can swing
    out, and if the line through all stations of the edge does not become longer than the track.
    """
    pairs = [
        (start, end)
        for start, end, edge in graph.each_edge()
        if edge.km >= rule.shortest_km and graph.chord_km(start, end) >= rule.shortest_km
    ]
    plane = to_plane(graph.points)
    chords = shapely.linestrings([[plane[start], plane[end]] for start, end in pairs])
    swings = [_swing_km(graph, start, end, rule) for start, end in pairs]
    places = shapely.points(to_plane(stations))
    tree = shapely.STRtree(places)
    found = tree.query(chords, predicate="dwithin", distance=swings)
    on_edge: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, station in zip(*found.tolist(), strict=True):
        along = float(shapely.line_locate_point(chords[number], places[station]))
        if _AT_END_KM < along < chords[number].length - _AT_END_KM:
            on_edge[number].append((along, station))
    count = 0
    for number, candidates in sorted(on_edge.items()):
        start, end = pairs[number]
        through = _stations_that_fit(
            graph, start, end, [stations[at] for _, at in sorted(candidates)], rule
        )
        if through:
            graph.thread_through(start, end, through, [mark] * len(through))
            count += len(through)
    return count


def _swing_km(graph: Graph, start: int, end: int, rule: ThreadingRule) -> float:
    """How far from its chord a track of known length can be, and a station beside it."""
    longest = graph.edges[start][end].km * max(rule.slack - 0.01, 1.0)
    spare = longest**2 - graph.chord_km(start, end) ** 2
    return 0.5 * math.sqrt(max(spare, 0.0)) + _BESIDE_KM


def _stations_that_fit(
    graph: Graph, start: int, end: int, through: Iterable[LonLat], rule: ThreadingRule
) -> list[LonLat]:
    """Drop the stations that make the line longer than the track, the worst first."""
    limit = graph.edges[start][end].km * rule.slack
    chain = [graph.points[start], *through, graph.points[end]]
    while len(chain) > 2 and length_km(chain) > limit:  # noqa: PLR2004 - only the ends are left
        savings = [
            length_km((before, at)) + length_km((at, after)) - length_km((before, after))
            for (before, at), after in zip(pairwise(chain), chain[2:], strict=False)
        ]
        del chain[savings.index(max(savings)) + 1]
    return chain[1:-1]
