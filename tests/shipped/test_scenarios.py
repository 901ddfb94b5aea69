"""What projects would change, and what they would not: on the shipped atlas."""

from dataclasses import replace

import pytest

from geo.records.vocab import Mode
from geo.routing.router import Router
from geo.routing.scenarios import PROJECTS, ScenarioResult, run_scenarios
from geo.views.routes.scenario_rows import difference_words, scenario_records, scenario_rows
from tests.conftest import DEFAULT


@pytest.fixture(scope="module")
def found(shipped_router: Router) -> tuple[ScenarioResult, ...]:
    return run_scenarios(shipped_router, DEFAULT)


def one_of(found: tuple[ScenarioResult, ...], project: str, *, rail_only: bool) -> ScenarioResult:
    return next(
        result for result in found if result.project_id == project and result.rail_only == rail_only
    )


def test_every_project_is_asked_for_twice(found: tuple[ScenarioResult, ...]) -> None:
    assert len(found) == 2 * len(PROJECTS)


def test_the_uap_railway_shortens_the_way_by_rail(found: tuple[ScenarioResult, ...]) -> None:
    uap = one_of(found, "uap-railway", rail_only=True)
    assert uap.before is not None
    assert uap.after is not None
    assert uap.after.km < uap.before.km - 1000
    assert difference_words(uap).startswith("\u2212")
    assert uap.if_open == ("site-kharlachi",)
    assert "km" in difference_words(uap)


def test_a_railway_far_away_changes_nothing_and_it_is_said(
    found: tuple[ScenarioResult, ...],
) -> None:
    far = one_of(found, "north-south-western", rail_only=True)
    assert difference_words(far) == "changes nothing for this pair"


def test_a_way_where_there_is_none_is_called_that(shipped_router: Router) -> None:
    query = replace(DEFAULT, to_id="site-pul-e-khumri", modes=frozenset({Mode.RAIL}))
    (uap,) = run_scenarios(shipped_router, query, projects=("uap-railway",))
    assert uap.before is None
    assert difference_words(uap) == "opens a route where there is none"


def test_rows_stand_by_project(shipped_router: Router, found: tuple[ScenarioResult, ...]) -> None:
    rows = scenario_rows(shipped_router.atlas, found)
    assert [row.project.id for row in rows[::2]] == list(PROJECTS)
    assert rows[1].difference.endswith("; only if Kharlachi opens")
    assert {row.modes for row in rows} == {"as chosen", "rail only"}


def test_a_row_has_one_unit_of_time(
    shipped_router: Router, found: tuple[ScenarioResult, ...]
) -> None:
    for row in scenario_rows(shipped_router.atlas, found):
        units = {unit for unit in (" day", "\u2009h") if unit in f"{row.built}{row.difference}"}
        assert len(units) == 1, row


def test_numbers_of_a_download_are_those_of_the_ways(
    shipped_router: Router, found: tuple[ScenarioResult, ...]
) -> None:
    rows = scenario_records(shipped_router.atlas, found)
    assert [row["project_id"] for row in rows[::2]] == list(PROJECTS)
    uap = one_of(found, "uap-railway", rail_only=True)
    (row,) = (
        row for row in rows if (row["project_id"], row["modes"]) == ("uap-railway", "rail only")
    )
    assert uap.before
    assert uap.after
    assert row["km_today"] == pytest.approx(uap.before.km, abs=0.1)
    assert row["km_if_built"] == pytest.approx(uap.after.km, abs=0.1)
    assert row["gauge_changes_if_built"] == len(uap.after.gauge_changes)


def test_where_there_is_no_way_a_download_has_no_numbers(shipped_router: Router) -> None:
    nothing = ScenarioResult("uap-railway", rail_only=True, before=None, after=None)
    (row,) = scenario_records(shipped_router.atlas, [nothing])
    assert {value for name, value in row.items() if name.endswith(("today", "built"))} == {None}


def test_a_project_that_is_not_in_the_atlas_is_left_out(shipped_router: Router) -> None:
    assert run_scenarios(shipped_router, DEFAULT, projects=("moon-railway",)) == ()
