"""Why routes stand in their order: how well each is known to be open, then what matters."""

from collections.abc import Iterator, Sequence

from geo.atlas import Atlas
from geo.records.vocab import COUNTRIES
from geo.routing.route_model import Objective, Route

#: What has least of it, and what has less of it than another way.
_BEST = {
    Objective.HOURS: "quickest",
    Objective.KM: "shortest",
    Objective.COST: "cheapest",
    Objective.GAUGES: "fewest gauge changes",
    Objective.FRONTIERS: "fewest borders",
}
_BETTER = {
    Objective.HOURS: "would be quicker",
    Objective.KM: "would be shorter",
    Objective.COST: "would be cheaper",
    Objective.GAUGES: "would need fewer gauge changes",
    Objective.FRONTIERS: "would cross fewer borders",
}
_OPEN = "known to be open all the way"
_IF_SURE = "if only what is known to be open is used"


def order_words(objective: Objective, routes: Sequence[Route]) -> str:
    """The rule by which routes stand one after the other, in a sentence; empty for a single one."""
    if len(routes) < 2:  # noqa: PLR2004 - two can have an order
        return ""
    best = _BEST[objective]
    last = f"the {best} comes first" if " " not in best else f"what has the {best} comes first"
    shut = any(route.shut_crossings for route in routes)
    through_shut = ", then those through closed posts" if shut else ""
    by_borders = f"the fewest borders of which nobody knows{through_shut}; among equals {last}"
    if _is_far_around(routes[-1], routes):
        return (
            f"Routes stand by {by_borders}. The one that is known to be open all the way is far "
            "longer and stands last."
        )
    return f"Routes known to be open all the way stand first, then those with {by_borders}."


def _is_far_around(route: Route, routes: Sequence[Route]) -> bool:
    """Whether a route stands behind others only because it is far longer."""
    return route.is_open and not routes[0].is_open


def mark_of(atlas: Atlas, objective: Objective, route: Route, routes: Sequence[Route]) -> str:
    """What puts one route of an answer where it stands, such as `quickest, known to be open …`."""
    mine = route.values[objective]
    least = min(other.values[objective] for other in routes)
    unsure = ", ".join(dict.fromkeys(_unsure_posts(atlas, route)))
    if _is_far_around(route, routes):
        return _IF_SURE
    if not unsure:
        return f"{_BEST[objective]}, {_OPEN}" if mine == least else _OPEN
    unsure = f"not known to be open: {unsure}"
    if mine < routes[0].values[objective]:
        return f"{_BETTER[objective]}, but {unsure}"
    return f"{_BEST[objective]}, {unsure}" if mine == least else unsure


def _unsure_posts(atlas: Atlas, route: Route) -> Iterator[str]:
    """Posts of which nobody knows, and frontiers without a post, by name in the order of travel."""
    for crossing in route.crossings:
        if not crossing.is_unsure and not crossing.is_shut:
            continue
        if not crossing.posts:
            yield " \u2013 ".join(COUNTRIES.get(code, code) for code in crossing.frontier.countries)
        for post in crossing.posts:
            if not post.is_known_open:
                yield atlas.site(post.site_id).names.en
