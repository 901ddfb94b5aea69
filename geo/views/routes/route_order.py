"""Why routes stand in their order: how well each is known to be open, then what matters."""

from collections.abc import Iterator, Sequence

from geo.atlas import Atlas
from geo.records.phrases import with_commas
from geo.records.texts import mark, say
from geo.records.vocab import country_name
from geo.routing.route_model import Objective, Route

#: What has least of it, what comes first by it, and what has less of it than another way.
_BEST = {
    Objective.HOURS: mark("quickest"),
    Objective.KM: mark("shortest"),
    Objective.COST: mark("cheapest"),
    Objective.GAUGES: mark("fewest gauge changes"),
    Objective.FRONTIERS: mark("fewest borders"),
}
_FIRST = {
    Objective.HOURS: mark("the quickest comes first"),
    Objective.KM: mark("the shortest comes first"),
    Objective.COST: mark("the cheapest comes first"),
    Objective.GAUGES: mark("what has the fewest gauge changes comes first"),
    Objective.FRONTIERS: mark("what has the fewest borders comes first"),
}
_BETTER = {
    Objective.HOURS: mark("would be quicker, but not known to be open: {posts}"),
    Objective.KM: mark("would be shorter, but not known to be open: {posts}"),
    Objective.COST: mark("would be cheaper, but not known to be open: {posts}"),
    Objective.GAUGES: mark("would need fewer gauge changes, but not known to be open: {posts}"),
    Objective.FRONTIERS: mark("would cross fewer borders, but not known to be open: {posts}"),
}
#: Whether a surest route far around stands last, and whether some go through closed posts.
_RULES = {
    (True, True): mark(
        "Routes stand by the fewest borders of which nobody knows, then those through closed "
        "posts; among equals {first}. The one that is known to be open all the way is far longer "
        "and stands last."
    ),
    (True, False): mark(
        "Routes stand by the fewest borders of which nobody knows; among equals {first}. The one "
        "that is known to be open all the way is far longer and stands last."
    ),
    (False, True): mark(
        "Routes known to be open all the way stand first, then those with the fewest borders of "
        "which nobody knows, then those through closed posts; among equals {first}."
    ),
    (False, False): mark(
        "Routes known to be open all the way stand first, then those with the fewest borders of "
        "which nobody knows; among equals {first}."
    ),
}


def order_words(objective: Objective, routes: Sequence[Route]) -> str:
    """The rule by which routes stand one after the other, in a sentence; empty for a single one."""
    if len(routes) < 2:  # noqa: PLR2004 - two can have an order
        return ""
    through_shut = any(bool(route.shut_crossings) for route in routes)
    rule = _RULES[_is_far_around(routes[-1], routes), through_shut]
    return say(rule, first=say(_FIRST[objective]))


def _is_far_around(route: Route, routes: Sequence[Route]) -> bool:
    """Whether a route stands behind others only because it is far longer."""
    return route.is_open and not routes[0].is_open


def mark_of(atlas: Atlas, objective: Objective, route: Route, routes: Sequence[Route]) -> str:
    """What puts one route of an answer where it stands, such as `quickest, known to be open …`."""
    mine = route.values[objective]
    least = min(other.values[objective] for other in routes)
    best = say(_BEST[objective]) if mine == least else ""
    unsure = with_commas(dict.fromkeys(_unsure_posts(atlas, route)))
    if _is_far_around(route, routes):
        return say("if only what is known to be open is used")
    if not unsure:
        known = say("known to be open all the way")
        return with_commas((best, known)) if best else known
    if mine < routes[0].values[objective]:
        return say(_BETTER[objective], posts=unsure)
    if best:
        return say("{best}, not known to be open: {posts}", best=best, posts=unsure)
    return say("not known to be open: {posts}", posts=unsure)


def _unsure_posts(atlas: Atlas, route: Route) -> Iterator[str]:
    """Posts of which nobody knows, and frontiers without a post, by name in the order of travel."""
    for crossing in route.crossings:
        if not crossing.is_unsure and not crossing.is_shut:
            continue
        if not crossing.posts:
            yield " \u2013 ".join(country_name(code) for code in crossing.frontier.countries)
        for post in crossing.posts:
            if not post.is_known_open:
                yield atlas.site(post.site_id).names.en
