"""Station points as further points of the tracks: they show where a long link really runs."""

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
class Rule:
    """When a point may bend a link: links of at least `shortest_km`, and how long it may get.

    `slack` is how many times its known length the bent link may have. The lengths of railways are
    good to a per cent; those of roads come from lines that were simplified, and are too short.
    """

    shortest_km: float
    slack: float


STATIONS_ON_RAIL = Rule(shortest_km=3.0, slack=1.01)
TOWNS_ON_ROADS = Rule(shortest_km=12.0, slack=1.06)


def thread_stations(
    graph: Graph, stations: Sequence[LonLat], mark: str, rule: Rule = STATIONS_ON_RAIL
) -> int:
    """Lead long links through the stations on them; returns how many times that was done.

    A station belongs to a link if it lies no further from the chord than the track can swing
    out, and if the line through all stations of the link does not become longer than the track.
    """
    pairs = [
        (one, other)
        for one, other, link in graph.pairs()
        if link.km >= rule.shortest_km and graph.chord_km(one, other) >= rule.shortest_km
    ]
    plane = to_plane(graph.points)
    chords = shapely.linestrings([[plane[one], plane[other]] for one, other in pairs])
    swings = [_swing_km(graph, one, other, rule) for one, other in pairs]
    places = shapely.points(to_plane(stations))
    tree = shapely.STRtree(places)
    found = tree.query(chords, predicate="dwithin", distance=swings)
    on_link: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, station in zip(*found.tolist(), strict=True):
        along = float(shapely.line_locate_point(chords[number], places[station]))
        if _AT_END_KM < along < chords[number].length - _AT_END_KM:
            on_link[number].append((along, station))
    count = 0
    for number, candidates in sorted(on_link.items()):
        one, other = pairs[number]
        through = _fitting(graph, one, other, [stations[s] for _, s in sorted(candidates)], rule)
        if through:
            graph.thread(one, other, through, [mark] * len(through))
            count += len(through)
    return count


def _swing_km(graph: Graph, one: int, other: int, rule: Rule) -> float:
    """How far from its chord a track of known length can be, and a station beside it."""
    longest = graph.links[one][other].km * max(rule.slack - 0.01, 1.0)
    spare = longest**2 - graph.chord_km(one, other) ** 2
    return 0.5 * math.sqrt(max(spare, 0.0)) + _BESIDE_KM


def _fitting(
    graph: Graph, one: int, other: int, through: Iterable[LonLat], rule: Rule
) -> list[LonLat]:
    """Drop the stations that make the line longer than the track, the worst first."""
    limit = graph.links[one][other].km * rule.slack
    chain = [graph.points[one], *through, graph.points[other]]
    while len(chain) > 2 and length_km(chain) > limit:  # noqa: PLR2004 - only the ends are left
        savings = [
            length_km((before, at)) + length_km((at, after)) - length_km((before, after))
            for (before, at), after in zip(pairwise(chain), chain[2:], strict=False)
        ]
        del chain[savings.index(max(savings)) + 1]
    return chain[1:-1]
