"""What the page of routes shows: the answer as cards, each with its doubts and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.phrases import DASH, is_told_in_days
from geo.records.texts import say
from geo.routing.assumptions import AssumedRange, Assumptions
from geo.routing.route_model import RouteQuery
from geo.routing.router import MOST_TIMES_FARTHER, RouteAnswer
from geo.views.components import Fact, Footnote, Footnotes, doubt_word
from geo.views.freshness import departure_words
from geo.views.routes.cost_basis import basis_words, figures_of, scope_of
from geo.views.routes.route_lines import ranked_routes
from geo.views.routes.route_order import mark_of, order_words
from geo.views.routes.route_presenter import RouteCard, RoutePresenter


@dataclass(frozen=True, slots=True)
class AssumedFigure:
    """One figure that the answer rests on; `ours` is the atlas's own value if it was changed."""

    what: str
    scope: str
    low: str
    high: str
    unit: str
    known_by: str
    year: str
    note: str
    doubt: str
    notes: tuple[int, ...]
    ours: str = ""


@dataclass(frozen=True, slots=True)
class RoutePage:
    """The answer to one query, in the order in which it is read.

    `missing` are the lines that lack for a route, with who says so. `order` is the rule by which
    the cards stand. `sea_note` says in words why
    no way by sea stands beside the others.
    """

    heading: str
    heard: str
    blocked: tuple[Fact, ...]
    also_shut: str
    reason: str
    missing: tuple[Fact, ...]
    order: str
    cards: tuple[RouteCard, ...]
    sea: RouteCard | None
    sea_note: str
    assumed: tuple[AssumedFigure, ...]
    footnotes: tuple[Footnote, ...]


def route_page(
    atlas: Atlas, query: RouteQuery, answer: RouteAnswer, assumptions: Assumptions
) -> RoutePage:
    """Everything that the page says about one answer."""
    notes = Footnotes(atlas)
    in_days = is_told_in_days(route.hours for _, route in ranked_routes(answer))
    presenter = RoutePresenter(atlas, notes, query, in_days)
    start, goal = (atlas.site(end).names.en for end in (query.from_id, query.to_id))
    blocked = tuple(presenter.blocked(answer.blocked))
    missing = tuple(presenter.missing(answer.missing))
    marks = [mark_of(atlas, query.objective, route, answer.routes) for route in answer.routes]
    cards = [
        presenter.card(rank, route, mark)
        for (rank, route), mark in zip(ranked_routes(answer), [*marks, ""], strict=False)
    ]
    figures = figures_of(route for _, route in ranked_routes(answer))
    return RoutePage(
        heading=say(
            "{start} to {goal}, {day}", start=start, goal=goal, day=when(query.day.isoformat())
        ),
        heard=departure_words(atlas, query.day),
        blocked=blocked,
        also_shut=presenter.also_shut(answer.blocked),
        reason=_plain_reason(answer),
        missing=missing,
        order=order_words(query.objective, answer.routes),
        cards=tuple(card for card in cards if card.rank != "sea"),
        sea=next((card for card in cards if card.rank == "sea"), None),
        sea_note=_sea_note(answer),
        assumed=tuple(_assumed_figure(atlas, figure, notes, assumptions) for figure in figures),
        footnotes=notes.footnotes(),
    )


def route_warnings(
    atlas: Atlas, query: RouteQuery, answer: RouteAnswer
) -> tuple[tuple[str, ...], ...]:
    """The doubts about each route as the page tells them, in the order of `ranked_routes`."""
    presenter = RoutePresenter(atlas, Footnotes(atlas), query)
    return tuple(tuple(presenter.warnings(route)) for _, route in ranked_routes(answer))


def _plain_reason(answer: RouteAnswer) -> str:
    """The reason without its details where these stand below it, each with its sources."""
    if answer.missing or (answer.blocked and not answer.routes):
        return answer.reason.partition(":")[0] + "."
    return answer.reason


def _sea_note(answer: RouteAnswer) -> str:
    if answer.is_void or answer.sea:
        return ""
    by_ship = [
        rank
        for rank, route in ranked_routes(answer)
        if any(step.leg.mode.is_by_water for step in route.steps)
    ]
    if by_ship:
        return say("Route {rank} goes by ship already.", rank=by_ship[0])
    return say(
        "No route by ship was found on the lines included, or only one more than {n} times as far "
        "and as long.",
        n=MOST_TIMES_FARTHER,
    )


def _assumed_figure(
    atlas: Atlas, figure: AssumedRange, notes: Footnotes, assumptions: Assumptions
) -> AssumedFigure:
    record, range_ = figure.record, figure.range
    ours = ""
    if figure.factor in assumptions.own:
        low, high = Assumptions(atlas.assumptions).everywhere()[figure.factor]
        ours = f"{low:g}{DASH}{high:g}"
    return AssumedFigure(
        what=figure.factor.label,
        scope=scope_of(atlas, figure),
        low=f"{range_.low:g}",
        high=f"{range_.high:g}",
        unit=figure.factor.unit,
        known_by=basis_words((figure,)),
        year=when(record.year) if record and record.year else "",
        note=record.note if record else say("Your own value; it holds everywhere."),
        doubt=doubt_word(record.confidence) if record else "",
        notes=notes(record.source_ids) if record else (),
        ours=ours,
    )
