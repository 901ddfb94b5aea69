"""A network of tracks, roads or sea lanes: points joined by edges that know their real length.

Points are (longitude, latitude) in degrees, EPSG:4326. The length of an edge is kilometres along
the track, not along the straight line between its two points.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from geo.geometry.measure import length_km
from geo.pipeline.frame import Box
from geo.records.errors import GeoError
from geo.records.model import LonLat


class GraphError(GeoError):
    """A network cannot be read, or it has no way from one place to another."""


#: The mark of a point that we have placed ourselves.
HAND = "hand"


class Origin(StrEnum):
    """Where an edge comes from."""

    DATA = "data"  # in the package
    STITCH = "stitch"  # closes a gap that rounding has torn
    BRIDGE = "bridge"  # exists on the ground, and the package lacks it


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """One stretch between two neighbouring points: kilometres along the track, and its origin.

    `in_print` says that the kilometres are a share of a published length.
    """

    km: float
    origin: Origin = Origin.DATA
    in_print: bool = False


@dataclass(slots=True)
class Graph:
    """Points and the edges between them; every edge can be travelled both ways.

    `marks` says of points that the package does not hold where they come from: the id of a
    source, or `HAND` if we have placed them.
    """

    points: list[LonLat] = field(default_factory=list)
    edges: list[dict[int, GraphEdge]] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)

    def add_point(self, at: LonLat, mark: str = "") -> int:
        """Add a point and return its number."""
        self.points.append(at)
        self.edges.append({})
        number = len(self.points) - 1
        if mark:
            self.marks[number] = mark
        return number

    def join_points(self, start: int, end: int, edge: GraphEdge) -> None:
        """Join two points; of two edges between the same points the shorter one is kept."""
        known = self.edges[start].get(end)
        if start == end or (known is not None and known.km <= edge.km):
            return
        self.edges[start][end] = self.edges[end][start] = edge

    def chord_km(self, start: int, end: int) -> float:
        """Return the straight distance between two points in kilometres."""
        return length_km((self.points[start], self.points[end]))

    def each_edge(self) -> Iterator[tuple[int, int, GraphEdge]]:
        """Every edge once, the lower number first, in order."""
        for start, edges in enumerate(self.edges):
            for end in sorted(edges):
                if start < end:
                    yield start, end, edges[end]

    def thread_through(
        self, start: int, end: int, through: Sequence[LonLat], marks: Sequence[str]
    ) -> list[int]:
        """Lead an edge through further points; its kilometres are shared out by distance.

        `marks` say of each further point where it comes from. Returns the numbers of all points
        from `start` to `end`.
        """
        self.edges[end].pop(start)
        edge = self.edges[start].pop(end)
        chain = [start, *map(self.add_point, through, marks), end]
        straight = [self.chord_km(*pair) for pair in pairwise(chain)]
        scale = edge.km / (sum(straight) or 1.0)
        for (tail, head), km in zip(pairwise(chain), straight, strict=True):
            self.join_points(tail, head, GraphEdge(km * scale, edge.origin))
        return chain

    def connected_parts(self) -> list[int]:
        """Return for every point the number of the first point that it is connected with."""
        part = [-1] * len(self.points)
        for start in range(len(part)):
            waiting = [start] if part[start] < 0 else []
            while waiting:
                here = waiting.pop()
                part[here] = start
                waiting += [neighbour for neighbour in self.edges[here] if part[neighbour] < 0]
        return part


def read_graph(text: str, box: Box) -> Graph:
    """Read the text of a module of scgraph_data, without running it, and keep what is in the box.

    Raises:
        GraphError: the text holds no line `nodes=[...]` or `graph=[...]`.

    """
    positions = json.loads(_assigned(text, "nodes"))
    neighbours = json.loads(re.sub(r"(\d+):", r'"\1":', _assigned(text, "graph")))
    graph = Graph()
    numbers = {
        number: graph.add_point(LonLat(lon, lat))
        for number, (lat, lon) in enumerate(positions)
        if box.west <= lon <= box.east and box.south <= lat <= box.north
    }
    for old, new in numbers.items():
        for name, km in neighbours[old].items():
            if int(name) in numbers:
                graph.join_points(new, numbers[int(name)], GraphEdge(float(km)))
    return graph


def _assigned(text: str, name: str) -> str:
    found = re.search(rf"^{name}=(\[.*\])$", text, re.MULTILINE)
    if found is None:
        raise GraphError(f"the package holds no line '{name}=[...]'; its form has changed")
    return found[1]
