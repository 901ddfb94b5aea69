"""One search: the routes that come out of a weighed graph, and how different they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain, pairwise

from scgraph import Graph

from geo.alternatives import choose_alternatives, comes_back, is_new
from geo.edge_costs import EdgeCosts, WeightedGraph, Weights
from geo.network import Leg
from geo.route_model import QUAY, Interchange, Objective, Route, RouteStep
from geo.routing_graph import SINK, SOURCE, Arc
from geo.trade_offs import TradeOff, surest, trade_offs
from geo.vocab import Mode

#: Each leg of a route that was found gets so much dearer for the next search.
_PENALTY = 1.7
#: Connectors are not made dearer: a route without its neighbour's last mile is not another route.
_CONNECTOR_KM = 20.0
#: So many searches at most; the work of one answer is bounded whatever the query.
MOST_SEARCHES = 14
#: So many routes more than are asked for are found, for some are dropped in the end.
_SPARE = 2
#: A shorter trip by ship is no alternative by sea, and neither is one along a country's coast.
_VOYAGE_KM = 250.0


class Pathfinder:
    """The searches for one query; with `must_sail` at least one leg goes by ship.

    Who has to sail must end in a second copy of all nodes, which only a ship reaches.
    """

    def __init__(self, costs: EdgeCosts, *, must_sail: bool = False) -> None:
        """Weigh the graph; everything else happens on it."""
        self.costs = costs
        self.graph = costs.graph
        self.query = costs.query
        self.searches = 0
        weighted = _weighted(costs, must_sail=must_sail)
        self._must_sail = must_sail
        self._arcs = weighted.arcs
        self._plain, self._unshut, self._ranked = weighted.plain, weighted.unshut, weighted.ranked

    def best(self) -> Route | None:
        """The best route, or None: the surest to be open that is not far longer than others."""
        path = self._best_path()
        best = self._route(path) if path else None
        if best and comes_back(best):
            return next(iter(self.routes()), None)
        return best

    def _best_path(self) -> list[int]:
        path = self._search(self._ranked)
        if not path or self._ranked is self._unshut:
            return path
        rival = self._search(self._unshut)
        more = chain.from_iterable(map(self._trade_offs, _aims(self.query.objective)))
        return surest((rival, path), more, self._route, self.query.objective)

    def _trade_offs(self, objective: Objective) -> Iterator[list[int]]:
        """Ways between the shortest and the surest, by what the query or another one asks for."""
        self.searches += 1
        weighted = _weighted(self.costs.aiming_at(objective), must_sail=self._must_sail)
        ways = trade_offs(weighted.unshut, weighted.unknown, SOURCE)
        return (way.path for way in ways if way.node == SINK)

    def routes(self, count: int = 5) -> tuple[Route, ...]:
        """Up to `count` routes that differ, best first.

        After each search the legs that it used are made dearer (the penalty method), so that the
        next one keeps clear of them where it can. Every second search takes what nobody knows of
        for open, so that ways over it are found too; they stand after all others. What comes out
        goes the best way to and from where it is most its own; what is too much alike, far too
        long or beaten in everything is dropped.
        """
        path = self._best_path()
        if not path:
            return ()
        levels = (self._ranked, self._plain)
        is_sure = levels[0] is levels[1]
        turns = [[dict(row) for row in level] for level in levels[is_sure:]]
        best = self._route(path)
        kept = [] if comes_back(best) else [best]
        used = set(self._legs(path))
        seen = {frozenset(used)}
        self._make_dearer(turns, path)
        while len(kept) < count + _SPARE and self.searches < MOST_SEARCHES:
            turn = self.searches % len(turns)
            path = self._search(turns[turn])
            legs = frozenset(self._legs(path))
            if legs not in seen:
                seen.add(legs)
                found = self._at_its_best(path, used, levels[turn])
                route = self._route(found)
                if is_new(route, kept):
                    kept.append(route)
                    used.update(self._legs(found))
            self._make_dearer(turns, path)
        return choose_alternatives(kept, self.query.objective, count)

    # Searching -----------------------------------------------------------------------------

    def _search(self, weights: Weights) -> list[int]:
        """Numbers of the nodes on the cheapest way, or none."""
        if self.query.from_id == self.query.to_id or not weights[SOURCE]:
            return []
        self.searches += 1
        return shortest(weights, SOURCE, SINK)

    def _make_dearer(self, turns: Sequence[Weights], path: Sequence[int]) -> None:
        """Raise the legs of a path, in both directions, by a share of what they cost at first."""
        legs, size = self.graph.network.legs, self.graph.size
        for number in self._legs(path):
            if legs[number].km < _CONNECTOR_KM:
                continue
            for tail, head in self.graph.of_leg[number]:
                plain = turns[-1][tail]
                now = plain.get(head, plain.get(head + size, 0.0))
                for weights in turns:
                    for end in (head, head + size):
                        if end in weights[tail]:
                            weights[tail][end] += now * (_PENALTY - 1)

    def _legs(self, path: Sequence[int]) -> Iterator[int]:
        return (arc.leg for arc in self._arcs_of(path) if arc.leg is not None)

    def _arcs_of(self, path: Sequence[int]) -> list[Arc]:
        """The arcs of a path, without those from the source and to the sink."""
        size, arcs = self.graph.size, self._arcs
        return [arcs[tail % size, head % size] for tail, head in pairwise(path[1:-1])]

    def _at_its_best(self, path: list[int], used: Container[int], weights: Weights) -> list[int]:
        """The cheapest way that uses the leg where a path is most its own; without small loops.

        Dear legs lead a path astray even where it could well share the way of the others.
        """
        straight = self._straight(path, weights)
        own = self._own(straight, used)
        if not own:
            return straight
        to = shortest(weights, SOURCE, straight[own])
        back = shortest(weights, straight[own + 1], SINK)
        through = [*to, *back]
        sites, _ = self._stops(through)
        return straight if len(set(sites)) < len(sites) else through

    def _own(self, path: Sequence[int], used: Container[int]) -> int:
        """Where a path is most its own: the leg amid the longest stretch that no other uses, or 0.

        The number says from which node of the path the leg leads to the next.
        """
        legs = self.graph.network.legs
        stretches: list[list[tuple[float, int]]] = [[]]
        for at, arc in enumerate(self._arcs_of(path), start=1):
            if arc.leg in used:
                stretches.append([])
            elif arc.leg is not None:
                stretches[-1].append((legs[arc.leg].km, at))
        longest = max(stretches, key=lambda stretch: sum(km for km, _ in stretch))
        half = sum(km for km, _ in longest) / 2
        for km, at in longest:
            half -= km
            if half <= 0:
                return at
        return 0

    def _straight(self, path: Sequence[int], weights: Weights) -> list[int]:
        """The cheapest way over places of a path, in the modes that the path uses between them.

        It cuts out the small loops that come from making legs dearer.
        """
        sites, modes = self._stops(path)
        order = {site_id: at for at, site_id in enumerate(sites)}
        size, legs, places = self.graph.size, self.graph.network.legs, self.graph.nodes

        def is_between(tail: int, head: int) -> bool:
            arc = self._arcs.get((tail % size, head % size))
            if arc is None or arc.leg is None:
                return True
            start, end = order[places[tail % size][0]], order[places[head % size][0]]
            return start < end and set(modes[start:end]) == {legs[arc.leg].mode}

        copies = range(0, len(weights), size)
        nodes = [SOURCE, SINK] + [
            node + copy
            for copy in copies
            for site_id in order
            for node in self.graph.nodes_at[site_id]
        ]
        number = {node: at for at, node in enumerate(nodes)}
        small: Weights = [
            {
                number[head]: cost
                for head, cost in weights[node].items()
                if head in number and is_between(node, head)
            }
            for node in nodes
        ]
        # A path that passes a place twice, in two modes, is cut apart here: then it stays as it is.
        return [nodes[at] for at in shortest(small, 0, 1)] or list(path)

    def _stops(self, path: Sequence[int]) -> tuple[list[str], list[Mode]]:
        """The places of a path in order, and the mode between each and the next."""
        legs, places = self.graph.network.legs, self.graph.nodes
        taken = [(arc, arc.leg) for arc in self._arcs_of(path) if arc.leg is not None]
        sites = [places[arc.tail][0] for arc, _ in taken]
        sites += [places[arc.head][0] for arc, _ in taken[-1:]]
        return sites, [legs[number].mode for _, number in taken]

    def _route(self, path: Sequence[int]) -> Route:
        return route_of(self.costs, self._arcs_of(path))


class OneToMany:
    """The best routes from one place to many, for one query whose ends do not matter.

    With `must_sail` at least one leg goes by ship.
    """

    def __init__(self, costs: EdgeCosts, *, must_sail: bool = False) -> None:
        """Weigh the graph once for all beginnings."""
        self.costs = costs
        self._weighted = _weighted(costs, must_sail=must_sail)
        self._must_sail = must_sail

    def routes(self, from_id: str, goals: Sequence[str]) -> dict[str, Route | None]:
        """The best route to each of the goals, as `Pathfinder.best` chooses it; None for none."""
        own = self.trade_offs(from_id, goals)

        @cache
        def others() -> list[dict[str, list[Route]]]:
            return [other.trade_offs(from_id, goals) for other in self._others]

        def more(goal: str) -> Iterator[Route]:
            for found in others():
                yield from found[goal]

        def best(goal: str) -> Route | None:
            return surest(own[goal], more(goal), _itself, self.costs.query.objective)

        return {goal: best(goal) if own[goal] else None for goal in goals}

    @cached_property
    def _others(self) -> list[OneToMany]:
        costs, own = self.costs, self.costs.query.objective
        return [
            OneToMany(costs.aiming_at(aim), must_sail=self._must_sail)
            for aim in _aims(own)
            if aim is not own
        ]

    def trade_offs(self, from_id: str, goals: Sequence[str]) -> dict[str, list[Route]]:
        """For each of the goals its trade-offs, cheapest first; none where there is no way."""
        graph, weights = self.costs.graph, self._weighted.unshut
        weights[SOURCE] = {
            node: self.costs.weight_of_quay(node) for node in graph.leaving.get(from_id, ())
        }
        ways: defaultdict[int, list[TradeOff]] = defaultdict(list)
        for way in trade_offs(weights, self._weighted.unknown, SOURCE):
            ways[way.node].append(way)
        return {goal: [self._route(way) for way in self._front(goal, ways)] for goal in goals}

    def _front(self, goal: str, ways: Mapping[int, Sequence[TradeOff]]) -> list[TradeOff]:
        """The trade-offs to a goal, of all those to its nodes."""
        costs, last = self.costs, self.costs.graph.size if self._must_sail else 0
        found = sorted(
            (way.cost + costs.weight_of_quay(node), way.unknown, at, way)
            for at, node in enumerate(costs.graph.arriving.get(goal, ()))
            for way in ways.get(node + last, ())
        )
        front: list[TradeOff] = []
        for _, unknown, _, way in found:
            if not front or unknown < front[-1].unknown:
                front.append(way)
        return front

    def _route(self, way: TradeOff) -> Route:
        size = self.costs.graph.size
        pairs = pairwise(node % size for node in way.path[1:])
        return route_of(self.costs, [self._weighted.arcs[pair] for pair in pairs])


def _itself(route: Route) -> Route:
    return route


def _aims(own: Objective) -> tuple[Objective, ...]:
    """What ways are weighed by to find those that are not far longer than the best."""
    return tuple(dict.fromkeys((own, Objective.KM, Objective.HOURS)))


def route_of(costs: EdgeCosts, arcs: Sequence[Arc]) -> Route:
    """What a way through the graph means for a traveller."""
    steps = tuple(_step(costs, arc, arc.leg) for arc in arcs if arc.leg is not None)
    crossings = tuple(
        costs.crossing(frontier, step.leg.mode) for step in steps for frontier in step.leg.frontiers
    )
    return Route(steps, tuple(_changes(costs, arcs, steps)), crossings)


def _step(costs: EdgeCosts, arc: Arc, number: int) -> RouteStep:
    leg, moment = costs.graph.network.legs[number], costs.moments[number]
    (start, way), (end, _) = costs.graph.nodes[arc.tail], costs.graph.nodes[arc.head]
    state = moment.lifecycle if moment else None
    is_dated = moment is None or moment.is_dated
    return RouteStep(leg, start, end, way, costs.leg(number), state, is_dated)


def _changes(
    costs: EdgeCosts, arcs: Sequence[Arc], steps: Sequence[RouteStep]
) -> Iterator[Interchange]:
    """Every change on the way; a ship is boarded and left at the first and last place too."""
    if steps and steps[0].leg.mode.is_by_water:
        yield Interchange(steps[0].from_id, QUAY, Mode.SEA.value, costs.quay())
    for arc in arcs:
        transfer = arc.transfer
        if transfer and not costs.is_free(transfer):
            cost = costs.transfer(transfer)
            yield Interchange(transfer.site_id, transfer.before, transfer.after, cost)
    if steps and steps[-1].leg.mode.is_by_water:
        yield Interchange(steps[-1].to_id, Mode.SEA.value, QUAY, costs.quay())


def _weighted(costs: EdgeCosts, *, must_sail: bool) -> WeightedGraph:
    """The weighed graph; who must sail has it twice, and voyages lead into the second copy.

    Weights that are one object stay one.
    """
    weighted = costs.weights()
    if not must_sail:
        return weighted
    levels = (weighted.plain, weighted.unshut, weighted.ranked)
    made = {id(level): _doubled(level, weighted, costs) for level in levels}
    plain, unshut, ranked = (made[id(level)] for level in levels)
    size = costs.graph.size
    unknown = {
        (tail + copy, head + to): count
        for (tail, head), count in weighted.unknown.items()
        for copy, to in ((0, 0), (0, size), (size, size))
    }
    return replace(weighted, plain=plain, unshut=unshut, ranked=ranked, unknown=unknown)


def _doubled(weights: Weights, weighted: WeightedGraph, costs: EdgeCosts) -> Weights:
    size, legs = costs.graph.size, costs.graph.network.legs
    first = [dict(row) for row in weights]
    second: Weights = [
        {head if head == SINK else head + size: cost for head, cost in row.items()}
        for row in weights
    ]
    for row in first:
        row.pop(SINK, None)
    for (tail, head), arc in weighted.arcs.items():
        if arc.leg is not None and _is_voyage(legs[arc.leg]) and head in first[tail]:
            first[tail][head + size] = first[tail].pop(head)
    return first + second


def shortest(weights: Weights, start: int, goal: int) -> list[int]:
    """Numbers of the nodes on the cheapest way from start to goal, or none."""
    try:
        found = Graph(weights).dijkstra(start, goal)
    except RuntimeError as error:
        # scgraph has no class of its own for a goal that cannot be reached.
        if "not connected" in str(error):
            return []
        raise
    return list(found["path"])


def _is_voyage(leg: Leg) -> bool:
    return leg.mode.is_by_water and leg.km >= _VOYAGE_KM and bool(leg.frontiers)
