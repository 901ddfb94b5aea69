"""Published lengths of roads win over those of the network.

The package measured roads on simplified lines, so a road through mountains comes out up to a
quarter too short. Where a published length is known for a stretch, the edges on its way get so
many kilometres together. Lengths are kilometres along the road.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import shapely

from geo.geometry.projection import to_plane
from geo.pipeline.graph.graph import Graph, GraphEdge, GraphError
from geo.pipeline.graph.routing import NetworkPath, find_path
from geo.pipeline.network.places import TrackNetwork, places, stops_at
from geo.reading.network.routing_hints import WINS, Guides
from geo.records.model import Claim, Site

#: A length that would stretch or shrink the network more than this is of another road.
_LEAST_SHARE, _MOST_SHARE = 0.9, 1.6
#: The other carriageway lies this close, and gets its share too: a way may use either.
_TWIN_KM = 1.0


class RoadLength(NamedTuple):
    """A claim that wins: its kilometres, and those that the network had before."""

    claim_id: str
    published_km: float
    network_km: float


def apply_road_lengths(
    claims: Iterable[Claim],
    sites: Mapping[str, Site],
    guides: Guides,
    road: TrackNetwork,
    report: Callable[[str], None],
) -> Iterator[RoadLength]:
    """Give the edges on the way of each claim with the rule `WINS` its published length.

    Short stretches come first, and what they settle stays: a longer road shares the rest of its
    length out over its other edges.

    Raises:
        GraphError: a claim has no single length, no way, or a length that cannot be its own.

    """
    chosen = [claim for claim in claims if guides.of(claim.id).rule == WINS]
    for claim in sorted(chosen, key=lambda claim: (claim.low or 0.0, claim.id)):
        if claim.low is None or claim.high is not None:
            raise GraphError(f"{claim.id}: a length that wins must be a single number")
        via = guides.of(claim.id).via
        chain = places(claim.between_ids if via is None else via, sites)
        try:
            path = find_path(road.graph, stops_at(road, chain))
            before = _path_km(road.graph, path)
            _stretch_to(road.graph, path, claim.low)
        except GraphError as error:
            raise GraphError(f"{claim.id}: {error}") from None
        report(f"{claim.id}: {claim.low:g} km in print, the network had {before:.0f} km")
        yield RoadLength(claim.id, claim.low, round(before, 1))


def _path_km(graph: Graph, path: NetworkPath) -> float:
    return sum(edge.km for edge in path.edges(graph))


def _stretch_to(graph: Graph, path: NetworkPath, km: float) -> None:
    """Make a way so many kilometres long; only edges that no claim has settled yet change."""
    pairs = list(pairwise(path.points))
    free = [(start, end) for start, end in pairs if not graph.edges[start][end].in_print]
    free_km = sum(graph.edges[start][end].km for start, end in free)
    fixed_km = _path_km(graph, path) - free_km
    share = (km - fixed_km) / free_km if free_km else 1.0
    if not _LEAST_SHARE <= share <= _MOST_SHARE:
        raise GraphError(
            f"{km:g} km would make {free_km:.0f} km of the network {share:.2f} times as long"
        )
    for start, end in {*free, *_twin_edges(graph, path)}:
        edge = graph.edges[start][end]
        if not edge.in_print:
            longer = GraphEdge(edge.km * share, edge.origin, in_print=True)
            graph.edges[start][end] = graph.edges[end][start] = longer


def _twin_edges(graph: Graph, path: NetworkPath) -> Iterator[tuple[int, int]]:
    """Edges that run beside a way: both their ends lie within `_TWIN_KM` of it."""
    plane = to_plane(graph.points)
    beside = shapely.LineString([plane[number] for number in path.points]).buffer(_TWIN_KM)
    shapely.prepare(beside)
    near = shapely.intersects_xy(beside, [at[0] for at in plane], [at[1] for at in plane])
    for start, edges in enumerate(graph.edges):
        if near[start]:
            yield from ((start, end) for end in edges if start < end and near[end])
