"""How new the atlas is follows from its records: nothing is a constant, and time faults nothing."""

from datetime import timedelta

import pytest

from geo.atlas import Atlas
from geo.records.as_of import (
    POST_SILENT_DAYS,
    PROJECT_SILENT_DAYS,
    Dated,
    Newest,
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
from geo.views.freshness import atlas_freshness

NOW = Day(2026, 11, 27)


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
