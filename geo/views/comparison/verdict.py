"""One sentence on ways that are compared: what is different, and what is not known."""

from collections.abc import Sequence

from geo.analysis.alternatives import BuildStatus, Measured
from geo.analysis.border_posts import EffectiveAccess
from geo.analysis.claims import figures_of
from geo.atlas import Atlas
from geo.reading.network.routing_hints import MOST_WINDING
from geo.records.dates import when
from geo.records.phrases import kilometres
from geo.records.vocab import COUNTRIES, Extent, GaugeBasis, Quantity

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
        first, second = sorted(found, key=lambda route: route.km)[:2]
        gap = kilometres(second.km - first.km)
        subject = first
        verb = "is" if is_sure_lead(found) else "may be"
        opening = (
            f"{first.way.title} {verb} the shortest by {gap} "
            f"on the best lengths known ({kilometres(first.km)}, then {second.way.title}) and "
            f"{percent(_share_built(first))} of it stands"
        )
        if standing is not first and _share_built(standing) > _share_built(first):
            opening += f" ({standing.way.title}: {percent(_share_built(standing))})"
    else:
        # Without common ends no gap is told. What is open is told of the way that stands least.
        subject = min(found, key=_share_built)
        opening = (
            "These do not run between the same two places, so their kilometres are not set "
            f"against each other; {percent(_share_built(standing))} of {standing.way.title} stands"
            f" and {percent(_share_built(subject))} of {subject.way.title}"
        )
    opening += "".join(f"; {clause}" for clause in _closed_posts(subject))
    open_points = (
        *_alignment_unknowns(subject),
        *_gauge_unknowns(subject),
        *_post_unknowns(subject),
    )
    if not open_points:
        return f"{opening}; nothing that the atlas looks for is open about {subject.way.title}."
    return f"{opening}; not known about {subject.way.title}: {_joined_words(open_points)}."


def _share_built(route: Measured) -> float:
    return route.share(BuildStatus.SERVICE, BuildStatus.UNUSED)


def _joined_words(clauses: Sequence[str]) -> str:
    *most, last = clauses
    comma = "," if len(most) > 1 else ""
    return f"{', '.join(most)}{comma} and {last}" if most else last


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
    clause = f"no alignment is published for {kilometres(route.without_alignment_km)} of it"
    if route.counted_straight_km:
        clause += (
            f" ({kilometres(route.counted_straight_km)} of that are counted straight from place to "
            "place and will come out longer)"
        )
    return (clause,)


def _gauge_unknowns(route: Measured) -> tuple[str, ...]:
    open_places = [change for change in route.gauge_changes if change.basis not in _PLACE_IS_FIRM]
    return tuple(
        f"the gauge change at {change.site.names.en} is only a plan"
        if change.basis is GaugeBasis.PLANNED
        else f"the place of the gauge change is undecided ({change.site.names.en} is our reading)"
        for change in open_places
    )


def _closed_posts(route: Measured) -> tuple[str, ...]:
    """Which posts on a way are known to be closed to freight, and since when."""
    found: dict[str, list[str]] = {}
    for post in (post for crossing in route.crossings for post in crossing.posts):
        if post.freight.access is EffectiveAccess.CLOSED:
            found.setdefault(post.freight.last, []).append(post.site.names.en)
    return tuple(
        f"freight cannot pass {_joined_words(names)}, {last}" for last, names in found.items()
    )


def _post_unknowns(route: Measured) -> tuple[str, ...]:
    silent: dict[tuple[str, str], list[str]] = {}
    clauses = []
    for crossing in route.crossings:
        for post in crossing.posts:
            if post.freight.access is EffectiveAccess.NEVER_KNOWN:
                clauses.append(f"no state of {post.site.names.en} on the day is recorded")
            elif post.freight.silent_since:
                # Posts with the same last word of the same day share one clause.
                key = (post.freight.silent_since, post.freight.last)
                silent.setdefault(key, []).append(post.site.names.en)
        if not crossing.posts:
            one_side, other = (COUNTRIES.get(code, code) for code in crossing.countries)
            clauses.append(f"the atlas has no post between {one_side} and {other}")
    unknown = (
        f"whether freight passes {_joined_words(names)} has not been known since {when(date)} "
        f"(last known: {last})"
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
    return () if whole or is_built else ("no cost of the whole is published",)


def _height_unknowns(route: Measured) -> tuple[str, ...]:
    without = [site for site in route.stops if site.elevation_m is None]
    return (
        (f"no height is recorded for {len(without)} of {len(route.stops)} stops",)
        if without
        else ()
    )
