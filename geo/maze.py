"""The graph for one wish, searched by scgraph and read back as routes.

Each place has a node for every way of travelling that meets there (each track gauge apart, road,
sea), once for arriving and once for leaving. Legs lead from leaving to arriving. At a place one
may stay on one's way, change between modes, or change the track gauge if the site records that
break of gauge. Two changes at one place are impossible, so nobody steps from one gauge to another
through a truck that goes nowhere. Where the way has to go by sea there is a second copy of all
nodes, which only a ship reaches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scgraph import Graph

from geo.atlas import Atlas
from geo.dates import first_day
from geo.journey import Aim, Change, Crossing, Factors, Route, Span, Step, Wish, shared
from geo.model import BorderStatus, Site
from geo.network import Frontier, Leg, Network
from geo.vocab import Access, Factor, Lifecycle, Mode, SiteKind

#: A further route is kept if at most this share of its kilometres is shared with a kept one.
_MOST_SHARED = 0.6
#: Each leg of a route that was found gets so much dearer for the next search.
_PENALTY = 1.7
_SEARCHES = 14
#: One gauge change or frontier more is worse than any distance.
_WORST = 1e6
_RATES = {
    Mode.RAIL: Factor.RAIL_COST,
    Mode.ROAD: Factor.ROAD_COST,
    Mode.SEA: Factor.SEA_COST,
}
_SPEEDS = {
    Mode.RAIL: (Factor.RAIL_SPEED, Factor.RAIL_SLOW),
    Mode.ROAD: (Factor.ROAD_SPEED, Factor.ROAD_SLOW),
    Mode.SEA: (Factor.SEA_SPEED, Factor.SEA_SPEED),
}
_SEA, _ROAD = Mode.SEA.value, Mode.ROAD.value


@dataclass(frozen=True, slots=True)
class _Arc:
    """One step through the maze: where it leads and what it is."""

    head: int
    cost: float
    leg: Leg | None = None
    change: Change | None = None


_SOURCE, _SINK = 0, 1
_LAND, _SAILED = 0, 1


@dataclass(slots=True)
class Maze:
    """The graph for one wish; searched by scgraph, read back as routes."""

    atlas: Atlas
    network: Network
    factors: Factors
    wish: Wish
    must_sail: bool = False
    numbers: dict[tuple[str, str, bool, int], int] = field(default_factory=dict)
    arcs: list[dict[int, _Arc]] = field(default_factory=lambda: [{}, {}])
    _status: dict[str, BorderStatus | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out all arcs."""
        usable = [leg for leg in self.network.legs if self._may_use(leg)]
        for leg in usable:
            for way in _ways(leg):
                self._add_leg(leg, way)
        self._add_changes()

    # Building ------------------------------------------------------------------------------

    def _may_use(self, leg: Leg) -> bool:
        wish = self.wish
        built = leg.project_id in wish.as_if_built or leg.lifecycle in wish.reach.lifecycles()
        if not built or leg.mode not in wish.modes:
            return False
        if leg.opened and first_day(leg.opened) > wish.day:
            return False
        if wish.closed_lines & {leg.segment_id, leg.project_id}:
            return False
        sites = (self.network.sites[leg.from_id], self.network.sites[leg.to_id])
        if any(wish.closed_countries & set(site.countries) for site in sites):
            return False
        return all(self._lets_through(frontier) for frontier in leg.frontiers)

    def _lets_through(self, frontier: Frontier) -> bool:
        if self.wish.closed_posts & set(frontier.post_ids):
            return False
        if not self.wish.obey_posts:
            return True
        found = (self.status(post) for post in frontier.post_ids)
        return not any(one and one.freight is Access.CLOSED for one in found)

    def status(self, post_id: str) -> BorderStatus | None:
        """What a post let through on the day of the wish."""
        if post_id not in self._status:
            day = self.wish.day.isoformat()
            self._status[post_id] = self.atlas.border_status_on(post_id, day)
        return self._status[post_id]

    def shut_posts_of(self, route: Route) -> tuple[BorderStatus, ...]:
        """Posts on a route that were shut on the day."""
        posts = [post for one in route.crossings for post in one.frontier.post_ids]
        found = [self.status(post) for post in dict.fromkeys(posts)]
        return tuple(one for one in found if one and one.freight is Access.CLOSED)

    def _node(self, site_id: str, way: str, *, leaving: bool, layer: int) -> int:
        key = (site_id, way, leaving, layer)
        if key not in self.numbers:
            self.numbers[key] = len(self.arcs)
            self.arcs.append({})
        return self.numbers[key]

    def _join(self, tail: int, arc: _Arc) -> None:
        known = self.arcs[tail].get(arc.head)
        if known is None or arc.cost < known.cost:
            self.arcs[tail][arc.head] = arc

    def _layers(self, leg: Leg) -> tuple[tuple[int, int], ...]:
        """(layer before, layer after) for a leg; only a ship leads to the second layer."""
        if not self.must_sail:
            return ((_LAND, _LAND),)
        after = _SAILED if leg.mode is Mode.SEA else _LAND
        return ((_LAND, after), (_SAILED, _SAILED))

    def _add_leg(self, leg: Leg, way: str) -> None:
        cost = self._cost_of_leg(leg)
        for before, after in self._layers(leg):
            for start, end in ((leg.from_id, leg.to_id), (leg.to_id, leg.from_id)):
                tail = self._node(start, way, leaving=True, layer=before)
                head = self._node(end, way, leaving=False, layer=after)
                self._join(tail, _Arc(head, cost, leg=leg))

    def _add_changes(self) -> None:
        meeting: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for site_id, way, _, layer in self.numbers:
            meeting[site_id, layer].add(way)
        last = _SAILED if self.must_sail else _LAND
        for (site_id, layer), ways in meeting.items():
            for before in ways:
                arriving = self._node(site_id, before, leaving=False, layer=layer)
                for after in ways:
                    leaving = self._node(site_id, after, leaving=True, layer=layer)
                    arc = self._change_arc(site_id, before, after, leaving)
                    if arc:
                        self._join(arriving, arc)
                if site_id == self.wish.to_id and layer == last:
                    self._join(arriving, _Arc(_SINK, 0.0))
            if site_id == self.wish.from_id and layer == _LAND:
                for way in ways:
                    head = self._node(site_id, way, leaving=True, layer=layer)
                    self._join(_SOURCE, _Arc(head, 0.0))

    def _change_arc(self, site_id: str, before: str, after: str, head: int) -> _Arc | None:
        if before == after:
            return _Arc(head, 0.0)
        site = self.network.sites[site_id]
        kind = _kind_of_change(site, before, after)
        if kind is None:
            return None
        hours, usd = self.factors[kind[0]], self.factors[kind[1]]
        change = Change(site_id, before, after, hours, usd)
        return _Arc(head, self._cost_of_change(change), change=change)

    # Costs ---------------------------------------------------------------------------------

    def hours(self, leg: Leg) -> Span:
        """Hours that a leg takes; the slow factor gives the high end."""
        speed = self.factors[_speed_of(leg)]
        return Span(leg.km / speed.high, leg.km / speed.low)

    def usd(self, leg: Leg) -> Span:
        """US dollars per TEU that a leg costs."""
        rate = self.factors[_RATES[leg.mode]]
        return Span(leg.km * rate.low, leg.km * rate.high)

    def _cost_of_leg(self, leg: Leg) -> float:
        frontiers = len(leg.frontiers)
        hours = self.hours(leg).middle + frontiers * self.factors[Factor.FRONTIER_HOURS].middle
        match self.wish.aim:
            case Aim.KM:
                return leg.km
            case Aim.COST:
                fees = frontiers * self.factors[Factor.FRONTIER_COST].middle
                return self.usd(leg).middle + fees
            case Aim.FRONTIERS:
                return hours + frontiers * _WORST
            case _:
                return hours

    def _cost_of_change(self, change: Change) -> float:
        match self.wish.aim:
            case Aim.KM:
                return 0.0
            case Aim.COST:
                return change.usd.middle
            case Aim.GAUGES:
                return change.hours.middle + (_WORST if change.is_gauge else 0.0)
            case _:
                return change.hours.middle

    # Searching -----------------------------------------------------------------------------

    def best(self) -> Route | None:
        """The best route, or None."""
        weights = [{head: arc.cost for head, arc in out.items()} for out in self.arcs]
        path = self._search(weights)
        return self._route(path) if path else None

    def routes(self, count: int = 5) -> tuple[Route, ...]:
        """Up to `count` routes that differ, best first.

        After each search the legs that it used are made dearer (the penalty method), so that the
        next one keeps clear of them where it can; what is too much alike is dropped.
        """
        weights = [{head: arc.cost for head, arc in out.items()} for out in self.arcs]
        kept: list[Route] = []
        for _ in range(_SEARCHES):
            path = self._search(weights)
            if not path:
                break
            route = self._route(path)
            # A way that comes back to a place it has left only does so to get round a rule.
            is_loop = len(set(route.site_ids)) < len(route.site_ids)
            if not is_loop and all(shared(route, other) <= _MOST_SHARED for other in kept):
                kept.append(route)
            if len(kept) == count:
                break
            self._make_dearer(weights, route)
        return tuple(sorted(kept, key=lambda one: one.worth(self.wish.aim)))

    def _make_dearer(self, weights: list[dict[int, float]], route: Route) -> None:
        used = {step.leg.id for step in route.steps}
        for out, arcs in zip(weights, self.arcs, strict=True):
            for head, arc in arcs.items():
                if arc.leg and arc.leg.id in used:
                    out[head] = out[head] * _PENALTY + 1e-6

    def _search(self, weights: list[dict[int, float]]) -> list[int]:
        if self.wish.from_id == self.wish.to_id or not weights[_SOURCE]:
            return []
        try:
            found = Graph(weights).dijkstra(_SOURCE, _SINK)
        except RuntimeError as error:
            # scgraph has no class of its own for a goal that cannot be reached.
            if "not connected" in str(error):
                return []
            raise
        return list(found["path"])

    def _route(self, path: Sequence[int]) -> Route:
        steps: list[Step] = []
        changes: list[Change] = []
        ways = {number: (site, way) for (site, way, _, _), number in self.numbers.items()}
        for tail, head in pairwise(path):
            arc = self.arcs[tail][head]
            if arc.leg:
                (start, way), (end, _) = ways[tail], ways[head]
                leg = arc.leg
                steps.append(Step(leg, start, end, way, self.hours(leg), self.usd(leg)))
            elif arc.change:
                changes.append(arc.change)
        crossings = tuple(
            Crossing(one, tuple(filter(None, map(self.status, one.post_ids))))
            for step in steps
            for one in step.leg.frontiers
        )
        hours, usd = self.factors[Factor.FRONTIER_HOURS], self.factors[Factor.FRONTIER_COST]
        return Route(tuple(steps), tuple(changes), crossings, hours, usd)


def _speed_of(leg: Leg) -> Factor:
    normal, slow = _SPEEDS[leg.mode]
    return slow if leg.lifecycle is Lifecycle.DEGRADED else normal


def _ways(leg: Leg) -> tuple[str, ...]:
    """The ways of travelling that a leg offers: each of its gauges, or its mode."""
    return tuple(map(str, leg.gauges_mm)) if leg.mode is Mode.RAIL else (leg.mode.value,)


def _kind_of_change(site: Site, before: str, after: str) -> tuple[Factor, Factor] | None:
    """Factors for hours and dollars of a change at a place, or None if it is not possible."""
    if before.isdigit() and after.isdigit():
        recorded = set(map(str, site.breaks_gauge_mm or ()))
        return (Factor.GAUGE_HOURS, Factor.GAUGE_COST) if {before, after} == recorded else None
    if _SEA in (before, after):
        return (Factor.PORT_HOURS, Factor.PORT_COST) if site.kind is SiteKind.PORT else None
    return Factor.MODE_HOURS, Factor.MODE_COST
