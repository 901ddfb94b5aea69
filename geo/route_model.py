"""What a reader asks for and what a route is: plain records, no searching.

Kilometres are those of the legs; hours and US dollars per TEU (one twenty-foot container) come
from factors with a low and a high value, so a route has a range and never one false number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - as in geo.dates
from enum import StrEnum
from typing import NamedTuple

from geo.dates import today
from geo.model import BorderStatus, LonLat
from geo.network import Frontier, Leg
from geo.vocab import Access, Factor, Lifecycle, Mode

#: States of lines that carry traffic.
IN_SERVICE = frozenset({Lifecycle.OPERATING, Lifecycle.DEGRADED, Lifecycle.REHABILITATION})
_ON_PAPER = frozenset(
    {Lifecycle.DESIGN, Lifecycle.FEASIBILITY, Lifecycle.AGREED, Lifecycle.PROPOSED}
)
_Test = Callable[[Leg], bool]


class LineFilter(StrEnum):
    """What a route may use, from what runs today to what is only proposed."""

    OPERATING = "operating"
    CONSTRUCTION = "construction"
    PROPOSED = "proposed"


_MAY_USE = {
    LineFilter.OPERATING: IN_SERVICE,
    LineFilter.CONSTRUCTION: IN_SERVICE | {Lifecycle.CONSTRUCTION},
    LineFilter.PROPOSED: IN_SERVICE | {Lifecycle.CONSTRUCTION} | _ON_PAPER,
}


class Objective(StrEnum):
    """What the best route has least of."""

    KM = "km"
    HOURS = "hours"
    COST = "cost"
    GAUGES = "gauges"
    FRONTIERS = "frontiers"


class Range(NamedTuple):
    """A low and a high value."""

    low: float
    high: float

    @property
    def midpoint(self) -> float:
        """The value in the middle, by which routes are compared."""
        return (self.low + self.high) / 2

    def plus(self, other: Range) -> Range:
        """Low to low, high to high."""
        return Range(self.low + other.low, self.high + other.high)


Factors = Mapping[Factor, Range]


@dataclass(frozen=True, slots=True)
class RouteQuery:
    """What the reader asks for.

    `day` is the departure of the cargo: border posts are as they were on it, and a line that
    opened later cannot be used. `as_if_built` are projects to be taken for finished. Closures
    name sites (posts), countries (ISO codes), and projects or segments (lines).
    """

    from_id: str
    to_id: str
    reach: LineFilter = LineFilter.OPERATING
    objective: Objective = Objective.HOURS
    day: Day = field(default_factory=today)
    modes: frozenset[Mode] = frozenset({Mode.RAIL, Mode.ROAD})
    as_if_built: frozenset[str] = frozenset()
    closed_posts: frozenset[str] = frozenset()
    closed_countries: frozenset[str] = frozenset()
    closed_lines: frozenset[str] = frozenset()
    obey_posts: bool = True

    @property
    def lifecycles(self) -> frozenset[Lifecycle]:
        """The states of lines that may be used, apart from those taken for built."""
        return _MAY_USE[self.reach]


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One leg of a route, in the direction of travel."""

    leg: Leg
    from_id: str
    to_id: str
    way: str
    hours: Range
    usd: Range

    @property
    def line(self) -> tuple[LonLat, ...]:
        """Positions from `from_id` to `to_id`."""
        return self.leg.line if self.from_id == self.leg.from_id else self.leg.line[::-1]


@dataclass(frozen=True, slots=True)
class Interchange:
    """A change of track gauge or of mode: where, from what, to what, and what it takes."""

    site_id: str
    before: str
    after: str
    hours: Range
    usd: Range

    @property
    def is_gauge(self) -> bool:
        """Whether the train stays a train."""
        return self.before.isdigit() and self.after.isdigit()


@dataclass(frozen=True, slots=True)
class Crossing:
    """A frontier on the way, with the states of its posts on the day, as far as known."""

    frontier: Frontier
    statuses: tuple[BorderStatus, ...]

    @property
    def is_silent(self) -> bool:
        """Whether no source says of one of its posts that it let freight through."""
        known = [one.site_id for one in self.statuses if one.freight is not Access.UNKNOWN]
        return not set(self.frontier.post_ids) <= set(known)


@dataclass(frozen=True, slots=True)
class Route:
    """One answer: its legs in order and everything that happens between them."""

    steps: tuple[RouteStep, ...]
    changes: tuple[Interchange, ...]
    crossings: tuple[Crossing, ...]
    frontier_hours: Range
    frontier_usd: Range

    @property
    def km(self) -> float:
        """Kilometres of all legs."""
        return sum(step.leg.km for step in self.steps)

    @property
    def hours(self) -> Range:
        """Hours for legs, changes and frontiers."""
        parts = [*(one.hours for one in self.steps), *(one.hours for one in self.changes)]
        return _total([*parts, *[self.frontier_hours] * len(self.crossings)])

    @property
    def usd(self) -> Range:
        """US dollars per TEU for legs, changes and frontiers."""
        parts = [*(one.usd for one in self.steps), *(one.usd for one in self.changes)]
        return _total([*parts, *[self.frontier_usd] * len(self.crossings)])

    @property
    def gauge_changes(self) -> tuple[Interchange, ...]:
        """Where the track gauge changes under the cargo."""
        return tuple(one for one in self.changes if one.is_gauge)

    @property
    def frontiers(self) -> frozenset[Frontier]:
        """The frontiers that are crossed, each with its posts."""
        return frozenset(one.frontier for one in self.crossings)

    @property
    def share_today(self) -> float:
        """Share of the kilometres that carry traffic today, 0 to 1."""
        return self._share(lambda leg: leg.lifecycle in IN_SERVICE)

    @property
    def share_schematic(self) -> float:
        """Share of the kilometres whose drawing is schematic, 0 to 1."""
        return self._share(lambda leg: leg.is_schematic)

    def _share(self, holds: _Test) -> float:
        total = self.km
        return sum(one.leg.km for one in self.steps if holds(one.leg)) / total if total else 0.0

    @property
    def site_ids(self) -> tuple[str, ...]:
        """The places on the way, in order."""
        return (*(step.from_id for step in self.steps), self.steps[-1].to_id)

    @property
    def values(self) -> dict[Objective, float]:
        """What the route has of everything that may matter to a reader."""
        return {
            Objective.KM: self.km,
            Objective.HOURS: self.hours.midpoint,
            Objective.COST: self.usd.midpoint,
            Objective.GAUGES: float(len(self.gauge_changes)),
            Objective.FRONTIERS: float(len(self.crossings)),
        }

    def objective_value(self, objective: Objective) -> tuple[float, float]:
        """What routes are put in order by: what matters to the reader, then hours."""
        values = self.values
        return values[objective], values[Objective.HOURS]

    def is_no_better_than(self, other: Route) -> bool:
        """Whether the other route has less of something and more of nothing."""
        mine, theirs = self.values, other.values
        return all(mine[name] >= theirs[name] for name in Objective) and mine != theirs


def _total(spans: Iterable[Range]) -> Range:
    total = Range(0.0, 0.0)
    for span in spans:
        total = total.plus(span)
    return total


def shared(route: Route, other: Route) -> float:
    """Share of the kilometres of `route` that `other` runs over too, 0 to 1.

    Two corridors on one track are the same way, and so is a line with one station more or fewer:
    a leg is shared if the other route passes both its ends and travels between them in its mode.
    """
    places = {site_id: number for number, site_id in enumerate(other.site_ids)}
    both = 0.0
    for step in route.steps:
        if step.from_id in places and step.to_id in places:
            start, end = sorted((places[step.from_id], places[step.to_id]))
            modes = {one.leg.mode for one in other.steps[start:end]}
            both += step.leg.km if modes == {step.leg.mode} else 0.0
    return both / route.km if route.km else 1.0
