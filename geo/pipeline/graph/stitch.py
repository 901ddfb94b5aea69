"""Mend the network: its ends were rounded before they were matched, so they miss each other.

Without this, Tashkent to Moscow takes 4,500 km instead of 3,300, and Lahore has no way to
Rawalpindi.
"""

import shapely

from geo.geometry.projection import to_plane
from geo.pipeline.graph.graph import Graph, GraphEdge, Origin

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
        (start, end)
        for start, end in zip(*found.tolist(), strict=True)
        if start < end and end not in graph.edges[start]
    )
    for start, end in torn:
        graph.join_points(start, end, GraphEdge(graph.chord_km(start, end), Origin.STITCH))
    return len(torn), _join_dead_ends(graph, shapes, tree)


def _join_dead_ends(graph: Graph, shapes: shapely.Geometry, tree: shapely.STRtree) -> int:
    ends = [number for number, edges in enumerate(graph.edges) if len(edges) == 1]
    found = tree.query(shapes[ends], predicate="dwithin", distance=DEAD_END_KM)
    nearest: dict[int, tuple[float, int]] = {}
    for place, end in zip(*found.tolist(), strict=True):
        start = ends[place]
        if end != start and end not in graph.edges[start]:
            candidate = (graph.chord_km(start, end), end)
            nearest[start] = min(nearest.get(start, candidate), candidate)
    for start, (km, end) in sorted(nearest.items()):
        graph.join_points(start, end, GraphEdge(km, Origin.STITCH))
    return len(nearest)
