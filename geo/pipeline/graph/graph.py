"""A network of tracks, roads or sea lanes: points joined by links that know their real length.

Points are (longitude, latitude) in degrees, EPSG:4326. The length of a link is kilometres along
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
    """Where a link comes from."""

    DATA = "data"  # in the package
    STITCH = "stitch"  # closes a gap that rounding has torn
    BRIDGE = "bridge"  # exists on the ground, and the package lacks it


@dataclass(frozen=True, slots=True)
class Link:
    """One stretch between two neighbouring points: kilometres along the track, and its origin.

    `in_print` says that the kilometres are a share of a published length.
    """

    km: float
    origin: Origin = Origin.DATA
    in_print: bool = False


@dataclass(slots=True)
class Graph:
    """Points and the links between them; every link can be travelled both ways.

    `marks` says of points that the package does not hold where they come from: the id of a
    source, or `HAND` if we have placed them.
    """

    points: list[LonLat] = field(default_factory=list)
    links: list[dict[int, Link]] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)

    def add(self, at: LonLat, mark: str = "") -> int:
        """Add a point and return its number."""
        self.points.append(at)
        self.links.append({})
        number = len(self.points) - 1
        if mark:
            self.marks[number] = mark
        return number

    def join(self, one: int, other: int, link: Link) -> None:
        """Join two points; of two links between the same points the shorter one is kept."""
        known = self.links[one].get(other)
        if one == other or (known is not None and known.km <= link.km):
            return
        self.links[one][other] = self.links[other][one] = link

    def chord_km(self, one: int, other: int) -> float:
        """Return the straight distance between two points in kilometres."""
        return length_km((self.points[one], self.points[other]))

    def pairs(self) -> Iterator[tuple[int, int, Link]]:
        """Every link once, the lower number first, in order."""
        for one, links in enumerate(self.links):
            for other in sorted(links):
                if one < other:
                    yield one, other, links[other]

    def thread(
        self, one: int, other: int, through: Sequence[LonLat], marks: Sequence[str]
    ) -> list[int]:
        """Lead a link through further points; its kilometres are shared out by distance.

        `marks` say of each further point where it comes from. Returns the numbers of all points
        from `one` to `other`.
        """
        self.links[other].pop(one)
        link = self.links[one].pop(other)
        chain = [one, *map(self.add, through, marks), other]
        straight = [self.chord_km(a, b) for a, b in pairwise(chain)]
        scale = link.km / (sum(straight) or 1.0)
        for (a, b), km in zip(pairwise(chain), straight, strict=True):
            self.join(a, b, Link(km * scale, link.origin))
        return chain

    def parts(self) -> list[int]:
        """Return for every point the number of the first point that it is connected with."""
        part = [-1] * len(self.points)
        for start in range(len(part)):
            waiting = [start] if part[start] < 0 else []
            while waiting:
                here = waiting.pop()
                part[here] = start
                waiting += [other for other in self.links[here] if part[other] < 0]
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
        number: graph.add(LonLat(lon, lat))
        for number, (lat, lon) in enumerate(positions)
        if box.west <= lon <= box.east and box.south <= lat <= box.north
    }
    for old, new in numbers.items():
        for name, km in neighbours[old].items():
            if int(name) in numbers:
                graph.join(new, numbers[int(name)], Link(float(km)))
    return graph


def _assigned(text: str, name: str) -> str:
    found = re.search(rf"^{name}=(\[.*\])$", text, re.MULTILINE)
    if found is None:
        raise GraphError(f"the package holds no line '{name}=[...]'; its form has changed")
    return found[1]
