"""One sentence on ways that are compared: what is different, and what is not known."""

from collections.abc import Sequence

from geo.analysis.alternatives import BuildStatus, Measured
from geo.analysis.border_posts import EffectiveAccess
from geo.analysis.claims import figures_of
from geo.atlas import Atlas
from geo.reading.network.routing_hints import MOST_WINDING
from geo.records.dates import when
from geo.records.phrases import kilometres, listed
from geo.records.texts import mark, say
from geo.records.vocab import Extent, GaugeBasis, Quantity, country_name
from geo.views.routes.clauses import clauses_apart, listed_clauses

_COSTS = frozenset({Quantity.COST_USD_BN, Quantity.COST_USD_M, Quantity.COST_EUR_BN})
_PLACE_IS_FIRM = frozenset({GaugeBasis.BUILT, GaugeBasis.DECIDED})
_SHARE = 100


def percent(share: float) -> str:
    """A share in whole per cent; what is not all of it is never said to be 100."""
    whole = round(share * _SHARE)
    return f"{min(whole, _SHARE - 1) if share < 1 else whole}\u00a0%"


def is_like_for_like(found: Sequence[Measured]) -> bool:
    """Whether all run in one piece between the same two places."""
    pairs = {route.ends and frozenset(route.ends) for route in found}
    return len(pairs) == 1 and None not in pairs


def is_sure_lead(found: Sequence[Measured]) -> bool:
    """Whether the shortest way stays the shortest, however much its straight pieces will bend.

    What is counted straight will come out longer, by `MOST_WINDING` at the most. The others can
    only grow too, so a lead that is larger than that is certain.
    """
    first, second = sorted(found, key=lambda way: way.km)[:2]
    return second.km - first.km >= first.counted_straight_km * (MOST_WINDING - 1)


def verdict(found: Sequence[Measured]) -> str:
    """The sentence above the table, made from the measured ways and nothing else.

    Where `is_sure_lead` says no, the first "may be" the shortest.
    """
    standing = max(found, key=_share_built)
    if is_like_for_like(found):
        # What is open is told of the shortest way, or else of the one that stands least.
        subject, second = sorted(found, key=lambda route: route.km)[:2]
        opening = _opening_on_lengths(subject, second, is_sure=is_sure_lead(found))
        if standing is not subject and _share_built(standing) > _share_built(subject):
            opening = say(
                "{opening} ({route}: {share})",
                opening=opening,
                route=standing.way.title,
                share=percent(_share_built(standing)),
            )
    else:
        subject = min(found, key=_share_built)
        opening = _opening_without_lengths(standing, subject)
    opening = clauses_apart((opening, *_closed_posts(subject)))
    title = subject.way.title
    open_points = (
        *_alignment_unknowns(subject),
        *_gauge_unknowns(subject),
        *_post_unknowns(subject),
    )
    if not open_points:
        return say(
            "{opening}; nothing that the atlas looks for is open about {route}.",
            opening=opening,
            route=title,
        )
    return say(
        "{opening}; not known about {route}: {points}.",
        opening=opening,
        route=title,
        points=listed_clauses(open_points),
    )


def _opening_on_lengths(first: Measured, second: Measured, *, is_sure: bool) -> str:
    sure = mark(
        "{route} is the shortest by {gap} on the best lengths known ({km}, then {second}) and "
        "{share} of it stands"
    )
    unsure = mark(
        "{route} may be the shortest by {gap} on the best lengths known ({km}, then {second}) and "
        "{share} of it stands"
    )
    return say(
        sure if is_sure else unsure,
        route=first.way.title,
        gap=kilometres(second.km - first.km),
        km=kilometres(first.km),
        second=second.way.title,
        share=percent(_share_built(first)),
    )


def _opening_without_lengths(most: Measured, least: Measured) -> str:
    """The opening where no gap is told, for the ways have no common ends."""
    return say(
        "These do not run between the same two places, so their kilometres are not set against "
        "each other; {most} of {most_route} stands and {least} of {least_route}",
        most=percent(_share_built(most)),
        most_route=most.way.title,
        least=percent(_share_built(least)),
        least_route=least.way.title,
    )


def _share_built(route: Measured) -> float:
    return route.share(BuildStatus.SERVICE, BuildStatus.UNUSED)


def unknowns(atlas: Atlas, route: Measured) -> tuple[str, ...]:
    """What is not known about a way, in clauses that follow a colon."""
    return (
        *_alignment_unknowns(route),
        *_gauge_unknowns(route),
        *_post_unknowns(route),
        *_cost_unknowns(atlas, route),
        *_height_unknowns(route),
    )


def _alignment_unknowns(route: Measured) -> tuple[str, ...]:
    if not route.without_alignment_km:
        return ()
    clause = say(
        "no alignment is published for {km} of it", km=kilometres(route.without_alignment_km)
    )
    if not route.counted_straight_km:
        return (clause,)
    straight = say(
        "{clause} ({km} of that are counted straight from place to place and will come out longer)",
        clause=clause,
        km=kilometres(route.counted_straight_km),
    )
    return (straight,)


def _gauge_unknowns(route: Measured) -> tuple[str, ...]:
    open_places = [change for change in route.gauge_changes if change.basis not in _PLACE_IS_FIRM]
    return tuple(
        say("the gauge change at {place} is only a plan", place=change.site.names.en)
        if change.basis is GaugeBasis.PLANNED
        else say(
            "the place of the gauge change is undecided ({place} is our conclusion)",
            place=change.site.names.en,
        )
        for change in open_places
    )


def _closed_posts(route: Measured) -> tuple[str, ...]:
    """Which posts on a way are known to be closed to freight, and since when."""
    found: dict[str, list[str]] = {}
    for post in (post for crossing in route.crossings for post in crossing.posts):
        if post.freight.access is EffectiveAccess.CLOSED:
            found.setdefault(post.freight.last, []).append(post.site.names.en)
    return tuple(
        say("freight cannot pass {posts}, {state}", posts=listed_clauses(names), state=last)
        for last, names in found.items()
    )


def _post_unknowns(route: Measured) -> tuple[str, ...]:
    silent: dict[tuple[str, str], list[str]] = {}
    clauses = []
    for crossing in route.crossings:
        for post in crossing.posts:
            if post.freight.access is EffectiveAccess.NEVER_KNOWN:
                name = post.site.names.en
                clauses.append(say("no state of {post} on the day is recorded", post=name))
            elif post.freight.silent_since:
                # Posts with the same last word of the same day share one clause.
                key = (post.freight.silent_since, post.freight.last)
                silent.setdefault(key, []).append(post.site.names.en)
        if not crossing.posts:
            countries = listed([country_name(code) for code in crossing.countries])
            clauses.append(say("the atlas has no post between {countries}", countries=countries))
    unknown = (
        say(
            "whether freight passes {posts} has not been known since {date} (last known: {state})",
            posts=listed_clauses(names),
            date=when(date),
            state=last,
        )
        for (date, last), names in silent.items()
    )
    return (*unknown, *clauses)


def _cost_unknowns(atlas: Atlas, route: Measured) -> tuple[str, ...]:
    groups = figures_of(atlas, route.way.project.id)
    whole = [
        figure
        for group in groups
        if group.quantity in _COSTS
        for figure in group.figures
        if figure.claim.extent is Extent.WHOLE
    ]
    is_built = route.share(BuildStatus.SERVICE, BuildStatus.UNUSED) == 1
    return () if whole or is_built else (say("no cost of the whole is published"),)


def _height_unknowns(route: Measured) -> tuple[str, ...]:
    without = [site for site in route.stops if site.elevation_m is None]
    if not without:
        return ()
    return (
        say("no height is recorded for {n} of {all} stops", n=len(without), all=len(route.stops)),
    )
