"""The graph of places and legs: segments cut at every place that they pass.

A leg joins two sites in one mode. Lengths are kilometres; positions are (longitude, latitude) in
EPSG:4326. Gauges are never joined here: where a wagon or a box may change is decided in `route`
from the breaks of gauge that the sites record.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from shapely import STRtree
from shapely.geometry import LineString, Point

from geo.atlas import Atlas
from geo.measure import best_km, length_km
from geo.model import LonLat, Segment, Site
from geo.vocab import BUILT, GeometryBasis, Lifecycle, Mode, SiteKind

#: A place is on a built line if the line passes so near; a road passes a town further off.
_PASSES_KM = {Mode.RAIL: 1.0, Mode.ROAD: 3.0, Mode.SEA: 0.5}
#: A passing place so near to an end of the segment is that end.
_AT_END_KM = 5.0
#: Places of one country that are so near to each other are joined by a local truck.
_LOCAL_KM = 15.0
#: Streets wind: what a local truck drives for each kilometre of straight line (our assumption).
_LOCAL_WINDING = 1.3
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Frontier:
    """Where a leg passes from one country into another: the posts on its sides, as far as known."""

    countries: tuple[str, str]
    post_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece of a segment between two neighbouring places, or a local transfer without one.

    `km` is the best length known: published for the segment, else along the network, else drawn;
    `km_basis` says which. A piece of a segment has its share of the segment's kilometres.
    """

    id: str
    segment_id: str | None
    project_id: str | None
    from_id: str
    to_id: str
    mode: Mode
    gauges_mm: tuple[int, ...]
    lifecycle: Lifecycle
    opened: str | None
    km: float
    km_basis: str
    is_schematic: bool
    frontiers: tuple[Frontier, ...]
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
    frontiers: frozenset[Frontier]
    touched: frozenset[str]

    def touches(self, site_id: str) -> bool:
        """Whether any leg begins or ends at the place."""
        return site_id in self.touched


def network_of(atlas: Atlas) -> Network:
    """Cut every segment at the places that it passes, and join neighbouring places."""
    sites = {site.id: site for site in atlas.sites}
    known = [one for one in atlas.segments if {one.from_id, one.to_id} <= sites.keys()]
    stops = _Stops(tuple(sites.values()))
    legs = [leg for segment in known for leg in _legs(segment, sites, stops)]
    used = {end for leg in legs for end in (leg.from_id, leg.to_id)}
    joined = {frozenset((leg.from_id, leg.to_id)) for leg in legs if leg.mode is Mode.ROAD}
    legs += _local_legs([sites[one] for one in sorted(used)], joined)
    return Network(
        legs=tuple(legs),
        sites=sites,
        frontiers=frozenset(one for leg in legs for one in leg.frontiers),
        touched=frozenset(end for leg in legs for end in (leg.from_id, leg.to_id)),
    )


def home(site: Site) -> str:
    """The country that a place counts for; a pass on a frontier belongs to the one named first."""
    return site.countries[0]


class _Stops:
    """Finds the places that a line passes."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.sites = sites
        self.tree = STRtree([Point(site.at) for site in sites])

    def on(self, segment: Segment, sites: Mapping[str, Site]) -> list[tuple[float, str]]:
        """(share of the line, site id) in order, from 0 at its beginning to 1 at its end."""
        line = _flat(segment.line)
        squeeze = _squeeze(segment.line)
        limit = _PASSES_KM.get(_modes(segment)[0], 0.0) / _KM_PER_DEGREE
        found = {segment.from_id: 0.0, segment.to_id: 1.0}
        ends = (segment.line[0], segment.line[-1])
        for site in self._candidates(segment, sites, limit):
            at = Point(site.at.lon * squeeze, site.at.lat)
            is_named = site.id in segment.via_ids
            near = _LOCAL_KM / _KM_PER_DEGREE if is_named else limit
            is_end = not is_named and min(length_km((site.at, end)) for end in ends) < _AT_END_KM
            if site.id not in found and line.distance(at) <= near and not is_end:
                found[site.id] = line.project(at, normalized=True)
        return sorted((share, site_id) for site_id, share in found.items())

    def _candidates(
        self, segment: Segment, sites: Mapping[str, Site], limit: float
    ) -> Iterator[Site]:
        yield from (sites[one] for one in segment.via_ids if one in sites)
        # A line on paper passes only the places that the agreement names.
        if segment.lifecycle in BUILT and segment.mode is not Mode.SEA:
            near = self.tree.query(LineString(segment.line).buffer(2 * limit))
            yield from (self.sites[index] for index in sorted(near) if _is_stop(self.sites[index]))


def _is_stop(site: Site) -> bool:
    return site.kind not in {SiteKind.PASS, SiteKind.JETTY, SiteKind.STEEL_PLANT}


def _squeeze(line: Sequence[LonLat]) -> float:
    """What a degree of longitude is worth beside one of latitude, in the middle of the line."""
    return math.cos(math.radians(sum(at.lat for at in line) / len(line)))


def _flat(line: Sequence[LonLat]) -> LineString:
    squeeze = _squeeze(line)
    return LineString([(at.lon * squeeze, at.lat) for at in line])


def _modes(segment: Segment) -> tuple[Mode, ...]:
    return (Mode.RAIL, Mode.ROAD) if segment.mode is Mode.RAIL_ROAD else (segment.mode,)


def _legs(segment: Segment, sites: Mapping[str, Site], stops: _Stops) -> Iterator[Leg]:
    """The legs of one segment, in its direction.

    Belts inside a plant carry no freight onwards, and a ruler between two ends is no way at all.
    """
    if segment.mode is Mode.CONVEYOR or segment.geometry_basis is GeometryBasis.ENDPOINTS_ONLY:
        return
    km, basis = best_km(segment)
    pieces = list(pairwise(stops.on(segment, sites)))
    for (start, from_id), (end, to_id) in pieces:
        if end - start <= 0:
            continue
        line = _piece(segment.line, start, end)
        for mode in _modes(segment):
            yield Leg(
                id=f"{segment.id}.{mode}.{from_id}.{to_id}",
                segment_id=segment.id,
                project_id=segment.project_id,
                from_id=from_id,
                to_id=to_id,
                mode=mode,
                gauges_mm=segment.gauges_mm if mode is Mode.RAIL else (),
                lifecycle=segment.lifecycle,
                opened=segment.opened,
                km=km * (end - start),
                km_basis=basis,
                is_schematic=segment.geometry_basis
                in {GeometryBasis.SCHEMATIC, GeometryBasis.ENDPOINTS_ONLY},
                frontiers=_frontiers(sites[from_id], sites[to_id]),
                line=line,
            )


def _piece(line: Sequence[LonLat], start: float, end: float) -> tuple[LonLat, ...]:
    """The part of a line between two shares of its length, both ends included."""
    if start <= 0 and end >= 1:
        return tuple(line)
    flat, squeeze = _flat(line), _squeeze(line)
    total = flat.length
    inner = []
    walked = 0.0
    for before, at in pairwise(flat.coords):
        walked += math.dist(before, at)
        if start * total < walked < end * total:
            inner.append(at)
    edges = [flat.interpolate(share, normalized=True).coords[0] for share in (start, end)]
    return tuple(LonLat(x / squeeze, y) for x, y in (edges[0], *inner, edges[1]))


def _frontiers(start: Site, end: Site) -> tuple[Frontier, ...]:
    if home(start) == home(end):
        return ()
    posts = [one.id for one in (start, end) if one.kind is SiteKind.BORDER_CROSSING]
    return (Frontier((home(start), home(end)), tuple(posts)),)


def _local_legs(sites: Sequence[Site], joined: Iterable[frozenset[str]]) -> Iterator[Leg]:
    """Short truck hauls between neighbouring places of one country that no road leg joins."""
    known = set(joined)
    by_country: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        by_country[home(site)].append(site)
    for group in by_country.values():
        for one, other in combinations(group, 2):
            if abs(one.at.lat - other.at.lat) > _LOCAL_KM / _KM_PER_DEGREE:
                continue
            km = length_km((one.at, other.at))
            if km <= _LOCAL_KM and frozenset((one.id, other.id)) not in known:
                yield _local(one, other, km)


def _local(one: Site, other: Site, km: float) -> Leg:
    return Leg(
        id=f"local.{one.id}.{other.id}",
        segment_id=None,
        project_id=None,
        from_id=one.id,
        to_id=other.id,
        mode=Mode.ROAD,
        gauges_mm=(),
        lifecycle=Lifecycle.OPERATING,
        opened=None,
        km=max(0.1, km * _LOCAL_WINDING),
        km_basis="assumed",
        is_schematic=True,
        frontiers=(),
        line=(one.at, other.at),
    )
