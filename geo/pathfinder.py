"""One search: which legs may be used, what they cost, and the routes that come out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scgraph import Graph

from geo.atlas import Atlas
from geo.dates import first_day
from geo.journey import Aim, Change, Crossing, Factors, Route, Span, Step, Wish, shared
from geo.maze import SINK, SOURCE, Arc, Maze, Switch
from geo.model import BorderStatus
from geo.network import Frontier, Leg
from geo.vocab import Access, Factor, Lifecycle, Mode

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

#: A shorter trip by ship, as between two berths of one city, is no alternative by sea.
_VOYAGE_KM = 250.0
_Weights = list[dict[int, float]]


@dataclass(slots=True)
class Pathfinder:
    """The search for one wish; with `must_sail` at least one leg goes by ship."""

    atlas: Atlas
    maze: Maze
    factors: Factors
    wish: Wish
    must_sail: bool = False
    _status: dict[str, BorderStatus | None] = field(default_factory=dict)
    _arcs: dict[tuple[int, int], Arc] = field(default_factory=dict)
    _of_leg: defaultdict[int, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    # What may be used ----------------------------------------------------------------------

    def _may_use(self, leg: Leg) -> bool:
        wish = self.wish
        built = leg.project_id in wish.as_if_built or leg.lifecycle in wish.reach.lifecycles()
        if not built or leg.mode not in wish.modes:
            return False
        if leg.opened and first_day(leg.opened) > wish.day:
            return False
        if wish.closed_lines & {leg.segment_id, leg.project_id}:
            return False
        sites = (self.maze.network.sites[leg.from_id], self.maze.network.sites[leg.to_id])
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

    def _weights(self) -> _Weights:
        """What each arc costs, as scgraph wants it; arcs that may not be used are not there."""
        copies = 2 if self.must_sail else 1
        weights: _Weights = [{} for _ in range(copies * self.maze.size)]
        legs = self.maze.network.legs
        costs = [self._cost_of_leg(leg) if self._may_use(leg) else None for leg in legs]
        for arc in self.maze.arcs:
            cost = self._cost(arc, costs)
            if cost is None:
                continue
            for tail, head in self._copies(arc):
                if cost < weights[tail].get(head, float("inf")):
                    weights[tail][head] = cost
                    self._arcs[tail, head] = arc
        for (tail, head), arc in self._arcs.items():
            if arc.leg is not None:
                self._of_leg[arc.leg].append((tail, head))
        last = self.maze.size if self.must_sail else 0
        for node in self.maze.leaving.get(self.wish.from_id, ()):
            weights[SOURCE][node] = 0.0
        for node in self.maze.arriving.get(self.wish.to_id, ()):
            weights[node + last][SINK] = 0.0
        return weights

    def _cost(self, arc: Arc, costs: Sequence[float | None]) -> float | None:
        if arc.leg is not None:
            return costs[arc.leg]
        return self._cost_of_switch(arc.switch) if arc.switch else 0.0

    def _copies(self, arc: Arc) -> Iterator[tuple[int, int]]:
        """The arc on land and, for who has to sail, in the copy that only a ship reaches."""
        if not self.must_sail:
            yield arc.tail, arc.head
            return
        size = self.maze.size
        sails = arc.leg is not None and _is_voyage(self.maze.network.legs[arc.leg])
        yield arc.tail, arc.head + (size if sails else 0)
        yield arc.tail + size, arc.head + size

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

    def _cost_of_switch(self, switch: Switch) -> float:
        hours, usd = (self.factors[one].middle for one in switch.factors)
        match self.wish.aim:
            case Aim.KM:
                return 0.0
            case Aim.COST:
                return usd
            case Aim.GAUGES:
                return hours + (_WORST if switch.factors[0] is Factor.GAUGE_HOURS else 0.0)
            case _:
                return hours

    # Searching -----------------------------------------------------------------------------

    def best(self) -> Route | None:
        """The best route, or None."""
        path = self._search(self._weights())
        return self._route(path) if path else None

    def routes(self, count: int = 5) -> tuple[Route, ...]:
        """Up to `count` routes that differ, best first.

        After each search the legs that it used are made dearer (the penalty method), so that the
        next one keeps clear of them where it can; what is too much alike is dropped.
        """
        weights = self._weights()
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
            self._make_dearer(weights, path)
        return tuple(sorted(kept, key=lambda one: one.worth(self.wish.aim)))

    def _make_dearer(self, weights: _Weights, path: Sequence[int]) -> None:
        used = {arc.leg for arc in map(self._arcs.get, pairwise(path)) if arc}
        for leg in used - {None}:
            for tail, head in self._of_leg[leg or 0]:
                weights[tail][head] = weights[tail][head] * _PENALTY + 1e-6

    def _search(self, weights: _Weights) -> list[int]:
        """Numbers of the nodes on the cheapest way, or none."""
        if self.wish.from_id == self.wish.to_id or not weights[SOURCE]:
            return []
        try:
            found = Graph(weights).dijkstra(SOURCE, SINK)
        except RuntimeError as error:
            # scgraph has no class of its own for a goal that cannot be reached.
            if "not connected" in str(error):
                return []
            raise
        return list(found["path"])

    def _route(self, path: Sequence[int]) -> Route:
        arcs = [self._arcs[pair] for pair in pairwise(path[1:-1])]
        steps = tuple(self._step(arc, arc.leg) for arc in arcs if arc.leg is not None)
        changes = tuple(self._change(arc.switch) for arc in arcs if arc.switch)
        crossings = tuple(
            Crossing(one, tuple(filter(None, map(self.status, one.post_ids))))
            for step in steps
            for one in step.leg.frontiers
        )
        hours, usd = self.factors[Factor.FRONTIER_HOURS], self.factors[Factor.FRONTIER_COST]
        return Route(steps, changes, crossings, hours, usd)

    def _step(self, arc: Arc, number: int) -> Step:
        leg = self.maze.network.legs[number]
        (start, way), (end, _) = self.maze.nodes[arc.tail], self.maze.nodes[arc.head]
        return Step(leg, start, end, way, self.hours(leg), self.usd(leg))

    def _change(self, switch: Switch) -> Change:
        hours, usd = (self.factors[one] for one in switch.factors)
        return Change(switch.site_id, switch.before, switch.after, hours, usd)


def _is_voyage(leg: Leg) -> bool:
    return leg.mode is Mode.SEA and leg.km >= _VOYAGE_KM


def _speed_of(leg: Leg) -> Factor:
    normal, slow = _SPEEDS[leg.mode]
    return slow if leg.lifecycle is Lifecycle.DEGRADED else normal
