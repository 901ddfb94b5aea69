"""From cities far from the sea to ports: the way over land today, and if all plans were built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from geo.route import Router
from geo.route_model import Factors, LineFilter, Objective, Range, Route, RouteQuery
from geo.scenarios import PROJECTS

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

    `is_silent` if no source says whether a post on one of them let freight through on the day.
    """

    km: float
    hours: Range
    is_silent: bool


@dataclass(frozen=True, slots=True)
class PortPair:
    """One city and one port: the way today and if built, None where there is no way over land."""

    city_id: str
    port_id: str
    today: PortRoute | None
    built: PortRoute | None


@dataclass(frozen=True, slots=True)
class PortMatrix:
    """All cells, city by city."""

    cells: tuple[PortPair, ...]

    def of(self, city_id: str) -> tuple[PortPair, ...]:
        """The cells of one city, in the order of the ports."""
        return tuple(one for one in self.cells if one.city_id == city_id)

    def nearest(self, city_id: str, objective_value: Callable[[PortRoute], float]) -> str | None:
        """The port that is nearest today by kilometres, hours or what `objective_value` says."""
        known = [(objective_value(one.today), one.port_id) for one in self.of(city_id) if one.today]
        return min(known)[1] if known else None


def by_km(way: PortRoute) -> float:
    """Kilometres of a way."""
    return way.km


def by_hours(way: PortRoute) -> float:
    """Hours of a way, in the middle between low and high."""
    return way.hours.midpoint


def built_query_of(query: RouteQuery) -> RouteQuery:
    """The same query if all plans were built."""
    return replace(query, reach=LineFilter.PROPOSED, as_if_built=frozenset(PROJECTS))


def port_matrix(router: Router, query: RouteQuery, factors: Factors | None = None) -> PortMatrix:
    """All cities to all ports, on the day and in the modes of the query; its ends do not matter."""
    cities = [one for one in CITIES if router.network.touches(one)]
    ports = [one for one in PORTS if router.network.touches(one)]
    today, built = (
        _ways(router, one, factors, cities, ports) for one in (query, built_query_of(query))
    )
    return PortMatrix(
        tuple(
            PortPair(city, port, today[city, port], built[city, port])
            for city in cities
            for port in ports
        )
    )


def _ways(
    router: Router, query: RouteQuery, factors: Factors | None, cities: list[str], ports: list[str]
) -> dict[tuple[str, str], PortRoute | None]:
    short, quick = (
        router.one_to_many(replace(query, objective=objective), factors)
        for objective in (Objective.KM, Objective.HOURS)
    )
    found = {}
    for city in cities:
        shortest, quickest = short.routes(city, ports), quick.routes(city, ports)
        for port in ports:
            found[city, port] = _way(shortest[port], quickest[port])
    return found


def _way(shortest: Route | None, quickest: Route | None) -> PortRoute | None:
    if shortest is None or quickest is None:
        return None
    crossings = (*shortest.crossings, *quickest.crossings)
    return PortRoute(shortest.km, quickest.hours, any(one.is_silent for one in crossings))
