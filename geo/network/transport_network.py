"""The graph of places and legs: segments cut at every stop that they name.

A leg joins two sites in one mode. Lengths are kilometres; positions are (longitude, latitude) in
EPSG:4326. Gauges are never joined here: where a wagon or a box may change is decided in
`routing_graph` from the gauge changes that the sites record.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from geo.atlas import Atlas
from geo.geometry.measure import best_km, length_km
from geo.records.model import LonLat, Segment, Site
from geo.records.vocab import GeometryBasis, Lifecycle, Mode, SiteKind

if TYPE_CHECKING:
    from shapely.geometry import LineString

#: Places of one country that are so near to each other are joined by a local truck.
_LOCAL_KM = 15.0
#: Places with roads that are so near to each other are parts of one town, in km.
_ONE_TOWN_KM = 5.0
#: Streets wind: what a local truck drives for each kilometre of straight line (our assumption).
_LOCAL_WINDING = 1.3
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class BorderCrossing:
    """Where a leg passes from one country into another: the posts on its sides, as far as known."""

    countries: tuple[str, str]
    post_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece of a segment between two neighbouring places, or a local transfer without one.

    `project_id` is the home of the segment, `project_ids` are all that run over it. `km` is the
    best length known: published for the segment, else along the network, else drawn; `km_basis`
    says which. A piece of a segment has its share of the segment's kilometres.
    """

    id: str
    segment_id: str | None
    project_id: str | None
    project_ids: frozenset[str]
    from_id: str
    to_id: str
    mode: Mode
    gauges_mm: tuple[int, ...]
    lifecycle: Lifecycle
    opened: str | None
    km: float
    km_basis: str
    is_schematic: bool
    frontiers: tuple[BorderCrossing, ...]
    line: tuple[LonLat, ...] = field(repr=False)

    @property
    def is_local(self) -> bool:
        """Whether it is a local transfer that no record describes."""
        return self.segment_id is None


@dataclass(frozen=True, slots=True)
class Network:
    """All legs, and the sites that they join."""

    legs: tuple[Leg, ...]
    sites: Mapping[str, Site]
    frontiers: frozenset[BorderCrossing]
    touched: frozenset[str]

    def touches(self, site_id: str) -> bool:
        """Whether any leg begins or ends at the place."""
        return site_id in self.touched


def network_of(atlas: Atlas) -> Network:
    """Cut every segment at its stops, and join neighbouring places."""
    sites = {site.id: site for site in atlas.sites}
    # A stop that the atlas lacks is told by `geo check`; the line is left out until it is there.
    known = [segment for segment in atlas.segments if sites.keys() >= set(segment.stop_ids)]
    legs = [
        leg
        for segment in known
        for leg in _legs_of(segment, sites, _project_ids_over(atlas, segment))
    ]
    used = {end for leg in legs for end in (leg.from_id, leg.to_id)}
    # Only roads: a truck may join two places though a railway does so too.
    joined = {frozenset((leg.from_id, leg.to_id)) for leg in legs if leg.mode is Mode.ROAD}
    legs += _local_legs([sites[site_id] for site_id in sorted(used)], joined)
    return Network(
        legs=tuple(legs),
        sites=sites,
        frontiers=frozenset(frontier for leg in legs for frontier in leg.frontiers),
        touched=frozenset(end for leg in legs for end in (leg.from_id, leg.to_id)),
    )


def _project_ids_over(atlas: Atlas, segment: Segment) -> frozenset[str]:
    return frozenset(project.id for project in atlas.projects_over(segment.id))


def country_of(site: Site) -> str:
    """The country that a place counts for; a pass on a frontier belongs to the one named first."""
    return site.countries[0]


def _longitude_scale(line: Sequence[LonLat]) -> float:
    """What a degree of longitude is worth beside one of latitude, in the middle of the line."""
    return math.cos(math.radians(sum(at.lat for at in line) / len(line)))


def _scaled_line(line: Sequence[LonLat]) -> LineString:
    # Late, here and below: what only names filters and aims of routes cuts no line.
    from shapely.geometry import LineString  # noqa: PLC0415

    scale = _longitude_scale(line)
    return LineString([(at.lon * scale, at.lat) for at in line])


def _legs_of(segment: Segment, sites: Mapping[str, Site], users: frozenset[str]) -> Iterator[Leg]:
    """The legs of one segment, in its direction.

    Belts inside a plant carry no freight onwards, and a ruler between two ends is no way at all.
    """
    if not segment.mode.is_routable or segment.geometry_basis is GeometryBasis.ENDPOINTS_ONLY:
        return
    km, basis = best_km(segment)
    shares = stop_shares(segment, sites)
    for (start, from_id), (end, to_id) in pairwise(zip(shares, segment.stop_ids, strict=True)):
        # Two stops that fall together on the line: there is nothing between them to travel.
        if end <= start:
            continue
        yield Leg(
            id=f"{segment.id}.{from_id}.{to_id}",
            segment_id=segment.id,
            project_id=segment.project_id,
            project_ids=users | {segment.project_id},
            from_id=from_id,
            to_id=to_id,
            mode=segment.mode,
            gauges_mm=segment.gauges_mm,
            lifecycle=segment.lifecycle,
            opened=segment.opened,
            # Shares are of the line as drawn, the kilometres are of the best length known.
            km=km * (end - start),
            km_basis=basis,
            is_schematic=segment.geometry_basis is GeometryBasis.SCHEMATIC,
            frontiers=_crossing_between(sites[from_id], sites[to_id]),
            line=_line_between(segment.line, start, end),
        )


def stop_shares(segment: Segment, sites: Mapping[str, Site]) -> tuple[float, ...]:
    """How far along the line each stop lies, from 0 at its beginning to 1 at its end, in order."""
    if not segment.via_ids:
        return (0.0, 1.0)
    from shapely.geometry import Point  # noqa: PLC0415

    # Shares of a length, not lengths: a plane of stretched degrees is good enough for them.
    line, scale = _scaled_line(segment.line), _longitude_scale(segment.line)
    shares = [0.0]
    for site_id in segment.via_ids:
        at = sites[site_id].at
        found = float(line.project(Point(at.lon * scale, at.lat), normalized=True))
        # Where a line turns back, a stop may fall behind the one before it; their order is known.
        shares.append(max(found, shares[-1]))
    return (*shares, 1.0)


def _line_between(line: Sequence[LonLat], start: float, end: float) -> tuple[LonLat, ...]:
    """The part of a line between two shares of its length, both ends included."""
    if start <= 0 and end >= 1:
        return tuple(line)
    flat, scale = _scaled_line(line), _longitude_scale(line)
    total = flat.length
    inner = []
    walked = 0.0
    for before, at in pairwise(flat.coords):
        walked += math.dist(before, at)
        if start * total < walked < end * total:
            inner.append(at)
    edges = [flat.interpolate(share, normalized=True).coords[0] for share in (start, end)]
    return tuple(
        LonLat(scaled_lon / scale, lat) for scaled_lon, lat in (edges[0], *inner, edges[1])
    )


def _crossing_between(start: Site, end: Site) -> tuple[BorderCrossing, ...]:
    if country_of(start) == country_of(end):
        return ()
    posts = [site.id for site in (start, end) if site.kind is SiteKind.BORDER_CROSSING]
    return (BorderCrossing((country_of(start), country_of(end)), tuple(posts)),)


def _local_legs(sites: Sequence[Site], joined: Iterable[frozenset[str]]) -> Iterator[Leg]:
    """Short truck hauls inside one country where no road leg joins two places that are near.

    A place without a road is served from the nearest one that has a road, and from neighbours that
    have none either; places with a road are joined only where they are one town. So no lorry makes
    its way from junction to junction beside the roads.
    """
    known = set(joined)
    on_road = {site_id for pair in known for site_id in pair}
    by_country: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        by_country[country_of(site)].append(site)
    # By country, since nobody crosses a border without a record of it.
    for group in by_country.values():
        near = _near_pairs(group)
        # For each place without a road, the kilometres to the nearest one that has a road.
        nearest: dict[str, float] = {}
        for km, first, second in near:
            for site, other in ((first, second), (second, first)):
                if site.id not in on_road and other.id in on_road:
                    nearest[site.id] = min(km, nearest.get(site.id, km))
        for km, first, second in near:
            if frozenset((first.id, second.id)) in known:
                continue
            if _may_haul(km, (first, second), on_road, nearest):
                yield _local_leg(first, second, km)


def _near_pairs(sites: Sequence[Site]) -> list[tuple[float, Site, Site]]:
    """Pairs of places that are near each other, with the kilometres between them."""
    found = []
    for first, second in combinations(sites, 2):
        # Cheaper than the length on the ellipsoid, and most pairs are ruled out by it.
        if abs(first.at.lat - second.at.lat) > _LOCAL_KM / _KM_PER_DEGREE:
            continue
        km = length_km((first.at, second.at))
        if km <= _LOCAL_KM:
            found.append((km, first, second))
    return found


def _may_haul(
    km: float, pair: tuple[Site, Site], on_road: Container[str], nearest: Mapping[str, float]
) -> bool:
    off_road = [site for site in pair if site.id not in on_road]
    if not off_road:
        return km <= _ONE_TOWN_KM
    if len(off_road) == 1:
        return km <= nearest[off_road[0].id]
    # Nobody loads or unloads at junctions, so two of them need no truck.
    return any(site.kind is not SiteKind.JUNCTION for site in pair)


def _local_leg(start: Site, end: Site, km: float) -> Leg:
    return Leg(
        id=f"local.{start.id}.{end.id}",
        segment_id=None,
        project_id=None,
        project_ids=frozenset(),
        from_id=start.id,
        to_id=end.id,
        mode=Mode.ROAD,
        gauges_mm=(),
        lifecycle=Lifecycle.OPERATING,
        opened=None,
        # Two records at one position still lie some way apart; a leg is never free.
        km=max(0.1, km * _LOCAL_WINDING),
        km_basis="assumed",
        is_schematic=True,
        frontiers=(),
        line=(start.at, end.at),
    )
