"""The page of routes: form and address agree, empty choices say what to choose."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.records.as_of import default_day
from geo.records.dates import Day, when
from geo.records.vocab import SiteKind
from pages.ui import cache

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def shipped(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))


def run(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "routes.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name.replace("_", "-")] = value
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_default_is_answered_at_once() -> None:
    app = run()
    day = when(default_day(cache.atlas()).isoformat())
    assert f"Karachi Port to Tashkent, {day}" in html(app)
    assert not app.exception
    assert dict(app.query_params) == {}


def test_a_link_restores_the_form() -> None:
    app = run(**{"from": "peshawar", "to": "jalalabad", "day": "2025-10-15", "aim": "km"})
    assert app.selectbox(key="routes-from").value == "site-peshawar"
    assert app.date_input(key="routes-day").value == Day(2025, 10, 15)
    assert app.selectbox(key="routes-aim").value == "km"
    assert "nothing goes through Torkham" in html(app)


@pytest.mark.parametrize("town", ["Lahore", "Karachi", "Herat", "لاہور", "Ташкент"])
def test_a_town_stands_before_its_stations(town: str) -> None:
    # The box keeps this order and leaves out what does not hold the letters.
    offered = [label for label in run().selectbox(key="routes-from").options if town in label]
    places = {site.names.en: site.kind for site in cache.atlas().sites}
    assert places[offered[0].partition(",")[0]] is SiteKind.CITY


def test_the_day_is_written_as_on_the_timeline() -> None:
    assert run().date_input(key="routes-day").proto.format == "YYYY-MM-DD"


def test_the_form_writes_the_link() -> None:
    app = run()
    app.selectbox(key="routes-to").select("site-moscow").run()
    app.multiselect(key="routes-closed-countries").set_value(["AF"]).run()
    app.number_input(key="routes-rail-speed-low").set_value(20.0).run()
    assert app.query_params["to"] == "moscow"
    assert app.query_params["closed-countries"] == "AF"
    assert app.query_params["rail-speed"] == "20-25"
    app.button[0].click().run()
    assert "rail-speed" not in app.query_params


def test_an_emptied_end_says_what_to_choose() -> None:
    app = run()
    app.selectbox(key="routes-from").set_value(None).run()
    assert app.info[0].value == "Choose a place to start from and a place to go to."
    assert html(app) == ""


def test_no_mode_says_what_to_choose() -> None:
    assert run(modes="none").info[0].value == "Choose at least one of rail, road and sea."


def test_the_same_place_twice_is_told() -> None:
    text = html(run(**{"from": "kabul", "to": "kabul"}))
    assert "Both ends are the same place" in text
    assert "by ship" not in text
    assert "What would change" not in text


@pytest.mark.parametrize("low", [90.0, 0.001, 1e6])
def test_an_assumption_that_cannot_be_is_told_and_not_answered(low: float) -> None:
    app = run()
    app.number_input(key="routes-rail-speed-low").set_value(low).run()
    assert "takes a low and a high number from 0.01 to 100000" in app.info[0].value
    assert "rail-speed" not in app.query_params
    assert html(app) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "atlantis"),
        ("day", "2050-01-01"),
        ("road-speed", "100001-200000"),
        ("closed-lines", "narnia"),
    ],
)
def test_no_other_question_is_answered_in_place_of_a_wrong_one(name: str, value: str) -> None:
    app = run(**{name: value})
    assert len(app.info) == 1
    assert html(app) == ""
    assert not app.exception
    app.selectbox(key="routes-from").select("site-kabul").run()
    assert not app.info
    assert "Kabul to Tashkent" in html(app)


def test_posts_last_known_closed_are_tried_when_asked_for() -> None:
    app = run(day="2026-03-31")
    assert "through a post last known closed" not in html(app)
    app.checkbox(key="routes-shut-posts").check().run()
    assert app.query_params["last-known-closed"] == "use"
    assert "through a post last known closed" in html(app)


def test_by_sea_the_same_way_is_not_told_twice() -> None:
    text = html(run(**{"from": "karachi-port", "to": "novorossiysk", "modes": "sea"}))
    assert text.count('data-rank="1"') == 1
    assert 'data-rank="sea"' not in text
    assert "Route 1 goes by ship already." in text


def test_a_hostile_link_is_told_and_harmless() -> None:
    app = run(**{"from": "<script>", "day": "x" * 9999, "rail_speed": "nan-nan"})
    assert not app.exception
    assert len(app.info) == 3
    assert "<script" not in html(app)


def test_the_table_of_ports_has_a_link_of_its_own() -> None:
    app = run(view="ports", day="2025-08-01")
    assert "Which port is nearest?" in html(app)
    assert app.segmented_control(key="routes-view").value == "ports"
    app.segmented_control(key="routes-view").set_value("route").run()
    assert "view" not in app.query_params
    assert app.query_params["day"] == "2025-08-01"
    assert "Karachi Port to Tashkent, 1 August 2025" in html(app)
    assert not app.exception


def test_what_a_railway_would_change_is_told() -> None:
    text = html(run())
    assert "What would change if it were built" in text
    assert "changes nothing for this pair" in text
