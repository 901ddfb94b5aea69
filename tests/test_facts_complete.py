"""Facts that were added after the update of November 2026, each with the source that tells it."""

import csv
from datetime import date as Day  # noqa: N812 - as in geo.dates

import pytest

from geo.atlas import Atlas
from geo.timeline import project_history
from tests.conftest import ROOT

SOURCES = ROOT / "data" / "sources.csv"


@pytest.mark.parametrize(
    ("project", "day", "lifecycle"),
    [
        ("carec-6a", Day(2020, 1, 1), "operating"),
        ("carec-6a", Day(2025, 11, 1), "degraded"),
        ("carec-6b", Day(2025, 11, 1), "operating"),
        ("pakistan-russia-road", Day(2020, 1, 1), "proposed"),
        ("pakistan-russia-road", Day(2022, 1, 1), "operating"),
        ("pakistan-russia-road", Day(2025, 10, 12), "closed"),
        ("north-south-western", Day(2010, 1, 1), "agreed"),
        ("north-south-western", Day(2022, 1, 1), "degraded"),
        ("north-south-trans-caspian", Day(2010, 1, 1), "agreed"),
        ("north-south-trans-caspian", Day(2022, 1, 1), "operating"),
    ],
)
def test_a_corridor_is_in_service_from_the_first_run_that_was_read(
    project: str, day: Day, lifecycle: str, shipped_atlas: Atlas
) -> None:
    moments = project_history(shipped_atlas, shipped_atlas.project(project))
    assert [one.lifecycle for one in moments if one.day <= day][-1] == lifecycle


def test_the_licence_of_the_planned_trip_is_told_as_far_as_it_is_known() -> None:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        (trip,) = (row for row in csv.DictReader(file) if row["id"] == "src-osm-mapy-stredna-azia")
    assert "repository names no licence" in trip["licence_theirs"]
    assert "ODbL-1.0 whatever the repository says" in trip["note"]
