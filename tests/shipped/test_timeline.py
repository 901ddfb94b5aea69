"""The shipped atlas on single days."""

import pytest

from geo.analysis.border_posts import EffectiveAccess, post_state
from geo.analysis.timeline import (
    PromiseStatus,
    events_by_project,
    history,
    project_history,
    promises_on,
    state_on,
)
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.vocab import Lifecycle

# On the shipped atlas ----------------------------------------------------------------------

AUGUST = Day(2025, 8, 1)


def test_on_1_august_2025_the_pilot_train_has_missed_22_june(shipped_atlas: Atlas) -> None:
    promises = promises_on(shipped_atlas, AUGUST, "pakistan-russia-pilot-train")
    missed = [promise for promise in promises if promise.standing is PromiseStatus.MISSED]
    assert [(promise.due, promise.days_late) for promise in missed] == [("2025-06-22", 40)]
    assert "2025-08" in [
        promise.due for promise in promises if promise.standing is PromiseStatus.OPEN
    ]


def test_on_1_august_2025_the_study_is_due_in_early_2026(shipped_atlas: Atlas) -> None:
    promises = promises_on(shipped_atlas, AUGUST, "uap-railway")
    due = [promise.due for promise in promises if promise.standing is PromiseStatus.OPEN]
    assert "2026-01/2026-03~" in due


def test_on_1_august_2025_torkham_is_open(shipped_atlas: Atlas) -> None:
    assert post_state(shipped_atlas, "site-torkham", AUGUST).access is EffectiveAccess.OPEN


def test_the_steel_mill_stands_idle_from_10_june_2015(shipped_atlas: Atlas) -> None:
    works = shipped_atlas.site("site-psm")
    assert state_on(shipped_atlas, works, Day(2015, 6, 9)).lifecycle is Lifecycle.OPERATING
    assert state_on(shipped_atlas, works, Day(2015, 6, 10)).lifecycle is Lifecycle.IDLE
    assert state_on(shipped_atlas, works, Day(1970, 1, 1)) is None


def test_belts_and_sidings_of_the_mill_stand_idle_with_it(shipped_atlas: Atlas) -> None:
    for name in ("seg-psm-psm-jetty-psm", "seg-psm-psm-bin-qasim-jn"):
        belt = shipped_atlas.segment(name)
        assert state_on(shipped_atlas, belt, Day(2015, 6, 9)).lifecycle is Lifecycle.OPERATING
        assert state_on(shipped_atlas, belt, Day(2015, 6, 10)).lifecycle is Lifecycle.IDLE


@pytest.mark.parametrize(
    ("segment", "day", "lifecycle"),
    [
        ("seg-uapt-torkham-landi-kotal", Day(1932, 11, 30), "operating"),
        ("seg-uapt-torkham-landi-kotal", Day(1932, 12, 1), "dormant"),
        ("seg-uapt-landi-kotal-jamrud", Day(2005, 12, 31), "operating"),
        ("seg-uapt-landi-kotal-jamrud", Day(2009, 1, 1), "dormant"),
        ("seg-uapt-kabul-surobi", Day(2023, 7, 17), "feasibility"),
        ("seg-uapt-kabul-surobi", Day(2023, 7, 18), "superseded"),
        ("seg-khafherat-shamtigh-rozanak", Day(2020, 12, 10), "operating"),
        ("seg-khafherat-shamtigh-rozanak", Day(2022, 6, 1), "dormant"),
        ("seg-khafherat-shamtigh-rozanak", Day(2023, 7, 11), "degraded"),
        ("seg-taw-serhetabat-torghundi", Day(2017, 7, 1), "rehabilitation"),
        ("seg-taw-serhetabat-torghundi", Day(2018, 7, 1), "operating"),
        ("seg-uap-kohat-jand", Day(2018, 1, 17), "degraded"),
        ("seg-uap-naibabad-mazar-rail", Day(2023, 2, 5), "idle"),
        ("seg-khafherat-robat-paryan-herat-airport", Day(2025, 9, 14), "construction"),
    ],
)
def test_recorded_changes_of_the_shipped_lines(
    shipped_atlas: Atlas, segment: str, day: Day, lifecycle: str
) -> None:
    assert state_on(shipped_atlas, shipped_atlas.segment(segment), day).lifecycle == lifecycle


@pytest.mark.parametrize(
    ("segment", "day"),
    [
        ("seg-uap-termez-hairatan", Day(1975, 1, 1)),
        ("seg-uap-tashguzar-kumkurgan", Day(2005, 1, 1)),
        ("seg-aqina-ymamnazar-aqina", Day(2016, 1, 1)),
        ("seg-khafherat-robat-paryan-herat-airport", Day(2020, 1, 1)),
    ],
)
def test_lines_of_the_shipped_atlas_that_were_not_there(
    shipped_atlas: Atlas, segment: str, day: Day
) -> None:
    assert state_on(shipped_atlas, shipped_atlas.segment(segment), day) is None


def test_no_state_is_newer_than_its_record_says(shipped_atlas: Atlas) -> None:
    for segment in shipped_atlas.segments:
        found = history(shipped_atlas, segment)
        assert found[-1].lifecycle is segment.lifecycle, segment.id
        assert [moment.day for moment in found] == sorted(moment.day for moment in found)


def test_lanes_hold_every_event_of_a_project(shipped_atlas: Atlas) -> None:
    found = dict(events_by_project(shipped_atlas))
    uap = shipped_atlas.project("uap-railway")
    assert set(found[uap]) == set(shipped_atlas.events_of_project("uap-railway"))


@pytest.mark.parametrize(
    ("project_id", "states"),
    [
        (
            "pakistan-steel-mills",
            {1975: "proposed", 1980: "construction", 1990: "operating", 2020: "idle"},
        ),
        ("karakoram-road-torugart", {1994: None, 2010: "agreed", 2024: "operating"}),
        ("north-south-eastern", {2010: "agreed", 2016: "operating"}),
        ("carec-6b", {2006: None, 2010: "operating"}),
    ],
)
def test_a_project_does_not_run_before_its_service_began(
    shipped_atlas: Atlas, project_id: str, states: dict[int, str | None]
) -> None:
    told = project_history(shipped_atlas, shipped_atlas.project(project_id))
    for year, state in states.items():
        past = [moment.lifecycle.value for moment in told if moment.day <= Day(year, 6, 1)]
        assert (past[-1] if past else None) == state
