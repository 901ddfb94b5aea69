"""Of which day the shipped atlas is, and that news of next month moves it."""

import ast
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.mapview.payload import build_payload
from geo.reading.load import load
from geo.records.as_of import (
    as_of,
    default_day,
)
from geo.records.dates import Day
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from geo.views.freshness import atlas_freshness, departure_words, last_known_posts, outcome_words
from geo.views.pages.day_page import day_page
from geo.views.pages.event_list import event_rows
from geo.views.pages.project_page import project_page
from geo.views.pages.welcome import welcome
from geo.views.panels import panel
from geo.views.routes.route_page import route_page
from tests import next_month as news
from tests.conftest import ROOT

LATER = timedelta(days=365)


def test_every_day_of_the_shipped_atlas_is_one_that_its_records_name(shipped_atlas: Atlas) -> None:
    known = as_of(shipped_atlas)
    days = [known.whole.day, *(project.day for project in known.projects.values())]
    assert known.whole.day == max(day for day in days if day)
    for project in shipped_atlas.projects:
        found = known.project(project.id)
        events = {event.date for event in shipped_atlas.events_of_project(project.id)}
        changes = {change.from_date for change in shipped_atlas.state_changes}
        assert found.event is None or found.event.date in events | changes
    for post in known.posts:
        assert known.post(post).event is not None


# News of next month ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def soon() -> Day:
    return news.next_month()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, soon: Day) -> Path:
    return news.with_news(tmp_path_factory.mktemp("clock") / "data", soon)


@pytest.fixture(scope="module")
def opened(folder: Path, soon: Day) -> Atlas:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_TODAY", soon.isoformat())
        return open_atlas(folder)


@pytest.fixture
def atlas(opened: Atlas, soon: Day, monkeypatch: pytest.MonkeyPatch) -> Atlas:
    monkeypatch.setenv("ATLAS_TODAY", soon.isoformat())
    return opened


def test_news_of_next_month_is_refused_today(folder: Path) -> None:
    found = open_atlas(folder, strict=False).issues
    assert {(issue.record, issue.field, issue.rule) for issue in found} == {
        (news.SOURCE, "date_published", "date_ahead"),
        (news.SOURCE, "date_accessed", "date_ahead"),
        (news.EVENT, "date", "date_ahead"),
        (news.STATUS, "from_date", "date_ahead"),
    }


def test_news_of_next_month_is_what_the_atlas_is_as_of(atlas: Atlas, soon: Day) -> None:
    assert default_day(atlas) == soon
    assert as_of(atlas).project(news.PROJECT).day == soon
    assert as_of(atlas).post(news.POST).day == soon
    said = atlas_freshness(atlas).as_of
    assert said == welcome(atlas).as_of
    assert str(soon.year) in said


def test_news_of_next_month_is_on_the_map(atlas: Atlas, folder: Path, soon: Day) -> None:
    files = build_payload(atlas, folder)
    index = json.loads(files.assets.get(files.index).body)
    assert index["days"] == ["1970-01-01", soon.isoformat()]
    assert index["sites"][news.POST]["access"] == "open"
    past = json.loads(files.assets.get(index["history"]).body)
    assert past["posts"][news.POST][-1][:2] == [soon.isoformat(), "open"]
    assert past["events"][-1][0] == soon.isoformat()


def test_news_of_next_month_is_on_the_welcome_and_the_panels(atlas: Atlas) -> None:
    assert news.TITLE in [row.title for row in welcome(atlas).changes]
    for record in (news.PROJECT, news.POST):
        heard = panel(atlas, record).heard
        assert heard is not None
        assert heard.silence == ""


def test_news_of_next_month_is_on_the_timeline(atlas: Atlas, soon: Day) -> None:
    page = day_page(atlas, soon)
    assert page.news.items[0].what == news.TITLE
    assert page.heard == "No record of the atlas is newer than this day."
    assert any(item.what == "Torkham" for post in page.posts for item in post.items)
    assert event_rows(atlas)[0].query.endswith(f"&date={soon.isoformat()}")
    assert day_page(atlas, soon - timedelta(days=1)).heard == ""


def test_news_of_next_month_is_on_the_routes(atlas: Atlas, soon: Day) -> None:
    router = Router(atlas)
    query = RouteQuery("site-peshawar", "site-jalalabad", day=soon)
    page = route_page(atlas, query, router.find_routes(query), router.assumptions())
    assert not page.blocked
    assert page.cards
    assert str(soon.year) in page.heard
    assert "last known state" not in page.heard
    later = departure_words(atlas, soon + LATER)
    assert later.endswith("lines and border posts are in their last known state.")
    assert last_known_posts(atlas, [news.POST], soon) == ""
    assert "Torkham" in last_known_posts(atlas, [news.POST], soon + LATER)


def test_without_the_news_since_2025_the_atlas_is_older(
    soon: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = news.with_news(tmp_path / "data", soon)
    for name, field in (
        ("sources.csv", "date_published"),
        ("events.csv", "date"),
        ("border_status.csv", "from_date"),
        ("state_history.csv", "from_date"),
    ):
        news.keep(old / name, lambda row, field=field: row[field] < "2026")
    loaded = load(old)  # unchecked: what named a dropped source or event is of no matter here
    found = default_day(Atlas(loaded))
    assert found <= Day(2025, 12, 31)
    monkeypatch.setenv("ATLAS_TODAY", soon.isoformat())
    assert default_day(Atlas(loaded)) == found


def test_time_alone_makes_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_TODAY", (news.next_month() + LATER).isoformat())
    assert open_atlas(ROOT / "data", strict=False).issues == ()


def test_a_promise_whose_date_has_passed_is_not_called_open(
    good_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "id,date,title,promise,promised_for,kept,project_ids,source_ids"
    row = "evt-a,2024-05-02,Trains are promised,Trains,2026-12,open,line,src-herald-2024-line"
    (good_folder / "events.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    atlas = open_atlas(good_folder)
    (promise,) = atlas.events
    monkeypatch.setenv("ATLAS_TODAY", "2026-12-30")
    assert outcome_words(atlas, promise) == "open"
    monkeypatch.setenv("ATLAS_TODAY", "2027-01-01")
    words = "date passed, nothing read since 2 May 2024"
    assert outcome_words(atlas, promise) == words
    assert words in panel(atlas, "line").events[0].text
    assert open_atlas(good_folder).issues == ()
    assert _ledger(atlas) == [words]


def _ledger(atlas: Atlas) -> list[str]:
    return [pledge.words for pledge in project_page(atlas, _Nowhere(), "line").pledges]


class _Nowhere:
    """Outlines of no country; the ledger needs none."""

    def km_of_segment(self, _segment: object) -> dict[str, float]:
        return {}


# No constant ----------------------------------------------------------------------------------

_AS_OF = re.compile(
    r"as of [a-z]* ?20\d\d|sources? (that we found )?ends? (on|in) |no later report", re.IGNORECASE
)


def _texts(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return "\n".join(node.value for node in nodes if isinstance(node.value, str))


def test_no_code_template_or_readme_says_as_of_when_it_is() -> None:
    paths = [ROOT / "README.md", ROOT / "data" / "README.md"]
    for folder in ("geo", "pages"):
        paths += [
            path
            for path in (ROOT / folder).rglob("*.*")
            if path.suffix in {".py", ".html", ".js", ".css"}
        ]
    found = [(path.name, hit.group()) for path in paths for hit in _AS_OF.finditer(_texts(path))]
    assert found == []
