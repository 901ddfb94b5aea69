"""The pages follow the clock: news of next month is found, also by a server that is running."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.records.dates import Day, when
from pages.ui import cache
from tests import next_month as news
from tests.app.conftest import clear_caches
from tests.app.test_pages import html, notices, run

SOON = news.next_month()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return news.with_news(tmp_path_factory.mktemp("clock") / "data", SOON)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Next month, in an atlas that nobody has opened yet."""
    monkeypatch.setenv("ATLAS_DATA", "")
    monkeypatch.setenv("ATLAS_TODAY", SOON.isoformat())
    clear_caches()
    yield
    clear_caches()


def day_on_screen(day: Day) -> str:
    return when(day.isoformat())


def test_the_welcome_is_as_of_the_news(folder: Path) -> None:
    text = html(run("map.py", folder))
    assert f"<b>As of {day_on_screen(SOON)}</b>" in text
    assert news.TITLE in text


def test_panels_say_how_new_they_are_and_what_is_silent(folder: Path) -> None:
    text = html(run("map.py", folder, select=news.POST))
    assert f"Newest state and source {day_on_screen(SOON)}." in text
    text = html(run("map.py", folder, select="site-hairatan"))
    assert "<b>No news for " in text
    text = html(run("project.py", folder, id=news.PROJECT))
    assert f"Newest event and source {day_on_screen(SOON)}." in text


def test_the_timeline_ends_with_the_news(folder: Path) -> None:
    app = run("timeline.py", folder)
    text = html(app)
    assert f'data-day="{day_on_screen(SOON)}"' in text
    assert news.TITLE in text
    assert any(
        f"The newest record is of {day_on_screen(SOON)}." in element.value
        for element in app.markdown
    )
    late = run("timeline.py", folder, date=(SOON + timedelta(days=1)).isoformat())
    assert f"1 January 1970 to {day_on_screen(SOON)}" in notices(late)[0]


def test_about_is_as_of_the_news(folder: Path) -> None:
    assert f"<b>as of {day_on_screen(SOON)}</b>" in html(run("about.py", folder))


def routes(folder: Path, day: Day) -> AppTest:
    return run("routes.py", folder, **{"from": "peshawar", "to": "jalalabad", "day": str(day)})


def test_a_route_goes_through_the_post_of_the_news(folder: Path) -> None:
    text = html(routes(folder, SOON))
    assert f"The newest record of the atlas is of {day_on_screen(SOON)}." in text
    assert "nothing goes through Torkham" not in text


def test_a_route_of_next_year_says_that_its_states_are_the_last_known(folder: Path) -> None:
    day = SOON + timedelta(days=400)
    app = routes(folder, day)
    assert app.date_input(key="routes-day").value == day
    assert "lines and border posts are in their last known state" in html(app)
    assert "Last known states, with the day of the newest source: Torkham" in html(app)


def test_a_day_that_is_more_than_two_years_ahead_is_told(folder: Path) -> None:
    app = routes(folder, SOON + timedelta(days=800))
    assert "“day” is no date from 1970-01-01 to" in notices(app)[0]
    assert not app.exception


def test_a_server_that_runs_on_follows_the_day(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_TODAY")
    run("map.py", folder)
    before = cache.payload().index
    assert f'data-day="{day_on_screen(SOON)}"' not in html(run("timeline.py", folder))
    monkeypatch.setenv("ATLAS_TODAY", SOON.isoformat())
    assert cache.payload().index != before
    assert cache.payload().index == cache.payload().index
    assert f'data-day="{day_on_screen(SOON)}"' in html(run("timeline.py", folder))


def test_tables_and_comparisons_are_kept_for_the_day_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_TODAY")
    run("data.py", folder)
    posts = cache.records_table("Border posts")
    assert cache.records_table("Border posts") is posts
    ways = ("way-torkham", "way-iran")
    compared = cache.comparison_of(ways)
    assert cache.comparison_of(ways) is compared
    monkeypatch.setenv("ATLAS_TODAY", SOON.isoformat())
    assert cache.records_table("Border posts") != posts
    assert cache.comparison_of(ways) != compared
