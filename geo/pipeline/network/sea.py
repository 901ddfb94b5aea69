"""Ways by sea through the network of the package searoute, which is read and never run."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import pyproj
import shapely

from geo.geometry.measure import length_km
from geo.pipeline.graph.graph import Graph, GraphEdge
from geo.pipeline.graph.routing import NetworkPath
from geo.pipeline.network.tracks import DECIMALS
from geo.records.model import LonLat

#: Passages that no ship of ours takes: ice.
CLOSED = frozenset({"northwest", "bering"})
_STEP_KM = 50.0
_ELLIPSOID = pyproj.Geod(ellps="WGS84")
#: Lanes far from every corridor are left out: west of Gibraltar and east of Vladivostok.
_WEST, _EAST = -20.0, 140.0


def read_sea_lanes(path: Path) -> Graph:
    """Read the sea lanes as a network; the length of an edge is its distance on the ellipsoid."""
    graph = Graph()
    numbers: dict[LonLat, int] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        if feature["properties"].get("passage") in CLOSED:
            continue
        for lane in shapely.get_parts(shapely.geometry.shape(feature["geometry"])):
            points = [LonLat(lon, lat) for lon, lat in lane.coords if _WEST <= lon <= _EAST]
            if len(points) == len(lane.coords):
                _add_lane(graph, numbers, points)
    return graph


def _add_lane(graph: Graph, numbers: dict[LonLat, int], points: Sequence[LonLat]) -> None:
    for at in points:
        if at not in numbers:
            numbers[at] = graph.add_point(at)
    for start, end in pairwise(points):
        graph.join_points(numbers[start], numbers[end], GraphEdge(length_km((start, end))))


def sea_line(graph: Graph, path: NetworkPath, ends: tuple[LonLat, LonLat]) -> tuple[LonLat, ...]:
    """Return the line of a way by sea from port to port, bent along great circles.

    Ports may lie far from the nearest lane; the legs to them belong to the line.
    """
    corners = [ends[0], *(graph.points[number] for number in path.points), ends[1]]
    return tuple(_great_circles(corners))


def _great_circles(corners: Iterable[LonLat]) -> list[LonLat]:
    chain = list(corners)
    bent = [chain[0]]
    for start, end in pairwise(chain):
        pieces = int(length_km((start, end)) // _STEP_KM)
        between = _ELLIPSOID.npts(*start, *end, pieces) if pieces else ()
        bent += [LonLat(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in between]
        if end != bent[-1]:
            bent.append(end)
    return bent
