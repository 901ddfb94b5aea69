"""The routes of an answer as lines for the map and as rows for a table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from geo.atlas import Atlas
from geo.route import RouteAnswer
from geo.route_model import IN_SERVICE, Route, RouteStep
from geo.views.spans import duration, kilometres, way_words
from geo.vocab import Mode

#: Where the kilometres of a leg come from, in words.
KM_FROM = {
    "published": "published",
    "along the network": "along the network",
    "drawn": "drawn line",
    "assumed": "assumed",
}


def ranked(answer: RouteAnswer) -> Iterator[tuple[str, Route]]:
    """The routes by their rank, "1" to "5", and the one "sea"."""
    yield from ((str(at), one) for at, one in enumerate(answer.routes, 1))
    if answer.sea:
        yield "sea", answer.sea


def ways_geojson(atlas: Atlas, answer: RouteAnswer) -> dict[str, object]:
    """The routes as lines for the map and for download: positions are (longitude, latitude)."""
    features = [one for rank, route in ranked(answer) for one in _way(atlas, rank, route)]
    return {"type": "FeatureCollection", "features": features}


def _way(atlas: Atlas, rank: str, route: Route) -> list[dict[str, object]]:
    """One feature for each stretch of a route that is all in service or all not."""
    label = "By sea" if rank == "sea" else f"Route {rank}"
    totals = f"{kilometres(route.km)}, {duration(route.hours)}"
    return [
        _feature(atlas, rank, label, totals, built=built, steps=tuple(steps))
        for built, steps in groupby(route.steps, lambda one: one.leg.lifecycle in IN_SERVICE)
    ]


def _feature(
    atlas: Atlas, rank: str, label: str, totals: str, *, built: bool, steps: Sequence[RouteStep]
) -> dict[str, object]:
    points = [(round(at.lon, 5), round(at.lat, 5)) for step in steps for at in step.line]
    ends = [atlas.site(one).names.en for one in (steps[0].from_id, steps[-1].to_id)]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": points},
        "properties": {
            "rank": rank,
            "label": f"{label}: {totals}",
            "detail": f"{ends[0]} – {ends[1]}{'' if built else ', not in service'}",
            "built": built,
            "sea": all(step.leg.mode is Mode.SEA for step in steps),
            "km": round(sum(step.leg.km for step in steps), 1),
        },
    }


def leg_rows(atlas: Atlas, answer: RouteAnswer) -> list[dict[str, object]]:
    """All legs of all routes as rows of a table, numbers as numbers."""
    return [
        {
            "route": rank,
            "leg": number,
            "from": atlas.site(step.from_id).names.en,
            "to": atlas.site(step.to_id).names.en,
            "way": way_words(step.way),
            "segment_id": step.leg.segment_id or "",
            "project_id": step.leg.project_id or "",
            "km": round(step.leg.km, 1),
            "km_from": KM_FROM[step.leg.km_basis],
            "state": step.leg.lifecycle.value,
            "hours_low": round(step.hours.low, 1),
            "hours_high": round(step.hours.high, 1),
            "usd_per_teu_low": round(step.usd.low),
            "usd_per_teu_high": round(step.usd.high),
        }
        for rank, route in ranked(answer)
        for number, step in enumerate(route.steps, 1)
    ]
