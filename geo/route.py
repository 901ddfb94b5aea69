"""Ways from one place to another across gauges, modes, frontiers and closures.

The answer is up to five routes that really differ, or none and the reason why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.edge_costs import EdgeCosts
from geo.model import BorderStatus, Site
from geo.network import Network, network_of
from geo.pathfinder import OneToMany, Pathfinder
from geo.route_model import Factors, Range, Route, RouteQuery
from geo.routing_graph import RoutingGraph, routing_graph_of
from geo.vocab import Factor, Mode


def factors_of(atlas: Atlas, own: Mapping[Factor, Range] | None = None) -> dict[Factor, Range]:
    """The assumptions of the atlas, replaced by the reader's own where there are any."""
    ours = {one.factor: Range(one.low, one.high) for one in atlas.assumptions}
    return {**ours, **(own or {})}


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """The routes, the way by sea beside them, and what stood in the way.

    `blocked` are posts shut on the day that the best way without closures would have used.
    `reason` says in one sentence why there is no route; it is empty if there is one.
    """

    routes: tuple[Route, ...]
    sea: Route | None
    blocked: tuple[BorderStatus, ...] = ()
    reason: str = ""


class Router:
    """Finds ways through one atlas; its graph is laid out once, so threads may share it."""

    def __init__(self, atlas: Atlas) -> None:
        """Cut the segments into legs and lay out the graph."""
        self.atlas = atlas
        self.network: Network = network_of(atlas)
        self._graph: RoutingGraph = routing_graph_of(self.network)

    def find(self, query: RouteQuery, factors: Factors | None = None) -> RouteAnswer:
        """Up to five routes that differ, best first, with the sea alternative; never a guess.

        `factors` are the assumptions of the atlas unless the reader has others. Raises UnknownId
        if one of the two places is not in the atlas.
        """
        start, goal = self.atlas.site(query.from_id), self.atlas.site(query.to_id)
        routes = self.search(query, factors).routes()
        by_sea = replace(query, modes=query.modes | {Mode.SEA})
        sea = self.search(by_sea, factors, must_sail=True).routes(1)
        blocked = self._blocked(query, factors)
        reason = "" if routes else _why_not(self.network, query, start, goal, blocked)
        return RouteAnswer(routes, sea[0] if sea else None, blocked, reason)

    def _blocked(self, query: RouteQuery, factors: Factors | None) -> tuple[BorderStatus, ...]:
        unbound = self.search(replace(query, obey_posts=False), factors)
        free = unbound.best()
        return unbound.shut_posts_of(free) if free else ()

    def best(self, query: RouteQuery, factors: Factors | None = None) -> Route | None:
        """The best route alone, or None; cheaper than `find` where many pairs are asked for."""
        return self.search(query, factors).best()

    def search(
        self, query: RouteQuery, factors: Factors | None = None, *, must_sail: bool = False
    ) -> Pathfinder:
        """The search itself, for who wants more than its answer."""
        return Pathfinder(self._costs(query, factors), must_sail=must_sail)

    def one_to_many(self, query: RouteQuery, factors: Factors | None = None) -> OneToMany:
        """The best routes from any place to many; the ends of the query do not matter."""
        return OneToMany(self._costs(query, factors))

    def _costs(self, query: RouteQuery, factors: Factors | None) -> EdgeCosts:
        given = factors_of(self.atlas) if factors is None else factors
        return EdgeCosts(self.atlas, self._graph, given, query)


def _why_not(
    network: Network, query: RouteQuery, start: Site, goal: Site, blocked: Sequence[BorderStatus]
) -> str:
    if start.id == goal.id:
        return "Both ends are the same place; choose two."
    for site in (start, goal):
        if not network.touches(site.id):
            return f"No line of the atlas touches {site.names.en}; choose a place on a line."
    land = "no land route" if Mode.SEA not in query.modes else "no route"
    if blocked:
        shut = ", ".join(dict.fromkeys(network.sites[one.site_id].names.en for one in blocked))
        return f"There is {land} on that day: {shut} was shut to freight."
    closed = query.closed_posts or query.closed_countries or query.closed_lines
    because = "with these closures" if closed else "with what may be used"
    return f"There is {land} from {start.names.en} to {goal.names.en} {because}."
