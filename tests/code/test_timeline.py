"""What was true on a day: lines, posts and promises, on small atlases."""

import pytest

from geo.analysis.timeline import (
    PromiseStatus,
    happened_by,
    history,
    news_of,
    promises_on,
    state_on,
)
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import Event, Segment, Site, StateChange
from geo.records.vocab import Lifecycle
from tests.builders import SOURCE, line, site

A, B = site("alfa", 66, 30), site("bravo", 66, 31)


def atlas(*, segments: tuple[Segment, ...] = (), **more: tuple) -> Atlas:
    return Atlas(Loaded(sites=(A, B), segments=segments, **more))


def event_dated(date: str, name: str = "x", **more: object) -> Event:
    fields = {"project_ids": ("line",), "title": "Title", **SOURCE, **more}
    return Event(id=f"evt-{date}-{name}", date=date, **fields)


def states(whole: Atlas, record: Segment | Site) -> list[tuple[str, str]]:
    return [(moment.day.isoformat(), moment.lifecycle.value) for moment in history(whole, record)]


def test_a_line_is_there_from_the_day_it_opened() -> None:
    built = line(A, B, opened="2011-08")
    whole = atlas(segments=(built,))
    assert states(whole, built) == [("2011-08-01", "operating")]
    assert state_on(whole, built, Day(2011, 7, 31)) is None
    assert state_on(whole, built, Day(2011, 8, 1)).lifecycle is Lifecycle.OPERATING


def test_without_an_opening_date_nobody_claims_to_know_since_when() -> None:
    old = line(A, B)
    found = state_on(atlas(segments=(old,)), old, Day(1980, 1, 1))
    assert (found.lifecycle, found.is_dated) == (Lifecycle.OPERATING, False)


def test_a_dead_line_lived_before() -> None:
    dead = line(A, B, opened="1926", lifecycle="dormant", lifecycle_as_of="2006-08")
    assert states(atlas(segments=(dead,)), dead) == [
        ("1926-01-01", "operating"),
        ("2006-08-01", "dormant"),
    ]


def test_recorded_changes_win() -> None:
    dead = line(A, B, opened="1926", lifecycle="dormant", lifecycle_as_of="2026")
    change = StateChange(
        id="stc-x", record_id=dead.id, from_date="1932-12", lifecycle="dormant", **SOURCE
    )
    assert states(atlas(segments=(dead,), state_changes=(change,)), dead) == [
        ("1926-01-01", "operating"),
        ("1932-12-01", "dormant"),
    ]


def test_what_was_mended_was_there_before_since_nobody_knows_when() -> None:
    mended = line(A, B, lifecycle="degraded", lifecycle_as_of="2018-01")
    changes = tuple(
        StateChange(id=f"stc-{day}", record_id=mended.id, from_date=day, lifecycle=state, **SOURCE)
        for day, state in (("2017-12", "rehabilitation"), ("2018-01", "degraded"))
    )
    found = history(atlas(segments=(mended,), state_changes=changes), mended)
    assert [(moment.lifecycle, moment.is_dated) for moment in found] == [
        (Lifecycle.OPERATING, False),
        (Lifecycle.REHABILITATION, True),
        (Lifecycle.DEGRADED, True),
    ]


def test_a_train_that_first_ran_was_not_there_before() -> None:
    train = line(A, B, lifecycle="dormant", lifecycle_as_of="2026-03")
    changes = tuple(
        StateChange(id=f"stc-{day}", record_id=train.id, from_date=day, lifecycle=state, **SOURCE)
        for day, state in (("2009-08-14", "operating"), ("2012", "dormant"))
    )
    assert states(atlas(segments=(train,), state_changes=changes), train) == [
        ("2009-08-14", "operating"),
        ("2012-01-01", "dormant"),
    ]


def test_a_planned_place_is_not_drawn_before_it_was_spoken_of() -> None:
    told = {"lifecycle": Lifecycle.PROPOSED, "lifecycle_as_of": "2024-09"}
    planned = A.model_copy(update=told)
    assert states(atlas(), planned) == [("2024-09-01", "proposed")]


def test_a_plan_climbs_with_its_project_and_no_further_than_itself() -> None:
    plan = line(A, B, lifecycle="agreed", lifecycle_as_of="2025-12", geometry_basis="schematic")
    events = (
        event_dated("2018-12", rung="statement"),
        event_dated("2021-02", rung="protocol"),
        event_dated("2022-07", rung="study"),
        event_dated("2023-01", rung=None),
    )
    assert states(atlas(segments=(plan,), events=events), plan) == [
        ("2018-12-01", "proposed"),
        ("2021-02-01", "agreed"),
    ]


def test_a_place_without_a_state_has_no_history() -> None:
    assert history(atlas(), A) == ()


@pytest.mark.parametrize(
    ("kept", "kept_event", "day", "standing", "late"),
    [
        ("missed", None, Day(2025, 6, 21), PromiseStatus.OPEN, 0),
        ("missed", None, Day(2025, 6, 22), PromiseStatus.MISSED, 0),
        ("missed", None, Day(2025, 6, 30), PromiseStatus.MISSED, 8),
        ("unknown", None, Day(2025, 6, 30), PromiseStatus.UNKNOWN, 0),
        ("kept", "evt-2025-06-20-done", Day(2025, 6, 21), PromiseStatus.KEPT, 0),
        ("kept", "evt-2025-07-02-done", Day(2025, 6, 30), PromiseStatus.MISSED, 8),
        ("kept", "evt-2025-07-02-done", Day(2025, 7, 2), PromiseStatus.LATE, 10),
        ("kept", None, Day(2025, 7, 2), PromiseStatus.KEPT, 0),
    ],
)
def test_a_promise_stands_as_it_stood_on_the_day(
    kept: str, kept_event: str | None, day: Day, standing: PromiseStatus, late: int
) -> None:
    made = event_dated(
        "2025-06-12",
        promise="A train leaves",
        promised_for="2025-06-22",
        kept=kept,
        kept_event_id=kept_event,
    )
    done = [event_dated(date, "done") for date in ("2025-06-20", "2025-07-02")]
    (found,) = promises_on(atlas(events=(made, *done)), day)
    assert (found.standing, found.days_late) == (standing, late)


def test_a_promise_is_not_known_before_it_was_made() -> None:
    made = event_dated("2025-06-12", promise="A train", promised_for="2025-06-22", kept="missed")
    assert promises_on(atlas(events=(made,)), Day(2025, 6, 11)) == ()
    assert promises_on(atlas(events=(made,)), Day(2025, 6, 12), "another") == ()


def test_news_are_of_the_year_and_not_of_the_future() -> None:
    dates = ("2024-12-31", "2025-01", "2025-07-17", "2025-08", "2025-09")
    events = tuple(event_dated(date) for date in dates)
    found = [event.date for event in news_of(atlas(events=events), Day(2025, 8, 1))]
    assert found == ["2025-07-17", "2025-01"]


def test_what_is_dated_to_a_year_has_happened_where_the_records_end() -> None:
    told = event_dated("2026")
    assert happened_by(told, Day(2026, 10, 12)) == Day(2026, 10, 12)
    assert happened_by(told, Day(2027, 10, 12)) == Day(2026, 12, 31)
    assert happened_by(told, Day(2025, 10, 12)) == Day(2026, 12, 31)
