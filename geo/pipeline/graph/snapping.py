"""Where the places of our records meet the network."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import shapely

from geo.geometry.measure import length_km
from geo.geometry.projection import to_plane
from geo.pipeline.graph.graph import HAND, Graph
from geo.pipeline.graph.routing import Stop
from geo.records.model import LonLat

#: How far from a place its track may be, and what a km of that counts as on the way there.
#: Where a line begins or ends, it should come close; where it passes, a town may lie aside.
END_KM, END_PENALTY, STATION_PENALTY = 15.0, 3.0, 4.0
VIA_KM, VIA_PENALTY = 25.0, 1.5
#: Sea lanes keep off the coast; Chabahar lies 225 km from the nearest one.
PORT_KM, PORT_PENALTY = 300.0, 1.3
#: A long edge may pass a place though its ends are far off: then it gets a point there.
_FOOT_WITHIN_KM = 8.0
_FOOT_SAVES_KM = 1.0


def add_feet(graph: Graph, places: Iterable[LonLat]) -> int:
    """Give long edges a point where they pass a place; returns how many points were added.

    Such a point lies on the straight line of the edge, so it counts as placed by hand.
    """
    pairs = [(start, end) for start, end, _ in graph.each_edge()]
    plane = to_plane(graph.points)
    lines = shapely.linestrings([[plane[start], plane[end]] for start, end in pairs])
    line_tree = shapely.STRtree(lines)
    point_tree = shapely.STRtree(shapely.points(plane))
    feet: dict[int, list[tuple[float, LonLat]]] = defaultdict(list)
    for at in sorted(set(places)):
        place = shapely.Point(to_plane([at])[0])
        (line,), (aside,) = line_tree.query_nearest(place, return_distance=True, all_matches=False)
        _, (off,) = point_tree.query_nearest(place, return_distance=True, all_matches=False)
        # `aside` is the distance to the edge, `off` that to its nearest point, both in plane km.
        if aside <= _FOOT_WITHIN_KM and off - aside > _FOOT_SAVES_KM:
            start, end = (graph.points[number] for number in pairs[line])
            share = shapely.line_locate_point(lines[line], place, normalized=True)
            feet[int(line)].append((float(share), _between(start, end, float(share))))
    # Only now, since threading an edge takes it out of the graph that the trees describe.
    for line, points in sorted(feet.items()):
        graph.thread_through(*pairs[line], [at for _, at in sorted(points)], [HAND] * len(points))
    return sum(map(len, feet.values()))


def _between(start: LonLat, end: LonLat, share: float) -> LonLat:
    lon = start.lon + (end.lon - start.lon) * share
    lat = start.lat + (end.lat - start.lat) * share
    return LonLat(round(lon, 5), round(lat, 5))


class SnappedPlace(NamedTuple):
    """A place to serve, how far off its position may be, and whether it is a point of the track."""

    name: str
    at: LonLat
    error_km: float = 0.0
    is_station: bool = False


class Snapper:
    """Finds the points of a finished network that may serve a place."""

    def __init__(self, graph: Graph) -> None:
        """Index the points; the network must not change afterwards."""
        self._graph = graph
        self._tree = shapely.STRtree(shapely.points(to_plane(graph.points)))

    def stop_at_end(self, place: SnappedPlace, most_km: float = END_KM) -> Stop:
        """A place where a line begins or ends; its track lies at most `most_km` away."""
        # A station is a point of its track, so a track beside it is likely another one.
        penalty = STATION_PENALTY if place.is_station else END_PENALTY
        return self._stop_within(place, min(END_KM, most_km), penalty)

    def stop_on_the_way(self, place: SnappedPlace) -> Stop:
        """A place that a line passes."""
        return self._stop_within(place, VIA_KM, VIA_PENALTY)

    def stop_at_port(self, place: SnappedPlace) -> Stop:
        """A place where a ship calls."""
        return self._stop_within(place, PORT_KM, PORT_PENALTY)

    def _stop_within(self, place: SnappedPlace, within: float, penalty: float) -> Stop:
        point = shapely.Point(to_plane([place.at])[0])
        # A place known to 5 km may have its track 5 km farther off than one that is known exactly.
        reach_km = within + place.error_km
        found = self._tree.query(point, predicate="dwithin", distance=reach_km)
        reach: Mapping[int, float] = {
            number: penalty * length_km((place.at, self._graph.points[number]))
            for number in sorted(found.tolist())
        }
        return Stop(place.name, reach)
