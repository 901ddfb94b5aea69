"""What a reader asks for and what a route is: plain records, no searching.

Kilometres are those of the legs; hours and US dollars per TEU (one twenty-foot container) come
from figures with a low and a high value, so a route has a range and never one false number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from geo.analysis.border_posts import PostState
from geo.network.transport_network import BorderCrossing, Leg
from geo.records.dates import Day, today
from geo.records.model import LonLat
from geo.records.vocab import CUSTOMS_UNION, Lifecycle, Mode
from geo.routing.assumptions import NOTHING, AssumedRange, Range

#: A change at the first or last place: between a ship and the quay.
QUAY = "quay"
_StepTest = Callable[["RouteStep"], bool]


class LineFilter(StrEnum):
    """What a route may use, from what runs on its day to what is only proposed."""

    OPERATING = "operating"
    CONSTRUCTION = "construction"
    PROPOSED = "proposed"

    def allows(self, state: Lifecycle) -> bool:
        """Whether a line in that state may be used."""
        # What runs may be used at every reach; what was given up or has closed at none.
        if state.is_in_service:
            return True
        if state.is_under_works:
            return self is not LineFilter.OPERATING
        return state.is_on_paper and self is LineFilter.PROPOSED


class Objective(StrEnum):
    """What the best route has least of."""

    KM = "km"
    HOURS = "hours"
    COST = "cost"
    GAUGES = "gauges"
    FRONTIERS = "frontiers"


class PostPolicy(StrEnum):
    """Which border posts may be used.

    `IF_OPEN` leaves out those that were shut on the day or when last heard of. `USE_SHUT` tries
    them after all others. `IGNORE` takes every post for open; it only finds out what stands in
    the way.
    """

    IF_OPEN = "if-open"
    USE_SHUT = "use-shut"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class RouteQuery:
    """What the reader asks for.

    `day` is the departure of the cargo: lines and border posts are as they were on it, and a line
    that opened later cannot be used. `as_if_built` are projects or segments to be taken for
    finished. Closures name sites (posts), countries (ISO codes), and projects or segments (lines).
    """

    from_id: str
    to_id: str
    reach: LineFilter = LineFilter.OPERATING
    objective: Objective = Objective.HOURS
    day: Day = field(default_factory=today)
    # Ships only where a reader asks for them: the voyage is told beside the routes in any case.
    modes: frozenset[Mode] = frozenset({Mode.RAIL, Mode.ROAD})
    as_if_built: frozenset[str] = frozenset()
    closed_posts: frozenset[str] = frozenset()
    closed_countries: frozenset[str] = frozenset()
    closed_lines: frozenset[str] = frozenset()
    posts: PostPolicy = PostPolicy.IF_OPEN

    @property
    def lifecycles(self) -> frozenset[Lifecycle]:
        """The states of lines that may be used, apart from those taken for built."""
        return frozenset(filter(self.reach.allows, Lifecycle))


@dataclass(frozen=True, slots=True)
class Cost:
    """Hours and US dollars per TEU of a part of a route, and the figures that they are from."""

    hours: Range = NOTHING
    usd: Range = NOTHING
    hours_from: tuple[AssumedRange, ...] = ()
    usd_from: tuple[AssumedRange, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One leg of a route, in the direction of travel.

    `mode_or_gauge` is a track gauge in mm, or the word of a mode without gauges.

    `state` is that of the day, None for a line that was not there yet and is taken for built;
    `is_dated` is false where no source says since when.
    """

    leg: Leg
    from_id: str
    to_id: str
    mode_or_gauge: str
    cost: Cost
    state: Lifecycle | None
    is_dated: bool = True

    @property
    def line(self) -> tuple[LonLat, ...]:
        """Positions from `from_id` to `to_id`."""
        return self.leg.line if self.from_id == self.leg.from_id else self.leg.line[::-1]

    @property
    def is_in_service(self) -> bool:
        """Whether it carried traffic on the day."""
        return self.state is not None and self.state.is_in_service


@dataclass(frozen=True, slots=True)
class Interchange:
    """A change of track gauge, of mode or of ship: where, from what, to what, what it takes."""

    site_id: str
    before: str
    after: str
    cost: Cost

    @property
    def is_gauge(self) -> bool:
        """Whether the train stays a train."""
        # Gauges are millimetres; every other word is a mode without gauges.
        return self.before.isdigit() and self.after.isdigit()


@dataclass(frozen=True, slots=True)
class Crossing:
    """A frontier on the way, the states of its posts on the day, and what it takes.

    A ship clears customs in its ports, so a crossing at sea has no posts and costs nothing.
    """

    frontier: BorderCrossing
    mode: Mode
    posts: tuple[PostState, ...]
    cost: Cost

    @property
    def is_shut(self) -> bool:
        """Whether a post was shut on the day, or when last heard of."""
        return any(post.is_shut for post in self.posts)

    @property
    def is_unsure(self) -> bool:
        """Whether a post, or the atlas without a post there, does not know of this very day.

        Inside the customs union there is no customs post that could be shut.
        """
        # A frontier between two members of the customs union has no post that could be shut.
        is_inside = CUSTOMS_UNION.issuperset(self.frontier.countries)
        if self.mode.is_by_water or (not self.posts and is_inside):
            return False
        return not self.posts or not all(post.is_known_open for post in self.posts)


#: What routes are compared by: posts that are shut, frontiers not known to be open, then a value.
RankKey = tuple[int, int, float, float]


@dataclass(frozen=True)
class Route:
    """One answer: its legs in order and everything that happens between them.

    A route that another one beats in everything is kept for when posts of the other shut:
    `spare_for` names them.
    """

    steps: tuple[RouteStep, ...]
    changes: tuple[Interchange, ...]
    crossings: tuple[Crossing, ...]
    spare_for: tuple[str, ...] = ()

    @cached_property
    def km(self) -> float:
        """Kilometres of all legs."""
        # Published lengths where there are any, never the length of what is drawn.
        return sum(step.leg.km for step in self.steps)

    @property
    def costs(self) -> tuple[Cost, ...]:
        """The costs of legs, changes and frontiers."""
        return (
            *(step.cost for step in self.steps),
            *(change.cost for change in self.changes),
            *(crossing.cost for crossing in self.crossings),
        )

    @cached_property
    def hours(self) -> Range:
        """Hours for legs, changes and frontiers."""
        return _sum_of(cost.hours for cost in self.costs)

    @cached_property
    def usd(self) -> Range:
        """US dollars per TEU for legs, changes and frontiers."""
        return _sum_of(cost.usd for cost in self.costs)

    @property
    def gauge_changes(self) -> tuple[Interchange, ...]:
        """Where the track gauge changes under the cargo."""
        return tuple(change for change in self.changes if change.is_gauge)

    @property
    def post_ids(self) -> tuple[str, ...]:
        """Every border post once, in the order of travel as far as legs tell it."""
        posts = (post.site_id for crossing in self.crossings for post in crossing.posts)
        return tuple(dict.fromkeys(posts))

    @property
    def shut_crossings(self) -> tuple[Crossing, ...]:
        """Frontiers with a post that was shut, or was when last heard of."""
        return tuple(crossing for crossing in self.crossings if crossing.is_shut)

    def is_shut_on(self, step: RouteStep) -> bool:
        """Whether a step goes through a post that was shut, or was when last heard of."""
        shut = {crossing.frontier for crossing in self.shut_crossings}
        return not step.leg.mode.is_by_water and not shut.isdisjoint(step.leg.frontiers)

    @property
    def share_in_service(self) -> float:
        """Share of the kilometres that carried traffic on the day, 0 to 1."""
        return self._share_of_km(lambda step: step.is_in_service)

    @property
    def share_schematic(self) -> float:
        """Share of the kilometres whose drawing is schematic, 0 to 1."""
        return self._share_of_km(lambda step: step.leg.is_schematic)

    def _share_of_km(self, holds: _StepTest) -> float:
        total = self.km
        return sum(step.leg.km for step in self.steps if holds(step)) / total if total else 0.0

    @cached_property
    def site_ids(self) -> tuple[str, ...]:
        """The places on the way, in order; none for a route without legs."""
        return (*(step.from_id for step in self.steps), *(step.to_id for step in self.steps[-1:]))

    @cached_property
    def values(self) -> dict[Objective, float]:
        """What the route has of everything that may matter to a reader."""
        # Ranges are compared by their middles: low ends would praise the route that knows least.
        return {
            Objective.KM: self.km,
            Objective.HOURS: self.hours.midpoint,
            Objective.COST: self.usd.midpoint,
            Objective.GAUGES: float(len(self.gauge_changes)),
            Objective.FRONTIERS: float(len(self.crossings)),
        }

    @cached_property
    def doubts(self) -> tuple[int, int]:
        """Frontiers with a shut post, and frontiers that are not known to be open."""
        # A shut post is also unsure; it counts once, as the worse of the two.
        shut = len(self.shut_crossings)
        return shut, sum(crossing.is_unsure for crossing in self.crossings) - shut

    @property
    def is_open(self) -> bool:
        """Whether all its frontiers are known to be open."""
        return not any(self.doubts)

    def rank_key(self, objective: Objective) -> RankKey:
        """What routes are put in order by: known open first, then what matters, then hours."""
        # Doubt comes first: a short way through a post of which nobody knows is no best route.
        values = self.values
        return (*self.doubts, values[objective], values[Objective.HOURS])

    def is_beaten_by(self, other: Route) -> bool:
        """Whether the other route has less of something, doubts included, and more of nothing."""
        mine, theirs = self._all_values(), other._all_values()
        no_better = all(own >= other for own, other in zip(mine, theirs, strict=True))
        return no_better and mine != theirs

    def _all_values(self) -> tuple[float, ...]:
        return (*self.doubts, *self.values.values())


def _sum_of(ranges: Iterable[Range]) -> Range:
    low = high = 0.0
    for range_ in ranges:
        low += range_.low
        high += range_.high
    return Range(low, high)


def overlap_share(route: Route, other: Route) -> float:
    """Share of the kilometres of `route` that `other` runs over too, 0 to 1.

    A line with one station more or fewer is the same way: a leg is shared if the other route
    passes both its ends and travels between them in its mode.
    """
    # A route passes no place twice, so its places number its steps.
    places = {site_id: number for number, site_id in enumerate(other.site_ids)}
    both = 0.0
    for step in route.steps:
        if step.from_id in places and step.to_id in places:
            start, end = sorted((places[step.from_id], places[step.to_id]))
            modes = {other_step.leg.mode for other_step in other.steps[start:end]}
            both += step.leg.km if modes == {step.leg.mode} else 0.0
    return both / route.km if route.km else 1.0
