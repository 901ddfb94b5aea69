"""What would change for one pair of places if a project were built, as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.phrases import (
    MINUS,
    duration,
    is_told_in_days,
    kilometres,
    listed,
    more_time,
    number,
    with_commas,
)
from geo.records.references import sources_of
from geo.records.texts import mark, say, say_many
from geo.routing.route_model import Route
from geo.routing.scenarios import ScenarioResult
from geo.views.components import RecordLink
from geo.views.routes.route_lines import leg_sources
from geo.views.tables import OSM, TableRow

_NO_WAY = mark("no route")
_ROUNDING = 0.5


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One project and one choice of modes: the best way today, if built, and the difference."""

    project: RecordLink
    modes: str
    today: str
    built: str
    difference: str
    is_nothing: bool


def scenario_rows(atlas: Atlas, found: Sequence[ScenarioResult]) -> tuple[ScenarioRow, ...]:
    """Rows in the order of the projects, the chosen modes before rail only."""
    return tuple(_scenario_row(atlas, result) for result in _ordered_by_project(found))


def scenario_records(atlas: Atlas, found: Sequence[ScenarioResult]) -> list[TableRow]:
    """The same rows for a download, numbers as numbers; empty where there is no way."""
    return [
        {
            "project_id": result.project_id,
            "modes": _modes(result),
            **_numbers("today", result.before),
            **_numbers("if_built", result.after),
            "only_if_open_ids": result.if_open,
            "source_ids": _sources(atlas, result),
            "licence": OSM,
        }
        for result in _ordered_by_project(found)
    ]


def _sources(atlas: Atlas, effect: ScenarioResult) -> list[str]:
    """What the project rests on, and then the lines of the two routes."""
    steps = [step for route in (effect.before, effect.after) if route for step in route.steps]
    own = sources_of(atlas.project(effect.project_id))
    return list(dict.fromkeys((*own, *leg_sources(atlas, steps))))


def _ordered_by_project(found: Sequence[ScenarioResult]) -> list[ScenarioResult]:
    order = list(dict.fromkeys(result.project_id for result in found))
    return sorted(found, key=lambda result: (order.index(result.project_id), result.rail_only))


def _modes(effect: ScenarioResult) -> str:
    return say("rail only") if effect.rail_only else say("as chosen")


def _numbers(when: str, route: Route | None) -> dict[str, object]:
    named: dict[str, object] = dict.fromkeys(
        ("km", "hours_low", "hours_high", "borders", "gauge_changes")
    )
    if route:
        named = {
            "km": round(route.km, 1),
            "hours_low": round(route.hours.low, 1),
            "hours_high": round(route.hours.high, 1),
            "borders": len(route.crossings),
            "gauge_changes": len(route.gauge_changes),
        }
    return {f"{name}_{when}": value for name, value in named.items()}


def _scenario_row(atlas: Atlas, effect: ScenarioResult) -> ScenarioRow:
    project = atlas.project(effect.project_id)
    return ScenarioRow(
        project=RecordLink(project.id, project.names.en),
        modes=_modes(effect),
        today=_route_words(effect, effect.before),
        built=_route_words(effect, effect.after),
        difference=_difference_cell(atlas, effect),
        is_nothing=effect.is_unchanged,
    )


def _difference_cell(atlas: Atlas, effect: ScenarioResult) -> str:
    """The difference, and which posts would have to open for it."""
    words = difference_words(effect)
    if not effect.if_open:
        return words
    return say_many(
        "{difference}; only if {posts} opens",
        "{difference}; only if {posts} open",
        len(effect.if_open),
        difference=words,
        posts=listed([atlas.site(post).names.en for post in effect.if_open]),
    )


def difference_words(effect: ScenarioResult) -> str:
    """What the project changes, in words; plainly nothing where it is nothing."""
    before, after = effect.before, effect.after
    if effect.is_unchanged:
        return say("changes nothing for this pair")
    if before is None or after is None:
        return say("opens a route where there is none")
    km = after.km - before.km
    hours = after.hours.midpoint - before.hours.midpoint
    parts = [
        say("{more}\u2009km", more=_signed(km)) if abs(km) >= _ROUNDING else "",
        more_time(hours, in_days=_in_days(effect)),
        _more_borders(len(after.crossings) - len(before.crossings)),
        _more_gauge_changes(len(after.gauge_changes) - len(before.gauge_changes)),
    ]
    return with_commas(filter(None, parts)) or say("another route, as long and as quick")


def _in_days(effect: ScenarioResult) -> bool:
    """Both routes and their difference are told in one unit."""
    return is_told_in_days(route.hours for route in (effect.before, effect.after) if route)


def _route_words(effect: ScenarioResult, route: Route | None) -> str:
    if route is None:
        return say(_NO_WAY)
    return with_commas((kilometres(route.km), duration(route.hours, in_days=_in_days(effect))))


def _more_borders(number: int) -> str:
    if not number:
        return ""
    return say_many("{more}\u2009border", "{more}\u2009borders", abs(number), more=_signed(number))


def _more_gauge_changes(number: int) -> str:
    if not number:
        return ""
    return say_many(
        "{more}\u2009gauge change",
        "{more}\u2009gauge changes",
        abs(number),
        more=_signed(number),
    )


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else MINUS}{number(abs(value))}"
