"""One search: the routes that come out of a weighed graph, and how different they are."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from scgraph import Graph

from geo.edge_costs import EdgeCosts, Weights
from geo.model import BorderStatus
from geo.network import Leg
from geo.route_model import Crossing, Interchange, Route, RouteStep, shared
from geo.routing_graph import SINK, SOURCE, Arc, Transfer
from geo.vocab import Access, Factor, Mode

#: A further route is kept if at most this share of its kilometres is shared with a kept one.
_MOST_SHARED = 0.6
#: A route of so many times the kilometres of the shortest and hours of the quickest is no choice.
_LONGEST = 1.75
#: Each leg of a route that was found gets so much dearer for the next search.
_PENALTY = 1.7
#: Connectors are not made dearer: a route without its neighbour's last mile is not another route.
_CONNECTOR_KM = 20.0
#: So many searches at most; the work of one answer is bounded whatever the query.
MOST_SEARCHES = 14
#: A route that is beaten in everything over the same frontiers is dropped if so many are left.
_VARIETY = 3
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
        self._weights, self._arcs = costs.weights()
        if must_sail:
            self._weights = self._doubled(self._weights)
        last = self.graph.size if must_sail else 0
        for node in self.graph.leaving.get(self.query.from_id, ()):
            self._weights[SOURCE][node] = 0.0
        for node in self.graph.arriving.get(self.query.to_id, ()):
            self._weights[node + last][SINK] = 0.0

    def best(self) -> Route | None:
        """The best route, or None."""
        path = self._search(self._weights)
        return self._route(path) if path else None

    def routes(self, count: int = 5) -> tuple[Route, ...]:
        """Up to `count` routes that differ, best first.

        After each search the legs that it used are made dearer (the penalty method), so that the
        next one keeps clear of them where it can. What comes out goes the best way to and from
        where it is most its own; what is too much alike, far too long or, where there is choice,
        beaten in everything is dropped.
        """
        weights = [dict(row) for row in self._weights]
        kept: list[Route] = []
        used: set[int] = set()
        # The first search comes out best, so it is enough where one route is asked for.
        wanted = count + _SPARE if count > 1 else 1
        while len(kept) < wanted and self.searches < MOST_SEARCHES:
            path = self._search(weights)
            if not path:
                break
            found = self._at_its_best(path, used) if kept else path
            route = self._route(found)
            if _is_new(route, kept):
                kept.append(route)
                used.update(self._legs(found))
            self._make_dearer(weights, path)
        sensible = [one for one in kept if not _is_far_longer(one, kept)]
        best_first = sorted(sensible, key=lambda one: one.objective_value(self.query.objective))
        return tuple(_undominated(best_first)[:count])

    # Searching -----------------------------------------------------------------------------

    def _search(self, weights: Weights) -> list[int]:
        """Numbers of the nodes on the cheapest way, or none."""
        if self.query.from_id == self.query.to_id or not weights[SOURCE]:
            return []
        self.searches += 1
        return shortest(weights, SOURCE, SINK)

    def _doubled(self, weights: Weights) -> Weights:
        """The graph twice; voyages lead from the first copy into the second."""
        size = self.graph.size
        copy: Weights = [{head + size: cost for head, cost in row.items()} for row in weights]
        for (tail, head), arc in self._arcs.items():
            if arc.leg is not None and _is_voyage(self.graph.network.legs[arc.leg]):
                weights[tail][head + size] = weights[tail].pop(head)
        return weights + copy

    def _arc(self, tail: int, head: int) -> Arc:
        return self._arcs[tail % self.graph.size, head % self.graph.size]

    def _make_dearer(self, weights: Weights, path: Sequence[int]) -> None:
        """Raise the legs of a path, in both directions."""
        legs = self.graph.network.legs
        for number in self._legs(path):
            if legs[number].km < _CONNECTOR_KM:
                continue
            for tail, head in self.graph.of_leg[number]:
                row = weights[tail]
                if head in row:
                    row[head] *= _PENALTY

    def _legs(self, path: Sequence[int]) -> Iterator[int]:
        return (arc.leg for arc in self._arcs_of(path) if arc.leg is not None)

    def _arcs_of(self, path: Sequence[int]) -> list[Arc]:
        """The arcs of a path, without those from the source and to the sink."""
        return [self._arc(*pair) for pair in pairwise(path[1:-1])]

    def _at_its_best(self, path: list[int], used: Container[int]) -> list[int]:
        """The cheapest way that uses the leg where a path is most its own; without small loops.

        Dear legs lead a path astray even where it could well share the way of the others.
        """
        straight = self._straight(path)
        own = self._own(straight, used)
        if not own:
            return straight
        to = shortest(self._weights, SOURCE, straight[own])
        back = shortest(self._weights, straight[own + 1], SINK)
        through = [*to, *back]
        return straight if _comes_back(self._route(through)) else through

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
        longest = max(stretches, key=lambda one: sum(km for km, _ in one))
        half = sum(km for km, _ in longest) / 2
        for km, at in longest:
            half -= km
            if half <= 0:
                return at
        return 0

    def _straight(self, path: Sequence[int]) -> list[int]:
        """The cheapest way over places of a path, in the modes that the path uses between them.

        It cuts out the small loops that come from making legs dearer.
        """
        route = self._route(path)
        order = {site_id: at for at, site_id in enumerate(route.site_ids)}
        modes = [step.leg.mode for step in route.steps]
        size = self.graph.size

        def is_between(tail: int, head: int) -> bool:
            arc = self._arcs.get((tail % size, head % size))
            if arc is None or arc.leg is None:
                return True
            start, end = (order[self.graph.nodes[node % size][0]] for node in (tail, head))
            return start < end and set(modes[start:end]) == {self.graph.network.legs[arc.leg].mode}

        nodes = [SOURCE, SINK] + [
            node
            for node in range(2, len(self._weights))
            if self.graph.nodes[node % size][0] in order
        ]
        number = {node: at for at, node in enumerate(nodes)}
        small: Weights = [
            {
                number[head]: cost
                for head, cost in self._weights[node].items()
                if head in number and is_between(node, head)
            }
            for node in nodes
        ]
        # A path that passes a place twice, in two modes, is cut apart here: then it stays as it is.
        return [nodes[at] for at in shortest(small, 0, 1)] or list(path)

    def _route(self, path: Sequence[int]) -> Route:
        return _route(self.costs, self._arcs_of(path))

    def shut_posts_of(self, route: Route) -> tuple[BorderStatus, ...]:
        """Posts on a route that were shut on the day."""
        posts = [post for one in route.crossings for post in one.frontier.post_ids]
        found = [self.costs.status(post) for post in dict.fromkeys(posts)]
        return tuple(one for one in found if one and one.freight is Access.CLOSED)


class OneToMany:
    """The best routes from one place to many, for one query whose ends do not matter."""

    def __init__(self, costs: EdgeCosts) -> None:
        """Weigh the graph once for all beginnings."""
        self.costs = costs
        self._weights, self._arcs = costs.weights()

    def routes(self, from_id: str, goals: Sequence[str]) -> dict[str, Route | None]:
        """The best route to each of the goals, or None."""
        graph = self.costs.graph
        self._weights[SOURCE] = dict.fromkeys(graph.leaving.get(from_id, ()), 0.0)
        tree = Graph(self._weights).get_shortest_path_tree(SOURCE)
        far, before = tree["distance_matrix"], tree["predecessors"]
        found: dict[str, Route | None] = {}
        for goal in goals:
            node = min(graph.arriving.get(goal, (SINK,)), key=lambda one: far[one])
            found[goal] = self._route(node, before) if far[node] < math.inf else None
        return found

    def _route(self, node: int, before: Sequence[int]) -> Route:
        path = [node]
        while before[path[-1]] != SOURCE:
            path.append(before[path[-1]])
        return _route(self.costs, [self._arcs[pair] for pair in pairwise(path[::-1])])


def _route(costs: EdgeCosts, arcs: Sequence[Arc]) -> Route:
    """What a way through the graph means for a traveller."""
    crossings = tuple(
        Crossing(frontier, tuple(filter(None, map(costs.status, frontier.post_ids))))
        for arc in arcs
        if arc.leg is not None
        for frontier in costs.graph.network.legs[arc.leg].frontiers
    )
    factors = costs.factors
    return Route(
        tuple(_step(costs, arc, arc.leg) for arc in arcs if arc.leg is not None),
        tuple(_change(costs, arc.transfer) for arc in arcs if arc.transfer),
        crossings,
        factors[Factor.FRONTIER_HOURS],
        factors[Factor.FRONTIER_COST],
    )


def _step(costs: EdgeCosts, arc: Arc, number: int) -> RouteStep:
    leg = costs.graph.network.legs[number]
    (start, way), (end, _) = costs.graph.nodes[arc.tail], costs.graph.nodes[arc.head]
    return RouteStep(leg, start, end, way, costs.hours(leg), costs.usd(leg))


def _change(costs: EdgeCosts, transfer: Transfer) -> Interchange:
    hours, usd = (costs.factors[one] for one in transfer.factors)
    return Interchange(transfer.site_id, transfer.before, transfer.after, hours, usd)


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
    return leg.mode is Mode.SEA and leg.km >= _VOYAGE_KM and bool(leg.frontiers)


def _is_new(route: Route, kept: Sequence[Route]) -> bool:
    """Whether a route is an alternative to those that were found before it."""
    if _comes_back(route) or _is_far_longer(route, kept):
        return False
    return all(shared(route, other) <= _MOST_SHARED for other in kept)


def _comes_back(route: Route) -> bool:
    """Whether a way comes back to a place it has left; it only does so to get round a rule."""
    return len(set(route.site_ids)) < len(route.site_ids)


def _is_far_longer(route: Route, others: Sequence[Route]) -> bool:
    """Whether a route takes far more kilometres than the shortest and hours than the quickest."""
    if not others:
        return False
    shortest_km = min(one.km for one in others)
    quickest = min(one.hours.midpoint for one in others)
    return route.km > _LONGEST * shortest_km and route.hours.midpoint > _LONGEST * quickest


def _undominated(best_first: Sequence[Route]) -> list[Route]:
    """Drop what another route beats in everything, the worst first, while there is choice.

    A way through other border posts is objective_value having, however bad: posts shut.
    """
    kept = list(best_first)
    for route in reversed(best_first):
        rivals = [one for one in kept if one.frontiers == route.frontiers]
        if len(kept) > _VARIETY and any(route.is_no_better_than(one) for one in rivals):
            kept.remove(route)
    return kept
