"""Routes and comparisons in another language: nothing stays English but what is for programs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from geo.atlas import Atlas
from geo.records.phrases import listed
from geo.records.texts import ENGLISH, PSEUDO, in_english, use_language
from geo.routing.route_model import Objective, Route, RouteQuery
from geo.routing.router import Router
from geo.routing.scenarios import ScenarioResult
from geo.views.comparison.comparison_page import Comparison, comparison, default_choice, table_rows
from geo.views.routes.clauses import listed_clauses
from geo.views.routes.route_lines import leg_rows, ways_geojson
from geo.views.routes.route_order import order_words
from geo.views.routes.route_page import RoutePage, route_page
from geo.views.routes.scenario_rows import difference_words
from pages.ui import cache
from pages.ui.html import render
from tests.conftest import DEFAULT


@pytest.fixture
def spoken() -> Iterator[None]:
    """The language of brackets."""
    use_language(PSEUDO)
    yield
    use_language(ENGLISH)


def page_of(router: Router, query: RouteQuery = DEFAULT) -> RoutePage:
    used = router.assumptions()
    return route_page(router.atlas, query, router.find_routes(query, used), used)


def compared(atlas: Atlas) -> Comparison:
    return comparison(atlas, cache.countries(), default_choice(atlas))


def is_said(text: str) -> bool:
    return text.startswith("⟦") and text.endswith("⟧")


@pytest.mark.usefixtures("spoken")
def test_every_sentence_about_a_route_is_said(shipped_router: Router) -> None:
    page = page_of(shipped_router)
    card = page.cards[0]
    facts = (*card.frontiers, *card.changes, *card.facts)
    told = [page.heading, page.order, card.title, card.mark]
    told += [fact.label for fact in (*card.changes, *card.facts)]
    told += [doubt for doubt in card.doubts if not doubt.startswith("Last known states")]
    assert facts
    assert [text for text in told if text and not is_said(text)] == []
    assert "<b>⟦" in render(
        "routes", part="answer", page=replace(page, also_shut="Chaman"), colours={}
    )


@pytest.mark.usefixtures("spoken")
def test_every_cell_of_a_comparison_is_said(shipped_atlas: Atlas) -> None:
    page = compared(shipped_atlas)
    assert is_said(page.verdict)
    assert [row.label for row in page.rows if not (is_said(row.label) and is_said(row.hint))] == []
    marks = [cell.best for row in page.rows for cell in row.cells if cell.best]
    assert marks
    assert all(map(is_said, marks))


def test_files_are_in_english_whoever_takes_them(
    shipped_router: Router, shipped_atlas: Atlas
) -> None:
    answer = shipped_router.find_routes(DEFAULT, shipped_router.assumptions())

    def files() -> list[object]:
        lines = ways_geojson(shipped_atlas, answer)
        return [leg_rows(shipped_atlas, answer), lines, table_rows(compared(shipped_atlas))]

    english = files()
    use_language(PSEUDO)
    try:
        assert in_english(files) == english
        assert files() != english
    finally:
        use_language(ENGLISH)


def test_the_rule_of_the_order_is_one_sentence(shipped_router: Router) -> None:
    routes = shipped_router.find_routes(DEFAULT, shipped_router.assumptions()).routes
    assert order_words(Objective.HOURS, routes[:1]) == ""
    known = "Routes known to be open all the way stand first, then those with the fewest borders of"
    end = "among equals what has the fewest borders comes first."
    sure: list[Route] = [replace(route, crossings=()) for route in routes]
    words = order_words(Objective.FRONTIERS, sure)
    assert words.startswith(known)
    assert words.endswith(end)


def test_a_single_border_more_is_not_told_as_many(shipped_router: Router) -> None:
    best = shipped_router.find_routes(DEFAULT, shipped_router.assumptions()).routes[0]
    more = replace(
        best, steps=best.steps[:-1], crossings=(*best.crossings, best.crossings[0]), changes=()
    )
    effect = ScenarioResult("uap-railway", rail_only=False, before=best, after=more)
    assert "+1\u2009border" in difference_words(effect).split(", ")


def test_lists_end_with_an_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed_clauses(["a", "b"]) == "a and b"
    assert listed_clauses(["a", "b", "c"]) == "a, b, and c"
