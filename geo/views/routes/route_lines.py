"""The routes of an answer as lines for the map, as rows for a table, and for other programs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from geo.analysis.border_posts import EffectiveAccess
from geo.analysis.line_names import between
from geo.atlas import Atlas
from geo.network.transport_network import Leg
from geo.records.phrases import duration, kilometres, with_commas, within_sentence
from geo.records.references import sources_of
from geo.records.texts import mark, say
from geo.records.vocab import Mode
from geo.routing.route_model import Crossing, Interchange, Route, RouteStep
from geo.routing.router import RouteAnswer
from geo.routing.scenarios import ScenarioResult
from geo.views.routes.clauses import way_words
from geo.views.routes.cost_basis import basis_of, figures_of, scope_of
from geo.views.tables import OSM, TableRow

#: Where the kilometres of a leg come from, in words.
KM_FROM = {
    "published": mark("published"),
    "along the network": mark("along the network"),
    "drawn": mark("drawn line"),
    "assumed": mark("assumed"),
}
_KM_BASIS = {"along the network": "network"}
NOT_THERE = mark("not there yet")
#: Of a stretch that no cargo is known to pass.
THROUGH_SHUT = mark("through a post last known closed")
#: A post that was shut, or was when last heard of, by its effective access.
_SHUT = {
    EffectiveAccess.CLOSED: mark("{post} closed"),
    EffectiveAccess.AFTER_CLOSED: mark("{post} not known after closed"),
}


def ranked_routes(answer: RouteAnswer) -> Iterator[tuple[str, Route]]:
    """The routes by their rank, "1" to "5", and the one "sea"."""
    yield from ((str(at), route) for at, route in enumerate(answer.routes, 1))
    if answer.sea:
        yield "sea", answer.sea


def ways_answer(
    atlas: Atlas, answer: RouteAnswer, warnings: Sequence[Sequence[str]]
) -> dict[str, object]:
    """The whole answer for other programs; docs/ways-api.md says what stands where.

    `warnings` has the sentences for each route, in the order of `ranked_routes`.
    """
    return {
        **ways_geojson(atlas, answer),
        "routes": [
            _route_json(rank, route, sentences)
            for (rank, route), sentences in zip(ranked_routes(answer), warnings, strict=True)
        ],
        "reason": answer.reason or None,
        "assumptions": [
            {
                "name": figure.factor.value,
                "scope": scope_of(atlas, figure),
                "low": figure.range.low,
                "high": figure.range.high,
                "basis": basis_of(figure),
                "source_ids": list(figure.record.source_ids) if figure.record else [],
            }
            for figure in figures_of(route for _, route in ranked_routes(answer))
        ],
    }


def _route_json(rank: str, route: Route, warnings: Sequence[str]) -> dict[str, Any]:
    legs = [_leg_json(step) for step in route.steps]
    return {
        "rank": rank if rank == "sea" else int(rank),
        # The sum of what stands in the legs, so that the parts make the whole to the last digit.
        "km": round(sum(leg["km"] for leg in legs), 1),
        "hours": [round(end, 1) for end in route.hours],
        "usd": [round(end) for end in route.usd],
        "legs": legs,
        "posts": [post for crossing in route.crossings for post in _posts_json(crossing)],
        "changes": [_change_json(change) for change in route.changes],
        "warnings": list(warnings),
    }


def _leg_json(step: RouteStep) -> dict[str, Any]:
    leg = step.leg
    return {
        "from": step.from_id,
        "to": step.to_id,
        "mode": leg.mode.value,
        "gauge_mm": int(step.mode_or_gauge) if step.mode_or_gauge.isdigit() else None,
        "km": round(leg.km, 1),
        "km_basis": _KM_BASIS.get(leg.km_basis, leg.km_basis),
        "segment_id": leg.segment_id,
        "state": _state_word(step),
        "opened": leg.opened,
    }


def _posts_json(crossing: Crossing) -> Iterator[dict[str, Any]]:
    for post in crossing.posts:
        yield {
            "id": post.site_id,
            "freight": post.access.value,
            "since": post.since,
            "source_ids": list(post.source_ids),
        }


def _change_json(change: Interchange) -> dict[str, Any]:
    ways = (change.before, change.after)
    before, after = (_gauge_or_mode(way, is_gauge=change.is_gauge) for way in ways)
    return {"at": change.site_id, "from": before, "to": after}


def _gauge_or_mode(way: str, *, is_gauge: bool) -> str | int:
    """The gauge in millimetres where it changes, otherwise the mode."""
    if way.isdigit():
        return int(way) if is_gauge else Mode.RAIL.value
    return way


def _state_word(step: RouteStep) -> str:
    """The state of a line on the day, in one of the fixed words, for programs."""
    return step.state.value if step.state else NOT_THERE


def state_words(step: RouteStep) -> str:
    """The state of a line on the day as a reader sees it."""
    return within_sentence(step.state.label) if step.state else say(NOT_THERE)


def ways_geojson(atlas: Atlas, answer: RouteAnswer) -> dict[str, object]:
    """The routes as lines for the map and for download: positions are (longitude, latitude)."""
    features = [
        feature
        for rank, route in ranked_routes(answer)
        for feature in _route_features(atlas, rank, route)
    ]
    return {"type": "FeatureCollection", "features": features}


def change_geojson(atlas: Atlas, effect: ScenarioResult) -> dict[str, object]:
    """What a project changes, as lines for the map: rank 1 is the best route today, 2 with it.

    The same route twice is drawn once.
    """
    ways: list[tuple[str, str, Route]] = []
    if effect.before:
        totals = _totals(effect.before)
        ways.append(("1", say("Best route today: {totals}", totals=totals), effect.before))
    if effect.after and not effect.is_unchanged:
        ways.append(("2", say("If built: {totals}", totals=_totals(effect.after)), effect.after))
    features = [part for way in ways for part in _stretches(atlas, *way)]
    return {"type": "FeatureCollection", "features": features}


def _totals(route: Route) -> str:
    return with_commas((kilometres(route.km), duration(route.hours)))


def _route_features(atlas: Atlas, rank: str, route: Route) -> Iterator[dict[str, object]]:
    label = (
        say("By sea: {totals}", totals=_totals(route))
        if rank == "sea"
        else say("Route {rank}: {totals}", rank=rank, totals=_totals(route))
    )
    return _stretches(atlas, rank, label, route)


def _stretches(atlas: Atlas, rank: str, label: str, route: Route) -> Iterator[dict[str, object]]:
    """One feature for each stretch of a route that is all in service or all not.

    Legs through a post that was shut, or was when last heard of, are features of their own.
    """

    def kind(step: RouteStep) -> tuple[bool, bool]:
        return step.is_in_service, route.is_shut_on(step)

    for (built, is_shut), steps in groupby(route.steps, kind):
        yield _stretch_feature(atlas, (rank, label), tuple(steps), built, is_shut)


def _stretch_feature(
    atlas: Atlas,
    named: tuple[str, str],
    steps: Sequence[RouteStep],
    built: bool,  # noqa: FBT001 - the two kinds of a stretch
    is_shut: bool,  # noqa: FBT001
) -> dict[str, object]:
    points = [(round(at.lon, 5), round(at.lat, 5)) for step in steps for at in step.line]
    detail = [between(atlas, (steps[0].from_id, steps[-1].to_id))]
    if not built:
        detail.append(say("not in service"))
    if is_shut:
        detail.append(say(THROUGH_SHUT))
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": points},
        "properties": {
            "rank": named[0],
            "label": named[1],
            "detail": with_commas(detail),
            "built": built,
            "last_known_closed": is_shut,
            "sea": all(step.leg.mode.is_by_water for step in steps),
            "km": round(sum(step.leg.km for step in steps), 1),
        },
    }


def leg_sources(atlas: Atlas, steps: Iterable[RouteStep]) -> list[str]:
    """Ids of the sources of the lines below legs, each once."""
    lines = (atlas.find(step.leg.segment_id) for step in steps if step.leg.segment_id)
    return list(dict.fromkeys(source for line in lines if line for source in sources_of(line)))


def leg_rows(atlas: Atlas, answer: RouteAnswer) -> list[TableRow]:
    """All legs of all routes as rows of a table, numbers as numbers."""
    return [
        {
            "route": rank,
            "leg": number,
            "from_id": step.from_id,
            "to_id": step.to_id,
            "mode": way_words(step.mode_or_gauge),
            "segment_id": step.leg.segment_id or "",
            "project_id": step.leg.project_id or "",
            "km": round(step.leg.km, 1),
            "km_from": say(KM_FROM[step.leg.km_basis]),
            "state": _state_word(step),
            "post": shut_words(atlas, route, step.leg),
            "hours_low": round(step.cost.hours.low, 1),
            "hours_high": round(step.cost.hours.high, 1),
            "hours_known_by": ", ".join(dict.fromkeys(map(basis_of, step.cost.hours_from))),
            "usd_per_teu_low": round(step.cost.usd.low),
            "usd_per_teu_high": round(step.cost.usd.high),
            "usd_known_by": ", ".join(dict.fromkeys(map(basis_of, step.cost.usd_from))),
            "source_ids": leg_sources(atlas, [step]),
            "licence": OSM,
        }
        for rank, route in ranked_routes(answer)
        for number, step in enumerate(route.steps, 1)
    ]


def shut_words(atlas: Atlas, route: Route, leg: Leg) -> str:
    """Posts at the frontiers of a leg that were shut or not known after it, in words."""
    if leg.mode.is_by_water:
        return ""
    posts = [
        post
        for crossing in route.shut_crossings
        if crossing.frontier in leg.frontiers
        for post in crossing.posts
        if post.is_shut
    ]
    return with_commas(
        dict.fromkeys(
            say(_SHUT[post.access], post=atlas.site(post.site_id).names.en) for post in posts
        )
    )
