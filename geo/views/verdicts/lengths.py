"""How long a line is, three ways: on the ellipsoid, along the network, and in print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geometry.measure import length_km
from geo.geometry.projection import to_plane
from geo.records.dates import Day
from geo.records.model import LonLat, Site
from geo.records.vocab import Extent, Mode, Quantity
from geo.routing.route_model import LineFilter, Objective, PostPolicy, RouteQuery
from geo.routing.router import Router
from geo.views.verdicts.repeats import Repeats

#: An end of a line is taken for a place of the network within this, in km.
SNAP_KM = 25.0
#: A segment that the line is beside for less than this tells nothing of its length.
_MOST_OF_IT = 0.8


@dataclass(frozen=True, slots=True)
class NetworkLength:
    """The shortest way over the lines of the atlas between the places at the ends of a line.

    `km` is None where no way joins them; `off_km` is how far each end of the line is from its
    place.
    """

    from_id: str
    to_id: str
    off_km: tuple[float, float]
    km: float | None


@dataclass(frozen=True, slots=True)
class PrintedLength:
    """A published length of a record that the line repeats, in km, with what it covers."""

    record_id: str
    low: float
    high: float
    scope: str
    source_ids: tuple[str, ...]


def geodesic_km(shape: BaseGeometry) -> float:
    """Length on the WGS 84 ellipsoid in km, all parts together (longitude, latitude)."""
    return float(
        sum(
            length_km([LonLat(*at) for at in shapely.get_coordinates(part)])
            for part in shapely.get_parts(shape)
        )
    )


class NetworkMeasure:
    """The places of a network with an index, to measure ways between them."""

    def __init__(self, router: Router) -> None:
        """Lay an index over all places that a line touches."""
        self._router = router
        self._sites: list[Site] = [
            router.network.sites[name] for name in sorted(router.network.touched)
        ]
        self._tree = shapely.STRtree(shapely.points(to_plane([site.at for site in self._sites])))

    def between_ends(self, line: BaseGeometry, mode: Mode | None, day: Day) -> NetworkLength | None:
        """The way between the ends of a line; None if it is in pieces or ends too far off.

        Lines of every state are used and posts are taken for open: it is a length, no route.
        """
        whole = shapely.line_merge(line)
        if whole.geom_type != "LineString":
            return None
        points = shapely.get_coordinates(whole)[[0, -1]]
        ends = [self._snapped(LonLat(*at)) for at in points]
        if ends[0] is None or ends[1] is None or ends[0][0].id == ends[1][0].id:
            return None
        (start, start_km), (end, end_km) = ends[0], ends[1]
        query = RouteQuery(
            start.id,
            end.id,
            reach=LineFilter.PROPOSED,
            objective=Objective.KM,
            day=day,
            modes=frozenset({mode} if mode and mode.is_routable else {Mode.RAIL, Mode.ROAD}),
            posts=PostPolicy.IGNORE,
        )
        route = self._router.best(query)
        return NetworkLength(start.id, end.id, (start_km, end_km), route.km if route else None)

    def _snapped(self, at: LonLat) -> tuple[Site, float] | None:
        point = shapely.points(to_plane([at]))
        _, found = self._tree.query_nearest(point, max_distance=SNAP_KM, all_matches=False)
        if not len(found):
            return None
        site = self._sites[int(found[0])]
        return site, length_km((at, site.at))


def printed_lengths(router: Router, found: Repeats, line_km: float) -> tuple[PrintedLength, ...]:
    """What was published about the length of what the line repeats: its project, its segment."""
    return tuple(_printed(router, found, line_km))


def _printed(router: Router, found: Repeats, line_km: float) -> Iterator[PrintedLength]:
    atlas = router.atlas
    for share in found.projects[:1]:
        for claim in atlas.claims_of(share.project_id):
            is_length = claim.quantity is Quantity.LENGTH_KM and claim.low is not None
            if is_length and claim.extent is Extent.WHOLE and share.covered >= _MOST_OF_IT:
                low = claim.low or 0.0
                yield PrintedLength(
                    share.project_id, low, claim.high or low, claim.scope, claim.source_ids
                )
    for near in found.segments:
        segment = atlas.segment(near.segment_id)
        km = segment.published_length_km
        if km and near.within[1] >= _MOST_OF_IT and _are_alike(segment.line, line_km):
            source = segment.published_length_source_id
            sources = (source,) if source else segment.source_ids
            yield PrintedLength(segment.id, km, km, segment.published_length_scope or "", sources)


def _are_alike(line: Sequence[LonLat], km: float) -> bool:
    """Whether a line of this length can be all of a segment, and not a small part of it."""
    return bool(np.isclose(length_km(line), km, rtol=1 - _MOST_OF_IT))
