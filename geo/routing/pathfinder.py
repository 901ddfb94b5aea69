"""One search: the routes that come out of a weighed graph, and how different they are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, pairwise

from scgraph import Graph

from geo.network.routing_graph import SINK, SOURCE, Arc
from geo.network.transport_network import Leg
from geo.records.vocab import Mode
from geo.routing.edge_costs import EdgeCosts, WeightedGraph, Weights
from geo.routing.route_choice import MOST_SHARED, choose_alternatives, comes_back, is_new
from geo.routing.route_model import QUAY, Interchange, Objective, Route, RouteStep
from geo.routing.trade_offs import TradeOff, surest, trade_offs

#: The alternatives of one query take so many searches at most, whatever it asks for.
MOST_SEARCHES = 9
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

    @cached_property
    def _surest_path(self) -> list[int]:
        """The way of which most is known to be open, however long it is."""
        return self._search(self._ranked)

    def _best_path(self) -> list[int]:
        path = self._surest_path
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

        Every place is tried as one to go by way of: the best way to it and on from it. They are
        taken in their order, each if it differs from those before it; first as they are known to
        be open, then as if all were. What is far too long or beaten in everything is dropped; if
        nothing that is left is open all the way, the best of what is stands last.
        """
        path = self._best_path()
        if not path:
            return ()
        best = self._route(path)
        kept = [] if comes_back(best) else [best]
        used = [frozenset(self._legs(path))] if kept else []
        levels = (self._ranked,) if self._ranked is self._plain else (self._ranked, self._plain)
        for level in levels:
            most = len(kept) + count + _SPARE
            for way, legs in self._ways_by_each_place(level):
                if self._is_mostly_used(legs, used):
                    continue
                route = self._route(way)
                if is_new(route, kept):
                    kept.append(route)
                    used.append(frozenset(legs))
                if len(kept) == most:
                    break
        surest = self._route(self._surest_path)
        return choose_alternatives(kept, self.query.objective, count, surest)

    def _comes_back(self, path: Sequence[int], legs: Sequence[int]) -> bool:
        size, places = self.graph.size, self.graph.nodes
        return len({places[node % size][0] for node in path[1:-1]}) <= len(legs)

    def _is_mostly_used(self, legs: Sequence[int], used: Sequence[Container[int]]) -> bool:
        """Whether a way runs mostly over the legs of one that was found; quicker than `is_new`."""
        own = [(number, self.graph.network.legs[number].km) for number in legs]
        most = MOST_SHARED * sum(km for _, km in own)
        return any(sum(km for number, km in own if number in legs) > most for legs in used)

    def _ways_by_each_place(self, weights: Weights) -> Iterator[tuple[list[int], tuple[int, ...]]]:
        """The best ways by way of each node, each once with its legs, cheapest first."""
        back: Weights = [{} for _ in weights]
        for tail, row in enumerate(weights):
            for head, cost in row.items():
                back[head][tail] = cost
        to, on = _tree(weights, SOURCE), _tree(back, SINK)
        self.searches += 2
        costs = [there + further for there, further in zip(to.far, on.far, strict=True)]
        seen: set[tuple[int, ...]] = set()
        done: set[int] = set()
        for node in sorted(range(len(costs)), key=costs.__getitem__):
            if costs[node] == math.inf:
                return
            if node in done:
                continue
            path = [*to.path(node)[::-1], *on.path(node)[1:]]
            done.update(at for at in path if math.isclose(costs[at], costs[node], rel_tol=1e-12))
            legs = tuple(self._legs(path))
            if legs not in seen and not self._comes_back(path, legs):
                seen.add(legs)
                yield path, legs

    # Searching -----------------------------------------------------------------------------

    def _search(self, weights: Weights) -> list[int]:
        """Numbers of the nodes on the cheapest way, or none."""
        if self.query.from_id == self.query.to_id or not weights[SOURCE]:
            return []
        self.searches += 1
        return shortest(weights, SOURCE, SINK)

    def _legs(self, path: Sequence[int]) -> Iterator[int]:
        return (arc.leg for arc in self._arcs_of(path) if arc.leg is not None)

    def _arcs_of(self, path: Sequence[int]) -> list[Arc]:
        """The arcs of a path, without those from the source and to the sink."""
        size, arcs = self.graph.size, self._arcs
        return [arcs[tail % size, head % size] for tail, head in pairwise(path[1:-1])]

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


@dataclass(frozen=True, slots=True)
class _Tree:
    """The best ways from one node to all others: what each costs, and the node before each."""

    far: Sequence[float]
    before: Sequence[int]

    def path(self, node: int) -> list[int]:
        """The nodes from this one back to the root."""
        nodes = [node]
        while (node := self.before[node]) != -1:
            nodes.append(node)
        return nodes


def _tree(weights: Weights, root: int) -> _Tree:
    found = Graph(weights).get_shortest_path_tree(root)
    return _Tree(found["distance_matrix"], found["predecessors"])


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
