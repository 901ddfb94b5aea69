"""Which of the routes that were found are a choice: none that another one beats in everything.

A beaten route is kept only if it passes none of some border posts that the better ones need; it
then says what it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.routing.route_model import Objective, Route, overlap_share

#: A further route is kept if at most this share of its kilometres is shared with a kept one.
MOST_SHARED = 0.6
#: If so much of another route lies within it, it is that route with a detour.
_WITHIN = 0.85
#: A route of so many times the kilometres of the shortest and hours of the quickest is no choice.
_LONGEST = 1.5


def is_alternative(route: Route, kept: Sequence[Route]) -> bool:
    """Whether a route is an alternative to those that were found before it."""
    if revisits_a_place(route) or _is_too_long(route, kept):
        return False
    return not any(_is_alike(route, other) for other in kept)


def revisits_a_place(route: Route) -> bool:
    """Whether a way comes back to a place it has left; it only does so to get round a rule."""
    return len(set(route.site_ids)) < len(route.site_ids)


def choose_alternatives(
    found: Sequence[Route], objective: Objective, count: int, surest: Route | None = None
) -> tuple[Route, ...]:
    """Up to `count` routes, what is known to be open first, each worth having.

    The best of all stands first in what was found; nothing that is far longer is set beside it
    but `surest` if it alone is open all the way, which then stands last.
    """
    near = [route for route in found if not is_far_longer(route, found[0])]
    in_order = sorted(near, key=lambda route: route.rank_key(objective))
    sensible = [route for route in in_order if not _is_too_long(route, in_order)]
    worth: list[Route] = []
    for route in sensible:
        better = [other for other in sensible if route.is_beaten_by(other)]
        spare_for = _posts_avoided(route, better)
        if not better or spare_for:
            worth.append(replace(route, spare_for=spare_for))
    kept = worth[:count]
    # Who asks for ways through posts that were shut sees one, however many others there are.
    shut = [route for route in worth[count:] if route.shut_crossings]
    if shut and not any(route.shut_crossings for route in kept):
        kept[-1] = shut[0]
    if surest is None or revisits_a_place(surest) or not surest.is_open or count == 1:
        return tuple(kept)
    return tuple(kept if any(route.is_open for route in kept) else _with_last(kept, surest, count))


def _with_last(kept: Sequence[Route], surest: Route, count: int) -> list[Route]:
    """The routes with one more at the end, for which the last one may go that uses no shut post."""
    places = [place for place, route in enumerate(kept) if place and not route.shut_crossings]
    gone = places[-1] if len(kept) == count and places else count - 1
    return [*kept[:gone], *kept[gone + 1 :], surest]


def _posts_avoided(route: Route, better: Sequence[Route]) -> tuple[str, ...]:
    """Posts without which no better route is left, none of them on this one; empty if it cannot."""
    own = set(route.post_ids)
    spared: list[str] = []
    for other in better:
        needed = [post for post in other.post_ids if post not in own]
        if not needed:
            return ()
        if not set(needed) & set(spared):
            spared.append(needed[0])
    return tuple(spared)


def _is_alike(route: Route, other: Route) -> bool:
    """Whether two routes are mostly one way, or one of them lies within the other."""
    if overlap_share(route, other) > MOST_SHARED:
        return True
    return overlap_share(other, route) > _WITHIN


def is_far_longer(route: Route, other: Route) -> bool:
    """Whether a route takes far more kilometres and far more hours than another one."""
    is_slow = route.hours.midpoint > _LONGEST * other.hours.midpoint
    return is_slow and route.km > _LONGEST * other.km


def _is_too_long(route: Route, others: Sequence[Route]) -> bool:
    """Whether a route takes far more kilometres than the shortest and hours than the quickest.

    It is set against those that are known as well as it is to be open: a long way that is open is
    worth more than a short one of which nobody knows.
    """
    rivals = [other for other in others if other.doubts <= route.doubts]
    if not rivals:
        return False
    shortest_km = min(other.km for other in rivals)
    quickest = min(other.hours.midpoint for other in rivals)
    return route.km > _LONGEST * shortest_km and route.hours.midpoint > _LONGEST * quickest
