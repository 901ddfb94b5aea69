"""Ways from one place to another across gauges, modes, frontiers and closures.

The answer is up to five routes that really differ, or none and the reason why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.journey import Factors, Route, Span, Wish
from geo.maze import Maze, maze_of
from geo.model import BorderStatus, Site
from geo.network import Network, network_of
from geo.pathfinder import Fan, Pathfinder
from geo.vocab import Factor, Mode
from geo.weighing import Weighing


def factors_of(atlas: Atlas, own: Mapping[Factor, Span] | None = None) -> dict[Factor, Span]:
    """The assumptions of the atlas, replaced by the reader's own where there are any."""
    ours = {one.factor: Span(one.low, one.high) for one in atlas.assumptions}
    return {**ours, **(own or {})}


@dataclass(frozen=True, slots=True)
class Answer:
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
        self._maze: Maze = maze_of(self.network)

    def find(self, wish: Wish, factors: Factors | None = None) -> Answer:
        """Up to five routes that differ, best first, with the sea alternative; never a guess.

        `factors` are the assumptions of the atlas unless the reader has others. Raises UnknownId
        if one of the two places is not in the atlas.
        """
        start, goal = self.atlas.site(wish.from_id), self.atlas.site(wish.to_id)
        routes = self.search(wish, factors).routes()
        by_sea = replace(wish, modes=wish.modes | {Mode.SEA})
        sea = self.search(by_sea, factors, must_sail=True).routes(1)
        blocked = self._blocked(wish, factors)
        reason = "" if routes else _why_not(self.network, wish, start, goal, blocked)
        return Answer(routes, sea[0] if sea else None, blocked, reason)

    def _blocked(self, wish: Wish, factors: Factors | None) -> tuple[BorderStatus, ...]:
        unbound = self.search(replace(wish, obey_posts=False), factors)
        free = unbound.best()
        return unbound.shut_posts_of(free) if free else ()

    def best(self, wish: Wish, factors: Factors | None = None) -> Route | None:
        """The best route alone, or None; cheaper than `find` where many pairs are asked for."""
        return self.search(wish, factors).best()

    def search(
        self, wish: Wish, factors: Factors | None = None, *, must_sail: bool = False
    ) -> Pathfinder:
        """The search itself, for who wants more than its answer."""
        return Pathfinder(self._weighing(wish, factors), must_sail=must_sail)

    def fan(self, wish: Wish, factors: Factors | None = None) -> Fan:
        """The best routes from any place to many; the ends of the wish do not matter."""
        return Fan(self._weighing(wish, factors))

    def _weighing(self, wish: Wish, factors: Factors | None) -> Weighing:
        given = factors_of(self.atlas) if factors is None else factors
        return Weighing(self.atlas, self._maze, given, wish)


def _why_not(
    network: Network, wish: Wish, start: Site, goal: Site, blocked: Sequence[BorderStatus]
) -> str:
    if start.id == goal.id:
        return "Both ends are the same place; choose two."
    for site in (start, goal):
        if not network.touches(site.id):
            return f"No line of the atlas touches {site.names.en}; choose a place on a line."
    land = "no land route" if Mode.SEA not in wish.modes else "no route"
    if blocked:
        shut = ", ".join(dict.fromkeys(network.sites[one.site_id].names.en for one in blocked))
        return f"There is {land} on that day: {shut} was shut to freight."
    closed = wish.closed_posts or wish.closed_countries or wish.closed_lines
    because = "with these closures" if closed else "with what may be used"
    return f"There is {land} from {start.names.en} to {goal.names.en} {because}."
