"""How new the atlas is follows from its records: nothing is a constant, and time faults nothing."""

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
    POST_SILENT_DAYS,
    PROJECT_SILENT_DAYS,
    Dated,
    Newest,
    as_of,
    default_day,
    first_day,
    last_departure_day,
    silence,
    silent_days,
    survey_records,
)
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import BorderStatus, Event, Source
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from geo.views import day_page, event_rows, panel
from geo.views.freshness import atlas_freshness, departure_words, last_known_posts, outcome_words
from geo.views.pages.project_page import project_page
from geo.views.pages.welcome import welcome
from geo.views.routes.route_page import route_page
from tests import next_month as news
from tests.conftest import ROOT

NOW = Day(2026, 11, 27)
LATER = timedelta(days=365)


def source(date: str | None, kind: str = "news", read: str = "2026-11-23", **more: str) -> Source:
    fields = {"id": "src-a", "title": "A", "publisher": "P", "licence_theirs": "x"} | more
    return Source(
        **fields, licence_ours="x", kind=kind, status="live", date_published=date,
        date_accessed=read,
    )  # fmt: skip


def event(date: str, **more: object) -> Event:
    return Event(id="evt-a", date=date, title="A", source_ids=("src-a",), **more)


def status(date: str, site: str = "site-a") -> BorderStatus:
    return BorderStatus(
        id="bst-a", site_id=site, from_date=date, freight="open", people="open",
        source_ids=("src-a",),
    )  # fmt: skip


def newest(*sources: Source, day: Day = NOW, **more: tuple) -> Newest:
    return survey_records(Loaded(sources=sources, **more), day).whole


@pytest.mark.parametrize(
    ("date", "read", "counted"),
    [
        ("2026-03-01", "2026-11-23", Day(2026, 3, 1)),
        ("2026-02", "2026-11-23", Day(2026, 2, 28)),
        ("2026-02~", "2026-11-23", Day(2026, 2, 28)),
        ("2025-11-08/2025-11-10", "2026-11-23", Day(2025, 11, 10)),
        ("2026-11", "2026-11-23", Day(2026, 11, 23)),
        ("2026", "2026-11-23", Day(2026, 1, 1)),
        ("2025/2026", "2026-11-23", Day(2025, 1, 1)),
        ("2026-11-25", "2026-11-23", Day(2026, 11, 25)),
    ],
)
def test_a_date_counts_for_what_is_certain(date: str, read: str, counted: Day) -> None:
    assert newest(source(date, read=read)).source == Dated(counted, date)
    assert newest(source(None, read=read), events=(event(date),)).event == Dated(counted, date)


@pytest.mark.parametrize(
    "told",
    [
        source(None),
        source("2026-12-01"),
        source("2026-09-02", "database"),
        source("2026-09-02", "general"),
        source("2026-09-02", "analysis", publisher="Corridor Atlas"),
    ],
)
def test_what_tells_no_news_counts_by_nothing(told: Source) -> None:
    assert newest(told) == Newest()


def test_what_is_dated_ahead_of_the_clock_counts_only_when_it_has_come() -> None:
    told = source("2026-12-05", read="2026-12-06")
    assert newest(told).day is None
    assert newest(told, day=Day(2026, 12, 7)).day == Day(2026, 12, 5)


def test_a_silence_is_never_made_longer_than_it_is() -> None:
    found = newest(source("2025"))
    assert found.day == Day(2025, 1, 1)
    assert found.latest == Day(2025, 12, 31)
    assert silent_days(found, NOW) == 331
    assert silence(found, NOW, PROJECT_SILENT_DAYS) == "no news for at least 10 months"


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        (NOW, ""),
        (NOW - timedelta(days=PROJECT_SILENT_DAYS), ""),
        (Day(2026, 5, 27), "no news for at least 6 months"),
        (Day(2024, 11, 28), "no news for at least 23 months"),
        (Day(2024, 11, 27), "no news for at least 2 years"),
        (Day(2001, 12, 1), "no news for at least 24 years"),
    ],
)
def test_a_long_silence_is_said_in_whole_months_or_years(latest: Day, words: str) -> None:
    found = Newest(Dated(latest, latest.isoformat()), None, latest)
    assert silence(found, NOW, PROJECT_SILENT_DAYS) == words


def test_nothing_dated_has_no_age() -> None:
    assert silent_days(Newest(), NOW) is None
    assert silence(Newest(), NOW, 1) == ""


def test_a_post_has_its_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Loaded(sources=(source("2025-05-01"),), border_statuses=(status("2025-03-01"),))
    found = survey_records(loaded, NOW).post("site-a")
    assert (found.event, found.source) == (
        Dated(Day(2025, 3, 1), "2025-03-01"),
        Dated(Day(2025, 5, 1), "2025-05-01"),
    )
    assert silence(found, Day(2025, 8, 2), POST_SILENT_DAYS) == "no news for at least 3 months"
    assert survey_records(loaded, NOW).post("site-b") == Newest()


def test_an_atlas_without_dates_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_TODAY", "2030-01-02")
    empty = Atlas(Loaded())
    assert default_day(empty) == Day(2030, 1, 2)
    assert atlas_freshness(empty).heard == "No record has a date."


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
    assert past["events"][-1] == soon.isoformat()


def test_news_of_next_month_is_on_the_welcome_and_the_panels(atlas: Atlas) -> None:
    assert welcome(atlas).events[0].title == news.TITLE
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


@pytest.mark.parametrize(
    ("clock", "last"),
    [
        ("0001-01-01", "1970-01-01"),
        ("1960-01-01", "1970-01-01"),
        ("2024-02-29", "2026-02-28"),
        ("9998-05-05", "9999-05-05"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_a_clock_that_is_far_off_leaves_days_to_depart_on(
    monkeypatch: pytest.MonkeyPatch, clock: str, last: str
) -> None:
    monkeypatch.setenv("ATLAS_TODAY", clock)
    assert last_departure_day().isoformat() == last
    assert first_day() <= last_departure_day()
