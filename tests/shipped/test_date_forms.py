"""Readers meet one form of dates: 31 March 2026 in text, and nothing that a country reads its way.

The forms of widgets, 2026-03-31, are under test with the pages Routes and Timeline.
"""

import re

import pytest

from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.routing.route_query import ParsedQuery
from geo.routing.router import Router
from geo.views.corrections import correction_rows
from geo.views.pages.day_page import day_page
from geo.views.pages.event_list import event_rows
from geo.views.pages.lanes import lanes_chart
from geo.views.pages.welcome import welcome
from geo.views.panels import panel
from geo.views.routes.route_page import route_page
from pages.ui import cache
from pages.ui.html import render

#: 03/31/2026, 2026/03/31, 31.03.2026 and, where a reader reads, 2026-03-31.
_OTHERS = re.compile(r"\b(\d{1,2}[/.]\d{1,2}[/.](19|20)\d\d|(19|20)\d\d[/.-]\d\d[/.-]\d\d)\b")
#: What others wrote, such as titles of sources and addresses, stays as it is.
_QUOTED = re.compile(r"<ol class=\"sources.*?</ol>|<del>.*?</del>|<ins>.*?</ins>", re.DOTALL)


def text_of(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", _QUOTED.sub(" ", html))


def others_in(html: str) -> list[str]:
    text = text_of(html)
    return [text[max(0, found.start() - 30) : found.end()] for found in _OTHERS.finditer(text)]


def test_the_look_for_other_forms_finds_them() -> None:
    assert len(others_in("<p>03/31/2026 2026/03/31 31.03.2026 2026-03-31 31 March 2026</p>")) == 4
    assert others_in("<time datetime='2026-03-31'>31 March 2026</time>") == []


@pytest.mark.parametrize("name", ["welcome", "day", "lanes", "occurrences", "changes"])
def test_pages_have_one_form_of_dates(shipped_atlas: Atlas, name: str) -> None:
    rows = event_rows(shipped_atlas)
    values: dict[str, dict[str, object]] = {
        "welcome": {"view": welcome(shipped_atlas)},
        "day": {"page": day_page(shipped_atlas, default_day(shipped_atlas), None)},
        "lanes": {"chart": lanes_chart(shipped_atlas, rows), "colours": {}, "as_of": "2026"},
        "occurrences": {"shown": rows, "folds": []},
        "changes": {"rows": correction_rows(shipped_atlas)},
    }
    assert others_in(render(name, **values[name])) == []


def test_panels_have_one_form_of_dates(shipped_atlas: Atlas) -> None:
    ids = [*(project.id for project in shipped_atlas.projects), "site-torkham", "site-khunjerab"]
    for record_id in ids:
        assert others_in(render("panel", panel=panel(shipped_atlas, record_id))) == []


def test_routes_have_one_form_of_dates(shipped_router: Router) -> None:
    asked = ParsedQuery(cache.query_choices().default)
    answer = shipped_router.find_routes(asked.query)
    page = route_page(shipped_router.atlas, asked.query, answer, shipped_router.assumptions())
    for part in ("answer", "basis"):
        assert others_in(render("routes", part=part, page=page, colours={})) == []
