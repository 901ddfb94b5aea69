"""Ways from one place to another across gauges, modes, frontiers and closures.

The answer is up to five routes that really differ, or none and the reason why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from geo.analysis.border_posts import PostState, post_state
from geo.atlas import Atlas
from geo.network.leg_states import LegStates
from geo.network.routing_graph import RoutingGraph, routing_graph_of
from geo.network.transport_network import BorderCrossing, Network, country_of, network_of
from geo.records.dates import Day
from geo.records.texts import say
from geo.records.vocab import Mode
from geo.routing.assumptions import Assumptions, Factors
from geo.routing.edge_costs import EdgeCosts
from geo.routing.missing_links import MissingLink, missing_links, no_route_reason
from geo.routing.pathfinder import OneToMany, Pathfinder
from geo.routing.route_model import PostPolicy, Route, RouteQuery, RouteStep

# A reader tries a handful of days and the timeline steps by months: five years of them.
_DAYS_KEPT = 64
#: A way by sea of so many times the kilometres and hours of the best route is not told.
MOST_TIMES_FARTHER = 5


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """The routes, the way by sea beside them, and what stood in the way.

    `blocked` are posts that the best way would have used if they were open: shut on the day or
    when last heard of, or closed to such cargo. `reason` says in one sentence why there is no
    route, and `missing` are the lines that lack. `is_void` if the question can have no answer on
    any day. `sea` is None if it is one of the routes or far too long.
    """

    routes: tuple[Route, ...]
    sea: Route | None
    blocked: tuple[PostState, ...] = ()
    reason: str = ""
    missing: tuple[MissingLink, ...] = ()
    is_void: bool = False


def _is_worth_telling(sea: Route, routes: Sequence[Route]) -> bool:
    """Whether a way by sea is none of the routes, and not absurdly far beside the best of them."""
    if any(route.steps == sea.steps for route in routes):
        return False
    best = routes[0] if routes else sea
    # Both must be far off: a slow ship over a short sea is a choice, and so is a long quick one.
    is_slow = sea.hours.midpoint > MOST_TIMES_FARTHER * best.hours.midpoint
    return not (is_slow and sea.km > MOST_TIMES_FARTHER * best.km)


class Router:
    """Finds ways through one atlas; its graph is laid out once, so threads may share it."""

    def __init__(self, atlas: Atlas) -> None:
        """Cut the segments into legs and lay out the graph."""
        self.atlas = atlas
        self.network: Network = network_of(atlas)
        self.states = LegStates(atlas, self.network)
        self._graph: RoutingGraph = routing_graph_of(self.network)
        self._posts = sorted(
            {post for frontier in self.network.frontiers for post in frontier.post_ids}
        )
        self.posts_on = lru_cache(maxsize=_DAYS_KEPT)(self._posts_on)

    def assumptions(self, own: Factors | None = None) -> Assumptions:
        """Those of the atlas, a reader's own in the place of some."""
        return Assumptions(self.atlas.assumptions, own) if own else self._atlas_assumptions

    @cached_property
    def _atlas_assumptions(self) -> Assumptions:
        return Assumptions(self.atlas.assumptions)

    def find_routes(self, query: RouteQuery, assumptions: Assumptions | None = None) -> RouteAnswer:
        """Up to five routes that differ, best first, with the sea alternative; never a guess.

        `assumptions` are those of the atlas unless the reader has others. Raises UnknownId if one
        of the two places is not in the atlas.
        """
        # Told apart from "no route today", so that no page offers other days for it.
        void = self._why_void(query)
        if void:
            return RouteAnswer((), None, reason=void, is_void=True)
        given = assumptions or self.assumptions()
        routes = self.search(query, given).routes()
        by_sea = replace(query, modes=query.modes | {Mode.SEA})
        # A search of its own: among the routes by land a ship would be crowded out by variants.
        sea = self.search(by_sea, given, must_sail=True).best()
        if sea and not _is_worth_telling(sea, routes):
            sea = None
        blocked = self._blocked_posts(query, given)
        if routes:
            return RouteAnswer(routes, sea, blocked)
        # The nearest reason is told: a shut post, then what the reader closed, then a missing line.
        closed = self._closed_by_reader(query, given)
        missing = () if blocked or closed else self._missing_links(query, given)
        reason = no_route_reason(self.atlas, query, blocked, missing, closed)
        return RouteAnswer((), sea, blocked, reason, missing)

    def _closed_by_reader(self, query: RouteQuery, assumptions: Assumptions) -> tuple[str, ...]:
        """What the reader closed of the best way if nothing lacks but that, in order of travel."""
        none: frozenset[str] = frozenset()
        free = replace(query, closed_posts=none, closed_countries=none, closed_lines=none)
        best = self.best(free, assumptions) if free != query else None
        closed = query.closed_posts | query.closed_countries | query.closed_lines
        found: dict[str, None] = {}
        for step in best.steps if best else ():
            posts = (post for frontier in step.leg.frontiers for post in frontier.post_ids)
            ends = (self.network.sites[end] for end in (step.from_id, step.to_id))
            countries = (country for site in ends for country in site.countries)
            passed = (*posts, *countries, *step.leg.project_ids, step.leg.segment_id or "")
            found.update(dict.fromkeys(name for name in passed if name in closed))
        return tuple(found)

    def _why_void(self, query: RouteQuery) -> str:
        """Why a question can have no answer on any day, or nothing."""
        ends = [self.atlas.site(end) for end in (query.from_id, query.to_id)]
        if query.from_id == query.to_id:
            return say("Both ends are the same place; choose two.")
        for site in ends:
            if not self.network.touches(site.id):
                return say(
                    "No line of the atlas touches {place}; choose a place on a line.",
                    place=site.names.en,
                )
        return ""

    def _blocked_posts(self, query: RouteQuery, assumptions: Assumptions) -> tuple[PostState, ...]:
        if query.posts is not PostPolicy.IF_OPEN:
            return ()
        # The best way of a world with open posts shows which shut ones matter to this question.
        finder = self.search(replace(query, posts=PostPolicy.IGNORE), assumptions)
        free = finder.best()
        costs = self._edge_costs_for(query, assumptions)
        found = {
            post.site_id: post
            for step in (free.steps if free else ())
            for post, frontier in self._posts_passed(step, query.day)
            if post.is_shut
            or not costs.takes_cargo(post, frontier, step.leg.mode)
            or not post.lets_into(country_of(self.network.sites[step.to_id]))
        }
        return tuple(found.values())

    def _posts_passed(
        self, step: RouteStep, day: Day
    ) -> Iterator[tuple[PostState, BorderCrossing]]:
        # A ship clears customs in its ports and passes no post on land.
        for frontier in step.leg.frontiers if step.leg.mode is not Mode.SEA else ():
            for post in frontier.post_ids:
                yield self.posts_on(day)[post], frontier

    def _missing_links(
        self, query: RouteQuery, assumptions: Assumptions
    ) -> tuple[MissingLink, ...]:
        costs = EdgeCosts(
            self._any_gauge, self.states, self.posts_on(query.day), assumptions, query
        )
        return missing_links(self.atlas, costs)

    @cached_property
    def _any_gauge(self) -> RoutingGraph:
        """The graph in which gauges may change wherever they meet; only to find what lacks."""
        return routing_graph_of(self.network, any_gauge=True)

    def best(self, query: RouteQuery, assumptions: Assumptions | None = None) -> Route | None:
        """The best route alone, or None; cheaper than `find_routes` for many pairs."""
        return self.search(query, assumptions).best()

    def search(
        self, query: RouteQuery, assumptions: Assumptions | None = None, *, must_sail: bool = False
    ) -> Pathfinder:
        """The search itself, for who wants more than its answer."""
        return Pathfinder(self._edge_costs_for(query, assumptions), must_sail=must_sail)

    def one_to_many(
        self, query: RouteQuery, assumptions: Assumptions | None = None, *, must_sail: bool = False
    ) -> OneToMany:
        """The best routes from the beginning of the query to many places; its end is of no use."""
        return OneToMany(self._edge_costs_for(query, assumptions), must_sail=must_sail)

    def _edge_costs_for(self, query: RouteQuery, assumptions: Assumptions | None) -> EdgeCosts:
        given = assumptions or self.assumptions()
        return EdgeCosts(self._graph, self.states, self.posts_on(query.day), given, query)

    def _posts_on(self, day: Day) -> Mapping[str, PostState]:
        """What every border post on a line let through on a day; kept for the next query."""
        return {post: post_state(self.atlas, post, day) for post in self._posts}
