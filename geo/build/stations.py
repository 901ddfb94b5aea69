"""Station points as further points of the tracks: they show where a long link really runs."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import shapely

from geo.build.frame import Box
from geo.build.graph import Graph
from geo.measure import length_km
from geo.model import LonLat
from geo.plane import to_plane

#: Where the stations of the Indian package lie beside tracks of Pakistan.
STATION_REGION = Box(66.0, 23.0, 76.0, 35.0)
#: Links shorter than this cannot be far off, and cities are full of them.
_SHORTEST_KM = 3.0
#: The point of a station stands beside its tracks, and points are rounded.
_BESIDE_KM = 0.8
#: A line through the stations may be so much longer than the track itself.
_SLACK = 1.01
#: Stations nearer than this to an end tell nothing that the end does not.
_AT_END_KM = 0.5


def read_stations(path: Path, box: Box = STATION_REGION) -> list[LonLat]:
    """Read the station points of @railroute-ts/india in a box, sorted, none twice."""
    records = json.loads(path.read_text(encoding="utf-8"))
    points = {LonLat(*record["coord"]) for record in records}
    return sorted(
        at for at in points if box.west <= at.lon <= box.east and box.south <= at.lat <= box.north
    )


def thread_stations(graph: Graph, stations: Sequence[LonLat], source_id: str) -> int:
    """Lead long links through the stations on them; returns how many times that was done.

    A station belongs to a link if it lies no further from the chord than the track can swing
    out, and if the line through all stations of the link does not become longer than the track.
    """
    pairs = [
        (one, other)
        for one, other, link in graph.pairs()
        if link.km >= _SHORTEST_KM and graph.chord_km(one, other) >= _SHORTEST_KM
    ]
    plane = to_plane(graph.points)
    chords = shapely.linestrings([[plane[one], plane[other]] for one, other in pairs])
    swings = [_swing_km(graph, one, other) for one, other in pairs]
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
        through = _fitting(graph, one, other, [stations[s] for _, s in sorted(candidates)])
        if through:
            graph.thread(one, other, through, [source_id] * len(through))
            count += len(through)
    return count


def _swing_km(graph: Graph, one: int, other: int) -> float:
    """How far from its chord a track of known length can be, and a station beside it."""
    spare = graph.links[one][other].km ** 2 - graph.chord_km(one, other) ** 2
    return 0.5 * math.sqrt(max(spare, 0.0)) + _BESIDE_KM


def _fitting(graph: Graph, one: int, other: int, through: Iterable[LonLat]) -> list[LonLat]:
    """Drop the stations that make the line longer than the track, the worst first."""
    limit = graph.links[one][other].km * _SLACK
    chain = [graph.points[one], *through, graph.points[other]]
    while len(chain) > 2 and length_km(chain) > limit:  # noqa: PLR2004 - only the ends are left
        savings = [
            length_km((before, at)) + length_km((at, after)) - length_km((before, after))
            for (before, at), after in zip(pairwise(chain), chain[2:], strict=False)
        ]
        del chain[savings.index(max(savings)) + 1]
    return chain[1:-1]
