"""From cities far from the sea to ports: the way over land today, and if all plans were built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.network.transport_network import country_of
from geo.records.dates import Day
from geo.records.vocab import Limit, Mode
from geo.routing.assumptions import Assumptions, Range
from geo.routing.route_model import LineFilter, Objective, Route, RouteQuery
from geo.routing.router import Router

# Capitals and hubs far from the open sea, and the ports that plans and articles name for them: a
# choice of ours, made once, so that tables of different days can be compared.
CITIES = (
    *("site-tashkent", "site-almaty", "site-bishkek", "site-dushanbe"),
    *("site-ashgabat", "site-kabul", "site-moscow", "site-ekaterinburg"),
)
PORTS = (
    *("site-karachi-port", "site-gwadar-port", "site-bandar-abbas", "site-chabahar"),
    *("site-poti", "site-batumi", "site-novorossiysk", "site-st-petersburg", "site-lianyungang"),
)


@dataclass(frozen=True, slots=True)
class PortRoute:
    """The ways to a port with fewest kilometres and with fewest hours; often they are one.

    Both are the best in the router's order, so what is known to be open comes before what is short.
    """

    shortest: Route
    quickest: Route

    @property
    def km(self) -> float:
        """Kilometres of the shortest."""
        return self.shortest.km

    @property
    def hours(self) -> Range:
        """Hours of the quickest."""
        return self.quickest.hours

    @property
    def frontiers(self) -> int:
        """Frontiers on the quickest."""
        return len(self.quickest.crossings)

    @property
    def gauge_changes(self) -> int:
        """Gauge changes on the quickest."""
        return len(self.quickest.gauge_changes)

    @property
    def is_unsure(self) -> bool:
        """Whether a frontier on one of the two is not known to be open on the day."""
        return any(is_unsure(route) for route in (self.shortest, self.quickest))

    def route_for(self, objective: Objective) -> Route:
        """The way that has least of kilometres or of hours."""
        return self.shortest if objective is Objective.KM else self.quickest


def is_unsure(route: Route) -> bool:
    """Whether a frontier on a way is not known to have let freight through on the day."""
    return any(crossing.is_unsure for crossing in route.crossings)


@dataclass(frozen=True, slots=True)
class PortPair:
    """One city and one port: the way today and if built, None where there is no way.

    `sea_today` and `sea_built` are the quickest ways with a voyage on them.
    """

    city_id: str
    port_id: str
    today: PortRoute | None
    built: PortRoute | None
    sea_today: PortRoute | None = None
    sea_built: PortRoute | None = None


@dataclass(frozen=True, slots=True)
class PortMatrix:
    """All pairs, city by city."""

    pairs: tuple[PortPair, ...]

    def pairs_of_city(self, city_id: str) -> tuple[PortPair, ...]:
        """The pairs of one city, in the order of the ports."""
        return tuple(pair for pair in self.pairs if pair.city_id == city_id)

    def nearest(self, city_id: str, objective: Objective, *, if_open: bool = False) -> str | None:
        """The port that is nearest today by kilometres or by hours.

        Only ways that are known to be open count, or with `if_open` those of which nobody knows
        as well.
        """
        ways = [
            (pair.today.route_for(objective), pair.port_id)
            for pair in self.pairs_of_city(city_id)
            if pair.today
        ]
        # A port behind a frontier of which nobody knows is not "nearest": it may be out of reach.
        known = [
            (route.values[objective], port_id)
            for route, port_id in ways
            if if_open or not is_unsure(route)
        ]
        return min(known)[1] if known else None


def built_query_of(query: RouteQuery) -> RouteQuery:
    """The same query if all were built that had been proposed by its day."""
    return replace(query, reach=LineFilter.PROPOSED)


def port_matrix(
    router: Router, query: RouteQuery, assumptions: Assumptions | None = None
) -> PortMatrix:
    """All cities to all ports, on the day and in the modes of the query; its ends do not matter."""
    given = assumptions or router.assumptions()
    # Another data folder may have none of them.
    ports = [port for port in PORTS if router.network.touches(port)]
    pairs = []
    for city in (city for city in CITIES if router.network.touches(city)):
        found: dict[str, PortPair] = {}
        for group in _port_groups(router, query.day, city, ports):
            here = replace(query, from_id=city, to_id=group[0])
            asked = (here, built_query_of(here))
            # One search from a city answers for all ports of a group: six searches, not 54.
            land = [_by_land(router, question, given, group) for question in asked]
            sea = [_by_sea(router, question, given, group) for question in asked]
            for port in group:
                ways = (way[port] for way in (*land, *sea))
                found[port] = PortPair(city, port, *ways)
        pairs += [found[port] for port in ports]
    return PortMatrix(tuple(pairs))


def _port_groups(router: Router, day: Day, city: str, ports: Sequence[str]) -> list[list[str]]:
    """Ports that are asked for together: posts for two countries only take cargo of some."""
    posts = router.posts_on(day)
    # A bilateral post takes cargo between its two countries only, and the search takes the end of
    # the cargo for that of its query: so ports for which such a post opens are asked for apart.
    limited = [
        set(frontier.countries)
        for frontier in router.network.frontiers
        if any(posts[post].limit is Limit.BILATERAL for post in frontier.post_ids)
    ]
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for port in ports:
        ends = {country_of(router.network.sites[end]) for end in (city, port)}
        is_limited = any(ends <= pair for pair in limited)
        groups[frozenset(ends) if is_limited else frozenset()].append(port)
    return list(groups.values())


def _by_land(
    router: Router, query: RouteQuery, assumptions: Assumptions, ports: Sequence[str]
) -> dict[str, PortRoute | None]:
    short, quick = (
        router.one_to_many(replace(query, objective=objective), assumptions).routes(
            query.from_id, ports
        )
        for objective in (Objective.KM, Objective.HOURS)
    )
    return {port: _port_route(short[port], quick[port]) for port in ports}


def _by_sea(
    router: Router, query: RouteQuery, assumptions: Assumptions, ports: Sequence[str]
) -> dict[str, PortRoute | None]:
    # The sea is told beside the land to show what it takes in time; its shortest way is no news.
    asked = replace(query, modes=query.modes | {Mode.SEA}, objective=Objective.HOURS)
    quick = router.one_to_many(asked, assumptions, must_sail=True).routes(query.from_id, ports)
    return {port: _port_route(quick[port], quick[port]) for port in ports}


def _port_route(shortest: Route | None, quickest: Route | None) -> PortRoute | None:
    return PortRoute(shortest, quickest) if shortest and quickest else None
