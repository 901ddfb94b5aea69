"""Places in order, and the points of a network that may serve them."""

from collections.abc import Mapping, Sequence

from geo.geometry.measure import length_km
from geo.pipeline.graph.graph import Graph, GraphError
from geo.pipeline.graph.routing import Stop
from geo.pipeline.graph.snapping import SnappedPlace, Snapper
from geo.records.model import LonLat, Site

#: Sites of these sources are points of the track itself.
_STATION_SOURCES = frozenset({"src-osm-2024-scgraph", "src-osm-2026-stations"})


#: The track may begin and end away from its places by so much of the way between them.
_END_SHARE = 0.45


class TrackNetwork:
    """A finished network and its index of points."""

    def __init__(self, graph: Graph, source_id: str) -> None:
        """Index the points; `source_id` is the source of all those without a mark."""
        self.graph = graph
        self.snapper = Snapper(graph)
        self.source_id = source_id


def places(chain: Sequence[str | LonLat], sites: Mapping[str, Site]) -> list[SnappedPlace]:
    """Return places in order, given as ids of sites or as positions.

    Raises:
        GraphError: there is no site with one of the ids.

    """
    unknown = [stop for stop in chain if isinstance(stop, str) and stop not in sites]
    if unknown:
        raise GraphError(f"there is no place {', '.join(unknown)}")
    return [
        _place_of(sites[stop])
        if isinstance(stop, str)
        else SnappedPlace(f"{stop.lon} {stop.lat}", stop)
        for stop in chain
    ]


def _place_of(site: Site) -> SnappedPlace:
    is_station = site.location_source_id in _STATION_SOURCES
    return SnappedPlace(site.names.en, site.at, site.location_error_km or 0.0, is_station)


def stops_at(network: TrackNetwork, chain: Sequence[SnappedPlace]) -> list[Stop]:
    """Return the stops of a way from the first place through the others to the last.

    Raises:
        GraphError: the network does not come near one of them.

    """
    first, *between, last = chain
    # One point of the network must not serve both ends of a short line.
    most_km = _END_SHARE * length_km([place.at for place in chain])
    stops = [
        network.snapper.stop_at_end(first, most_km),
        *(network.snapper.stop_on_the_way(place) for place in between),
        network.snapper.stop_at_end(last, most_km),
    ]
    for stop in stops:
        if not stop.reach:
            raise GraphError(f"the network does not come near {stop.name}")
    return stops
