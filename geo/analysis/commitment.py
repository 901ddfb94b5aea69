"""How far a project has climbed the ladder of commitment, and how well each step is known.

A step is reached if an event says so, or if the project was in service or under works once. It was
not reached if a source says so or what came later rules it out. Of all others there is no record,
and those below the highest one were passed or left out.
"""

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.dates import sort_key
from geo.records.model import Event, Project, StateChange
from geo.records.texts import mark
from geo.records.vocab import Basis, Confidence, Lifecycle, Rung, Word


class StepStanding(Word):
    """What can be said of a step of commitment."""

    REACHED = "reached", mark("Reached"), mark("A record tells of it.")
    NOT_RECORDED = (
        "not recorded",
        mark("Not recorded"),
        mark("No record tells of it; it may have been passed or left out."),
    )
    NOT_REACHED = (
        "not reached",
        mark("Not reached"),
        mark("A source says so, or what came later rules it out."),
    )


_ORDER = tuple(Rung)


@dataclass(frozen=True, slots=True)
class CommitmentStep:
    """One step of the ladder with what is known of it.

    `event` reached it, or `change`, a state that the project was in once. `as_of` is the date of a
    statement that it was not reached, as published, and the sources are those of whatever tells it.
    """

    rung: Rung
    standing: StepStanding
    event: Event | None = None
    change: StateChange | None = None
    as_of: str | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether a record tells that it was reached."""
        return self.standing is StepStanding.REACHED

    @property
    def date(self) -> str | None:
        """When it was reached, or when it was said that it was not, as published."""
        if self.event:
            return self.event.date
        return self.change.from_date if self.change else self.as_of

    @property
    def document(self) -> str:
        """The document or the words that tell that it was reached."""
        if self.event:
            return self.event.document or self.event.title
        return (self.change.note or self.change.lifecycle.label) if self.change else ""

    @property
    def confidence(self) -> Confidence:
        """How well it is backed that it was reached."""
        record = self.event or self.change
        return record.confidence if record else Confidence.SOURCED


def commitment(atlas: Atlas, project: Project) -> tuple[CommitmentStep, ...]:
    """All ten steps of a project, lowest first."""
    changes = _first_changes(atlas, project)
    told = [(rung, event, changes.get(rung)) for rung, event in atlas.ladder(project.id)]
    highest = max(
        (_ORDER.index(rung) for rung, event, change in told if event or change), default=-1
    )
    return tuple(
        _step(project, rung, event, change)
        if event or change or _ORDER.index(rung) > highest
        else CommitmentStep(rung, StepStanding.NOT_RECORDED)
        for rung, event, change in told
    )


def highest_step(atlas: Atlas, project: Project) -> CommitmentStep | None:
    """The highest step that was reached or passed, or None for a project without any."""
    proven = project.lifecycle.proves
    steps = commitment(atlas, project)
    passed = [step for step in steps if step.is_reached or step.rung is proven]
    return passed[-1] if passed else None


def _first_changes(atlas: Atlas, project: Project) -> dict[Rung, StateChange]:
    """The first states of the past that were works or service."""
    first: dict[Rung, StateChange] = {}
    changes = atlas.state_changes_of(project.id)
    for change in sorted(changes, key=lambda change: sort_key(change.from_date)):
        rung = change.lifecycle.proves
        if rung and _is_at_work(change.lifecycle):
            first.setdefault(rung, change)
    return first


def _is_at_work(lifecycle: Lifecycle) -> bool:
    """Whether a state is itself the step that it proves: what is rebuilt was built before."""
    is_in_service = lifecycle.is_in_service and lifecycle.proves is Rung.SERVICE
    return is_in_service or lifecycle.is_under_works


def _step(
    project: Project, rung: Rung, event: Event | None, change: StateChange | None
) -> CommitmentStep:
    record = event or change
    if record:
        sources = record.source_ids
        return CommitmentStep(rung, StepStanding.REACHED, event, change, source_ids=sources)
    if not _is_ruled_out(project, rung):
        return CommitmentStep(rung, StepStanding.NOT_RECORDED)
    sources, as_of = project.source_ids, project.lifecycle_as_of
    return CommitmentStep(rung, StepStanding.NOT_REACHED, as_of=as_of, source_ids=sources)


def _is_ruled_out(project: Project, rung: Rung) -> bool:
    """Whether a source states a state of the project without this step or one below it."""
    lowest = project.lifecycle.rules_out if project.lifecycle_basis is Basis.STATED else None
    return lowest is not None and _ORDER.index(rung) >= _ORDER.index(lowest)
