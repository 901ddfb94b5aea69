"""The way through a network that serves a list of places in order."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.pipeline.graph.graph import Graph, GraphEdge, GraphError, Origin

#: What it costs, in km, to use an edge that is a guess. It keeps the way on the mapped track
#: wherever there is one, and out of short cuts across stations.
_PENALTY_KM = {Origin.DATA: 0.0, Origin.STITCH: 1.0, Origin.BRIDGE: 0.0}

#: A layer counts the stops served; a state is a layer and the number of a point.
_State = tuple[int, int]
_NOWHERE: _State = (-1, -1)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to serve: the points of the network that may do it, each with a penalty in km."""

    name: str
    reach: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class NetworkPath:
    """The way found: its points in order, and at which of them each stop is served."""

    points: tuple[int, ...]
    stops: tuple[int, ...]

    def edges(self, graph: Graph) -> list[GraphEdge]:
        """Return the edges between its points, in order."""
        return [graph.edges[start][end] for start, end in pairwise(self.points)]


def find_path(graph: Graph, stops: Sequence[Stop]) -> NetworkPath:
    """Return the cheapest way that serves all stops in order (Dijkstra, one layer for each stop).

    Raises:
        GraphError: there is no such way; the sentence names the first stop out of reach.

    """
    before: dict[_State, _State] = {}
    queue = [(cost, (1, point), _NOWHERE) for point, cost in sorted(stops[0].reach.items())]
    heapq.heapify(queue)
    while queue:
        cost, here, came_from = heapq.heappop(queue)
        if here in before:
            continue
        before[here] = came_from
        layer, point = here
        if layer == len(stops):
            return _path_back_from(before, here)
        penalty = stops[layer].reach.get(point)
        if penalty is not None:
            heapq.heappush(queue, (cost + penalty, (layer + 1, point), here))
        for neighbour, edge in graph.edges[point].items():
            if (layer, neighbour) not in before:
                onward = cost + edge.km + _PENALTY_KM[edge.origin]
                heapq.heappush(queue, (onward, (layer, neighbour), here))
    served = max((layer for layer, _ in before), default=0)
    raise GraphError(f"there is no way to {stops[served].name}")


def _path_back_from(before: Mapping[_State, _State], end: _State) -> NetworkPath:
    trail = [end]
    while before[trail[-1]] != _NOWHERE:
        trail.append(before[trail[-1]])
    trail.reverse()
    points, stops = [trail[0][1]], [0]
    for (last_layer, _), (layer, point) in pairwise(trail):
        if layer > last_layer:
            stops.append(len(points) - 1)
        else:
            points.append(point)
    return NetworkPath(tuple(points), tuple(stops))
