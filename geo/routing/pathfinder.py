"""One search: the routes that come out of a weighed graph, and how different they are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, pairwise

from scgraph import Graph

from geo.network.routing_graph import SINK, SOURCE, Arc
from geo.network.transport_network import Leg
from geo.records.vocab import Mode
from geo.routing.edge_costs import EdgeCosts, WeightedGraph, Weights
from geo.routing.route_choice import (
    MOST_SHARED,
    choose_alternatives,
    is_alternative,
    revisits_a_place,
)
from geo.routing.route_model import QUAY, Interchange, Objective, Route, RouteStep
from geo.routing.trade_offs import TradeOff, surest_choice, trade_offs

#: The alternatives of one query take so many searches at most, whatever it asks for.
MOST_SEARCHES = 9
#: So many routes more than are asked for are found, for some are dropped in the end.
_SPARE = 2
#: In the place of the number of a leg: the last of a list.
_NO_LEG = -1
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
        # Counted for a test: the work for one query stays below `MOST_SEARCHES`.
        self.searches = 0
        weighted = _weighted(costs, must_sail=must_sail)
        self._must_sail = must_sail
        self._arcs = weighted.arcs
        self._plain, self._unshut, self._ranked = weighted.plain, weighted.unshut, weighted.ranked

    def best(self) -> Route | None:
        """The best route, or None: the surest to be open that is not far longer than others."""
        path = self._best_path()
        best = self._route_along(path) if path else None
        if best and revisits_a_place(best):
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
        # The penalty makes any detour worth taking; the rival shows what the detour costs.
        rival = self._search(self._unshut)
        more = chain.from_iterable(map(self._trade_offs, _objectives_tried(self.query.objective)))
        return surest_choice((rival, path), more, self._route_along, self.query.objective)

    def _trade_offs(self, objective: Objective) -> Iterator[list[int]]:
        """Ways between the shortest and the surest, by what the query or another one asks for."""
        self.searches += 1
        weighted = _weighted(self.costs.with_objective(objective), must_sail=self._must_sail)
        # The labels of one node come cheapest first, so those of the sink are a Pareto front.
        labels = trade_offs(weighted.unshut, weighted.unknown, SOURCE)
        return (label.path for label in labels if label.node == SINK)

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
        best = self._route_along(path)
        kept = [] if revisits_a_place(best) else [best]
        used = [tuple(self._leg_numbers_of(path))] if kept else []
        levels = (self._ranked,) if self._ranked is self._plain else (self._ranked, self._plain)
        for level in levels:
            most = len(kept) + count + _SPARE
            for via_path, legs in self._paths_by_each_place(level, used):
                route = self._route_along(via_path)
                if is_alternative(route, kept):
                    kept.append(route)
                    used.append(legs)
                if len(kept) == most:
                    break
        surest = self._route_along(self._surest_path)
        return choose_alternatives(kept, self.query.objective, count, surest)

    def _revisits_a_place(self, path: Sequence[int], legs: Sequence[int]) -> bool:
        # A way that never comes back passes one place more than it has legs. `% size` folds the
        # second copy of the nodes, of those who must sail, onto the first.
        size, places = self.graph.size, self.graph.nodes
        return len({places[node % size][0] for node in path[1:-1]}) <= len(legs)

    def _paths_by_each_place(
        self, weights: Weights, used: Sequence[Sequence[int]]
    ) -> Iterator[tuple[list[int], tuple[int, ...]]]:
        """The best ways by way of each node, each once with its legs, cheapest first.

        Those mostly on legs of a way that is `used` are left out; more may be used meanwhile.
        """
        # Two trees answer for all places: the best way by way of a node is the best way from the
        # source to it, and on along the best way to the sink, found on the arcs turned round.
        back: Weights = [{} for _ in weights]
        for tail, row in enumerate(weights):
            for head, cost in row.items():
                back[head][tail] = cost
        to, on = self._tree(weights, SOURCE), self._tree(back, SINK, is_turned=True)
        self.searches += 2
        km = self._km_of_legs
        most = [MOST_SHARED * length for length in _sums(to, on, km)]
        shared: list[list[float]] = []
        seen: set[tuple[int, ...]] = set()
        for node in _node_of_each_way(to, on):
            for legs in used[len(shared) :]:
                on_it = [0.0] * len(km)
                for leg in legs:
                    on_it[leg] = km[leg]
                shared.append(_sums(to, on, on_it))
            # Most candidates end here, before a path is made of them.
            if any(far[node] > most[node] for far in shared):
                continue
            path = [*to.path(node)[::-1], *on.path(node)[1:]]
            legs = tuple(self._leg_numbers_of(path))
            if legs not in seen and not self._revisits_a_place(path, legs):
                seen.add(legs)
                yield path, legs

    @cached_property
    def _km_of_legs(self) -> Sequence[float]:
        """Kilometres by the number of a leg; last, at `_NO_LEG`, stands none."""
        return [*(leg.km for leg in self.graph.network.legs), 0.0]

    def _tree(self, weights: Weights, root: int, *, is_turned: bool = False) -> _Tree:
        """The best ways from a node, or those to it if the arcs of the weights are turned round."""
        found = Graph(weights).get_shortest_path_tree(root)
        before, size, arcs = found["predecessors"], self.graph.size, self._arcs
        after: list[list[int]] = [[] for _ in weights]
        legs = [_NO_LEG] * len(weights)
        for node, tail in enumerate(before):
            if tail == -1:
                continue
            after[tail].append(node)
            pair = (node % size, tail % size) if is_turned else (tail % size, node % size)
            # There is no arc from the source, and none to the sink.
            if pair in arcs and (leg := arcs[pair].leg) is not None:
                legs[node] = leg
        order = after[root]
        for node in order:  # it grows meanwhile
            order += after[node]
        return _Tree(found["distance_matrix"], before, legs, order)

    # Searching -----------------------------------------------------------------------------

    def _search(self, weights: Weights) -> list[int]:
        """Numbers of the nodes on the cheapest way, or none."""
        # A source without arcs: no leg touches the place.
        if self.query.from_id == self.query.to_id or not weights[SOURCE]:
            return []
        self.searches += 1
        return shortest_path(weights, SOURCE, SINK)

    def _leg_numbers_of(self, path: Sequence[int]) -> Iterator[int]:
        return (arc.leg for arc in self._arcs_of(path) if arc.leg is not None)

    def _arcs_of(self, path: Sequence[int]) -> list[Arc]:
        """The arcs of a path, without those from the source and to the sink."""
        size, arcs = self.graph.size, self._arcs
        return [arcs[tail % size, head % size] for tail, head in pairwise(path[1:-1])]

    def _route_along(self, path: Sequence[int]) -> Route:
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
            return [other.trade_offs(from_id, goals) for other in self._with_other_objectives]

        def more(goal: str) -> Iterator[Route]:
            for found in others():
                yield from found[goal]

        def best(goal: str) -> Route | None:
            return surest_choice(own[goal], more(goal), _same_route, self.costs.query.objective)

        return {goal: best(goal) if own[goal] else None for goal in goals}

    @cached_property
    def _with_other_objectives(self) -> list[OneToMany]:
        costs, own = self.costs, self.costs.query.objective
        return [
            OneToMany(costs.with_objective(aim), must_sail=self._must_sail)
            for aim in _objectives_tried(own)
            if aim is not own
        ]

    def trade_offs(self, from_id: str, goals: Sequence[str]) -> dict[str, list[Route]]:
        """For each of the goals its trade-offs, cheapest first; none where there is no way."""
        graph, weights = self.costs.graph, self._weighted.unshut
        # Only the row of the source knows the beginning, so one weighed graph does for all.
        weights[SOURCE] = {
            node: self.costs.weight_of_quay(node) for node in graph.leaving.get(from_id, ())
        }
        by_node: defaultdict[int, list[TradeOff]] = defaultdict(list)
        for label in trade_offs(weights, self._weighted.unknown, SOURCE):
            by_node[label.node].append(label)
        return {
            goal: [self._route_along(label) for label in self._trade_offs_to(goal, by_node)]
            for goal in goals
        }

    def _trade_offs_to(
        self, goal: str, by_node: Mapping[int, Sequence[TradeOff]]
    ) -> list[TradeOff]:
        """The trade-offs to a goal, of all those to its nodes."""
        # Who must sail arrives in the second copy. A goal has one node for each mode and gauge that
        # meets there; their number settles ties, for trade-offs themselves have no order.
        costs, shift = self.costs, self.costs.graph.size if self._must_sail else 0
        found = sorted(
            (label.cost + costs.weight_of_quay(node), label.unknown, number, label)
            for number, node in enumerate(costs.graph.arriving.get(goal, ()))
            for label in by_node.get(node + shift, ())
        )
        # What is dearer and no surer than one before it is no trade-off.
        front: list[TradeOff] = []
        for _, unknown, _, label in found:
            if not front or unknown < front[-1].unknown:
                front.append(label)
        return front

    def _route_along(self, label: TradeOff) -> Route:
        size = self.costs.graph.size
        pairs = pairwise(node % size for node in label.path[1:])
        return route_of(self.costs, [self._weighted.arcs[pair] for pair in pairs])


def _same_route(route: Route) -> Route:
    return route


def _objectives_tried(own: Objective) -> tuple[Objective, ...]:
    """What ways are weighed by to find those that are not far longer than the best."""
    return tuple(dict.fromkeys((own, Objective.KM, Objective.HOURS)))


def route_of(costs: EdgeCosts, arcs: Sequence[Arc]) -> Route:
    """What a way through the graph means for a traveller."""
    steps = tuple(_step_of(costs, arc, arc.leg) for arc in arcs if arc.leg is not None)
    crossings = tuple(
        costs.crossing(frontier, step.leg.mode) for step in steps for frontier in step.leg.frontiers
    )
    return Route(steps, tuple(_interchanges_on(costs, arcs, steps)), crossings)


def _step_of(costs: EdgeCosts, arc: Arc, number: int) -> RouteStep:
    leg, moment = costs.graph.network.legs[number], costs.moments[number]
    (start, mode_or_gauge), (end, _) = costs.graph.nodes[arc.tail], costs.graph.nodes[arc.head]
    state = moment.lifecycle if moment else None
    is_dated = moment is None or moment.is_dated
    return RouteStep(leg, start, end, mode_or_gauge, costs.leg_cost(number), state, is_dated)


def _interchanges_on(
    costs: EdgeCosts, arcs: Sequence[Arc], steps: Sequence[RouteStep]
) -> Iterator[Interchange]:
    """Every change on the way; a ship is boarded and left at the first and last place too."""
    if steps and steps[0].leg.mode.is_by_water:
        yield Interchange(steps[0].from_id, QUAY, Mode.SEA.value, costs.quay_cost())
    for arc in arcs:
        transfer = arc.transfer
        if transfer and not costs.is_free(transfer):
            cost = costs.transfer_cost(transfer)
            yield Interchange(transfer.site_id, transfer.before, transfer.after, cost)
    if steps and steps[-1].leg.mode.is_by_water:
        yield Interchange(steps[-1].to_id, Mode.SEA.value, QUAY, costs.quay_cost())


def _weighted(costs: EdgeCosts, *, must_sail: bool) -> WeightedGraph:
    """The weighed graph; who must sail has it twice, and voyages lead into the second copy.

    Weights that are one object stay one.
    """
    weighted = costs.weights()
    if not must_sail:
        return weighted
    levels = (weighted.plain, weighted.unshut, weighted.ranked)
    made = {id(level): _two_copies(level, weighted, costs) for level in levels}
    plain, unshut, ranked = (made[id(level)] for level in levels)
    size = costs.graph.size
    # An arc lies in the first copy, leads as a voyage into the second, or lies in the second.
    unknown = {
        (tail + from_copy, head + to_copy): count
        for (tail, head), count in weighted.unknown.items()
        for from_copy, to_copy in ((0, 0), (0, size), (size, size))
    }
    return replace(weighted, plain=plain, unshut=unshut, ranked=ranked, unknown=unknown)


def _two_copies(weights: Weights, weighted: WeightedGraph, costs: EdgeCosts) -> Weights:
    size, legs = costs.graph.size, costs.graph.network.legs
    first = [dict(row) for row in weights]
    second: Weights = [
        {head if head == SINK else head + size: cost for head, cost in row.items()}
        for row in weights
    ]
    # The sink hangs on the second copy alone: who arrives has sailed.
    for row in first:
        row.pop(SINK, None)
    for (tail, head), arc in weighted.arcs.items():
        if arc.leg is not None and _is_voyage(legs[arc.leg]) and head in first[tail]:
            first[tail][head + size] = first[tail].pop(head)
    return first + second


@dataclass(frozen=True, slots=True)
class _Tree:
    """The best ways from one node to all others.

    What each costs, the node before each and the leg in between; `order` has all that can be
    reached, each behind the one before it.
    """

    far: Sequence[float]
    before: Sequence[int]
    legs: Sequence[int]
    order: Sequence[int]

    def path(self, node: int) -> list[int]:
        """The nodes from this one back to the root."""
        nodes = [node]
        while (node := self.before[node]) != -1:
            nodes.append(node)
        return nodes

    def sums(self, of_legs: Sequence[float]) -> list[float]:
        """For each node the sum over the legs of its way."""
        sums, before, legs = [0.0] * len(self.far), self.before, self.legs
        for node in self.order:
            sums[node] = sums[before[node]] + of_legs[legs[node]]
        return sums


def _node_of_each_way(to: _Tree, on: _Tree) -> Iterator[int]:
    """A node for each way that goes by the best to a node and the best on, cheapest first."""
    costs = [there + further for there, further in zip(to.far, on.far, strict=True)]
    # Who goes on from one node to the next in both trees is on the same way at either.
    first, done = [*range(len(costs))], set[int]()
    for node in to.order:
        if on.before[to.before[node]] == node:
            first[node] = first[to.before[node]]
    for node in sorted(range(len(costs)), key=costs.__getitem__):
        # They are sorted: from here on no node lies between source and sink.
        if costs[node] == math.inf:
            return
        if first[node] not in done:
            done.add(first[node])
            yield node


def _sums(to: _Tree, on: _Tree, of_legs: Sequence[float]) -> list[float]:
    """For each node the sum over the legs of the way by way of it."""
    both = zip(to.sums(of_legs), on.sums(of_legs), strict=True)
    return [there + further for there, further in both]


def shortest_path(weights: Weights, start: int, goal: int) -> list[int]:
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
