"""The ladder of commitment: what was reached, what was not, and what no record tells of."""

import pytest

from geo.analysis.commitment import CommitmentStep, StepStanding, commitment, highest_step
from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.records.model import Event, Project, StateChange
from geo.records.vocab import Rung
from tests.builders import SOURCE

REACHED, NOT_RECORDED, NOT_REACHED = StepStanding


def project(lifecycle: str, basis: str = "stated") -> Project:
    return Project(
        id="line",
        names={"en": "Line"},
        short="Line",
        group="Lines",
        summary="A line.",
        lifecycle=lifecycle,
        lifecycle_as_of="2025-07-24",
        lifecycle_basis=basis,
        lifecycle_note="So it is told.",
        **SOURCE,
    )


def event(rung: Rung) -> Event:
    return Event(
        id=f"evt-{rung}", date="2020", title="Said", rung=rung, project_ids=("line",), **SOURCE
    )


def steps(lifecycle: str, *rungs: Rung, basis: str = "stated") -> dict[Rung, CommitmentStep]:
    line = project(lifecycle, basis)
    atlas = Atlas(Loaded(projects=(line,), events=tuple(map(event, rungs))))
    return {step.rung: step for step in commitment(atlas, line)}


def standings(found: dict[Rung, CommitmentStep]) -> list[StepStanding]:
    return [step.standing for step in found.values()]


def test_below_the_highest_step_nothing_is_called_not_reached() -> None:
    found = steps("agreed", Rung.STATEMENT, Rung.FINANCE)
    assert [rung for rung, step in found.items() if step.standing is REACHED] == [
        Rung.STATEMENT,
        Rung.FINANCE,
    ]
    assert found[Rung.PROTOCOL].standing is NOT_RECORDED
    above = [found[rung].standing for rung in (Rung.CONTRACT, Rung.WORKS, Rung.SERVICE)]
    assert above == [NOT_RECORDED, NOT_REACHED, NOT_REACHED], "the source says: nothing is built"


def test_a_railway_in_service_without_records_has_passed_every_step() -> None:
    assert standings(steps("operating")) == [NOT_RECORDED] * 10


def test_a_state_proves_the_steps_below_it() -> None:
    found = steps("construction", Rung.FINANCE)
    assert found[Rung.CONTRACT].standing is NOT_RECORDED
    assert found[Rung.WORKS].standing is NOT_RECORDED
    assert found[Rung.SERVICE].standing is NOT_REACHED


def test_what_is_given_up_was_not_built_and_its_papers_are_not_recorded() -> None:
    assert standings(steps("superseded")) == [NOT_RECORDED] * 8 + [NOT_REACHED] * 2


@pytest.mark.parametrize("lifecycle", ["dormant", "idle"])
def test_without_a_source_no_step_is_called_not_reached(lifecycle: str) -> None:
    assert standings(steps(lifecycle)) == [NOT_RECORDED] * 10


def test_a_state_of_the_past_reaches_its_step() -> None:
    changes = tuple(
        StateChange(id=f"stc-{date}", record_id="line", from_date=date, lifecycle=state, **SOURCE)
        for date, state in (("2009", "operating"), ("2011", "dormant"), ("2021", "operating"))
    )
    train = project("dormant")
    found = commitment(Atlas(Loaded(projects=(train,), state_changes=changes)), train)
    service = found[-1]
    assert (service.standing, service.date, service.document) == (REACHED, "2009", "In service")
    assert service.source_ids == SOURCE["source_ids"]
    assert standings({step.rung: step for step in found[:-1]}) == [NOT_RECORDED] * 9


def test_a_statement_that_nothing_is_built_is_the_evidence() -> None:
    works = steps("agreed", Rung.FINANCE)[Rung.WORKS]
    assert (works.standing, works.as_of) == (NOT_REACHED, "2025-07-24")
    assert works.source_ids == SOURCE["source_ids"]
    inferred = steps("agreed", Rung.FINANCE, basis="inferred")[Rung.WORKS]
    assert inferred.standing is NOT_RECORDED
    assert (inferred.as_of, inferred.source_ids) == (None, ())


def test_the_highest_step_may_be_one_without_a_record() -> None:
    line = project("operating")
    highest = highest_step(Atlas(Loaded(projects=(line,), events=(event(Rung.STATEMENT),))), line)
    assert highest
    assert (highest.rung, highest.event) == (Rung.SERVICE, None)
    assert highest_step(Atlas(Loaded()), project("idle")) is None
