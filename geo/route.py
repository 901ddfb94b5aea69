"""Ways from one place to another across gauges, modes, frontiers and closures.

The answer is up to five routes that really differ, or none and the reason why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.journey import Factors, Route, Span, Wish
from geo.maze import Maze
from geo.model import BorderStatus, Site
from geo.network import Network
from geo.vocab import Factor, Mode


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


def find_routes(atlas: Atlas, network: Network, factors: Factors, wish: Wish) -> Answer:
    """Up to five routes that differ, best first, with the sea alternative; never a guess.

    Raises UnknownId if one of the two places is not in the atlas.
    """
    start, goal = atlas.site(wish.from_id), atlas.site(wish.to_id)
    maze = Maze(atlas, network, factors, wish)
    routes = maze.routes()
    by_sea = replace(wish, modes=wish.modes | {Mode.SEA})
    sea = Maze(atlas, network, factors, by_sea, must_sail=True).best()
    free = Maze(atlas, network, factors, replace(wish, obey_posts=False)).best()
    blocked = maze.shut_posts_of(free) if free else ()
    reason = "" if routes else _why_not(network, wish, start, goal, blocked)
    return Answer(routes, sea, blocked, reason)


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
