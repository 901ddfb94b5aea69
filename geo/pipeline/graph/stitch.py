"""Mend the network: its ends were rounded before they were matched, so they miss each other.

Without this, Tashkent to Moscow takes 4,500 km instead of 3,300, and Lahore has no way to
Rawalpindi.
"""

import shapely

from geo.geometry.projection import to_plane
from geo.pipeline.graph.graph import Graph, Link, Origin

#: A cell of 0.001 degrees is up to 111 m wide: neighbours that belong together lie this close.
NEAR_KM = 0.35
#: A dead end is joined to whatever lies this close.
DEAD_END_KM = 1.5


def stitch(graph: Graph) -> tuple[int, int]:
    """Join points that rounding has torn apart; returns how many pairs and how many dead ends."""
    shapes = shapely.points(to_plane(graph.points))
    tree = shapely.STRtree(shapes)
    found = tree.query(shapes, predicate="dwithin", distance=NEAR_KM)
    torn = sorted(
        (one, other)
        for one, other in zip(*found.tolist(), strict=True)
        if one < other and other not in graph.links[one]
    )
    for one, other in torn:
        graph.join(one, other, Link(graph.chord_km(one, other), Origin.STITCH))
    return len(torn), _join_dead_ends(graph, shapes, tree)


def _join_dead_ends(graph: Graph, shapes: shapely.Geometry, tree: shapely.STRtree) -> int:
    ends = [number for number, links in enumerate(graph.links) if len(links) == 1]
    found = tree.query(shapes[ends], predicate="dwithin", distance=DEAD_END_KM)
    nearest: dict[int, tuple[float, int]] = {}
    for place, other in zip(*found.tolist(), strict=True):
        one = ends[place]
        if other != one and other not in graph.links[one]:
            candidate = (graph.chord_km(one, other), other)
            nearest[one] = min(nearest.get(one, candidate), candidate)
    for one, (km, other) in sorted(nearest.items()):
        graph.join(one, other, Link(km, Origin.STITCH))
    return len(nearest)
