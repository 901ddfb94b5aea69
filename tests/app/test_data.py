"""The page of tables as a reader uses it: pick a table, filter, sort, turn the page."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.views.tables import TABLES
from pages.ui import cache
from tests.app.conftest import clear_caches
from tests.app.test_pages import GOOD, damaged, html, run

pytestmark = pytest.mark.usefixtures("fresh")


def caption(app: AppTest) -> str:
    return html(app).partition('<caption id="records-caption">')[2].partition("</caption>")[0]


def shown(app: AppTest) -> int:
    return html(app).count("<tr data-record=")


def filters(app: AppTest) -> dict[str, object]:
    return {widget.key: widget for widget in (*app.multiselect, *app.selectbox, *app.text_input)}


@pytest.mark.parametrize("title", TABLES)
def test_every_table_can_be_shown(title: str) -> None:
    app = run("data.py", table=title)
    assert not app.exception
    total = len(cache.records_table(title).rows)
    assert shown(app) == min(50, total)
    assert "What the columns mean" in html(app)
    if total:
        assert caption(app).startswith(str(total))
    else:
        assert app.info[0].value.startswith("The atlas has no")


def test_it_begins_with_the_projects() -> None:
    app = run("data.py")
    assert shown(app) == len(cache.atlas().projects)
    assert {"find", "project", "country", "state", "mode", "sort"} == set(filters(app))


def test_filters_narrow_the_rows_and_the_foot_counts_them() -> None:
    app = run("data.py", table="Lines")
    filters(app)["find"].set_value("kabul").run()
    filters(app)["mode"].select("road").run()
    assert not app.exception
    found = shown(app)
    assert 0 < found < len(cache.atlas().segments)
    assert f"<span>{found} of {len(cache.atlas().segments)} lines.</span>" in html(app)
    assert "km drawn" in html(app)


def test_a_link_opens_the_table_as_it_was() -> None:
    link = {"table": "Lines", "country": "Uzbekistan", "sort": "Drawn, largest first"}
    app = run("data.py", **link)
    assert caption(app).endswith("sorted by Drawn, largest first")
    assert filters(app)["country"].value == ["Uzbekistan"]
    assert 'aria-sort="descending"' in html(app)


def headings(app: AppTest) -> list[str]:
    parts = html(app).partition("<thead>")[2].partition("</thead>")[0].split("</th>")
    return [re.sub(r"<[^>]+>", "", part).split()[0] for part in parts if "<th" in part]


def test_columns_are_chosen_and_a_link_and_another_order_keep_them() -> None:
    app = run("data.py", table="Lines", columns="Drawn")
    assert headings(app) == ["Line", "Drawn"]
    assert "columns=Drawn" in html(app)
    app.session_state["table"] = "Events"
    app.run()
    assert "columns" not in app.query_params


def test_at_first_long_texts_are_left_to_the_search() -> None:
    app = run("data.py", table="Lines")
    usual = cache.records_table("Lines").usual_columns
    assert "Note" not in usual
    assert len(headings(app)) == 1 + len(usual)
    assert "columns=" not in html(app)


def test_a_hostile_link_is_harmless() -> None:
    app = run(
        "data.py", table="<script>", find="<img src=x>", sort="x" * 5000, page="-1", state="<b>"
    )
    assert not app.exception
    assert "<script" not in html(app)
    assert {told.value.split()[0] for told in app.info} == {"The", "No"}


def test_a_filter_goes_back_to_the_first_page() -> None:
    app = run("data.py", table="Places", page="2")
    assert ", 51 to 100," in caption(app)
    filters(app)["country"].select("Pakistan").run()
    assert ", 1 to 50," in caption(app)


def test_another_table_has_its_own_order() -> None:
    app = run("data.py", table="Lines", sort="Drawn, largest first")
    app.session_state["table"] = "Events"
    app.run()
    assert caption(app).endswith("sorted by Date, newest first")


def test_nothing_found_says_so_and_can_be_undone() -> None:
    app = run("data.py", table="Lines", find="zzzz", country="Uzbekistan")
    assert app.info[0].value.startswith("No line matches. Clear the filters")
    app.button[0].click().run()
    assert not app.exception
    assert shown(app) == min(50, len(cache.atlas().segments))
    assert filters(app)["find"].value == ""
    assert filters(app)["country"].value == []


@pytest.mark.parametrize("title", TABLES)
def test_damaged_data_shows_what_is_left(title: str, tmp_path: Path) -> None:
    for folder in (GOOD, damaged(tmp_path)):
        clear_caches()
        app = run("data.py", folder, table=title)
        assert not app.exception
        assert shown(app) == len(cache.records_table(title).rows)
