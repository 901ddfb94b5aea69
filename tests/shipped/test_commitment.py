"""Steps of commitment of the shipped projects."""

import pytest

from geo.analysis.commitment import commitment, highest_step
from geo.atlas import Atlas
from geo.records.vocab import Lifecycle, Rung
from tests.code.test_commitment import NOT_REACHED, NOT_RECORDED, REACHED


@pytest.mark.parametrize(
    ("project_id", "date"),
    [("islamabad-tehran-istanbul-train", "2009-08-14"), ("pakistan-steel-mills", "1984-12-25")],
)
def test_what_ran_once_was_in_service(project_id: str, date: str, shipped_atlas: Atlas) -> None:
    highest = highest_step(shipped_atlas, shipped_atlas.project(project_id))
    assert highest
    assert (highest.rung, highest.standing, highest.date) == (Rung.SERVICE, REACHED, date)
    assert highest.source_ids


@pytest.mark.parametrize("lifecycle", [Lifecycle.OPERATING, Lifecycle.DEGRADED])
def test_no_project_in_service_says_that_a_step_was_not_reached(
    lifecycle: Lifecycle, shipped_atlas: Atlas
) -> None:
    for project in shipped_atlas.projects:
        if project.lifecycle is lifecycle:
            said = {step.standing for step in commitment(shipped_atlas, project)}
            assert NOT_REACHED not in said, project.id


def test_every_shipped_step_is_told_by_a_record_or_not_recorded(shipped_atlas: Atlas) -> None:
    for project in shipped_atlas.projects:
        found = commitment(shipped_atlas, project)
        assert [step.event for step in found] == [e for _, e in shipped_atlas.ladder(project.id)]
        assert all(step.is_reached is bool(step.event or step.change) for step in found)
        assert all(
            step.source_ids and step.date for step in found if step.standing is not NOT_RECORDED
        )
