"""What may be used for a query, and what it costs: the weights of the graph that is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.atlas import Atlas
from geo.dates import first_day
from geo.model import BorderStatus
from geo.network import Frontier, Leg
from geo.route_model import Factors, Objective, Range, RouteQuery
from geo.routing_graph import Arc, RoutingGraph, Transfer
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
class EdgeCosts:
    """The legs and transfers of one graph, weighed for one query."""

    atlas: Atlas
    graph: RoutingGraph
    factors: Factors
    query: RouteQuery
    _status: dict[str, BorderStatus | None] = field(default_factory=dict)

    def weights(self) -> tuple[Weights, Arcs]:
        """Weights of all arcs that may be used, and the cheapest arc between two nodes."""
        weights: Weights = [{} for _ in range(self.graph.size)]
        chosen: dict[tuple[int, int], Arc] = {}
        lets_through = {one: self._lets_through(one) for one in self.graph.network.frontiers}
        legs = [self._cost_if_used(leg, lets_through) for leg in self.graph.network.legs]
        transfers = {one: self._cost_of_transfer(one) for one in self.graph.transfer_factors}
        for arc in self.graph.arcs:
            cost = _cost(arc, legs, transfers)
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
        query = self.query
        if leg.mode not in query.modes and not self._is_last_mile(leg):
            return False
        if leg.lifecycle not in query.lifecycles and leg.project_id not in query.as_if_built:
            return False
        if leg.opened and first_day(leg.opened) > query.day:
            return False
        if query.closed_lines and query.closed_lines & {leg.segment_id, leg.project_id}:
            return False
        if not query.closed_countries:
            return True
        sites = (self.graph.network.sites[leg.from_id], self.graph.network.sites[leg.to_id])
        return not any(query.closed_countries & set(site.countries) for site in sites)

    def _is_last_mile(self, leg: Leg) -> bool:
        """Whether it joins an end of the way to a station or port beside it: a city is its own."""
        return leg.is_local and bool(
            {self.query.from_id, self.query.to_id} & {leg.from_id, leg.to_id}
        )

    def _lets_through(self, frontier: Frontier) -> bool:
        if self.query.closed_posts & set(frontier.post_ids):
            return False
        if not self.query.obey_posts:
            return True
        found = (self.status(post) for post in frontier.post_ids)
        return not any(one and one.freight is Access.CLOSED for one in found)

    def status(self, post_id: str) -> BorderStatus | None:
        """What a post let through on the day of the query."""
        if post_id not in self._status:
            day = self.query.day.isoformat()
            self._status[post_id] = self.atlas.border_status_on(post_id, day)
        return self._status[post_id]

    # What it costs -------------------------------------------------------------------------

    def hours(self, leg: Leg) -> Range:
        """Hours that a leg takes; the slow speed gives the high end."""
        normal, slow = _SPEEDS[leg.mode]
        speed = self.factors[slow if leg.lifecycle is Lifecycle.DEGRADED else normal]
        return Range(leg.km / speed.high, leg.km / speed.low)

    def usd(self, leg: Leg) -> Range:
        """US dollars per TEU that a leg costs."""
        rate = self.factors[_RATES[leg.mode]]
        return Range(leg.km * rate.low, leg.km * rate.high)

    def _cost_of_leg(self, leg: Leg) -> float:
        objective = self.query.objective
        if objective is Objective.KM:
            return leg.km
        frontiers = len(leg.frontiers)
        if objective is Objective.COST:
            fees = frontiers * self.factors[Factor.FRONTIER_COST].midpoint if frontiers else 0.0
            return self.usd(leg).midpoint + fees
        waits = frontiers * self.factors[Factor.FRONTIER_HOURS].midpoint if frontiers else 0.0
        worst = frontiers * _WORST if objective is Objective.FRONTIERS else 0.0
        return self.hours(leg).midpoint + waits + worst

    def _cost_of_transfer(self, factors: tuple[Factor, Factor]) -> float:
        hours, usd = (self.factors[one].midpoint for one in factors)
        match self.query.objective:
            case Objective.KM:
                return 0.0
            case Objective.COST:
                return usd
            case Objective.GAUGES:
                return hours + (_WORST if factors[0] is Factor.GAUGE_HOURS else 0.0)
            case _:
                return hours


def _cost(
    arc: Arc, legs: Sequence[float | None], transfers: Mapping[tuple[Factor, Factor], float]
) -> float | None:
    if arc.leg is not None:
        return legs[arc.leg]
    transfer: Transfer | None = arc.transfer
    return transfers[transfer.factors] if transfer else 0.0
