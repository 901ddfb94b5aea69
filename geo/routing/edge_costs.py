"""What may be used for a query, and what it costs: the weights of the graph that is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo.analysis.border_posts import EffectiveAccess, PostState
from geo.analysis.timeline import DatedState
from geo.network.leg_states import LegStates
from geo.network.routing_graph import SINK, SOURCE, Arc, RoutingGraph, Transfer, is_town_haul
from geo.network.transport_network import BorderCrossing, Leg, country_of
from geo.records.vocab import Factor, Lifecycle, Limit, Mode
from geo.routing.assumptions import NOTHING, Assumptions, Range
from geo.routing.route_model import Cost, Crossing, Objective, PostPolicy, RouteQuery

#: One gauge change or frontier more is worse than any distance. The levels never mix: with the
#: figures of the atlas a whole route stays below 1e6 km, hours or dollars, and below a thousand
#: frontiers; beside 1e12 a float still tells thousandths.
_WORST = 1e6
#: A frontier that is not known to be open is worse than all that, and a shut one than all others.
_UNSURE = 1e9
_SHUT = 1e12
_RAILS = frozenset({Mode.RAIL})

#: For each node, the nodes that can be stepped to and what the step costs, as scgraph wants it.
Weights = list[dict[int, float]]
Arcs = Mapping[tuple[int, int], Arc]
#: How many frontiers of a kind an arc passes; none where it is left out.
Doubts = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class WeightedGraph:
    """Weights of all arcs that may be used, and the cheapest arc between two nodes.

    `ranked` puts what is known to be open before all else, and what was shut after it. `unshut`
    does so only with what was shut: it takes what nobody knows of for open. `plain` takes all for
    open. Two of them are the same object where they do not differ. `unknown` counts the frontiers
    on arcs of which nobody knows.
    """

    plain: Weights
    unshut: Weights
    ranked: Weights
    arcs: Arcs
    unknown: Doubts


@dataclass(frozen=True)
class EdgeCosts:
    """The legs, frontiers and transfers of one graph, weighed for one query.

    `posts` are the border posts as they were on the day of the query.
    """

    graph: RoutingGraph
    states: LegStates
    posts: Mapping[str, PostState]
    assumptions: Assumptions
    query: RouteQuery
    _per_km: dict[tuple[tuple[str, str], Mode, Factor], Cost] = field(default_factory=dict)
    _crossings: dict[tuple[BorderCrossing, Mode], Crossing] = field(default_factory=dict)
    _leg_costs: dict[int, Cost] = field(default_factory=dict)

    def with_objective(self, objective: Objective) -> EdgeCosts:
        """The same for a query that asks for the least of something else."""
        return replace(self, query=replace(self.query, objective=objective))

    @cached_property
    def moments(self) -> tuple[DatedState | None, ...]:
        """The state of each leg on the day of the query."""
        return self.states.on(self.query.day)

    @cached_property
    def _lifecycles(self) -> frozenset[Lifecycle]:
        return self.query.lifecycles

    @cached_property
    def covered_sites(self) -> frozenset[str]:
        """Places where the wait at the frontier covers the change of track gauge."""
        rails = (leg for leg in self.graph.network.legs if leg.mode is Mode.RAIL and leg.frontiers)
        return frozenset(
            end
            for leg in rails
            for frontier in leg.frontiers
            for figure in self.crossing(frontier, leg.mode).cost.hours_from
            if figure.record and figure.record.covers_gauge
            for end in (leg.from_id, leg.to_id)
        )

    def weights(self) -> WeightedGraph:
        """The graph as it is searched; source and sink lead to and from the ends of the query."""
        plain: Weights = [{} for _ in range(self.graph.size)]
        chosen: dict[tuple[int, int], Arc] = {}
        legs = [self._weight_of_leg(number) for number in range(len(self.graph.network.legs))]
        # Where roads are not asked for, trucks only serve the last mile.
        rides_on = Mode.ROAD in self.query.modes
        for arc in self.graph.arcs:
            cost = self._weight_of_arc(arc, legs)
            if cost is None or not (rides_on or self.leads_on(arc)):
                continue
            # Of several lines between two nodes the cheapest stays. They pass the same frontier, so
            # the doubts that are added below cannot make another one the better.
            row = plain[arc.tail]
            if arc.head not in row or cost < row[arc.head]:
                row[arc.head] = cost
                chosen[arc.tail, arc.head] = arc
        # A ship at the first or last place has to be loaded or unloaded; a train or truck has not.
        for node in self.graph.leaving.get(self.query.from_id, ()):
            plain[SOURCE][node] = self.weight_of_quay(node)
        for node in self.graph.arriving.get(self.query.to_id, ()):
            plain[node][SINK] = self.weight_of_quay(node)
        shut, unknown = self._frontier_doubts(chosen)
        unshut = _weights_with(plain, {pair: _SHUT * count for pair, count in shut.items()})
        ranked = _weights_with(unshut, {pair: _UNSURE * count for pair, count in unknown.items()})
        return WeightedGraph(plain, unshut, ranked, chosen, unknown)

    def _frontier_doubts(self, arcs: Arcs) -> tuple[Doubts, Doubts]:
        """How many frontiers on arcs have a shut post, and of how many others nobody knows."""
        shut: dict[tuple[int, int], int] = {}
        unknown: dict[tuple[int, int], int] = {}
        if self.query.posts is PostPolicy.IGNORE:
            return shut, unknown
        for pair, arc in arcs.items():
            if arc.leg is None:
                continue
            leg = self.graph.network.legs[arc.leg]
            for frontier in leg.frontiers:
                crossing = self.crossing(frontier, leg.mode)
                if crossing.is_unsure:
                    found = shut if crossing.is_shut else unknown
                    found[pair] = found.get(pair, 0) + 1
        return shut, unknown

    # What may be used ----------------------------------------------------------------------

    def _weight_of_leg(self, number: int) -> float | None:
        leg = self.graph.network.legs[number]
        if not self.may_use(number):
            return None
        if leg.frontiers and not all(
            self._lets_through(frontier, leg.mode) for frontier in leg.frontiers
        ):
            return None
        return self._value_of_leg(number)

    def may_use(self, number: int) -> bool:
        """Whether a leg may be used on the day, whatever its frontiers let through."""
        return self.is_allowed(number) and self.is_there(number)

    def is_allowed(self, number: int) -> bool:
        """Whether the reader lets a leg be used: its mode, its countries, its line."""
        leg, query = self.graph.network.legs[number], self.query
        if leg.mode not in query.modes and not self.is_last_mile(leg):
            return False
        lines = query.closed_lines
        if lines and (leg.segment_id in lines or not lines.isdisjoint(leg.project_ids)):
            return False
        if not query.closed_countries:
            return True
        # A pass on the border has two countries; closing one of them closes the pass.
        sites = (self.graph.network.sites[leg.from_id], self.graph.network.sites[leg.to_id])
        return not any(query.closed_countries & set(site.countries) for site in sites)

    def is_there(self, number: int) -> bool:
        """Whether a leg is in a state that the query asks for on its day, or taken for built."""
        moment = self.moments[number]
        if moment is not None and moment.lifecycle in self._lifecycles:
            return True
        built, leg = self.query.as_if_built, self.graph.network.legs[number]
        return leg.segment_id in built or not built.isdisjoint(leg.project_ids)

    def is_last_mile(self, leg: Leg) -> bool:
        """Whether it joins an end of the way to a station or port of the same town.

        An end that has a line of its own in a mode that is asked for needs no such haul.
        """
        ends = {leg.from_id, leg.to_id}
        return is_town_haul(leg) and not self._hauled_ends.isdisjoint(ends)

    @cached_property
    def _hauled_ends(self) -> frozenset[str]:
        ends = (self.query.from_id, self.query.to_id)
        return frozenset(end for end in ends if not self._has_line(end, self.query.modes))

    def _has_line(self, site_id: str, modes: frozenset[Mode]) -> bool:
        """Whether a line that may be used on the day, in one of the modes, touches a place."""
        legs = self.graph.network.legs
        numbers = self.graph.legs_at.get(site_id, ())
        return any(legs[number].mode in modes and self.may_use(number) for number in numbers)

    def leads_on(self, arc: Arc) -> bool:
        """Whether an arc may be used where trucks serve the last mile only: to a train or a ship.

        A haul from one end straight to the other is no way by rail, and neither are two in a row.
        """
        # To stay on the road at a place would join one haul to the next.
        if arc.leg is None:
            return arc.transfer is not None or self.graph.nodes[arc.tail][1] != Mode.ROAD.value
        leg = self.graph.network.legs[arc.leg]
        ends = {self.query.from_id, self.query.to_id}
        return leg.mode is not Mode.ROAD or {leg.from_id, leg.to_id} != ends

    def _lets_through(self, frontier: BorderCrossing, mode: Mode) -> bool:
        if not self.query.closed_posts.isdisjoint(frontier.post_ids):
            return False
        if self.query.posts is PostPolicy.IGNORE or mode.is_by_water:
            return True
        found = [self.posts[post] for post in frontier.post_ids]
        if not all(self.takes_cargo(post, frontier, mode) for post in found):
            return False
        return self.query.posts is PostPolicy.USE_SHUT or not any(post.is_shut for post in found)

    def _leads_through(self, arc: Arc, number: int) -> bool:
        """Whether posts that are open one way only are passed that way."""
        leg = self.graph.network.legs[number]
        if not leg.frontiers or leg.mode is Mode.SEA or self.query.posts is PostPolicy.IGNORE:
            return True
        # The weight of a leg holds for both directions, so this is asked arc by arc.
        into = country_of(self.graph.network.sites[self.graph.nodes[arc.head][0]])
        posts = (self.posts[post] for frontier in leg.frontiers for post in frontier.post_ids)
        return all(post.lets_into(into) for post in posts)

    def takes_cargo(self, post: PostState, frontier: BorderCrossing, mode: Mode) -> bool:
        """Whether a post with a limit lets the cargo of the query through in a mode.

        One that is open to its two countries only takes what goes from one to the other, and one
        that had not opened takes nothing.
        """
        if post.opens or not post.lets_by(mode):
            return False
        if post.limit is not Limit.BILATERAL or post.access is EffectiveAccess.CLOSED:
            return True
        sites = self.graph.network.sites
        ends = [set(sites[end].countries) for end in (self.query.from_id, self.query.to_id)]
        both = set(frontier.countries)
        return all(countries & both for countries in ends)

    # What it costs -------------------------------------------------------------------------

    def leg_cost(self, number: int) -> Cost:
        """What a leg takes; a leg between two countries takes half the figures of each."""
        # The routes of an answer share many legs.
        if number not in self._leg_costs:
            self._leg_costs[number] = self._cost_of_leg(number)
        return self._leg_costs[number]

    def _cost_of_leg(self, number: int) -> Cost:
        leg = self.graph.network.legs[number]
        per_km = self._cost_per_km(number)
        return Cost(
            per_km.hours.times(leg.km),
            per_km.usd.times(leg.km),
            per_km.hours_from,
            per_km.usd_from,
        )

    def _cost_per_km(self, number: int) -> Cost:
        leg, moment = self.graph.network.legs[number], self.moments[number]
        normal, slow, _ = leg.mode.factors
        is_slow = moment is not None and moment.lifecycle.is_limited
        key = (self.graph.countries[number], leg.mode, slow if is_slow else normal)
        if key not in self._per_km:
            self._per_km[key] = self._per_km_of(*key)
        return self._per_km[key]

    def _per_km_of(self, countries: tuple[str, str], mode: Mode, speed_of: Factor) -> Cost:
        # Half of a leg between two countries lies in each, so their hours a km are averaged, not
        # their speeds; the high speed gives the low number of hours. At sea no country counts.
        codes = [frozenset({code}) for code in dict.fromkeys(countries)]
        wheres = codes if not mode.is_by_water else [frozenset[str]()]
        speeds = [self.assumptions.range_for(speed_of, where, mode) for where in wheres]
        rates = [self.assumptions.range_for(mode.factors[-1], where, mode) for where in wheres]
        paces = [Range(1 / speed.range.high, 1 / speed.range.low) for speed in speeds]
        return Cost(
            _mean_range(paces),
            _mean_range([rate.range for rate in rates]),
            tuple(dict.fromkeys(speeds)),
            tuple(dict.fromkeys(rates)),
        )

    def crossing(self, frontier: BorderCrossing, mode: Mode) -> Crossing:
        """A frontier with its posts on the day, and what it takes; at sea that is in the ports."""
        key = (frontier, mode)
        if key not in self._crossings:
            self._crossings[key] = self._crossing(*key)
        return self._crossings[key]

    def _crossing(self, frontier: BorderCrossing, mode: Mode) -> Crossing:
        if mode.is_by_water:
            return Crossing(frontier, mode, (), Cost())
        # The figure of a post wins over that of the two countries, and that over all others.
        where = frozenset((*frontier.countries, *frontier.post_ids))
        hours = self.assumptions.range_for(Factor.FRONTIER_HOURS, where, mode)
        usd = self.assumptions.range_for(Factor.FRONTIER_COST, where, mode)
        posts = tuple(self.posts[post] for post in frontier.post_ids)
        return Crossing(frontier, mode, posts, Cost(hours.range, usd.range, (hours,), (usd,)))

    def transfer_cost(self, transfer: Transfer) -> Cost:
        """What a change takes; none where it stays within the town of an end of the way."""
        if self.is_free(transfer):
            return Cost()
        where = frozenset({transfer.site_id})
        hours, usd = (self.assumptions.range_for(factor, where) for factor in transfer.factors)
        # The hours of the frontier have the gauge change in them already, so they must not count
        # twice; its dollars stand nowhere else.
        if transfer.factors[0] is Factor.GAUGE_HOURS and transfer.site_id in self.covered_sites:
            return Cost(NOTHING, usd.range, (), (usd,))
        return Cost(hours.range, usd.range, (hours,), (usd,))

    def is_free(self, transfer: Transfer) -> bool:
        """Whether it is the change to or from the station of the town at an end of the way.

        Where a railway passes the town itself there is no such change, so none is counted.
        """
        return transfer.factors[0] is Factor.MODE_HOURS and transfer.site_id in self._own_stations

    @cached_property
    def _own_stations(self) -> frozenset[str]:
        """The nearest stations of the ends that no railway touches."""
        ends = (self.query.from_id, self.query.to_id)
        away = [end for end in ends if not self._has_line(end, _RAILS)]
        return frozenset(filter(None, map(self._station_of, away)))

    def _station_of(self, town: str) -> str | None:
        legs = self.graph.network.legs
        hauls = [legs[number] for number in self.graph.legs_at.get(town, ())]
        found = [
            (leg.km, other)
            for leg in filter(is_town_haul, hauls)
            for other in (leg.from_id, leg.to_id)
            if other != town and self._has_line(other, _RAILS)
        ]
        return min(found)[1] if found else None

    def quay_cost(self) -> Cost:
        """What boarding or leaving a ship takes at the first or last place of a way."""
        hours = self.assumptions.range_for(Factor.PORT_HOURS)
        usd = self.assumptions.range_for(Factor.PORT_COST)
        return Cost(hours.range, usd.range, (hours,), (usd,))

    # Weights -------------------------------------------------------------------------------

    def _weight_of_arc(self, arc: Arc, legs: Sequence[float | None]) -> float | None:
        if arc.leg is not None:
            return legs[arc.leg] if self._leads_through(arc, arc.leg) else None
        return self._weight_of_transfer(arc.transfer) if arc.transfer else 0.0

    def _value_of_leg(self, number: int) -> float:
        leg, objective = self.graph.network.legs[number], self.query.objective
        if objective is Objective.KM:
            return leg.km
        per_km = self._cost_per_km(number)
        crossings = [self.crossing(frontier, leg.mode) for frontier in leg.frontiers]
        if objective is Objective.COST:
            fees = sum(crossing.cost.usd.midpoint for crossing in crossings)
            return per_km.usd.midpoint * leg.km + fees
        waits = sum(crossing.cost.hours.midpoint for crossing in crossings)
        # The hours stay in: of two ways with as few frontiers the quicker one is better.
        worst = len(crossings) * _WORST if objective is Objective.FRONTIERS else 0.0
        return per_km.hours.midpoint * leg.km + waits + worst

    def _weight_of_transfer(self, transfer: Transfer) -> float:
        is_gauge = transfer.factors[0] is Factor.GAUGE_HOURS
        worst = _WORST if is_gauge and self.query.objective is Objective.GAUGES else 0.0
        return self._objective_value(self.transfer_cost(transfer)) + worst

    def weight_of_quay(self, node: int) -> float:
        """What it costs to begin or end the way at a node."""
        return (
            self._objective_value(self.quay_cost())
            if self.graph.nodes[node][1] == Mode.SEA.value
            else 0.0
        )

    def _objective_value(self, cost: Cost) -> float:
        match self.query.objective:
            # A change covers no ground.
            case Objective.KM:
                return 0.0
            case Objective.COST:
                return cost.usd.midpoint
            case _:
                return cost.hours.midpoint


def _weights_with(plain: Weights, more: Mapping[tuple[int, int], float]) -> Weights:
    """Weights with something added to some arcs; the same ones if there is nothing to add."""
    if not more:
        return plain
    # Copied: the plain weights are searched as well.
    weights = [dict(row) for row in plain]
    for (tail, head), addition in more.items():
        weights[tail][head] += addition
    return weights


def _mean_range(ranges: Sequence[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    return Range(sum(lows) / len(lows), sum(highs) / len(highs))
