"""How far a project has climbed the ladder of commitment, and how well each step is known.

A step is reached if an event says so. Below the highest one, and below what the state of the
project proves, a step was passed or left out without a record of it. Above, none was reached.
"""

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.model import Event, Project
from geo.records.vocab import Basis, Rung, Word


class StepStanding(Word):
    """What can be said of a step of commitment."""

    REACHED = "reached", "An event tells of it."
    NOT_RECORDED = (
        "not recorded",
        "What came later shows that it was passed or left out; no record tells of it.",
    )
    NOT_REACHED = "not reached", "Nothing tells of it or of any later step."


_ORDER = tuple(Rung)


@dataclass(frozen=True, slots=True)
class CommitmentStep:
    """One step of the ladder with what is known of it.

    `event` reached it. `as_of` is the date of a statement that it was not reached, as published,
    and the sources are those of the event or of the statement.
    """

    rung: Rung
    standing: StepStanding
    event: Event | None = None
    as_of: str | None = None
    source_ids: tuple[str, ...] = ()


def commitment(atlas: Atlas, project: Project) -> tuple[CommitmentStep, ...]:
    """All ten steps of a project, lowest first."""
    ladder = atlas.ladder(project.id)
    # A state may prove more than the events tell: what runs has been built, recorded or not.
    proven = [project.lifecycle.proves] if project.lifecycle.proves else []
    passed = [*proven, *(rung for rung, event in ladder if event)]
    highest = max(map(_ORDER.index, passed), default=-1)
    return tuple(_commitment_step(project, rung, event, highest) for rung, event in ladder)


def highest_step(atlas: Atlas, project: Project) -> CommitmentStep | None:
    """The highest step that was reached or passed, or None for a project without any."""
    steps = commitment(atlas, project)
    passed = [step for step in steps if step.standing is not StepStanding.NOT_REACHED]
    return passed[-1] if passed else None


def _commitment_step(
    project: Project, rung: Rung, event: Event | None, highest: int
) -> CommitmentStep:
    if event:
        return CommitmentStep(rung, StepStanding.REACHED, event=event, source_ids=event.source_ids)
    # Below the highest step nothing is called "not reached": a contract that nobody recorded is
    # a gap of ours, not of the project.
    if _ORDER.index(rung) <= highest:
        return CommitmentStep(rung, StepStanding.NOT_RECORDED)
    is_stated = project.lifecycle_basis is Basis.STATED
    if is_stated and project.lifecycle.rules_out is rung:
        return CommitmentStep(
            rung,
            StepStanding.NOT_REACHED,
            as_of=project.lifecycle_as_of,
            source_ids=project.source_ids,
        )
    return CommitmentStep(rung, StepStanding.NOT_REACHED)
