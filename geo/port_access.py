"""From cities far from the sea to ports: the way over land today, and if all plans were built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - as in geo.dates

from geo.alternatives import is_far_longer
from geo.assumptions import Assumptions, Range
from geo.network import home
from geo.route import Router
from geo.route_model import LineFilter, Objective, Route, RouteQuery
from geo.vocab import Limit, Mode

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
    """The shortest kilometres and the quickest hours to a port; they may be of two routes.

    `frontiers` and `gauge_changes` are those of the quickest. `is_unsure` if a post on one of them
    is not known to have let freight through on the day.
    """

    km: float
    hours: Range
    frontiers: int
    gauge_changes: int
    is_unsure: bool


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

    def of(self, city_id: str) -> tuple[PortPair, ...]:
        """The pairs of one city, in the order of the ports."""
        return tuple(pair for pair in self.pairs if pair.city_id == city_id)

    def nearest(
        self, city_id: str, value: Callable[[PortRoute], float], *, if_open: bool = False
    ) -> str | None:
        """The port that is nearest today by kilometres, hours or what `value` says.

        Only ways that are known to be open count, or with `if_open` those of which nobody knows
        as well.
        """
        known = [
            (value(pair.today), pair.port_id)
            for pair in self.of(city_id)
            if pair.today and (if_open or not pair.today.is_unsure)
        ]
        return min(known)[1] if known else None


def by_km(way: PortRoute) -> float:
    """Kilometres of a way."""
    return way.km


def by_hours(way: PortRoute) -> float:
    """Hours of a way, in the middle between low and high."""
    return way.hours.midpoint


def built_query_of(query: RouteQuery) -> RouteQuery:
    """The same query if all were built that had been proposed by its day."""
    return replace(query, reach=LineFilter.PROPOSED)


def port_matrix(
    router: Router, query: RouteQuery, assumptions: Assumptions | None = None
) -> PortMatrix:
    """All cities to all ports, on the day and in the modes of the query; its ends do not matter."""
    given = assumptions or router.assumptions()
    ports = [port for port in PORTS if router.network.touches(port)]
    pairs = []
    for city in (city for city in CITIES if router.network.touches(city)):
        found: dict[str, PortPair] = {}
        for group in _groups(router, query.day, city, ports):
            here = replace(query, from_id=city, to_id=group[0])
            asked = (here, built_query_of(here))
            land = [_by_land(router, question, given, group) for question in asked]
            sea = [_by_sea(router, question, given, group) for question in asked]
            for port in group:
                ways = (way[port] for way in (*land, *sea))
                found[port] = PortPair(city, port, *ways)
        pairs += [found[port] for port in ports]
    return PortMatrix(tuple(pairs))


def _groups(router: Router, day: Day, city: str, ports: Sequence[str]) -> list[list[str]]:
    """Ports that are asked for together: posts for two countries only take cargo of some."""
    posts = router.posts_on(day)
    limited = [
        set(frontier.countries)
        for frontier in router.network.frontiers
        if any(posts[post].limit is Limit.BILATERAL for post in frontier.post_ids)
    ]
    groups: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for port in ports:
        ends = {home(router.network.sites[end]) for end in (city, port)}
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
    asked = replace(query, modes=query.modes | {Mode.SEA}, objective=Objective.HOURS)
    quick = router.one_to_many(asked, assumptions, must_sail=True).routes(query.from_id, ports)
    return {port: _port_route(quick[port], quick[port]) for port in ports}


def _port_route(
    short: tuple[Route, Route] | None, quick: tuple[Route, Route] | None
) -> PortRoute | None:
    """Both ways known to be open, or both not, as the quickest of them is chosen."""
    if short is None or quick is None:
        return None
    is_hoped = is_far_longer(*quick)
    shortest, quickest = short[is_hoped], quick[is_hoped]
    crossings = (*shortest.crossings, *quickest.crossings)
    return PortRoute(
        shortest.km,
        quickest.hours,
        len(quickest.crossings),
        len(quickest.gauge_changes),
        any(crossing.is_unsure for crossing in crossings),
    )
