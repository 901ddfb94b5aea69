"""What changed since a day, beside the map: any day that has come, the newest first."""

from datetime import timedelta

import pytest

from geo.analysis.changes import ChangeKind
from geo.atlas import Atlas
from geo.records.dates import Day, today
from geo.views.pages.welcome import welcome
from pages.ui import cache
from pages.ui.html import render
from pages.ui.map_address import read_query, read_since, vocabulary
from pages.ui.map_panel import details_html


def test_a_day_brings_all_that_happened_from_it_on(shipped_atlas: Atlas) -> None:
    since = Day(2026, 1, 1)
    view = welcome(shipped_atlas, since)
    rows = (*view.changes, *view.earlier)
    assert (view.since, view.since_day) == ("1 January 2026", "2026-01-01")
    told = len(rows) + view.left_out + view.corrected
    assert told == len(cache.change_rows_of(since, today()))
    assert not any(row.kind is ChangeKind.CORRECTION for row in rows)
    days = [row.day for row in rows]
    assert days == sorted(days, reverse=True)
    assert since <= days[-1] <= days[0] <= today()


def test_without_a_day_the_newest_stand_there(shipped_atlas: Atlas) -> None:
    view = welcome(shipped_atlas)
    assert (view.since, view.earlier, view.left_out) == ("", (), 0)
    assert 0 < len(view.changes) <= 6


def test_months_and_a_year_are_a_click_away(shipped_atlas: Atlas) -> None:
    a_month = today() - timedelta(days=30)
    view = welcome(shipped_atlas, a_month)
    assert [period.is_shown for period in view.periods] == [True, False, False]
    html = render("welcome", view=view)
    for period in view.periods:
        assert f'href="?since={period.since}"' in html
    assert f"atlas/changes.atom?since={a_month}" in html


def test_a_quiet_time_is_said(shipped_atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_TODAY", "2040-01-01")
    html = render("welcome", view=welcome(shipped_atlas, Day(2039, 12, 1)))
    assert "Nothing in the atlas is dated since then" in html


@pytest.mark.parametrize("text", ["2026-02-30", "1066-10-14", "last week", "<b>"])
def test_a_day_that_is_none_is_told(shipped_atlas: Atlas, text: str) -> None:
    view, notices = read_query({"since": text}, vocabulary(shipped_atlas))
    assert view.since is None
    assert read_since(text) is None
    assert "since a day that is none" in notices[0]


def test_the_panel_beside_the_map_tells_it() -> None:
    assert "What changed since 1 January 2026" in details_html(None, None, Day(2026, 1, 1))
    assert "What changed since" not in details_html(None)
