"""What may be used for a wish, and what it costs: the weights of the graph that is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.atlas import Atlas
from geo.dates import first_day
from geo.journey import Aim, Factors, Span, Wish
from geo.maze import Arc, Maze, Switch
from geo.model import BorderStatus
from geo.network import Frontier, Leg
from geo.vocab import Access, Factor, Lifecycle, Mode

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

#: For each node, the nodes that can be stepped to and what the step costs, as scgraph wants it.
Weights = list[dict[int, float]]
Arcs = Mapping[tuple[int, int], Arc]


@dataclass(slots=True)
class Weighing:
    """The legs and switches of one maze, weighed for one wish."""

    atlas: Atlas
    maze: Maze
    factors: Factors
    wish: Wish
    _status: dict[str, BorderStatus | None] = field(default_factory=dict)

    def weigh(self) -> tuple[Weights, Arcs]:
        """Weights of all arcs that may be used, and the cheapest arc between two nodes."""
        weights: Weights = [{} for _ in range(self.maze.size)]
        chosen: dict[tuple[int, int], Arc] = {}
        lets_through = {one: self._lets_through(one) for one in self.maze.network.frontiers}
        legs = [self._cost_if_used(leg, lets_through) for leg in self.maze.network.legs]
        switches = {one: self._cost_of_switch(one) for one in self.maze.switch_factors}
        for arc in self.maze.arcs:
            cost = _cost(arc, legs, switches)
            if cost is None:
                continue
            row = weights[arc.tail]
            if arc.head not in row or cost < row[arc.head]:
                row[arc.head] = cost
                chosen[arc.tail, arc.head] = arc
        return weights, chosen

    # What may be used ----------------------------------------------------------------------

    def _cost_if_used(self, leg: Leg, lets_through: Mapping[Frontier, bool]) -> float | None:
        is_open = all(lets_through[one] for one in leg.frontiers)
        return self._cost_of_leg(leg) if is_open and self._may_use(leg) else None

    def _may_use(self, leg: Leg) -> bool:
        wish = self.wish
        if leg.mode not in wish.modes and not self._is_last_mile(leg):
            return False
        if leg.lifecycle not in wish.lifecycles and leg.project_id not in wish.as_if_built:
            return False
        if leg.opened and first_day(leg.opened) > wish.day:
            return False
        if wish.closed_lines and wish.closed_lines & {leg.segment_id, leg.project_id}:
            return False
        if not wish.closed_countries:
            return True
        sites = (self.maze.network.sites[leg.from_id], self.maze.network.sites[leg.to_id])
        return not any(wish.closed_countries & set(site.countries) for site in sites)

    def _is_last_mile(self, leg: Leg) -> bool:
        """Whether it joins an end of the way to a station or port beside it: a city is its own."""
        return leg.is_local and bool(
            {self.wish.from_id, self.wish.to_id} & {leg.from_id, leg.to_id}
        )

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

    # What it costs -------------------------------------------------------------------------

    def hours(self, leg: Leg) -> Span:
        """Hours that a leg takes; the slow speed gives the high end."""
        normal, slow = _SPEEDS[leg.mode]
        speed = self.factors[slow if leg.lifecycle is Lifecycle.DEGRADED else normal]
        return Span(leg.km / speed.high, leg.km / speed.low)

    def usd(self, leg: Leg) -> Span:
        """US dollars per TEU that a leg costs."""
        rate = self.factors[_RATES[leg.mode]]
        return Span(leg.km * rate.low, leg.km * rate.high)

    def _cost_of_leg(self, leg: Leg) -> float:
        aim = self.wish.aim
        if aim is Aim.KM:
            return leg.km
        frontiers = len(leg.frontiers)
        if aim is Aim.COST:
            fees = frontiers * self.factors[Factor.FRONTIER_COST].middle if frontiers else 0.0
            return self.usd(leg).middle + fees
        waits = frontiers * self.factors[Factor.FRONTIER_HOURS].middle if frontiers else 0.0
        worst = frontiers * _WORST if aim is Aim.FRONTIERS else 0.0
        return self.hours(leg).middle + waits + worst

    def _cost_of_switch(self, factors: tuple[Factor, Factor]) -> float:
        hours, usd = (self.factors[one].middle for one in factors)
        match self.wish.aim:
            case Aim.KM:
                return 0.0
            case Aim.COST:
                return usd
            case Aim.GAUGES:
                return hours + (_WORST if factors[0] is Factor.GAUGE_HOURS else 0.0)
            case _:
                return hours


def _cost(
    arc: Arc, legs: Sequence[float | None], switches: Mapping[tuple[Factor, Factor], float]
) -> float | None:
    if arc.leg is not None:
        return legs[arc.leg]
    switch: Switch | None = arc.switch
    return switches[switch.factors] if switch else 0.0
